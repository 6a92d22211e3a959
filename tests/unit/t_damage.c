/*
 * t_damage.c - searches in a damaged index end with the answers of the whole index or with a
 * message: no other answer, no crash, no endless loop. One bit or one page at a time is damaged, in
 * every file of indexes built by default, with --engine-tools, and by the engine.
 */
#include <sys/wait.h>

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

/* The same for the words of snapshots.h. */
static const char *const of_snapshot[] = {"bablon +balon", "\"bablon babavic\"",
	"bab* genre:drame", "babalon PRES/5 babavic annee:1960..", "babalonn",
	"* SAUF babalon", "titre:babalon OU corps:babavic", "id:d3"};

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

/* What a search of a damaged index says: 0 for answers. */
static enum coop_status ask(const char *index, uint64_t *answers, struct coop_error *err)
{
	struct search *s;
	struct coop_record record;
	enum coop_status st = search_open(index, analyzer, &s, err);
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
		enum coop_status st = ask(index, &answers, &err);
		bool good = st == COOP_OK ||
			    ((st == COOP_E_CORRUPT || st == COOP_E_VERSION) &&
				    st == err.status && err.msg[0]);
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

enum { PAGE = 4096, BLOCK = 8192, KINDS = 6 };

static void flip(struct coop_buf *file, size_t at, uint32_t bit)
{
	unsigned char *byte = (unsigned char *)file->s + (at < file->len ? at : 0);
	*byte = (unsigned char)(*byte ^ 1U << bit % 8);
}

/* Damages a file in one of some ways, near the place `at`; `other` chooses what is left. */
static void damage(struct coop_buf *file, unsigned kind, size_t at, uint32_t other)
{
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
	default:
		file->len = at;
	}
}

struct tally {
	size_t trials, told, failed;
};

static void try_damage(const char *index, const char *path, const struct coop_buf *whole,
	unsigned kind, size_t at, uint32_t other, struct tally *t)
{
	struct coop_buf bad = {0};
	bool told;
	coop_buf_add(&bad, whole->s, whole->len);
	need(!bad.failed, "memory");
	damage(&bad, kind, at, other);
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
	const char *name = strrchr(path, '/') + 1;
	read_whole(path, &whole);
	if (whole.len < 256)
		for (size_t bit = 0; bit < whole.len * 8; bit += step)
			try_damage(index, path, &whole, 0, bit / 8, (uint32_t)bit, &t);
	for (size_t i = 0; i < many(96, 6); i++) {
		size_t at = next_random(&state) % whole.len;
		try_damage(index, path, &whole, (unsigned)(i % KINDS), at,
			next_random(&state), &t);
	}
	write_whole(path, whole.s, whole.len);
	ok(t.failed == 0, "%s: %zu times damaged, none harmful", name, t.trials);
	if (many(true, false)) /* a few may all be where nobody looks */
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

static void test_updated(const char *dir)
{
	uint32_t state = 9;
	struct coop_buf path = {0};
	struct snapshot_plan plan = plan_snapshot(&state, 400, 150, 60);
	coop_buf_printf(&path, "%s/index", dir);
	write_snapshot(coop_buf_cstr(&path), &plan);
	queries = of_snapshot;
	/* texts of the removed are only read when the index is folded */
	damage_all(path.s, 11,
		FILES(COOP_INDEX_STUB, COOP_INDEX_MANIFEST, "postings.coop",
			"delta/iamglass", "delta/postlist.glass", "delta/docdata.glass",
			"delta/postings.coop", "delta/checksums", "removed/iamglass",
			"removed/postlist.glass", "removed/postings.coop",
			"removed/checksums", "removed/tombstones"));
	release_plan(&plan);
	coop_buf_release(&path);
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
