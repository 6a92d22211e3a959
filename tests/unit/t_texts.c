/*
 * t_texts.c - the data of documents read from the table: the same as the engine reads, whoever
 * wrote it and however long it is; and nothing from a table that is damaged or of another
 * revision.
 */
#include "shared/texts.h"
#include "tests/unit/builds.h"
#include "tests/unit/random.h"

enum { RECORDS = 40000, RECORDS_FEWER = 1500, DAMAGES = 600, DAMAGES_FEWER = 100 };

/*
 * Texts of all sizes: of a few bytes, of a kilobyte, of several pieces, and one that repeats
 * itself, whose stream is a thousandth of it.
 */
static void fill(struct coop_record *r, size_t i)
{
	char id[24];
	struct coop_buf text = {0};
	uint32_t state = (uint32_t)i;
	size_t words = i % 1000 == 7 ? 8000
		       : i % 50 == 3 ? 900
		       : i % 8 == 0  ? 150
				     : i % 4;
	int digits = snprintf(id, sizeof id, "r%zu", i);
	coop_record_add(r, COOP_F_ID, id, (size_t)digits);
	for (size_t w = 0; w < words; w++)
		coop_buf_printf(&text, "%smot%x ", w % 7 ? "" : "é",
			i % 2000 == 1007 ? 1 : next_random(&state) % 5000);
	need(!text.failed, "memory");
	if (text.len > 0)
		coop_record_add(r, COOP_F_DESCRIPTION, text.s, text.len);
	coop_buf_release(&text);
}

static struct coop_texts *open_texts(const char *dir, uint64_t revision)
{
	struct coop_texts *t;
	struct coop_error err = {0};
	need(coop_texts_open(dir, revision, &t, &err) == COOP_OK, err.msg);
	return t;
}

/* How many of the documents are read as the engine reads them; fewer may be found. */
static size_t same_texts(
	const char *dir, struct coop_texts *t, size_t count, size_t *found)
{
	struct coop_reader *r;
	struct coop_error err = {0};
	struct coop_buf got = {0}, expected = {0};
	size_t same = 0;
	*found = 0;
	need(coop_reader_open(dir, &r, &err) == COOP_OK, err.msg);
	for (uint32_t d = 1; d <= count; d++) {
		coop_buf_reset(&got);
		coop_buf_reset(&expected);
		need(coop_reader_data(r, d, &expected, &err) == COOP_OK, err.msg);
		if (!coop_texts_read(t, d, &got))
			continue;
		++*found;
		same += got.len == expected.len &&
			memcmp(got.s, expected.s, got.len) == 0;
	}
	coop_buf_release(&got);
	coop_buf_release(&expected);
	coop_reader_free(r);
	return same;
}

static void test_all_read(const char *name, bool engine, size_t count)
{
	const struct input in = {name, fill, count};
	struct build b = {.engine = engine, .threads = 1, .memory = 64 << 20};
	struct coop_buf out = {0};
	const char *dir = path_of(name);
	size_t found;
	build_new(dir, &in, &b);
	struct coop_texts *t = open_texts(dir, 1);
	need(t != NULL, "the table is not known");
	size_t same = same_texts(dir, t, count, &found);
	ok(same == count, "%s: %zu of %zu texts are the same", name, same, count);
	ok(!coop_texts_read(t, 0, &out) &&
			!coop_texts_read(t, (uint32_t)count + 1, &out) &&
			!coop_texts_read(t, UINT32_MAX, &out) && out.len == 0,
		"%s: there is no other text", name);
	coop_texts_free(t);
	coop_buf_release(&out);
}

static void test_revisions(const char *dir)
{
	struct coop_texts *t = open_texts(dir, 2);
	ok(t == NULL, "not of another revision");
	coop_texts_free(t);
	t = open_texts(path_of("nowhere"), 1);
	ok(t == NULL, "not of a folder that is not there");
	coop_texts_free(t);
}

/* A table that changed after it was opened: its blocks are of a later revision. */
static void test_later(const char *dir, const char *copy, const struct coop_buf *table,
	const struct coop_buf *version, size_t count)
{
	struct coop_buf path = {0}, later = {0}, out = {0};
	size_t found = 0;
	coop_buf_add(&later, table->s, table->len);
	for (size_t at = 0; at < later.len; at += 8192)
		later.s[at + 3] = 2;
	need(mkdir(copy, 0777) == 0, copy);
	coop_buf_printf(&path, "%s/iamglass", copy);
	write_whole(path.s, version->s, version->len);
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s/docdata.glass", copy);
	write_whole(path.s, later.s, later.len);
	struct coop_texts *t = open_texts(copy, 1);
	need(t != NULL, dir);
	for (uint32_t d = 1; d <= count; d++)
		found += coop_texts_read(t, d, &out);
	ok(found == 0 && out.len == 0, "nothing is read of blocks of a later revision");
	coop_texts_free(t);
	coop_buf_release(&path);
	coop_buf_release(&later);
	coop_buf_release(&out);
}

/* Bytes changed at random, most of them where blocks and items begin: no harm is done. */
static void test_damage(const char *copy, const struct coop_buf *table,
	const struct coop_buf *version, size_t count)
{
	struct coop_buf tables = {0}, versions = {0}, bad = {0}, out = {0};
	uint32_t state = 3;
	size_t lost = 0, opened = 0;
	coop_buf_printf(&tables, "%s/docdata.glass", copy);
	coop_buf_printf(&versions, "%s/iamglass", copy);
	for (size_t i = 0; i < many(DAMAGES, DAMAGES_FEWER); i++) {
		bool head = i % 8 == 0;
		const struct coop_buf *whole = head ? version : table;
		coop_buf_reset(&bad);
		coop_buf_add(&bad, whole->s, whole->len);
		for (int n = 0; n < 20; n++) {
			size_t at = next_random(&state) % bad.len;
			if (!head && n % 2)
				at = at / 8192 * 8192 + next_random(&state) % 60;
			if (at < bad.len && (!head || at > 32))
				bad.s[at] = (char)next_random(&state);
		}
		if (!head && i % 16 == 1)
			bad.len -= next_random(&state) % bad.len;
		write_whole(
			tables.s, head ? table->s : bad.s, head ? table->len : bad.len);
		write_whole(versions.s, head ? bad.s : version->s,
			head ? bad.len : version->len);
		struct coop_texts *t = open_texts(copy, 1);
		opened += t != NULL;
		for (uint32_t d = 1; t && d <= count; d += 13) {
			coop_buf_reset(&out);
			lost += !coop_texts_read(t, d, &out);
		}
		coop_texts_free(t);
	}
	ok(opened > 0 && lost > 0, "damage: %zu tables opened, %zu texts not found",
		opened, lost);
	coop_buf_release(&tables);
	coop_buf_release(&versions);
	coop_buf_release(&bad);
	coop_buf_release(&out);
}

static void test_all(const char *dir)
{
	const struct input few = {"few", fill, 1100};
	struct build b = {.threads = 1, .memory = 64 << 20};
	struct coop_buf path = {0}, table = {0}, version = {0};
	scratch = dir;
	test_all_read("built", false, many(RECORDS, RECORDS_FEWER));
	test_all_read("by the engine", true, many(RECORDS / 4, RECORDS_FEWER));
	build_new(path_of("few"), &few, &b);
	test_revisions(path_of("few"));
	coop_buf_printf(&path, "%s", path_of("few/docdata.glass"));
	read_whole(path.s, &table);
	read_whole(path_of("few/iamglass"), &version);
	test_later(dir, path_of("copy"), &table, &version, few.count);
	test_damage(path_of("copy"), &table, &version, few.count);
	coop_buf_release(&path);
	coop_buf_release(&table);
	coop_buf_release(&version);
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
