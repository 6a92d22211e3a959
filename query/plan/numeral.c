#include "query/plan/numeral.h"

#include "shared/text/ordinal.h"

bool word_is_numeral(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (word[i] >= '0' && word[i] <= '9')
			return true;
	if (coop_is_roman_ordinal(word, len))
		return true;
	return len > 0 && coop_roman_len(word, len, false) == len;
}
