/*
 * map.h - the user's map from headings to fields (--map), a file of lines such as
 *
 *	# a comment
 *	Nom du document = title
 *	Cote interne =
 *
 * The last line makes a column ignored; "other" keeps a column under its own name. A field may be
 * named as in a heading, in French or English. Accents, case and punctuation of headings do not
 * matter.
 */
#ifndef COOP_INDEXER_CSV_MAP_H
#define COOP_INDEXER_CSV_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/diag.h"
#include "shared/core/error.h"
#include "shared/index/fields.h"

struct column_map;

/* What a map says of a column: its field, unless it is ignored. */
struct mapped {
	enum coop_field field;
	bool ignored;
};

/*
 * Reads a map. On failure `*place` tells where: COOP_E_ARG when a line makes no sense,
 * COOP_E_INPUT when the file cannot be read. Its path is borrowed from the caller.
 */
enum coop_status column_map_load(const char *path, struct column_map **out,
	struct coop_place *place, struct coop_error *err);
void column_map_free(struct column_map *m); /* NULL is fine */

/*
 * Appends the headings that no table had so far, folded, quoted and separated by commas; of many, the
 * first ones and how many more. False when there are none.
 */
bool column_map_unmet(const struct column_map *m, struct coop_buf *out);

/* Takes all headings for met, where a table that may have them is not read. */
void column_map_assume_met(struct column_map *m);

/* Appends what a map, which may be NULL, says, so that maps can be compared. */
void column_map_print(const struct column_map *m, struct coop_buf *out);

/*
 * Whether a map, which may be NULL, has a heading. When memory runs out the answer is no, and
 * `scratch` has failed.
 */
bool column_map_find(struct column_map *m, const char *heading, size_t len,
	struct coop_buf *scratch, struct mapped *out);

#endif
