#include "indexer/glass/btree.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/glass/btree_internal.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

enum {
	LEAF_ITEM = 3, /* bytes of a leaf item before its key */
	ITEM_MAX = (BTREE_BLOCK - BLOCK_HEADER - 4 * BLOCK_POINTER) / 4,
	PIECES_MAX = 65535,
	/* the fewest bytes of a tag that are worth a piece */
	PIECE_MIN = 32,
	BUFFER = 128, /* blocks */
	AHEAD = 1024  /* blocks */
};

enum { COMPRESSED = 0x8000, LAST = 0x4000, FIRST = 0x2000 };

/* ---- writing ---- */

static enum coop_status cannot_write(const struct btree *b, struct coop_error *err)
{
	return coop_fail_errno(err, TR("cannot write", "impossible d'écrire"), b->path.s);
}

enum coop_status leaves_write(struct btree *b, const unsigned char *from, uint32_t number,
	size_t count, struct coop_error *err)
{
	/* pwrite(), as the parts of a table are appended out of order */
	off_t at = (off_t)number * BTREE_BLOCK;
	for (size_t left = count * BTREE_BLOCK; left > 0;) {
		ssize_t n = pwrite(b->fd, from, left, at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return cannot_write(b, err);
		from += n;
		at += n;
		left -= (size_t)n;
	}
	return COOP_OK;
}

/*
 * Asks the kernel to start writing the file to the disk, so that little is left for the
 * sync at the end. A failure here is reported by fdatasync(), which tries again.
 */
static void start_disk(struct btree *b)
{
	uint32_t count = b->written - b->started;
	if (count < AHEAD)
		return;
	sync_file_range(b->fd, (off_t)b->started * BTREE_BLOCK,
		(off_t)count * BTREE_BLOCK, SYNC_FILE_RANGE_WRITE);
	b->started = b->written;
}

/* Writes the leaves in the buffer, all of which are closed. */
static enum coop_status flush(struct btree *b, struct coop_error *err)
{
	uint32_t count = b->leaves - b->written;
	enum coop_status st =
		b->fd < 0 ? tempfile_add(
				    b->file, b->buffer, (size_t)count * BTREE_BLOCK, err)
			  : leaves_write(b, b->buffer, b->written, count, err);
	b->written = b->leaves;
	if (!st && b->fd >= 0)
		start_disk(b);
	return st;
}

enum coop_status leaves_end(struct btree *b, struct coop_error *err)
{
	if (b->leaves == 0)
		return COOP_OK;
	b->crc = block_close(&b->leaf, 0, b->crc);
	return flush(b, err);
}

/* ---- separators ---- */

size_t leaves_distinct(const char *before, size_t before_len, const char *key, size_t len)
{
	size_t same = coop_bytes_common(before, before_len, key, len);
	return same < len ? same + 1 : len;
}

/*
 * Appends a separator: the length of the key in a byte, the key, the piece in two bytes.
 */
static enum coop_status put_separator(
	struct btree *b, const struct leaves_separator *s, struct coop_error *err)
{
	char bytes[1 + BTREE_KEY_MAX + BLOCK_PIECE];
	bytes[0] = (char)s->len;
	memcpy(bytes + 1, s->key, s->len);
	block_put16((unsigned char *)bytes + 1 + s->len, s->piece);
	return tempfile_add(b->separators, bytes, 1 + s->len + BLOCK_PIECE, err);
}

struct leaves_separator leaves_separator(const char **at)
{
	const unsigned char *s = (const unsigned char *)*at;
	struct leaves_separator found = {*at + 1, s[0], 0};
	s += 1 + found.len;
	found.piece = (uint32_t)s[0] << 8 | s[1];
	*at += 1 + found.len + BLOCK_PIECE;
	return found;
}

/* ---- leaves ---- */

const char *leaves_last_key(const struct btree *b, size_t *len)
{
	*len = 0;
	if (b->leaves == 0)
		return "";
	const unsigned char *item = b->leaf.at + b->leaf.low;
	*len = item[2];
	return (const char *)item + LEAF_ITEM;
}

/* Whether a key may follow the last one. */
static bool in_order(const struct btree *b, const char *key, size_t key_len)
{
	size_t len;
	const char *last = leaves_last_key(b, &len);
	size_t same = coop_bytes_common(last, len, key, key_len);
	if (same == len || same == key_len)
		return len < key_len;
	return (unsigned char)last[same] < (unsigned char)key[same];
}

/* Begins a leaf, for an item with this key. */
static enum coop_status next_leaf(struct btree *b, const char *key, size_t key_len,
	uint32_t piece, struct coop_error *err)
{
	size_t len;
	const char *last = leaves_last_key(b, &len);
	struct leaves_separator s = {
		key, leaves_distinct(last, len, key, key_len), piece};
	unsigned char *at = b->leaf.at + BTREE_BLOCK;
	enum coop_status st = put_separator(b, &s, err);
	b->crc = block_close(&b->leaf, 0, b->crc);
	if (at == b->buffer + (size_t)BUFFER * BTREE_BLOCK) {
		if (!st)
			st = flush(b, err);
		at = b->buffer;
	}
	b->leaf.at = at;
	block_start(&b->leaf);
	b->leaves++;
	return st;
}

/* Begins the item of a piece; returns where the bytes of the tag go. */
static unsigned char *put_item(struct btree *b, const char *key, size_t key_len,
	uint32_t flags, uint32_t piece, size_t n)
{
	size_t head = LEAF_ITEM + key_len + (flags & FIRST ? 0 : BLOCK_PIECE);
	uint32_t size = (uint32_t)(head + n);
	unsigned char *to = block_take(&b->leaf, size);
	block_put16(to, flags | (size - LEAF_ITEM));
	to[2] = (unsigned char)key_len;
	block_copy(to + LEAF_ITEM, key, key_len);
	if (!(flags & FIRST))
		block_put16(to + head - BLOCK_PIECE, piece);
	return to + head;
}

/* Adds an entry in as many pieces and leaves as it takes. */
static enum coop_status add_pieces(struct btree *b, const char *key, size_t key_len,
	const char *tag, size_t tag_len, uint32_t flags, struct coop_error *err)
{
	flags |= FIRST;
	for (uint32_t piece = 1; !(flags & LAST); piece++) {
		size_t head = LEAF_ITEM + key_len + (piece > 1 ? BLOCK_PIECE : 0);
		size_t n = tag_len < ITEM_MAX - head ? tag_len : ITEM_MAX - head;
		size_t left = block_room(&b->leaf);
		if (head + n + BLOCK_POINTER > left) {
			/* a short piece rather than a gap, if that is worth it */
			if (head + PIECE_MIN + BLOCK_POINTER <= left) {
				n = left - head - BLOCK_POINTER;
			} else {
				enum coop_status st =
					next_leaf(b, key, key_len, piece, err);
				if (st)
					return st;
			}
		}
		flags |= n == tag_len ? LAST : 0;
		unsigned char *to = put_item(b, key, key_len, flags, piece, n);
		memcpy(to, tag, n);
		tag += n;
		tag_len -= n;
		flags &= ~(uint32_t)FIRST;
	}
	return COOP_OK;
}

/* Remembers the first key; a part gets its first leaf with it. */
static void begin(struct btree *b, const char *key, size_t key_len)
{
	memcpy(b->first_key, key, key_len);
	b->first_len = key_len;
	if (b->leaves == 0)
		b->leaves = 1;
}

enum coop_status btree_add(struct btree *b, const char *key, size_t key_len,
	const char *tag, size_t tag_len, bool compressed, struct coop_error *err)
{
	assert(key_len > 0 && key_len <= BTREE_KEY_MAX && in_order(b, key, key_len));
	uint32_t flags = compressed ? COMPRESSED : 0;
	size_t size = LEAF_ITEM + key_len + tag_len;
	if (b->entries++ == 0)
		begin(b, key, key_len);
	if (size <= ITEM_MAX && size + BLOCK_POINTER <= block_room(&b->leaf)) {
		block_copy(put_item(b, key, key_len, flags | FIRST | LAST, 1, tag_len),
			tag, tag_len);
		return COOP_OK;
	}
	/* the first piece may be short, so count one more */
	size_t piece = ITEM_MAX - LEAF_ITEM - BLOCK_PIECE - key_len;
	if (tag_len / piece >= PIECES_MAX - 2)
		return coop_fail(err, COOP_E_ARG,
			TR("a text of %zu bytes is too long for the index",
				"un texte de %zu octets est trop long pour l'index"),
			tag_len);
	return add_pieces(b, key, key_len, tag, tag_len, flags, err);
}

/* ---- the file ---- */

static enum coop_status open_files(struct btree *b, const char *dir, const char *name,
	enum btree_part part, struct coop_error *err)
{
	coop_buf_printf(&b->path, "%s/%s.glass", dir, name);
	b->buffer = malloc((size_t)BUFFER * BTREE_BLOCK);
	if (b->path.failed || !b->buffer)
		return coop_fail_nomem(err);
	enum coop_status st = tempfile_new(dir, &b->separators, err);
	if (st || !(part & BTREE_HOME))
		return st ? st : tempfile_new(dir, &b->file, err);
	b->fd = open(b->path.s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	return b->fd >= 0 ? COOP_OK : cannot_write(b, err);
}

enum coop_status btree_create(const char *dir, const char *name, enum btree_part part,
	struct btree **out, struct coop_error *err)
{
	*out = NULL;
	struct btree *b = calloc(1, sizeof *b);
	if (!b)
		return coop_fail_nomem(err);
	b->fd = -1;
	enum coop_status st = open_files(b, dir, name, part, err);
	if (st) {
		btree_free(b);
		return st;
	}
	b->leaf.at = b->buffer;
	block_start(&b->leaf);
	if (part & BTREE_FIRST) {
		/* the item that every table begins with, which is no entry */
		put_item(b, "", 0, FIRST | LAST, 1, 0);
		b->leaves = 1;
	}
	*out = b;
	return COOP_OK;
}

enum coop_status btree_finish(
	struct btree *b, struct btree_root *root, struct coop_error *err)
{
	return btree_join(&b, 1, root, err);
}

void btree_free(struct btree *b)
{
	if (!b)
		return;
	tempfile_free(b->separators);
	tempfile_free(b->file);
	if (b->fd >= 0)
		close(b->fd);
	free(b->buffer);
	coop_buf_release(&b->path);
	free(b);
}
