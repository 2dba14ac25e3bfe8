# shellcheck shell=bash
# Sourced by cmd/quickstart, tests/run and tests/bench/run: installs what is missing, configures and
# builds. Says what it does in Swedish and English; stays silent when there is nothing to do.

build_packages=(gcc libc6-dev cmake pkg-config libcsv-dev libpcre2-dev libxlsxwriter-dev
                zlib1g-dev libexpat1-dev libjansson-dev libgsl-dev librandom123-dev
                libsqlite3-dev libcurl4-openssl-dev nettle-dev)
test_packages=(libcriterion-dev python3 strace locales openssl parallel)

tell() { printf '%s\n' "$@" >&2; }

# The packages among the arguments that Debian does not have installed.
missing_packages() {
    local package
    for package in "$@"; do
        [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
            printf '%s\n' "$package"
    done
}

tell_packages() {
    tell "Installera dessa paket (Debians namn) och kör igen:" \
         "Install these packages (Debian's names) and run again:" "  $*"
}

# Either ninja or make will do; ninja is asked for when there is neither.
builder_package() {
    command -v ninja >/dev/null || command -v make >/dev/null || printf 'ninja-build\n'
}

# The client that the language server is tested with; a node from elsewhere will do.
client_packages() {
    command -v node >/dev/null || printf 'nodejs\n'
    command -v npm >/dev/null || printf 'npm\n'
}

# The programs that compute the workbooks anew; those with windows will do.
office_packages() {
    command -v soffice >/dev/null || printf 'libreoffice-calc-nogui\n'
    command -v ssconvert >/dev/null || printf 'gnumeric\n'
}

install_packages() {
    local root=()
    if [[ $(id -u) != 0 ]]; then
        if ! command -v sudo >/dev/null; then
            tell "Paket saknas, och sudo finns inte." "Packages are missing, and there is no sudo."
            tell_packages "$@"
            exit 3
        fi
        root=(sudo)
    fi
    tell "Installerar / installing: $*"
    if ! { "${root[@]}" apt-get -qq update &&
           "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
               apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$@"; } >&2; then
        tell "apt-get misslyckades." "apt-get failed."
        tell_packages "$@"
        exit 3
    fi
}

# prepare_packages PACKAGE...: without apt, trusts that they are there; the build tells if not.
prepare_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@"; builder_package)
    if ((${#missing[@]} > 0)); then
        install_packages "${missing[@]}"
    fi
}

# A folder that was configured elsewhere and then moved or copied cannot be built in.
forget_if_moved() {
    local cache=$1/CMakeCache.txt
    if [[ -f $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$cache"; then
        rm -rf "$1"
    fi
}

# build PRESET FOLDER [CMAKE ARGUMENT...]: output is shown only when it fails.
build() {
    local preset=$1 folder=$2 log
    shift 2
    local generator=()
    forget_if_moved "$folder"
    mkdir -p "$folder"
    log=$folder/build.log
    if [[ ! -f $folder/CMakeCache.txt ]]; then
        tell "Bygger / building: $folder"
        command -v ninja >/dev/null || generator=(-G "Unix Makefiles")
    fi
    if ! { cmake --preset "$preset" -B "$folder" "${generator[@]}" "$@" &&
           cmake --build "$folder" --parallel "$(nproc)"; } >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        tell "Bygget misslyckades, se $log" "The build failed, see $log"
        if ! command -v apt-get >/dev/null; then
            tell "apt-get finns inte här." "There is no apt-get here."
            tell_packages "${build_packages[@]}" ninja-build "${test_packages[@]}"
        fi
        return 1
    fi
}
