/*
 * t_documents.c - reading the data of documents from the table: the same as the engine
 * reads, whoever wrote them and however long they are; nothing from a table that is
 * damaged or of another revision.
 */
#include "shared/index/documents.h"
#include "shared/index/store.h"
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

/* An open database, and its documents. */
static struct coop_reader *reader;
static struct coop_documents *docs;

static bool open_docs(const char *dir)
{
	struct coop_error err = {0};
	bool opened = coop_reader_open(dir, &reader, &err) == COOP_OK &&
		      coop_documents_open(reader, &docs, &err) == COOP_OK;
	need(opened || err.status == COOP_E_CORRUPT || err.status == COOP_E_VERSION,
		err.msg);
	return opened;
}

static void close_docs(void)
{
	coop_documents_free(docs);
	coop_reader_free(reader);
	docs = NULL;
	reader = NULL;
}

/* Whether a text is read; if not, what the failure is. */
static bool reads(uint32_t docid, struct coop_buf *out, enum coop_status *st)
{
	struct coop_error err = {0};
	coop_buf_reset(out);
	*st = coop_documents_read(docs, docid, out, &err);
	need(*st == err.status, "the status is not the one of the error");
	return *st == COOP_OK;
}

/* How many of the documents are read as the engine reads them. */
static size_t same_docs(const char *dir, size_t count)
{
	struct oracle *o;
	struct coop_error err = {0};
	struct coop_buf got = {0}, expected = {0};
	enum coop_status st;
	size_t same = 0;
	need(oracle_open(dir, &o, &err) == COOP_OK, err.msg);
	for (uint32_t d = 1; d <= count; d++) {
		coop_buf_reset(&expected);
		need(oracle_data(o, d, &expected, &err) == COOP_OK, err.msg);
		same += reads(d, &got, &st) && got.len == expected.len &&
			memcmp(got.s, expected.s, got.len) == 0;
	}
	coop_buf_release(&got);
	coop_buf_release(&expected);
	oracle_free(o);
	return same;
}

static void test_all_read(const char *name, bool engine, size_t count)
{
	const struct input in = {name, fill, count};
	struct build b = {.engine = engine, .threads = 1, .memory = 64 << 20};
	struct coop_buf out = {0};
	const char *dir = path_of(name);
	enum coop_status st[3];
	build_new(dir, &in, &b);
	need(open_docs(dir), "it does not open");
	size_t same = same_docs(dir, count);
	ok(same == count, "%s: %zu of %zu texts are the same", name, same, count);
	ok(!reads(0, &out, &st[0]) && !reads((uint32_t)count + 1, &out, &st[1]) &&
			!reads(UINT32_MAX, &out, &st[2]) && out.len == 0 &&
			st[0] == COOP_E_CORRUPT && st[1] == st[0] && st[2] == st[0],
		"%s: there is no other text", name);
	close_docs();
	coop_buf_release(&out);
}

/* What a copy of a database is made of. */
struct copy {
	struct coop_buf table, version, postlist;
};

static void write_copy(const char *name, const struct coop_buf *bytes)
{
	write_whole(path_of(name), coop_buf_cstr(bytes), bytes->len);
}

/*
 * A table that changed after it was opened: its blocks are of a later revision, which the
 * version file tells, or does not.
 */
static void test_later(const struct copy *from, size_t count)
{
	struct coop_buf later = {0}, version = {0}, out = {0};
	enum coop_status st;
	size_t told[2] = {0};
	enum { REVISION = 32 };
	need(open_docs(path_of("copy")), "the copy does not open");
	coop_buf_add(&later, from->table.s, from->table.len);
	for (size_t at = 0; at < later.len; at += 8192)
		later.s[at + 3] = 2;
	coop_buf_add(&version, from->version.s, from->version.len);
	version.s[REVISION] = 2;
	write_copy("copy/docdata.glass", &later);
	for (uint32_t d = 1; d <= count; d++)
		told[0] += !reads(d, &out, &st) && st == COOP_E_CORRUPT;
	write_copy("copy/iamglass", &version);
	for (uint32_t d = 1; d <= count; d++)
		told[1] += !reads(d, &out, &st) && st == COOP_E_STALE;
	is_num(told[0], count, "nothing is read of blocks of a later revision");
	is_num(told[1], count, "... which an index that changed has");
	close_docs();
	coop_buf_release(&later);
	coop_buf_release(&version);
	coop_buf_release(&out);
}

/* Bytes changed at random, most of them where blocks and items begin: no harm is done. */
static void test_damage(const struct copy *from, size_t count)
{
	struct coop_buf bad = {0}, out = {0};
	uint32_t state = 3;
	size_t lost = 0, opened = 0;
	for (size_t i = 0; i < many(DAMAGES, DAMAGES_FEWER); i++) {
		bool head = i % 8 == 0;
		const struct coop_buf *whole = head ? &from->version : &from->table;
		enum coop_status st;
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
		write_copy("copy/docdata.glass", head ? &from->table : &bad);
		write_copy("copy/iamglass", head ? &bad : &from->version);
		bool opens = open_docs(path_of("copy"));
		opened += opens;
		for (uint32_t d = 1; opens && d <= count; d += 13)
			lost += !reads(d, &out, &st);
		close_docs();
	}
	ok(opened > 0 && lost > 0, "damage: %zu tables opened, %zu texts not found",
		opened, lost);
	coop_buf_release(&bad);
	coop_buf_release(&out);
}

static void make_copy(struct copy *from)
{
	read_whole(path_of("few/docdata.glass"), &from->table);
	read_whole(path_of("few/iamglass"), &from->version);
	read_whole(path_of("few/postlist.glass"), &from->postlist);
	need(mkdir(path_of("copy"), 0777) == 0, "no folder");
	write_copy("copy/docdata.glass", &from->table);
	write_copy("copy/iamglass", &from->version);
	write_copy("copy/postlist.glass", &from->postlist);
}

static void test_all(const char *dir)
{
	const struct input few = {"few", fill, 1100};
	struct build b = {.threads = 1, .memory = 64 << 20};
	struct copy from = {.table = {0}};
	scratch = dir;
	test_all_read("built", false, many(RECORDS, RECORDS_FEWER));
	test_all_read("by the engine", true, many(RECORDS / 4, RECORDS_FEWER));
	build_new(path_of("few"), &few, &b);
	make_copy(&from);
	test_later(&from, few.count);
	write_copy("copy/iamglass", &from.version);
	test_damage(&from, few.count);
	struct coop_buf *all[] = {&from.table, &from.version, &from.postlist};
	for (size_t i = 0; i < 3; i++)
		coop_buf_release(all[i]);
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
