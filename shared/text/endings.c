#include "shared/text/endings.h"

#include <stdbool.h>
#include <string.h>

/* Endings, each after what stands before all of its family. */
static const struct {
	const char *before;
	const char *endings[6];
} families[COOP_ENDING_FAMILIES] = {
	{"", {"", "s", "x", "e", "es"}},
	{"a", {"l", "ux", "le"}},
	{"i", {"f", "fs", "ve"}},
	{"eu", {"r", "rs", "se"}},
	{"en", {"", "s", "ne"}},
};

static bool ends_with(const char *word, size_t len, const char *end)
{
	size_t n = strlen(end);
	return len >= n && memcmp(word + len - n, end, n) == 0;
}

struct coop_endings coop_endings_of(const char *word, size_t len)
{
	struct coop_endings found = {{0}};
	for (size_t f = 0; f < COOP_ENDING_FAMILIES; f++)
		for (const char *const *e = families[f].endings; *e; e++) {
			size_t n = strlen(*e);
			if (len >= n + COOP_ENDING_STEM_MIN && ends_with(word, len, *e) &&
				ends_with(word, len - n, families[f].before))
				found.lengths[f] |= (unsigned char)(1U << n);
		}
	return found;
}
