/*
 * kwic.c - every occurrence of the words of a query, in its context.
 *
 * In the order of the index, occurrences are printed as they are found, so that any number of them takes
 * no more memory. To be sorted all are kept, as a key and the place where they are, and those that are
 * printed are read again.
 */
#include <stdlib.h>

#include "query/actions/actions.h"
#include "query/actions/messages.h"
#include "query/output/concordance.h"
#include "shared/core/bytes.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* The most occurrences that are sorted: some 100 MB. */
enum { SORTED_MAX = 1000000 };

/* An occurrence that is kept to be sorted. */
struct kept {
	uint32_t docid;
	size_t value; /* of the record */
	struct occurrence at;
	size_t key, key_len; /* in `keys` */
};

struct kwic {
	struct app *app;
	struct session *session;
	struct concordance layout;
	struct occurrence_finder *finder;
	struct occurrences found; /* in the current value */
	struct concordance_line line;
	uint32_t docid;   /* of the session's record */
	const char *path; /* of that */
	size_t seen;      /* occurrences so far, printed or skipped */
	size_t limit;     /* how many of them may be seen */
	bool more;        /* there are more of them */
	struct kept *kept;
	size_t nkept, kept_cap;
	struct coop_buf keys;
};

static void release(struct kwic *k)
{
	occurrence_finder_free(k->finder);
	occurrences_release(&k->found);
	coop_buf_release(&k->line.text);
	coop_buf_release(&k->keys);
	free(k->kept);
}

/* Reads the record of a document, unless it is the current one. */
static enum coop_status read_document(
	struct kwic *k, uint32_t docid, struct coop_error *err)
{
	struct session *s = k->session;
	if (docid == k->docid)
		return COOP_OK;
	enum coop_status st = session_read_document(s, docid, err);
	if (!st)
		st = session_path(s, (enum path_form)k->app->ask.paths, &k->path, err);
	k->docid = st ? 0 : docid;
	return st;
}

static enum coop_status print_occurrence(struct kwic *k,
	const struct concordance_source *source, const struct occurrence *o,
	struct coop_error *err)
{
	enum coop_status st = concordance_line_make(&k->line, &k->layout, source, o, err);
	k->app->found = true;
	return st ? st : concordance_print(&k->layout, &k->line, err);
}

static enum coop_status keep(struct kwic *k, size_t value,
	const struct concordance_source *source, const struct occurrence *o,
	struct coop_error *err)
{
	if (!coop_array_grow(&k->kept, &k->kept_cap, k->nkept + 1, sizeof *k->kept))
		return coop_fail_nomem(err);
	struct kept *kept = &k->kept[k->nkept++];
	*kept = (struct kept){k->docid, value, *o, k->keys.len, 0};
	concordance_key(source->value.text, source->value.len, o,
		k->app->options->kwic_sort == KWIC_LEFT, &k->keys);
	kept->key_len = k->keys.len - kept->key;
	return coop_buf_check(&k->keys, err);
}

/* Prints or keeps the occurrences in a value of the current record. */
static enum coop_status take_value(struct kwic *k, size_t i, struct coop_error *err)
{
	struct coop_value v = coop_record_at(&k->session->record, i);
	enum coop_status st = occurrences_find(k->finder, &v, &k->found, err);
	if (st || k->found.count == 0)
		return st;
	struct concordance_source source =
		concordance_source_of(&k->session->record, i, k->path);
	for (size_t n = 0; !st && !k->more && n < k->found.count; n++) {
		const struct occurrence *o = &k->found.at[n];
		if (k->seen == k->limit)
			k->more = true;
		else if (k->app->options->kwic_sort != KWIC_DOCUMENT)
			st = keep(k, i, &source, o, err);
		else if (k->seen >= k->app->ask.offset)
			st = print_occurrence(k, &source, o, err);
		k->seen += !k->more;
	}
	return st;
}

static enum coop_status take_documents(
	struct kwic *k, const struct coop_docset *set, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	uint32_t docid = coop_docset_next(set, 1);
	/* a reader that is gone wants no more */
	for (; !st && !k->more && docid && !ferror(k->app->output.stream);
		docid = coop_docset_next(set, docid + 1)) {
		st = read_document(k, docid, err);
		for (size_t i = 0; !st && !k->more && i < k->session->record.count; i++)
			st = take_value(k, i, err);
	}
	return st;
}

/* By their keys, and of equal ones in the order of the index. */
static int compare(const void *a, const void *b, void *keys)
{
	const struct kept *x = a, *y = b;
	const char *text = keys;
	int order =
		coop_bytes_compare(text + x->key, x->key_len, text + y->key, y->key_len);
	if (order != 0)
		return order;
	if (x->docid != y->docid)
		return x->docid < y->docid ? -1 : 1;
	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return x->at.off < y->at.off ? -1 : x->at.off > y->at.off;
}

/* Prints those kept occurrences that are asked for. */
static enum coop_status print_sorted(struct kwic *k, struct coop_error *err)
{
	const struct ask *ask = &k->app->ask;
	enum coop_status st = COOP_OK;
	size_t end = k->nkept;
	if (k->nkept > 0)
		qsort_r(k->kept, k->nkept, sizeof *k->kept, compare, k->keys.s);
	if (k->app->options->limited && ask->offset < end &&
		ask->count < end - ask->offset) {
		end = ask->offset + ask->count;
		k->more = true;
	}
	for (size_t i = ask->offset; !st && i < end && !ferror(k->app->output.stream);
		i++) {
		const struct kept *kept = &k->kept[i];
		if ((st = read_document(k, kept->docid, err)))
			break;
		struct concordance_source source =
			concordance_source_of(&k->session->record, kept->value, k->path);
		st = print_occurrence(k, &source, &kept->at, err);
	}
	return st;
}

/* Says that not all occurrences are printed, and how many there are if that is known. */
static void print_rest(const struct kwic *k)
{
	if (k->app->options->kwic_sort == KWIC_DOCUMENT)
		coop_diag_note("coopq", "%s",
			TR("--limit is reached; there are more occurrences",
				"la limite de --limit est atteinte ; il y a d'autres occurrences"));
	else if (k->nkept < SORTED_MAX)
		coop_diag_note("coopq",
			TR("--limit is reached; occurrences in all: %zu",
				"la limite de --limit est atteinte ; occurrences en tout : %zu"),
			k->nkept);
	else
		coop_diag_note("coopq",
			TR("only the first %d occurrences were sorted",
				"seules les %d premières occurrences ont été triées"),
			SORTED_MAX);
}

static enum coop_status run(struct kwic *k, struct coop_error *err)
{
	struct app *app = k->app;
	struct coop_docset set = {0};
	bool sorted = app->options->kwic_sort != KWIC_DOCUMENT;
	k->limit = sorted ? SORTED_MAX : SIZE_MAX;
	if (!sorted && app->options->limited)
		k->limit = app->ask.offset + app->ask.count;
	enum coop_status st =
		search_all(k->session->search, &k->session->query, &set, err);
	if (!st)
		st = occurrence_finder_new(
			&k->session->query, k->session->analyzer, &k->finder, err);
	if (!st)
		st = take_documents(k, &set, err);
	if (!st && sorted)
		st = print_sorted(k, err);
	coop_docset_release(&set);
	if (!st && k->more)
		print_rest(k);
	return st;
}

/* Finds what matches, and prints the occurrences there. */
static enum coop_status concord(
	struct app *app, const struct coop_buf *text, struct coop_error *err)
{
	struct kwic k = {.app = app, .session = &app->session};
	struct ask ask = app->ask;
	int context = app->options->kwic;
	/* which phrases have to be relaxed shows with the first result */
	ask.offset = 0;
	ask.count = 1;
	ask.group = false;
	ask.sort = NULL;
	enum coop_status st =
		session_ask(&app->session, &ask, coop_buf_cstr(text), text->len, err);
	if (st == COOP_E_QUERY && !ask.strict)
		messages_print_warnings(&app->session.query, NULL);
	if (st)
		return st;
	app->found = search_found(app->session.search) > 0;
	st = app_print_notes(app, err);
	if (st)
		return st;
	if (!app->found)
		return COOP_OK;
	app->found = false;
	concordance_init(&k.layout, &app->output, context > 0 ? (size_t)context : 0);
	st = run(&k, err);
	if (!st && !app->found && app->output.format == OUTPUT_TEXT)
		coop_diag_note("coopq", "%s",
			TR("no occurrence of a word to show",
				"aucune occurrence d'un mot à montrer"));
	release(&k);
	return st;
}

enum coop_status action_kwic(struct app *app, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum output_format format = app->output.format;
	if (format != OUTPUT_TEXT && format != OUTPUT_TSV && format != OUTPUT_JSONL)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--kwic prints lines for people, --tsv or --jsonl",
				"--kwic donne des lignes à lire, --tsv ou --jsonl"));
	enum coop_status st = app_read_query(app, &text, err);
	if (!st)
		st = app_open(app, err);
	if (!st)
		st = concord(app, &text, err);
	coop_buf_release(&text);
	return st;
}
