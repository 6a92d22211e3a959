#include "indexer/bulk/assemble.h"

#include <stdlib.h>

#include "indexer/bulk/hashes_file.h"
#include "indexer/bulk/parallel_for.h"
#include "indexer/bulk/term_writer.h"
#include "indexer/bulk/write_columns.h"
#include "indexer/glass/position.h"
#include "indexer/glass/version.h"
#include "indexer/report/clock.h"
#include "indexer/sink/meta.h"
#include "indexer/terms/facts.h"
#include "shared/index/columns.h"
#include "shared/index/hashes.h"

enum { STEPS = 5 /* the most tasks that run in parallel */ };

/* What the threads that write the tables share. */
struct tables {
	struct inverted *all;
	const struct sink_options *options;
	struct facts facts;            /* to be used; borrowed */
	struct coop_acronyms *learned; /* maybe those */
	const char *dir;
	struct doctable *docdata;
	struct termlists *termlists; /* NULL unless wanted */
	struct term_writer lists[TERM_PARTS];
	struct position *positions[2]; /* NULL unless wanted */
	/* of the documents: the sums of each of the three tasks that write terms */
	uint32_t *lengths[3];
	struct index_meta meta;
	struct version version;
	uint64_t postings_bytes, postings_terms, columns_bytes, columns_values;
	struct coop_error errs[STEPS];
};

enum coop_status inverted_check_stop(const struct inverted *all, struct coop_error *err)
{
	return all->failed ? coop_fail_interrupted(err) : stop_check(all->stop, err);
}

/*
 * Runs `n` tasks in threads. A failure makes the others give up; the error reported is
 * not that of a task which only gave up.
 */
static enum coop_status run(struct tables *t, unsigned threads, unsigned n,
	void (*work)(void *data, unsigned i), struct coop_error *err)
{
	static const struct coop_error none;
	const struct coop_error *told = &none;
	parallel_for(threads, n, work, t);
	for (size_t i = 0; i < STEPS; i++)
		if (t->errs[i].status &&
			(!told->status || told->status == COOP_E_INTERRUPTED))
			told = &t->errs[i];
	return coop_pass_on(err, told);
}

/* Makes the dictionary, from which the stems and the metadata follow. */
static enum coop_status make_dictionary(struct tables *t, struct coop_error *err)
{
	struct inverted *all = t->all;
	enum coop_status st = dictionary_make(&all->dictionary, &all->runs,
		t->options->dir, t->options->memory / 4, t->facts.acronyms, t->learned,
		all->stop, err);
	return st ? st
		  : meta_make(&t->meta, &t->facts, all->length, !t->options->engine_tools,
			    &all->dictionary.wordlist, err);
}

/* The tasks of writing terms. The words take longest, so they come first. */
static void write_lists(void *data, unsigned i)
{
	struct tables *t = data;
	enum coop_status st;
	if (i == 0)
		st = words_write(t->all, t->positions[0], &t->lists[TERM_PART_DIGITS],
			&t->lists[TERM_PART_WORDS], &t->errs[i]);
	else if (i == 2)
		st = words_write_last(t->all, t->positions[1],
			&t->lists[TERM_PART_LAST_WORDS], &t->errs[i]);
	else if (!(st = make_dictionary(t, &t->errs[i])))
		st = prefixed_write(t->all, &t->lists[TERM_PART_PREFIXED], &t->errs[i]);
	if (st)
		t->all->failed = true;
}

/* Makes the term lists of ranges that no other thread takes, until there are none. */
static enum coop_status write_termlists(struct tables *t, struct coop_error *err)
{
	bool more = true;
	enum coop_status st = COOP_OK;
	while (!st && more) {
		st = inverted_check_stop(t->all, err);
		if (!st)
			st = termlists_work(t->termlists, &more, err);
		progress_add(t->all->progress, 1);
	}
	if (st)
		termlists_abandon(t->termlists);
	return st;
}

static enum coop_status join_positions(struct tables *t, struct coop_error *err)
{
	if (!t->positions[0])
		return COOP_OK;
	struct btree *all[] = {
		position_tree(t->positions[0]), position_tree(t->positions[1])};
	return btree_join(all, 2, &t->version.roots[VERSION_POSITION], err);
}

/* Writes the columns of the records. */
static enum coop_status write_columns(struct tables *t, struct coop_error *err)
{
	const struct inverted *all = t->all;
	struct columns_input in = {
		all->columns, all->threads, all->documents, t->options->dir};
	return columns_write(
		&in, all->stop, t->dir, &t->columns_bytes, &t->columns_values, err);
}

/* Joins the table of terms. For the engine's servers it has the columns too, which then come first. */
static enum coop_status join_postlist(struct tables *t, struct coop_error *err)
{
	const struct version *v = &t->version;
	struct column_pieces columns = {.entry = {0}};
	struct term_writer_first first = {t->meta.at, META_COUNT, NULL, t->lengths[0]};
	enum coop_status st = COOP_OK;
	if (t->options->engine_tools) {
		first.columns = &columns;
		st = write_columns(t, err);
		if (!st)
			st = column_pieces_open(
				&columns, t->dir, v->documents, v->total_length, err);
	}
	if (!st)
		st = term_writer_join_postlist(t->lists, t->dir, &first,
			&t->version.roots[VERSION_POSTLIST], err);
	column_pieces_close(&columns);
	return st;
}

/*
 * The tasks of joining. Whoever is done first goes on with the term lists, if they are
 * wanted.
 */
static void join_parts(void *data, unsigned i)
{
	struct tables *t = data;
	struct btree_root *roots = t->version.roots;
	enum coop_status st;
	if (i == 0)
		st = join_positions(t, &t->errs[i]);
	else if (i == 1)
		st = join_postlist(t, &t->errs[i]);
	else if (i == 2)
		st = term_writer_join_postings(
			t->lists, &t->postings_bytes, &t->postings_terms, &t->errs[i]);
	else if (i == 3)
		st = t->options->engine_tools ? COOP_OK : write_columns(t, &t->errs[i]);
	else if (!(st = doctable_finish(
			   t->docdata, &roots[VERSION_DOCDATA], &t->errs[i])))
		st = hashes_file_end(t->all->hashes, t->dir, &t->errs[i]);
	if (!st && t->termlists)
		st = write_termlists(t, &t->errs[i]);
	if (st)
		t->all->failed = true;
}

/* ---- the steps ---- */

/* Begins the tables that only the engine's own tools need. */
static enum coop_status begin_more(struct tables *t, struct coop_error *err)
{
	enum coop_status st = position_create(t->dir, BTREE_WHOLE, &t->positions[0], err);
	if (!st)
		st = position_create(t->dir, BTREE_LATER, &t->positions[1], err);
	return st ? st
		  : termlists_new(
			    t->dir, t->all->documents, TERM_PARTS, &t->termlists, err);
}

static enum coop_status begin_lists(struct tables *t, struct coop_error *err)
{
	/*
	 * Parts that one task writes share an array, so that no two threads add to the
	 * same one.
	 */
	static const int adds_to[TERM_PARTS] = {[TERM_PART_DIGITS] = 0,
		[TERM_PART_WORDS] = 0,
		[TERM_PART_PREFIXED] = 1,
		[TERM_PART_LAST_WORDS] = 2};
	for (int i = 0; i < 3; i++) {
		t->lengths[i] = calloc((size_t)t->all->documents + 1, sizeof(uint32_t));
		if (!t->lengths[i])
			return coop_fail_nomem(err);
	}
	enum coop_status st = t->options->engine_tools ? begin_more(t, err) : COOP_OK;
	for (enum term_part i = 0; !st && i < TERM_PARTS; i++)
		st = term_writer_create(&t->lists[i], t->all, t->dir, i,
			t->lengths[adds_to[i]],
			t->termlists ? termlists_input_of(t->termlists, i) : NULL, err);
	return st;
}

/* Adds up the lengths, and sets the statistics of the version file. */
static enum coop_status measure(struct tables *t, struct coop_error *err)
{
	struct version *v = &t->version;
	v->documents = t->all->documents;
	for (int i = 0; i < TERM_PARTS; i++)
		if (t->lists[i].highest_wdf > v->highest_wdf)
			v->highest_wdf = t->lists[i].highest_wdf;
	for (uint32_t i = 0; i < t->all->documents; i++) {
		uint64_t length =
			(uint64_t)t->lengths[0][i] + t->lengths[1][i] + t->lengths[2][i];
		if (length > UINT32_MAX)
			return term_writer_too_long(err);
		t->lengths[0][i] = (uint32_t)length;
		v->total_length += length;
		/* the engine's shortest length is above 0 */
		if (length > 0 && (v->shortest == 0 || length < v->shortest))
			v->shortest = (uint32_t)length;
		v->longest = length > v->longest ? (uint32_t)length : v->longest;
	}
	return COOP_OK;
}

static void note_tables(struct sink_stats *stats, const struct tables *t)
{
	const struct version *v = &t->version;
	static const char *const names[] = {[VERSION_POSTLIST] = "postlist",
		[VERSION_DOCDATA] = "docdata",
		[VERSION_TERMLIST] = "termlist",
		[VERSION_POSITION] = "position"};
	for (int i = 0; i < VERSION_TABLES; i++) {
		if (v->roots[i].blocks == 0)
			continue; /* not written */
		stats->tables[i].name = names[i];
		stats->tables[i].bytes = v->roots[i].bytes;
		stats->tables[i].entries = v->roots[i].entries;
	}
	stats->tables[VERSION_TABLES].name = "postings";
	stats->tables[VERSION_TABLES].bytes = t->postings_bytes;
	stats->tables[VERSION_TABLES].entries = t->postings_terms;
	stats->tables[VERSION_TABLES + 1].name = COOP_HASHES_FILE;
	stats->tables[VERSION_TABLES + 1].bytes =
		(uint64_t)t->all->documents * COOP_HASH_BYTES;
	stats->tables[VERSION_TABLES + 1].entries = t->all->documents;
	stats->tables[VERSION_TABLES + 2].name = COOP_COLUMNS_FILE;
	stats->tables[VERSION_TABLES + 2].bytes = t->columns_bytes;
	stats->tables[VERSION_TABLES + 2].entries = t->columns_values;
}

/* Joins the parts, and writes the term lists if they are wanted. */
static enum coop_status join(struct tables *t, unsigned threads, struct coop_error *err)
{
	enum coop_status st = measure(t, err);
	if (!st && t->termlists) {
		progress_step(
			t->all->progress, PROGRESS_LISTS, termlists_ranges(t->termlists));
		st = termlists_begin(t->termlists, err);
	}
	if (!st)
		st = run(t, threads, STEPS, join_parts, err);
	if (!st && t->termlists)
		st = termlists_finish(
			t->termlists, &t->version.roots[VERSION_TERMLIST], err);
	return st;
}

/*
 * The number of entries of runs that will be written, for the progress; words with a stem
 * are read twice.
 */
static uint64_t count_entries(const struct runs *runs)
{
	uint64_t n = 0;
	for (size_t i = 0; i < runs->count; i++)
		n += (uint64_t)run_count(runs->at[i]) + run_stemmed(runs->at[i]);
	return n;
}

/* Writes all tables except the document data, which is there. */
static enum coop_status write_tables(
	struct tables *t, struct sink_stats *stats, struct coop_error *err)
{
	struct inverted *all = t->all;
	double begun = clock_seconds(), done;
	impact_table_init(&all->impacts, t->facts.average);
	progress_step(all->progress, PROGRESS_POSTINGS, count_entries(&all->runs));
	enum coop_status st = begin_lists(t, err);
	if (!st)
		st = run(t, t->options->threads, 3, write_lists, err);
	stats->postings = (done = clock_seconds()) - begun;
	if (!st)
		st = join(t, t->options->threads, err);
	stats->join = clock_seconds() - done;
	stats->runs = all->runs.count;
	for (unsigned i = 0; i < all->threads; i++)
		stats->column_parts += all->columns[i]->nparts;
	if (st)
		return st;
	note_tables(stats, t);
	return version_write(t->dir, &t->version, err);
}

enum coop_status assemble(struct inverted *all, const struct sink_options *options,
	struct doctable *docdata, struct coop_acronyms *learned, struct sink_stats *stats,
	struct coop_error *err)
{
	double average = facts_average(all->length, all->documents);
	struct tables t = {.all = all,
		.options = options,
		.facts = options->facts ? *options->facts
					: (struct facts){.average = average,
						  .acronyms = learned},
		.learned = learned,
		.dir = options->path,
		.docdata = docdata};
	for (int i = 0; i < TERM_PARTS; i++)
		t.lists[i].postings.fd = -1;
	enum coop_status st = write_tables(&t, stats, err);
	for (int i = 0; i < TERM_PARTS; i++)
		term_writer_release(&t.lists[i]);
	for (int i = 0; i < 3; i++)
		free(t.lengths[i]);
	for (int i = 0; i < 2; i++)
		position_free(t.positions[i]);
	termlists_free(t.termlists);
	meta_release(&t.meta);
	return st;
}
