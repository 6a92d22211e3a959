/*
 * glass.h - a model of a database: documents kept in memory, and written by the writers
 * of tables.
 */
#ifndef COOP_TESTS_UNIT_GLASS_H
#define COOP_TESTS_UNIT_GLASS_H

#include <sys/stat.h>

#include "indexer/bulk/termlists.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/pack.h"
#include "indexer/glass/position.h"
#include "indexer/glass/version.h"
#include "indexer/glass/write_postlist.h"
#include "shared/index/store.h"
#include "tests/unit/tap.h"

struct meta {
	const char *name, *value;
	size_t len;
};

struct posting {
	uint32_t docid;
	const struct coop_term *term;
};

/* The contents of a database. Initialise with `= {0}`. */
struct model {
	struct coop_doc *docs;
	size_t ndocs, docs_cap;
	struct meta *meta;
	size_t nmeta, meta_cap;
	struct posting *postings; /* by model_sort(): by term, then by document */
	size_t npostings, postings_cap;
	uint32_t *lengths; /* of the documents, too */
	size_t lengths_cap;
	void **blocks; /* what all the pointers point into */
	size_t nblocks, blocks_cap;
};

/* Memory that lives as long as the model, with a copy of `from` unless that is NULL. */
static inline void *keep(struct model *m, const void *from, size_t n)
{
	void *block = malloc(n > 0 ? n : 1);
	need(block && coop_array_grow(&m->blocks, &m->blocks_cap, m->nblocks + 1,
			      sizeof *m->blocks),
		"out of memory");
	m->blocks[m->nblocks++] = block;
	if (from && n > 0)
		memcpy(block, from, n);
	return block;
}

static inline int compare_strings(const char *a, size_t na, const char *b, size_t nb)
{
	int order = memcmp(a, b, na < nb ? na : nb);
	return order ? order : (na > nb) - (na < nb);
}

static inline int compare_terms(const void *a, const void *b)
{
	const struct coop_term *s = a, *t = b;
	return compare_strings(s->s, s->len, t->s, t->len);
}

/* Adds a document; keeps the arrays but copies nothing. The terms get sorted. */
static inline void model_add(struct model *m, struct coop_term *terms, size_t nterms,
	const char *data, size_t data_len)
{
	need(coop_array_grow(&m->docs, &m->docs_cap, m->ndocs + 1, sizeof *m->docs),
		"out of memory");
	if (nterms > 0)
		qsort(terms, nterms, sizeof *terms, compare_terms);
	m->docs[m->ndocs++] = (struct coop_doc){terms, nterms, data, data_len};
}

/* Names come in ascending order. */
static inline void model_meta(
	struct model *m, const char *name, const char *value, size_t len)
{
	need(coop_array_grow(&m->meta, &m->meta_cap, m->nmeta + 1, sizeof *m->meta),
		"out of memory");
	m->meta[m->nmeta++] = (struct meta){keep(m, name, strlen(name) + 1), value, len};
}

static inline int compare_postings(const void *a, const void *b)
{
	const struct posting *s = a, *t = b;
	int order = compare_terms(s->term, t->term);
	return order ? order : (s->docid > t->docid) - (s->docid < t->docid);
}

static inline void model_sort(struct model *m)
{
	m->npostings = 0;
	need(coop_array_grow(&m->lengths, &m->lengths_cap, m->ndocs, sizeof *m->lengths),
		"out of memory");
	for (size_t d = 0; d < m->ndocs; d++) {
		const struct coop_doc *doc = &m->docs[d];
		m->lengths[d] = 0;
		need(coop_array_grow(&m->postings, &m->postings_cap,
			     m->npostings + doc->nterms, sizeof *m->postings),
			"out of memory");
		for (size_t i = 0; i < doc->nterms; i++) {
			m->lengths[d] += doc->terms[i].wdf;
			m->postings[m->npostings++] =
				(struct posting){(uint32_t)d + 1, &doc->terms[i]};
		}
	}
	if (m->npostings > 0)
		qsort(m->postings, m->npostings, sizeof *m->postings, compare_postings);
}

static inline void model_release(struct model *m)
{
	for (size_t i = 0; i < m->nblocks; i++)
		free(m->blocks[i]);
	free(m->blocks);
	free(m->docs);
	free(m->meta);
	free(m->postings);
	free(m->lengths);
	*m = (struct model){0};
}

/*
 * What is written by term is written in some parts, one to four of them, as the model has it;
 * the second or the only one is the home, and the metadata and lengths are a part more.
 */
enum { PARTS_MAX = 4 };

static inline size_t model_parts(const struct model *m)
{
	return 1 + (m->npostings + m->ndocs) % PARTS_MAX;
}

static inline enum btree_part model_part(const struct model *m, size_t part)
{
	return part == (model_parts(m) > 1 ? 1 : 0) ? BTREE_HOME : BTREE_LATER;
}

/* The first posting of a part: one that begins a term. */
static inline size_t model_begin(const struct model *m, size_t part)
{
	size_t i = m->npostings * part / model_parts(m);
	while (i > 0 && i < m->npostings &&
		!compare_terms(m->postings[i].term, m->postings[i - 1].term))
		i++;
	return i;
}

static inline enum coop_status bulk_first(
	const struct model *m, struct postlist *table, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < m->nmeta; i++)
		st = postlist_metadata(
			table, m->meta[i].name, m->meta[i].value, m->meta[i].len, err);
	return st ? st : postlist_lengths(table, m->lengths, (uint32_t)m->ndocs, err);
}

/* Writes the postings of a part, and notes them for the term lists. */
static inline enum coop_status bulk_postings(const struct model *m, size_t part,
	struct postlist *table, struct termlists_input *notes, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	size_t end = model_begin(m, part + 1);
	for (size_t i = model_begin(m, part); !st && i < end;) {
		const struct coop_term *term = m->postings[i].term;
		postlist_begin(table, term->s, term->len);
		termlists_input_begin(notes, term->s, term->len);
		do {
			const struct posting *p = &m->postings[i];
			postlist_add(table, p->docid, p->term->wdf);
			termlists_input_add(notes, p->docid, p->term->wdf);
			i++;
		} while (i < end && !compare_terms(m->postings[i].term, term));
		st = postlist_end(table, err);
		if (!st)
			st = termlists_input_end(notes, err);
	}
	return st;
}

static inline enum coop_status bulk_postlist(const struct model *m, const char *dir,
	struct termlists *lists, struct btree_root *root, struct coop_error *err)
{
	struct postlist *parts[1 + PARTS_MAX] = {0};
	struct btree *trees[1 + PARTS_MAX];
	size_t n = model_parts(m);
	enum coop_status st = postlist_create(dir, BTREE_FIRST, &parts[0], err);
	for (size_t i = 0; !st && i < n; i++)
		st = postlist_create(dir, model_part(m, i), &parts[i + 1], err);
	for (size_t i = n; !st && i-- > 0;)
		st = bulk_postings(m, i, parts[i + 1], termlists_input_of(lists, i), err);
	if (!st)
		st = bulk_first(m, parts[0], err);
	for (size_t i = 0; !st && i <= n; i++)
		trees[i] = postlist_tree(parts[i]);
	if (!st)
		st = btree_join(trees, n + 1, root, err);
	for (size_t i = 0; i <= n; i++)
		postlist_free(parts[i]);
	return st;
}

static inline enum coop_status bulk_positions(const struct model *m, size_t from,
	size_t until, struct position *table, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = from; !st && i < until; i++) {
		const struct coop_term *term = m->postings[i].term;
		position_term(table, term->s, term->len);
		if (term->npos > 0)
			st = position_add(
				table, m->postings[i].docid, term->pos, term->npos, err);
	}
	return st;
}

/* In a part or two. */
static inline enum coop_status bulk_position(const struct model *m, const char *dir,
	struct btree_root *root, struct coop_error *err)
{
	struct position *parts[2] = {0};
	struct btree *trees[2];
	size_t n = model_parts(m) > 1 ? 2 : 1, middle = model_begin(m, 1);
	enum coop_status st = position_create(dir, BTREE_WHOLE, &parts[0], err);
	if (!st && n > 1)
		st = position_create(dir, BTREE_LATER, &parts[1], err);
	if (!st)
		st = bulk_positions(m, 0, middle, parts[0], err);
	if (!st && n > 1)
		st = bulk_positions(m, middle, m->npostings, parts[1], err);
	for (size_t i = 0; !st && i < n; i++)
		trees[i] = position_tree(parts[i]);
	if (!st)
		st = btree_join(trees, n, root, err);
	position_free(parts[0]);
	position_free(parts[1]);
	return st;
}

static inline enum coop_status bulk_termlist(
	struct termlists *lists, struct btree_root *root, struct coop_error *err)
{
	bool more = true;
	enum coop_status st = termlists_begin(lists, err);
	while (!st && more)
		st = termlists_work(lists, &more, err);
	return st ? st : termlists_finish(lists, root, err);
}

static inline enum coop_status bulk_docdata(const struct model *m, struct btree *table,
	struct btree_root *root, struct coop_error *err)
{
	struct deflater *deflater;
	struct coop_buf tag = {0};
	enum coop_status st = deflater_new(&deflater, err);
	for (size_t d = 0; !st && d < m->ndocs; d++) {
		const struct coop_doc *doc = &m->docs[d];
		char key[PACK_SORTED_MAX];
		size_t key_len = (size_t)(pack_sorted_uint(key, (uint32_t)d + 1) - key);
		bool compressed;
		if (doc->data_len == 0)
			continue;
		coop_buf_reset(&tag);
		st = deflater_add(
			deflater, doc->data, doc->data_len, &tag, &compressed, err);
		if (!st)
			st = btree_add(
				table, key, key_len, tag.s, tag.len, compressed, err);
	}
	coop_buf_release(&tag);
	deflater_free(deflater);
	return st ? st : btree_finish(table, root, err);
}

static inline void bulk_statistics(const struct model *m, struct version *v)
{
	v->documents = (uint32_t)m->ndocs;
	for (size_t d = 0; d < m->ndocs; d++) {
		uint32_t length = m->lengths[d];
		v->total_length += length;
		v->longest = length > v->longest ? length : v->longest;
		if (length > 0 && (v->shortest == 0 || length < v->shortest))
			v->shortest = length;
	}
	for (size_t i = 0; i < m->npostings; i++)
		if (m->postings[i].term->wdf > v->highest_wdf)
			v->highest_wdf = m->postings[i].term->wdf;
}

/* Writes the database into the folder `dir`, which is there. The model was sorted. */
static inline enum coop_status bulk_build(
	const char *dir, const struct model *m, struct coop_error *err)
{
	struct termlists *lists = NULL;
	struct btree *docdata = NULL;
	struct version v = {0};
	bulk_statistics(m, &v);
	enum coop_status st =
		termlists_new(dir, (uint32_t)m->ndocs, model_parts(m), &lists, err);
	if (!st)
		st = btree_create(dir, "docdata", BTREE_WHOLE, &docdata, err);
	if (!st)
		st = bulk_postlist(m, dir, lists, &v.roots[VERSION_POSTLIST], err);
	if (!st)
		st = bulk_position(m, dir, &v.roots[VERSION_POSITION], err);
	if (!st)
		st = bulk_docdata(m, docdata, &v.roots[VERSION_DOCDATA], err);
	if (!st)
		st = bulk_termlist(lists, &v.roots[VERSION_TERMLIST], err);
	termlists_free(lists);
	btree_free(docdata);
	return st ? st : version_write(dir, &v, err);
}

#endif
