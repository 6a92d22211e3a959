#include "indexer/build/assemble.h"

#include "indexer/build/crew.h"
#include "indexer/build/version.h"
#include "indexer/clock.h"
#include "indexer/meta.h"

/* What the threads need that write the last tables. */
struct tables {
	const struct inverted *all;
	const char *dir;
	struct doctable *docdata;
	struct index_meta meta;
	struct version version;
	struct coop_error errs[3];
};

static void write_table(void *data, unsigned i)
{
	struct tables *t = data;
	struct btree_root *roots = t->version.roots;
	if (i == 0)
		postlists_write(t->all, t->dir, t->meta.at, META_COUNT,
			&roots[VERSION_POSTLIST], &t->errs[i]);
	else if (i == 1)
		positions_write(t->all, t->dir, &roots[VERSION_POSITION], &t->errs[i]);
	else
		doctable_finish(t->docdata, &roots[VERSION_DOCDATA], &t->errs[i]);
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
		stats->tables[i].name = names[i];
		stats->tables[i].bytes = v->roots[i].bytes;
		stats->tables[i].entries = v->roots[i].entries;
	}
}

/* Writes the tables but for the document data, which is there. */
static enum coop_status write_tables(struct inverted *all, struct tables *t,
	struct sink_stats *stats, struct coop_error *err)
{
	double begun = clock_seconds();
	enum coop_status st =
		termlists_write(all, t->dir, &t->version.roots[VERSION_TERMLIST], err);
	stats->termlist = clock_seconds() - begun;
	if (st)
		return st;
	begun += stats->termlist;
	crew_run(all->threads, 3, write_table, t);
	for (int i = 0; i < 3; i++)
		if (!st && t->errs[i].status) {
			*err = t->errs[i];
			st = err->status;
		}
	stats->postings = clock_seconds() - begun;
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
	enum coop_status st = dictionary_make(&all->dictionary, &all->runs, lexicon, err);
	weights_init(&all->weights, avgdl);
	if (!st)
		st = meta_make(meta, avgdl, &all->dictionary.vocabulary, lexicon, err);
	stats->merge = clock_seconds() - begun;
	stats->runs = all->runs.count;
	return st;
}

enum coop_status assemble(struct inverted *all, const char *dir, struct doctable *docdata,
	struct coop_lexicon *lexicon, struct sink_stats *stats, struct coop_error *err)
{
	struct tables t = {.all = all, .dir = dir, .docdata = docdata};
	enum coop_status st = make_dictionary(all, lexicon, &t.meta, stats, err);
	if (!st)
		st = write_tables(all, &t, stats, err);
	meta_release(&t.meta);
	return st;
}
