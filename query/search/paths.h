/*
 * paths.h - the paths of results, so that they work from where the user stands.
 *
 * An index has paths relative to its root (manifest.h). They are printed in a form that the user
 * chooses; ids stay as they are. A path is printed as it is stored where there is nothing to resolve:
 * for the name of standard input or a pipe, in an index without a root, as a tool of the engine makes
 * when it copies one, and where the root no longer exists. The path of a member of an archive is that
 * of the archive, resolved, and the name in there.
 */
#ifndef COOP_QUERY_SEARCH_PATHS_H
#define COOP_QUERY_SEARCH_PATHS_H

#include <stdbool.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

enum path_form {
	PATHS_AUTO, /* relative if it lies below the current folder, else absolute */
	PATHS_ABSOLUTE,
	PATHS_RELATIVE, /* to the current folder; absolute where that is gone */
	PATHS_STORED    /* as in the index */
};
#define PATHS_CHOICES "auto|absolute|relative|stored"

/* How paths are printed. Begin with `= {0}`. */
struct paths {
	bool ready; /* paths_open() was called */
	enum path_form form;
	struct coop_buf root, here; /* absolute; empty: there is none */
	struct coop_buf absolute, shown, file;
};

/*
 * Finds the root, which may be "", and the current folder. A root that an index names may be
 * anywhere, such as on a server that is down: it is looked for only if it is needed.
 */
enum coop_status paths_open(
	struct paths *p, enum path_form form, const char *root, struct coop_error *err);
void paths_release(struct paths *p);

/* The path of a record as it is printed; borrowed from `p` or the record until the next call. */
enum coop_status paths_shown(struct paths *p, const struct coop_record *record,
	const char **shown, struct coop_error *err);

/*
 * The absolute path of the file of a record; "" where it is not known, is no path, or leads into an
 * archive. Borrowed from `p` until the next call.
 */
enum coop_status paths_file(struct paths *p, const struct coop_record *record,
	const char **file, struct coop_error *err);

#endif
