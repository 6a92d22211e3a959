/*
 * t_build.c - the bulk builder and the engine write the same database.
 *
 * Each input is indexed both ways, and the contents compared byte by byte. The bulk-built
 * files depend neither on the number of threads nor on the memory.
 */
#include <limits.h>

#include "indexer/bulk/worker.h"
#include "indexer/terms/document.h"
#include "shared/index/store.h"
#include "tests/unit/builds.h"
#include "tests/unit/indexes.h"
#include "tests/unit/inputs.h"
#include "tests/unit/positions.h"

enum { MIB = 1 << 20 };

/* Compares what is in two folders, and removes them. */
static void compare_dirs(const char *bulk, const char *engine, const char *name)
{
	is_clean(bulk, name);
	same_dump(bulk, engine, name);
	remove_tree(bulk);
	remove_tree(engine);
}

/*
 * Builds without what the engine's tools need, and compares: the lists and the data are those
 * of a build with it, and the rest of the database is as clean.
 */
static void compare_without(const char *whole, const struct input *in)
{
	struct build b = {.threads = 2, .memory = MIB};
	const char *dir = path_of("without");
	build_new(dir, in, &b);
	ok(equal_files(dir, whole, COOP_POSTINGS_FILE) &&
			equal_files(dir, whole, "docdata.glass"),
		"%s: the same lists and data without what the tools need", in->name);
	is_clean(dir, in->name);
	remove_tree(dir);
}

static void compare(const struct input *in)
{
	const char *bulk = path_of("bulk"), *engine = path_of("engine");
	struct build b = {.threads = 3, .memory = MIB, .engine_tools = true},
		     e = {.engine = true, .threads = 1, .engine_tools = true};
	build_new(bulk, in, &b);
	build_new(engine, in, &e);
	same_places(bulk, in->count, in->name);
	compare_without(bulk, in);
	compare_dirs(bulk, engine, in->name);
	is_num(b.words, e.words, "%s: as many words", in->name);
}

static void test_inputs(void)
{
	const struct input inputs[] = {
		{"a single document", fill_single, 1},
		{"a single document without words", fill_nothing, 1},
		{"documents without words", fill_nothing, 600},
		{"documents with hardly a word", fill_empty, 600},
		{"ids of all lengths", fill_id, 1800},
		{"very long documents", fill_long, 5},
		{"words of all lengths", fill_long_words, 900},
		{"acronyms", fill_acronym, 1500},
		{"odd texts", fill_odd, 1000},
		{"values of all fields", fill_fields, 600},
		{"notices", fill_notice, many(1500, 600)},
		{"very many documents", fill_tiny, many(70000, 10000)},
	};
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
		compare(&inputs[i]);
}

/* Builds an index of the corpus as coopidx does; returns the path of its database. */
static const char *corpus_database(const char *name, bool engine)
{
	char corpus[PATH_MAX];
	struct coop_buf path = {0};
	const char *dir = path_of(name);
	struct report report = {.program = "test", .silent = true, .quiet = true};
	struct coop_error err = {0};
	snprintf(corpus, sizeof corpus, "%s", test_path(&path, "../corpus"));
	char *paths[] = {corpus};
	struct job job = {.index = dir,
		.select.paths = paths,
		.select.npaths = 1,
		.threads = 3,
		.engine_tools = true,
		.engine_writes = engine};
	need(job_run(&job, &report, &err) == COOP_OK, err.msg);
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s/gen-1", name);
	const char *database = path_of(coop_buf_cstr(&path));
	coop_buf_release(&path);
	return database;
}

static void test_corpus(void)
{
	compare_dirs(corpus_database("bulk-index", false),
		corpus_database("engine-index", true), "the corpus");
}

/* The first of two that tell is believed, whichever thread meets it. */
static void test_acronyms(void)
{
	struct input in = {"acronyms", fill_acronym, 1500};
	struct coop_reader *r;
	struct coop_buf packed = {0};
	struct coop_acronyms *l = NULL;
	struct coop_acronym cae, des;
	struct coop_error err = {0};
	const char *dir = path_of("acronyms");
	build_new(dir, &in, &(struct build){.threads = 8, .memory = MIB});
	need(!coop_reader_open(dir, &r, &err) &&
			!coop_reader_meta(r, "acronyms", &packed, &err) &&
			!coop_acronyms_open(&packed, &l, &err) &&
			!coop_reader_meta(r, "proofs", &packed, &err) &&
			!coop_acronyms_open_proofs(l, &packed, &err),
		err.msg);
	need(coop_acronyms_find(l, "cae", 3, &cae), "no acronym was learned");
	is_str(cae.long_form, strlen(cae.long_form), "Coopérative d'Activité et d'Emploi",
		"the first to tell is believed");
	ok(strncmp(cae.proof, "records:", 8) == 0, "... and where: %s", cae.proof);
	ok(coop_acronyms_find(l, "scic", 4, NULL) &&
			!coop_acronyms_find(l, "emplois", 7, NULL),
		"capitals tell when all parts are taken together");
	ok(coop_acronyms_find(l, "des", 3, &des), "a stop word may be an acronym");
	coop_acronyms_free(l);
	coop_reader_free(r);
	remove_tree(dir);
}

/* ---- one result ---- */

static void test_determinism(void)
{
	static const unsigned threads[] = {1, 2, 3, 8};
	static const size_t memory[] = {MIB, (size_t)1024 * MIB};
	struct input in = {"long notices", fill_long_notice, many(400, 200)};
	char first[300];
	snprintf(first, sizeof first, "%s", path_of("first"));
	struct build b = {
		.threads = 1, .memory = (size_t)1024 * MIB, .engine_tools = true};
	build_new(first, &in, &b);
	is_num(b.runs, 1, "with much memory one thread has one run");
	for (size_t t = 0; t < sizeof threads / sizeof *threads; t++)
		for (size_t m = 0; m < 2; m++) {
			char name[80];
			const char *other = path_of("other");
			b = (struct build){.threads = threads[t],
				.memory = memory[m],
				.engine_tools = true};
			build_new(other, &in, &b);
			snprintf(name, sizeof name, "%u threads, %zu MiB, %zu runs",
				threads[t], memory[m] / MIB, b.runs);
			same_files(other, first, name);
			if (t == 0 && m == 0)
				ok(b.runs > 2, "little memory, many runs");
			remove_tree(other);
		}
	is_clean(first, in.name);
	remove_tree(first);
}

/* The more is read, the less is left for postings, but never so little that runs are thousands. */
static void test_share(void)
{
	const struct sink_options options = {.memory = (size_t)384 * MIB, .threads = 2};
	size_t few = worker_share(&options, 1000), more = worker_share(&options, 4000000),
	       most = worker_share(&options, 50000000);
	ok(few > (size_t)150 * MIB && few <= (size_t)192 * MIB,
		"few documents leave nearly all: %zu", few);
	ok(more < few && more > most, "documents take of it: %zu", more);
	is_num(most, (size_t)48 * MIB, "a quarter of it is left");
	is_num(worker_columns_share(most), (size_t)12 * MIB,
		"columns have a quarter of that");
	is_num(worker_postings_share(most, (size_t)10 * MIB), (size_t)38 * MIB,
		"postings have what these do not take");
	const struct sink_options little = {.memory = MIB, .threads = 8};
	size_t share = worker_share(&little, 1);
	ok(worker_postings_share(share, 2 * share) >= (size_t)8 * MIB &&
			worker_columns_share(share) >= (size_t)1 * MIB,
		"small runs do not pay");
}

/* ---- what a database goes through later ---- */

/* Makes the document of a record, with its data behind it, which document.h leaves out. */
static void make_document(struct document *d, struct coop_record *r, size_t i,
	struct coop_buf *data, struct coop_doc *doc)
{
	struct coop_error err = {0};
	coop_record_reset(r, "changed", i);
	fill_notice(r, i);
	need(document_make(d, r, 100, doc, &err) == COOP_OK, err.msg);
	coop_buf_reset(data);
	need(coop_record_pack(r, data, &err) == COOP_OK, err.msg);
	doc->data = data->s;
	doc->data_len = data->len;
}

static void change(const char *dir)
{
	struct coop_analyzer *a = new_analyzer();
	struct coop_record r;
	struct coop_buf data = {0};
	struct coop_error err = {0};
	struct coop_doc doc;
	struct document *d;
	struct oracle_writer *w;
	coop_record_init(&r);
	need(document_new(a, &d, &err) == COOP_OK, err.msg);
	need(oracle_writer_open(dir, &w, &err) == COOP_OK, err.msg);
	for (uint32_t i = 1; i <= 240; i++) {
		make_document(d, &r, 5000 + i, &data, &doc);
		enum coop_status st = i % 3 == 0 ? oracle_writer_add(w, &doc, &err)
				      : i % 3 == 1
					      ? oracle_writer_replace(w, i, &doc, &err)
					      : oracle_writer_delete(w, i, &err);
		need(st == COOP_OK, err.msg);
	}
	need(oracle_writer_commit(w, &err) == COOP_OK, err.msg);
	oracle_writer_free(w);
	document_free(d);
	coop_record_release(&r);
	coop_buf_release(&data);
	coop_analyzer_free(a);
}

static void test_life(void)
{
	struct input in = {"notices", fill_notice, 400};
	const char *bulk = path_of("bulk"), *engine = path_of("engine");
	struct build b = {.threads = 2, .memory = MIB, .engine_tools = true},
		     e = {.engine = true, .threads = 1, .engine_tools = true};
	build_new(bulk, &in, &b);
	build_new(engine, &in, &e);
	check_compacted(bulk, "compacted");
	change(bulk);
	change(engine);
	check_compacted(bulk, "changed and compacted");
	compare_dirs(bulk, engine, "changed by the engine");
}

/* Without that, a database is whole, but for what the engine needs to change it. */
static void test_without_tools(void)
{
	struct input in = {"notices", fill_notice, 300};
	struct oracle_writer *w;
	struct coop_error err = {0};
	const char *dir = path_of("no-tools");
	build_new(dir, &in, &(struct build){.threads = 2, .memory = MIB});
	check_compacted(dir, "without what the tools need, compacted");
	need(oracle_writer_open(dir, &w, &err) == COOP_OK, err.msg);
	ok(oracle_writer_delete(w, 1, &err) == COOP_E_ENGINE,
		"no document is deleted without term lists: %s", err.msg);
	oracle_writer_free(w);
	is_clean(dir, "... and nothing was");
	remove_tree(dir);
}

static void test_all(const char *dir)
{
	scratch = dir;
	test_inputs();
	test_corpus();
	test_acronyms();
	test_determinism();
	test_share();
	test_life();
	test_without_tools();
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
