#include "shared/analyzer.h"

#include <stdlib.h>
#include <string.h>

#include "shared/exceptions.h"
#include "shared/stem.h"
#include "shared/stopwords.h"

/*
 * Words repeat, and stemming one costs some twenty times what finding it in a table does: each
 * distinct word is stemmed once. What is then known of it; its stem is `len` bytes of the
 * analyzer's `stems`.
 */
struct known {
	uint32_t off;
	uint16_t len; /* 0 for a stop word */
	bool exception, learned;
};

/*
 * A word read some words before it is asked for. Finding words means reading memory that is
 * seldom at hand; asked for ahead it is there in time, which is worth a tenth of a build.
 */
enum { AHEAD = 8, EXPECTED = 3 };

struct ahead {
	struct coop_word word;
	struct coop_strmap_wanted wanted;
	char s[COOP_WORD_MAX];
};

struct coop_analyzer {
	struct coop_stemmer *stemmer;
	const struct coop_lexicon *lexicon; /* NULL when nothing was learned yet */
	struct coop_strmap *words;
	struct known *known; /* by the word's number in `words` */
	size_t known_cap;
	struct coop_buf stems;
	struct coop_tokenizer tokenizer;
	struct ahead ahead[AHEAD]; /* in a ring */
	size_t first, nahead;
	bool ended;   /* the tokenizer has no more words */
	uint32_t pos; /* of the last word */
	bool pinned;  /* the forms keep their numbers */
};

enum coop_status coop_analyzer_new(struct coop_analyzer **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_analyzer *a = calloc(1, sizeof *a);
	if (!a)
		return coop_fail_nomem(err);
	enum coop_status st = coop_stemmer_new(&a->stemmer, err);
	if (!st)
		st = coop_strmap_new(&a->words, err);
	if (st)
		coop_analyzer_free(a);
	else
		*out = a;
	return st;
}

void coop_analyzer_free(struct coop_analyzer *a)
{
	if (!a)
		return;
	coop_buf_release(&a->stems);
	free(a->known);
	coop_strmap_free(a->words);
	coop_stemmer_free(a->stemmer);
	free(a);
}

void coop_analyzer_begin(struct coop_analyzer *a, const char *text, size_t len)
{
	if (!a->pinned && coop_strmap_count(a->words) >= COOP_ANALYZER_FORMS)
		coop_analyzer_forget(a);
	coop_tokenizer_begin(&a->tokenizer, text, len);
	a->pos = 0;
	a->first = a->nahead = 0;
	a->ended = false;
}

void coop_analyzer_forget(struct coop_analyzer *a)
{
	coop_strmap_reset(a->words);
	coop_buf_reset(&a->stems);
}

void coop_analyzer_pin(struct coop_analyzer *a)
{
	a->pinned = true;
}

const struct coop_strmap *coop_analyzer_forms(const struct coop_analyzer *a)
{
	return a->words;
}

const char *coop_analyzer_stem_of(
	const struct coop_analyzer *a, uint32_t form, size_t *len)
{
	const struct known *known = &a->known[form];
	*len = known->len;
	return known->len > 0 ? a->stems.s + known->off : NULL;
}

size_t coop_analyzer_memory(const struct coop_analyzer *a)
{
	size_t used = coop_strmap_count(a->words) * sizeof *a->known + a->stems.len;
	return coop_strmap_memory(a->words) + used + used / 2;
}

void coop_analyzer_use(struct coop_analyzer *a, const struct coop_lexicon *lexicon)
{
	a->lexicon = lexicon;
	coop_analyzer_forget(a);
}

const struct coop_lexicon *coop_analyzer_acronyms(const struct coop_analyzer *a)
{
	return a->lexicon;
}

/* Whether a word is letters alone: figures and addresses have no stem but themselves. */
static bool is_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] < 'a')
			return false;
	return true;
}

/* Stems a word that is no stop word. */
static enum coop_status stem(struct coop_analyzer *a, const char *word, size_t len,
	struct known *known, struct coop_error *err)
{
	char instead[COOP_WORD_MAX + COOP_EXCEPTION_ROOM];
	const char *result = word;
	size_t result_len = len;
	enum coop_status st = COOP_OK;
	known->learned = a->lexicon && coop_lexicon_find(a->lexicon, word, len, NULL);
	if (!known->learned && is_plain(word, len)) {
		known->exception = coop_exception(word, len, instead, &len);
		st = coop_stemmer_stem(a->stemmer, known->exception ? instead : word, len,
			&result, &result_len, err);
	}
	if (st)
		return st;
	coop_buf_add(&a->stems, result, result_len);
	known->len = (uint16_t)result_len;
	return coop_buf_check(&a->stems, err);
}

/* Fills the cache entry of a word that was just added under `id`. */
static enum coop_status learn(struct coop_analyzer *a,
	const struct coop_strmap_wanted *word, uint32_t id, struct coop_error *err)
{
	if (!coop_array_grow(&a->known, &a->known_cap, (size_t)id + 1, sizeof *a->known))
		return coop_fail_nomem(err);
	struct known *known = &a->known[id];
	*known = (struct known){.off = (uint32_t)a->stems.len};
	return coop_is_stopword(word->s, word->n) ? COOP_OK
						  : stem(a, word->s, word->n, known, err);
}

static enum coop_status look_up(struct coop_analyzer *a,
	const struct coop_strmap_wanted *wanted, struct coop_token *token,
	struct coop_error *err)
{
	uint32_t id;
	bool added;
	enum coop_status st = coop_strmap_take(a->words, wanted, &id, &added, err);
	if (!st && added)
		st = learn(a, wanted, id, err);
	if (st) {
		coop_analyzer_forget(a); /* the entry may be half made */
		return st;
	}
	const struct known *known = &a->known[id];
	token->form = id;
	token->stem = known->len > 0 ? a->stems.s + known->off : NULL;
	token->stem_len = known->len;
	token->word.flags |= known->len == 0 ? COOP_TOKEN_STOP : 0;
	token->word.flags |= known->exception ? COOP_TOKEN_EXCEPTION : 0;
	token->word.flags |= known->learned ? COOP_TOKEN_LEARNED : 0;
	return COOP_OK;
}

/* Moves on to the position of a word. */
static uint32_t advance(struct coop_analyzer *a, unsigned flags)
{
	if (flags & COOP_TOKEN_JOINED)
		return a->pos;
	if (a->pos > 0 && flags & COOP_TOKEN_PARAGRAPH)
		a->pos += COOP_GAP_PARAGRAPH;
	else if (a->pos > 0 && flags & COOP_TOKEN_SENTENCE)
		a->pos += COOP_GAP_SENTENCE;
	return ++a->pos;
}

/* Reads words until enough of them are there, or the text ends. */
static void read_ahead(struct coop_analyzer *a)
{
	while (!a->ended && a->nahead < AHEAD) {
		struct ahead *next = &a->ahead[(a->first + a->nahead) % AHEAD];
		a->ended = !coop_tokenizer_next(&a->tokenizer, &next->word);
		if (a->ended)
			return;
		memcpy(next->s, next->word.s, next->word.len);
		next->word.s = next->s;
		next->wanted = coop_strmap_want(a->words, next->s, next->word.len);
		a->nahead++;
	}
}

enum coop_status coop_analyzer_next(struct coop_analyzer *a, struct coop_token *token,
	bool *more, struct coop_error *err)
{
	read_ahead(a);
	*more = a->nahead > 0;
	if (!*more)
		return COOP_OK;
	const struct ahead *current = &a->ahead[a->first];
	a->first = (a->first + 1) % AHEAD;
	a->nahead--;
	if (a->nahead > EXPECTED)
		coop_strmap_expect(
			a->words, &a->ahead[(a->first + EXPECTED) % AHEAD].wanted);
	token->word = current->word;
	token->pos = advance(a, token->word.flags);
	return look_up(a, &current->wanted, token, err);
}

enum coop_status coop_analyzer_stem(struct coop_analyzer *a, const char *word, size_t len,
	const char **stem, size_t *stem_len, struct coop_error *err)
{
	struct coop_token token = {.word = {.s = word, .len = len}};
	struct coop_strmap_wanted wanted = coop_strmap_want(a->words, word, len);
	enum coop_status st = look_up(a, &wanted, &token, err);
	*stem = token.stem;
	*stem_len = token.stem_len;
	return st;
}

enum coop_status coop_analyzer_fingerprint(
	struct coop_analyzer *a, struct coop_buf *out, struct coop_error *err)
{
	coop_buf_printf(out, "%d ", COOP_ANALYSIS_VERSION);
	return coop_stemmer_canaries(a->stemmer, out, err);
}
