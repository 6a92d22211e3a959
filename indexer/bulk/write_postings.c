#include "indexer/bulk/write_postings.h"

#include <assert.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "indexer/glass/pack.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"

enum { OUT = 1 << 18 /* bytes of a write buffer */ };

static enum coop_status cannot_write(
	const struct postings_writer *w, struct coop_error *err)
{
	return coop_fail_errno(err, TR("cannot write", "impossible d'écrire"), w->path.s);
}

static void put_byte(struct coop_buf *to, unsigned n)
{
	coop_buf_byte(to, (char)n);
}

static enum coop_status flush(struct postings_writer *w, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(&w->out, err);
	if (!st && !coop_fd_write(w->fd, w->out.s, w->out.len))
		st = cannot_write(w, err);
	w->out.len = 0;
	return st;
}

/* Writes bytes to the part's file. */
static enum coop_status put(
	struct postings_writer *w, const char *what, size_t len, struct coop_error *err)
{
	w->written += len;
	if (w->file)
		return tempfile_add(w->file, what, len, err);
	coop_buf_add(&w->out, what, len);
	return w->out.len < OUT ? COOP_OK : flush(w, err);
}

static enum coop_status put_buf(
	struct postings_writer *w, const struct coop_buf *what, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(what, err);
	return st ? st : put(w, coop_buf_cstr(what), what->len, err);
}

static enum coop_status open_home(
	struct postings_writer *w, const char *dir, struct coop_error *err)
{
	coop_buf_printf(&w->path, "%s/" COOP_POSTINGS_FILE, dir);
	enum coop_status st = coop_buf_check(&w->path, err);
	if (st)
		return st;
	w->fd = open(w->path.s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (w->fd < 0)
		return cannot_write(w, err);
	return put(w, COOP_POSTINGS_MAGIC, COOP_POSTINGS_MAGIC_LEN, err);
}

enum coop_status postings_writer_create(
	struct postings_writer *w, const char *dir, bool home, struct coop_error *err)
{
	*w = (struct postings_writer){.fd = -1};
	enum coop_status st = tempfile_new(dir, &w->directory, err);
	if (!st)
		st = tempfile_new(dir, &w->texts, err);
	if (st)
		return st;
	return home ? open_home(w, dir, err) : tempfile_new(dir, &w->file, err);
}

void postings_writer_begin(
	struct postings_writer *w, const char *term, size_t len, bool positions)
{
	coop_buf_reset(&w->term);
	coop_buf_add(&w->term, term, len);
	coop_buf_reset(&w->heads);
	coop_buf_reset(&w->blocks);
	coop_buf_reset(&w->position_lists);
	/* only what the last term used: most terms have few documents */
	memset(w->with, 0, ((size_t)w->highest + 1) * sizeof *w->with);
	w->doc_freq = w->last = w->filling.count = 0;
	w->highest = 0;
	w->positions = positions;
	w->unfit = false;
}

/* The width in bits of the largest of some numbers. */
static unsigned width_of(const uint32_t *numbers, size_t count)
{
	uint32_t all = 0;
	for (size_t i = 0; i < count; i++)
		all |= numbers[i];
	return all == 0 ? 0 : 32 - (unsigned)__builtin_clz(all);
}

/* Packs numbers of `width` bits; the last byte is padded. */
static char *put_bits(const uint32_t *numbers, size_t count, unsigned width, char *to)
{
	uint64_t bits = 0;
	unsigned nbits = 0;
	for (size_t i = 0; i < count; i++) {
		bits |= (uint64_t)numbers[i] << nbits;
		nbits += width;
		if (nbits >= 32) {
			to = coop_put_le32(to, (uint32_t)bits);
			bits >>= 32;
			nbits -= 32;
		}
	}
	for (unsigned done = 0; done < nbits; done += 8)
		*to++ = (char)(bits >> done & 0xff);
	return to;
}

/* Appends the block to those of the term, and sets the widths. */
static void put_block(struct postings_writer *w, unsigned *width, unsigned *slot)
{
	const struct postings_writer_block *f = &w->filling;
	uint32_t gaps[COOP_POSTINGS_BLOCK] = {0};
	for (uint32_t i = 0; i < f->count; i++)
		gaps[i] = f->docids[i] - (i > 0 ? f->docids[i - 1] : w->last) - 1;
	*width = width_of(gaps, f->count);
	*slot = w->positions ? width_of(f->slots, f->count) : 0;
	/* at most four bytes for a gap and a slot, one for the impact */
	char *begin = coop_buf_reserve(&w->blocks, f->count * (size_t)9), *to = begin;
	if (!begin)
		return;
	to = put_bits(gaps, f->count, *width, to);
	memcpy(to, f->impacts, f->count);
	to = put_bits(f->slots, f->count, *slot, to + f->count);
	w->blocks.len += (size_t)(to - begin);
	w->blocks.failed |= w->position_lists.failed;
	coop_buf_add(
		&w->blocks, coop_buf_cstr(&w->position_lists), w->position_lists.len);
	w->position_lists.len = 0;
}

/* Ends a block, which is full or the last. */
static void end_block(struct postings_writer *w)
{
	const struct postings_writer_block *f = &w->filling;
	unsigned width = 0, slot = 0;
	uint8_t highest = 0;
	for (uint32_t i = 0; i < f->count; i++) {
		highest = f->impacts[i] > highest ? f->impacts[i] : highest;
		w->with[f->impacts[i]]++;
	}
	char head[COOP_POSTINGS_HEAD] = {0}, *to = head;
	to = coop_put_le32(to, f->docids[f->count - 1]);
	to = coop_put_le32(to, (uint32_t)w->blocks.len);
	put_block(w, &width, &slot);
	*to++ = (char)width;
	*to++ = (char)highest;
	*to = (char)slot;
	coop_buf_add(&w->heads, head, sizeof head);
	w->highest = highest > w->highest ? highest : w->highest;
	w->doc_freq += f->count;
	w->last = f->docids[f->count - 1];
	w->filling.count = 0;
}

void postings_writer_add(struct postings_writer *w, uint32_t docid, uint32_t impact)
{
	struct postings_writer_block *f = &w->filling;
	/*
	 * not when the block gets full: the positions of its last posting come after that
	 */
	if (f->count == COOP_POSTINGS_BLOCK)
		end_block(w);
	f->docids[f->count] = docid;
	f->impacts[f->count] = (uint8_t)impact;
	f->slots[f->count] = 0;
	f->count++;
}

void postings_writer_positions(
	struct postings_writer *w, uint32_t count, const char *uints, size_t len)
{
	uint32_t *slot = &w->filling.slots[w->filling.count - 1];
	if (count == 1) {
		uint64_t position = unpack_uint(&uints);
		w->unfit |= position > COOP_POSITION_MAX;
		*slot = (uint32_t)position * 2;
	} else if (count > 1) {
		w->unfit |= w->position_lists.len > UINT32_MAX / 2;
		*slot = (uint32_t)w->position_lists.len * 2 + 1;
		char *to = coop_buf_reserve(&w->position_lists, PACK_UINT_MAX + len);
		if (!to)
			return;
		char *positions = pack_uint(to, count);
		memcpy(positions, uints, len);
		w->position_lists.len += (size_t)(positions - to) + len;
	}
}

/* The impact of the document at a rank; 0 when there are fewer documents. */
static unsigned impact_of_rank(const struct postings_writer *w, uint32_t rank)
{
	unsigned impact = w->highest;
	if (w->doc_freq < rank)
		return 0;
	for (uint32_t better = w->with[impact]; better < rank; better += w->with[impact])
		impact--;
	return impact;
}

/* Writes the directory entry of the term, before its list. */
static enum coop_status put_entry(struct postings_writer *w, struct coop_error *err)
{
	struct coop_buf *e = &w->entry;
	coop_buf_reset(e);
	coop_buf_le32(e, (uint32_t)tempfile_size(w->texts));
	coop_buf_le32(e, w->doc_freq);
	coop_buf_le32(e, (uint32_t)w->written);
	put_byte(e, (unsigned)(w->written >> 32 & 0xff));
	put_byte(e, (unsigned)(w->written >> 40 & 0xff));
	put_byte(e, (unsigned)w->term.len);
	put_byte(e, w->highest);
	for (int i = 0; i < COOP_POSTINGS_RANKS; i++)
		put_byte(e, impact_of_rank(w, coop_posting_list_rank(i)));
	put_byte(e, w->positions);
	coop_buf_le32(e, (uint32_t)w->blocks.len);
	w->terms++;
	enum coop_status st = coop_buf_check(e, err);
	if (!st)
		st = tempfile_add(w->directory, e->s, e->len, err);
	return st ? st : tempfile_add(w->texts, w->term.s, w->term.len, err);
}

static enum coop_status too_long(struct coop_error *err)
{
	return coop_fail(err, COOP_E_INPUT, "%s",
		TR("the texts are too long for an index",
			"les textes sont trop longs pour un index"));
}

enum coop_status postings_writer_end(struct postings_writer *w, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(&w->term, err);
	if (st || (w->doc_freq + w->filling.count < COOP_POSTINGS_MIN && !w->positions))
		return st;
	/* more than 32 bits can hold */
	if (w->unfit || w->blocks.len > UINT32_MAX ||
		tempfile_size(w->texts) > UINT32_MAX)
		return too_long(err);
	if (w->filling.count > 0)
		end_block(w);
	st = put_entry(w, err);
	if (!st)
		st = put_buf(w, &w->heads, err);
	return st ? st : put_buf(w, &w->blocks, err);
}

/* ---- joining the parts ---- */

/* Adds to a number of `size` bytes, little-endian. */
static void shift(char *at, size_t size, uint64_t by)
{
	for (size_t i = 0; i < size; i++, by >>= 8) {
		by += (unsigned char)at[i];
		at[i] = (char)by;
	}
}

/* Appends a temporary file of a part to the final file. */
static enum coop_status copy(
	struct postings_writer *home, struct tempfile *from, struct coop_error *err)
{
	enum { AT_ONCE = 8 << 20 /* bytes */ };
	const char *all;
	enum coop_status st = tempfile_map(from, &all, err);
	uint64_t size = tempfile_size(from);
	if (!st)
		st = flush(home, err);
	for (uint64_t at = 0; !st && at < size; at += AT_ONCE) {
		uint64_t left = size - at;
		if (!coop_fd_write(home->fd, all + at, left < AT_ONCE ? left : AT_ONCE))
			st = cannot_write(home, err);
		tempfile_unload(from);
	}
	home->written += size;
	return st;
}

/* Appends the directory of a part, with the offsets of its lists and texts adjusted. */
static enum coop_status copy_directory(struct postings_writer *home,
	struct postings_writer *part, uint64_t lists, uint64_t texts,
	struct coop_error *err)
{
	const char *entry;
	enum coop_status st = tempfile_map(part->directory, &entry, err);
	for (uint32_t i = 0; !st && i < part->terms; i++) {
		char moved[COOP_POSTINGS_ENTRY];
		memcpy(moved, entry, sizeof moved);
		shift(moved, 4, texts);
		shift(moved + 8, 6, lists);
		st = put(home, moved, sizeof moved, err);
		entry += sizeof moved;
	}
	return st;
}

/* Writes the trailer, and syncs the file. */
static enum coop_status write_end(struct postings_writer *home, uint32_t documents,
	uint64_t terms, uint64_t directory, uint64_t texts, struct coop_error *err)
{
	struct coop_buf end = {0};
	coop_buf_le32(&end, documents);
	coop_buf_le32(&end, (uint32_t)terms);
	coop_buf_le64(&end, directory);
	coop_buf_le64(&end, texts);
	coop_buf_add(&end, COOP_POSTINGS_MAGIC, COOP_POSTINGS_MAGIC_LEN);
	enum coop_status st = put_buf(home, &end, err);
	if (!st)
		st = flush(home, err);
	if (!st && fdatasync(home->fd) != 0)
		st = cannot_write(home, err);
	coop_buf_release(&end);
	return st;
}

/* Appends the directories, and the texts after them. */
static enum coop_status join_directories(struct postings_writer *home,
	struct postings_writer *const *parts, size_t n, const uint64_t *lists,
	struct coop_error *err)
{
	uint64_t texts = 0;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < n; i++) {
		st = copy_directory(home, parts[i], lists[i], texts, err);
		texts += tempfile_size(parts[i]->texts);
	}
	for (size_t i = 0; !st && i < n; i++)
		st = copy(home, parts[i]->texts, err);
	return st || texts <= UINT32_MAX ? st : too_long(err);
}

enum coop_status postings_writer_join(struct postings_writer *const *parts, size_t n,
	uint32_t documents, uint64_t *bytes, uint64_t *terms, struct coop_error *err)
{
	uint64_t lists[POSTINGS_WRITER_PARTS] = {
		0}; /* where the lists of each part begin */
	struct postings_writer *home = NULL;
	assert(n <= POSTINGS_WRITER_PARTS);
	*terms = 0;
	for (size_t i = 0; i < n; i++) {
		home = parts[i]->file ? home : parts[i];
		*terms += parts[i]->terms;
	}
	assert(home);
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < n; i++) {
		if (parts[i] == home)
			continue;
		lists[i] = home->written;
		st = copy(home, parts[i]->file, err);
	}
	uint64_t directory = home->written;
	if (!st)
		st = join_directories(home, parts, n, lists, err);
	if (!st)
		st = write_end(home, documents, *terms, directory,
			directory + *terms * COOP_POSTINGS_ENTRY, err);
	*bytes = home->written;
	return st;
}

void postings_writer_release(struct postings_writer *w)
{
	struct coop_buf *all[] = {&w->term, &w->heads, &w->blocks, &w->position_lists,
		&w->entry, &w->out, &w->path};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		coop_buf_release(all[i]);
	tempfile_free(w->directory);
	tempfile_free(w->texts);
	tempfile_free(w->file);
	if (w->fd >= 0)
		close(w->fd);
	*w = (struct postings_writer){.fd = -1};
}
