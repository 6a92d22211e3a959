#include "shared/text/commonness.h"

#include <string.h>

#include "shared/text/fold.h"

/*
 * By first letter: a blank before each stem, its level after it. One string a letter needs no
 * relocation when the program starts, unlike an array of words, and is searched in a moment.
 */
static const char *const stems[26] = {
/* clang-format off */
#include "shared/text/commonness.inc"
	/* clang-format on */
};

unsigned coop_commonness(const char *stem, size_t len)
{
	char key[COOP_WORD_MAX + 1] = " ";
	if (len == 0 || len > COOP_WORD_MAX || *stem < 'a' || *stem > 'z' ||
		!stems[*stem - 'a'])
		return 0;
	const char *of = stems[*stem - 'a'], *end = of + strlen(of);
	memcpy(key + 1, stem, len);
	/* a longer stem that begins likewise may come first */
	for (const char *at = of; (at = memmem(at, (size_t)(end - at), key, len + 1));
		at += len + 1)
		if (at[len + 1] >= '1' && at[len + 1] <= '9')
			return (unsigned)(at[len + 1] - '0');
	return 0;
}
