"""A locale with a decimal comma changes no byte. The locale is made here when Debian's sources of
locales are installed; a control program proves that it is in force."""
import os
import subprocess

from common import contents, end, expect, expect_same, folder, run, skip

CONTROL = ("import locale; locale.setlocale(locale.LC_ALL, ''); "
           "print(locale.localeconv()['decimal_point'])")


def make_locale(where):
    try:
        done = subprocess.run(["localedef", "-i", "sv_SE", "-f", "UTF-8", f"{where}/sv_SE.UTF-8"],
                              capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return done.returncode in (0, 1) and os.path.isdir(f"{where}/sv_SE.UTF-8")


with folder() as locales, folder() as first, folder() as second:
    if not make_locale(locales):
        skip("localedef or the sources of locales are missing (package locales)")
    swedish = {"LC_ALL": "sv_SE.UTF-8", "LOCPATH": locales}
    control = subprocess.run(["python3", "-c", CONTROL], env={**os.environ, **swedish},
                             capture_output=True, text=True, check=False)
    if control.stdout.strip() != ",":
        skip("the locale sv_SE.UTF-8 is not in force: " + control.stderr.strip()[-200:])
    # With LOCPATH set glibc's newlocale() leaks some bytes; libcrypto calls it when it is loaded.
    leaks = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
    plain = run("run", "--out", first, LC_ALL="C", **leaks)
    comma = run("run", "--out", second, **swedish, **leaks)
    expect_same(contents(first), contents(second), "the same bytes in sv_SE.UTF-8")
    expect(plain.stderr == comma.stderr and plain.returncode == comma.returncode,
           "the same messages in sv_SE.UTF-8")
end()
