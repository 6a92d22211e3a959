/*
 * t_glass.c - the tables written by indexer/bulk/ are what the engine would write.
 *
 * Each case is a set of documents that the engine and our writers write. The engine must
 * find no error in ours, and read the same from both.
 */
#include <inttypes.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "shared/index/store.h"
#include "tests/unit/databases.h"
#include "tests/unit/glass.h"
#include "tests/unit/random.h"

static void build_engine(const char *dir, const struct model *m)
{
	struct coop_writer *w;
	struct coop_error err = {0};
	need(coop_writer_create(dir, true, &w, &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < m->ndocs; i++)
		need(coop_writer_add(w, &m->docs[i], &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < m->nmeta; i++)
		need(coop_writer_set_meta(w, m->meta[i].name, m->meta[i].value,
			     m->meta[i].len, &err) == COOP_OK,
			err.msg);
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
}

static void build_bulk(const char *dir, const struct model *m)
{
	struct coop_error err = {0};
	need(mkdir(dir, 0777) == 0, dir);
	need(bulk_build(dir, m, &err) == COOP_OK, err.msg);
}

/* Writes documents both ways and compares. */
static void compare(struct model *m, const char *name)
{
	const char *bulk = path_of("bulk"), *engine = path_of("engine");
	model_sort(m);
	build_bulk(bulk, m);
	build_engine(engine, m);
	is_clean(bulk, name);
	same_dump(bulk, engine, name);
	remove_tree(bulk);
	remove_tree(engine);
	model_release(m);
}

/* ---- making documents ---- */

static struct coop_term term_of(struct model *m, const char *s, size_t len, uint32_t wdf)
{
	return (struct coop_term){keep(m, s, len), len, wdf, NULL, 0};
}

/* A document of one term. */
static void add_one(struct model *m, const char *s, uint32_t wdf, const char *data)
{
	struct coop_term *t = keep(m, NULL, sizeof *t);
	*t = term_of(m, s, strlen(s), wdf);
	model_add(m, t, 1, data, strlen(data));
}

/* Bytes that do not compress. */
static char *noise(struct model *m, size_t n, uint32_t *seed)
{
	char *bytes = keep(m, NULL, n);
	for (size_t i = 0; i < n; i++)
		bytes[i] = (char)(next_random(seed) >> 4);
	return bytes;
}

/* `n` ascending positions from `first` on, each at most `gap` behind the one before. */
static uint32_t *positions(
	struct model *m, size_t n, uint32_t first, uint32_t gap, uint32_t *seed)
{
	uint32_t *pos = keep(m, NULL, n * sizeof *pos);
	for (size_t i = 0; i < n; i++) {
		pos[i] = first;
		first += 1 + (gap > 1 ? next_random(seed) % gap : 0);
	}
	return pos;
}

/* ---- cases ---- */

static void test_small(void)
{
	struct model m = {0};
	static const uint32_t pos[] = {3, 8};
	compare(&m, "no document");
	add_one(&m, "scop", 1, "Une Scop");
	compare(&m, "one document, no positions");
	struct coop_term t = {"scop", 4, 1, pos, 2};
	model_add(&m, &t, 1, "", 0);
	compare(&m, "one document without data");
	model_add(&m, NULL, 0, "", 0);
	compare(&m, "one document of nothing");
	model_add(&m, NULL, 0, "x", 1);
	add_one(&m, "a", 5, "");
	model_add(&m, NULL, 0, "", 0);
	add_one(&m, "b", 0, "abcd");
	add_one(&m, "a", 0, "aaaaa");
	model_add(&m, NULL, 0, "aaaaaaaaaaaaaaaa", 16);
	model_meta(&m, "a", "", 0);
	model_meta(&m, "b", "c", 1);
	model_meta(&m, "bb", "\0", 1);
	compare(&m, "documents without terms, terms that count for nothing");
	model_meta(&m, "a", "b", 1);
	compare(&m, "nothing but metadata");
}

/* Terms that are hard to keep apart and in order. */
static void test_terms(void)
{
	static const struct {
		const char *s;
		size_t len;
	} odd[] = {{"\0", 1}, {"\0\0", 2}, {"\0\0\0", 3}, {"\0a", 2}, {"\0\xff", 2},
		{"\0\xff\0", 3}, {"\xff", 1}, {"\xff\xff", 2}, {"\xff\0\xff", 3},
		{"a", 1}, {"a\0", 2}, {"a\0\0", 3}, {"a\0a", 3}, {"a\0\xff", 3},
		{"a\1", 2}, {"aa", 2}, {"aaa", 3}, {"aab", 3}, {"a\xff", 2}, {"a\x80", 2},
		{"\xc0", 1}, {"\xe0", 1}, {"\0\xe0", 2}, {"\0\xc0", 2}, {"\0\xd8", 2}};
	enum { ODD = sizeof odd / sizeof *odd, DOCS = 700, LONG = 5 };
	static const uint32_t pos[] = {1, 2, 4};
	struct model m = {0};
	char longest[COOP_TERM_MAX];
	memset(longest, 'a', sizeof longest);
	for (unsigned d = 0; d < DOCS; d++) {
		struct coop_term *terms = keep(&m, NULL, (ODD + LONG) * sizeof *terms);
		size_t n = 0;
		for (unsigned i = 0; i < ODD; i++)
			if (d % (i + 1) == 0)
				terms[n++] = term_of(&m, odd[i].s, odd[i].len, i * d);
		for (unsigned i = 0; i < LONG && d % 3 == 0; i++) {
			terms[n] = term_of(&m, longest, sizeof longest - i, i + d);
			if (i % 2 == 0)
				memset((char *)(uintptr_t)terms[n].s + 200, 'z' - (int)i,
					10);
			n++;
		}
		for (unsigned i = 0; i < n; i++)
			if ((i + d) % 2 == 0) {
				terms[i].pos = pos;
				terms[i].npos = 1 + i % 3;
			}
		model_add(&m, terms, n, "", 0);
	}
	compare(&m, "odd terms");
}

/* Many chunks of a posting list; docids on both sides of 0x8000, rare and frequent. */
static void test_postings(void)
{
	enum { DOCS = 70000 };
	static const char *const names[] = {
		"all", "seventh", "some", "end", "all\1", "r"};
	static const uint32_t pos[] = {1};
	struct model m = {0};
	uint32_t seed = 7;
	for (uint32_t d = 1; d <= DOCS; d++) {
		struct coop_term *terms = keep(&m, NULL, 6 * sizeof *terms);
		bool in[] = {true, d % 7 == 0, d % 300 == 299, d > DOCS - 3000,
			d == 1 || d == 32767 || d == 32768 || d == DOCS, d % 20000 == 5};
		size_t n = 0;
		for (unsigned i = 0; i < 6; i++)
			if (in[i])
				terms[n++] = (struct coop_term){names[i],
					strlen(names[i]), next_random(&seed) % 200,
					i > 1 ? pos : NULL, i > 1};
		model_add(&m, terms, n, "", 0);
	}
	compare(&m, "posting lists of many chunks");
}

/* Long words that differ at their ends fill the branches: the trees get four levels. */
static void test_long_document(void)
{
	enum { EACH = 6, TERMS = 34000, WORDS = EACH * TERMS };
	struct model m = {0};
	struct coop_term *terms = keep(&m, NULL, TERMS * sizeof *terms);
	uint32_t seed = 1, *pos = keep(&m, NULL, WORDS * sizeof *pos);
	for (uint32_t i = 0; i < TERMS; i++) {
		char word[COOP_TERM_MAX + 1];
		int n = snprintf(word, sizeof word, "%0*" PRIx32, COOP_TERM_MAX, i);
		terms[i] = term_of(&m, word, (size_t)n, next_random(&seed) % 300);
		terms[i].pos = &pos[i * EACH];
		terms[i].npos = EACH;
		for (uint32_t k = 0; k < EACH; k++)
			pos[i * EACH + k] = i + k * TERMS + 1;
	}
	add_one(&m, "before", 1, "");
	model_add(&m, terms, TERMS, "", 0);
	add_one(&m, "behind", 1, "");
	compare(&m, "a document of 204,000 words");
}

/* The sizes around which a tag gets one more piece, or fills a block. */
static void test_sizes(void)
{
	static const size_t ranges[][2] = {
		{0, 12}, {2027, 2050}, {4060, 4100}, {6080, 6130}, {8100, 8200}};
	struct model m = {0};
	uint32_t seed = 3;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		for (size_t n = ranges[i][0]; n <= ranges[i][1]; n++) {
			char name[16], *bytes = noise(&m, n, &seed);
			snprintf(name, sizeof name, "%05zu", n);
			model_add(&m, NULL, 0, bytes, n);
			model_meta(&m, name, bytes, n);
		}
	compare(&m, "data and metadata of all sizes");
}

static void test_big(void)
{
	enum { BIG = 3 << 20, META = 1 << 20 };
	static const char text[] = "Une Scop est une coopérative de production. ";
	struct model m = {0};
	uint32_t seed = 4;
	char *repeated = keep(&m, NULL, BIG);
	for (size_t i = 0; i < BIG; i++)
		repeated[i] = text[i % (sizeof text - 1)];
	model_add(&m, NULL, 0, noise(&m, BIG, &seed), BIG);
	model_add(&m, NULL, 0, "a", 1);
	model_add(&m, NULL, 0, repeated, BIG);
	for (size_t i = 0; i < 300; i++)
		model_add(&m, NULL, 0, repeated + i, i * 13);
	model_meta(&m, "a", noise(&m, META, &seed), META);
	model_meta(&m, "b", repeated, META);
	compare(&m, "data of some MiB");
}

static void test_positions(void)
{
	struct model m = {0};
	static const size_t counts[] = {1, 2, 3, 4, 5, 7, 8, 9, 100, 1000, 5000};
	static const uint32_t firsts[] = {0, 1, 2, 3, 63, 64, 65, 127, 128, 129, 65535,
		65536, 1 << 24, 2000000000U, 4000000000U};
	static const uint32_t gaps[] = {1, 2, 3, 30, 50000};
	enum {
		COUNTS = sizeof counts / sizeof *counts,
		FIRSTS = sizeof firsts / sizeof *firsts,
		GAPS = sizeof gaps / sizeof *gaps
	};
	uint32_t seed = 5;
	for (unsigned f = 0; f < FIRSTS; f++) {
		struct coop_term *terms = keep(&m, NULL, COUNTS * GAPS * sizeof *terms);
		for (unsigned i = 0; i < COUNTS * GAPS; i++) {
			char name[16];
			int n = snprintf(name, sizeof name, "w%u", i);
			terms[i] = term_of(&m, name, (size_t)n, 1);
			terms[i].npos = counts[i / GAPS];
			terms[i].pos = positions(
				&m, terms[i].npos, firsts[f], gaps[i % GAPS], &seed);
		}
		model_add(&m, terms, COUNTS * GAPS, "", 0);
	}
	/* powers of two, one more of them in each document */
	for (unsigned n = 1; n <= 32; n++) {
		struct coop_term *t = keep(&m, NULL, sizeof *t);
		uint32_t *pos = keep(&m, NULL, n * sizeof *pos);
		for (unsigned i = 0; i < n; i++)
			pos[i] = UINT32_C(1) << i;
		*t = (struct coop_term){"powers", 6, 2, pos, n};
		model_add(&m, t, 1, "", 0);
	}
	compare(&m, "positions");
}

/* Whether the wdf goes in with what a term shares with the one before. */
static void test_wdf(void)
{
	static const uint32_t wdfs[] = {0, 1, 2, 30, 50, 62, 63, 64, 84, 85, 125, 126,
		127, 128, 254, 255, 256, 16383, 16384, 1U << 21, 1U << 31};
	enum { WDFS = sizeof wdfs / sizeof *wdfs };
	struct model m = {0};
	for (unsigned d = 0; d < WDFS; d++) {
		struct coop_term *terms = keep(&m, NULL, 40 * sizeof *terms);
		size_t n = 0;
		for (unsigned len = 1; len <= 20; len++) {
			char s[20];
			memset(s, 'a', sizeof s);
			terms[n++] =
				term_of(&m, s, len, wdfs[d] / (d == WDFS - 1 ? 32 : 1));
			s[len - 1] = 'b';
			terms[n++] = term_of(&m, s, len, 1);
		}
		model_add(&m, terms, n, "", 0);
	}
	add_one(&m, "most", 1U << 31, "");
	compare(&m, "wdfs");
}

static void random_term(struct model *m, struct coop_term *t, uint32_t *seed)
{
	static const char letters[] = "aab\0\xff\xc3z";
	char s[12];
	size_t len = 1 + next_random(seed) % sizeof s;
	uint32_t width = next_random(seed) % 24;
	for (size_t i = 0; i < len; i++)
		s[i] = letters[next_random(seed) % (sizeof letters - 1)];
	*t = term_of(m, s, len, next_random(seed) & ((UINT32_C(1) << width) - 1));
	t->npos = next_random(seed) % 4 > 0 ? next_random(seed) % 6 : 0;
	/* of a document of no length the engine's check expects no positions */
	t->wdf += t->npos > 0;
	if (t->npos > 0)
		t->pos = positions(m, t->npos, 1 + next_random(seed) % 500,
			1 + next_random(seed) % 100, seed);
}

static void random_document(struct model *m, uint32_t *seed)
{
	size_t count = next_random(seed) % 60, n = 0;
	struct coop_term *terms = keep(m, NULL, (count + 1) * sizeof *terms);
	for (size_t i = 0; i < count; i++)
		random_term(m, &terms[i], seed);
	qsort(terms, count, sizeof *terms, compare_terms);
	for (size_t i = 0; i < count; i++) /* each once */
		if (n == 0 || compare_terms(&terms[n - 1], &terms[i]) != 0)
			terms[n++] = terms[i];
	size_t data = next_random(seed) % 4 > 0 ? next_random(seed) % 700 : 0;
	model_add(m, terms, n, noise(m, data, seed), data);
}

static void test_random(void)
{
	struct model m = {0};
	for (uint32_t round = 0; round < 7; round++) {
		char name[32];
		uint32_t seed = round, count = 10 + round * 100;
		for (uint32_t i = 0; i < count; i++)
			random_document(&m, &seed);
		snprintf(name, sizeof name, "random documents %" PRIu32, round);
		compare(&m, name);
	}
}

/* ---- what a database goes through later ---- */

static void update(const char *dir, const struct coop_doc *doc)
{
	struct oracle_writer *w;
	struct coop_error err = {0};
	need(oracle_writer_open(dir, &w, &err) == COOP_OK, err.msg);
	need(oracle_writer_replace(w, 3, doc, &err) == COOP_OK, err.msg);
	need(oracle_writer_delete(w, 500, &err) == COOP_OK, err.msg);
	need(oracle_writer_add(w, doc, &err) == COOP_OK, err.msg);
	need(oracle_writer_set_meta(w, "b", "new", 3, &err) == COOP_OK, err.msg);
	ok(oracle_writer_delete(w, 500, &err) != COOP_OK, "what is gone is not deleted");
	err = (struct coop_error){0};
	need(oracle_writer_commit(w, &err) == COOP_OK, err.msg);
	oracle_writer_free(w);
}

static void test_life(void)
{
	struct model m = {0}, other = {0};
	uint32_t seed = 99;
	const char *bulk = path_of("bulk"), *engine = path_of("engine");
	for (uint32_t i = 0; i < 700; i++)
		random_document(&m, &seed);
	model_meta(&m, "a", "1", 1);
	random_document(&other, &seed);
	model_sort(&m);
	build_bulk(bulk, &m);
	build_engine(engine, &m);
	check_compacted(bulk, "compacted");
	update(bulk, &other.docs[0]);
	update(engine, &other.docs[0]);
	is_clean(bulk, "updated by the engine");
	same_dump(bulk, engine, "updated by the engine");
	check_compacted(bulk, "compacted after that");
	remove_tree(bulk);
	remove_tree(engine);
	model_release(&m);
	model_release(&other);
}

static void test_twice(void)
{
	struct model m = {0};
	uint32_t seed = 11;
	const char *a = path_of("a"), *b = path_of("b");
	for (uint32_t i = 0; i < 500; i++)
		random_document(&m, &seed);
	model_sort(&m);
	build_bulk(a, &m);
	build_bulk(b, &m);
	same_files(a, b, "the same documents");
	struct coop_error err = {0};
	ok(bulk_build(a, &m, &err) == COOP_E_IO && strstr(err.msg, a) != NULL,
		"a table is not written over");
	remove_tree(a);
	remove_tree(b);
	err = (struct coop_error){0};
	ok(bulk_build(a, &m, &err) == COOP_E_IO && strstr(err.msg, a) != NULL,
		"a folder that is not there");
	model_release(&m);
}

/* ---- failures ---- */

/* No file may grow above a limit; it is tried with higher and higher ones. */
static void test_full(void)
{
	struct model m = {0};
	uint32_t seed = 12;
	const char *dir = path_of("full");
	struct rlimit before, limit;
	unsigned wrong = 0, failures = 0;
	enum coop_status st;
	for (uint32_t i = 0; i < 3000; i++)
		random_document(&m, &seed);
	model_sort(&m);
	signal(SIGXFSZ, SIG_IGN);
	need(getrlimit(RLIMIT_FSIZE, &before) == 0, "getrlimit");
	limit = before;
	limit.rlim_cur = 1;
	do {
		struct coop_error err = {0};
		need(mkdir(dir, 0777) == 0, dir);
		setrlimit(RLIMIT_FSIZE, &limit);
		st = bulk_build(dir, &m, &err);
		setrlimit(RLIMIT_FSIZE, &before);
		failures += st != COOP_OK;
		wrong += st &&
			 (st != COOP_E_IO || err.status != st || !strstr(err.msg, dir) ||
				 (!strstr(err.msg, ".glass") &&
					 !strstr(err.msg, "temporary file")));
		limit.rlim_cur = limit.rlim_cur * 3 / 2 + 1000;
		remove_tree(dir);
	} while (st && failures < 100);
	is_num(wrong, 0, "a disk that is full is told, with the file or its folder");
	ok(st == COOP_OK && failures > 5, "... until there is room: %u failures",
		failures);
	model_release(&m);
}

/* Whether an operation ends in abort(), as a failed assertion does. */
static void aborts(void (*run)(void), const char *name)
{
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
		if (!freopen("/dev/null", "w", stderr))
			_exit(1);
		run();
		_exit(0);
	}
	int status = 0;
	need(child > 0 && waitpid(child, &status, 0) == child, "no child process");
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "a bug is told: %s", name);
}

static void swap_keys(void)
{
	struct btree *b;
	btree_create(scratch, "swapped", BTREE_WHOLE, &b, NULL);
	btree_add(b, "b", 1, "", 0, false, NULL);
	btree_add(b, "a", 1, "", 0, false, NULL);
}

static void repeat_key(void)
{
	struct btree *b;
	btree_create(scratch, "repeated", BTREE_WHOLE, &b, NULL);
	btree_add(b, "a", 1, "", 0, false, NULL);
	btree_add(b, "a", 1, "", 0, false, NULL);
}

static void swap_documents(void)
{
	struct postlist *p;
	postlist_create(scratch, BTREE_WHOLE, &p, NULL);
	postlist_begin(p, "a", 1);
	postlist_add(p, 2, 1);
	postlist_add(p, 1, 1);
}

static void test_bugs(void)
{
#ifndef NDEBUG
	aborts(swap_keys, "keys out of order");
	aborts(repeat_key, "a key that comes twice");
	aborts(swap_documents, "documents out of order");
#endif
}

/* What the engine could not read is not written. */
static void test_limits(void)
{
	struct postlist *p;
	struct btree *b;
	struct coop_error err = {0};
	static const char byte;
	const char *dir = path_of("limits");
	need(mkdir(dir, 0777) == 0, dir);
	need(postlist_create(dir, BTREE_WHOLE, &p, &err) == COOP_OK, err.msg);
	postlist_begin(p, "a", 1);
	postlist_add(p, 1, UINT32_MAX);
	ok(postlist_end(p, &err) == COOP_OK, "as many occurrences as 32 bits hold");
	postlist_begin(p, "b", 1);
	postlist_add(p, 1, UINT32_MAX);
	postlist_add(p, 2, 1);
	ok(postlist_end(p, &err) == COOP_E_ARG && err.msg[0], "... and one more");
	postlist_free(p);
	err = (struct coop_error){0};
	need(btree_create(dir, "long", BTREE_WHOLE, &b, &err) == COOP_OK, err.msg);
	ok(btree_add(b, "a", 1, &byte, (size_t)1 << 30, false, &err) == COOP_E_ARG &&
			err.msg[0],
		"a tag of a GiB");
	btree_free(b);
	postlist_free(NULL);
	position_free(NULL);
	deflater_free(NULL);
	btree_free(NULL);
}

static void test_all(const char *dir)
{
	scratch = dir;
	test_small();
	test_terms();
	test_postings();
	test_long_document();
	test_sizes();
	test_big();
	test_positions();
	test_wdf();
	test_random();
	test_life();
	test_twice();
	test_full();
	test_bugs();
	test_limits();
}

int main(void)
{
	setenv("LC_ALL", "C", 1);
	if (!coop_store_writes_glass())
		ok(true, "skipped: the engine's format is not ours");
	else
		in_scratch(test_all);
	return done();
}
