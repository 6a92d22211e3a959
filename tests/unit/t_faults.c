/*
 * t_faults.c - running out of memory, at every single allocation.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/csv/map.h"
#include "indexer/decode/charset.h"
#include "indexer/notice/notice.h"
#include "indexer/read/reader.h"
#include "indexer/report/rejects.h"
#include "query/output/output.h"
#include "shared/core/strmap.h"
#include "shared/index/layout.h"
#include "tests/unit/faults.h"
#include "tests/unit/faults_build.h"
#include "tests/unit/faults_config.h"
#include "tests/unit/faults_documents.h"
#include "tests/unit/faults_dump.h"
#include "tests/unit/faults_glass.h"
#include "tests/unit/faults_index.h"
#include "tests/unit/faults_library.h"
#include "tests/unit/faults_paths.h"
#include "tests/unit/faults_reader.h"
#include "tests/unit/faults_segments.h"
#include "tests/unit/faults_snapshot.h"
#include "tests/unit/faults_update.h"
#include "tests/unit/files.h"

static const char text[] = "Pendant les ann\u00e9es 80, l'on invite les ch\u00f4meurs "
			   "\u00e0 devenir leur propre patron : "
			   "savoir-faire, S.C.O.P., aujourd'hui, O'Brien, "
			   "coop\u00e9ratives et coop\u00e9ration.";

static const char notice[] =
	"Tisser ensemble\n\nUn film de Lucie Tavernier\n\n 2004  France  Documentaire  "
	"48 min\n\n"
	"Producteurs :\nAtelier (3 rue du Lac, 69003 Lyon, atelier(@)exemple.coop)\n"
	"Trame\nUn autre\n4 rue du Lac\n\nLa naissance de l'union\n\n"
	"Les ateliers de tisserandes s'unissent en novembre, \u00e0 Lyon.\n\n(source : "
	"exemple.coop)\n\n---\n\nLe Fil (1998)\nde Jeanne Morvan, France, 52', couleur\n"
	"Montage : Luc Morand\nContact : Atelier, 69003 Lyon\n";

static const char front[] =
	"---\ntitle: Le Fil\ndur\u00e9e: 52 min\ntags: [scop, fil]\n"
	"producers:\n  - Atelier, 69003 Lyon\n---\n# Le Fil\n\nUn texte.\n";

static struct coop_analyzer *analyzer; /* lives on through all the faults */
static struct query query;
static struct coop_record sample;
static FILE *nowhere;
static struct coop_buf map_path, converted_path, packed, csv_path, damaged_path,
	text_path, rejects_dir;

static enum coop_status run_analyzer(struct coop_error *err)
{
	struct coop_analyzer *a;
	struct coop_token t;
	bool more = false;
	enum coop_status st = coop_analyzer_new(&a, err);
	if (st)
		return st;
	coop_analyzer_begin(a, text, sizeof text - 1);
	while (!(st = coop_analyzer_next(a, &t, &more, err)) && more) {
		note(t.word.s, t.word.len);
		note(t.stem ? t.stem : "", t.stem_len);
	}
	coop_analyzer_free(a);
	return st;
}

/* An analyzer goes on after a fault: the words behind it, and the word itself, come
 * right. */
static enum coop_status run_cache(struct coop_error *err)
{
	static uint64_t whole;
	long faults = granted;
	struct coop_analyzer *a;
	struct coop_token t;
	char word[32];
	bool more = false;
	granted = -1; /* making the analyzer is not what is tested here */
	need(coop_analyzer_new(&a, err) == COOP_OK, "an analyzer");
	granted = faults;
	enum coop_status failed = COOP_OK, st;
	for (int i = 0; i < 2000; i++) {
		int n = snprintf(word, sizeof word, "coop\u00e9ratives%d", i % 1500);
		do {
			coop_analyzer_begin(a, word, (size_t)n);
			st = coop_analyzer_next(a, &t, &more, err);
			failed = st ? st : failed;
		} while (st);
		note(t.word.s, t.word.len);
		note(t.stem, t.stem_len);
	}
	coop_analyzer_free(a);
	whole = whole ? whole : digest;
	need(digest == whole, "other stems after a fault");
	return failed;
}

/* After a failed intern() the map must still be whole. */
static enum coop_status run_strmap(struct coop_error *err)
{
	struct coop_strmap *m;
	enum coop_status st = coop_strmap_new(&m, err);
	char key[16];
	if (st)
		return st;
	for (uint32_t i = 0; i < 3000; i++) {
		uint32_t id, found;
		bool added;
		size_t n = (size_t)snprintf(key, sizeof key, "mot%u", (unsigned)i);
		st = coop_strmap_intern(m, key, n, &id, &added, err);
		if (st) {
			need(coop_strmap_count(m) == i,
				"a failed intern() left something");
			need(!coop_strmap_find(m, key, n, &found), "... under its key");
			need(!coop_strmap_intern(m, key, n, &id, &added, NULL) &&
					id == i && added,
				"a map that cannot go on");
			break;
		}
		need(id == i && added, "a number out of order");
		note(key, n);
	}
	coop_strmap_free(m);
	return st;
}

static enum coop_status run_record(struct coop_error *err)
{
	struct coop_record r;
	struct coop_buf out = {0};
	coop_record_init(&r);
	coop_record_reset(&r, "films/tisser.txt", 1);
	for (int i = 0; i < 40; i++) {
		coop_record_add(&r, COOP_F_PRODUCER, text, sizeof text - 1);
		coop_record_add_named(&r, "Cote", 4, "B 12", 4);
	}
	coop_record_replace(&r, COOP_F_ID, "12", 2);
	coop_record_set_copy(&r, "~2", 2);
	enum coop_status st = coop_record_check(&r, err);
	if (!st)
		st = coop_record_pack(&r, &out, err);
	if (!st)
		note(out.s, out.len);
	coop_buf_release(&out);
	coop_record_release(&r);
	return st;
}

static enum coop_status run_unpack(struct coop_error *err)
{
	struct coop_record r;
	coop_record_init(&r);
	enum coop_status st = coop_record_unpack(&r, packed.s, packed.len, err);
	if (!st)
		note_record(&r);
	coop_record_release(&r);
	return st;
}

/* What a result for reading is made of, and its lines. */
static enum coop_status run_result(struct coop_error *err)
{
	static const struct coop_bytes ids[] = {{"a", 1}, {"b", 1}};
	static const struct others others = {ids, 2};
	struct output out = {
		.stream = nowhere, .colour = true, .links = true, .width = 40};
	struct answer answer = {.query = &query, .count = 1};
	struct evidence e = {.title = {.count = 0}};
	enum coop_status st = evidence_find(&e, analyzer, &query, &sample, err);
	struct result result = {.record = &sample,
		.path = "a.txt",
		.file = "/a.txt",
		.evidence = &e,
		.others = &others};
	for (size_t i = 0; !st && i < e.passages.count; i++) {
		const struct snippet *s = &e.passages.at[i];
		note(s->text, s->len);
		for (size_t j = 0; j < s->marks.count; j++)
			note(&s->marks.at[j].off, sizeof s->marks.at[j].off);
	}
	if (!st)
		st = out_text(&out, &answer, &result, err);
	if (!st)
		st = jsonl_result(&out, &answer, &result, err);
	evidence_release(&e);
	return st;
}

static enum coop_status run_notices(
	const char *s, size_t n, bool markdown, struct coop_error *err)
{
	struct coop_record r;
	struct notices notices;
	enum coop_status st = COOP_OK;
	coop_record_init(&r);
	notices_begin(&notices, s, n, markdown, NULL);
	while (!st && notices_next(&notices, "tisser.txt", &r)) {
		st = coop_record_check(&r, err);
		if (!st)
			note_record(&r);
	}
	notices_end(&notices);
	coop_record_release(&r);
	return st;
}

static enum coop_status run_notice(struct coop_error *err)
{
	return run_notices(notice, sizeof notice - 1, false, err);
}

static enum coop_status run_front(struct coop_error *err)
{
	return run_notices(front, sizeof front - 1, true, err);
}

static struct column_map *map; /* NULL but where it is tested */

static enum coop_status run_reader(const char *path, struct coop_error *err)
{
	size_t rejected;
	return read_file(path, &(struct reader_options){.map = map}, &rejected, err);
}

/* A map, and a table in UTF-16 that is read with it. */
static enum coop_status run_map(struct coop_error *err)
{
	struct coop_place place;
	enum coop_status st = column_map_load(map_path.s, &map, &place, err);
	if (!st)
		st = run_reader(converted_path.s, err);
	column_map_free(map);
	map = NULL;
	return st;
}

static enum coop_status run_csv(struct coop_error *err)
{
	return run_reader(csv_path.s, err);
}

static enum coop_status run_damaged_csv(struct coop_error *err)
{
	return run_reader(damaged_path.s, err);
}

/* A row that is left out goes to a file of its generation, and to the folder of the index. */
static enum coop_status run_rejects(struct coop_error *err)
{
	struct rejects *r;
	int index = open(rejects_dir.s, O_RDONLY | O_DIRECTORY), generation;
	need(index >= 0, rejects_dir.s);
	mkdirat(index, "gen-1", 0777);
	need(coop_generation_open(index, rejects_dir.s, 1, &generation, NULL) == COOP_OK,
		"a generation");
	enum coop_status st = rejects_new(generation, rejects_dir.s, &r, err);
	if (!st) {
		rejects_add(
			r, &(struct coop_place){"a.csv", 2, 3}, "too long", "1;\"2\"", 5);
		st = rejects_finish(r, err);
		rejects_free(r);
	}
	if (!st)
		st = rejects_put_back(index, rejects_dir.s, 1, err);
	need(st || faccessat(index, COOP_INDEX_REJECTS, F_OK, 0) == 0, "in its place");
	if (!st)
		st = rejects_put_away(index, rejects_dir.s, 1, err);
	need(st || faccessat(generation, REJECTS_KEPT, F_OK, 0) == 0, "put away");
	unlinkat(generation, REJECTS_KEPT, 0);
	close(generation);
	close(index);
	return st == COOP_E_IO ? COOP_E_NOMEM : st; /* the C library says ENOMEM */
}

static enum coop_status run_text(struct coop_error *err)
{
	return run_reader(text_path.s, err);
}

static enum coop_status run_labels(struct coop_error *err)
{
	struct coop_buf b = {0};
	enum coop_field field = coop_field_by_name("Dur\u00e9e (min)", 12, &b);
	enum coop_status st = coop_buf_check(&b, err);
	if (!st)
		note(&field, sizeof field);
	else
		need(field == COOP_F_OTHER, "a field without a name");
	coop_buf_reset(&b);
	charset_decode(CHARSET_WINDOWS_1252, "\xe9t\xe9 \x81 caf\xe9 de Lyon", 18, &b);
	if (!st)
		st = coop_buf_check(&b, err);
	if (!st)
		note(b.s, b.len);
	coop_buf_release(&b);
	return st;
}

static void prepare(const char *dir)
{
	struct coop_error err = {0};
	static const char csv[] =
		"N\u00b0;Titre;R\u00e9alisateur;Producteurs;Cote;R\u00e9sum\u00e9\n"
		"1;Les Lip;Christian Rouaud;\"Un\nDeux\";B12;\"On fabrique, on "
		"\"\"vend\"\"\"\n"
		"2;Tisser;Lucie Tavernier;Trois;;Des ateliers, des tisserandes\n";
	/* Windows-1252; without quotes where they are needed, a row too long, a NUL */
	static const char damaged[] = "sep=;\nListe;;;\nid;titre;ann\xe9"
				      "e;r\xe9sum\xe9\n1;Lip;2007;Montres\n"
				      "2;Tous au Larzac;2011;Un plateau; des "
				      "paysans\n3;Tisser\n\xe0 Lyon;2004;x\n"
				      "4;a;b;c;d\n5;\"ouvert;2001;y\n6;n\0l;2002;z\n";
	need(coop_analyzer_new(&analyzer, &err) == COOP_OK, err.msg);
	understand(&query, analyzer, "lyon tisserandes");
	coop_record_init(&sample);
	struct notices notices;
	notices_begin(&notices, notice, sizeof notice - 1, false, NULL);
	need(notices_next(&notices, "tisser.txt", &sample), "a notice");
	notices_end(&notices);
	coop_record_set_copy(&sample, "~2", 2);
	need(coop_record_pack(&sample, &packed, &err) == COOP_OK, err.msg);
	coop_buf_printf(&csv_path, "%s/a.csv", dir);
	coop_buf_printf(&rejects_dir, "%s", dir);
	static const char lines[] = "# notes\nCote = id\nNom = titre\nNotes =\n";
	static const char converted[] = "\xff\xfe"
					"C\0o\0t\0e\0;\0N\0o\0m\0\n\0"
					"1\0;\0\xc3\0\xa9\0t\0\xc3\0\xa9\0\n\0"
					"2\0;\0d\0\xc3\0\xa9\0j\0\0\xd8\n\0";
	coop_buf_printf(&map_path, "%s/map", dir);
	coop_buf_printf(&converted_path, "%s/c.csv", dir);
	write_whole(map_path.s, lines, sizeof lines - 1);
	write_whole(converted_path.s, converted, sizeof converted - 1);
	coop_buf_printf(&damaged_path, "%s/b.csv", dir);
	write_whole(damaged_path.s, damaged, sizeof damaged - 1);
	coop_buf_printf(&text_path, "%s/a.txt", dir);
	write_whole(csv_path.s, csv, sizeof csv - 1);
	write_whole(text_path.s, notice, sizeof notice - 1);
}

static void test_all(const char *dir)
{
	prepare(dir);
	exhaust("analyzing", run_analyzer);
	exhaust("the analyzer's cache", run_cache);
	exhaust("a string map", run_strmap);
	exhaust("filling and packing a record", run_record);
	exhaust("unpacking a record", run_unpack);
	nowhere = fopen("/dev/null", "w");
	need(nowhere && setvbuf(nowhere, NULL, _IONBF, 0) == 0, "/dev/null");
	exhaust("a result", run_result);
	fclose(nowhere);
	exhaust("two notices", run_notice);
	exhaust("a front matter", run_front);
	exhaust("a CSV file", run_csv);
	exhaust("a damaged CSV file", run_damaged_csv);
	exhaust("a converted CSV file and a map", run_map);
	exhaust("rejected rows", run_rejects);
	exhaust("a text file", run_text);
	paths_named[0] = csv_path.s;
	paths_named[1] = dir;
	exhaust("paths", run_paths);
	exhaust("labels and character sets", run_labels);
	test_config(dir);
	query_release(&query);
	coop_record_release(&sample);
	coop_buf_release(&packed);
	coop_buf_release(&csv_path);
	coop_buf_release(&damaged_path);
	coop_buf_release(&map_path);
	coop_buf_release(&converted_path);
	coop_buf_release(&rejects_dir);
	coop_buf_release(&text_path);
	coop_analyzer_free(analyzer);
}

int main(void)
{
	in_scratch(test_all);
	in_scratch(test_documents);
	in_scratch(test_index);
	in_scratch(test_snapshot);
	in_scratch(test_build);
	in_scratch(test_segments);
	in_scratch(test_dump);
	in_scratch(test_update);
	in_scratch(test_library);
	test_glass();
	return done();
}
