/*
 * department_tiles.h - the departments of France as tiles of one size, in a grid that resembles a map.
 *
 * Tiles of neighbours touch as far as a grid lets them, and the small departments around Paris are as
 * large as all others. What lies overseas is a row of its own.
 */
#ifndef COOP_QUERY_PAGES_DEPARTMENT_TILES_H
#define COOP_QUERY_PAGES_DEPARTMENT_TILES_H

#include <stddef.h>

enum { TILE_ROWS = 15, TILE_COLUMNS = 12 };

/* The number of the department at a tile (query/syntax/departments.h); DEPARTMENT_NONE for an empty one. */
size_t department_at_tile(size_t row, size_t column);

#endif
