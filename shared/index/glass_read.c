#include "shared/index/glass_read.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

enum {
	UNIT = 2048 /* the unit of block sizes, in bytes */,
	BLOCK_MAX = 65536,
	UUID = 16
};

static const char magic[] = "\x0f\x0dXapian Glass";
static const char format[] = "\x04\x6e";

const char *coop_glass_file(enum coop_glass_table table)
{
	static const char *const names[COOP_GLASS_TABLES] = {"postlist.glass",
		"docdata.glass", "termlist.glass", "position.glass", "spelling.glass",
		"synonym.glass"};
	return names[table];
}

enum coop_status coop_glass_fail(const char *file, struct coop_error *err)
{
	return coop_fail(err, COOP_E_CORRUPT,
		TR("the index is damaged: its file '%s' is missing or not as it was written",
			"l'index est abîmé : son fichier « %s » manque ou n'est plus tel qu'il a été écrit"),
		file);
}

/*
 * The unread rest of a file; `s` becomes NULL when the file is too short, so that one
 * check at the end suffices.
 */
struct rest {
	const unsigned char *s, *end;
};

static uint64_t take_uint(struct rest *r)
{
	uint64_t n = 0;
	if (r->s && !coop_get_uint(&r->s, r->end, &n))
		r->s = NULL;
	return n;
}

static void take_bytes(struct rest *r, uint64_t n)
{
	if (r->s && n <= (uint64_t)(r->end - r->s))
		r->s += n;
	else
		r->s = NULL;
}

/* Reads the root of a table, and checks what can be checked without the table. */
static void take_root(struct rest *r, struct coop_glass_root *root)
{
	enum { EMPTY = 1, LEVEL = 4 };
	uint64_t block = take_uint(r), levels = take_uint(r);
	uint64_t entries = take_uint(r), units = take_uint(r);
	take_uint(r);
	take_bytes(r, take_uint(r));
	bool power = units > 0 && units <= BLOCK_MAX / UNIT && (units & (units - 1)) == 0;
	/* the engine makes a root block for an empty table, and would believe the rest */
	bool agree = !(levels & EMPTY) || (entries == 0 && levels / LEVEL == 0);
	if (!power || !agree || block > UINT32_MAX || levels / LEVEL > COOP_GLASS_LEVELS)
		r->s = NULL;
	*root = (struct coop_glass_root){.empty = levels & EMPTY,
		.block = (size_t)block,
		.levels = (size_t)levels / LEVEL,
		.size = (size_t)units * UNIT};
}

/* Reads the statistics at the end of the file. */
static void take_statistics(struct rest *r, struct coop_glass *out)
{
	enum { OTHERS = 6 };
	uint64_t documents = take_uint(r), more = take_uint(r);
	for (int i = 0; i < OTHERS; i++)
		take_uint(r);
	/* the file must end here, as it must for the engine */
	if (documents > UINT32_MAX || more > UINT32_MAX - documents || r->s != r->end)
		r->s = NULL;
	out->documents = (uint32_t)documents;
	out->last = (uint32_t)(documents + more);
}

enum coop_status coop_glass_read(
	const struct coop_mapping *file, struct coop_glass *out, struct coop_error *err)
{
	size_t name = sizeof magic - 1, version = sizeof format - 1;
	struct rest r = {(const unsigned char *)file->at, NULL};
	*out = (struct coop_glass){0};
	if (file->size < name + version || memcmp(file->at, magic, name) != 0)
		return coop_glass_fail(COOP_GLASS_VERSION, err);
	if (memcmp(file->at + name, format, version) != 0)
		return coop_fail(err, COOP_E_VERSION, "%s",
			TR("the index has a format this program does not read",
				"l'index est dans un format que ce programme ne lit pas"));
	r.end = r.s + file->size;
	take_bytes(&r, name + version + UUID);
	out->revision = take_uint(&r);
	for (int i = 0; i < COOP_GLASS_TABLES; i++)
		take_root(&r, &out->roots[i]);
	take_statistics(&r, out);
	return r.s ? COOP_OK : coop_glass_fail(COOP_GLASS_VERSION, err);
}

bool coop_glass_sorted(const unsigned char *s, size_t n, uint64_t *out)
{
	enum { MIN_LEN = 2, MAX_LEN = 6 };
	if (n < MIN_LEN || n > MAX_LEN)
		return false;
	/* one bit is set for each byte beyond two, and the next one is clear */
	unsigned ones = 0xff00U >> (n - MIN_LEN) & 0xffU,
		 mask = ones | 0x80U >> (n - MIN_LEN);
	if ((s[0] & mask) != ones)
		return false;
	*out = s[0] & ~mask & 0xffU;
	for (size_t i = 1; i < n; i++)
		*out = *out << 8 | s[i];
	return true;
}
