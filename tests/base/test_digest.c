#include <criterion/criterion.h>
#include <string.h>

#include "base/digest.h"

/* The examples of FIPS 180-4 (SHA256.pdf of NIST), and the empty text as sha256sum gives it. */
Test(digest, known_answers)
{
    static const struct {
        const char *text, *digest;
    } cases[] = {
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    };
    char text[DIGEST_TEXT];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        digest_text(text, cases[i].text, strlen(cases[i].text));
        cr_expect(strcmp(text, cases[i].digest) == 0, "%s: %s", cases[i].text, text);
    }
}
