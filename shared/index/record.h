/*
 * record.h - a notice: its fields, and where it came from.
 *
 * A reader fills a record, the indexer reads it and stores it with the document in packed
 * form, and coopq shows it from there. Values keep the order in which they were added.
 *
 * Packed form, version COOP_RECORD_VERSION; `uint` is little-endian base 128, `string` a
 * uint length and the bytes:
 *   the content: byte version; string path; uint 2 * line + 1 if the path is a name
 *     alone; for each value
 *     uint 2 * (field + 1) + 1 if the value was found in a text; string name (COOP_F_OTHER
 *     only); string text; if the value was found: byte confidence
 *   and byte 0 at its end
 *   uint length; to the end: the suffix of a copy, `copy_len` bytes
 * The content depends neither on the analysis nor on other records: the first id in it is without
 * the suffix. The place where a value was found is not packed: nothing reads it, and it would take
 * a fiftieth of an index of notices.
 */
#ifndef COOP_INDEX_RECORD_H
#define COOP_INDEX_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/fields.h"

#define COOP_RECORD_VERSION 4

struct coop_record_entry;

/* Where the id of a record comes from. */
enum coop_id_origin {
	COOP_ID_GIVEN,  /* the file */
	COOP_ID_PATH,   /* it is the path */
	COOP_ID_CONTENT /* it is made of the path and the content */
};

struct coop_record {
	size_t line; /* where the record begins in its file, from 1 */
	/*
	 * Whether the path is a name alone, and leads nowhere: that of standard input or a pipe, or
	 * one that an export tells. Any other is relative to the root of the index.
	 */
	bool name_only;
	enum coop_id_origin id_origin; /* while it is indexed; not packed */
	size_t length;        /* dl of impact.h; 0 until the indexer has set it */
	size_t copy_len;      /* bytes of the suffix of its id; 0 when it is no copy */
	size_t path;          /* offset in `text` */
	struct coop_buf text; /* the path and a NUL, then names and values */
	struct coop_record_entry *entries;
	size_t count, cap;
	bool failed; /* memory ran out: the record is incomplete */
};

/*
 * Where in a text a value was found, and how sure that is. [off, end) are bytes of the
 * file after its byte order mark, if it is in UTF-8; otherwise of the file converted to
 * UTF-8. The text there need not equal the value: "1h12" becomes 72, and the lines of a
 * paragraph are joined. Values that need no finding, such as cells of a table, have no
 * place: all members are 0. An unpacked record has the confidence only.
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
 * Whether the words of a value are indexed. Those of a value that was found within
 * another one are not: the other value has them.
 */
static inline bool coop_value_is_text(const struct coop_value *v)
{
	unsigned flags = coop_field_info(v->field)->flags;
	return flags & COOP_FIELD_TEXT &&
	       !(flags & COOP_FIELD_PART && v->place.confidence > 0);
}

/* Whether a value is a line (token.h): all are, except running texts. */
static inline bool coop_value_is_line(const struct coop_value *v)
{
	return !(coop_field_info(v->field)->flags & COOP_FIELD_PASSAGE);
}

void coop_record_init(struct coop_record *r);
void coop_record_release(struct coop_record *r);

/* Empties the record and sets where it comes from; keeps the memory. */
void coop_record_reset(struct coop_record *r, const char *path, size_t line);
/* Gives it another path, which is not its own. */
void coop_record_set_path(struct coop_record *r, const char *path);

/*
 * Adds a copy of a value, without the blanks around it; an empty value is ignored. A
 * failed allocation is remembered for coop_record_check().
 */
void coop_record_add(
	struct coop_record *r, enum coop_field field, const char *text, size_t len);
/* The same for a column that the field table does not know. */
void coop_record_add_named(struct coop_record *r, const char *name, size_t name_len,
	const char *text, size_t len);
/*
 * The same for a value that was found in a text; `name` is NULL except for COOP_F_OTHER.
 */
void coop_record_add_found(struct coop_record *r, enum coop_field field, const char *name,
	size_t name_len, const char *text, size_t len, struct coop_found place);
/* Adds all values of another record, without their places. */
void coop_record_add_all(struct coop_record *r, const struct coop_record *from);
/* Marks value `i` as found, with a confidence from 1 to 100. */
void coop_record_mark(struct coop_record *r, size_t i, unsigned confidence);
/*
 * Puts all values, and the names of columns, into NFC (nfc.h). Places stay as they are:
 * they refer to the file.
 */
void coop_record_compose(struct coop_record *r);
enum coop_status coop_record_check(const struct coop_record *r, struct coop_error *err);

/* Replaces the first value of a field, or adds one; an empty value is ignored. */
void coop_record_replace(
	struct coop_record *r, enum coop_field field, const char *text, size_t len);

/*
 * Makes the record a copy, one whose id another record has: appends a suffix to its first id, '~' and
 * a number, in place of the one that it may have. With `len` 0 it is no copy any longer. Nothing
 * happens where there is no id.
 */
void coop_record_set_copy(struct coop_record *r, const char *suffix, size_t len);
/* The first id without the suffix of a copy; false, and an empty value, when it has none. */
bool coop_record_original_id(const struct coop_record *r, struct coop_value *id);

/* The path of the file that the record comes from. */
const char *coop_record_path(const struct coop_record *r);
struct coop_value coop_record_at(const struct coop_record *r, size_t i);
/* The first value of a field; false, and an empty value, when it has none. */
bool coop_record_get(
	const struct coop_record *r, enum coop_field field, struct coop_value *value);

/* The bytes of the path, and of the names and texts of all values. */
size_t coop_record_size(const struct coop_record *r);

/* Appends the packed form. */
enum coop_status coop_record_pack(
	const struct coop_record *r, struct coop_buf *out, struct coop_error *err);
/* How many of the `len` bytes of its packed form are the content. */
size_t coop_record_content(const struct coop_record *r, size_t len);
/* Replaces the record by a packed one. COOP_E_CORRUPT when the bytes are damaged. */
enum coop_status coop_record_unpack(
	struct coop_record *r, const char *data, size_t len, struct coop_error *err);

#endif
