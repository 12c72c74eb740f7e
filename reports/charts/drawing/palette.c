#include "charts/drawing/palette.h"

const struct colour_row palette[COLOUR_COUNT] = {
    [COLOUR_INK] = {"INK", "ink", 0x16202b, 0x16202b},
    [COLOUR_MUTED] = {"MUT", "mut", 0x5a6672, 0x5a6672},
    [COLOUR_GRID] = {"GRD", "grd", 0xdfe4e9, 0x5a6672},
    [COLOUR_AXIS] = {"AXS", "axs", 0x9aa5b0, 0x5a6672},
    [COLOUR_PAPER] = {"PAP", "pap", 0xffffff, 0xffffff},
    [COLOUR_SUBJECT] = {"C1", "c1", 0x1b6ab5, 0x1b6ab5},
    [COLOUR_EARLIER] = {"C2", "c2", 0x93a5b6, 0x5a6672},
    [COLOUR_BETTER] = {"C3", "c3", 0x0b7f6d, 0x0b7f6d},
    [COLOUR_OTHER] = {"C4", "c4", 0xd99a1c, 0x865d00},
    [COLOUR_FOURTH] = {"C5", "c5", 0x5a3586, 0x5a3586},
    [COLOUR_BAD] = {"BAD", "bad", 0xc9361e, 0xc9361e},
    [COLOUR_HEAT_1] = {"H1", "h1", 0x8f1f10, 0x8f1f10},
    [COLOUR_HEAT_2] = {"H2", "h2", 0xc94d28, 0x8f1f10},
    [COLOUR_HEAT_3] = {"H3", "h3", 0xeb9a62, 0x865d00},
    [COLOUR_HEAT_4] = {"H4", "h4", 0xf6d8b6, 0x865d00},
    [COLOUR_HEAT_5] = {"H5", "h5", 0xe9eef2, 0x5a6672},
    [COLOUR_HEAT_6] = {"H6", "h6", 0xd6e1ea, 0x5a6672},
};

enum colour colour_of(uint32_t rgb)
{
    enum colour colour = 0;

    while (colour < COLOUR_COUNT && palette[colour].mark_rgb != rgb)
        colour++;
    return colour;
}
