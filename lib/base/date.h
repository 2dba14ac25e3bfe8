/* Days and periods. A day is year*10000 + month*100 + day. A period is year*100 + month, where
 * month 0 means the whole year; 0 means that the year is not known. */
#ifndef ETABLERA_BASE_DATE_H
#define ETABLERA_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "2026-03-01" -> 20260301; false when it is no day in the calendar. */
bool date_parse(const char *p, size_t n, int32_t *day);

/* Days since 1970-01-01. */
int32_t date_number(int32_t day);
/* And back. */
int32_t date_of_number(int32_t number);

#define PERIOD_UNKNOWN 0
static inline int32_t period_year(int32_t period)
{
    return period / 100;
}
static inline int32_t period_month(int32_t period)
{
    return period % 100;
}

#endif
