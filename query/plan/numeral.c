#include "query/plan/numeral.h"

#include <string.h>

#include "shared/core/bytes.h"

/* The length of one decimal place at the start of a word, in letters for one, five and ten. */
static size_t place(const char *s, size_t n, char one, char five, char ten)
{
	if (n >= 2 && s[0] == one && (s[1] == five || s[1] == ten))
		return 2;
	size_t used = n > 0 && s[0] == five, ones = 0;
	while (used < n && ones < 3 && s[used] == one) {
		used++;
		ones++;
	}
	return used;
}

/* The length of the Roman numeral that a word begins with; with `small` it is less than 90. */
static size_t roman(const char *s, size_t n, bool small)
{
	size_t used = 0;
	while (!small && used < n && used < 3 && s[used] == 'm')
		used++;
	if (!small)
		used += place(s + used, n - used, 'c', 'd', 'm');
	used += place(s + used, n - used, 'x', 'l', small ? '\0' : 'c');
	return used + place(s + used, n - used, 'i', 'v', 'x');
}

static bool is_ordinal_ending(const char *s, size_t n)
{
	static const char *const endings[] = {"e", "es", "er", "ers", "ere", "eres",
		"eme", "emes", "ieme", "iemes", "nd", "nde", "nds", "ndes"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (coop_bytes_equal(s, n, endings[i], strlen(endings[i])))
			return true;
	return false;
}

bool word_is_numeral(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (word[i] >= '0' && word[i] <= '9')
			return true;
	size_t small = roman(word, len, true);
	if (small > 0 && is_ordinal_ending(word + small, len - small))
		return true;
	return len > 0 && roman(word, len, false) == len;
}
