#include "indexer/bulk/run.h"

#include <stdlib.h>

#include "indexer/disk/tempfile.h"
#include "shared/core/buf.h"

struct run {
	struct tempfile *file;
	uint64_t streams;          /* bytes */
	struct run_entry *entries; /* while writing; then in `map` */
	size_t count, cap;
	uint32_t stemmed;      /* entries */
	struct coop_buf texts; /* while writing */
	const char *map;
	const struct run_entry *mapped;
	const char *mapped_texts;
};

enum coop_status run_new(const char *dir, struct run **out, struct coop_error *err)
{
	*out = NULL;
	struct run *r = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	enum coop_status st = tempfile_new(dir, &r->file, err);
	if (st)
		free(r);
	else
		*out = r;
	return st;
}

void run_free(struct run *r)
{
	if (!r)
		return;
	tempfile_free(r->file);
	coop_buf_release(&r->texts);
	free(r->entries);
	free(r);
}

enum coop_status run_add(struct run *r, const struct run_entry *entry, const char *term,
	const char *stem, const char *postings, struct coop_error *err)
{
	/* numbers of entries have 32 bits */
	if (r->count == UINT32_MAX - 1 ||
		!coop_array_grow(&r->entries, &r->cap, r->count + 1, sizeof *r->entries))
		return coop_fail_nomem(err);
	struct run_entry *e = &r->entries[r->count++];
	*e = *entry;
	e->text = r->texts.len;
	e->postings = r->streams;
	r->streams += e->postings_len;
	r->stemmed += e->stem_len > 0;
	coop_buf_add(&r->texts, term, e->len);
	coop_buf_add(&r->texts, stem, e->stem_len);
	enum coop_status st = coop_buf_check(&r->texts, err);
	return st ? st : tempfile_add(r->file, postings, e->postings_len, err);
}

enum coop_status run_seal(struct run *r, struct coop_error *err)
{
	static const char zeros[sizeof(struct run_entry)] = {0};
	/* the entries must be aligned in the mapping */
	size_t pad = (size_t)(-r->streams % sizeof(uint64_t));
	enum coop_status st = tempfile_add(r->file, zeros, pad, err);
	if (!st)
		st = tempfile_add(
			r->file, r->entries, r->count * sizeof *r->entries, err);
	if (!st)
		st = tempfile_add(r->file, r->texts.s, r->texts.len, err);
	if (!st)
		st = tempfile_map(r->file, &r->map, err);
	if (st)
		return st;
	r->mapped = (const void *)(r->map + r->streams + pad);
	r->mapped_texts = (const char *)(r->mapped + r->count);
	tempfile_random_access(r->file);
	coop_buf_release(&r->texts);
	free(r->entries);
	r->entries = NULL;
	return COOP_OK;
}

uint32_t run_count(const struct run *r)
{
	return (uint32_t)r->count;
}

uint32_t run_stemmed(const struct run *r)
{
	return r->stemmed;
}

const struct run_entry *run_at(const struct run *r, uint32_t i)
{
	return &r->mapped[i];
}

const char *run_term(const struct run *r, const struct run_entry *e)
{
	return r->mapped_texts + e->text;
}

const char *run_stem(const struct run *r, const struct run_entry *e)
{
	return r->mapped_texts + e->text + e->len;
}

const char *run_postings(const struct run *r, const struct run_entry *e)
{
	return r->map + e->postings;
}

/* Prefetches a range of the mapping. */
static void prefetch(const struct run *r, const void *from, uint64_t len)
{
	tempfile_prefetch(r->file, (uint64_t)((const char *)from - r->map), len);
}

void run_prefetch(const struct run *r, uint32_t first)
{
	size_t n = r->count - first < RUN_AHEAD ? r->count - first : RUN_AHEAD;
	if (n == 0)
		return;
	const struct run_entry *begin = &r->mapped[first], *last = begin + n - 1;
	prefetch(r, begin, n * sizeof *begin);
	prefetch(r, r->mapped_texts + begin->text,
		last->text - begin->text + last->len + last->stem_len);
}

uint64_t run_prefetch_postings(const struct run *r, const struct run_entry *e)
{
	enum { MIN_BYTES = 1 << 17 /* bytes */ };
	uint64_t len = e->postings_len > MIN_BYTES ? e->postings_len : MIN_BYTES;
	tempfile_prefetch(r->file, e->postings, len);
	return e->postings + len;
}

void run_unload(const struct run *r)
{
	tempfile_unload(r->file);
}
