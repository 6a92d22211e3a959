/*
 * fuzz_analyzer.c - any bytes are text: its tokens lie in it, in order, and are good
 * terms.
 */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_word(
	const struct coop_token *t, const struct coop_token *before, size_t size)
{
	const struct coop_word *w = &t->word;
	HOLDS(w->len >= 1 && w->len <= COOP_WORD_MAX);
	HOLDS(fuzz_is_utf8(w->s, w->len));
	HOLDS(w->off < w->end && w->end <= size);
	if (w->flags & (COOP_TOKEN_WHOLE | COOP_TOKEN_MARK)) {
		/* comes before its words, with the position of the word before it */
		HOLDS(w->flags & COOP_TOKEN_JOINED && t->pos == before->pos);
		HOLDS(w->flags & COOP_TOKEN_MARK ||
			(w->end - w->off <= COOP_WHOLE_FORM_MAX &&
				w->len <= COOP_WHOLE_FORM_MAX));
		HOLDS(w->end > before->word.off);
	} else if (w->flags & COOP_TOKEN_JOINED) {
		/* around the word before it, or one of the groups of a number */
		HOLDS(t->pos == before->pos && before->pos > 0);
		HOLDS(w->off <= before->word.end);
		HOLDS(!(w->flags & (COOP_TOKEN_SENTENCE | COOP_TOKEN_PARAGRAPH)));
	} else {
		HOLDS(t->pos > before->pos);
		HOLDS(before->pos == 0 || w->off >= before->word.off);
	}
	HOLDS((t->stem == NULL) == ((w->flags & COOP_TOKEN_STOP) != 0));
	HOLDS(!t->stem || (t->stem_len >= 1 && fuzz_is_utf8(t->stem, t->stem_len)));
}

/*
 * A word is folded once in documents and once in queries: one of the words of its folded form must be
 * itself, but where it is a short form, which depends on what stands beside it.
 */
static void check_fixed(struct coop_analyzer *a, const char *word, size_t len)
{
	struct coop_token t;
	bool more, same = false;
	coop_analyzer_begin(a, word, len);
	while (coop_analyzer_next(a, &t, &more, NULL) == COOP_OK && more)
		same |= t.word.flags & (COOP_TOKEN_EQUIVALENT | COOP_TOKEN_ORDINAL) ||
			(t.word.len == len && memcmp(t.word.s, word, len) == 0);
	HOLDS(same);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct coop_analyzer *other;
	struct coop_analyzer *a = fuzz_shared_analyzer();
	if (!other)
		HOLDS(coop_analyzer_new(&other, NULL) == COOP_OK);
	struct coop_token t, before = {.pos = 0};
	bool more = false;
	coop_analyzer_begin(a, (const char *)data, size);
	while (coop_analyzer_next(a, &t, &more, NULL) == COOP_OK && more) {
		check_word(&t, &before, size);
		if (!(t.word.flags & COOP_TOKEN_WHOLE))
			check_fixed(other, t.word.s, t.word.len);
		if (!(t.word.flags & COOP_TOKEN_JOINED))
			before = t;
	}
	HOLDS(!more);
	return 0;
}
