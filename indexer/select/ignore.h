/*
 * ignore.h - rules that say which files are not to be read, as in a .gitignore.
 *
 * A rule is a line with a pattern (glob.h). Without '/' but at its end it is compared with the
 * names of files and folders, at any depth; with one, with their path below the folder of the
 * rules ("/films" is there only). A '/' at its end means folders only. A '!' before it has what
 * an earlier rule left out read again: the last rule that fits counts. Empty lines, and lines
 * that begin with '#', say nothing; "\#" and "\!" begin a pattern; blanks at the end do not
 * count.
 *
 * Rules without wildcards, or with one '*' at their beginning, are looked up, however many there
 * are; the others are tried one by one, and may be IGNORE_WILD_MAX.
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
	size_t text, len; /* where the rule begins as it was written, and its bytes */
	size_t pattern, pattern_len;
	size_t line;    /* what ignore_add() was told */
	bool read;      /* '!': what fits is to be read after all */
	bool folders;   /* fits folders only */
	bool with_path; /* is compared with the path, not the name */
};

enum coop_status ignore_new(struct ignore **out, struct coop_error *err);
void ignore_free(struct ignore *set); /* NULL is fine */

/*
 * Adds the rule of a line, if there is one. COOP_E_INPUT, and nothing added, when it is too long
 * or one too many.
 */
enum coop_status ignore_add(struct ignore *set, const char *line, size_t len,
	size_t number, struct coop_error *err);

/*
 * Adds the rules of a file, in any character set that source.h reads. What cannot be used of
 * it goes to the report; a failure of the machine is for report_failed().
 */
enum coop_status ignore_read(struct ignore *set, const char *path, struct report *report,
	struct coop_error *err);

/*
 * The last rule that fits a path below the folder of the rules; NULL when none does. Borrowed
 * until another is added.
 */
const struct ignore_rule *ignore_match(
	const struct ignore *set, const char *path, size_t len, bool folder);

/* A rule as it was written, as a C string borrowed like the rule. */
const char *ignore_text(const struct ignore *set, const struct ignore_rule *rule);

#endif
