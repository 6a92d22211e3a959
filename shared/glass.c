#include "shared/glass.h"

#include <string.h>

#include "shared/i18n.h"
#include "shared/mapping.h"

enum { UNIT = 2048 /* of block sizes */, BLOCK_MAX = 65536, LEVELS_MAX = 10 };

static const char magic[16] = "\x0f\x0dXapian Glass\x04\x6e";

/* What is left of a file; NULL once it did not hold what was read. */
struct rest {
	const unsigned char *s, *end;
};

static uint64_t take_uint(struct rest *r)
{
	uint64_t n = 0;
	for (unsigned shift = 0; r->s && r->s < r->end && shift < 63; shift += 7) {
		unsigned char byte = *r->s++;
		n |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return n;
	}
	r->s = NULL;
	return 0;
}

static void take_bytes(struct rest *r, uint64_t n)
{
	if (r->s && n <= (uint64_t)(r->end - r->s))
		r->s += n;
	else
		r->s = NULL;
}

static struct coop_glass_root take_root(struct rest *r)
{
	struct coop_glass_root root = {.block = take_uint(r)};
	uint64_t levels = take_uint(r);
	take_uint(r);
	uint64_t units = take_uint(r);
	take_uint(r);
	take_bytes(r, take_uint(r));
	root.levels = levels >> 2;
	root.size = units <= BLOCK_MAX / UNIT ? units * UNIT : 0;
	bool good = r->s && !(levels & 1) && root.levels <= LEVELS_MAX && root.size > 0;
	return good ? root : (struct coop_glass_root){0, 0, 0};
}

static void read_version(const struct coop_mapping *file, struct coop_glass *out)
{
	struct rest r = {(const unsigned char *)file->at, NULL};
	if (!file->at || file->size < 2 * sizeof magic ||
		memcmp(file->at, magic, sizeof magic) != 0)
		return;
	r.end = r.s + file->size;
	take_bytes(&r, 2 * sizeof magic);
	out->revision = take_uint(&r);
	out->postlist = take_root(&r);
	out->docdata = take_root(&r);
	out->termlist = take_root(&r);
	out->position = take_root(&r);
	out->known = r.s != NULL;
}

enum coop_status coop_glass_read(
	const char *dir, struct coop_glass *out, struct coop_error *err)
{
	struct coop_mapping file = {0};
	*out = (struct coop_glass){0};
	enum coop_status st = coop_mapping_open(&file, dir, "iamglass", err);
	if (!st)
		read_version(&file, out);
	coop_mapping_close(&file);
	return st;
}

/* Whether an item lies in its block. */
static bool holds_item(const unsigned char *b, size_t size, size_t at, bool leaf)
{
	enum { BELOW = 4, LENGTH = 2, PIECE = 2 };
	size_t head = leaf ? LENGTH : BELOW;
	if (at + head + 1 > size)
		return false;
	size_t least = head + 1 + b[at + head] + (leaf ? 0 : PIECE);
	size_t told = leaf ? (coop_glass_number2(b + at) & 0x1fffU) + 3 : least;
	return told >= least && at + told <= size;
}

/* Whether a root is one, and its items lie in it. */
static bool is_sound(const struct coop_mapping *table, const struct coop_glass_root *root)
{
	if (root->block >= table->size / root->size)
		return false;
	const unsigned char *b =
		(const unsigned char *)table->at + root->block * root->size;
	size_t end = coop_glass_number2(b + 9);
	if (b[4] != root->levels || end <= COOP_GLASS_HEADER || end > root->size ||
		(end - COOP_GLASS_HEADER) % 2 != 0)
		return false;
	for (size_t i = COOP_GLASS_HEADER; i < end; i += 2) {
		size_t at = coop_glass_number2(b + i);
		if (at < end || !holds_item(b, root->size, at, root->levels == 0))
			return false;
	}
	return true;
}

static enum coop_status check_table(const char *dir, const char *name,
	const struct coop_glass_root *root, struct coop_error *err)
{
	struct coop_mapping table = {0};
	if (root->size == 0)
		return COOP_OK;
	enum coop_status st = coop_mapping_open(&table, dir, name, err);
	if (!st && table.at && !is_sound(&table, root))
		st = coop_fail(err, COOP_E_CORRUPT,
			TR("the index is damaged: the root of %s",
				"l'index est abîmé : la racine de %s"),
			name);
	coop_mapping_close(&table);
	return st;
}

enum coop_status coop_glass_check(const char *dir, struct coop_error *err)
{
	struct coop_glass glass;
	enum coop_status st = coop_glass_read(dir, &glass, err);
	if (st || !glass.known)
		return st;
	st = check_table(dir, "postlist.glass", &glass.postlist, err);
	if (!st)
		st = check_table(dir, "docdata.glass", &glass.docdata, err);
	return st ? st : check_table(dir, "position.glass", &glass.position, err);
}
