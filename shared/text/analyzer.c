#include "shared/text/analyzer.h"

#include <stdlib.h>

#include "shared/core/utf8.h"
#include "shared/text/stem.h"
#include "shared/text/stem_exceptions.h"
#include "shared/text/stopwords.h"
#include "shared/text/token_fast.h"
#include "shared/text/word_cache.h"

/*
 * What is known of a distinct word. Words repeat, and stemming one costs about twenty
 * times as much as finding it in a table, so that each is stemmed once. The stem is the
 * `len` bytes at `off` of the analyzer's `stems`.
 */
struct known {
	uint32_t off;
	uint16_t len; /* 0 for a stop word */
	bool exception, learned;
};

/*
 * How many words the scanner looks ahead. Knowing a word means reading memory that is
 * seldom in a cache; when it is prefetched that many words ahead, it is there in time.
 * Looking ahead begins with few words, as it is void where words turn out not to be
 * plain.
 */
enum { AHEAD = 32, AHEAD_FIRST = 4 };

struct coop_analyzer {
	struct coop_stemmer *stemmer;
	const struct coop_acronyms *acronyms; /* NULL while nothing is learned */
	struct coop_strmap *words;
	struct known *known; /* by the word's number in `words` */
	size_t known_cap;
	struct coop_buf stems;
	struct coop_strmap *accented; /* spellings that are not ASCII */
	struct coop_word_cache cache;
	struct coop_tokenizer tokenizer;
	/* the last word was read by the tokenizer, not found by the scanner */
	bool by_rules;
	struct coop_word_scanner scanner;
	struct coop_word_run ahead[AHEAD];
	size_t next, nahead,
		depth; /* indexes into `ahead`; `depth`: how many to find next time */
	uint32_t pos;  /* of the last word */
	bool pinned;   /* the forms keep their numbers (coop_analyzer_pin()) */
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
	if (!st)
		st = coop_strmap_new(&a->accented, err);
	if (!st)
		st = coop_word_cache_init(&a->cache, err);
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
	coop_strmap_free(a->accented);
	coop_word_cache_release(&a->cache);
	coop_stemmer_free(a->stemmer);
	free(a);
}

/* Starts on the text that the tokenizer was started on. */
static void begin(struct coop_analyzer *a)
{
	const struct coop_tokenizer *t = &a->tokenizer;
	if (!a->pinned && coop_strmap_count(a->words) >= COOP_ANALYZER_FORMS)
		coop_analyzer_forget(a);
	a->by_rules = false;
	a->scanner =
		(struct coop_word_scanner){t->text, t->len, 0, t->pending, t->breaks};
	a->next = a->nahead = 0;
	a->depth = AHEAD_FIRST;
	a->pos = 0;
}

void coop_analyzer_begin(struct coop_analyzer *a, const char *text, size_t len)
{
	coop_tokenizer_begin(&a->tokenizer, text, len);
	begin(a);
}

void coop_analyzer_begin_line(struct coop_analyzer *a, const char *text, size_t len)
{
	coop_tokenizer_begin_line(&a->tokenizer, text, len);
	begin(a);
}

void coop_analyzer_forget(struct coop_analyzer *a)
{
	coop_strmap_reset(a->words);
	coop_strmap_reset(a->accented);
	coop_word_cache_reset(&a->cache);
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
	return coop_strmap_memory(a->words) + coop_strmap_memory(a->accented) + used +
	       used / 2;
}

void coop_analyzer_set_acronyms(
	struct coop_analyzer *a, const struct coop_acronyms *acronyms)
{
	a->acronyms = acronyms;
	coop_analyzer_forget(a);
}

const struct coop_acronyms *coop_analyzer_acronyms(const struct coop_analyzer *a)
{
	return a->acronyms;
}

/* Whether a word is letters alone: figures and addresses are their own stems. */
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
	char instead[COOP_WORD_MAX + COOP_STEM_EXCEPTION_ROOM];
	const char *result = word;
	size_t result_len = len;
	enum coop_status st = COOP_OK;
	known->learned = a->acronyms && coop_acronyms_find(a->acronyms, word, len, NULL);
	if (!known->learned && is_plain(word, len)) {
		known->exception = coop_stem_exception(word, len, instead, &len);
		st = coop_stemmer_stem(a->stemmer, known->exception ? instead : word, len,
			&result, &result_len, err);
	}
	if (st)
		return st;
	coop_buf_add(&a->stems, result, result_len);
	known->len = (uint16_t)result_len;
	return coop_buf_check(&a->stems, err);
}

/* Fills the entry of a word that was just added as number `id`. */
static enum coop_status fill_known(struct coop_analyzer *a, const char *word, size_t len,
	uint32_t id, struct coop_error *err)
{
	if (!coop_array_grow(&a->known, &a->known_cap, (size_t)id + 1, sizeof *a->known))
		return coop_fail_nomem(err);
	struct known *known = &a->known[id];
	*known = (struct known){.off = (uint32_t)a->stems.len};
	return coop_is_stopword(word, len) ? COOP_OK : stem(a, word, len, known, err);
}

/* The number of a folded word. */
static enum coop_status form_number(struct coop_analyzer *a, const char *word, size_t len,
	uint32_t *id, struct coop_error *err)
{
	bool added;
	enum coop_status st = coop_strmap_intern(a->words, word, len, id, &added, err);
	if (!st && added)
		st = fill_known(a, word, len, *id, err);
	if (st)
		coop_analyzer_forget(a); /* the last entry may be incomplete */
	return st;
}

/* Completes a word of the tokenizer to a token. */
static enum coop_status complete(struct coop_analyzer *a, const struct coop_word *w,
	struct coop_token_ids *ids, struct coop_error *err)
{
	const char *spelled = a->tokenizer.text + w->off;
	size_t n = w->end - w->off;
	enum coop_status st = form_number(a, w->s, w->len, &ids->form, err);
	bool added;
	if (st)
		return st;
	const struct known *known = &a->known[ids->form];
	*ids = (struct coop_token_ids){w->off, w->end, w->flags, ids->form, 0, 0};
	ids->flags |= known->len == 0 ? COOP_TOKEN_STOP : 0;
	ids->flags |= known->exception ? COOP_TOKEN_EXCEPTION : 0;
	ids->flags |= known->learned ? COOP_TOKEN_LEARNED : 0;
	if (w->flags & COOP_TOKEN_UNSPELLED || coop_utf8_ascii(spelled, n))
		return COOP_OK;
	st = coop_strmap_intern(a->accented, spelled, n, &ids->accented, &added, err);
	ids->accented++;
	return st;
}

/* Caches what was found for a run; `ids` is NULL when it is no plain word. */
static enum coop_status cache_word(struct coop_analyzer *a,
	const struct coop_word_run *run, const struct coop_token_ids *ids,
	struct coop_error *err)
{
	struct coop_cached_word *s;
	if (ids && ids->accented > COOP_CACHED_WORD_ACCENTED_MAX)
		return COOP_OK;
	enum coop_status st = coop_word_cache_add(&a->cache, run, &s, err);
	if (st)
		return st;
	if (!ids) {
		s->form = COOP_CACHED_WORD_OTHER;
		return COOP_OK;
	}
	s->form = ids->form;
	s->accented = ids->accented & COOP_CACHED_WORD_ACCENTED_MAX;
	s->head = (ids->off - run->off) & 7U;
	s->flags = coop_cached_word_keep(ids->flags) & 31U;
	return COOP_OK;
}

/* Advances to the position of a word, and returns it. */
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

/* Scans ahead for runs, and prefetches their entries of the cache. */
static void look_ahead(struct coop_analyzer *a)
{
	a->next = 0;
	a->nahead = coop_word_scan(&a->scanner, a->ahead, a->depth);
	for (size_t i = 0; i < a->nahead; i++)
		__builtin_prefetch(coop_word_cache_pair(&a->cache, a->ahead[i].bytes));
	a->depth = 2 * a->depth < AHEAD ? 2 * a->depth : AHEAD;
}

/* Continues at the tokenizer's place, with the runs found ahead if one begins there. */
static void resume_scan(struct coop_analyzer *a)
{
	struct coop_tokenizer *t = &a->tokenizer;
	a->by_rules = false;
	coop_skip_separators(t->text, t->len, &t->at, t->breaks, &t->pending);
	while (a->next < a->nahead && a->ahead[a->next].off < t->at)
		a->next++;
	if (a->next < a->nahead && a->ahead[a->next].off == t->at) {
		a->ahead[a->next].flags = t->pending;
		return;
	}
	a->scanner.at = t->at;
	a->scanner.flags = t->pending;
	a->next = a->nahead = 0;
	a->depth = AHEAD_FIRST;
}

/* Reads a word by the general rules. */
static enum coop_status by_rules(struct coop_analyzer *a, struct coop_token_ids *ids,
	bool *more, struct coop_error *err)
{
	struct coop_word w;
	a->by_rules = true;
	*more = coop_tokenizer_next(&a->tokenizer, &w);
	return *more ? complete(a, &w, ids, err) : COOP_OK;
}

/* Reads a word that the cache does not know, and caches it. */
static enum coop_status read_new_word(struct coop_analyzer *a,
	const struct coop_word_run *run, struct coop_token_ids *ids, bool *more,
	struct coop_error *err)
{
	struct coop_tokenizer *t = &a->tokenizer;
	struct coop_word w;
	t->at = run->off;
	t->pending = run->flags;
	if (run->len == 0 || coop_word_cache_find(&a->cache, run))
		return by_rules(a, ids, more, err);
	bool plain = coop_token_fast_read(t, &w);
	enum coop_status st = plain ? complete(a, &w, ids, err) : COOP_OK;
	if (!st)
		st = cache_word(a, run, plain ? ids : NULL, err);
	return st || plain ? st : by_rules(a, ids, more, err);
}

/*
 * Takes words from the cache as long as the runs found ahead are in it; returns how many.
 */
static size_t take_cached(struct coop_analyzer *a, struct coop_token_ids *ids, size_t max)
{
	size_t n = 0;
	for (; n < max && a->next < a->nahead; a->next++, n++) {
		const struct coop_word_run *run = &a->ahead[a->next];
		const struct coop_cached_word *s = coop_word_cache_find(&a->cache, run);
		if (run->len == 0 || !s || s->form == COOP_CACHED_WORD_OTHER)
			break;
		ids[n] = (struct coop_token_ids){run->off + s->head, run->off + run->len,
			run->flags | coop_cached_word_flags(s), s->form, s->accented, 0};
	}
	return n;
}

enum coop_status coop_analyzer_next_ids(struct coop_analyzer *a,
	struct coop_token_ids *ids, size_t max, size_t *count, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	bool more = true;
	size_t n = 0;
	while (!st && more && n < max) {
		if (a->by_rules && a->tokenizer.next_ready < a->tokenizer.nready) {
			st = by_rules(a, &ids[n], &more, err);
			n += !st && more;
			continue;
		}
		if (a->by_rules)
			resume_scan(a);
		if (a->next == a->nahead)
			look_ahead(a);
		more = a->next < a->nahead;
		n += take_cached(a, ids + n, max - n);
		if (n < max && a->next < a->nahead) {
			st = read_new_word(a, &a->ahead[a->next++], ids + n, &more, err);
			n += !st && more;
		}
	}
	for (size_t i = 0; i < n; i++)
		ids[i].pos = advance(a, ids[i].flags);
	*count = n;
	return st;
}

enum coop_status coop_analyzer_next(struct coop_analyzer *a, struct coop_token *token,
	bool *more, struct coop_error *err)
{
	struct coop_token_ids ids;
	size_t count;
	enum coop_status st = coop_analyzer_next_ids(a, &ids, 1, &count, err);
	*more = count > 0;
	if (st || !*more)
		return st;
	struct coop_word *w = &token->word;
	*w = (struct coop_word){NULL, 0, ids.off, ids.end, ids.flags};
	w->s = coop_strmap_at(a->words, ids.form, &w->len);
	token->stem = coop_analyzer_stem_of(a, ids.form, &token->stem_len);
	token->form = ids.form;
	token->pos = ids.pos;
	return COOP_OK;
}

enum coop_status coop_analyzer_stem(struct coop_analyzer *a, const char *word, size_t len,
	const char **stem, size_t *stem_len, struct coop_error *err)
{
	uint32_t id;
	*stem = NULL;
	*stem_len = 0;
	enum coop_status st = form_number(a, word, len, &id, err);
	if (!st)
		*stem = coop_analyzer_stem_of(a, id, stem_len);
	return st;
}

enum coop_status coop_analyzer_fingerprint(
	struct coop_analyzer *a, struct coop_buf *out, struct coop_error *err)
{
	coop_buf_printf(out, "%d ", COOP_ANALYSIS_VERSION);
	return coop_stemmer_canaries(a->stemmer, out, err);
}
