#include "query/plan/correct.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan/correct_internal.h"
#include "query/plan/numeral.h"
#include "query/plan/weights.h"

/* How many candidates are ranked, and of how many words they are kept. */
enum { CANDIDATES_MAX = 64, MEMO_MAX = 2 * QUERY_CORRECTIONS };

/* The candidates of a word. They are found by a walk over the wordlist, and asked for again. */
struct nearest {
	char word[COOP_WORDLIST_WORD_MAX];
	size_t len;
	unsigned limit;
	struct coop_spelling_candidate found[CANDIDATES_MAX];
	size_t count;
};

struct corrector {
	struct correction_index count;
	struct coop_buf wordlist;
	bool loaded;                      /* the wordlist was read */
	struct coop_wordlist_index index; /* its words by their first byte ... */
	bool indexed;                     /* ... once that was asked for */
	struct nearest *memo;             /* of the last words, in a ring; or NULL */
	size_t next;                      /* the one that is overwritten next */
};

enum coop_status corrector_new(const struct coop_collection *collection,
	struct corrector **out, struct coop_error *err)
{
	struct corrector *c = calloc(1, sizeof *c);
	*out = c;
	if (!c)
		return coop_fail_nomem(err);
	c->count.collection = collection;
	return COOP_OK;
}

void corrector_set_count(struct corrector *c, corrector_count *count, void *user)
{
	c->count.count = count;
	c->count.user = user;
}

void corrector_free(struct corrector *c)
{
	if (!c)
		return;
	coop_buf_release(&c->wordlist);
	free(c->memo);
	free(c);
}

enum coop_status corrector_wordlist(
	struct corrector *c, const struct coop_buf **out, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*out = &c->wordlist;
	if (!c->loaded)
		st = coop_collection_wordlist(c->count.collection, &c->wordlist, err);
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
	return len >= CORRECT_LETTERS && len <= COOP_WORDLIST_WORD_MAX &&
	       !word_is_numeral(word, len);
}

/* Whether the candidates of a word are kept. */
static struct nearest *recall(
	struct corrector *c, const char *word, size_t len, unsigned limit)
{
	for (size_t i = 0; c->memo && i < MEMO_MAX; i++) {
		struct nearest *n = &c->memo[i];
		if (n->limit == limit && n->len == len && memcmp(n->word, word, len) == 0)
			return n;
	}
	return NULL;
}

/* Finds the nearest words of the wordlist, without numerals. */
static enum coop_status find_nearest(struct corrector *c, const char *word, size_t len,
	unsigned limit, const struct nearest **out, struct coop_error *err)
{
	struct nearest *n = recall(c, word, len, limit);
	const struct coop_buf *words;
	enum coop_status st = corrector_wordlist(c, &words, err);
	if (!c->memo)
		c->memo = calloc(MEMO_MAX, sizeof *c->memo);
	if (st || !c->memo)
		return st ? st : coop_fail_nomem(err);
	*out = n;
	if (n)
		return COOP_OK;
	*out = n = &c->memo[c->next];
	c->next = (c->next + 1) % MEMO_MAX;
	memcpy(n->word, word, len);
	n->len = len;
	n->limit = limit;
	n->count = 0;
	size_t all = coop_wordlist_nearest_forms(coop_buf_cstr(words), words->len, word,
		len, limit, n->found, CANDIDATES_MAX);
	for (size_t i = 0; i < all; i++)
		if (!word_is_numeral(n->found[i].word, n->found[i].len))
			n->found[n->count++] = n->found[i];
	return COOP_OK;
}

/* Finds the nearest words up to a distance, and ranks them. */
static enum coop_status find_up_to(struct corrector *c, const char *word, size_t len,
	unsigned limit, const struct corrector_context *context,
	struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err)
{
	struct correction found[CANDIDATES_MAX];
	const struct nearest *near = NULL;
	*count = 0;
	enum coop_status st = find_nearest(c, word, len, limit, &near, err);
	if (st || !near)
		return st;
	size_t n = near->count;
	for (size_t i = 0; i < n; i++)
		found[i].near = near->found[i];
	st = corrections_rank(&c->count, word, len, context, found, &n, err);
	for (; !st && *count < n && *count < CORRECTIONS_MAX; (*count)++)
		out[*count] = found[*count].near;
	return st;
}

static unsigned limit_of(size_t len)
{
	return len < CORRECT_TWO_LETTERS ? 1 : 2;
}

enum coop_status corrector_find(struct corrector *c, const char *word, size_t len,
	const struct corrector_context *context,
	struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err)
{
	*count = 0;
	return can_be_corrected(word, len)
		       ? find_up_to(c, word, len, limit_of(len), context, out, count, err)
		       : COOP_OK;
}

enum coop_status corrector_look_alikes(struct corrector *c, const char *word, size_t len,
	const struct corrector_context *context,
	struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err)
{
	enum { LONG = 10 };
	size_t kept = 0;
	enum coop_status st = corrector_find(c, word, len, context, out, count, err);
	if (st || *count > 0 || !can_be_corrected(word, len))
		return st;
	st = find_up_to(c, word, len, len < LONG ? 2 : 3, context, out, count, err);
	for (size_t i = 0; i < *count; i++)
		if (out[i].word[0] == word[0])
			out[kept++] = out[i];
	*count = kept;
	return st;
}
