/* LD_PRELOAD: the process begins in the locale that the environment names, as if a library had called
 * setlocale. COMMA_TOLD is made when the decimal sign then is a comma: so the test knows that it hit. */
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((constructor)) static void begin(void)
{
    setlocale(LC_ALL, "");
    const char *told = getenv("COMMA_TOLD");
    int fd = -1;
    if (told != NULL && localeconv()->decimal_point[0] == ',')
        fd = open(told, O_WRONLY | O_CREAT, 0644);
    if (fd >= 0)
        close(fd);
}
