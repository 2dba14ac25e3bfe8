/* The map of tiles: as it is, and as it follows the reader's choice. */
#ifndef ETABLERA_REPORT_MAP_H
#define ETABLERA_REPORT_MAP_H

#include "report/view.h"

enum { MAP_CLASSES = 5, MAP_TILE_ROWS = 4 };

/* Dots of class 0 (not assessable) to 5 (the highest fifth). */
extern const char *const map_dots[MAP_CLASSES + 1];

/* Fifth of an area by its place among `ranked`; 0 without a place. */
int map_class(int32_t rank, size_t ranked);
bool map_has_tile(const struct view *v, uint32_t area);
uint32_t map_columns(const struct view *v);
uint32_t map_rows(const struct view *v);
void map_heights(const struct view *v, struct page *page, uint32_t top);
void map_legend_heads(const struct view *v, struct page *page, uint32_t row, uint32_t column);
/* The legend's words for a class, and its row under the headings. */
const char *map_legend_text(const struct view *v, int class);
uint32_t map_legend_row(int class);

/* The map when the workbook computes. */
void map_live(const struct view *v, struct page *page);

#endif
