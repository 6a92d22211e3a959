#include "shared/index/table.h"

#include "shared/core/bytes.h"

enum { COMPRESSED = 0x8000, LAST = 0x4000, FIRST = 0x2000, SIZE = 0x1fff };

/* Bytes of an item before the length of its key, and of the number of a piece. */
enum { LEAF_HEAD = 2, BRANCH_HEAD = 4, PIECE = 2 };

/* What is looked for: a key, and its first piece. */
struct place {
	const char *key;
	size_t len;
};

/* The block of a number, if it can be one of that level. */
static bool enter(
	const struct coop_table *t, size_t number, size_t level, struct coop_way *way)
{
	if (number >= t->blocks)
		return false;
	const unsigned char *b = t->at + number * t->root.size;
	if (!coop_pages_verify(&t->pages, b, t->root.size))
		return false;
	size_t end = coop_glass_number2(b + 9);
	if (coop_glass_number4(b) > t->revision || b[4] != level ||
		end <= COOP_GLASS_HEADER || end > t->root.size ||
		(end - COOP_GLASS_HEADER) % 2 != 0)
		return false;
	*way = (struct coop_way){.block = b, .count = (end - COOP_GLASS_HEADER) / 2};
	return true;
}

static size_t item_at(const struct coop_way *w, size_t i)
{
	return coop_glass_number2(w->block + COOP_GLASS_HEADER + 2 * i);
}

/* Reads an item of a leaf; false when it does not lie in its block. */
static bool take_item(const struct coop_table *t, const struct coop_way *w, size_t i,
	struct coop_item *out)
{
	size_t at = item_at(w, i);
	if (at + LEAF_HEAD + 1 > t->root.size)
		return false;
	const unsigned char *b = w->block + at;
	unsigned flags = coop_glass_number2(b);
	size_t size = (flags & SIZE) + 3, key_len = b[LEAF_HEAD];
	size_t head = LEAF_HEAD + 1 + key_len + (flags & FIRST ? 0 : PIECE);
	if (head > size || size > t->root.size - at)
		return false;
	*out = (struct coop_item){.key = b + LEAF_HEAD + 1,
		.key_len = key_len,
		.piece = flags & FIRST ? 1 : coop_glass_number2(b + head - PIECE),
		.s = b + head,
		.n = size - head,
		.compressed = flags & COMPRESSED,
		.last = flags & LAST};
	return true;
}

/* Reads the number of the block below; false when the item does not lie in its block. */
static bool take_below(
	const struct coop_table *t, const struct coop_way *w, size_t i, size_t *number)
{
	size_t at = item_at(w, i);
	if (at + BRANCH_HEAD + 1 > t->root.size)
		return false;
	const unsigned char *b = w->block + at;
	if (at + BRANCH_HEAD + 1 + b[BRANCH_HEAD] + PIECE > t->root.size)
		return false;
	*number = coop_glass_number4(b);
	return true;
}

static int compare_keys(
	const unsigned char *key, size_t len, unsigned piece, const struct place *p)
{
	int order = coop_bytes_compare((const char *)key, len, p->key, p->len);
	return order != 0 ? order : (piece > 1) - (piece < 1);
}

/* Finds the last item of a branch that is not behind a place. */
static bool find_branch(
	const struct coop_table *t, struct coop_way *w, const struct place *p)
{
	size_t low = 0, high = w->count, number;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (!take_below(t, w, middle, &number))
			return false;
		const unsigned char *key =
			w->block + item_at(w, middle) + BRANCH_HEAD + 1;
		size_t len = key[-1];
		unsigned piece = coop_glass_number2(key + len);
		/* the first item has no key: before it there is nothing */
		if (len > 0 && compare_keys(key, len, piece, p) > 0)
			high = middle;
		else
			low = middle + 1;
	}
	w->at = low - 1;
	return low > 0;
}

/* Finds the first item of a leaf that is not before a place; `count` when all are. */
static bool find_leaf(const struct coop_table *t, struct coop_way *w,
	const struct place *p, struct coop_item *out)
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
	struct coop_way way;
	size_t number;
	struct coop_item item;
	*t = (struct coop_table){.at = (const unsigned char *)file->at,
		.blocks = file->size / root->size,
		.pages = *pages,
		.root = *root,
		.revision = revision};
	if (root->empty)
		return true;
	bool good = enter(t, root->block, root->levels, &way);
	for (size_t i = 0; good && i < way.count; i++)
		good = root->levels > 0 ? take_below(t, &way, i, &number)
					: take_item(t, &way, i, &item);
	return good;
}

uint64_t coop_table_root_revision(const struct coop_table *t)
{
	return t->root.empty ? 0
			     : coop_glass_number4(t->at + t->root.block * t->root.size);
}

/* Goes down from a level to the first item of the leaf below. */
static bool descend(struct coop_table_cursor *c, size_t level)
{
	for (size_t number; level > 0; level--) {
		const struct coop_way *w = &c->way[level];
		if (!take_below(c->table, w, w->at, &number) ||
			!enter(c->table, number, level - 1, &c->way[level - 1]))
			return false;
	}
	return take_item(c->table, &c->way[0], 0, &c->item);
}

/* Moves on to the first item of the next leaf. */
static enum coop_lookup next_leaf(struct coop_table_cursor *c)
{
	for (size_t level = 1; level <= c->table->root.levels; level++)
		if (c->way[level].at + 1 < c->way[level].count) {
			c->way[level].at++;
			return descend(c, level) ? COOP_LOOKUP_FOUND
						 : COOP_LOOKUP_DAMAGED;
		}
	return COOP_LOOKUP_NONE;
}

enum coop_lookup coop_table_cursor_seek(struct coop_table_cursor *c,
	const struct coop_table *t, const char *key, size_t len)
{
	const struct place p = {key, len};
	size_t number = t->root.block;
	c->table = t;
	if (t->root.empty)
		return COOP_LOOKUP_NONE;
	for (size_t level = t->root.levels; level > 0; level--)
		if (!enter(t, number, level, &c->way[level]) ||
			!find_branch(t, &c->way[level], &p) ||
			!take_below(t, &c->way[level], c->way[level].at, &number))
			return COOP_LOOKUP_DAMAGED;
	if (!enter(t, number, 0, &c->way[0]) || !find_leaf(t, &c->way[0], &p, &c->item))
		return COOP_LOOKUP_DAMAGED;
	if (c->way[0].at < c->way[0].count)
		return COOP_LOOKUP_FOUND;
	enum coop_lookup found = next_leaf(c);
	bool behind = found != COOP_LOOKUP_FOUND ||
		      compare_keys(c->item.key, c->item.key_len, c->item.piece, &p) > 0;
	return behind ? found : COOP_LOOKUP_DAMAGED;
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

enum coop_lookup coop_table_cursor_next(struct coop_table_cursor *c)
{
	const struct coop_item before = c->item;
	enum coop_lookup found = COOP_LOOKUP_FOUND;
	struct coop_way *leaf = &c->way[0];
	if (leaf->at + 1 >= leaf->count)
		found = next_leaf(c);
	else if (!take_item(c->table, leaf, ++leaf->at, &c->item))
		found = COOP_LOOKUP_DAMAGED;
	if (found != COOP_LOOKUP_FOUND)
		return found;
	/* as keys ascend, blocks that are met again and again are told */
	int order = coop_bytes_compare((const char *)c->item.key, c->item.key_len,
		(const char *)before.key, before.key_len);
	bool behind = order > 0 || (order == 0 && c->item.piece > before.piece);
	return behind ? COOP_LOOKUP_FOUND : COOP_LOOKUP_DAMAGED;
}

enum coop_lookup coop_table_cursor_read(struct coop_table_cursor *c, struct coop_buf *out,
	const unsigned char **s, size_t *n)
{
	const struct coop_item first = c->item;
	*s = first.s;
	*n = first.n;
	if (first.last)
		return COOP_LOOKUP_FOUND;
	coop_buf_reset(out);
	coop_buf_add(out, (const char *)first.s, first.n);
	for (unsigned piece = 2; !c->item.last; piece++) {
		if (coop_table_cursor_next(c) != COOP_LOOKUP_FOUND ||
			c->item.piece != piece ||
			!coop_bytes_equal((const char *)c->item.key, c->item.key_len,
				(const char *)first.key, first.key_len))
			return COOP_LOOKUP_DAMAGED;
		coop_buf_add(out, (const char *)c->item.s, c->item.n);
	}
	*s = (const unsigned char *)coop_buf_cstr(out);
	*n = out->len;
	return COOP_LOOKUP_FOUND;
}
