/*
 * t_checksums.c - checksums of pages: whatever is changed in a file or in the checksums themselves is
 * noticed, and nothing else is.
 */
#include <fcntl.h>

#include "shared/index/checksums.h"
#include "shared/index/glass_read.h"
#include "shared/index/postings.h"
#include "shared/index/store.h"
#include "tests/unit/engine.h"
#include "tests/unit/files.h"
#include "tests/unit/random.h"

enum { PAGE = COOP_CHECKSUM_PAGE };

/* Instead of a number of pages: the checksums are damaged, or the size is another. */
#define UNKNOWN SIZE_MAX

static int folder;

static const char *in_folder(const char *dir, const char *name)
{
	static struct coop_buf path;
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s/%s", dir, name);
	return coop_buf_cstr(&path);
}

static struct coop_mapping mapped(const char *name)
{
	struct coop_mapping m;
	struct coop_error err = {0};
	need(!coop_mapping_open(&m, folder, "index", name, &err), err.msg);
	return m;
}

/* How many pages of the file are damaged, by the checksums, opened anew; or UNKNOWN. */
static size_t damaged(const char *name)
{
	struct coop_mapping sums = mapped(COOP_CHECKSUMS_FILE), file = mapped(name);
	struct coop_checksums *c;
	struct coop_pages pages;
	struct coop_error err = {0};
	size_t first = 0, count = UNKNOWN;
	enum coop_status st = coop_checksums_open(&sums, &c, &err);
	need(st == COOP_OK || st == COOP_E_CORRUPT, err.msg);
	if (!st && coop_checksums_pages(c, name, &file, &pages))
		count = coop_pages_damaged(&pages, &first);
	coop_checksums_free(c);
	coop_mapping_close(&file);
	coop_mapping_close(&sums);
	return count;
}

/* A database with a file of postings that has so many bytes, and checksums. */
static void make(const char *dir, size_t size, struct coop_buf *bytes)
{
	uint32_t state = 3;
	coop_buf_reset(bytes);
	for (size_t i = 0; i < size; i++)
		coop_buf_byte(bytes, (char)next_random(&state));
	need(!bytes->failed, "memory");
	write_whole(in_folder(dir, COOP_POSTINGS_FILE), coop_buf_cstr(bytes), size);
	unlink(in_folder(dir, COOP_CHECKSUMS_FILE));
	write_checksums(dir);
}

static void test_sizes(const char *dir)
{
	static const size_t sizes[] = {0, 1, PAGE - 1, PAGE, PAGE + 1, 5 * PAGE + 17,
		(COOP_CHECKSUM_GROUP + 3) * (size_t)PAGE};
	struct coop_buf bytes = {0};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		make(dir, sizes[i], &bytes);
		is_num(damaged(COOP_POSTINGS_FILE), 0, "%zu bytes are whole", sizes[i]);
		is_num(damaged(COOP_GLASS_VERSION), 0, "... and the file before");
		coop_buf_byte(&bytes, 0);
		write_whole(in_folder(dir, COOP_POSTINGS_FILE), bytes.s, bytes.len);
		is_num(damaged(COOP_POSTINGS_FILE), UNKNOWN,
			"... a byte more is noticed");
		if (sizes[i] > 0)
			write_whole(in_folder(dir, COOP_POSTINGS_FILE), bytes.s,
				sizes[i] - 1);
		else
			unlink(in_folder(dir, COOP_POSTINGS_FILE));
		is_num(damaged(COOP_POSTINGS_FILE), UNKNOWN, "... and one less");
	}
	unlink(in_folder(dir, COOP_POSTINGS_FILE));
	is_num(damaged(COOP_POSTINGS_FILE), UNKNOWN, "a file that is gone");
	is_num(damaged("position.glass"), 0, "one that never was");
	write_whole(in_folder(dir, "position.glass"), "x", 1);
	is_num(damaged("position.glass"), UNKNOWN, "... and now is");
	unlink(in_folder(dir, "position.glass"));
	coop_buf_release(&bytes);
}

/* Writes the file with something else in it, and tells how many pages are damaged. */
static size_t with(const char *dir, const struct coop_buf *bytes)
{
	write_whole(in_folder(dir, COOP_POSTINGS_FILE), bytes->s, bytes->len);
	return damaged(COOP_POSTINGS_FILE);
}

static void test_pages(const char *dir)
{
	struct coop_buf bytes = {0};
	make(dir, 5 * PAGE + 17, &bytes);
	for (size_t bit = 0; bit < bytes.len * 8; bit += 1237) {
		bytes.s[bit / 8] =
			(char)((unsigned char)bytes.s[bit / 8] ^ 1U << bit % 8);
		if (with(dir, &bytes) != 1)
			is_num(bit, UNKNOWN, "a bit that is turned is noticed");
		bytes.s[bit / 8] =
			(char)((unsigned char)bytes.s[bit / 8] ^ 1U << bit % 8);
	}
	is_num(with(dir, &bytes), 0, "bits turned forth and back");
	char page[PAGE];
	memcpy(page, bytes.s, PAGE);
	memcpy(bytes.s, bytes.s + PAGE, PAGE);
	is_num(with(dir, &bytes), 1, "a page in the place of another");
	memcpy(bytes.s + PAGE, page, PAGE);
	is_num(with(dir, &bytes), 2, "two pages that changed places");
	memset(bytes.s + 2 * PAGE, 0, 3 * PAGE);
	is_num(with(dir, &bytes), 5, "... and zeros");
	coop_buf_release(&bytes);
}

/* Each byte of the checksums is changed: that is noticed, or a page seems to be damaged. */
static void test_checksums(const char *dir)
{
	struct coop_buf bytes = {0}, sums = {0};
	size_t noticed = 0;
	make(dir, 3 * PAGE, &bytes);
	read_whole(in_folder(dir, COOP_CHECKSUMS_FILE), &sums);
	for (size_t i = 0; i < sums.len; i++) {
		char kept = sums.s[i];
		sums.s[i] = (char)(kept ^ 0x41);
		write_whole(in_folder(dir, COOP_CHECKSUMS_FILE), sums.s, sums.len);
		noticed += damaged(COOP_POSTINGS_FILE) != 0;
		sums.s[i] = kept;
		write_whole(in_folder(dir, COOP_CHECKSUMS_FILE), sums.s, i);
		noticed += damaged(COOP_POSTINGS_FILE) != 0;
	}
	is_num(noticed, 2 * sums.len, "damage of the checksums is noticed");
	coop_buf_release(&bytes);
	coop_buf_release(&sums);
}

/* Only what is asked for is verified, and each page once. */
static void test_once(const char *dir)
{
	struct coop_buf bytes = {0};
	make(dir, 4 * PAGE, &bytes);
	bytes.s[2 * PAGE] = (char)(bytes.s[2 * PAGE] ^ 1);
	write_whole(in_folder(dir, COOP_POSTINGS_FILE), bytes.s, bytes.len);
	struct coop_mapping sums = mapped(COOP_CHECKSUMS_FILE),
			    file = mapped(COOP_POSTINGS_FILE);
	struct coop_checksums *c;
	struct coop_pages p, none = {0};
	struct coop_error err = {0};
	need(!coop_checksums_open(&sums, &c, &err), err.msg);
	need(coop_checksums_pages(c, COOP_POSTINGS_FILE, &file, &p), "pages");
	ok(coop_pages_verify(&p, file.at, 1) &&
			coop_pages_verify(&p, file.at + 1, 2 * PAGE - 1),
		"pages before a damaged one");
	ok(coop_pages_verify(&p, file.at + 3 * PAGE, PAGE), "... and behind it");
	ok(!coop_pages_verify(&p, file.at + 2 * PAGE - 1, 2), "one byte of it");
	ok(!coop_pages_verify(&p, file.at, 4 * PAGE), "... or all");
	ok(coop_pages_verify(&p, file.at + 2 * PAGE, 0), "nothing of it");
	ok(coop_pages_is_verified(&p, 0) && coop_pages_is_verified(&p, 1) &&
			!coop_pages_is_verified(&p, 2) && coop_pages_is_verified(&p, 3),
		"what was verified is known");
	ok(coop_pages_verify(&none, file.at, 4 * PAGE), "without checksums all passes");
	coop_checksums_free(c);
	coop_mapping_close(&file);
	coop_mapping_close(&sums);
	coop_buf_release(&bytes);
}

static void test_all(const char *dir)
{
	struct coop_writer *w;
	struct coop_error err = {0};
	char database[] = "db";
	need(!coop_writer_create(in_folder(dir, database), false, &w, &err), err.msg);
	need(!coop_writer_commit(w, &err), err.msg);
	coop_writer_free(w);
	char *at = strdup(in_folder(dir, database));
	need(at != NULL, "memory");
	folder = open(at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	need(folder >= 0, at);
	test_sizes(at);
	test_pages(at);
	test_checksums(at);
	test_once(at);
	close(folder);
	free(at);
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
