/*
 * t_hashes.c - hashes tell which records are equal, and stored records come back as they were given,
 * with their hashes.
 */
#include <inttypes.h>

#include "shared/index/hashes.h"
#include "tests/unit/inputs.h"
#include "tests/unit/records.h"
#include "tests/unit/segments.h"

enum { MIB = 1 << 20 };

static uint64_t hash_of(const struct coop_record *r)
{
	struct coop_buf packed = {0};
	need(coop_record_pack(r, &packed, NULL) == COOP_OK, "memory");
	uint64_t hash = coop_hash_packed(r, packed.s, packed.len);
	coop_buf_release(&packed);
	return hash;
}

/* Fills a record that differs from the one of variant 0 in one thing. */
static void fill_variant(struct coop_record *r, size_t variant)
{
	coop_record_reset(r, variant == 1 ? "b" : "a", variant == 2 ? 13 : 12);
	for (size_t field = 0; field < COOP_FIELD_COUNT; field++) {
		const char *text = variant == 10 + field ? "texts" : "text";
		if (variant == 100 + field)
			continue;
		if (field == COOP_F_OTHER)
			coop_record_add_named(
				r, variant == 3 ? "Cot" : "Cote", 3, text, strlen(text));
		else
			coop_record_add(r, (enum coop_field)field, text, strlen(text));
		if (variant == 200 + field)
			coop_record_mark(r, field, 90);
		if (variant == 300 + field)
			coop_record_mark(r, field, 91);
	}
	if (variant == 4)
		coop_record_add(r, COOP_F_PRODUCER, "text", 4);
	if (variant == 3) /* another name of the same length */
		coop_record_add_named(r, "Cota", 4, "text", 4);
}

static void test_variants(void)
{
	enum { VARIANTS = 400 };
	static uint64_t hashes[VARIANTS];
	struct coop_record r, first;
	size_t wrong = 0, equal = 0;
	coop_record_init(&r);
	coop_record_init(&first);
	fill_variant(&first, 0);
	for (size_t i = 0; i < VARIANTS; i++) {
		fill_variant(&r, i);
		hashes[i] = hash_of(&r);
		bool same = same_record(&r, &first);
		equal += same;
		wrong += (hashes[i] == hashes[0]) != same;
		r.length = 700;
		coop_record_set_copy(&r, "~17", 3);
		wrong += i != 100 && hash_of(&r) != hashes[i];
		for (size_t k = 0; k < i && !same; k++)
			wrong += hashes[k] == hashes[i];
	}
	is_num(wrong, 0, "equal records have equal hashes, and others do not");
	is_num(VARIANTS - equal, 4 + 4 * COOP_FIELD_COUNT, "... of so many others");
	coop_record_reset(&r, "a", 1);
	coop_record_add(&r, COOP_F_ID, "1", 1);
	ok(hash_of(&r) == UINT64_C(0x1acd045b45283c47),
		"a hash is the same on all machines: %016" PRIx64, hash_of(&r));
	coop_record_release(&r);
	coop_record_release(&first);
}

/* The hashes in the file are those of what is stored, and of what was given. */
static void test_stored_hashes(const char *dir, const struct input *in)
{
	struct coop_reader *reader = open_reader(dir);
	struct coop_record given, stored;
	struct coop_hashes h = {.pages = {0}};
	struct coop_stored *s;
	struct coop_error err = {0};
	uint64_t computed, kept;
	size_t wrong = 0, n = 0;
	bool more = true;
	coop_record_init(&given);
	coop_record_init(&stored);
	need(coop_hashes_open(reader, &h, &err) == COOP_OK && h.file.there, err.msg);
	need(coop_stored_open(reader, 1, coop_reader_last(reader), &s, &err) == COOP_OK,
		err.msg);
	for (;; n++) {
		need(coop_stored_next(s, &stored, &computed, &more, &err) == COOP_OK,
			err.msg);
		if (!more)
			break;
		in->fill(&given, n);
		given.length = stored.length;
		need(coop_hashes_get(&h, (uint32_t)n + 1, &kept, &err) == COOP_OK,
			err.msg);
		wrong += computed != kept || hash_of(&given) != kept ||
			 !same_record(&given, &stored);
	}
	is_num(n, in->count, "all records are read");
	is_num(wrong, 0, "... as they were given, with the hashes that are stored");
	coop_stored_free(s);
	coop_hashes_close(&h);
	coop_reader_free(reader);
	coop_record_release(&given);
	coop_record_release(&stored);
}

/* Reads some documents; the number of those that can be read. */
static size_t read_stored(const struct coop_reader *reader, uint32_t first, uint32_t last,
	enum coop_status *st, struct coop_error *err)
{
	struct coop_stored *s;
	struct coop_record r;
	uint64_t hash;
	bool more = true;
	size_t n = 0;
	coop_record_init(&r);
	*err = (struct coop_error){0};
	need(coop_stored_open(reader, first, last, &s, err) == COOP_OK, err->msg);
	while (!(*st = coop_stored_next(s, &r, &hash, &more, err)) && more)
		n++;
	coop_stored_free(s);
	coop_record_release(&r);
	return n;
}

/* Changes a byte in the middle of a file. */
static void spoil(const char *dir, const char *name)
{
	struct coop_buf path = {0}, bytes = {0};
	coop_buf_printf(&path, "%s/%s", dir, name);
	read_whole(coop_buf_cstr(&path), &bytes);
	bytes.s[bytes.len / 2] ^= 1;
	write_whole(path.s, bytes.s, bytes.len);
	coop_buf_release(&path);
	coop_buf_release(&bytes);
}

static void test_ranges(const char *dir)
{
	struct coop_reader *reader = open_reader(dir);
	struct coop_error err;
	enum coop_status st;
	uint32_t last = coop_reader_last(reader);
	is_num(read_stored(reader, 1, 0, &st, &err), 0, "no documents");
	ok(st == COOP_OK, "... is no failure");
	is_num(read_stored(reader, 7, 7, &st, &err), 1, "one document");
	is_num(read_stored(reader, 300, last, &st, &err), last - 299,
		"the last documents");
	ok(st == COOP_OK, "... and no failure");
	is_num(read_stored(reader, last, last + 1, &st, &err), 1, "one too many");
	is_damage(st, &err, "docdata.glass", "a document that is missing");
	coop_reader_free(reader);
}

static void test_damaged_stored(const char *dir)
{
	struct coop_error err = {0};
	struct coop_hashes h = {.pages = {0}};
	enum coop_status st;
	uint64_t hash;
	spoil(dir, "docdata.glass");
	spoil(dir, COOP_HASHES_FILE);
	struct coop_reader *reader = open_reader(dir);
	uint32_t last = coop_reader_last(reader);
	ok(read_stored(reader, 1, last, &st, &err) < last, "not all can be read");
	is_damage(st, &err, "docdata.glass", "a page that is damaged");
	err = (struct coop_error){0};
	need(coop_hashes_open(reader, &h, &err) == COOP_OK, err.msg);
	st = COOP_OK;
	for (uint32_t d = 1; d <= last && !st; d++)
		st = coop_hashes_get(&h, d, &hash, &err);
	is_damage(st, &err, COOP_HASHES_FILE, "a page of hashes");
	coop_hashes_close(&h);
	unlink(path_of("hashed/" COOP_HASHES_FILE));
	err = (struct coop_error){0};
	ok(coop_hashes_open(reader, &h, &err) == COOP_E_STALE, "hashes are missing: %s",
		err.msg);
	coop_hashes_close(&h);
	coop_reader_free(reader);
}

/* What another program has written. */
static void test_others(void)
{
	const char *dir = path_of("other");
	struct coop_reader *reader = new_reader(dir, "no record", NULL, NULL);
	struct coop_hashes h = {.pages = {0}};
	struct coop_error err = {0};
	enum coop_status st;
	is_num(read_stored(reader, 1, 1, &st, &err), 0, "what is no record is not read");
	is_damage(st, &err, "docdata.glass", "no record");
	err = (struct coop_error){0};
	ok(coop_hashes_open(reader, &h, &err) == COOP_OK && !h.file.there, "no hashes");
	coop_hashes_close(&h);
	write_whole(path_of("other/" COOP_HASHES_FILE), "1234567", 7);
	is_damage(coop_hashes_open(reader, &h, &err), &err, COOP_HASHES_FILE,
		"hashes of other documents");
	coop_hashes_close(&h);
	coop_reader_free(reader);
	remove_tree(dir);
}

static void test_hashes(void)
{
	struct input in = {"random records", fill_random, many(2000, 800)};
	const char *dir = path_of("hashed");
	build_new(dir, &in, &(struct build){.threads = 3, .memory = MIB});
	write_checksums(dir);
	test_stored_hashes(dir, &in);
	test_ranges(dir);
	test_damaged_stored(dir);
	remove_tree(dir);
}

static void test_all(const char *dir)
{
	scratch = dir;
	test_variants();
	test_hashes();
	test_others();
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
