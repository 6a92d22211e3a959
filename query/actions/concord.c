#include "query/actions/concord.h"

#include <stdint.h>
#include <stdlib.h>

#include "shared/core/bytes.h"

/* An occurrence that is kept to be sorted. */
struct kept {
	uint32_t docid;
	size_t document; /* counted in their order */
	size_t value;    /* of the record */
	struct occurrence at;
	size_t key, key_len; /* in `keys` */
};

struct walk {
	struct session *session;
	const struct concord *wanted;
	struct concord_end *end;
	struct occurrence_finder *finder;
	struct occurrences found; /* in the current value */
	struct concordance_line line;
	uint32_t docid;   /* of the session's record */
	const char *path; /* of that */
	size_t documents; /* so far */
	size_t seen;      /* occurrences so far, given, kept or skipped */
	size_t limit;     /* how many of them may be seen */
	bool over;        /* there are more of them, or no more are wanted */
	struct kept *kept;
	size_t nkept, kept_cap;
	struct coop_buf keys;
};

static void release(struct walk *w)
{
	occurrence_finder_free(w->finder);
	occurrences_release(&w->found);
	coop_buf_release(&w->line.text);
	coop_buf_release(&w->keys);
	free(w->kept);
}

/* Reads the record of a document, unless it is the current one. */
static enum coop_status read_document(
	struct walk *w, uint32_t docid, struct coop_error *err)
{
	struct session *s = w->session;
	if (docid == w->docid)
		return COOP_OK;
	enum coop_status st = session_read_document(s, docid, err);
	if (!st)
		st = session_path(s, w->wanted->paths, &w->path, err);
	w->docid = st ? 0 : docid;
	return st;
}

static enum coop_status give(struct walk *w, const struct concordance_source *source,
	const struct occurrence *o, struct coop_error *err)
{
	const struct concord *c = w->wanted;
	enum coop_status st = concordance_line_make(&w->line, c->context, source, o, err);
	if (st)
		return st;
	w->end->given++;
	return c->take(c->data, &w->line, &w->over, err);
}

static enum coop_status keep(struct walk *w, size_t value,
	const struct concordance_source *source, const struct occurrence *o,
	struct coop_error *err)
{
	if (!coop_array_grow(&w->kept, &w->kept_cap, w->nkept + 1, sizeof *w->kept))
		return coop_fail_nomem(err);
	struct kept *kept = &w->kept[w->nkept++];
	*kept = (struct kept){w->docid, w->documents, value, *o, w->keys.len, 0};
	concordance_key(source->value.text, source->value.len, o,
		w->wanted->order == CONCORD_LEFT, &w->keys);
	kept->key_len = w->keys.len - kept->key;
	return coop_buf_check(&w->keys, err);
}

/* Gives or keeps the occurrences in a value of the current record. */
static enum coop_status take_value(struct walk *w, size_t i, struct coop_error *err)
{
	struct coop_value v = coop_record_at(&w->session->record, i);
	enum coop_status st = occurrences_find(w->finder, &v, &w->found, err);
	if (st || w->found.count == 0)
		return st;
	struct concordance_source source =
		concordance_source_of(&w->session->record, i, w->path);
	for (size_t n = 0; !st && !w->over && n < w->found.count; n++) {
		const struct occurrence *o = &w->found.at[n];
		if (w->seen == w->limit)
			w->over = w->end->more = true;
		else if (w->wanted->order != CONCORD_DOCUMENT)
			st = keep(w, i, &source, o, err);
		else if (w->seen >= w->wanted->offset)
			st = give(w, &source, o, err);
		w->seen += !w->end->more;
	}
	return st;
}

static enum coop_status take_documents(
	struct walk *w, const struct coop_docset *set, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct coop_order_walk documents;
	uint32_t docid = 0;
	coop_order_begin(&documents, search_order(w->session->search), set);
	while (!st && !w->over) {
		st = coop_order_next(&documents, &docid, err);
		if (st || docid == 0)
			break;
		w->documents++;
		st = read_document(w, docid, err);
		for (size_t i = 0; !st && !w->over && i < w->session->record.count; i++)
			st = take_value(w, i, err);
	}
	return st;
}

/* By their keys, and of equal ones in the order of the index. */
static int compare(const void *a, const void *b, void *keys)
{
	const struct kept *x = a, *y = b;
	const char *text = coop_buf_cstr(keys); /* no bytes where all keys are empty */
	int order =
		coop_bytes_compare(text + x->key, x->key_len, text + y->key, y->key_len);
	if (order != 0)
		return order;
	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return x->at.off < y->at.off ? -1 : x->at.off > y->at.off;
}

/* Gives those kept occurrences that are wanted. */
static enum coop_status give_sorted(struct walk *w, struct coop_error *err)
{
	const struct concord *c = w->wanted;
	enum coop_status st = COOP_OK;
	size_t stop = w->nkept;
	w->end->total = w->nkept;
	w->end->capped = w->end->more;
	w->over = false;
	if (w->nkept > 0)
		qsort_r(w->kept, w->nkept, sizeof *w->kept, compare, &w->keys);
	if (c->offset < stop && c->limit < stop - c->offset) {
		stop = c->offset + c->limit;
		w->end->more = true;
	}
	for (size_t i = c->offset; !st && !w->over && i < stop; i++) {
		const struct kept *kept = &w->kept[i];
		if ((st = read_document(w, kept->docid, err)))
			break;
		struct concordance_source source =
			concordance_source_of(&w->session->record, kept->value, w->path);
		st = give(w, &source, &kept->at, err);
	}
	return st;
}

struct ask concord_ask(const struct ask *ask)
{
	struct ask one = *ask;
	one.offset = 0;
	one.count = 1;
	one.group = false;
	one.sort = NULL;
	return one;
}

enum coop_status concord_walk(struct session *s, const struct concord *c,
	struct concord_end *end, struct coop_error *err)
{
	struct walk w = {.session = s, .wanted = c, .end = end};
	struct coop_docset set = {0};
	bool sorted = c->order != CONCORD_DOCUMENT;
	*end = (struct concord_end){0};
	w.limit = c->limit < SIZE_MAX - c->offset ? c->offset + c->limit : SIZE_MAX;
	if (sorted)
		w.limit = c->sorted_max < CONCORD_SORTED_MAX ? c->sorted_max
							     : CONCORD_SORTED_MAX;
	enum coop_status st = search_all(s->search, &s->query, &set, err);
	if (!st)
		st = occurrence_finder_new(&s->query, s->analyzer, &w.finder, err);
	if (!st)
		st = take_documents(&w, &set, err);
	if (!st && sorted)
		st = give_sorted(&w, err);
	coop_docset_release(&set);
	release(&w);
	return st;
}
