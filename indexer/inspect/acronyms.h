/*
 * acronyms.h - coopidx --acronyms: the acronyms of an index, what they stand for, and where texts
 * disagree.
 *
 * The index keeps one long form of an acronym, the first that a text defines. Here the stored texts are
 * read again for all of them.
 */
#ifndef COOP_INDEXER_INSPECT_ACRONYMS_H
#define COOP_INDEXER_INSPECT_ACRONYMS_H

#include <stdio.h>

#include "shared/core/error.h"

enum acronyms_format {
	ACRONYMS_NONE,
	ACRONYMS_TEXT, /* for people */
	/* form, state, definitions, long form, "path:line: sentence"; a long form a line, no header */
	ACRONYMS_TSV,
	ACRONYMS_JSON /* an object a line for each acronym; its schema is COOP_JSON_SCHEMA */
};

/*
 * The state of a long form: "used" by queries; a "conflict", another one of an acronym that has one;
 * "new", which queries do not know yet, as it came after the base was made. "-" for an acronym that no
 * text defines.
 *
 * Prints all acronyms, ordered by form; of each the long form that is used, then the others, the one
 * defined most often first. Fails as opened_open() does.
 */
enum coop_status acronyms_run(const char *index, enum acronyms_format format, FILE *out,
	struct coop_error *err);

#endif
