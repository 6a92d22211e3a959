/*
 * record.h - a notice: its fields and where it came from.
 *
 * A record is filled by a reader, read by the indexer, and stored with the document in a
 * packed form from which coopq shows it. Its values keep the order they were added in.
 *
 * Packed form, version COOP_RECORD_VERSION; `uint` is little-endian base 128, `string` a
 * uint length and the bytes:
 *   byte version; string path; uint line; uint length; then for each value, to the end:
 *   uint twice the field, and 1 when the value was found; string name (only for
 *   COOP_F_OTHER); string text; of a value that was found: byte confidence
 * Where it was found is not packed: nothing reads it there, and it would take a fiftieth of
 * an index of notices.
 */
#ifndef COOP_INDEX_RECORD_H
#define COOP_INDEX_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/fields.h"

#define COOP_RECORD_VERSION 3

struct coop_record_entry;

struct coop_record {
	size_t line;          /* where the record begins in its file, from 1 */
	size_t length;        /* dl of impact.h; 0 until the indexer has set it */
	struct coop_buf text; /* path and a NUL, then names and values */
	struct coop_record_entry *entries;
	size_t count, cap;
	bool failed; /* memory ran out: the record is incomplete */
};

/*
 * Where in a text a value was found, and how sure that is. The bytes [off, end) are those of
 * the file, behind its byte order mark, when it is in UTF-8; else those of what it becomes
 * when it is converted to UTF-8. The value need not read the same: "1h12" becomes 72, the
 * lines of a paragraph are joined. A value that nobody had to look for, such as a cell of a
 * table, has no place: all is 0. A record that was unpacked has the confidence only.
 */
struct coop_found {
	size_t off, end;
	unsigned confidence; /* 1 to 100; 0: no place */
};

/* A value of a record; its strings are UTF-8, borrowed until the record changes. */
struct coop_value {
	enum coop_field field;
	const char
		*name; /* the column's own name for COOP_F_OTHER, else the field's name */
	size_t name_len;
	const char *text;
	size_t len;
	struct coop_found place;
};

/*
 * Whether the words of a value are indexed: not those of what was found in another value,
 * which has them already.
 */
static inline bool coop_value_is_text(const struct coop_value *v)
{
	unsigned flags = coop_field_info(v->field)->flags;
	return flags & COOP_FIELD_TEXT &&
	       !(flags & COOP_FIELD_PART && v->place.confidence > 0);
}

/* Whether it is a line (token.h), as all are but running texts. */
static inline bool coop_value_is_line(const struct coop_value *v)
{
	return !(coop_field_info(v->field)->flags & COOP_FIELD_PASSAGE);
}

void coop_record_init(struct coop_record *r);
void coop_record_release(struct coop_record *r);

/* Empties the record and sets where it comes from; keeps the memory. */
void coop_record_reset(struct coop_record *r, const char *path, size_t line);

/*
 * Adds a value, copied, blanks around it dropped; an empty one is left out. A failed
 * allocation is remembered: coop_record_check() tells.
 */
void coop_record_add(
	struct coop_record *r, enum coop_field field, const char *text, size_t len);
/* The same for a column that the field table does not know. */
void coop_record_add_named(struct coop_record *r, const char *name, size_t name_len,
	const char *text, size_t len);
/* Either of them, of a value that was found; `name` is NULL but for COOP_F_OTHER. */
void coop_record_add_found(struct coop_record *r, enum coop_field field, const char *name,
	size_t name_len, const char *text, size_t len, struct coop_found place);
/* Tells of the value with that number that it was found, and how surely: from 1 to 100. */
void coop_record_mark(struct coop_record *r, size_t i, unsigned confidence);
/*
 * Puts all values, and the names of columns, into NFC (nfc.h). Where they were found stays as
 * it is: the places are of the file.
 */
void coop_record_compose(struct coop_record *r);
enum coop_status coop_record_check(const struct coop_record *r, struct coop_error *err);

/*
 * Puts a value in the place of the first one of the field, or adds it; not an empty one.
 */
void coop_record_replace(
	struct coop_record *r, enum coop_field field, const char *text, size_t len);

/* Where the record comes from, as a C string. */
const char *coop_record_path(const struct coop_record *r);
struct coop_value coop_record_at(const struct coop_record *r, size_t i);
/* The first value of a field; false, and an empty value, when there is none. */
bool coop_record_get(
	const struct coop_record *r, enum coop_field field, struct coop_value *value);

/* Appends the packed form. */
enum coop_status coop_record_pack(
	const struct coop_record *r, struct coop_buf *out, struct coop_error *err);
/* Replaces the record by a packed one. Damaged bytes are COOP_E_CORRUPT. */
enum coop_status coop_record_unpack(
	struct coop_record *r, const char *data, size_t len, struct coop_error *err);

#endif
