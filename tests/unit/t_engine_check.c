/*
 * t_engine_check.c - a segment that is not what was written to it does not serve.
 */
#include <fcntl.h>

#include "indexer/generations/checksums_write.h"
#include "indexer/generations/engine_check.h"
#include "indexer/generations/generation.h"
#include "shared/index/checksums.h"
#include "shared/index/postlist.h"
#include "shared/index/store.h"
#include "tests/unit/builds.h"
#include "tests/unit/indexes.h"

static void fill(struct coop_record *r, size_t i)
{
	char id[20], text[400];
	snprintf(id, sizeof id, "%zu", i);
	coop_record_add(r, COOP_F_ID, id, strlen(id));
	int n = snprintf(text, sizeof text, "Une scop de Lyon,");
	for (size_t k = 0; k < 30; k++)
		n += snprintf(text + n, sizeof text - (size_t)n, " mot%zu",
			(i * 31 + k * k) % 3000);
	coop_record_add(r, COOP_F_BODY, text, (size_t)n);
}

/* Builds a segment of so many documents, with its checksums. */
static void build_segment(const char *dir, bool engine, size_t count)
{
	const struct input input = {"segment", fill, count};
	struct build b = {.engine = engine, .threads = 1, .memory = 1 << 24};
	struct coop_error err = {0};
	build_new(dir, &input, &b);
	int fd = open(dir, O_RDONLY | O_DIRECTORY);
	need(checksums_write(fd, dir, NULL, &err) == COOP_OK, err.msg);
	close(fd);
}

static enum coop_status check(const char *dir, struct coop_error *err)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY);
	*err = (struct coop_error){0};
	enum coop_status st = engine_check(fd, dir, err);
	close(fd);
	return st;
}

static void test_sound(void)
{
	static const size_t counts[] = {1, 2, 17, 3000};
	struct coop_error err;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		for (int engine = 0; engine < 2; engine++) {
			const char *dir = path_of("sound");
			build_segment(dir, engine, counts[i]);
			if (!ok(check(dir, &err) == COOP_OK, "%zu documents, %s",
				    counts[i], engine ? "by the engine" : "by us"))
				printf("# %s\n", err.msg);
			remove_tree(dir);
		}
}

/* Each file, damaged at its beginning, in its middle and at its end, or cut there. */
static void damage(const char *file, int where, bool cut, struct coop_buf *whole)
{
	struct coop_buf bad = {0};
	read_whole(file, whole);
	coop_buf_add(&bad, whole->s, whole->len);
	need(!bad.failed && bad.len > 0, "memory");
	size_t at = bad.len / 2 * (size_t)where;
	at = at < bad.len ? at : bad.len - 1;
	for (size_t i = at; !cut && i < bad.len && i < at + 4096; i++)
		bad.s[i] = (char)~bad.s[i];
	write_whole(file, bad.s, cut ? at : bad.len);
	coop_buf_release(&bad);
}

/*
 * A small segment, all of which is read. With its checksums damage is told by these; without, by the
 * engine or by us.
 */
static void test_damaged(bool checksums)
{
	static const char *const files[] = {
		"iamglass", "postlist.glass", "docdata.glass"};
	const char *dir = path_of("damaged");
	struct coop_error err;
	struct coop_buf whole = {0}, file = {0};
	build_segment(dir, false, 20);
	if (!checksums) {
		coop_buf_printf(&file, "%s/%s", dir, COOP_CHECKSUMS_FILE);
		unlink(file.s);
	}
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		for (int k = 0; k < 6; k++) {
			coop_buf_reset(&file);
			coop_buf_printf(&file, "%s/%s", dir, files[i]);
			damage(file.s, k / 2, k % 2, &whole);
			enum coop_status st = check(dir, &err);
			bool told = st == COOP_E_IO && strstr(err.msg, dir);
			/* the end of a block may be free: then all is as it was */
			bool free_bytes = !checksums && k == 4 && st == COOP_OK;
			if (!ok(told || free_bytes, "%s: damage %d is found", files[i],
				    k))
				printf("# status %d: %s\n", (int)st, err.msg);
			write_whole(file.s, whole.s, whole.len);
		}
	ok(check(dir, &err) == COOP_OK, "whole again");
	remove_tree(dir);
	coop_buf_release(&whole);
	coop_buf_release(&file);
}

/* What the engine says is compared, one thing after the other. */
static void test_differences(void)
{
	const char *dir = path_of("compared");
	static const char *const docs[] = {"first", "second"};
	struct coop_term term = {"scop", 4, 1, NULL, 0};
	struct coop_writer *w;
	struct coop_error err = {0};
	need(coop_writer_create(dir, true, &w, &err) == COOP_OK, err.msg);
	for (int i = 0; i < 2; i++)
		coop_writer_add(
			w, &(struct coop_doc){&term, 1, docs[i], strlen(docs[i])}, &err);
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
	for (int i = 0; i <= 6; i++) {
		struct coop_expected_term terms[] = {
			{"scop", 4, i == 3 ? 1 : 2}, {"scop", i == 4 ? 3 : 4, 2}};
		struct coop_expected_doc expected[] = {
			{1, "first", 5}, {2, i == 5 ? "secone" : "second", 6}};
		struct coop_expected e = {
			i == 1 ? 1 : 2, i == 2 ? 3 : 2, terms, 2, expected, 2};
		if (i == 6)
			expected[0].docid = 7;
		err = (struct coop_error){0};
		enum coop_status st = coop_store_verify(dir, &e, &err);
		if (i == 0)
			ok(st == COOP_OK, "the same");
		else
			ok(st != COOP_OK && st == err.status && err.msg[0],
				"difference %d is found", i);
	}
	remove_tree(dir);
}

/* The terms of a sample are spread over the table. */
static void test_spread(void)
{
	enum { PARTS = 64 };
	const char *dir = path_of("spread");
	struct coop_reader *r;
	struct coop_error err = {0};
	char before[COOP_TERM_MAX] = "";
	size_t len, before_len = 0, different = 0;
	bool ascend = true;
	build_segment(dir, false, 3000);
	need(coop_reader_open(dir, &r, &err) == COOP_OK, err.msg);
	const struct coop_table *t = coop_reader_table(r, COOP_GLASS_POSTLIST);
	for (size_t i = 0; i < PARTS; i++) {
		struct coop_table_cursor c;
		char term[COOP_TERM_MAX];
		need(coop_table_cursor_sample(&c, t, i, PARTS) == COOP_LOOKUP_FOUND,
			"no item");
		while (!coop_postlist_term(&c.item, term, &len))
			need(coop_table_cursor_next(&c) == COOP_LOOKUP_FOUND, "no term");
		int order = strncmp(before, term, len < before_len ? len : before_len);
		ascend &= order <= 0;
		different += len != before_len || order != 0;
		memcpy(before, term, len);
		before_len = len;
	}
	ok(ascend, "a sample is in the order of the table");
	ok(different > PARTS * 3 / 4, "... and spread: %zu terms", different);
	coop_reader_free(r);
	remove_tree(dir);
}

/* What is damaged before it serves takes nothing's place. */
static void test_commit(void)
{
	const char *dir = path_of("index");
	static const char csv[] = "id,titre\n1,Une scop\n";
	struct coop_buf index = {0}, file = {0}, whole = {0};
	struct report report = {.program = "test", .quiet = true};
	struct generation *g;
	struct coop_error err = {0}, after = {0};
	struct coop_stub before, now;
	need(mkdir(dir, 0777) == 0, dir);
	build_csv_index(dir, csv, strlen(csv), &index);
	int fd = open(index.s, O_RDONLY | O_DIRECTORY);
	need(coop_stub_read(fd, index.s, &before, &err) == COOP_OK, err.msg);
	need(generation_begin(index.s, 0, &report, &g, &err) == COOP_OK, err.msg);
	const struct input input = {"segment", fill, 20};
	struct build b = {.threads = 1, .memory = 1 << 24};
	need(build_into(generation_path(g), &input, &b, &err) == COOP_OK, err.msg);
	coop_buf_printf(&file, "%s/postlist.glass", generation_path(g));
	damage(file.s, 1, false, &whole);
	const struct origin origin = {.known = true, .records = 20, .made = 1};
	enum coop_status st = generation_commit(g, &origin, NULL, NULL, &after, &err);
	ok(st == COOP_E_IO && strstr(err.msg, generation_path(g)),
		"nothing damaged is committed: %s", err.msg);
	generation_free(g);
	need(coop_stub_read(fd, index.s, &now, &err) == COOP_OK, err.msg);
	ok(now.number == before.number && now.checksums == before.checksums,
		"... and the index is as it was");
	close(fd);
	remove_tree(dir);
	coop_buf_release(&index);
	coop_buf_release(&file);
	coop_buf_release(&whole);
}

static void run(const char *dir)
{
	scratch = dir;
	test_sound();
	test_damaged(true);
	test_damaged(false);
	test_differences();
	test_spread();
	test_commit();
}

int main(void)
{
	in_scratch(run);
	return done();
}
