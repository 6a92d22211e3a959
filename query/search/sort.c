#include "query/search/sort.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/index/collection_columns.h"
#include "shared/index/collection_order.h"
#include "shared/text/fold.h"

/* ---- the option ---- */

const char *sort_listed(size_t i)
{
	for (enum coop_field f = 0; f < COOP_FIELD_COUNT; f++) {
		const struct coop_field_info *info = coop_field_info(f);
		if (info->flags & COOP_FIELD_SORT && i-- == 0)
			return TR(info->name, info->label_fr);
	}
	return NULL;
}

static void list_names(struct coop_buf *out)
{
	for (size_t i = 0; sort_listed(i); i++)
		coop_buf_printf(out, "%s%s", i > 0 ? ", " : "", sort_listed(i));
}

static enum coop_status no_such_key(const char *s, size_t n, struct coop_error *err)
{
	struct coop_buf names = {0};
	list_names(&names);
	enum coop_status st = coop_buf_check(&names, err);
	if (!st) {
		st = coop_fail(err, COOP_E_ARG,
			TR("--sort does not know '%.*s'",
				"--sort ne connaît pas « %.*s »"),
			(int)(n < 80 ? n : 80), s);
		coop_hint(err,
			TR("it sorts by score, or by any of %s",
				"il trie par score, ou selon %s"),
			names.s);
	}
	coop_buf_release(&names);
	return st;
}

/* Whether a name is that of the score. */
static bool is_score(const char *s, size_t n, struct coop_buf *scratch)
{
	coop_buf_reset(scratch);
	coop_fold_label(s, n, scratch);
	const char *name = coop_buf_cstr(scratch);
	return strcmp(name, "score") == 0 || strcmp(name, "relevance") == 0 ||
	       strcmp(name, "pertinence") == 0;
}

static enum coop_status add_key(const char *s, size_t n, struct sort_keys *keys,
	struct coop_buf *scratch, struct coop_error *err)
{
	bool down = n > 0 && *s == '-';
	enum coop_field field = coop_field_by_name(s + down, n - down, scratch);
	if (scratch->failed)
		return coop_fail_nomem(err);
	if (!(coop_field_info(field)->flags & COOP_FIELD_SORT))
		return no_such_key(s, n, err);
	for (size_t i = 0; i < keys->count; i++)
		if (keys->at[i].field == field)
			return coop_fail(err, COOP_E_ARG,
				TR("--sort names '%.*s' twice",
					"--sort nomme « %.*s » deux fois"),
				(int)(n < 80 ? n : 80), s);
	/* there are no more fields that can be sorted by */
	if (keys->count < SORT_KEYS_MAX)
		keys->at[keys->count++] = (struct sort_key){field, down};
	return COOP_OK;
}

enum coop_status sort_parse(
	const char *text, struct sort_keys *keys, struct coop_error *err)
{
	struct coop_buf scratch = {0};
	size_t len = strlen(text);
	enum coop_status st = COOP_OK;
	keys->count = 0;
	bool score = is_score(text, len, &scratch) && *text != '-';
	for (size_t i = 0, n; !st && !score && i <= len; i += n + 1) {
		n = strcspn(text + i, ",");
		st = add_key(text + i, n, keys, &scratch, err);
	}
	if (!st && scratch.failed)
		st = coop_fail_nomem(err);
	coop_buf_release(&scratch);
	return st;
}

/* ---- documents ---- */

enum {
	RANKS = SORT_KEYS_MAX + 1, /* of a document: of its keys, and of its title */
};

/* A document with its ranks in each key; the lower comes first. */
struct entry {
	uint32_t ranks[RANKS];
	uint32_t docid;
};

struct ordering {
	const struct coop_collection *collection;
	struct coop_order *order;
	struct coop_column *columns[RANKS];
	bool down[RANKS];
	size_t count;
};

static enum coop_status add_column(struct ordering *s,
	const struct coop_collection *collection, struct sort_key key,
	struct coop_error *err)
{
	s->down[s->count] = key.down;
	return coop_collection_column_open(
		collection, key.field, &s->columns[s->count++], err);
}

enum coop_status ordering_open(const struct coop_collection *collection,
	const struct sort_keys *keys, struct ordering **out, struct coop_error *err)
{
	*out = NULL;
	struct ordering *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	s->collection = collection;
	bool title = false;
	enum coop_status st = coop_order_new(collection, &s->order, err);
	for (size_t i = 0; !st && i < keys->count; i++) {
		title |= keys->at[i].field == COOP_F_TITLE;
		st = add_column(s, collection, keys->at[i], err);
	}
	if (!st && !title)
		st = add_column(
			s, collection, (struct sort_key){COOP_F_TITLE, false}, err);
	if (st)
		ordering_free(s);
	else
		*out = s;
	return st;
}

void ordering_free(struct ordering *s)
{
	for (size_t i = 0; s && i < s->count; i++)
		coop_column_free(s->columns[i]);
	if (s)
		coop_order_free(s->order);
	free(s);
}

/* The rank of a document in a key. */
static enum coop_status rank_of(struct ordering *s, size_t key, uint32_t docid,
	uint32_t *rank, struct coop_error *err)
{
	const uint32_t *numbers;
	size_t count;
	enum coop_status st =
		coop_column_get(s->columns[key], docid, &numbers, &count, err);
	/* a value has a number below UINT32_MAX */
	*rank = st || count == 0 ? UINT32_MAX
		: s->down[key]   ? UINT32_MAX - 1 - numbers[0]
				 : numbers[0];
	return st;
}

/* Whether one document comes after another. */
static bool is_after(
	const struct ordering *s, const struct entry *a, const struct entry *b)
{
	for (size_t i = 0; i < s->count; i++)
		if (a->ranks[i] != b->ranks[i])
			return a->ranks[i] > b->ranks[i];
	return a->docid > b->docid;
}

/* A heap of the first documents so far: `at[0]` is the last of them. */
struct heap {
	const struct ordering *ordering;
	struct entry *at;
	size_t count, max;
};

/* Puts an entry in the place of the last one, which it is put before. */
static void sift_down(struct heap *h, struct entry e)
{
	size_t i = 0;
	for (size_t kid; (kid = 2 * i + 1) < h->count; i = kid) {
		if (kid + 1 < h->count &&
			is_after(h->ordering, &h->at[kid + 1], &h->at[kid]))
			kid++;
		if (!is_after(h->ordering, &h->at[kid], &e))
			break;
		h->at[i] = h->at[kid];
	}
	h->at[i] = e;
}

static void sift_up(struct heap *h, struct entry e)
{
	size_t i = h->count++;
	for (; i > 0 && is_after(h->ordering, &e, &h->at[(i - 1) / 2]); i = (i - 1) / 2)
		h->at[i] = h->at[(i - 1) / 2];
	h->at[i] = e;
}

/* Offers a document to the heap; ranks are read as far as they decide. */
static enum coop_status offer(
	struct heap *h, struct ordering *s, uint32_t docid, struct coop_error *err)
{
	struct entry e = {.docid = docid};
	bool full = h->count == h->max, equal = full;
	for (size_t i = 0; i < s->count; i++) {
		enum coop_status st = rank_of(s, i, docid, &e.ranks[i], err);
		if (st)
			return st;
		if (equal && e.ranks[i] > h->at[0].ranks[i])
			return COOP_OK;
		equal &= e.ranks[i] == h->at[0].ranks[i];
	}
	if (!full)
		sift_up(h, e);
	else if (is_after(s, &h->at[0], &e))
		sift_down(h, e);
	return COOP_OK;
}

/* Offers those documents of a set to the heap that are in [from, to]. */
static enum coop_status offer_between(struct heap *h, struct ordering *s,
	const struct coop_docset *set, uint32_t from, uint32_t to, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (uint32_t d = from; !st && (d = coop_docset_next(set, d)) != 0 && d <= to;
		d++)
		st = offer(h, s, d, err);
	return st;
}

static enum coop_status first_of_all(struct ordering *s, const struct coop_docset *set,
	struct heap *h, struct coop_hit *hits, struct coop_error *err)
{
	enum coop_status st = offer_between(h, s, set, 1, UINT32_MAX, err);
	while (!st && h->count > 0) {
		hits[h->count - 1] = (struct coop_hit){.docid = h->at[0].docid};
		struct entry last = h->at[--h->count];
		sift_down(h, last);
	}
	return st;
}

/* ---- shards ---- */

static bool has_same_ranks(
	const struct ordering *s, const struct entry *a, const struct entry *b)
{
	return memcmp(a->ranks, b->ranks, s->count * sizeof *a->ranks) == 0;
}

static int compare_entries(const void *a, const void *b, void *ordering)
{
	return is_after(ordering, a, b) ? 1 : is_after(ordering, b, a) ? -1 : 0;
}

/* Merges the first documents of shards, and leaves the first `max` of all as hits. */
static enum coop_status merge_shards(struct ordering *s, struct entry *entries, size_t n,
	size_t max, struct coop_hit *hits, struct coop_error *err)
{
	struct coop_hit *all = calloc(n + 1, sizeof *all);
	if (!all)
		return coop_fail_nomem(err);
	if (n > 0)
		qsort_r(entries, n, sizeof *entries, compare_entries, s);
	/* the score tells which ones have the same ranks */
	for (size_t i = 0; i < n; i++) {
		all[i] = (struct coop_hit){entries[i].docid, -(double)i};
		if (i > 0 && has_same_ranks(s, &entries[i - 1], &entries[i]))
			all[i].score = all[i - 1].score;
	}
	enum coop_status st = coop_order_hits(s->order, all, n, max, err);
	for (size_t i = 0; !st && i < max; i++)
		hits[i] = (struct coop_hit){.docid = all[i].docid};
	free(all);
	return st;
}

/* The last docid of the index of `*part`; moves on to the part of the next index. */
static uint32_t pass_index(const struct coop_collection *c, size_t *part)
{
	size_t index = c->parts[*part].index;
	while (*part < c->nparts && c->parts[*part].index == index)
		++*part;
	return c->parts[*part - 1].last;
}

/* Finds the first `max` documents of each shard, at most, and then those of all. */
static enum coop_status first_in_shards(struct ordering *s, const struct coop_docset *set,
	struct heap *h, struct coop_hit *hits, struct coop_error *err)
{
	const struct coop_collection *c = s->collection;
	size_t cap = 0, n = 0;
	struct entry *entries = NULL;
	enum coop_status st = COOP_OK;
	uint32_t from = 1;
	for (size_t part = 0; !st && part < c->nparts;) {
		uint32_t to = pass_index(c, &part);
		st = offer_between(h, s, set, from, to, err);
		if (!st &&
			!coop_array_grow(&entries, &cap, n + h->count, sizeof *entries))
			st = coop_fail_nomem(err);
		/* in any order: all are sorted together */
		for (; !st && h->count > 0; h->count--)
			entries[n++] = h->at[h->count - 1];
		from = to + 1;
	}
	if (!st)
		st = merge_shards(s, entries, n, h->max, hits, err);
	free(entries);
	return st;
}

enum coop_status ordering_first(struct ordering *s, const struct coop_docset *set,
	size_t max, struct coop_hit *hits, size_t *count, struct coop_error *err)
{
	*count = 0;
	if (max > set->count)
		max = (size_t)set->count;
	struct heap h = {.ordering = s, .max = max};
	if (max == 0)
		return COOP_OK;
	h.at = calloc(max, sizeof *h.at);
	if (!h.at)
		return coop_fail_nomem(err);
	enum coop_status st = s->collection->sharded
				      ? first_in_shards(s, set, &h, hits, err)
				      : first_of_all(s, set, &h, hits, err);
	*count = st ? 0 : max;
	free(h.at);
	return st;
}

/* ---- scores ---- */

static int by_docid(const void *a, const void *b)
{
	const struct coop_hit *x = a, *y = b;
	return (x->docid > y->docid) - (x->docid < y->docid);
}

bool sort_copy_scores(
	struct coop_hit *to, size_t count, struct coop_hit *from, size_t nfrom)
{
	if (nfrom > 0)
		qsort(from, nfrom, sizeof *from, by_docid);
	for (size_t i = 0; i < count; i++) {
		size_t at = coop_array_lower_bound(
			&to[i], from, nfrom, sizeof *from, by_docid);
		if (at == nfrom || from[at].docid != to[i].docid)
			return false;
		to[i].score = from[at].score;
	}
	return true;
}
