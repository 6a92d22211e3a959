#include "query/search/rerank.h"

#include <stdlib.h>
#include <string.h>

#include "query/plan/weights.h"
#include "shared/core/bytes.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "shared/text/stem_exceptions.h"
#include "shared/text/stopwords.h"
#include "shared/text/token_skip.h"

/* A content word of the query, and what a document has of it. */
struct word {
	const char *form, *stem;
	size_t form_len, stem_len;
	size_t number_len; /* number_stem() of the form */
	size_t stem_id;    /* in `stems`; the same for words of one stem */
	double idf;
	bool known;
	bool neighbour; /* the word before it stands beside it in the query */
	double related, form_tf, pair_tf; /* r, x and b of rerank.h */
};

/* A stem of the query, and what a document has of it. */
struct stem {
	double tf, idf;
	uint32_t first; /* position of the first occurrence; 0 for none */
};

/* An occurrence of a stem in the document. */
struct hit {
	uint32_t pos;
	uint32_t stem;
};

enum { MOVED_MAX = 8 };

struct rerank {
	struct coop_analyzer *analyzer;
	double avgdl;
	struct word words[RERANK_WORDS];
	struct stem stems[RERANK_WORDS];
	size_t nwords, nstems;
	/* irregular words that have a stem of the query but another beginning */
	const char *moved[MOVED_MAX];
	size_t nmoved;
	/* how words begin that can be evidence: others are skipped */
	bool begins[256]; /* by first byte */
	struct coop_wanted_prefixes beginnings;
	struct hit *hits; /* in ascending order of positions */
	size_t nhits, hits_cap;
	struct coop_tokenizer tokenizer;
};

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

static void add_word(struct rerank *r, const struct query_word *q)
{
	struct word *w = &r->words[r->nwords];
	*w = (struct word){.form = q->form,
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
		r->stems[r->nstems++].idf = q->idf;
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
			add_word(r, &w);
		unknown -= taken && !w.known;
		beside = taken;
	}
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
	double avgdl, struct rerank **out, struct coop_error *err)
{
	struct rerank *r = calloc(1, sizeof *r);
	*out = r;
	if (!r)
		return coop_fail_nomem(err);
	r->analyzer = analyzer;
	r->avgdl = avgdl;
	add_words(r, q);
	enum coop_status st = add_moved(r, err);
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
		w->related = w->form_tf = w->pair_tf = 0;
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
 * Compares a word of the text, and its stem, with one of the query; counts it as the same form or as
 * related. True when both have one stem.
 */
static bool compare(struct word *w, const struct coop_word *v, const char *stem,
	size_t stem_len, double weight)
{
	size_t len = number_stem(v->s, v->len), c = shared_prefix(w, v->s, len);
	if (coop_bytes_equal(w->stem, w->stem_len, stem, stem_len)) {
		if (c == len && c == w->number_len)
			w->form_tf += weight;
		return true;
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
		if (compare(&r->words[i], v, stem, stem_len, scan->weight))
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

/* ---- the evidence (rerank.h) ---- */

/* RELATED, FORM and PAIR. */
static double word_evidence(const struct rerank *r, double k)
{
	double sum = 0;
	for (size_t i = 0; i < r->nwords; i++) {
		const struct word *w = &r->words[i];
		double tf = r->stems[w->stem_id].tf;
		double related = coop_saturate(tf + w->related, k) - coop_saturate(tf, k);
		sum += WEIGHT_RELATED * w->idf * related;
		sum += WEIGHT_FORM * w->idf * coop_saturate(w->form_tf, k);
		if (w->neighbour)
			sum += WEIGHT_PAIR * (w->idf + r->words[i - 1].idf) *
			       coop_saturate(w->pair_tf, k);
	}
	return sum;
}

static double lead_evidence(const struct rerank *r)
{
	double sum = 0;
	for (size_t i = 0; i < r->nstems; i++) {
		const struct stem *s = &r->stems[i];
		if (s->first > 0)
			sum += s->idf *
			       ((s->first <= LEAD_NEAR) + (s->first <= LEAD_FAR));
	}
	return WEIGHT_LEAD * sum;
}

static double window_evidence(const struct rerank *r)
{
	size_t inside[RERANK_WORDS] = {0}, first = 0;
	double sum = 0, best = 0;
	for (size_t i = 0; i < r->nhits; i++) {
		if (inside[r->hits[i].stem]++ == 0)
			sum += r->stems[r->hits[i].stem].idf;
		for (; r->hits[i].pos - r->hits[first].pos >= WINDOW_WIDTH; first++)
			if (--inside[r->hits[first].stem] == 0)
				sum -= r->stems[r->hits[first].stem].idf;
		if (sum > best)
			best = sum;
	}
	return WEIGHT_WINDOW * best;
}

enum coop_status rerank_score(struct rerank *r, const struct coop_record *record,
	double *score, struct coop_error *err)
{
	begin_document(r);
	enum coop_status st = scan_record(r, record, err);
	if (st)
		return st;
	double k = coop_impact_k((double)record->length, r->avgdl);
	*score = word_evidence(r, k) + lead_evidence(r) + window_evidence(r);
	return COOP_OK;
}
