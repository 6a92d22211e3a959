#include "indexer/notice/credit.h"

#include <string.h>

#include "shared/text/fold.h"

enum {
	NAME_MAX = 100, /* bytes after "Un film de" */
	NAME_WORDS = 5  /* words after a mere "de" */
};

/* The part of "d’Agnès Varda" after its apostrophe; empty when there is none. */
static struct span after_apostrophe(struct span l)
{
	struct coop_folded f;
	if (l.n < 2)
		return (struct span){l.s, 0};
	coop_fold_char(l.s + 1, l.n - 1, &f);
	size_t skip = 1 + (size_t)f.used;
	return f.class == COOP_CLASS_APOSTROPHE ? (struct span){l.s + skip, l.n - skip}
						: (struct span){l.s, 0};
}

bool credit_split(
	struct span line, struct coop_buf *folded, struct span *name, bool *bare)
{
	static const struct {
		const char *start;
		size_t words;
		bool elided;
	} credits[] = {{"un film de ", 3, false}, {"un film d ", 2, true},
		{"un film realise par ", 4, false},
		{"un film documentaire de ", 4, false},
		{"un film documentaire d ", 3, true}, {"une serie de ", 3, false},
		{"une serie d ", 2, true}, {"un documentaire de ", 3, false},
		{"un documentaire d ", 2, true}, {"un court metrage de ", 3, false},
		{"un court metrage de ", 4, false}, {"realise par ", 2, false},
		{"realisation de ", 2, false}, {"film de ", 2, false},
		{"film d ", 1, true}, {"documentaire de ", 2, false},
		{"a film by ", 3, false}, {"de ", 1, false}, {"d ", 0, true}};
	enum { START_MAX = 40 }; /* bytes; enough for the longest beginning */
	struct span begin = {line.s, line.n < START_MAX ? line.n : START_MAX};
	const char *start = span_fold(begin, folded);
	for (size_t i = 0; i < sizeof credits / sizeof *credits; i++) {
		if (!begins_with(start, credits[i].start))
			continue;
		*name = span_after_words(line, credits[i].words);
		if (credits[i].elided)
			*name = after_apostrophe(*name);
		*bare = credits[i].start[0] == 'd' && credits[i].words < 2;
		return name->n > 0;
	}
	return false;
}

/* Whether a text can be a name: no sentence, and capitalised after a mere "de". */
static bool is_name(struct span l, bool bare)
{
	if (l.n == 0 || l.n > NAME_MAX || strchr("!?:;", l.s[l.n - 1]))
		return false;
	if (bare)
		return span_is_capitalised(l) && l.s[l.n - 1] != '.' &&
		       span_words(l) <= NAME_WORDS;
	/* "A. B." ends with an initial, a sentence with a word */
	return l.s[l.n - 1] != '.' || l.n < 3 || span_blank(l.s + l.n - 3, 1) ||
	       l.s[l.n - 3] == '.';
}

bool credit_find(struct span line, struct coop_buf *folded, struct span *name, bool *bare)
{
	return credit_split(line, folded, name, bare) && is_name(*name, *bare);
}
