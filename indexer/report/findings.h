/*
 * findings.h - what a dry run finds in one file, in bounded memory: facts, columns and how full they
 * are, problems grouped by kind with the first places of each, near duplicates, the first records.
 */
#ifndef COOP_INDEXER_REPORT_FINDINGS_H
#define COOP_INDEXER_REPORT_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/diag.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"
#include "shared/index/record.h"

enum {
	FINDINGS_FACTS = 12,
	FINDINGS_COLUMNS = 200, /* kept; the others are counted */
	FINDINGS_KINDS = 30, /* kinds of problems; further kinds are counted together */
	FINDINGS_PLACES = 8, /* kept of each kind */
	FINDINGS_ALIKE = 10,
	FINDINGS_EXAMPLES = 3
};

/* Texts are C strings, given as offsets in `text`. */
struct finding_fact {
	const char *what;
	size_t text;
};

struct finding_column {
	size_t name; /* the heading */
	size_t why;  /* why it has its field, or "" */
	enum coop_field field;
	uint32_t slot;
	bool ignored; /* the user wants nothing of it */
};

/* How many records have a value in a column, or in any column of the same field. */
struct finding_slot {
	size_t filled;
	size_t last; /* the last of these records, from 1 */
};

struct finding_problem {
	size_t kind, message, hint; /* problems of one kind have the same format */
	bool left_out;
	size_t count;
	struct {
		size_t line, column; /* 0 where not known */
	} places[FINDINGS_PLACES];
};

/* A record that nearly equals an earlier one, of this file or another. */
struct finding_alike {
	size_t line, other_path, other_line;
	bool same; /* word for word */
};

struct findings {
	struct coop_buf text;
	size_t path;
	struct finding_fact facts[FINDINGS_FACTS];
	size_t nfacts;
	struct finding_column columns[FINDINGS_COLUMNS];
	size_t ncolumns;           /* in all; `columns` holds the first of them */
	bool of_sheet;             /* lines are rows of a sheet (report.h) */
	bool has_header;           /* the file names columns: they are not from records */
	struct coop_strmap *names; /* the names of slots */
	struct finding_slot *slots; /* indexed by number in `names` */
	size_t slot_cap;
	struct finding_problem problems[FINDINGS_KINDS];
	size_t nproblems, others; /* kinds in `problems`; problems of further kinds */
	size_t left_out, repaired;
	struct finding_alike alike[FINDINGS_ALIKE];
	size_t nalike; /* in all; `alike` holds the first of them */
	struct coop_buf examples[FINDINGS_EXAMPLES]; /* packed records */
	size_t records;
	bool failed; /* memory ran out */
};

/* Initialises storage that holds zeros. */
enum coop_status findings_init(struct findings *f, struct coop_error *err);
void findings_release(struct findings *f);

/* Begins a file: forgets the one before. */
void findings_begin(struct findings *f, const char *path);

/* A failure to add is remembered for findings_check(). `what` is borrowed. */
void findings_fact(struct findings *f, const char *what, const char *text);
void findings_column(struct findings *f, const char *name, size_t len,
	enum coop_field field, bool ignored, const char *why);
void findings_problem(struct findings *f, bool left_out, const struct coop_place *place,
	const struct coop_error *why);
void findings_record(struct findings *f, const struct coop_record *record);
void findings_alike(struct findings *f, size_t line, const char *other_path,
	size_t other_line, bool same);
enum coop_status findings_check(const struct findings *f, struct coop_error *err);

/* The text at an offset. */
const char *findings_text(const struct findings *f, size_t at);

/* How many records have no value in a column. */
size_t findings_empty(const struct findings *f, const struct finding_column *column);

#endif
