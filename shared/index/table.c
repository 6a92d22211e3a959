#include "shared/index/table.h"

#include "shared/core/bytes.h"

enum { COMPRESSED = 0x8000, LAST = 0x4000, FIRST = 0x2000, SIZE = 0x1fff };

/* Bytes of an item before the length of its key, and of the number of a piece. */
enum { LEAF_HEAD = 2, BRANCH_HEAD = 4, PIECE = 2 };

/* The first piece of a key: what a search looks for. */
struct target {
	const char *key;
	size_t len;
};

/*
 * Enters a block, if it can be one of that level. A block of a later revision than the
 * table's was written after the table was opened.
 */
static bool enter(const struct coop_table *t, size_t number, size_t level,
	struct coop_table_level *way)
{
	if (number >= t->blocks)
		return false;
	const unsigned char *b = t->at + number * t->root.size;
	if (!coop_pages_verify(&t->pages, b, t->root.size))
		return false;
	size_t end = coop_glass_be16(b + 9);
	if (coop_glass_be32(b) > t->revision || b[4] != level ||
		end <= COOP_GLASS_HEADER || end > t->root.size ||
		(end - COOP_GLASS_HEADER) % 2 != 0)
		return false;
	*way = (struct coop_table_level){
		.block = b, .count = (end - COOP_GLASS_HEADER) / 2};
	return true;
}

static size_t item_at(const struct coop_table_level *w, size_t i)
{
	return coop_glass_be16(w->block + COOP_GLASS_HEADER + 2 * i);
}

/* Reads an item of a leaf; false when it exceeds its block. */
static bool take_item(const struct coop_table *t, const struct coop_table_level *w,
	size_t i, struct coop_item *out)
{
	size_t at = item_at(w, i);
	if (at + LEAF_HEAD + 1 > t->root.size)
		return false;
	const unsigned char *b = w->block + at;
	unsigned flags = coop_glass_be16(b);
	size_t size = (flags & SIZE) + 3, key_len = b[LEAF_HEAD];
	size_t head = LEAF_HEAD + 1 + key_len + (flags & FIRST ? 0 : PIECE);
	if (head > size || size > t->root.size - at)
		return false;
	*out = (struct coop_item){.key = b + LEAF_HEAD + 1,
		.key_len = key_len,
		.piece = flags & FIRST ? 1 : coop_glass_be16(b + head - PIECE),
		.s = b + head,
		.n = size - head,
		.compressed = flags & COMPRESSED,
		.last = flags & LAST};
	return true;
}

bool coop_table_leaf(
	const struct coop_table *t, size_t block, struct coop_table_level *out)
{
	return enter(t, block, 0, out);
}

bool coop_table_leaf_item(const struct coop_table *t, const struct coop_table_level *leaf,
	size_t number, struct coop_item *out)
{
	return take_item(t, leaf, number, out);
}

/* Reads the number of the block below an item; false when the item exceeds its block. */
static bool take_below(const struct coop_table *t, const struct coop_table_level *w,
	size_t i, size_t *number)
{
	size_t at = item_at(w, i);
	if (at + BRANCH_HEAD + 1 > t->root.size)
		return false;
	const unsigned char *b = w->block + at;
	if (at + BRANCH_HEAD + 1 + b[BRANCH_HEAD] + PIECE > t->root.size)
		return false;
	*number = coop_glass_be32(b);
	return true;
}

static int compare_keys(
	const unsigned char *key, size_t len, unsigned piece, const struct target *p)
{
	int order = coop_bytes_compare((const char *)key, len, p->key, p->len);
	return order != 0 ? order : (piece > 1) - (piece < 1);
}

/* Finds the last item of a branch that is not above a place. */
static bool find_branch(
	const struct coop_table *t, struct coop_table_level *w, const struct target *p)
{
	size_t low = 0, high = w->count, number;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (!take_below(t, w, middle, &number))
			return false;
		const unsigned char *key =
			w->block + item_at(w, middle) + BRANCH_HEAD + 1;
		size_t len = key[-1];
		unsigned piece = coop_glass_be16(key + len);
		/*
		 * the first item of a branch has an empty key, which is below every place
		 */
		if (len > 0 && compare_keys(key, len, piece, p) > 0)
			high = middle;
		else
			low = middle + 1;
	}
	w->at = low - 1;
	return low > 0;
}

/*
 * Finds the first item of a leaf that is not below a place; `at` is `count` when there is
 * none.
 */
static bool find_leaf(const struct coop_table *t, struct coop_table_level *w,
	const struct target *p, struct coop_item *out)
{
	size_t low = 0, high = w->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct coop_item i;
		if (!take_item(t, w, middle, &i))
			return false;
		int order = compare_keys(i.key, i.key_len, i.piece, p);
		if (order < 0) {
			low = middle + 1;
		} else {
			high = middle;
			*out = i;
		}
		if (order == 0)
			break;
	}
	w->at = high;
	return true;
}

bool coop_table_open(struct coop_table *t, const struct coop_mapping *file,
	const struct coop_pages *pages, const struct coop_glass_root *root,
	uint64_t revision)
{
	struct coop_table_level way;
	size_t number;
	struct coop_item item;
	*t = (struct coop_table){.at = (const unsigned char *)file->at,
		.blocks = file->size / root->size,
		.pages = *pages,
		.root = *root,
		.revision = revision};
	if (root->empty)
		return true;
	/*
	 * all items of the root are checked here, so that a table cut short or
	 * overwritten is often refused at once
	 */
	bool good = enter(t, root->block, root->levels, &way);
	for (size_t i = 0; good && i < way.count; i++)
		good = root->levels > 0 ? take_below(t, &way, i, &number)
					: take_item(t, &way, i, &item);
	return good;
}

uint64_t coop_table_root_revision(const struct coop_table *t)
{
	return t->root.empty ? 0 : coop_glass_be32(t->at + t->root.block * t->root.size);
}

/* Descends from a level to the first item of the leaf below. */
static bool descend(struct coop_table_cursor *c, size_t level)
{
	for (size_t number; level > 0; level--) {
		const struct coop_table_level *w = &c->path[level];
		if (!take_below(c->table, w, w->at, &number) ||
			!enter(c->table, number, level - 1, &c->path[level - 1]))
			return false;
	}
	return take_item(c->table, &c->path[0], 0, &c->item);
}

/* Moves to the first item of the next leaf. */
static enum coop_lookup next_leaf(struct coop_table_cursor *c)
{
	for (size_t level = 1; level <= c->table->root.levels; level++)
		if (c->path[level].at + 1 < c->path[level].count) {
			c->path[level].at++;
			return descend(c, level) ? COOP_LOOKUP_FOUND
						 : COOP_LOOKUP_DAMAGED;
		}
	return COOP_LOOKUP_NONE;
}

enum coop_lookup coop_table_cursor_seek(struct coop_table_cursor *c,
	const struct coop_table *t, const char *key, size_t len)
{
	const struct target p = {key, len};
	size_t number = t->root.block;
	c->table = t;
	if (t->root.empty)
		return COOP_LOOKUP_NONE;
	for (size_t level = t->root.levels; level > 0; level--)
		if (!enter(t, number, level, &c->path[level]) ||
			!find_branch(t, &c->path[level], &p) ||
			!take_below(t, &c->path[level], c->path[level].at, &number))
			return COOP_LOOKUP_DAMAGED;
	if (!enter(t, number, 0, &c->path[0]) || !find_leaf(t, &c->path[0], &p, &c->item))
		return COOP_LOOKUP_DAMAGED;
	/*
	 * all keys of the leaf may be lower: then the next leaf begins with a higher one
	 */
	if (c->path[0].at < c->path[0].count)
		return COOP_LOOKUP_FOUND;
	enum coop_lookup found = next_leaf(c);
	bool after = found != COOP_LOOKUP_FOUND ||
		     compare_keys(c->item.key, c->item.key_len, c->item.piece, &p) > 0;
	return after ? found : COOP_LOOKUP_DAMAGED;
}

enum coop_lookup coop_table_cursor_find(struct coop_table_cursor *c,
	const struct coop_table *t, const char *key, size_t len)
{
	enum coop_lookup found = coop_table_cursor_seek(c, t, key, len);
	if (found != COOP_LOOKUP_FOUND)
		return found;
	if (!coop_bytes_equal((const char *)c->item.key, c->item.key_len, key, len))
		return COOP_LOOKUP_NONE;
	return c->item.piece == 1 ? COOP_LOOKUP_FOUND : COOP_LOOKUP_DAMAGED;
}

enum coop_lookup coop_table_cursor_sample(
	struct coop_table_cursor *c, const struct coop_table *t, size_t i, size_t n)
{
	double part = i < n ? (double)i / (double)n : 0;
	size_t number = t->root.block;
	c->table = t;
	if (t->root.empty)
		return COOP_LOOKUP_NONE;
	for (size_t level = t->root.levels;; level--) {
		struct coop_table_level *w = &c->path[level];
		if (!enter(t, number, level, w))
			return COOP_LOOKUP_DAMAGED;
		double at = part * (double)w->count;
		w->at = (size_t)at;
		part = at - (double)w->at;
		if (level == 0)
			return take_item(t, w, w->at, &c->item) ? COOP_LOOKUP_FOUND
								: COOP_LOOKUP_DAMAGED;
		if (!take_below(t, w, w->at, &number))
			return COOP_LOOKUP_DAMAGED;
	}
}

enum coop_lookup coop_table_cursor_next(struct coop_table_cursor *c)
{
	const struct coop_item before = c->item;
	enum coop_lookup found = COOP_LOOKUP_FOUND;
	struct coop_table_level *leaf = &c->path[0];
	if (leaf->at + 1 >= leaf->count)
		found = next_leaf(c);
	else if (!take_item(c->table, leaf, ++leaf->at, &c->item))
		found = COOP_LOOKUP_DAMAGED;
	if (found != COOP_LOOKUP_FOUND)
		return found;
	/* keys must ascend: this detects blocks that form a circle */
	int order = coop_bytes_compare((const char *)c->item.key, c->item.key_len,
		(const char *)before.key, before.key_len);
	bool after = order > 0 || (order == 0 && c->item.piece > before.piece);
	return after ? COOP_LOOKUP_FOUND : COOP_LOOKUP_DAMAGED;
}

enum coop_lookup coop_table_cursor_append(
	struct coop_table_cursor *c, struct coop_buf *out)
{
	const struct coop_item first = c->item;
	coop_buf_add(out, (const char *)first.s, first.n);
	/* pieces are items of their own, with the same key and ascending numbers */
	for (unsigned piece = 2; !c->item.last; piece++) {
		if (coop_table_cursor_next(c) != COOP_LOOKUP_FOUND ||
			c->item.piece != piece ||
			!coop_bytes_equal((const char *)c->item.key, c->item.key_len,
				(const char *)first.key, first.key_len))
			return COOP_LOOKUP_DAMAGED;
		coop_buf_add(out, (const char *)c->item.s, c->item.n);
	}
	return COOP_LOOKUP_FOUND;
}

enum coop_lookup coop_table_cursor_read(struct coop_table_cursor *c, struct coop_buf *out,
	const unsigned char **s, size_t *n)
{
	*s = c->item.s;
	*n = c->item.n;
	if (c->item.last)
		return COOP_LOOKUP_FOUND;
	coop_buf_reset(out);
	enum coop_lookup found = coop_table_cursor_append(c, out);
	*s = (const unsigned char *)coop_buf_cstr(out);
	*n = out->len;
	return found;
}
