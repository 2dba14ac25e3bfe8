/* How cells look. */
#include "report/styles.h"

#define DARK 0x0B3C6F
#define BODY 10.0
#define HEAD_FILL 0xE3EAF1
#define HAIR 0xD5DCE4
#define NONE COLOR_NONE

/* size, color, fill, line below, box, align, number, bold italic underline wrap top turned indent
 */
static const struct look looks[STYLE_TILE_NAME] = {
    [STYLE_TEXT] = {BODY, 0, NONE, NONE, NONE, ALIGN_LEFT, .indent = true},
    [STYLE_WRAP] = {BODY, 0, NONE, NONE, NONE, ALIGN_LEFT, .wrap = true, .indent = true},
    [STYLE_BOLD] = {BODY, 0, NONE, NONE, NONE, ALIGN_LEFT, .indent = true, .bold = true},
    [STYLE_SMALL] = {BODY, 0x404040, NONE, NONE, NONE},
    [STYLE_TITLE] = {16, DARK, NONE, NONE, NONE, .bold = true},
    [STYLE_SUBTITLE] = {BODY, 0x404040, NONE, NONE, NONE},
    [STYLE_BANNER] = {12, 0xA30000, NONE, NONE, NONE, .bold = true},
    [STYLE_NOTICE] = {BODY, 0x7A1F00, NONE, NONE, NONE, .bold = true},
    [STYLE_SECTION] = {12, DARK, NONE, DARK, NONE, .bold = true},
    [STYLE_REMARK] = {BODY, 0x7A1F00, 0xFFF1E5, NONE, NONE, ALIGN_LEFT, .wrap = true, .top = true,
                      .indent = true},
    [STYLE_HEADING] = {BODY, 0, HEAD_FILL, DARK, NONE, ALIGN_LEFT, .bold = true, .wrap = true,
                       .indent = true},
    [STYLE_HEADING_RIGHT] = {BODY, 0, HEAD_FILL, DARK, NONE, ALIGN_RIGHT, .bold = true,
                             .wrap = true},
    [STYLE_HEADING_TURNED] = {BODY, 0, HEAD_FILL, DARK, NONE, ALIGN_CENTER, .bold = true,
                              .wrap = true, .turned = true},
    [STYLE_GROUP] = {BODY, DARK, HEAD_FILL, NONE, NONE, ALIGN_LEFT, .bold = true, .indent = true},
    [STYLE_NUMBER] = {BODY, 0, NONE, NONE, NONE, ALIGN_RIGHT, NUMBER_PLAIN},
    [STYLE_MARK] = {BODY, 0x404040, NONE, NONE, NONE, ALIGN_RIGHT},
    [STYLE_LINK] = {BODY, 0x0B4F9E, NONE, NONE, NONE, ALIGN_LEFT, .underline = true, .wrap = true,
                    .indent = true},
    [STYLE_YEAR] = {BODY, 0, NONE, NONE, NONE, ALIGN_RIGHT, NUMBER_INTEGER},
    [STYLE_LABEL] = {BODY, DARK, NONE, HAIR, NONE, ALIGN_LEFT, .bold = true, .wrap = true,
                     .top = true},
    [STYLE_BIG] = {14, 0, NONE, HAIR, NONE, ALIGN_LEFT, .bold = true, .wrap = true, .indent = true},
    [STYLE_ANSWER] = {BODY, 0, 0xFFFBE6, NONE, 0x8A6D00, ALIGN_LEFT, .wrap = true, .top = true,
                      .unlocked = true},
    [STYLE_ANSWER_NUMBER] = {BODY, 0, 0xFFFBE6, NONE, 0x8A6D00, ALIGN_RIGHT, NUMBER_PLAIN,
                             .unlocked = true},
    [STYLE_ANSWER_DAY] = {BODY, 0, 0xFFFBE6, NONE, 0x8A6D00, ALIGN_LEFT, NUMBER_DAY,
                          .unlocked = true},
    [STYLE_ROW_TEXT] = {BODY, 0, NONE, HAIR, NONE, ALIGN_LEFT, .indent = true},
    [STYLE_ROW_BOLD] = {BODY, 0, NONE, HAIR, NONE, ALIGN_LEFT, .bold = true, .indent = true},
    [STYLE_ROW_WRAP] = {BODY, 0, NONE, HAIR, NONE, ALIGN_LEFT, .wrap = true, .indent = true},
    [STYLE_ROW_YEAR] = {BODY, 0, NONE, HAIR, NONE, ALIGN_RIGHT, NUMBER_INTEGER},
    [STYLE_PARAGRAPH] = {BODY, 0, NONE, HAIR, NONE, ALIGN_LEFT, .wrap = true, .top = true,
                         .indent = true},
    [STYLE_ROW_NUMBER] = {BODY, 0, NONE, HAIR, NONE, ALIGN_RIGHT, NUMBER_PLAIN},
    [STYLE_ROW_BOLD_NUMBER] = {BODY, 0, NONE, HAIR, NONE, ALIGN_RIGHT, NUMBER_PLAIN, .bold = true},
    [STYLE_ROW_PERCENT] = {BODY, 0, NONE, HAIR, NONE, ALIGN_RIGHT, NUMBER_PERCENT},
    [STYLE_ROW_MARK] = {BODY, 0x404040, NONE, HAIR, NONE, ALIGN_RIGHT},
    [STYLE_ROW_CENTER] = {BODY, 0, NONE, HAIR, NONE, ALIGN_CENTER},
    [STYLE_IDEA_STOPPED] = {BODY, 0x404040, 0xE6E6E6, HAIR, NONE, ALIGN_CENTER, .italic = true},
    [STYLE_IDEA_WEAK] = {BODY, 0x505050, NONE, HAIR, NONE, ALIGN_CENTER},
    [STYLE_IDEA_IF] = {BODY, 0, 0xEBF3FA, HAIR, NONE, ALIGN_CENTER},
    [STYLE_IDEA_POSSIBLE] = {BODY, 0, 0xBDD7EE, HAIR, NONE, ALIGN_CENTER},
    [STYLE_IDEA_STRONG] = {BODY, 0xFFFFFF, DARK, HAIR, NONE, ALIGN_CENTER, .bold = true},
};

/* Lightness falls step by step, so the order survives a grey print. */
static const struct tile_color {
    uint32_t text, fill;
} tiles[6] = {
    {0x404040, 0xFFFFFF}, {0x000000, 0xEBF3FA}, {0x000000, 0xBDD7EE},
    {0x000000, 0x7FB2DC}, {0xFFFFFF, 0x1F66A8}, {0xFFFFFF, 0x0B3C6F},
};

struct look look_of(enum style style)
{
    if (style < STYLE_TILE_NAME)
        return looks[style];
    unsigned part = ((unsigned)style - STYLE_TILE_NAME) / 6;
    unsigned class = ((unsigned)style - STYLE_TILE_NAME) % 6;
    struct look look = {.color = tiles[class].text,
                        .fill = tiles[class].fill,
                        .line_below = NONE,
                        .box = class == 0 ? 0x7A7A7A : NONE,
                        .align = ALIGN_CENTER};
    look.number = part == 1 ? NUMBER_PLAIN : NUMBER_NONE;
    look.size = part == 1 ? 14 : part == 0 ? 10 : 9;
    look.bold = part < 2;
    return look;
}
