#include "indexer/build/assemble.h"

#include "indexer/build/crew.h"
#include "indexer/build/version.h"
#include "indexer/clock.h"
#include "indexer/meta.h"

/* What the threads share that write the tables. */
struct tables {
	struct inverted *all;
	const char *dir;
	bool term_lists; /* whether they are wanted */
	struct doctable *docdata;
	struct doclists *doclists;
	struct index_meta meta;
	struct version version;
	struct coop_error errs[3]; /* of the threads that wrote another table */
};

static void read_doclists(void *data, unsigned i)
{
	(void)i;
	doclists_work(((struct tables *)data)->doclists);
}

/*
 * The postings need the lengths of the documents, which the lists have told; the
 * positions take about as long. A table's failure ends the others' work.
 */
static void write_rest(void *data, unsigned i)
{
	struct tables *t = data;
	struct btree_root *roots = t->version.roots;
	enum coop_status st;
	if (i == 0)
		st = positions_write(
			t->all, t->dir, &roots[VERSION_POSITION], &t->errs[i]);
	else if (i == 1)
		st = postlists_write(t->all, t->dir, t->meta.at, META_COUNT,
			&roots[VERSION_POSTLIST], &t->errs[i]);
	else if (!(st = doctable_finish(
			   t->docdata, &roots[VERSION_DOCDATA], &t->errs[i])))
		st = doclists_finish(t->doclists, &roots[VERSION_TERMLIST], &t->errs[i]);
	if (st)
		t->all->failed = true;
}

/* Sets what the version file says of the documents; an empty one is not the shortest. */
static void measure(const struct inverted *all, struct version *v)
{
	v->documents = all->documents;
	v->highest_wdf = all->highest_wdf;
	for (uint32_t i = 0; i < all->documents; i++) {
		uint32_t length = all->lengths[i];
		v->total_length += length;
		if (length > 0 && (v->shortest == 0 || length < v->shortest))
			v->shortest = length;
		v->longest = length > v->longest ? length : v->longest;
	}
}

static void note_tables(struct sink_stats *stats, const struct version *v)
{
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
}

enum coop_status inverted_check_stop(const struct inverted *all, struct coop_error *err)
{
	return all->failed ? coop_fail_interrupted(err) : stop_check(all->stop, err);
}

/* Tells the failure of a thread: not that of one that only gave up because of another. */
static enum coop_status check_threads(const struct tables *t, struct coop_error *err)
{
	struct coop_error lists = {0};
	doclists_check(t->doclists, &lists);
	const struct coop_error *all[] = {&lists, &t->errs[0], &t->errs[1], &t->errs[2]};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i]->status && (!err->status || err->status == COOP_E_INTERRUPTED))
			*err = *all[i];
	return err->status;
}

/* Writes the tables but for the document data, which is there. */
static enum coop_status write_tables(struct inverted *all, struct tables *t,
	struct sink_stats *stats, struct coop_error *err)
{
	double begun = clock_seconds();
	enum coop_status st =
		doclists_begin(all, t->dir, t->term_lists, &t->doclists, err);
	if (st)
		return st;
	crew_run(all->threads, all->threads, read_doclists, t);
	st = check_threads(t, err);
	dictionary_forget_ranks(&all->dictionary);
	stats->lists = clock_seconds() - begun;
	if (st)
		return st;
	crew_run(all->threads, 3, write_rest, t);
	st = check_threads(t, err);
	stats->postings = clock_seconds() - begun - stats->lists;
	if (st)
		return st;
	measure(all, &t->version);
	note_tables(stats, &t->version);
	return version_write(t->dir, &t->version, err);
}

/* Puts the runs together, now that it is known which words are acronyms. */
static enum coop_status make_dictionary(struct inverted *all,
	struct coop_lexicon *lexicon, struct index_meta *meta, struct sink_stats *stats,
	struct coop_error *err)
{
	double begun = clock_seconds();
	/* at least 1, so that it can be divided by */
	double avgdl = all->length > 0 ? (double)all->length / (double)all->documents : 1;
	enum coop_status st =
		dictionary_make(&all->dictionary, &all->runs, lexicon, all->stop, err);
	weights_init(&all->weights, avgdl);
	if (!st)
		st = meta_make(meta, avgdl, &all->dictionary.vocabulary, lexicon, err);
	stats->merge = clock_seconds() - begun;
	stats->runs = all->runs.count;
	return st;
}

enum coop_status assemble(struct inverted *all, const struct sink_options *options,
	struct doctable *docdata, struct coop_lexicon *lexicon, struct sink_stats *stats,
	struct coop_error *err)
{
	struct tables t = {.all = all,
		.dir = options->path,
		.term_lists = options->term_lists,
		.docdata = docdata};
	enum coop_status st = make_dictionary(all, lexicon, &t.meta, stats, err);
	if (!st)
		st = write_tables(all, &t, stats, err);
	doclists_free(t.doclists);
	meta_release(&t.meta);
	return st;
}
