#define _POSIX_C_SOURCE 200809L
#include "clock.h"

#include <time.h>

void clock_text(char out[CLOCK_SIZE])
{
    time_t now = time(NULL);
    struct tm parts;
    out[0] = '\0';
    if (localtime_r(&now, &parts))
        strftime(out, CLOCK_SIZE, "%Y-%m-%d %H:%M:%S", &parts);
}
