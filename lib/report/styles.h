/* How cells look: one row per style. Colours are RRGGBB; every text on its fill has a contrast of
 * at least 4.5:1, and no meaning is carried by colour alone. */
#ifndef ETABLERA_REPORT_STYLES_H
#define ETABLERA_REPORT_STYLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum style {
    STYLE_TEXT,
    STYLE_WRAP,
    STYLE_BOLD,
    STYLE_SMALL,
    STYLE_TITLE,
    STYLE_SUBTITLE,
    STYLE_BANNER,
    STYLE_SECTION,
    STYLE_REMARK,
    STYLE_NOTICE,
    STYLE_HEADING,
    STYLE_HEADING_RIGHT,
    STYLE_HEADING_TURNED,
    STYLE_GROUP,
    STYLE_NUMBER,
    STYLE_MARK,
    STYLE_LINK,
    STYLE_YEAR,
    STYLE_LABEL,
    STYLE_BIG,
    STYLE_ANSWER,
    STYLE_ANSWER_NUMBER,
    STYLE_ANSWER_DAY,
    STYLE_ROW_TEXT,
    STYLE_ROW_BOLD,
    STYLE_ROW_WRAP,
    STYLE_ROW_NUMBER,
    STYLE_ROW_BOLD_NUMBER,
    STYLE_ROW_PERCENT,
    STYLE_ROW_MARK,
    STYLE_ROW_CENTER,
    STYLE_ROW_YEAR,
    STYLE_PARAGRAPH,
    STYLE_IDEA_STOPPED,
    STYLE_IDEA_WEAK,
    STYLE_IDEA_IF,
    STYLE_IDEA_POSSIBLE,
    STYLE_IDEA_STRONG,
    /* Map tiles: name, figure and foot of class 0 (not assessable) to 5 (highest). */
    STYLE_TILE_NAME,
    STYLE_TILE_FIGURE = STYLE_TILE_NAME + 6,
    STYLE_TILE_FOOT = STYLE_TILE_FIGURE + 6,
    STYLE_COUNT = STYLE_TILE_FOOT + 6
};

enum align { ALIGN_DEFAULT, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum look_number { NUMBER_NONE, NUMBER_PLAIN, NUMBER_PERCENT, NUMBER_INTEGER, NUMBER_DAY };
#define COLOR_NONE UINT32_MAX

struct look {
    double size;              /* points */
    uint32_t color, fill;     /* COLOR_NONE: none */
    uint32_t line_below, box; /* border colours */
    enum align align;
    enum look_number number;
    bool bold, italic, underline, wrap, top, turned, indent, unlocked;
};

struct look look_of(enum style style);

#endif
