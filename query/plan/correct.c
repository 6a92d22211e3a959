#include "query/plan/correct.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan/correct_internal.h"
#include "query/plan/numeral.h"
#include "query/plan/slips.h"
#include "query/plan/sound_words.h"
#include "query/plan/weights.h"
#include "shared/core/bytes.h"

/* How many candidates are ranked, and of how many words they are kept. */
enum { CANDIDATES_MAX = 64, MEMO_MAX = 2 * QUERY_CORRECTIONS };

/* How far words may be from one that is corrected. */
struct reach {
	unsigned slips; /* the edit distance, at most */
	bool likely;    /* of two slips, both are likely ones */
};

/* The candidates of a word. They are found by a walk over the wordlist, and asked for again. */
struct nearest {
	char word[COOP_WORDLIST_WORD_MAX];
	size_t len;
	struct reach reach;
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
	struct corrector *c, const char *word, size_t len, struct reach reach)
{
	for (size_t i = 0; c->memo && i < MEMO_MAX; i++) {
		struct nearest *n = &c->memo[i];
		if (n->reach.slips == reach.slips && n->reach.likely == reach.likely &&
			coop_bytes_equal(n->word, n->len, word, len))
			return n;
	}
	return NULL;
}

/* Keeps a word that was found, if it is not there yet. */
static void keep(struct nearest *n, const char *word, size_t len)
{
	if (coop_bytes_equal(n->word, n->len, word, len) || word_is_numeral(word, len))
		return;
	for (size_t i = 0; i < n->count; i++)
		if (coop_bytes_equal(n->found[i].word, n->found[i].len, word, len))
			return;
	if (n->count == CANDIDATES_MAX)
		return;
	struct coop_spelling_candidate *to = &n->found[n->count++];
	memcpy(to->word, word, len);
	to->len = len;
	to->by_ending = false;
}

/* Adds the words that sound like a word, however they are spelled. */
static void add_alikes(struct nearest *n, const struct coop_buf *words)
{
	struct sound_words alike;
	sound_words_begin(&alike, words, n->word, n->len, true);
	if (alike.plain.len <= SOUND_MIN)
		return; /* what has two sounds sounds like too many others */
	while (sound_words_next(&alike))
		keep(n, alike.walk.word, alike.walk.n);
}

/* Whether a word is two slips away that are not both likely. */
static bool has_unlikely_slips(
	const struct nearest *n, const struct coop_spelling_candidate *near)
{
	return !near->by_ending &&
	       coop_wordlist_distance(n->word, n->len, near->word, near->len, 1) > 1 &&
	       slips_cost(n->word, n->len, near->word, near->len) > 2 * CORRECT_LIKELY;
}

/* Finds the words that are nearest to a word, without numerals. */
static void add_nearest(struct nearest *n, const struct coop_buf *words)
{
	size_t all = coop_wordlist_nearest_forms(coop_buf_cstr(words), words->len,
		n->word, n->len, n->reach.slips, n->found, CANDIDATES_MAX);
	n->count = 0;
	for (size_t i = 0; i < all; i++) {
		const struct coop_spelling_candidate *near = &n->found[i];
		if (!word_is_numeral(near->word, near->len) &&
			!(n->reach.likely && has_unlikely_slips(n, near)))
			n->found[n->count++] = *near;
	}
}

/* Finds the words that may have been meant. */
static enum coop_status find_nearest(struct corrector *c, const char *word, size_t len,
	struct reach reach, const struct nearest **out, struct coop_error *err)
{
	struct nearest *n = recall(c, word, len, reach);
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
	n->reach = reach;
	add_nearest(n, words);
	add_alikes(n, words);
	return COOP_OK;
}

/* Finds the nearest words up to a distance, and ranks them. */
static enum coop_status find_up_to(struct corrector *c, const char *word, size_t len,
	struct reach reach, const struct corrector_context *context,
	struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err)
{
	struct correction found[CANDIDATES_MAX];
	const struct nearest *near = NULL;
	*count = 0;
	enum coop_status st = find_nearest(c, word, len, reach, &near, err);
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

static struct reach reach_of(size_t len)
{
	return (struct reach){.slips = len < CORRECT_TWO_LIKELY ? 1 : 2,
		.likely = len < CORRECT_TWO_LETTERS};
}

enum coop_status corrector_find(struct corrector *c, const char *word, size_t len,
	const struct corrector_context *context,
	struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err)
{
	*count = 0;
	return can_be_corrected(word, len)
		       ? find_up_to(c, word, len, reach_of(len), context, out, count, err)
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
	st = find_up_to(c, word, len, (struct reach){.slips = len < LONG ? 2 : 3},
		context, out, count, err);
	for (size_t i = 0; i < *count; i++)
		if (out[i].word[0] == word[0])
			out[kept++] = out[i];
	*count = kept;
	return st;
}
