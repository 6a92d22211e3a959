#include "indexer/build/ranklists.h"

#include <assert.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "indexer/build/pack.h"
#include "shared/fd.h"
#include "shared/i18n.h"

enum { OUT = 1 << 18 /* bytes that are written together */ };

static enum coop_status cannot_write(const struct ranklists *r, struct coop_error *err)
{
	return coop_fail_errno(err, TR("cannot write", "impossible d'écrire"), r->path.s);
}

static void put_byte(struct coop_buf *to, unsigned n)
{
	coop_buf_byte(to, (char)n);
}

static void put_number8(struct coop_buf *to, uint64_t n)
{
	coop_buf_number(to, (uint32_t)n);
	coop_buf_number(to, (uint32_t)(n >> 32));
}

static enum coop_status flush(struct ranklists *r, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(&r->out, err);
	if (!st && !coop_fd_write(r->fd, r->out.s, r->out.len))
		st = cannot_write(r, err);
	r->out.len = 0;
	return st;
}

static enum coop_status put(
	struct ranklists *r, const struct coop_buf *what, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(what, err);
	r->written += what->len;
	if (r->file)
		return st ? st : tempfile_add(r->file, what->s, what->len, err);
	coop_buf_add(&r->out, coop_buf_cstr(what), what->len);
	return st || r->out.len < OUT ? st : flush(r, err);
}

enum coop_status ranklists_create(
	struct ranklists *r, const char *dir, bool home, struct coop_error *err)
{
	*r = (struct ranklists){.fd = -1};
	if (!home)
		return tempfile_new(dir, &r->file, err);
	coop_buf_printf(&r->path, "%s/" COOP_RANKLISTS_FILE, dir);
	enum coop_status st = coop_buf_check(&r->path, err);
	if (st)
		return st;
	r->fd = open(r->path.s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (r->fd < 0)
		return cannot_write(r, err);
	coop_buf_add(&r->out, COOP_RANKLISTS_MAGIC, COOP_RANKLISTS_MAGIC_LEN);
	r->written = COOP_RANKLISTS_MAGIC_LEN;
	return COOP_OK;
}

void ranklists_begin(struct ranklists *r, const char *term, size_t len, bool positions)
{
	coop_buf_reset(&r->term);
	coop_buf_add(&r->term, term, len);
	coop_buf_reset(&r->heads);
	coop_buf_reset(&r->blocks);
	coop_buf_reset(&r->several);
	if (r->holding > 0)
		memset(r->with, 0, sizeof r->with);
	r->holding = r->last = r->filling.count = 0;
	r->positions = positions;
	r->unfit = false;
}

/* The width in bits that the largest of some numbers needs. */
static unsigned width_of(const uint32_t *numbers, size_t count)
{
	uint32_t all = 0;
	for (size_t i = 0; i < count; i++)
		all |= numbers[i];
	return all == 0 ? 0 : 32 - (unsigned)__builtin_clz(all);
}

/* Puts numbers of so many bits, and fills the last byte. */
static char *put_bits(const uint32_t *numbers, size_t count, unsigned width, char *to)
{
	uint64_t bits = 0;
	unsigned nbits = 0;
	for (size_t i = 0; i < count; i++) {
		bits |= (uint64_t)numbers[i] << nbits;
		for (nbits += width; nbits >= 8; nbits -= 8, bits >>= 8)
			*to++ = (char)(bits & 0xff);
	}
	if (nbits > 0)
		*to++ = (char)bits;
	return to;
}

/* Puts a block behind those of the term; the widths are set. */
static void put_block(struct ranklists *r, unsigned *width, unsigned *slot)
{
	const struct ranklist_filling *f = &r->filling;
	uint32_t gaps[COOP_RANKLIST_BLOCK] = {0};
	for (uint32_t i = 0; i < f->count; i++)
		gaps[i] = f->docids[i] - (i > 0 ? f->docids[i - 1] : r->last) - 1;
	*width = width_of(gaps, f->count);
	*slot = r->positions ? width_of(f->slots, f->count) : 0;
	/* four bytes at most for a gap and for a slot, one for the impact */
	char *begin = coop_buf_reserve(&r->blocks, f->count * (size_t)9), *to = begin;
	if (!begin)
		return;
	to = put_bits(gaps, f->count, *width, to);
	memcpy(to, f->impacts, f->count);
	to = put_bits(f->slots, f->count, *slot, to + f->count);
	r->blocks.len += (size_t)(to - begin);
	coop_buf_add(&r->blocks, coop_buf_cstr(&r->several), r->several.len);
	r->several.len = 0;
}

/* Ends a block, full or the last. */
static void end_block(struct ranklists *r)
{
	const struct ranklist_filling *f = &r->filling;
	unsigned width = 0, slot = 0;
	uint8_t highest = 0;
	for (uint32_t i = 0; i < f->count; i++) {
		highest = f->impacts[i] > highest ? f->impacts[i] : highest;
		r->with[f->impacts[i]]++;
	}
	coop_buf_number(&r->heads, f->docids[f->count - 1]);
	coop_buf_number(&r->heads, (uint32_t)r->blocks.len);
	put_block(r, &width, &slot);
	put_byte(&r->heads, width);
	put_byte(&r->heads, highest);
	put_byte(&r->heads, slot);
	put_byte(&r->heads, 0);
	r->holding += f->count;
	r->last = f->docids[f->count - 1];
	r->filling.count = 0;
}

void ranklists_add(struct ranklists *r, uint32_t docid, uint32_t impact)
{
	struct ranklist_filling *f = &r->filling;
	/* not before: the positions of the last one come behind it */
	if (f->count == COOP_RANKLIST_BLOCK)
		end_block(r);
	f->docids[f->count] = docid;
	f->impacts[f->count] = (uint8_t)impact;
	f->slots[f->count] = 0;
	f->count++;
}

void ranklists_positions(
	struct ranklists *r, uint32_t count, const char *uints, size_t len)
{
	uint32_t *slot = &r->filling.slots[r->filling.count - 1];
	char number[PACK_UINT_MAX];
	if (count == 1) {
		uint64_t position = unpack_uint(&uints);
		r->unfit |= position > COOP_POSITION_MAX;
		*slot = (uint32_t)position * 2;
	} else if (count > 1) {
		r->unfit |= r->several.len > UINT32_MAX / 2;
		*slot = (uint32_t)r->several.len * 2 + 1;
		coop_buf_add(
			&r->several, number, (size_t)(pack_uint(number, count) - number));
		coop_buf_add(&r->several, uints, len);
	}
}

/* The impact of the document of that rank; 0 when there are fewer. */
static unsigned impact_of_rank(const struct ranklists *r, uint32_t rank)
{
	uint32_t better = 0;
	for (unsigned impact = COOP_RANKLIST_IMPACTS; impact-- > 0;)
		if ((better += r->with[impact]) >= rank)
			return impact;
	return 0;
}

static void put_entry(struct ranklists *r)
{
	coop_buf_number(&r->directory, (uint32_t)r->texts.len);
	coop_buf_number(&r->directory, r->holding);
	put_number8(&r->directory, r->written);
	put_byte(&r->directory, (unsigned)r->term.len);
	put_byte(&r->directory, impact_of_rank(r, 1));
	for (int i = 0; i < COOP_RANKLIST_RANKS; i++)
		put_byte(&r->directory, impact_of_rank(r, coop_ranklist_rank(i)));
	put_byte(&r->directory, r->positions);
	coop_buf_add(&r->directory, "\0", 2);
	coop_buf_add(&r->texts, coop_buf_cstr(&r->term), r->term.len);
	r->terms++;
}

enum coop_status ranklists_end(struct ranklists *r, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(&r->term, err);
	if (st || (r->holding + r->filling.count < COOP_RANKLIST_MIN && !r->positions))
		return st;
	/* more bytes than a head can tell */
	if (r->unfit || r->blocks.len > UINT32_MAX)
		return coop_fail(err, COOP_E_INPUT, "%s",
			TR("the texts are too long for an index",
				"les textes sont trop longs pour un index"));
	if (r->filling.count > 0)
		end_block(r);
	put_entry(r);
	st = put(r, &r->heads, err);
	return st ? st : put(r, &r->blocks, err);
}

/* ---- all of them ---- */

/* Adds a number to one of a directory, of `size` bytes, the lowest first. */
static void shift(char *at, size_t size, uint64_t by)
{
	for (size_t i = 0; i < size; i++, by >>= 8) {
		by += (unsigned char)at[i];
		at[i] = (char)by;
	}
}

/* Has the directory of a part tell of its lists and texts where they come to lie. */
static void move_directory(struct ranklists *part, uint64_t lists, size_t texts)
{
	char *entry = part->directory.s;
	for (uint32_t i = 0; i < part->terms; i++, entry += COOP_RANKLIST_ENTRY) {
		shift(entry, 4, texts);
		shift(entry + 8, 8, lists);
	}
}

/* Copies the lists of a part behind those of the home. */
static enum coop_status copy(
	struct ranklists *home, const struct ranklists *part, struct coop_error *err)
{
	enum { AT_ONCE = 8 << 20 /* bytes */ };
	const char *lists;
	enum coop_status st = tempfile_map(part->file, &lists, err);
	for (uint64_t at = 0; !st && at < part->written; at += AT_ONCE) {
		uint64_t left = part->written - at;
		if (!coop_fd_write(home->fd, lists + at, left < AT_ONCE ? left : AT_ONCE))
			st = cannot_write(home, err);
		tempfile_unload(part->file);
	}
	home->written += part->written;
	return st;
}

/* Writes what stands behind the lists. */
static enum coop_status write_end(struct ranklists *home,
	const struct coop_buf *directory, const struct coop_buf *texts,
	uint32_t documents, struct coop_error *err)
{
	struct coop_buf end = {0};
	uint64_t at = home->written;
	coop_buf_number(&end, documents);
	coop_buf_number(&end, (uint32_t)(directory->len / COOP_RANKLIST_ENTRY));
	put_number8(&end, at);
	put_number8(&end, at + directory->len);
	coop_buf_add(&end, COOP_RANKLISTS_MAGIC, COOP_RANKLISTS_MAGIC_LEN);
	enum coop_status st = put(home, directory, err);
	if (!st)
		st = put(home, texts, err);
	if (!st)
		st = put(home, &end, err);
	if (!st)
		st = flush(home, err);
	if (!st && fdatasync(home->fd) != 0)
		st = cannot_write(home, err);
	coop_buf_release(&end);
	return st;
}

enum coop_status ranklists_join(struct ranklists *const *parts, size_t n,
	uint32_t documents, struct coop_error *err)
{
	struct coop_buf directory = {0}, texts = {0};
	struct ranklists *home = NULL;
	for (size_t i = 0; i < n; i++)
		home = parts[i]->file ? home : parts[i];
	assert(home);
	enum coop_status st = flush(home, err);
	for (size_t i = 0; !st && i < n; i++) {
		struct ranklists *part = parts[i];
		st = coop_buf_check(&part->directory, err);
		if (st)
			break;
		move_directory(part, part == home ? 0 : home->written, texts.len);
		coop_buf_add(
			&directory, coop_buf_cstr(&part->directory), part->directory.len);
		coop_buf_add(&texts, coop_buf_cstr(&part->texts), part->texts.len);
		if (part != home)
			st = copy(home, part, err);
	}
	if (!st)
		st = coop_buf_check(&directory, err);
	if (!st)
		st = write_end(home, &directory, &texts, documents, err);
	coop_buf_release(&directory);
	coop_buf_release(&texts);
	return st;
}

void ranklists_release(struct ranklists *r)
{
	struct coop_buf *all[] = {&r->term, &r->heads, &r->blocks, &r->several,
		&r->directory, &r->texts, &r->out, &r->path};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		coop_buf_release(all[i]);
	tempfile_free(r->file);
	if (r->fd >= 0)
		close(r->fd);
	*r = (struct ranklists){.fd = -1};
}
