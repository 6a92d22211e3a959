/*
 * roles.h - which column of a table is what: by its heading, and by what it holds.
 *
 * A heading proposes fields (heading.h), and the sample of the table decides (profile.h): an id is
 * unique, a year looks like one, a title is text. A column that fails keeps its own name, and the next
 * best takes its place: of "Cote" and "id" the id, of an empty "Titre" and a full "Nom" the name. A title
 * that no heading names is found by what the columns hold. Where the sample has nothing in a column,
 * its heading decides.
 *
 * Ids allow for some repetition, as of files that were joined: they stay, and copies get "~2". Where a
 * tenth of them repeats, the column is no id. Shelf marks ("cote", "call number") are ids only where they
 * are unique: one repetition shows that they are what they are called. Then rows get ids made of their
 * content (made_id.h), and the column keeps its name.
 *
 * The decision is made on the first rows, of which profile.h has PROFILE_ROWS. A row that is added behind
 * them changes nothing. One among them that repeats a shelf mark turns the column from the id into what
 * it is: all ids of the file change once, and users are told whenever such a file is read. If ids repeat
 * behind the sample only, those that were given stay: just the rows that repeat one have a made id, and
 * that is told once for the file (reader_csv.c).
 */
#ifndef COOP_INDEXER_CSV_ROLES_H
#define COOP_INDEXER_CSV_ROLES_H

#include "indexer/csv/columns.h"
#include "indexer/csv/profile.h"
#include "shared/core/error.h"

/* Gives fields to the columns of a table with a header, but those that the user's map has settled. */
enum coop_status roles_by_heading(
	struct columns *c, const struct profile *p, struct coop_error *err);

/* The same for one column that turned up behind the sample: its heading decides. */
enum coop_status roles_of_late(struct columns *c, size_t column, const struct profile *p,
	struct coop_error *err);

/*
 * The same for a table without a header, by what columns hold: id, title, year, running time with a
 * unit, link, long text.
 */
void roles_by_content(struct columns *c, const struct profile *p);

/*
 * The column that users most likely want for the title of a table without one: of texts that mostly differ,
 * neither codes nor long; rather one that is no other field, and whose heading is of names. `c->count` when
 * there is none. Where memory runs out, `c->scratch` remembers it.
 */
size_t role_best_title(struct columns *c, const struct profile *p);

/*
 * Appends why a column has its field or keeps its name, in the user's language; nothing if nothing names a
 * field.
 */
void role_explain(const struct column *column, struct coop_buf *out);

#endif
