/*
 * The map of departments as tiles.
 */
#include "query/pages/department_tiles.h"
#include "query/syntax/departments.h"
#include "tests/unit/tap.h"

enum { MOST = 128 };

/* Where a department is, by its code; false where it is not. */
static bool find(const char *code, size_t *row, size_t *column)
{
	for (*row = 0; *row < TILE_ROWS; ++*row)
		for (*column = 0; *column < TILE_COLUMNS; ++*column) {
			size_t n = department_at_tile(*row, *column);
			if (n != DEPARTMENT_NONE &&
				strcmp(department_at(n)->code, code) == 0)
				return true;
		}
	return false;
}

static void each_once(void)
{
	size_t seen[MOST] = {0}, tiles = 0;
	for (size_t row = 0; row < TILE_ROWS; row++)
		for (size_t column = 0; column < TILE_COLUMNS; column++) {
			size_t n = department_at_tile(row, column);
			if (n == DEPARTMENT_NONE)
				continue;
			tiles++;
			seen[n % MOST]++;
		}
	for (size_t i = 0; i < departments_count(); i++)
		is_num(seen[i], 1, "%s has one tile", department_at(i)->code);
	is_num(tiles, departments_count(), "no tile is of anything else");
}

/* Whether one lies to the west of, or north of, another, as on the map. */
static void lie(const char *a, const char *b, bool west)
{
	size_t row_a = 0, row_b = 0, column_a = 0, column_b = 0;
	bool found = find(a, &row_a, &column_a) && find(b, &row_b, &column_b);
	ok(found && (west ? column_a < column_b : row_a < row_b), "%s is %s of %s", a,
		west ? "west" : "north", b);
}

static void resembles(void)
{
	static const char *const west[][2] = {{"29", "35"}, {"35", "75"}, {"75", "67"},
		{"33", "69"}, {"69", "74"}, {"64", "06"}, {"92", "94"}, {"06", "2A"},
		{"44", "18"}, {"31", "13"}};
	static const char *const north[][2] = {{"59", "75"}, {"75", "45"}, {"45", "63"},
		{"63", "34"}, {"34", "66"}, {"93", "75"}, {"75", "91"}, {"2B", "2A"},
		{"50", "44"}, {"66", "974"}, {"67", "68"}};
	for (size_t i = 0; i < sizeof west / sizeof *west; i++)
		lie(west[i][0], west[i][1], true);
	for (size_t i = 0; i < sizeof north / sizeof *north; i++)
		lie(north[i][0], north[i][1], false);
}

int main(void)
{
	each_once();
	resembles();
	return done();
}
