/*
 * findings.h - what is known of one file at the end of reading it, gathered in bounded room:
 * problems by kind with the first places, how full the columns are, some records.
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
	FINDINGS_COLUMNS = 200, /* shown; the others are counted */
	FINDINGS_KINDS = 30,    /* of problems; what is of no kind any more is counted */
	FINDINGS_PLACES = 8,    /* of each kind */
	FINDINGS_ALIKE = 10,
	FINDINGS_EXAMPLES = 3
};

/* Texts are C strings, told by where they begin in `text`. */
struct finding_fact {
	const char *what;
	size_t text;
};

struct finding_column {
	size_t name; /* the heading */
	enum coop_field field;
	uint32_t slot;
	bool ignored; /* the user wants nothing of it */
};

/* How many records have something in a column, or in all columns of one field. */
struct finding_slot {
	size_t filled;
	size_t last; /* the last of them, from 1 */
};

struct finding_problem {
	size_t kind, message, hint;
	bool left_out;
	size_t count;
	struct {
		size_t line, column; /* 0 where not known */
	} places[FINDINGS_PLACES];
};

/* A record that is nearly the same as an earlier one, here or in another file. */
struct finding_alike {
	size_t line, other_path, other_line;
	bool same; /* in all its words */
};

struct findings {
	struct coop_buf text;
	size_t path;
	struct finding_fact facts[FINDINGS_FACTS];
	size_t nfacts;
	struct finding_column columns[FINDINGS_COLUMNS];
	size_t ncolumns;            /* of these, `columns` holds the first */
	bool has_header;            /* columns were told, and not only met in records */
	struct coop_strmap *names;  /* of slots */
	struct finding_slot *slots; /* by number in `names` */
	size_t slot_cap;
	struct finding_problem problems[FINDINGS_KINDS];
	size_t nproblems, others; /* kinds; problems of no kind here */
	size_t left_out, mended;
	struct finding_alike alike[FINDINGS_ALIKE];
	size_t nalike; /* of these, `alike` holds the first */
	struct coop_buf examples[FINDINGS_EXAMPLES]; /* packed records */
	size_t records;
	bool failed; /* memory ran out */
};

/* In caller's storage that holds zeros. */
enum coop_status findings_init(struct findings *f, struct coop_error *err);
void findings_release(struct findings *f);

/* Begins with another file. */
void findings_begin(struct findings *f, const char *path);

/* A failure is remembered, until findings_check(). `what` is borrowed. */
void findings_fact(struct findings *f, const char *what, const char *text);
void findings_column(struct findings *f, const char *name, size_t len,
	enum coop_field field, bool ignored);
void findings_problem(struct findings *f, bool left_out, const struct coop_place *place,
	const struct coop_error *why);
void findings_record(struct findings *f, const struct coop_record *record);
void findings_alike(struct findings *f, size_t line, const char *other_path,
	size_t other_line, bool same);
enum coop_status findings_check(const struct findings *f, struct coop_error *err);

/* A text by where it begins. */
const char *findings_text(const struct findings *f, size_t at);

/* How many records have nothing in a column. */
size_t findings_empty(const struct findings *f, const struct finding_column *column);

#endif
