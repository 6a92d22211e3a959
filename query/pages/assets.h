/*
 * assets.h - the style sheet, the script and the icon of all pages, which are in the program.
 *
 * Their addresses have an edition, which is another one when one of them is: browsers may keep them for
 * ever.
 */
#ifndef COOP_QUERY_PAGES_ASSETS_H
#define COOP_QUERY_PAGES_ASSETS_H

#include "query/pages/page.h"

/* A number made of all of them. */
uint32_t assets_edition(void);

page_function assets_style, assets_script, assets_icon;

#endif
