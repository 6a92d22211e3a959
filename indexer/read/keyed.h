/*
 * keyed.h - records whose values have keys of their file, such as JSON, to fields.
 *
 * The first records are a sample: their keys are what the columns of a table are, and which of them is the
 * id, the title or the year is decided as there (roles.h). So is what the user's map says. HTML in values
 * is taken out as of cells (wrappings.h). A key that turns up behind the sample gets a field by its name
 * alone.
 *
 * Records of one file may have different keys for the same: of "titre" and "title" the second has the field
 * in records without the first.
 *
 * A key may have several values. Of the title, the id, the year and the running time, a notice has the
 * first; others stay under the key.
 */
#ifndef COOP_INDEXER_READ_KEYED_H
#define COOP_INDEXER_READ_KEYED_H

#include "indexer/csv/profile.h"
#include "indexer/csv/wrappings.h"
#include "indexer/read/given_ids.h"

enum {
	KEYED_COLUMNS = 1000, /* keys that may name fields; further ones are kept */
	KEYED_SAMPLE =
		16 << 20 /* bytes of the records of the sample, PROFILE_ROWS at most */
};

/* To be initialised with zeros. */
struct keyed {
	struct columns columns; /* numbered as the keys */
	struct coop_strmap *keys;
	struct profile profile;
	struct column_map *map; /* of the user; borrowed, may be NULL */
	struct given_ids ids;
	struct wrappings wrappings;
	struct coop_buf text, name;
	size_t rows;
	bool judged;
	bool stands_in[KEYED_COLUMNS]; /* keyed_stands_in(), by columns */
};

enum coop_status keyed_init(
	struct keyed *k, struct column_map *map, struct coop_error *err);
void keyed_release(struct keyed *k);

/* Looks at a record of the sample. */
enum coop_status keyed_see(
	struct keyed *k, const struct coop_record *sent, struct coop_error *err);
/* Decides what the keys of the sample are, and reports that for a dry run. */
enum coop_status keyed_judge(
	struct keyed *k, struct problems problems, struct coop_error *err);

/*
 * Whether a key stands in for another one in records that have not that: values of it are added last.
 */
bool keyed_stands_in(const struct keyed *k, const struct coop_value *v);

/*
 * Adds a value to a record, which begins at a line, in the field of its key; all in valid UTF-8. A failed
 * allocation stays with the record.
 */
enum coop_status keyed_add(struct keyed *k, const struct coop_value *v, size_t line,
	struct coop_record *rec, struct coop_error *err);

/* Tells of ids that repeat and of what was taken out of values, at the end of the file. */
void keyed_report(struct keyed *k, struct problems problems);

#endif
