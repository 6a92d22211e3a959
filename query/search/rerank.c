#include "query/search/rerank.h"

#include <stdlib.h>
#include <string.h>

#include "query/plan/weights.h"
#include "query/search/accents.h"
#include "query/search/rerank_internal.h"
#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "shared/text/stem_exceptions.h"
#include "shared/text/stopwords.h"
#include "shared/text/token_skip.h"

/*
 * The length of a folded word without the ending of its number: "journa" of journal and journaux,
 * "bateau" of bateau and bateaux. Short words and numbers are left whole.
 */
static size_t number_stem(const char *s, size_t n)
{
	if (n < 4 || memchr(s, '0', n))
		return n;
	if (coop_bytes_ends_with(s, n, "eaux"))
		return n - 1;
	if (n < 5)
		return n;
	if (coop_bytes_ends_with(s, n, "aux"))
		return n - 1;
	if (coop_bytes_ends_with(s, n, "al"))
		return n - 1;
	return s[n - 1] == 's' || s[n - 1] == 'x' ? n - 1 : n;
}

/*
 * How many first bytes a word shares with every word of a text that is evidence for it, but for
 * `moved`: a related word shares RELATED_PREFIX, and words of one stem share its first letters,
 * three where the stem is long enough.
 */
static size_t kept_letters(const struct word *w)
{
	enum { SURE = 2, LONGER = 4, KEPT = 3 };
	bool kept = w->stem_len >= LONGER && w->form_len >= KEPT &&
		    memcmp(w->form, w->stem, KEPT) == 0;
	size_t letters = kept ? KEPT : SURE;
	return letters < w->form_len ? letters : w->form_len;
}

static void add_word(struct rerank *r, const struct query_word *q, size_t number)
{
	struct word *w = &r->words[r->nwords];
	*w = (struct word){.number = number,
		.form = q->form,
		.form_len = q->form_len,
		.stem = q->stem,
		.stem_len = q->stem_len,
		.idf = q->idf,
		.known = q->known,
		.neighbour = q->neighbour && r->nwords > 0};
	w->number_len = number_stem(w->form, w->form_len);
	w->stem_id = r->nstems;
	for (size_t i = 0; i < r->nwords; i++)
		if (coop_bytes_equal(
			    r->words[i].stem, r->words[i].stem_len, w->stem, w->stem_len))
			w->stem_id = r->words[i].stem_id;
	if (w->stem_id == r->nstems)
		r->stems[r->nstems++] = (struct stem){.idf = q->idf, .word = r->nwords};
	r->begins[(unsigned char)*w->form] = true;
	coop_wanted_prefixes_add(&r->beginnings, w->form, kept_letters(w));
	r->nwords++;
}

/* Whether a word is looked for in texts: not a joined form, nor one that is to be found exactly. */
static bool is_evidence(const struct query_word *w)
{
	return w->stem && !w->joined && !w->exact && w->idf > 0;
}

/* How many words unknown to the index find room: known words go first. */
static size_t room_for_unknown(const struct query *q)
{
	size_t known = 0;
	for (size_t i = 0; i < query_count(q); i++) {
		struct query_word w = query_at(q, i);
		known += is_evidence(&w) && w.known;
	}
	return known < RERANK_WORDS ? RERANK_WORDS - known : 0;
}

static void add_words(struct rerank *r, const struct query *q)
{
	size_t unknown = room_for_unknown(q);
	bool beside = false; /* the content word before is among `words` */
	for (size_t i = 0; i < query_count(q) && r->nwords < RERANK_WORDS; i++) {
		struct query_word w = query_at(q, i);
		if (!w.stem || w.joined)
			continue;
		bool taken = is_evidence(&w) && (w.known || unknown > 0);
		w.neighbour = w.neighbour && beside;
		if (taken)
			add_word(r, &w, i);
		unknown -= taken && !w.known;
		beside = taken;
	}
}

/* Finds the accents of the words, but of those that were corrected. */
static enum coop_status add_accents(
	struct rerank *r, const struct query *q, struct coop_error *err)
{
	for (size_t i = 0; i < r->nwords; i++) {
		struct word *w = &r->words[i];
		struct query_word typed = query_at(q, w->number);
		if (typed.typed ||
			typed.flags & (COOP_TOKEN_EQUIVALENT | COOP_TOKEN_ORDINAL) ||
			coop_utf8_ascii(typed.source, typed.source_len))
			continue;
		w->accents = r->accents.len;
		enum coop_status st =
			accents_of(typed.source, typed.source_len, &r->accents, err);
		if (st)
			return st;
		w->accents_len = number_stem(coop_buf_cstr(&r->accents) + w->accents,
			r->accents.len - w->accents);
	}
	return COOP_OK;
}

/* Finds the irregular words that have a stem of the query but another beginning: yeux, oeil. */
static enum coop_status add_moved(struct rerank *r, struct coop_error *err)
{
	const char *word, *stem;
	size_t len;
	for (size_t i = 0; (word = coop_stem_exception_moved(i)) != NULL && i < MOVED_MAX;
		i++) {
		enum coop_status st = coop_analyzer_stem(
			r->analyzer, word, strlen(word), &stem, &len, err);
		if (st)
			return st;
		for (size_t k = 0; k < r->nwords; k++) {
			const struct word *w = &r->words[k];
			if (!coop_bytes_equal(w->stem, w->stem_len, stem, len))
				continue;
			r->moved[r->nmoved++] = word;
			r->begins[(unsigned char)*word] = true;
			coop_wanted_prefixes_add(&r->beginnings, word, strlen(word));
			break;
		}
	}
	return COOP_OK;
}

enum coop_status rerank_new(const struct query *q, struct coop_analyzer *analyzer,
	struct rerank **out, struct coop_error *err)
{
	struct rerank *r = calloc(1, sizeof *r);
	*out = r;
	if (!r)
		return coop_fail_nomem(err);
	r->analyzer = analyzer;
	add_words(r, q);
	enum coop_status st = add_accents(r, q, err);
	if (!st)
		st = add_moved(r, err);
	if (st) {
		rerank_free(r);
		*out = NULL;
	}
	return st;
}

void rerank_free(struct rerank *r)
{
	if (!r)
		return;
	coop_buf_release(&r->accents);
	free(r->hits);
	free(r);
}

/* ---- reading a document ---- */

/* The reading of one value of a record. */
struct scan {
	double weight;   /* of the field */
	uint32_t pos;    /* of the last word, counted through all values */
	size_t previous; /* stem_id of the last content word; SIZE_MAX for another stem */
};

static void begin_document(struct rerank *r)
{
	r->nhits = 0;
	for (size_t i = 0; i < r->nwords; i++) {
		struct word *w = &r->words[i];
		w->related = w->form_tf = w->other_tf = w->pair_tf = 0;
	}
	for (size_t i = 0; i < r->nstems; i++) {
		r->stems[i].tf = 0;
		r->stems[i].first = 0;
	}
}

static size_t shared_prefix(const struct word *w, const char *s, size_t len)
{
	size_t n = w->number_len < len ? w->number_len : len, i = 0;
	while (i < n && w->form[i] == s[i])
		i++;
	return i;
}

/*
 * Whether a word of the text, which has the form of one of the query, has the accents that this was
 * typed with. Capitals without accents may have any, and so may short forms.
 */
static bool has_accents(
	const struct rerank *r, const struct word *w, const struct coop_word *v)
{
	const char *text = r->tokenizer.text + v->off;
	size_t len = v->end - v->off;
	if (w->accents_len == 0 ||
		v->flags & (COOP_TOKEN_EQUIVALENT | COOP_TOKEN_ORDINAL) ||
		(v->flags & COOP_TOKEN_CAPITALS && coop_utf8_ascii(text, len)))
		return true;
	return accents_match(r->accents.s + w->accents, w->accents_len, text, len);
}

/*
 * Compares a word of the text, and its stem, with one of the query; counts it as the same form or as
 * related. True when it is an occurrence of the stem: both have one stem, and they do not differ in
 * their accents alone.
 */
static bool compare(const struct rerank *r, struct word *w, const struct coop_word *v,
	const char *stem, size_t stem_len, double weight)
{
	size_t len = number_stem(v->s, v->len), c = shared_prefix(w, v->s, len);
	if (coop_bytes_equal(w->stem, w->stem_len, stem, stem_len)) {
		if (c != len || c != w->number_len)
			return true;
		bool same = has_accents(r, w, v);
		*(same ? &w->form_tf : &w->other_tf) += weight;
		return same;
	}
	if (c >= RELATED_PREFIX) {
		double dice = 2.0 * (double)c / (double)(len + w->number_len);
		w->related += weight * dice * dice;
	}
	return false;
}

/* Counts an occurrence of a stem at the current position. */
static enum coop_status take_hit(
	struct rerank *r, size_t stem, struct scan *scan, struct coop_error *err)
{
	struct stem *s = &r->stems[stem];
	s->tf += scan->weight;
	if (s->first == 0)
		s->first = scan->pos;
	for (size_t i = 1; i < r->nwords; i++)
		if (r->words[i].neighbour && r->words[i].stem_id == stem &&
			r->words[i - 1].stem_id == scan->previous)
			r->words[i].pair_tf += scan->weight;
	if (!coop_array_grow(&r->hits, &r->hits_cap, r->nhits + 1, sizeof *r->hits))
		return coop_fail_nomem(err);
	r->hits[r->nhits++] = (struct hit){scan->pos, (uint32_t)stem};
	return COOP_OK;
}

/* Whether a word of the text begins so that it can be evidence, and has to be stemmed. */
static bool is_candidate(const struct rerank *r, const struct coop_word *v)
{
	if (!r->begins[(unsigned char)*v->s])
		return false;
	for (size_t i = 0; i < r->nwords; i++) {
		const struct word *w = &r->words[i];
		if (w->form[0] == v->s[0] &&
			(w->form_len < 2 || v->len < 2 || w->form[1] == v->s[1]))
			return true;
	}
	for (size_t i = 0; i < r->nmoved; i++)
		if (coop_bytes_equal(r->moved[i], strlen(r->moved[i]), v->s, v->len))
			return true;
	return false;
}

static enum coop_status scan_word(struct rerank *r, const struct coop_word *v,
	struct scan *scan, struct coop_error *err)
{
	const char *stem = NULL;
	size_t stem_len = 0, found = SIZE_MAX;
	if (!is_candidate(r, v)) {
		/* neighbours may have stop words between them */
		if (scan->previous != SIZE_MAX && !coop_is_stopword(v->s, v->len))
			scan->previous = SIZE_MAX;
		return COOP_OK;
	}
	enum coop_status st =
		coop_analyzer_stem(r->analyzer, v->s, v->len, &stem, &stem_len, err);
	if (st || !stem)
		return st;
	for (size_t i = 0; i < r->nwords; i++)
		if (compare(r, &r->words[i], v, stem, stem_len, scan->weight))
			found = r->words[i].stem_id;
	if (found != SIZE_MAX)
		st = take_hit(r, found, scan, err);
	scan->previous = found;
	return st;
}

/*
 * Skips words that cannot be evidence. Their positions matter as far as LEAD_FAR and within a window
 * of the last hit; words beyond both need not be counted, which is faster.
 */
static void skip(struct rerank *r, struct scan *scan)
{
	uint32_t until = r->nhits > 0 ? r->hits[r->nhits - 1].pos + WINDOW_WIDTH : 0;
	until = until > LEAD_FAR ? until : LEAD_FAR;
	struct coop_skipped skipped = coop_tokenizer_skip(
		&r->tokenizer, &r->beginnings, until > scan->pos ? until - scan->pos : 0);
	scan->pos += skipped.words + skipped.pauses * LEAD_PAUSE_GAP;
}

static enum coop_status scan_value(struct rerank *r, const struct coop_value *v,
	uint32_t *pos, struct coop_error *err)
{
	struct scan scan = {
		coop_field_info(v->field)->weight, *pos + LEAD_FIELD_GAP, SIZE_MAX};
	struct coop_word word;
	coop_tokenizer_begin(&r->tokenizer, v->text, v->len);
	for (;;) {
		/* after a stem of the query the next content word may be its neighbour */
		if (scan.previous == SIZE_MAX)
			skip(r, &scan);
		if (!coop_tokenizer_next(&r->tokenizer, &word))
			break;
		if (word.flags & COOP_TOKEN_JOINED)
			continue;
		if (word.flags & COOP_TOKEN_PAUSE) {
			scan.pos += LEAD_PAUSE_GAP;
			scan.previous = SIZE_MAX;
		}
		scan.pos++;
		enum coop_status st = scan_word(r, &word, &scan, err);
		if (st)
			return st;
	}
	*pos = scan.pos;
	return COOP_OK;
}

/* The order of fields in which positions are counted, as a reader looks: title, running text, rest. */
static int turn_of(enum coop_field field)
{
	if (field == COOP_F_TITLE)
		return 0;
	return coop_field_info(field)->flags & COOP_FIELD_PASSAGE ? 1 : 2;
}

static enum coop_status scan_record(
	struct rerank *r, const struct coop_record *record, struct coop_error *err)
{
	uint32_t pos = 0;
	for (int turn = 0; turn < 3; turn++) {
		for (size_t i = 0; i < record->count; i++) {
			struct coop_value v = coop_record_at(record, i);
			if (!coop_value_is_text(&v) || turn_of(v.field) != turn)
				continue;
			enum coop_status st = scan_value(r, &v, &pos, err);
			if (st)
				return st;
		}
	}
	return COOP_OK;
}

/* Words are counted as in the length of a document: each by the weight of its field. */
static enum rerank_extent extent_of(
	const struct rerank *r, const struct coop_record *record)
{
	size_t held = 0;
	double words = 0;
	if (rerank_has_all(r))
		return RERANK_WHOLE;
	for (size_t i = 0; i < r->nstems; i++) {
		held += r->stems[i].tf > 0;
		words += r->stems[i].tf;
	}
	bool bare = held == 1 && (double)record->length - words <= RERANK_BARE_WORDS;
	return bare ? RERANK_BARE : RERANK_SOME;
}

enum coop_status rerank_score(struct rerank *r, const struct coop_record *record,
	double avgdl, struct rerank_score *score, struct coop_error *err)
{
	begin_document(r);
	enum coop_status st = scan_record(r, record, err);
	if (st)
		return st;
	score->value = rerank_sum(r, coop_impact_k((double)record->length, avgdl));
	score->extent = extent_of(r, record);
	return COOP_OK;
}

enum coop_status rerank_explain(struct rerank *r, const struct coop_record *record,
	double avgdl, struct rerank_parts *out, struct coop_error *err)
{
	begin_document(r);
	enum coop_status st = scan_record(r, record, err);
	if (st)
		return st;
	rerank_list(r, coop_impact_k((double)record->length, avgdl), out);
	return COOP_OK;
}

bool rerank_is_related(const char *asked, size_t asked_len, const char *word, size_t len)
{
	size_t whole = number_stem(asked, asked_len), n = number_stem(word, len);
	return coop_bytes_common(asked, whole, word, n) >= RELATED_PREFIX;
}
