#include "indexer/bulk/write_columns.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/bulk/column_dictionary.h"
#include "indexer/bulk/column_documents.h"
#include "indexer/disk/entry.h"
#include "shared/core/fd.h"
#include "shared/index/columns.h"

enum { AT_ONCE = 1 << 16 /* bytes that are read or written */ };

/* The file, and what its columns are made of. */
struct writing {
	const struct columns_input *in;
	const char *dir;
	int fd;
	struct coop_buf head, out; /* what the head says of the columns; what waits */
	uint64_t written;
	struct column_documents_input documents;
	struct column_numbers numbers;
	struct tempfile *entries, *counts, *values;
	struct coop_buf read;
};

/* A column that is written. */
struct column {
	enum coop_field field;
	struct column_dictionary dictionary;
	struct column_documents documents;
};

/* ---- the file ---- */

static enum coop_status cannot_write(const struct writing *w, struct coop_error *err)
{
	return coop_cannot_write(w->dir, COOP_COLUMNS_FILE, err);
}

static enum coop_status flush(struct writing *w, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(&w->out, err);
	if (!st && !coop_fd_write(w->fd, coop_buf_cstr(&w->out), w->out.len))
		st = cannot_write(w, err);
	w->written += w->out.len;
	coop_buf_reset(&w->out);
	return st;
}

static enum coop_status flush_some(struct writing *w, struct coop_error *err)
{
	return w->out.len < AT_ONCE ? COOP_OK : flush(w, err);
}

static enum coop_status put(
	struct writing *w, const struct coop_buf *what, struct coop_error *err)
{
	coop_buf_add(&w->out, coop_buf_cstr(what), what->len);
	return flush_some(w, err);
}

/* Calls `each` for the bytes of a temporary file, in pieces of at most AT_ONCE, a multiple of four. */
static enum coop_status read_all(struct writing *w, struct tempfile *from,
	void (*each)(struct writing *w, void *data), void *data, struct coop_error *err)
{
	uint64_t size = tempfile_size(from);
	enum coop_status st = tempfile_flush(from, err);
	for (uint64_t at = 0; !st && at < size; at += w->read.len) {
		uint64_t left = size - at;
		st = tempfile_read(
			from, at, left < AT_ONCE ? (size_t)left : AT_ONCE, &w->read, err);
		if (st)
			break;
		each(w, data);
		st = flush_some(w, err);
	}
	return st;
}

static void copy(struct writing *w, void *data)
{
	(void)data;
	coop_buf_add(&w->out, w->read.s, w->read.len);
}

/* ---- packed numbers ---- */

static unsigned bits_for(uint32_t highest)
{
	unsigned bits = 0;
	while (bits < 32 && highest >> bits)
		bits++;
	return bits;
}

/* Appends numbers of some bits each, the lowest first. */
struct packer {
	uint64_t word;
	unsigned used, bits;
	uint32_t place; /* of lists: of the first value of the next document */
};

/* Writes a number where there is room for it, and returns the place after the bytes that are full. */
static char *pack(struct packer *p, char *to, uint32_t number)
{
	p->word |= (uint64_t)number << p->used;
	for (p->used += p->bits; p->used >= 8; p->used -= 8) {
		*to++ = (char)(p->word & 0xff);
		p->word >>= 8;
	}
	return to;
}

static void pack_end(struct packer *p, struct coop_buf *out)
{
	if (p->used > 0)
		coop_buf_byte(out, (char)(p->word & 0xff));
}

/* Makes room for what `n` numbers take; NULL without memory. */
static char *room_for(struct coop_buf *out, size_t n)
{
	return coop_buf_reserve(out, (n + 1) * sizeof(uint32_t));
}

static void packed_to(struct coop_buf *out, const char *end)
{
	out->len = (size_t)(end - out->s);
	out->s[out->len] = '\0';
}

/* Packs the places of documents, of which the counts were read. */
static void pack_places(struct writing *w, void *data)
{
	struct packer *p = data;
	char *to = room_for(&w->out, w->read.len);
	for (size_t i = 0; to && i < w->read.len; i++) {
		to = pack(p, to, p->place);
		p->place += (unsigned char)w->read.s[i];
	}
	if (to)
		packed_to(&w->out, to);
}

/* Packs the numbers that were read. */
static void pack_values(struct writing *w, void *data)
{
	size_t n = w->read.len / sizeof(uint32_t);
	char *to = room_for(&w->out, n);
	for (size_t i = 0; to && i < n; i++) {
		uint32_t number;
		memcpy(&number, w->read.s + i * sizeof number, sizeof number);
		to = pack(data, to, number);
	}
	if (to)
		packed_to(&w->out, to);
}

/* ---- the documents of a column ---- */

static enum coop_status put_lists(
	struct writing *w, const struct column *c, struct coop_error *err)
{
	uint32_t total = (uint32_t)c->documents.total;
	struct packer places = {.bits = bits_for(total)},
		      values = {.bits = bits_for(c->dictionary.values - 1)};
	enum coop_status st = read_all(w, w->counts, pack_places, &places, err);
	char *to = st ? NULL : room_for(&w->out, 1);
	if (to)
		packed_to(&w->out, pack(&places, to, places.place));
	pack_end(&places, &w->out);
	if (!st)
		st = read_all(w, w->values, pack_values, &values, err);
	pack_end(&values, &w->out);
	return st;
}

/* Numbers that are read while the counts are. */
struct one_each {
	struct packer p;
	uint64_t at;
	struct coop_buf values;
	enum coop_status st;
	struct coop_error *err;
};

/* Packs the numbers of documents, of which the counts, of at most one, were read. */
static void pack_one_each(struct writing *w, void *data)
{
	struct one_each *o = data;
	size_t n = 0;
	for (size_t i = 0; i < w->read.len; i++)
		n += w->read.s[i] != 0;
	if (!o->st)
		o->st = tempfile_read(
			w->values, o->at, n * sizeof(uint32_t), &o->values, o->err);
	char *to = o->st ? NULL : room_for(&w->out, w->read.len);
	const char *from = o->values.s;
	for (size_t i = 0; to && i < w->read.len; i++) {
		uint32_t number = 0;
		if (w->read.s[i]) {
			memcpy(&number, from, sizeof number);
			from += sizeof number;
			number++;
		}
		to = pack(&o->p, to, number);
	}
	if (to)
		packed_to(&w->out, to);
	o->at += n * sizeof(uint32_t);
}

static enum coop_status put_one_each(
	struct writing *w, const struct column *c, struct coop_error *err)
{
	struct one_each o = {.p = {.bits = bits_for(c->dictionary.values)}, .err = err};
	enum coop_status st = tempfile_flush(w->values, err);
	if (!st)
		st = read_all(w, w->counts, pack_one_each, &o, err);
	pack_end(&o.p, &w->out);
	coop_buf_release(&o.values);
	return o.st ? o.st : st;
}

/* ---- columns ---- */

/* Appends what the head says of a column. */
static void put_head(struct writing *w, const struct column *c)
{
	struct coop_buf *out = &w->head;
	uint32_t documents = w->in->documents, values = c->dictionary.values,
		 total = (uint32_t)c->documents.total;
	bool lists = c->documents.lists;
	coop_buf_byte(out, (char)c->field);
	coop_buf_byte(out, (char)lists);
	coop_buf_byte(out, (char)bits_for(lists && values > 0 ? values - 1 : values));
	coop_buf_byte(out, (char)(lists ? bits_for(total) : 0));
	coop_buf_le32(out, values);
	coop_buf_le32(out, lists ? total : documents);
	coop_buf_le64(out, tempfile_size(w->entries));
}

static enum coop_status put_column(
	struct writing *w, struct column *c, struct coop_error *err)
{
	put_head(w, c);
	enum coop_status st = put(w, &c->dictionary.heads, err);
	if (!st)
		st = read_all(w, w->entries, copy, NULL, err);
	if (!st)
		st = c->documents.lists ? put_lists(w, c, err) : put_one_each(w, c, err);
	return st;
}

static enum coop_status clear(struct writing *w, struct coop_error *err)
{
	struct tempfile *all[] = {w->entries, w->counts, w->values};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < sizeof all / sizeof *all; i++)
		st = tempfile_clear(all[i], err);
	return st;
}

static enum coop_status write_column(struct writing *w, size_t which,
	const stop_flag *stop, uint64_t *values, struct coop_error *err)
{
	const struct column_dictionary_input in = {
		w->documents.parts, w->documents.nparts, stop};
	struct column c = {.field = w->in->gathers[0]->fields[which],
		.dictionary = {.entries = w->entries, .numbers = &w->numbers},
		.documents = {.counts = w->counts, .values = w->values}};
	enum coop_status st = stop_check(stop, err);
	if (!st)
		st = clear(w, err);
	if (!st)
		st = column_dictionary_make(
			&c.dictionary, &in, which, coop_column_kind(c.field), err);
	if (!st)
		st = column_documents_read(
			&c.documents, &w->documents, &w->numbers, which, err);
	if (!st)
		st = put_column(w, &c, err);
	*values += c.dictionary.values;
	coop_buf_release(&c.dictionary.heads);
	return st;
}

/* ---- the whole ---- */

static enum coop_status create(struct writing *w, struct coop_error *err)
{
	int folder = open(w->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	w->fd = folder < 0 ? -1 : entry_create(folder, COOP_COLUMNS_FILE);
	enum coop_status st = w->fd < 0 ? cannot_write(w, err) : COOP_OK;
	if (folder >= 0)
		close(folder);
	return st;
}

static enum coop_status begin(struct writing *w, struct coop_error *err)
{
	const char *dir = w->in->temporary;
	struct tempfile **all[] = {&w->entries, &w->counts, &w->values};
	enum coop_status st = create(w, err);
	if (!st)
		st = column_documents_list(
			&w->documents, w->in->gathers, w->in->count, err);
	if (!st)
		st = column_numbers_new(
			&w->numbers, dir, w->documents.parts, w->documents.nparts, err);
	for (size_t i = 0; !st && i < sizeof all / sizeof *all; i++)
		st = tempfile_new(dir, all[i], err);
	return st;
}

static void release(struct writing *w)
{
	column_numbers_release(&w->numbers);
	column_documents_release(&w->documents);
	tempfile_free(w->entries);
	tempfile_free(w->counts);
	tempfile_free(w->values);
	coop_buf_release(&w->head);
	coop_buf_release(&w->out);
	coop_buf_release(&w->read);
	if (w->fd >= 0)
		close(w->fd);
}

static void put_beginning(struct writing *w, size_t columns)
{
	coop_buf_add(&w->head, COOP_COLUMNS_MAGIC, COOP_COLUMNS_MAGIC_LEN);
	coop_buf_le32(&w->head, w->in->documents);
	coop_buf_le32(&w->head, (uint32_t)columns);
}

/* Writes what the file begins with, which is known last. */
static enum coop_status end(struct writing *w, struct coop_error *err)
{
	coop_buf_le64(&w->out, 0);
	enum coop_status st = flush(w, err);
	if (!st)
		st = coop_buf_check(&w->head, err);
	if (!st && (lseek(w->fd, 0, SEEK_SET) != 0 ||
			   !coop_fd_write(w->fd, w->head.s, w->head.len) ||
			   fsync(w->fd) != 0))
		st = cannot_write(w, err);
	return st;
}

enum coop_status columns_write(const struct columns_input *in, const stop_flag *stop,
	const char *dir, uint64_t *bytes, uint64_t *values, struct coop_error *err)
{
	size_t columns = in->gathers[0]->ncolumns;
	struct writing w = {.in = in, .dir = dir, .fd = -1};
	static const char
		zeros[COOP_COLUMNS_HEAD + COOP_COLUMNS_MAX * COOP_COLUMNS_ENTRY] = {0};
	*values = 0;
	enum coop_status st = begin(&w, err);
	put_beginning(&w, columns);
	coop_buf_add(&w.out, zeros, COOP_COLUMNS_HEAD + columns * COOP_COLUMNS_ENTRY);
	for (size_t i = 0; !st && i < columns; i++)
		st = write_column(&w, i, stop, values, err);
	if (!st)
		st = end(&w, err);
	*bytes = w.written;
	release(&w);
	return st;
}
