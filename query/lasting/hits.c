#include "query/lasting/hits.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sha256.h>

#include "shared/core/strmap.h"
#include "shared/index/collection.h"
#include "shared/index/hashes.h"

void hits_release(struct hits *h)
{
	coop_buf_release(&h->ids);
	free(h->at);
	*h = (struct hits){0};
}

enum coop_status hits_add(struct hits *h, const char *id, size_t len, uint64_t content,
	uint64_t stored, struct coop_error *err)
{
	if (!coop_array_grow(&h->at, &h->cap, h->count + 1, sizeof *h->at))
		return coop_fail_nomem(err);
	h->at[h->count++] = (struct hit){h->ids.len, content, stored};
	coop_buf_add(&h->ids, id, len);
	coop_buf_byte(&h->ids, '\0');
	return coop_buf_check(&h->ids, err);
}

void changes_release(struct changes *c)
{
	free(c->at);
	*c = (struct changes){0};
}

static enum coop_status add_change(
	struct changes *c, struct change change, struct coop_error *err)
{
	if (!coop_array_grow(&c->at, &c->cap, c->count + 1, sizeof *c->at))
		return coop_fail_nomem(err);
	c->at[c->count++] = change;
	c->of_kind[change.kind]++;
	return COOP_OK;
}

/* ---- the hashes of documents ---- */

/* Those that the indexes have, of each part. */
struct stored_hashes {
	const struct coop_collection *collection;
	struct coop_hashes *parts;
};

static void close_hashes(struct stored_hashes *h)
{
	for (size_t i = 0; h->parts && i < h->collection->nparts; i++)
		coop_hashes_close(&h->parts[i]);
	free(h->parts);
}

static enum coop_status open_hashes(
	struct stored_hashes *h, const struct search *s, struct coop_error *err)
{
	const struct coop_collection *c = search_collection(s);
	enum coop_status st = COOP_OK;
	*h = (struct stored_hashes){c, calloc(c->nparts, sizeof *h->parts)};
	if (!h->parts)
		return coop_fail_nomem(err);
	for (size_t i = 0; !st && i < c->nparts; i++)
		if (!c->parts[i].segment->remote)
			st = coop_hashes_open(
				c->parts[i].segment->reader, &h->parts[i], err);
	return st;
}

/* `*known` is false in an index that a tool of the engine wrote, and on another machine. */
static enum coop_status get_hash(const struct stored_hashes *h, uint32_t docid,
	uint64_t *hash, bool *known, struct coop_error *err)
{
	const struct coop_collection_part *part =
		coop_collection_part(h->collection, docid);
	const struct coop_hashes *from = &h->parts[part - h->collection->parts];
	struct coop_error e = {0};
	*known = from->file.there;
	if (*known)
		coop_hashes_get(from, docid - part->before, hash, &e);
	return coop_segment_pass_on(part->segment, err, &e);
}

/* The hash of a record without its place. */
static enum coop_status hash_content(struct coop_record *r, struct coop_buf *packed,
	uint64_t *hash, struct coop_error *err)
{
	coop_record_set_path(r, "");
	r->line = 0;
	r->name_only = false;
	coop_buf_reset(packed);
	enum coop_status st = coop_record_pack(r, packed, err);
	if (!st)
		*hash = coop_hash_packed(r, coop_buf_cstr(packed), packed->len);
	return st;
}

/* ---- comparing ---- */

/* The list before, by hashes and by ids. */
struct lookup {
	const struct hits *hits;
	size_t *by_stored;       /* numbers of hits, in order of their hashes */
	size_t *by_id;           /* for each number of the map, that of the hit */
	struct coop_strmap *ids; /* ids */
	bool *met;               /* for each hit, whether the set has it */
};

/* A document that is not listed by its hash alone. */
struct comparing {
	struct search *search;
	struct lookup lookup;
	struct hits *now;
	struct changes *changes;
	struct coop_record record;
	struct coop_buf packed;
};

static void release_lookup(struct lookup *l)
{
	free(l->by_stored);
	free(l->by_id);
	free(l->met);
	coop_strmap_free(l->ids);
}

static int compare_stored(const void *a, const void *b, void *data)
{
	const struct hits *h = data;
	uint64_t x = h->at[*(const size_t *)a].stored,
		 y = h->at[*(const size_t *)b].stored;
	return (x > y) - (x < y);
}

static enum coop_status make_lookup(
	struct lookup *l, const struct hits *hits, struct coop_error *err)
{
	const size_t room = hits->count + 1;
	*l = (struct lookup){.hits = hits,
		.by_stored = calloc(room, sizeof *l->by_stored),
		.by_id = calloc(room, sizeof *l->by_id),
		.met = calloc(room, sizeof *l->met)};
	if (!l->by_stored || !l->by_id || !l->met)
		return coop_fail_nomem(err);
	enum coop_status st = coop_strmap_new(&l->ids, err);
	for (size_t i = 0; !st && i < hits->count; i++) {
		const char *id = hits_id(hits, i);
		uint32_t number;
		bool added;
		st = coop_strmap_intern(l->ids, id, strlen(id), &number, &added, err);
		if (!st && added)
			l->by_id[number] = i;
		l->by_stored[i] = i;
	}
	if (!st)
		qsort_r(l->by_stored, hits->count, sizeof *l->by_stored, compare_stored,
			(void *)hits);
	return st;
}

/* Finds a hit by its stored hash that was not met yet. */
static bool find_stored(const struct lookup *l, uint64_t hash, size_t *hit)
{
	size_t low = 0, high = l->hits->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (l->hits->at[l->by_stored[middle]].stored < hash)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < l->hits->count; low++) {
		*hit = l->by_stored[low];
		if (l->hits->at[*hit].stored != hash)
			return false;
		if (!l->met[*hit])
			return true;
	}
	return false;
}

/* Reads a document and compares it with the hit of its id, if there was one. */
static enum coop_status take_read(struct comparing *c, uint32_t docid, bool known,
	uint64_t stored, struct coop_error *err)
{
	struct lookup *l = &c->lookup;
	struct coop_value id;
	uint64_t content = 0;
	uint32_t number;
	enum coop_status st = search_read(c->search, docid, &c->record, err);
	if (!st)
		st = hash_content(&c->record, &c->packed, &content, err);
	if (st)
		return st;
	coop_record_get(&c->record, COOP_F_ID, &id);
	size_t len = id.len > 0 ? strnlen(id.text, id.len) : 0;
	bool there = coop_strmap_find(l->ids, id.text, len, &number);
	size_t hit = there ? l->by_id[number] : 0;
	there = there && !l->met[hit];
	if (there)
		l->met[hit] = true;
	st = hits_add(c->now, id.text, len, content, known ? stored : content, err);
	if (st || (there && l->hits->at[hit].content == content))
		return st;
	return add_change(c->changes,
		(struct change){there ? CHANGE_CHANGED : CHANGE_ENTERED, docid, hit},
		err);
}

/*
 * Lists what is there by its hash at once, and leaves the others in `rest`: an id that comes twice must
 * not take the hit of another document.
 */
static enum coop_status take_stored(struct comparing *c, const struct stored_hashes *h,
	const struct coop_docset *set, struct coop_docset *rest, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct coop_order_walk walk;
	coop_order_begin(&walk, search_order(c->search), set);
	for (uint32_t d; !st && !(st = coop_order_next(&walk, &d, err)) && d > 0;) {
		uint64_t hash = 0;
		size_t hit = 0;
		bool known = false;
		st = get_hash(h, d, &hash, &known, err);
		if (st)
			break;
		if (!known || !find_stored(&c->lookup, hash, &hit)) {
			coop_docset_add(rest, d);
			continue;
		}
		const struct hits *before = c->lookup.hits;
		const char *id = hits_id(before, hit);
		c->lookup.met[hit] = true;
		st = hits_add(c->now, id, strlen(id), before->at[hit].content, hash, err);
	}
	return st;
}

static enum coop_status take_rest(struct comparing *c, const struct stored_hashes *h,
	const struct coop_docset *rest, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct coop_order_walk walk;
	coop_order_begin(&walk, search_order(c->search), rest);
	for (uint32_t d; !st && !(st = coop_order_next(&walk, &d, err)) && d > 0;) {
		uint64_t hash = 0;
		bool known = false;
		st = get_hash(h, d, &hash, &known, err);
		if (!st)
			st = take_read(c, d, known, hash, err);
	}
	return st;
}

static enum coop_status take_left(const struct comparing *c, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < c->lookup.hits->count; i++)
		if (!c->lookup.met[i])
			st = add_change(
				c->changes, (struct change){CHANGE_LEFT, 0, i}, err);
	return st;
}

enum coop_status hits_compare(struct search *s, const struct coop_docset *set,
	const struct hits *before, struct hits *now, struct changes *changes,
	struct coop_error *err)
{
	struct comparing c = {.search = s, .now = now, .changes = changes};
	struct stored_hashes hashes;
	struct coop_docset rest = {0};
	coop_record_init(&c.record);
	enum coop_status st = make_lookup(&c.lookup, before, err);
	if (!st)
		st = coop_docset_reset(&rest, search_collection(s)->last, err);
	enum coop_status opened = open_hashes(&hashes, s, err);
	st = st ? st : opened;
	if (!st)
		st = take_stored(&c, &hashes, set, &rest, err);
	if (!st)
		st = take_rest(&c, &hashes, &rest, err);
	if (!st)
		st = take_left(&c, err);
	close_hashes(&hashes);
	coop_docset_release(&rest);
	release_lookup(&c.lookup);
	coop_record_release(&c.record);
	coop_buf_release(&c.packed);
	return st;
}

/* ---- the digest ---- */

static int compare_ids(const void *a, const void *b, void *data)
{
	const struct hits *h = data;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	int order = strcmp(hits_id(h, x), hits_id(h, y));
	if (order != 0)
		return order;
	return (h->at[x].content > h->at[y].content) -
	       (h->at[x].content < h->at[y].content);
}

enum coop_status hits_digest(
	const struct hits *h, char out[HITS_DIGEST], struct coop_error *err)
{
	SHA2_CTX sha;
	size_t *order = calloc(h->count + 1, sizeof *order);
	if (!order)
		return coop_fail_nomem(err);
	for (size_t i = 0; i < h->count; i++)
		order[i] = i;
	qsort_r(order, h->count, sizeof *order, compare_ids, (void *)h);
	SHA256Init(&sha);
	for (size_t i = 0; i < h->count; i++) {
		char content[32];
		const char *id = hits_id(h, order[i]);
		int len = snprintf(content, sizeof content, " %016" PRIx64 "\n",
			h->at[order[i]].content);
		SHA256Update(&sha, (const uint8_t *)id, strlen(id));
		SHA256Update(&sha, (const uint8_t *)content, (size_t)len);
	}
	SHA256End(&sha, out);
	free(order);
	return COOP_OK;
}
