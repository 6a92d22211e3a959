#include "indexer/bulk/termlists.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/bulk/streams.h"
#include "indexer/disk/tempfile.h"
#include "indexer/glass/doctable.h"
#include "indexer/glass/pack.h"
#include "indexer/glass/termlist.h"
#include "shared/core/buf.h"

enum {
	RANGES = 512,     /* at most ... */
	RANGE_MIN = 2048, /* ... but not of fewer documents */
	INPUT_MEMORY =
		16 << 20 /* bytes: a part that collected more writes it to a file */
};

/*
 * What a part collects for a range. The stream has for each posting the uint docid << 1 |
 * (another term), the docid being less the first of the range or, for the same term, less
 * the one before; for another term the uint offset of its text less the one before; the
 * uint wdf.
 */
struct range {
	struct stream stream;
	uint64_t text; /* of the last posting */
	uint32_t docid;
};

/* A piece of a range's stream in the file. */
struct piece {
	uint64_t off;
	uint32_t range, len;
};

struct termlists_input {
	struct range *ranges;
	size_t nranges;
	uint32_t documents; /* of a range */
	struct streams streams;
	struct tempfile *texts; /* of the terms: the length in a byte, the bytes */
	const char *map;        /* of `texts` */
	uint64_t text;          /* offset of the current term plus one: 0 is none */
	struct tempfile *file;
	struct piece *pieces; /* in the order of writing */
	size_t npieces, pieces_cap;
	struct coop_buf scratch;
	enum coop_status st; /* the first failure, reported by termlists_input_end() */
	struct coop_error err;
};

struct termlists {
	uint32_t documents, range; /* in all, and of a range */
	size_t nranges, nparts;
	struct termlists_input *parts;
	struct doctable *table;
	atomic_size_t next; /* the next range that no thread has taken */
};

/* ---- collecting ---- */

void termlists_input_begin(struct termlists_input *in, const char *term, size_t len)
{
	char head = (char)len;
	in->text = tempfile_size(in->texts) + 1;
	if (!in->st)
		in->st = tempfile_add(in->texts, &head, 1, &in->err);
	if (!in->st)
		in->st = tempfile_add(in->texts, term, len, &in->err);
}

void termlists_input_add(struct termlists_input *in, uint32_t docid, uint32_t wdf)
{
	char bytes[4 * PACK_UINT_MAX], *to = bytes;
	size_t number = (docid - 1) / in->documents;
	struct range *r = &in->ranges[number];
	/* the text of a term is stored once, and its offset once per range that has it */
	bool another = r->text != in->text;
	if (another)
		r->docid = (uint32_t)number * in->documents;
	to = pack_uint(to, (uint64_t)(docid - r->docid) << 1 | another);
	if (another)
		to = pack_uint(to, in->text - r->text);
	to = pack_uint(to, wdf);
	r->docid = docid;
	r->text = in->text;
	stream_put(&in->streams, &r->stream, bytes, (size_t)(to - bytes));
}

/* Writes what is in memory to the file. */
static enum coop_status spill(struct termlists_input *in, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (uint32_t i = 0; !st && i < in->nranges; i++) {
		struct range *r = &in->ranges[i];
		if (r->stream.len == 0)
			continue;
		coop_buf_reset(&in->scratch);
		stream_copy(&in->streams, &r->stream, &in->scratch);
		if (in->scratch.failed || !coop_array_grow(&in->pieces, &in->pieces_cap,
						  in->npieces + 1, sizeof *in->pieces))
			return coop_fail_nomem(err);
		in->pieces[in->npieces++] = (struct piece){
			tempfile_size(in->file), i, (uint32_t)in->scratch.len};
		st = tempfile_add(in->file, in->scratch.s, in->scratch.len, err);
		r->stream = (struct stream){0};
	}
	streams_reset(&in->streams);
	return st;
}

enum coop_status termlists_input_end(struct termlists_input *in, struct coop_error *err)
{
	if (in->streams.failed)
		return coop_fail_nomem(err);
	if (in->st)
		return coop_pass_on(err, &in->err);
	return streams_memory(&in->streams) < INPUT_MEMORY ? COOP_OK : spill(in, err);
}

static enum coop_status create_input(struct termlists_input *in,
	const struct termlists *t, const char *dir, struct coop_error *err)
{
	in->nranges = t->nranges;
	in->documents = t->range;
	in->ranges = calloc(t->nranges + 1, sizeof *in->ranges);
	enum coop_status st = in->ranges ? COOP_OK : coop_fail_nomem(err);
	if (!st)
		st = tempfile_new(dir, &in->texts, err);
	return st ? st : tempfile_new(dir, &in->file, err);
}

static void release_input(struct termlists_input *in)
{
	streams_release(&in->streams);
	tempfile_free(in->texts);
	tempfile_free(in->file);
	coop_buf_release(&in->scratch);
	free(in->ranges);
	free(in->pieces);
}

/* A cursor over the postings that a part collected for a range. */
struct walk {
	const char *at, *end;
	uint64_t text; /* of the current posting */
	uint32_t docid, wdf;
};

static bool walk_next(struct walk *w, uint32_t first)
{
	if (w->at == w->end)
		return false;
	uint64_t head = unpack_uint(&w->at);
	if (head & 1) {
		w->docid = first - 1;
		w->text += unpack_uint(&w->at);
	}
	w->docid += (uint32_t)(head >> 1);
	w->wdf = (uint32_t)unpack_uint(&w->at);
	return true;
}

/* Appends what a part collected for a range. */
static enum coop_status read_input(const struct termlists_input *in, size_t range,
	struct coop_buf *out, struct coop_error *err)
{
	struct coop_buf part = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < in->npieces; i++) {
		const struct piece *a = &in->pieces[i];
		if (a->range != range)
			continue;
		st = tempfile_read(in->file, a->off, a->len, &part, err);
		if (!st)
			coop_buf_add(out, part.s, part.len);
	}
	coop_buf_release(&part);
	if (in->ranges[range].stream.len > 0)
		stream_copy(&in->streams, &in->ranges[range].stream, out);
	return st ? st : coop_buf_check(out, err);
}

/* ---- term lists ---- */

/* A term of a document. */
struct listed {
	const char *text; /* after a byte with its length */
	uint32_t wdf;
};

/* The term lists of a range being made. */
struct making {
	const struct termlists *t;
	uint32_t first, count; /* docid of the first document; number of documents */
	struct coop_buf input[TERMLISTS_PARTS_MAX];
	struct listed *terms; /* of all documents, concatenated */
	size_t *ends; /* by docid less the first: where the terms of a document end */
};

static struct walk walk_of(const struct making *m, size_t part)
{
	const struct coop_buf *input = &m->input[part];
	return (struct walk){
		.at = coop_buf_cstr(input), .end = coop_buf_cstr(input) + input->len};
}

/*
 * Distributes the postings to the documents by counting sort; the terms of each then are
 * in order, as the parts are.
 */
static enum coop_status distribute(struct making *m, struct coop_error *err)
{
	size_t all = 0;
	m->ends = calloc((size_t)m->count + 1, sizeof *m->ends);
	if (!m->ends)
		return coop_fail_nomem(err);
	for (size_t part = 0; part < m->t->nparts; part++)
		for (struct walk w = walk_of(m, part); walk_next(&w, m->first); all++)
			m->ends[w.docid - m->first + 1]++;
	/* where each begins; distributing moves this to where it ends */
	for (uint32_t i = 1; i <= m->count; i++)
		m->ends[i] += m->ends[i - 1];
	m->terms = calloc(all + 1, sizeof *m->terms);
	if (!m->terms)
		return coop_fail_nomem(err);
	for (size_t part = 0; part < m->t->nparts; part++)
		for (struct walk w = walk_of(m, part); walk_next(&w, m->first);)
			m->terms[m->ends[w.docid - m->first]++] = (struct listed){
				m->t->parts[part].map + w.text - 1, w.wdf};
	return COOP_OK;
}

/* Makes the tags of the documents. */
static enum coop_status make_tags(
	const struct making *m, struct doctable_block *block, struct coop_error *err)
{
	struct deflater *deflater;
	struct termlist list = {0};
	struct coop_buf tag = {0};
	size_t at = 0;
	enum coop_status st = deflater_new(&deflater, err);
	for (uint32_t i = 0; !st && i < m->count; i++) {
		termlist_begin(&list);
		for (; at < m->ends[i]; at++) {
			const struct listed *l = &m->terms[at];
			termlist_add(&list, l->text + 1, (unsigned char)*l->text, l->wdf);
		}
		coop_buf_reset(&tag);
		termlist_end(&list, &tag);
		st = coop_buf_check(&tag, err);
		if (!st)
			st = doctable_block_add(
				block, deflater, m->first + i, tag.s, tag.len, err);
	}
	deflater_free(deflater);
	termlist_release(&list);
	coop_buf_release(&tag);
	return st;
}

static enum coop_status make_range(struct termlists *t, size_t range,
	struct doctable_block *block, struct coop_error *err)
{
	struct making m = {.t = t, .first = (uint32_t)range * t->range + 1};
	uint32_t left = t->documents - m.first + 1;
	m.count = left < t->range ? left : t->range;
	enum coop_status st = COOP_OK;
	for (size_t part = 0; !st && part < t->nparts; part++)
		st = read_input(&t->parts[part], range, &m.input[part], err);
	if (!st)
		st = distribute(&m, err);
	for (size_t part = 0; part < t->nparts; part++)
		coop_buf_release(&m.input[part]);
	if (!st)
		st = make_tags(&m, block, err);
	free(m.terms);
	free(m.ends);
	return st;
}

enum coop_status termlists_work(struct termlists *t, bool *more, struct coop_error *err)
{
	size_t range = atomic_fetch_add(&t->next, 1);
	*more = range < t->nranges;
	if (!*more)
		return COOP_OK;
	struct doctable_block *block = doctable_begin(t->table);
	if (!block)
		return coop_fail_nomem(err);
	enum coop_status st = make_range(t, range, block, err);
	/* handed over even after a failure: the table owns it */
	enum coop_status put = doctable_put(t->table, range, block, err);
	return st ? st : put;
}

/* ---- the table ---- */

enum coop_status termlists_new(const char *dir, uint32_t documents, size_t nparts,
	struct termlists **out, struct coop_error *err)
{
	*out = NULL;
	struct termlists *t = calloc(1, sizeof *t);
	if (!t)
		return coop_fail_nomem(err);
	assert(nparts <= TERMLISTS_PARTS_MAX);
	t->documents = documents;
	/* ranges of equal size, so that dividing by it finds the range of a document */
	t->range = documents / RANGES + 1;
	t->range = t->range > RANGE_MIN ? t->range : (uint32_t)RANGE_MIN;
	t->nranges = (documents + t->range - 1) / t->range;
	t->parts = calloc(nparts, sizeof *t->parts);
	enum coop_status st = t->parts ? COOP_OK : coop_fail_nomem(err);
	t->nparts = t->parts ? nparts : 0;
	for (size_t i = 0; !st && i < t->nparts; i++)
		st = create_input(&t->parts[i], t, dir, err);
	if (!st)
		st = doctable_create(dir, "termlist", &t->table, err);
	if (st)
		termlists_free(t);
	else
		*out = t;
	return st;
}

void termlists_free(struct termlists *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->nparts; i++)
		release_input(&t->parts[i]);
	free(t->parts);
	doctable_free(t->table);
	free(t);
}

struct termlists_input *termlists_input_of(struct termlists *t, size_t part)
{
	return &t->parts[part];
}

size_t termlists_ranges(const struct termlists *t)
{
	return t->nranges;
}

enum coop_status termlists_begin(struct termlists *t, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < t->nparts; i++) {
		struct termlists_input *in = &t->parts[i];
		st = tempfile_map(in->texts, &in->map, err);
		if (!st)
			st = tempfile_flush(in->file, err);
	}
	return st;
}

void termlists_abandon(struct termlists *t)
{
	doctable_abandon(t->table);
}

enum coop_status termlists_finish(
	struct termlists *t, struct btree_root *root, struct coop_error *err)
{
	return doctable_finish(t->table, root, err);
}
