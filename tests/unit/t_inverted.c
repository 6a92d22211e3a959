/*
 * t_inverted.c - the structures of a bulk build: accumulators, streams, runs, merging,
 * sorting.
 */
#include <signal.h>
#include <sys/resource.h>

#include "indexer/bulk/bytesort.h"
#include "indexer/bulk/merge.h"
#include "indexer/bulk/posting_accumulator.h"
#include "indexer/bulk/radix.h"
#include "indexer/bulk/run.h"
#include "indexer/bulk/sorter.h"
#include "indexer/bulk/streams.h"
#include "indexer/disk/tempfile.h"
#include "shared/core/bytes.h"
#include "tests/unit/files.h"
#include "tests/unit/random.h"

static const char *scratch;

/* ---- streams ---- */

/* Byte `i` of stream `s`. */
static unsigned char byte_of(size_t s, size_t i)
{
	return (unsigned char)(s * 31 + i * 7 + i / 256);
}

static size_t wrong_streams(const struct streams *all, const struct stream *s, size_t n)
{
	struct coop_buf copy = {0};
	size_t wrong = 0;
	for (size_t i = 0; i < n; i++) {
		coop_buf_reset(&copy);
		coop_buf_str(&copy, "before");
		stream_copy(all, &s[i], &copy);
		bool same = copy.len == 6 + s[i].len;
		for (size_t k = 0; same && k < s[i].len; k++)
			same = (unsigned char)copy.s[6 + k] == byte_of(i, k);
		wrong += !same;
	}
	coop_buf_release(&copy);
	return wrong;
}

/* Puts the next n bytes of a stream's pattern. */
static void grow(struct streams *all, struct stream *s, size_t number, size_t n)
{
	char bytes[16];
	for (size_t i = 0; i < n; i++)
		bytes[i] = (char)byte_of(number, s->len + i);
	stream_put(all, s, bytes, n);
}

/* Streams that grow by turns, up to every length around the ends of chunks, and a long one. */
static void test_streams(void)
{
	enum { N = 700, LONG = 3 << 20 };
	struct streams all = {0};
	static struct stream s[N];
	is_num(streams_memory(&all), 0, "no stream, no memory");
	for (int round = 0; round < 2; round++) {
		memset(s, 0, sizeof s);
		for (size_t i = 0; s[0].len < LONG; i++)
			grow(&all, &s[0], 0, i % 14);
		for (size_t at = 0; at < (size_t)N * 5; at++)
			for (size_t i = 1; i < N; i++)
				if (i * 5 > at)
					grow(&all, &s[i], i, 1 + (at + i) % 3);
		ok(!all.failed, "there is memory");
		is_num(wrong_streams(&all, s, N), 0, "streams, round %d", round + 1);
		ok(streams_memory(&all) > (size_t)LONG + (size_t)N / 2 * N * 5,
			"... and the memory that they take");
		streams_reset(&all);
		is_num(streams_memory(&all), 0, "... until they are forgotten");
	}
	streams_release(&all);
}

static void test_uints(void)
{
	static const uint64_t numbers[] = {0, 1, 127, 128, 16383, 16384, UINT32_MAX,
		UINT64_C(1) << 34, UINT64_MAX >> 1, UINT64_MAX};
	struct posting_stream p;
	bool same = true;
	char bytes[128], *to = bytes;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		to = pack_uint(to, numbers[i]);
	posting_stream_begin(&p, bytes, (size_t)(to - bytes));
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		same = unpack_uint(&p.at) == (uint64_t)numbers[i] && same;
	ok(same && p.at == p.end, "numbers come back");
}

/* ---- postings ---- */

struct posting {
	uint32_t docid, tf, npos;
	uint32_t pos[4];
};

static struct posting random_posting(uint32_t before, uint32_t *seed)
{
	struct posting p = {.docid = before + 1};
	if (next_random(seed) % 3 == 0)
		p.docid +=
			next_random(seed) % (next_random(seed) % 5 == 0 ? 1 << 24 : 200);
	p.npos = next_random(seed) % 5;
	p.tf = next_random(seed) % 2 ? p.npos : next_random(seed) % 300;
	for (uint32_t i = 0, pos = 0; i < p.npos; i++)
		p.pos[i] = pos += 1 + next_random(seed) % 500;
	return p;
}

static void put_posting(
	struct streams *all, struct stream *s, uint32_t before, const struct posting *p)
{
	char bytes[POSTING_STREAM_HEAD_MAX +
		   sizeof p->pos / sizeof *p->pos * PACK_UINT_MAX];
	char *to = posting_stream_pack_head(bytes, p->docid - before, p->tf, p->npos);
	for (uint32_t i = 0; i < p->npos; i++)
		to = pack_uint(to, p->pos[i] - (i > 0 ? p->pos[i - 1] : 0));
	stream_put(all, s, bytes, (size_t)(to - bytes));
}

/* Whether a walk stands at a posting; takes its positions, or passes them over. */
static bool is_posting(struct posting_stream *w, const struct posting *p, bool take)
{
	uint32_t pos[4] = {0};
	bool same = w->docid == p->docid && w->tf == p->tf && w->npos == p->npos;
	if (!same || !take) {
		posting_stream_skip_positions(w);
		return same;
	}
	posting_stream_positions(w, pos);
	return memcmp(pos, p->pos, p->npos * sizeof *pos) == 0;
}

static void test_postings(void)
{
	enum { N = 20000 };
	static struct posting list[N];
	struct streams all = {0};
	struct stream s = {0};
	struct coop_buf copy = {0};
	struct posting_stream p;
	uint32_t seed = 1;
	size_t wrong = 0;
	for (size_t i = 0; i < N; i++) {
		uint32_t before = i > 0 ? list[i - 1].docid : 0;
		list[i] = random_posting(before % 0x40000000, &seed);
		if (list[i].docid <= before) /* the highest docids are met, once */
			list[i].docid = before + 1;
		put_posting(&all, &s, before, &list[i]);
	}
	stream_copy(&all, &s, &copy);
	posting_stream_begin(&p, copy.s, copy.len);
	for (size_t i = 0; i < N; i++)
		wrong += !posting_stream_next(&p) || !is_posting(&p, &list[i], i % 3 > 0);
	is_num(wrong, 0, "postings come back, with their positions or without");
	ok(!posting_stream_next(&p) && !posting_stream_next(&p),
		"... and there are no more");
	posting_stream_begin(&p, "", 0);
	ok(!posting_stream_next(&p), "no postings at all");
	coop_buf_release(&copy);
	streams_release(&all);
}

/* ---- gathering ---- */

/* What was told of: documents of up to 40 words, and one of many. */
enum { TERMS = 300, TOLD = 70000, LONG_DOCUMENT = 100, LONG_WORDS = 20000 };
static struct told {
	uint32_t docid, term, weight, pos;
} told[TOLD];

/* Fills `told` with words, some without a position, rare terms and frequent ones. */
static void tell(uint32_t seed)
{
	uint32_t docid = 0, left = 0, pos = 0;
	for (size_t i = 0; i < TOLD; i++, left--) {
		while (left == 0) { /* some documents have no words */
			docid += 1 + next_random(&seed) % 3;
			if (docid > 2 * LONG_DOCUMENT && next_random(&seed) % 64 == 0)
				docid += 1 << next_random(&seed) % 24;
			left = docid == LONG_DOCUMENT || docid == LONG_DOCUMENT + 1
				       ? LONG_WORDS
				       : next_random(&seed) % 40;
			pos = 0;
		}
		pos += 1 + next_random(&seed) % 200;
		told[i].docid = docid;
		told[i].term = next_random(&seed) % (1 + next_random(&seed) % TERMS);
		told[i].weight = 1 + next_random(&seed) % 3;
		told[i].pos = next_random(&seed) % 5 ? pos : 0;
	}
}

/* Has all that was told gathered. */
static void accumulator_all(struct posting_accumulator *g)
{
	for (size_t i = 0, next; i < TOLD; i = next) {
		accumulator_begin(g, told[i].docid);
		for (next = i; next < TOLD && told[next].docid == told[i].docid; next++)
			need(accumulator_add(g, told[next].term, told[next].weight,
				     told[next].pos),
				"memory");
		need(accumulator_end(g), "memory");
	}
}

/* Compares the postings of a term with what was told. */
static bool is_gathered(const struct posting_accumulator *g, uint32_t term)
{
	static uint32_t pos[LONG_WORDS], expected[LONG_WORDS];
	struct coop_buf list = {0};
	struct posting_stream p;
	uint32_t positions, stands = 0;
	accumulator_postings(g, term, &list, &positions);
	size_t wrong = 0;
	posting_stream_begin(&p, list.s, list.len);
	for (size_t i = 0; i < TOLD;) {
		uint32_t docid = told[i].docid, tf = 0, npos = 0;
		for (; i < TOLD && told[i].docid == docid; i++) {
			bool ours = told[i].term == term;
			tf += ours ? told[i].weight : 0;
			if (ours && told[i].pos > 0)
				expected[npos++] = told[i].pos;
		}
		if (tf == 0)
			continue;
		stands += npos;
		if (!posting_stream_next(&p) || p.docid != docid || p.tf != tf ||
			p.npos != npos) {
			wrong++;
			break;
		}
		posting_stream_positions(&p, pos);
		wrong += memcmp(pos, expected, npos * sizeof *pos) != 0;
	}
	wrong += stands != positions || posting_stream_next(&p);
	coop_buf_release(&list);
	return wrong == 0;
}

static void test_gather(void)
{
	struct posting_accumulator g = {0};
	for (uint32_t round = 1; round <= 2; round++) {
		tell(round);
		accumulator_all(&g);
		size_t wrong = 0, count = accumulator_count(&g);
		for (uint32_t t = 0; t < count; t++)
			wrong += !is_gathered(&g, t);
		ok(count > TERMS / 2 && count <= TERMS, "%zu terms, round %u", count,
			round);
		is_num(wrong, 0, "... whose postings are those of the documents");
		ok(accumulator_memory(&g) > TOLD, "... and take memory");
		accumulator_reset(&g);
		is_num(accumulator_count(&g), 0, "... until they are forgotten");
	}
	accumulator_begin(&g, 1);
	ok(accumulator_end(&g) && accumulator_count(&g) == 0, "a document without words");
	accumulator_release(&g);
}

/* ---- strings in order ---- */

/* Whether two strings, both of which are sorted, stand in order, the same ones as they came. */
static bool in_order(const struct bytesort_string *strings,
	const struct bytesort_place *a, const struct bytesort_place *b)
{
	const struct bytesort_string *x = &strings[a->which], *y = &strings[b->which];
	int order = coop_bytes_compare(x->s, x->len, y->s, y->len);
	return order < 0 || (order == 0 && a->which < b->which);
}

/* Strings of up to `longest` bytes, of which there are few and which are often the same. */
static void test_bytesort(size_t n, uint32_t longest)
{
	static char bytes[20000][24];
	static struct bytesort_string strings[20000];
	static bool met[20000];
	uint32_t seed = longest;
	size_t wrong = 0;
	memset(met, 0, sizeof met);
	for (size_t i = 0; i < n; i++) {
		uint32_t len = next_random(&seed) % (longest + 1);
		for (uint32_t k = 0; k < len; k++)
			bytes[i][k] = "\0ab\xff"[next_random(&seed) % (k < 10 ? 2 : 4)];
		strings[i] = (struct bytesort_string){bytes[i], len, (uint32_t)i, 7};
	}
	struct bytesort_place *p = bytesort(strings, n);
	need(p != NULL, "memory");
	for (size_t i = 0; i < n; i++) {
		wrong += p[i].which >= n || met[p[i].which];
		met[p[i].which] = true;
		wrong += i > 0 && !in_order(strings, &p[i - 1], &p[i]);
	}
	is_num(wrong, 0, "%zu strings of up to %u bytes in order", n, (unsigned)longest);
	free(p);
}

/* ---- sorting ---- */

enum { SORTED = 20000 };

/* A key of up to 12 bytes, many of them the same, some the beginnings of others. */
static size_t random_key(char key[12], uint32_t *seed)
{
	size_t len = next_random(seed) % 13;
	for (size_t i = 0; i < len; i++)
		key[i] = "\0ab\xff"[next_random(seed) % (i < 8 ? 2 : 4)];
	return len;
}

/* Whether a record comes behind another: their values are numbers in the order of adding. */
static bool comes_behind(
	const struct sorter_record *before, const struct sorter_record *r)
{
	uint32_t a, b;
	int order = coop_bytes_compare(before->key, before->key_len, r->key, r->key_len);
	memcpy(&a, before->value, sizeof a);
	memcpy(&b, r->value, sizeof b);
	return order < 0 || (order == 0 && a < b);
}

static void test_sorter(const char *name, size_t memory, uint32_t records)
{
	static uint32_t keys[SORTED + 1];
	struct coop_error err = {0};
	struct sorter *s;
	struct sorter_record r = {0}, before = {0};
	uint32_t seed = 5, met = 0, sum = 0;
	size_t wrong = 0;
	need(sorter_new(scratch, memory, &s, &err) == COOP_OK, err.msg);
	for (uint32_t i = 0; i < records; i++) {
		char key[12], value[300] = {0};
		keys[i] = seed; /* makes the key again */
		size_t len = random_key(key, &seed);
		memcpy(value, &i, sizeof i);
		r = (struct sorter_record){
			key, len, value, sizeof i + i % (sizeof value - sizeof i)};
		need(sorter_add(s, &r, &err) == COOP_OK, err.msg);
	}
	is_num(sorter_count(s), records, "%s: records to sort", name);
	need(sorter_sort(s, &err) == COOP_OK, err.msg);
	for (; sorter_next(s, &r); before = r, met++) {
		char key[12];
		uint32_t i;
		memcpy(&i, r.value, sizeof i);
		uint32_t again = keys[i];
		size_t len = random_key(key, &again);
		sum += i;
		wrong += !coop_bytes_equal(key, len, r.key, r.key_len) ||
			 r.len != sizeof i + i % 296 ||
			 (met > 0 && !comes_behind(&before, &r));
	}
	is_num(wrong, 0, "... come in order, whole, equal ones as they were added");
	ok(met == records && sum == records * (records - 1) / 2 && !sorter_next(s, &r),
		"... all of them, once");
	sorter_free(s);
}

/* ---- radix ---- */

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Sorts `n` pairs both ways; the values are the places, so equal keys must keep order. */
static bool sorts(size_t n, uint32_t limit, uint32_t *seed)
{
	static uint64_t pairs[70000], other[70000], expected[70000];
	for (size_t i = 0; i < n; i++) {
		uint32_t key = (next_random(seed) << 16 ^ next_random(seed)) % limit;
		pairs[i] = expected[i] = radix_pair(key, (uint32_t)i);
	}
	qsort(expected, n, sizeof *expected, by_number);
	uint64_t *sorted = radix_sort(pairs, other, n, limit);
	return memcmp(sorted, expected, n * sizeof *sorted) == 0;
}

static void test_radix(void)
{
	static const size_t sizes[] = {
		0, 1, 2, 3, 23, 24, 25, 26, 100, 2047, 2048, 2049, 70000};
	static const uint32_t limits[] = {1, 2, 3, 63, 64, 65, 2047, 2048, 2049, 4096,
		4097, 100000, 1U << 22, 1U << 31, UINT32_MAX};
	uint32_t seed = 2;
	size_t wrong = 0;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (size_t k = 0; k < sizeof limits / sizeof *limits; k++)
			if (!sorts(sizes[i], limits[k], &seed)) {
				printf("# %zu pairs below %u\n", sizes[i],
					(unsigned)limits[k]);
				wrong++;
			}
	is_num(wrong, 0, "pairs are sorted as qsort() does, equal keys in their order");
}

static void test_add_up(void)
{
	uint64_t pairs[] = {radix_pair(0, 5), radix_pair(0, 0), radix_pair(3, 1),
		radix_pair(4, 7), radix_pair(4, 1U << 31), radix_pair(4, 1),
		radix_pair(UINT32_MAX, UINT32_MAX)};
	is_num(radix_add_up(pairs, 7), 4, "equal keys become one");
	ok(pairs[0] == radix_pair(0, 5) && pairs[1] == radix_pair(3, 1) &&
			pairs[2] == radix_pair(4, (1U << 31) + 8) &&
			pairs[3] == radix_pair(UINT32_MAX, UINT32_MAX),
		"... with the sum of their values");
	is_num(radix_add_up(pairs, 1), 1, "one pair");
	is_num(radix_add_up(pairs, 0), 0, "none");
}

/* ---- files without a name ---- */

/* The files in a folder. */
static size_t entries(const char *path)
{
	size_t n = 0;
	DIR *dir = opendir(path);
	need(dir != NULL, path);
	for (struct dirent *e; (e = readdir(dir)) != NULL;)
		n += e->d_name[0] != '.';
	closedir(dir);
	return n;
}

static void test_tempfile(void)
{
	static const size_t sizes[] = {
		0, 1, 1000, (1 << 18) - 1, 1, 1 << 18, (1 << 18) + 1, 0, 3 << 20, 5};
	struct coop_error err = {0};
	struct coop_buf whole = {0}, part = {0};
	struct tempfile *f;
	const char *map = NULL;
	uint32_t seed = 3;
	need(tempfile_new(scratch, &f, &err) == COOP_OK && coop_buf_reserve(&whole, 1),
		"a file, and memory");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		size_t begin = whole.len;
		for (size_t k = 0; k < sizes[i]; k++)
			coop_buf_byte(&whole, (char)next_random(&seed));
		need(tempfile_add(f, whole.s + begin, sizes[i], &err) == COOP_OK,
			err.msg);
		need(tempfile_size(f) == whole.len, "the size");
	}
	need(tempfile_flush(f, &err) == COOP_OK, err.msg);
	size_t wrong = 0;
	for (size_t i = 0; i < 200; i++) {
		size_t off = next_random(&seed) % whole.len;
		size_t len = next_random(&seed) % (i % 2 ? 100 : whole.len);
		len = len < whole.len - off ? len : whole.len - off;
		wrong += tempfile_read(f, off, len, &part, &err) != COOP_OK ||
			 part.len != len || memcmp(part.s, whole.s + off, len) != 0;
	}
	is_num(wrong, 0, "what was put aside comes back from anywhere");
	ok(tempfile_read(f, whole.len - 1, 2, &part, &err) == COOP_E_IO && err.msg[0],
		"... but not from behind the end");
	err = (struct coop_error){0};
	ok(tempfile_map(f, &map, &err) == COOP_OK && memcmp(map, whole.s, whole.len) == 0,
		"... and as a whole");
	tempfile_unload(f);
	ok(memcmp(map, whole.s, whole.len) == 0, "... after it was unloaded, too");
	is_num(entries(scratch), 0, "the file has no name");
	tempfile_free(f);
	tempfile_free(NULL);
	coop_buf_release(&whole);
	coop_buf_release(&part);
}

static void test_tempfile_failures(void)
{
	struct coop_error err = {0};
	struct tempfile *f;
	struct rlimit before, limit;
	static char block[1 << 16];
	enum coop_status st = COOP_OK;
	const char *map;
	need(tempfile_new(scratch, &f, &err) == COOP_OK, err.msg);
	ok(tempfile_map(f, &map, &err) == COOP_OK && map,
		"an empty file is shown as one");
	tempfile_unload(f);
	tempfile_free(f);
	ok(tempfile_new("/no/such/folder", &f, &err) == COOP_E_IO && err.msg[0] && !f,
		"a folder that is not there");
	err = (struct coop_error){0};
	signal(SIGXFSZ, SIG_IGN);
	need(tempfile_new(scratch, &f, &err) == COOP_OK, err.msg);
	need(getrlimit(RLIMIT_FSIZE, &before) == 0, "getrlimit");
	limit = before;
	limit.rlim_cur = 1000000;
	setrlimit(RLIMIT_FSIZE, &limit);
	for (int i = 0; !st && i < 100; i++)
		st = tempfile_add(f, block, sizeof block, &err);
	setrlimit(RLIMIT_FSIZE, &before);
	ok(st == COOP_E_IO && strstr(err.msg, "File too large"), "a full disk: %s",
		err.msg);
	tempfile_free(f);
}

/* ---- runs ---- */

enum { DOCS = 3000, THREADS = 3, BATCH = 10 };

/* Which terms a document holds: "t0" to "t499", the first ones often; some of two kinds. */
static bool holds(uint32_t docid, unsigned term)
{
	uint32_t seed = docid * 7919 + term * 104729;
	next_random(&seed);
	return next_random(&seed) % (term + 1) < 2;
}

static struct posting posting_of(uint32_t docid, unsigned term)
{
	uint32_t seed = docid * 31 + term;
	struct posting p = random_posting(0, &seed);
	p.docid = docid;
	return p;
}

static size_t name_of(unsigned term, char name[8])
{
	return (size_t)snprintf(name, 8, "t%03u", term);
}

/* Which term that is. */
static unsigned term_of(const struct run *run, const struct run_entry *e)
{
	return (unsigned)strtoul(run_term(run, e) + 1, NULL, 10);
}

/* Makes a run of documents [from, until) of a thread; batches are dealt out in turn. */
static struct run *make_run(unsigned thread, uint32_t from, uint32_t until)
{
	struct streams all = {0};
	struct coop_buf copy = {0};
	struct coop_error err = {0};
	struct run *run;
	need(run_new(scratch, &run, &err) == COOP_OK, err.msg);
	for (unsigned t = 0; t < 500; t++) {
		struct stream s = {0};
		struct run_entry e = {.kind = RUN_WORD, .stem_len = (uint8_t)(t % 3)};
		uint32_t before = 0;
		char name[8];
		for (uint32_t d = from; d < until; d++) {
			if (d / BATCH % THREADS != thread || !holds(d, t))
				continue;
			struct posting p = posting_of(d, t);
			put_posting(&all, &s, before, &p);
			before = d;
			e.positions += p.npos;
		}
		if (before == 0)
			continue;
		coop_buf_reset(&copy);
		stream_copy(&all, &s, &copy);
		e.postings_len = (uint32_t)copy.len;
		e.len = (uint16_t)name_of(t, name);
		need(run_add(run, &e, name, "zz", copy.s, &err) == COOP_OK, err.msg);
	}
	need(run_seal(run, &err) == COOP_OK, err.msg);
	coop_buf_release(&copy);
	streams_release(&all);
	return run;
}

static void test_run(void)
{
	struct run *run = make_run(0, 1, 500);
	char name[8];
	size_t wrong = 0;
	for (uint32_t i = 0; i < run_count(run); i++) {
		const struct run_entry *e = run_at(run, i);
		struct posting_stream p;
		uint32_t positions = 0;
		posting_stream_begin(&p, run_postings(run, e), e->postings_len);
		while (posting_stream_next(&p)) {
			struct posting expected = posting_of(p.docid, term_of(run, e));
			positions += p.npos;
			wrong += !is_posting(&p, &expected, true);
		}
		wrong += positions != e->positions ||
			 e->len != name_of(term_of(run, e), name) ||
			 memcmp(run_term(run, e), name, e->len) != 0 ||
			 memcmp(run_stem(run, e), "zz", e->stem_len) != 0;
		if (i % 100 == 0)
			run_unload(run);
	}
	ok(run_count(run) > 100, "a run of %u terms", (unsigned)run_count(run));
	is_num(wrong, 0, "... gives them back");
	run_free(run);
	struct coop_error err = {0};
	need(run_new(scratch, &run, &err) == COOP_OK, err.msg);
	ok(run_seal(run, &err) == COOP_OK && run_count(run) == 0, "a run of no terms");
	run_free(run);
	run_free(NULL);
}

/* ---- several runs ---- */

/* Counts the postings of a term that are not as they should be. */
static size_t wrong_union(struct union_walk *u, const struct merge *m,
	const struct runs *runs, unsigned term)
{
	struct coop_error err = {0};
	size_t wrong = 0;
	need(union_begin(u, runs, m->parts, m->nparts, &err) == COOP_OK, err.msg);
	for (uint32_t d = 1; d < DOCS; d++) {
		if (!holds(d, term))
			continue;
		struct posting expected = posting_of(d, term);
		if (!union_next(u))
			return wrong + 1;
		wrong += !is_posting(u->current, &expected, d % 2);
	}
	return wrong + union_next(u);
}

static void test_merge(const char *name, uint32_t run_docs)
{
	struct runs runs = {0};
	struct merge m;
	struct union_walk u = {0};
	struct coop_error err = {0};
	size_t wrong = 0;
	char term[8];
	/* they come from the threads in any order, but each thread's in its own */
	for (uint32_t from = 1; from < DOCS; from += run_docs)
		for (unsigned t = THREADS; t-- > 0;) {
			uint32_t until = from + run_docs < DOCS ? from + run_docs : DOCS;
			need(runs_add(&runs, make_run(t, from, until), t, &err) ==
					COOP_OK,
				err.msg);
		}
	need(merge_begin(&m, &runs, "", &err) == COOP_OK, err.msg);
	for (unsigned t = 0; t < 500; t++) {
		bool met = false;
		for (uint32_t d = 1; d < DOCS && !met; d++)
			met = holds(d, t);
		if (!met)
			continue;
		size_t len = name_of(t, term);
		if (!merge_next(&m) || m.len != len || memcmp(m.term, term, len) != 0) {
			wrong++;
			break;
		}
		wrong += wrong_union(&u, &m, &runs, t);
	}
	is_num(wrong + merge_next(&m), 0, "%s: all terms and documents, in order", name);
	union_release(&u);
	merge_release(&m);
	runs_release(&runs);
}

static void test_no_runs(void)
{
	struct runs runs = {0};
	struct merge m;
	struct union_walk u = {0};
	struct coop_error err = {0};
	need(merge_begin(&m, &runs, "", &err) == COOP_OK, err.msg);
	ok(!merge_next(&m), "of no runs there is no term");
	merge_release(&m);
	need(union_begin(&u, &runs, NULL, 0, &err) == COOP_OK, err.msg);
	ok(!union_next(&u), "... and no document");
	union_release(&u);
	runs_release(&runs);
}

static void test_all(const char *dir)
{
	scratch = dir;
	test_streams();
	test_uints();
	test_postings();
	test_bytesort(0, 4);
	test_bytesort(1, 4);
	test_bytesort(20000, 4);
	test_bytesort(20000, 24);
	test_gather();
	test_sorter("in memory", 64 << 20, SORTED);
	test_sorter("in pieces", 100000, SORTED);
	test_sorter("in pieces of one", 1, 300);
	test_sorter("nothing", 1000, 0);
	sorter_free(NULL);
	test_radix();
	test_add_up();
	test_tempfile();
	test_tempfile_failures();
	test_run();
	test_merge("a run for each thread", DOCS);
	test_merge("many runs", 100);
	test_no_runs();
}

int main(void)
{
	setenv("LC_ALL", "C", 1);
	in_scratch(test_all);
	return done();
}
