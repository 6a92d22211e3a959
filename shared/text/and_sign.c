#include "shared/text/and_sign.h"

#include <stdbool.h>
#include <string.h>

#include "shared/text/fold.h"
#include "shared/text/neighbour.h"

size_t coop_and_sign(const char *text, size_t len, size_t at)
{
	struct coop_neighbour next;
	bool plus = text[at] == '+';
	size_t n = 1;
	if (!plus && len - at >= 5 && memcmp(text + at, "&amp;", 5) == 0)
		n = 5;
	size_t after = at + n + coop_blank_len(text, len, at + n);
	if (!coop_neighbour_at(text, len, after, &next))
		return 0;
	if (!plus)
		return n;
	struct coop_folded f;
	size_t before = coop_blank_before(text, at);
	if (before == at || before == 0 || after == at + n ||
		(next.s[0] >= '0' && next.s[0] <= '9'))
		return 0;
	coop_fold_char_before(text, before, &f);
	return f.class == COOP_CLASS_WORD ? n : 0;
}
