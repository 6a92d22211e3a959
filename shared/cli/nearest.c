#include "shared/cli/nearest.h"

#include <string.h>

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t min = a < b ? a : b;
	return min < c ? min : c;
}

/*
 * The edit distance (Wagner and Fischer, JACM 21, 1974) of two short names, one row at a
 * time.
 */
static size_t distance(const char *a, const char *b)
{
	size_t row[COOP_NAME_MAX + 1], la = strlen(a), lb = strlen(b);
	if (la > COOP_NAME_MAX || lb > COOP_NAME_MAX)
		return COOP_NAME_MAX;
	for (size_t j = 0; j <= lb; j++)
		row[j] = j;
	for (size_t i = 1; i <= la; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= lb; j++) {
			size_t replace = diagonal + (a[i - 1] != b[j - 1]);
			diagonal = row[j];
			row[j] = min3(row[j] + 1, row[j - 1] + 1, replace);
		}
	}
	return row[lb];
}

void coop_nearest_try(struct coop_nearest *nearest, const char *typed, const char *name)
{
	size_t d = distance(typed, name);
	if (d < nearest->distance)
		*nearest = (struct coop_nearest){name, d};
}
