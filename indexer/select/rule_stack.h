/*
 * rule_stack.h - which entries of a walk are left out, by --exclude, --include and the files
 * ".ignore" of the folders that are being walked.
 *
 * --exclude comes first, then the ".ignore" of the folder that an entry is in, then those of the
 * folders around it: the first of them that has a rule for the entry decides (ignore.h).
 */
#ifndef COOP_INDEXER_SELECT_RULE_STACK_H
#define COOP_INDEXER_SELECT_RULE_STACK_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/report/report.h"
#include "indexer/select/selection.h"
#include "shared/core/error.h"

#define RULE_STACK_FILE ".ignore"

/* The rules of a folder; NULL where it has none. */
struct rule_folder {
	struct ignore *rules;
	size_t below; /* where the paths below it begin, in the path of an entry */
};

/* Begin with a selection and a report, which are borrowed, and zeros. */
struct rule_stack {
	const struct selection *selection;
	struct report *report;
	struct rule_folder *folders; /* from the named one down */
	size_t count, cap;
	struct coop_buf path; /* scratch: the path of a file of rules */
};

void rule_stack_release(struct rule_stack *s);

/*
 * Enters a folder: `path` without a '/' after it, unless it is "/" itself. Its rules are read, and
 * what cannot be used of them goes to the report; a failure of the machine is for report_failed().
 * The folder is entered even then.
 */
enum coop_status rule_stack_push(
	struct rule_stack *s, const char *path, size_t len, struct coop_error *err);
void rule_stack_pop(struct rule_stack *s);

/* An entry: the `len` bytes of its path, and where in it its name begins. */
struct rule_entry {
	const char *path;
	size_t len, name;
};

/* Whether a rule leaves an entry out, which goes to the report as skipped. */
bool rule_stack_excludes(
	const struct rule_stack *s, const struct rule_entry *e, bool is_folder);

/* Whether --include, if given, names a file or a folder that it is in. */
bool rule_stack_includes(const struct rule_stack *s, const struct rule_entry *e);

#endif
