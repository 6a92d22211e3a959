#include "query/plan/correct.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "query/plan/weights.h"

struct corrector {
	const struct coop_snapshot *snapshot;
	struct coop_buf wordlist;
	bool loaded;                      /* the wordlist was read */
	struct coop_wordlist_index index; /* its words by their first byte ... */
	bool indexed;                     /* ... once that was asked for */
};

/* How many candidates are ranked. */
enum { CANDIDATES_MAX = 64 };

struct candidate {
	struct coop_spelling_candidate near;
	double score;
};

enum coop_status corrector_new(const struct coop_snapshot *snapshot,
	struct corrector **out, struct coop_error *err)
{
	struct corrector *c = calloc(1, sizeof *c);
	*out = c;
	if (!c)
		return coop_fail_nomem(err);
	c->snapshot = snapshot;
	return COOP_OK;
}

void corrector_free(struct corrector *c)
{
	if (!c)
		return;
	coop_buf_release(&c->wordlist);
	free(c);
}

enum coop_status corrector_wordlist(
	struct corrector *c, const struct coop_buf **out, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*out = &c->wordlist;
	if (!c->loaded)
		st = coop_snapshot_wordlist(c->snapshot, &c->wordlist, err);
	c->loaded |= st == COOP_OK;
	return st;
}

enum coop_status corrector_walk(struct corrector *c, char first,
	struct coop_wordlist_walk *out, struct coop_error *err)
{
	const struct coop_buf *words;
	enum coop_status st = corrector_wordlist(c, &words, err);
	if (st)
		return st;
	if (!c->indexed)
		coop_wordlist_index(coop_buf_cstr(words), words->len, &c->index);
	c->indexed = true;
	*out = coop_wordlist_begin(coop_buf_cstr(words), words->len);
	out->at = c->index.at[(unsigned char)first];
	return COOP_OK;
}

static bool can_be_corrected(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (word[i] >= '0' && word[i] <= '9')
			return false;
	return len >= CORRECT_LETTERS && len <= COOP_WORDLIST_WORD_MAX;
}

/* Sorts the candidates, the most likely first. */
static enum coop_status rank(struct corrector *c, const char *word,
	struct candidate *found, size_t count, struct coop_error *err)
{
	for (size_t i = 0; i < count; i++) {
		const struct coop_spelling_candidate *n = &found[i].near;
		uint64_t doc_freq;
		enum coop_status st = coop_snapshot_frequency(
			c->snapshot, n->word, n->len, &doc_freq, err);
		if (st)
			return st;
		found[i].score = log1p((double)doc_freq) +
				 (n->word[0] == word[0] ? CORRECT_FIRST_LETTER : 0);
	}
	/* insertion: equal ones must keep their order, which qsort() does not promise */
	for (size_t i = 1; i < count; i++) {
		struct candidate moved = found[i];
		size_t j = i;
		for (; j > 0 && found[j - 1].score < moved.score; j--)
			found[j] = found[j - 1];
		found[j] = moved;
	}
	return COOP_OK;
}

enum coop_status corrector_find(struct corrector *c, const char *word, size_t len,
	struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err)
{
	struct coop_spelling_candidate near[CANDIDATES_MAX];
	struct candidate found[CANDIDATES_MAX];
	*count = 0;
	if (!can_be_corrected(word, len))
		return COOP_OK;
	const struct coop_buf *words;
	enum coop_status st = corrector_wordlist(c, &words, err);
	if (st)
		return st;
	size_t n = coop_wordlist_nearest(coop_buf_cstr(words), words->len, word, len,
		len < CORRECT_TWO_LETTERS ? 1 : 2, near, CANDIDATES_MAX);
	for (size_t i = 0; i < n; i++)
		found[i].near = near[i];
	st = rank(c, word, found, n, err);
	for (; !st && *count < n && *count < CORRECTIONS_MAX; (*count)++)
		out[*count] = found[*count].near;
	return st;
}
