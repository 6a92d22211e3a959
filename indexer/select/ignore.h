/*
 * ignore.h - a set of rules that exclude files, with the syntax of a .gitignore.
 *
 * A rule is a line with a pattern (glob.h). A pattern without '/', except at its end, is matched
 * against the names of files and folders at any depth; one with '/', against their path below the
 * folder of the rules, so that "/films" is in that folder only. A '/' at the end restricts the rule
 * to folders. A '!' before the pattern includes again what an earlier rule excluded: the last rule
 * that matches decides. Empty lines and lines that begin with '#' are no rules; "\#" and "\!" begin
 * a pattern; blanks at the end are ignored.
 *
 * Rules without wildcards, or with one '*' at their beginning, are looked up in a hash table,
 * however many there are. The others are tried one by one, and limited to IGNORE_WILD_MAX.
 */
#ifndef COOP_INDEXER_SELECT_IGNORE_H
#define COOP_INDEXER_SELECT_IGNORE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/report/report.h"
#include "shared/core/error.h"

#define IGNORE_WILD_MAX 1000
/* Bytes of the longest pattern: no path is longer. */
#define IGNORE_PATTERN_MAX 4096

struct ignore;

struct ignore_rule {
	size_t text, len;            /* as it was written: offset in the set's text */
	size_t pattern, pattern_len; /* the same of its pattern */
	size_t line;                 /* `number` of ignore_add() */
	bool read;                   /* '!': includes what matches */
	bool folders;                /* matches folders only */
	bool with_path;              /* is matched against the path, not the name */
};

enum coop_status ignore_new(struct ignore **out, struct coop_error *err);
void ignore_free(struct ignore *set); /* NULL is fine */

/*
 * Adds the rule of a line, if it holds one. COOP_E_INPUT, and nothing added, when the rule is too
 * long or there are too many.
 */
enum coop_status ignore_add(struct ignore *set, const char *line, size_t len,
	size_t number, struct coop_error *err);

/*
 * Adds the rules of a file, in any character set that source.h reads. Rules that cannot be used go
 * to the report; a failure of the machine goes through report_failed().
 */
enum coop_status ignore_read(struct ignore *set, const char *path, struct report *report,
	struct coop_error *err);

/*
 * The last rule that matches a path below the folder of the rules; NULL when none does. Borrowed
 * until another rule is added.
 */
const struct ignore_rule *ignore_match(
	const struct ignore *set, const char *path, size_t len, bool folder);

/* A rule as it was written, as a C string borrowed like the rule. */
const char *ignore_text(const struct ignore *set, const struct ignore_rule *rule);

#endif
