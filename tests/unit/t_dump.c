/*
 * An index, its dump, and the index that is loaded from it: the same, for random records in folders that
 * change; and dumps that are damaged.
 */
#include <sys/stat.h>

#include "indexer/inspect/dump.h"
#include "indexer/inspect/dump_read.h"
#include "indexer/inspect/opened.h"
#include "indexer/loading.h"
#include "tests/unit/indexes.h"
#include "tests/unit/random.h"
#include "tests/unit/segments.h"

enum { ROUNDS = 6, TABLES = 4, ROWS = 170, CHANGED = 9, PLAIN = 4 };

/* ---- a folder of random records ---- */

/*
 * A piece of text: words, accents, quotes, controls, bytes of another character set. Where rows
 * change there are plain words alone: after new acronyms an update folds.
 */
static void add_piece(struct coop_buf *out, uint32_t *state, bool any)
{
	static const char *const pieces[] = {"scop", "coopérative", "l'usine", "1998",
		"CAE", "œuvre", "e\u0301cole", "\u202e", "\x01", "a\xffz",
		"{\"hex\":\"00\"}", "\\u0000", "naïve", "52 min", "\U0001F600",
		"Union d'économie sociale (UES)"};
	uint32_t n = any ? sizeof pieces / sizeof *pieces : PLAIN;
	coop_buf_str(out, pieces[next_random(state) % n]);
	coop_buf_byte(out, ' ');
}

static void add_row(struct coop_buf *out, uint32_t *state, uint32_t number)
{
	/* some ids come twice, and some rows have too many cells; not those that change */
	bool stays = number % 1000 > 2 * CHANGED;
	coop_buf_printf(out, "n%u,\"", number - (stays && next_random(state) % 20 == 0));
	for (uint32_t i = next_random(state) % 12 + 1; i > 0; i--)
		add_piece(out, state, stays);
	coop_buf_printf(out, "\",%u,\"", 1950 + next_random(state) % 60);
	for (uint32_t i = next_random(state) % 4; i > 0; i--)
		add_piece(out, state, stays);
	coop_buf_str(
		out, stays && next_random(state) % 50 == 0 ? "\",a,b,c,d\n" : "\"\n");
}

static void write_table(const char *dir, int table, uint32_t seed, uint32_t changed)
{
	struct coop_buf path = {0}, text = {0};
	uint32_t state = seed * 7919 + (uint32_t)table;
	coop_buf_printf(&path, "%s/%s%d.csv", dir, table == 1 ? "nom\xe9 " : "t", table);
	coop_buf_str(&text, "id,titre,année,Remarque\n");
	for (uint32_t i = 0; i < ROWS; i++) {
		uint32_t row = next_random(&state) | 1;
		if (i < changed)
			row += 1000;
		add_row(&text, &row, (uint32_t)table * 1000 + i);
	}
	need(!path.failed && !text.failed, "memory");
	write_whole(path.s, text.s, text.len);
	coop_buf_release(&path);
	coop_buf_release(&text);
}

static void write_folder(const char *dir, uint32_t seed)
{
	struct coop_buf path = {0};
	static const char film[] =
		"Coopérer\n\nUn film de Jérôme Surroca\nFrance, 2001, 52', couleur\n\n"
		"Production : CAP (SCOP)\n12 rue du Port\n69002 Lyon\nTél. 04 72 00 00 00\n";
	need(mkdir(dir, 0777) == 0, dir);
	for (int i = 0; i < TABLES; i++)
		write_table(dir, i, seed, 0);
	coop_buf_printf(&path, "%s/film \xff\x01.txt", dir);
	write_whole(path.s, film, sizeof film - 1);
	coop_buf_release(&path);
}

/* ---- indexes ---- */

static void run_job(const char *index, const char *source, int fold, int full)
{
	struct report report = {.program = "test", .quiet = true, .silent = true};
	char *paths[] = {(char *)(uintptr_t)source, NULL};
	struct job job = {.index = index,
		.select = {.paths = paths, .npaths = 1},
		.threads = 2,
		.fold = fold,
		.full = full};
	struct coop_error err = {0};
	need(job_run(&job, &report, &err) == COOP_OK, err.msg);
}

static void dump_to(const char *index, struct coop_buf *out)
{
	struct coop_error err = {0};
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);
	need(f != NULL, "memory");
	need(dump_write(index, f, &(struct report){.program = "coopidx"}, &err) ==
			COOP_OK,
		err.msg);
	fclose(f);
	coop_buf_reset(out);
	coop_buf_add(out, text, len);
	free(text);
	need(!out->failed, "memory");
}

static enum coop_status load(const char *index, const char *dump,
	struct coop_place *place, struct coop_error *err)
{
	struct report report = {.program = "test", .quiet = true, .silent = true};
	struct job job = {.index = index, .threads = 2};
	return loading_run(&job, dump, &report, place, err);
}

static void fingerprint(const char *index, char out[64])
{
	struct coop_error err = {0};
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);
	need(f != NULL, "memory");
	need(opened_print_fingerprint(index, f, &err) == COOP_OK, err.msg);
	fclose(f);
	snprintf(out, 64, "%s", text);
	free(text);
}

/* The folder of the generation that serves. */
static void generation_of(const char *index, struct coop_buf *out)
{
	struct coop_stub stub;
	struct coop_error err = {0};
	int dir = open(index, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	need(dir >= 0 && coop_stub_read(dir, index, &stub, &err) == COOP_OK, err.msg);
	close(dir);
	coop_buf_reset(out);
	coop_buf_printf(out, "%s/gen-%lu", index, stub.number);
	need(!out->failed, "memory");
}

static const char *const segment_files[] = {"iamglass", "postlist.glass", "docdata.glass",
	"postings.coop", "hashes", "columns", "checksums"};

/* Whether two indexes have the same segment, and no other. */
static void same_base(const char *a, const char *b, const char *what)
{
	struct coop_buf from = {0}, to = {0}, delta = {0};
	size_t same = 0, n = sizeof segment_files / sizeof *segment_files;
	generation_of(a, &from);
	generation_of(b, &to);
	for (size_t i = 0; i < n; i++)
		same += equal_files(from.s, to.s, segment_files[i]);
	coop_buf_printf(&delta, "%s/delta", to.s);
	ok(same == n && access(delta.s, F_OK) != 0, "%s: the same segment", what);
	coop_buf_release(&from);
	coop_buf_release(&to);
	coop_buf_release(&delta);
}

static bool has_delta(const char *index)
{
	struct coop_buf path = {0};
	generation_of(index, &path);
	coop_buf_str(&path, "/delta");
	bool there = access(coop_buf_cstr(&path), F_OK) == 0;
	coop_buf_release(&path);
	return there;
}

/* ---- there and back ---- */

struct places {
	struct coop_buf folder, index, loaded, dump, text, again;
};

static void name_places(struct places *p, const char *dir, uint32_t round)
{
	*p = (struct places){0};
	coop_buf_printf(&p->folder, "%s/folder%u", dir, round);
	coop_buf_printf(&p->index, "%s/index%u", dir, round);
	coop_buf_printf(&p->loaded, "%s/loaded%u", dir, round);
	coop_buf_printf(&p->dump, "%s/dump%u", dir, round);
}

static void release_places(struct places *p)
{
	struct coop_buf *all[] = {
		&p->folder, &p->index, &p->loaded, &p->dump, &p->text, &p->again};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		coop_buf_release(all[i]);
}

/* Dumps the index, loads that, and compares; the index is folded then. */
static void there_and_back(struct places *p, const char *what)
{
	char before[64], loaded[64], folded[64];
	struct coop_error err = {0};
	struct coop_place place;
	dump_to(p->index.s, &p->text);
	write_whole(p->dump.s, p->text.s, p->text.len);
	need(load(p->loaded.s, p->dump.s, &place, &err) == COOP_OK, err.msg);
	dump_to(p->loaded.s, &p->again);
	ok(p->text.len == p->again.len && memcmp(p->text.s, p->again.s, p->text.len) == 0,
		"%s: the same dump of what was loaded", what);
	fingerprint(p->index.s, before);
	fingerprint(p->loaded.s, loaded);
	run_job(p->index.s, p->folder.s, 1, 0);
	fingerprint(p->index.s, folded);
	ok(strcmp(before, loaded) == 0 && strcmp(before, folded) == 0,
		"%s: the same fingerprint before, after, and folded", what);
	same_base(p->index.s, p->loaded.s, what);
}

static void test_random(const char *dir)
{
	size_t deltas = 0;
	char before[64], after[64], name[64];
	for (uint32_t round = 0; round < many(ROUNDS, 2); round++) {
		struct places p;
		name_places(&p, dir, round);
		write_folder(p.folder.s, round);
		run_job(p.index.s, p.folder.s, 0, 0);
		snprintf(name, sizeof name, "round %u, built", round);
		there_and_back(&p, name);
		fingerprint(p.index.s, before);
		write_table(p.folder.s, 2, round, CHANGED);
		run_job(p.index.s, p.folder.s, 0, 0);
		deltas += has_delta(p.index.s);
		fingerprint(p.index.s, after);
		ok(strcmp(before, after) != 0, "round %u: another fingerprint", round);
		snprintf(name, sizeof name, "round %u, updated", round);
		there_and_back(&p, name);
		release_places(&p);
	}
	ok(deltas > 0, "some were dumped with a delta: %zu", deltas);
}

/* What is loaded tells its sources: the next build finds nothing changed, and keeps the generation. */
static void test_unchanged(const char *dir)
{
	struct places p;
	struct coop_error err = {0};
	struct coop_place place;
	struct coop_buf then = {0}, now = {0};
	name_places(&p, dir, 100);
	write_folder(p.folder.s, 100);
	run_job(p.index.s, p.folder.s, 0, 0);
	dump_to(p.index.s, &p.text);
	write_whole(p.dump.s, p.text.s, p.text.len);
	need(load(p.loaded.s, p.dump.s, &place, &err) == COOP_OK, err.msg);
	generation_of(p.index.s, &then);
	generation_of(p.loaded.s, &now);
	ok(equal_files(then.s, now.s, "sources") && equal_files(then.s, now.s, "origin"),
		"the same sources and origin");
	ok(equal_files(p.index.s, p.loaded.s, "rejects.csv"), "the same rejected rows");
	run_job(p.loaded.s, p.folder.s, 0, 0);
	generation_of(p.loaded.s, &then);
	ok(strcmp(then.s, now.s) == 0, "an update of it finds nothing changed");
	coop_buf_release(&then);
	coop_buf_release(&now);
	release_places(&p);
}

/* ---- damage ---- */

/* Reads a dump to its end; the line of the failure goes to `line`. */
static enum coop_status read_all(const char *path, size_t *line, struct coop_error *err)
{
	struct dump_reader r;
	enum coop_status st = dump_reader_open(&r, path, err);
	while (!st && r.line != DUMP_END)
		st = dump_reader_next(&r, err);
	*line = dump_reader_place(&r).line;
	dump_reader_close(&r);
	return st;
}

static size_t line_at(const struct coop_buf *text, size_t at)
{
	size_t line = 1;
	for (size_t i = 0; i < at; i++)
		line += text->s[i] == '\n';
	return line;
}

/* Each byte of a dump, changed, and each length of it: never a dump that is read to its end. */
static void test_damage(const char *dir)
{
	static const char csv[] =
		"id,titre\nA,Un titre\nB,Deux\nA,Trois\nC,trop,de,cellules\n";
	struct places p;
	struct coop_buf index = {0};
	size_t bad = 0, elsewhere = 0, line;
	uint32_t state = 5;
	name_places(&p, dir, 200);
	build_csv_index(dir, csv, sizeof csv - 1, &index);
	dump_to(index.s, &p.text);
	write_whole(p.dump.s, p.text.s, p.text.len);
	struct coop_error err = {0};
	need(read_all(p.dump.s, &line, &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < p.text.len; i++) {
		char kept = p.text.s[i];
		err = (struct coop_error){0};
		p.text.s[i] = (char)(kept ^ (1 << next_random(&state) % 7));
		write_whole(p.dump.s, p.text.s, p.text.len);
		p.text.s[i] = kept;
		bad += read_all(p.dump.s, &line, &err) != COOP_E_INPUT || !err.hint[0];
		elsewhere += line < line_at(&p.text, i);
	}
	ok(bad == 0, "all of %zu changed bytes are noticed: %zu are not", p.text.len,
		bad);
	ok(elsewhere == 0, "and none before its line: %zu", elsewhere);
	bad = 0;
	for (size_t n = 0; n < p.text.len; n++) {
		err = (struct coop_error){0};
		write_whole(p.dump.s, p.text.s, n);
		bad += read_all(p.dump.s, &line, &err) != COOP_E_INPUT;
	}
	ok(bad == 0, "a dump that is cut anywhere is noticed: %zu are not", bad);
	coop_buf_release(&index);
	release_places(&p);
}

/* A damaged dump replaces nothing. */
static void test_kept(const char *dir)
{
	static const char csv[] = "id,titre\nA,Un titre\nB,Deux\n";
	struct places p;
	struct coop_buf index = {0}, then = {0}, now = {0};
	struct coop_error err = {0};
	struct coop_place place;
	name_places(&p, dir, 300);
	build_csv_index(dir, csv, sizeof csv - 1, &index);
	generation_of(index.s, &then);
	dump_to(index.s, &p.text);
	char *title = strstr(p.text.s, "Deux");
	need(title != NULL, "the dump has its titles");
	*title = 'd';
	write_whole(p.dump.s, p.text.s, p.text.len);
	enum coop_status st = load(index.s, p.dump.s, &place, &err);
	ok(st == COOP_E_INPUT && place.path && place.line == 4 &&
			strstr(err.hint, "hash"),
		"a record that is changed: line %zu: %s", place.line, err.msg);
	generation_of(index.s, &now);
	ok(strcmp(then.s, now.s) == 0, "the index is as it was");
	coop_buf_release(&index);
	coop_buf_release(&then);
	coop_buf_release(&now);
	release_places(&p);
}

int main(void)
{
	in_scratch(test_random);
	in_scratch(test_unchanged);
	in_scratch(test_damage);
	in_scratch(test_kept);
	return done();
}
