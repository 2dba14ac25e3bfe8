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

int64_t clock_seconds(void)
{
    return (int64_t)time(NULL);
}

int64_t clock_milliseconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int32_t clock_utc(char out[CLOCK_SIZE])
{
    time_t now = time(NULL);
    struct tm p;
    out[0] = '\0';
    if (!gmtime_r(&now, &p))
        return 0;
    strftime(out, CLOCK_SIZE, "%Y-%m-%dT%H:%M:%SZ", &p);
    return (p.tm_year + 1900) * 10000 + (p.tm_mon + 1) * 100 + p.tm_mday;
}
