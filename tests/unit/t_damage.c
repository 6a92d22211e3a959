/*
 * t_damage.c - searches in a damaged index end with the answers of the whole index or with a
 * message: no other answer, no crash, no endless loop. One bit or one page at a time is damaged, in
 * every file of indexes built by default, with --engine-tools, by the engine, and with a delta. What can
 * be salvaged of a damaged index is what was in it.
 *
 * DAMAGE_TRIALS: how often each file is damaged (16 to 96).
 */
#include <fcntl.h>
#include <sys/wait.h>

#include "indexer/generations/origin.h"
#include "indexer/update/previous.h"
#include "tests/unit/builds.h"
#include "tests/unit/engine.h"
#include "tests/unit/indexes.h"
#include "tests/unit/random.h"
#include "tests/unit/snapshots.h"

static struct coop_analyzer *analyzer;

/* Each kind of question, so that every file is asked in every way. */
static const char *const of_corpus[] = {"scop +lyon", "\"société coopérative\"",
	"coopér* lieu:lyon", "scop PRES/5 lyon annee:1980..", "coperative asociation",
	"* SAUF scop", "titre:atelier OU corps:usine",
	"\"la coopérative\"~5 SAUF (lyon PUIS/9 paris)"};

enum { QUERIES = 8 };
static const char *const *queries = of_corpus;

/* Adds a result to a digest of all answers (FNV-1a). */
static void digest(uint64_t *answers, double score, const struct coop_record *record)
{
	struct coop_value id;
	unsigned char bytes[sizeof score];
	memcpy(bytes, &score, sizeof score);
	for (size_t i = 0; i < sizeof bytes; i++)
		*answers = (*answers ^ bytes[i]) * UINT64_C(1099511628211);
	coop_record_get(record, COOP_F_ID, &id);
	for (size_t i = 0; i < id.len; i++)
		*answers =
			(*answers ^ (unsigned char)id.text[i]) * UINT64_C(1099511628211);
}

/* ---- what updates read ---- */

enum { DOCUMENTS = 1000 };

/* The hashes of the documents of the whole index, by segment and docid; 0: not there. */
static uint64_t hashes[2][DOCUMENTS];
static bool updates; /* whether it can be updated, and has these */

static void digest_bytes(uint64_t *answers, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		*answers = (*answers ^ (unsigned char)s[i]) * UINT64_C(1099511628211);
}

static void digest_sources(const struct sources *s, uint64_t *answers)
{
	for (size_t i = 0; i < s->count; i++) {
		const char *path = source_path(s, &s->at[i]);
		digest_bytes(answers, path, strlen(path));
		digest_bytes(
			answers, (const char *)&s->at[i].state, sizeof s->at[i].state);
	}
	for (size_t i = 0; i < s->nruns; i++) {
		digest_bytes(answers, (const char *)&s->runs[i].first,
			sizeof s->runs[i].first);
		digest_bytes(answers, (const char *)&s->runs[i].count,
			sizeof s->runs[i].count);
	}
}

/* Reads what the generation was made from, into the digest. */
static enum coop_status ask_sources(int folder, const char *index,
	const struct coop_stub *stub, uint64_t *answers, struct coop_error *err)
{
	struct previous *p = NULL;
	struct origin origin = {0};
	struct coop_buf path = {0};
	int generation;
	enum coop_status st = coop_generation_open_named(
		folder, index, stub->number, &generation, &path, err);
	if (st)
		return st;
	st = origin_read(generation, path.s, &origin, err);
	if (!st)
		digest_bytes(answers, coop_buf_cstr(&origin.sources), origin.sources.len);
	if (!st)
		st = previous_open(folder, index, stub->number, analyzer, &p, err);
	if (!st)
		digest_sources(&p->sources, answers);
	close(generation);
	previous_free(p);
	origin_release(&origin);
	coop_buf_release(&path);
	return st == COOP_E_STALE ? COOP_E_CORRUPT : st;
}

/* Compares what can be salvaged with what was there; notes that if `learn`. */
static bool salvages_truth(
	int folder, const char *index, const struct coop_stub *stub, bool learn)
{
	struct previous *p;
	uint64_t hash;
	bool same = true;
	if (previous_salvage(folder, index, stub, NULL, &p, NULL))
		return !learn;
	for (size_t i = 0; i < p->sources.nruns; i++)
		for (uint32_t k = 0; k < p->sources.runs[i].count; k++) {
			const struct source_run *run = &p->sources.runs[i];
			struct document_place at = {run->segment, run->first + k};
			need(at.docid < DOCUMENTS, "too many documents");
			if (previous_is_lost(p, at) || previous_hash(p, at, &hash, NULL))
				continue;
			if (learn)
				hashes[at.segment][at.docid] = hash;
			same &= hash == hashes[at.segment][at.docid];
		}
	previous_free(p);
	return same;
}

/* All that updates read; false when something untrue was salvaged. */
static bool ask_update(const char *index, bool learn, enum coop_status *st,
	uint64_t *answers, struct coop_error *err)
{
	struct coop_stub stub;
	int folder = open(index, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	need(folder >= 0, index);
	*st = coop_stub_read(folder, index, &stub, err);
	if (!*st)
		*st = ask_sources(folder, index, &stub, answers, err);
	if (*st)
		stub = (struct coop_stub){.number = 2};
	bool good = salvages_truth(folder, index, &stub, learn);
	close(folder);
	return good;
}

/* ---- what searches read ---- */

/* What a search of a damaged index says: 0 for answers. */
static enum coop_status ask(const char *index, uint64_t *answers, struct coop_error *err)
{
	struct search *s;
	struct coop_record record;
	enum coop_status st = search_open(&index, 1, analyzer, &s, err);
	coop_record_init(&record);
	for (size_t i = 0; !st && i < QUERIES; i++) {
		struct query q;
		st = ask_search(s, queries[i], strlen(queries[i]), 9, &q, err);
		for (size_t k = 0; !st && k < search_count(s); k++) {
			st = search_record(s, k, &record, err);
			digest(answers, search_score(s, k), &record);
		}
		query_release(&q);
	}
	if (!st)
		st = search_read_proofs(s, err);
	coop_record_release(&record);
	search_close(s);
	return st;
}

/* The answers of the whole index, once they are known. */
static uint64_t expected;

/*
 * Asks in a process of its own; whether that ended with a message, or with the answers of the whole
 * index.
 */
static bool survives(const char *index, bool *told)
{
	enum { TOLD = 2, BAD = 3 };
	int status, ends[2];
	uint64_t answers = 0;
	fflush(stdout);
	need(pipe(ends) == 0, "no pipe");
	pid_t pid = fork();
	need(pid >= 0, "no process");
	if (pid == 0) {
		struct coop_error err = {0};
		enum coop_status st = ask(index, &answers, &err), other = COOP_OK;
		bool good = st == COOP_OK ||
			    ((st == COOP_E_CORRUPT || st == COOP_E_VERSION) &&
				    st == err.status && err.msg[0]);
		if (updates)
			good &= ask_update(index, false, &other, &answers, &err);
		good &= other == COOP_OK || other == COOP_E_CORRUPT ||
			other == COOP_E_VERSION;
		st = st ? st : other;
		if (!good)
			printf("# status %d: %s\n", (int)st, err.msg);
		fflush(stdout);
		good &= write(ends[1], &answers, sizeof answers) == sizeof answers;
		_exit(!good ? BAD : st ? TOLD : 0);
	}
	close(ends[1]);
	ssize_t got = read(ends[0], &answers, sizeof answers);
	close(ends[0]);
	need(waitpid(pid, &status, 0) == pid, "no process to wait for");
	*told = WIFEXITED(status) && WEXITSTATUS(status) == TOLD;
	if (WIFSIGNALED(status))
		printf("# signal %d\n", WTERMSIG(status));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return *told;
	need(got == sizeof answers, "no answers");
	if (expected != 0 && answers != expected)
		printf("# another answer\n");
	bool same = expected == 0 || answers == expected;
	expected = same ? answers : expected;
	return same;
}

enum { PAGE = 4096, BLOCK = 8192, KINDS = 8 };

/* The same files of another index. */
static const char *stale_index;

static void flip(struct coop_buf *file, size_t at, uint32_t bit)
{
	unsigned char *byte = (unsigned char *)file->s + (at < file->len ? at : 0);
	*byte = (unsigned char)(*byte ^ 1U << bit % 8);
}

/* Puts a page of another file in the place of one. */
static void put_page(struct coop_buf *file, size_t page, const struct coop_buf *from)
{
	size_t left = file->len - page, there = from->len > page ? from->len - page : 0;
	left = left < there ? left : there;
	memcpy(file->s + page, coop_buf_cstr(from) + (there > 0 ? page : 0),
		left < PAGE ? left : PAGE);
}

/*
 * Damages a file in one of some ways, near the place `at`; `other` chooses what is left. `stale` is the
 * same file of another index.
 */
static void damage(struct coop_buf *file, unsigned kind, size_t at, uint32_t other,
	const struct coop_buf *stale)
{
	char held[PAGE];
	size_t second = file->len > 0 ? other % file->len / PAGE * PAGE : 0;
	size_t block = at / BLOCK * BLOCK, page = at / PAGE * PAGE,
	       from = other % file->len / BLOCK * BLOCK;
	switch (kind) {
	case 0:
		flip(file, at, other);
		break;
	case 1: /* the beginning of a block says most */
		flip(file, block + at % 64, other);
		break;
	case 2:
	case 3:
		memset(file->s + page, kind == 2 ? 0 : 0xff,
			file->len - page < PAGE ? file->len - page : PAGE);
		break;
	case 4: /* a block in the place of another */
		if (block + BLOCK <= file->len && from + BLOCK <= file->len)
			memmove(file->s + block, file->s + from, BLOCK);
		break;
	case 5: /* two pages swapped */
		if (page + PAGE <= file->len && second + PAGE <= file->len) {
			memcpy(held, file->s + page, PAGE);
			memmove(file->s + page, file->s + second, PAGE);
			memcpy(file->s + second, held, PAGE);
		}
		break;
	case 6:
		put_page(file, page, stale);
		break;
	default:
		file->len = at;
	}
}

struct tally {
	size_t trials, told, failed;
};

static void read_stale(const char *index, const char *path, struct coop_buf *out)
{
	struct coop_buf other = {0};
	coop_buf_printf(
		&other, "%s%s", stale_index ? stale_index : index, path + strlen(index));
	need(!other.failed, "memory");
	read_whole(other.s, out);
	coop_buf_release(&other);
}

static void try_damage(const char *index, const char *path, const struct coop_buf *whole,
	unsigned kind, size_t at, uint32_t other, struct tally *t)
{
	struct coop_buf bad = {0}, stale = {0};
	bool told;
	coop_buf_add(&bad, whole->s, whole->len);
	need(!bad.failed, "memory");
	read_stale(index, path, &stale);
	damage(&bad, kind, at, other, &stale);
	coop_buf_release(&stale);
	write_whole(path, bad.s, bad.len);
	t->trials++;
	if (!survives(index, &told)) {
		printf("# %s: damage of kind %u at %zu, %u\n", path, kind, at,
			(unsigned)other);
		t->failed++;
	}
	t->told += told;
	coop_buf_release(&bad);
}

/* Every so manieth bit of a short file, and a sample of a long one. */
static void damage_file(const char *index, const char *path, size_t step)
{
	struct coop_buf whole = {0};
	struct tally t = {0};
	uint32_t state = 17;
	const char *name = path + strlen(index) + 1;
	read_whole(path, &whole);
	if (whole.len < 256)
		for (size_t bit = 0; bit < whole.len * 8; bit += step)
			try_damage(index, path, &whole, 0, bit / 8, (uint32_t)bit, &t);
	const char *wanted = getenv("DAMAGE_TRIALS");
	size_t trials = wanted    ? strtoul(wanted, NULL, 10)
			: updates ? many(16, 8)
				  : many(96, 8);
	for (size_t i = 0; i < trials; i++) {
		size_t at = next_random(&state) % whole.len;
		try_damage(index, path, &whole, (unsigned)(i % KINDS), at,
			next_random(&state), &t);
	}
	write_whole(path, whole.s, whole.len);
	ok(t.failed == 0, "%s: %zu times damaged, none harmful", name, t.trials);
	/* a few may all be where nobody looks; records of the removed, and hashes, are not read at once */
	if (many(true, false) && !updates)
		ok(t.told > 0, "... %zu times told", t.told);
	coop_buf_release(&whole);
}

static void damage_all(
	const char *index, size_t step, const char *const *names, size_t count)
{
	struct coop_buf path = {0};
	bool told;
	expected = 0;
	ok(survives(index, &told) && !told, "an index answers");
	for (size_t i = 0; i < count; i++) {
		database_of(index, &path);
		if (strcmp(names[i], COOP_INDEX_STUB) == 0)
			path.len = strlen(index);
		coop_buf_printf(&path, "/%s", names[i]);
		need(!path.failed, "memory");
		damage_file(index, path.s, many(step, 97));
	}
	ok(survives(index, &told) && !told, "mended, it answers again");
	coop_buf_release(&path);
}

static void build(const char *dir, bool tools, bool engine)
{
	static char corpus[] = "corpus";
	char *paths[] = {corpus};
	struct report report = {.program = "t_damage", .quiet = true};
	struct job job = {.index = dir,
		.select.paths = paths,
		.select.npaths = 1,
		.threads = 1,
		.engine_tools = tools,
		.engine_writes = engine};
	struct coop_error err = {0};
	need(job_run(&job, &report, &err) == COOP_OK, err.msg);
}

#define FILES(...)                                                                       \
	(const char *const[]){__VA_ARGS__},                                              \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)

static void test_default(const char *dir)
{
	build(dir, false, false);
	damage_all(dir, 1,
		FILES(COOP_INDEX_STUB, "iamglass", "postlist.glass", "docdata.glass",
			COOP_POSTINGS_FILE, COOP_CHECKSUMS_FILE));
}

static void test_tools(const char *dir)
{
	build(dir, true, false);
	damage_all(dir, 5,
		FILES("iamglass", "termlist.glass", "position.glass",
			COOP_POSTINGS_FILE));
}

static void test_engine(const char *dir)
{
	build(dir, false, true);
	damage_all(dir, 1,
		FILES("iamglass", "postlist.glass", "docdata.glass", "position.glass"));
}

/* ---- a delta, and what updates read ---- */

/* A table of notices; those of a version other than 0 differ from them in every 40th. */
static void write_table(const char *path, unsigned version)
{
	static const char *const words[] = {"scop", "lyon", "coopérative", "société",
		"atelier", "usine", "paris", "travail", "coopératif", "la", "de", "film"};
	struct coop_buf csv = {0};
	coop_buf_str(&csv, "id,titre,annee,lieu,description\n");
	for (unsigned i = 0; i < 700 + 9 * version; i++) {
		uint32_t state = i * 77 + 1 + (i % 40 == 0 ? version : 0);
		coop_buf_printf(&csv, "n%u,%s %s,%u,%s,", i,
			words[next_random(&state) % 8], words[next_random(&state) % 12],
			1950 + next_random(&state) % 60,
			next_random(&state) % 2 ? "Lyon" : "Paris");
		for (int k = 0; k < 30; k++)
			coop_buf_printf(&csv, "%s%s", words[next_random(&state) % 12],
				next_random(&state) % 9 == 0 ? ". " : " ");
		coop_buf_byte(&csv, '\n');
	}
	need(!csv.failed, "memory");
	write_whole(path, csv.s, csv.len);
	coop_buf_release(&csv);
}

static void build_updated(
	const char *dir, const char *name, unsigned version, struct coop_buf *out)
{
	struct coop_buf csv = {0};
	coop_buf_printf(&csv, "%s/%s.csv", dir, name);
	coop_buf_reset(out);
	coop_buf_printf(out, "%s/%s", dir, name);
	need(!csv.failed && !out->failed, "memory");
	const char *paths[] = {csv.s, NULL};
	write_table(csv.s, version == 1 ? 0 : version - 1);
	build_index(out->s, paths);
	write_table(csv.s, version);
	build_index(out->s, paths);
	coop_buf_release(&csv);
}

static void test_updated(const char *dir)
{
	struct coop_buf index = {0}, other = {0};
	struct coop_error err = {0};
	enum coop_status st;
	uint64_t answers = 0;
	build_updated(dir, "index", 1, &index);
	build_updated(dir, "other", 2, &other);
	updates = true;
	stale_index = other.s;
	ok(ask_update(index.s, true, &st, &answers, &err) && !st, "updates read it");
	damage_all(index.s, 29,
		FILES(COOP_INDEX_STUB, COOP_INDEX_MANIFEST, COOP_INDEX_SOURCES,
			COOP_INDEX_ORIGIN, "iamglass", "postlist.glass", "docdata.glass",
			"hashes", COOP_COLUMNS_FILE, COOP_POSTINGS_FILE,
			COOP_CHECKSUMS_FILE, "delta/iamglass", "delta/postlist.glass",
			"delta/docdata.glass", "delta/hashes", "delta/" COOP_COLUMNS_FILE,
			"delta/" COOP_POSTINGS_FILE, "delta/" COOP_CHECKSUMS_FILE,
			"removed/iamglass", "removed/postlist.glass",
			"removed/docdata.glass", "removed/hashes",
			"removed/" COOP_COLUMNS_FILE, "removed/" COOP_POSTINGS_FILE,
			"removed/" COOP_CHECKSUMS_FILE, "removed/" COOP_TOMBSTONES_FILE));
	updates = false;
	stale_index = NULL;
	coop_buf_release(&index);
	coop_buf_release(&other);
}

int main(void)
{
	analyzer = new_analyzer();
	in_scratch(test_default);
	in_scratch(test_tools);
	in_scratch(test_engine);
	in_scratch(test_updated);
	coop_analyzer_free(analyzer);
	return done();
}
