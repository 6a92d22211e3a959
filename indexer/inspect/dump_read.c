#include "indexer/inspect/dump_read.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/inspect/dump.h"
#include "indexer/inspect/dump_facts.h"
#include "indexer/inspect/dump_keys.h"
#include "indexer/inspect/dump_lines.h"
#include "indexer/inspect/dump_text.h"
#include "shared/core/i18n.h"
#include "shared/index/hashes.h"

enum { CRC_DIGITS = 8, LINE_BITS = 60 };

struct dump_reading {
	const char *path;
	struct dump_lines lines;
	uint64_t records, rows; /* of the current source, that are still to come */
	uint64_t total;         /* records so far */
	struct coop_buf packed, name, value;
};

/* ---- the head ---- */

static enum coop_status take_origin(const json_t *o, struct coop_buf *out,
	struct coop_buf *text, struct coop_error *err)
{
	const json_t *array = json_object_get(o, "origin");
	if (!json_is_array(array))
		return dump_bad_key("origin", err);
	for (size_t i = 0; i < json_array_size(array); i++) {
		coop_buf_reset(text);
		if (!dump_text_read(json_array_get(array, i), text) ||
			(text->len > 0 && memchr(text->s, '\0', text->len)))
			return dump_bad_key("origin", err);
		coop_buf_add(out, coop_buf_cstr(text), text->len + 1);
	}
	return text->failed ? coop_fail_nomem(err) : coop_buf_check(out, err);
}

static enum coop_status no_dump(struct coop_error *err)
{
	coop_fail(err, COOP_E_INPUT, "%s",
		TR("is no dump of an index, or one of another version",
			"n'est pas l'export d'un index, ou celui d'une autre version"));
	coop_hint(err, "%s",
		TR("coopidx --dump writes one; sources are indexed without --load",
			"coopidx --dump en écrit un ; des sources s'indexent sans --load"));
	return COOP_E_INPUT;
}

static enum coop_status take_head(
	struct dump_reader *r, const json_t *o, struct coop_error *err)
{
	struct dump_head *h = &r->head;
	const char *format = json_string_value(json_object_get(o, "dump"));
	uint64_t made = 0, version = 0, schema = 0;
	if (!format || strcmp(format, DUMP_FORMAT) != 0 ||
		dump_take_number(o, "schema", 0, &schema, NULL) || schema != DUMP_SCHEMA)
		return no_dump(err);
	h->engine_tools = dump_take_bool(o, "engine_tools");
	enum coop_status st = dump_take_text(o, "root", &h->root, err);
	if (!st && h->root.len > 0 && h->root.s[0] != '/')
		st = dump_bad_key("root", err);
	if (!st)
		st = dump_take_number(o, "record_version", -1, &version, err);
	if (!st)
		st = dump_take_number(o, "made", -1, &made, err);
	if (!st)
		st = dump_take_long(o, "begun", &h->begun, err);
	if (!st)
		st = take_origin(o, &h->origin, &r->reading->value, err);
	if (!st)
		st = dump_take_facts(o, &h->facts, &r->reading->value, err);
	h->bytes = r->reading->lines.file.size;
	h->made = (int64_t)made;
	h->same_records = version == COOP_RECORD_VERSION;
	return st;
}

/* ---- sources ---- */

static enum coop_status take_flags(const json_t *o, unsigned *out, struct coop_error *err)
{
	const json_t *array = json_object_get(o, "flags");
	for (size_t i = 0; i < json_array_size(array); i++) {
		const char *flag = json_string_value(json_array_get(array, i));
		if (flag && strcmp(flag, "unread") == 0)
			*out |= SOURCE_UNREAD;
		else if (flag && strcmp(flag, "cut") == 0)
			*out |= SOURCE_CUT;
		else
			return dump_bad_key("flags", err);
	}
	return array && !json_is_array(array) ? dump_bad_key("flags", err) : COOP_OK;
}

static enum coop_status take_source(
	struct dump_reader *r, const json_t *o, struct coop_error *err)
{
	struct source *s = &r->source;
	*s = (struct source){0};
	r->line = DUMP_SOURCE;
	enum coop_status st = dump_take_text(o, "source", &r->path, err);
	if (!st)
		st = dump_take_number(o, "records", -1, &r->reading->records, err);
	if (!st)
		st = dump_take_number(o, "size", -1, &s->state.size, err);
	if (!st)
		st = dump_take_long(o, "mtime", &s->state.mtime, err);
	if (!st)
		st = dump_take_hash(o, "content", &s->state.hash, err);
	if (!st)
		st = dump_take_hash(o, "settings", &s->state.settings, err);
	if (!st)
		st = take_flags(o, &s->flags, err);
	if (!st)
		st = dump_take_number(o, "rejected", 0, &s->rejected, err);
	if (!st)
		st = dump_take_number(o, "repaired", 0, &s->repaired, err);
	if (!st)
		st = dump_take_number(o, "copies", 0, &s->copies, err);
	if (!st)
		st = dump_take_number(o, "rejected_bytes", 0, &s->rejected_bytes, err);
	r->reading->rows = s->rejected_bytes;
	return st;
}

static enum coop_status take_rejects(
	struct dump_reader *r, const json_t *o, struct coop_error *err)
{
	r->line = DUMP_REJECTED;
	coop_buf_reset(&r->rows);
	bool good = dump_text_read(json_object_get(o, "rejected_rows"), &r->rows);
	if (r->rows.failed)
		return coop_fail_nomem(err);
	if (!good || r->rows.len > r->reading->rows)
		return dump_bad_key("rejected_rows", err);
	r->reading->rows -= r->rows.len;
	return COOP_OK;
}

/* ---- records ---- */

/* The field of a name; COOP_FIELD_COUNT when there is none. */
static enum coop_field find_field(const char *name)
{
	int i = 0;
	while (name && i < COOP_FIELD_COUNT &&
		strcmp(coop_field_info((enum coop_field)i)->name, name) != 0)
		i++;
	return name ? (enum coop_field)i : COOP_FIELD_COUNT;
}

static enum coop_status take_value(
	struct dump_reader *r, const json_t *o, struct coop_error *err)
{
	struct dump_reading *d = r->reading;
	struct coop_found found = {0};
	uint64_t confidence;
	enum coop_field field =
		find_field(json_string_value(json_object_get(o, "field")));
	coop_buf_reset(&d->name);
	coop_buf_reset(&d->value);
	if (field == COOP_FIELD_COUNT)
		return dump_bad_key("field", err);
	if (field == COOP_F_OTHER &&
		!dump_text_read(json_object_get(o, "name"), &d->name))
		return dump_bad_key("name", err);
	if (!dump_text_read(json_object_get(o, "value"), &d->value))
		return dump_bad_key("value", err);
	if (dump_take_number(o, "confidence", 0, &confidence, err) || confidence > 100)
		return dump_bad_key("confidence", err);
	found.confidence = (unsigned)confidence;
	size_t count = r->record.count;
	coop_record_add_found(&r->record, field, coop_buf_cstr(&d->name), d->name.len,
		coop_buf_cstr(&d->value), d->value.len, found);
	if (d->name.failed || d->value.failed || coop_record_check(&r->record, NULL))
		return coop_fail_nomem(err);
	return r->record.count > count ? COOP_OK
				       : dump_bad_key("value", err); /* it is empty */
}

/* Verifies the hash of a record. One without, which may be changed by hand, is put into NFC. */
static enum coop_status check_hash(
	struct dump_reader *r, const json_t *o, struct coop_error *err)
{
	struct coop_buf *packed = &r->reading->packed;
	uint64_t expected;
	if (!json_object_get(o, "hash") || !r->head.same_records) {
		coop_record_compose(&r->record);
		return coop_record_check(&r->record, err);
	}
	coop_buf_reset(packed);
	enum coop_status st = dump_take_hash(o, "hash", &expected, err);
	if (!st)
		st = coop_record_pack(&r->record, packed, err);
	if (!st && coop_hash_packed(&r->record, packed->s, packed->len) != expected) {
		coop_fail(err, COOP_E_INPUT, "%s",
			TR("this record is not as it was dumped",
				"cette notice n'est pas telle qu'elle a été exportée"));
		coop_hint(err, "%s",
			TR("dump the index again; or, if it was changed on purpose, leave out its \"hash\" and the \"crc\" of the last line",
				"exportez de nouveau l'index ; ou, si la modification est voulue, retirez son \"hash\" et le \"crc\" de la dernière ligne"));
		st = COOP_E_INPUT;
	}
	return st;
}

static enum coop_status take_record(
	struct dump_reader *r, const json_t *o, struct coop_error *err)
{
	const json_t *values = json_object_get(o, "values");
	struct coop_value id;
	uint64_t line = 0;
	r->line = DUMP_RECORD;
	enum coop_status st = dump_take_text(o, "file", &r->reading->value, err);
	if (!st)
		st = dump_take_number(o, "line", -1, &line, err);
	if (!st && line >> LINE_BITS)
		st = dump_bad_key("line", err);
	if (st)
		return st;
	coop_record_reset(&r->record, coop_buf_cstr(&r->reading->value), (size_t)line);
	r->record.name_only = dump_take_bool(o, "name_only");
	for (size_t i = 0; !st && i < json_array_size(values); i++)
		st = take_value(r, json_array_get(values, i), err);
	if (!st && (r->record.failed || r->record.text.failed))
		return coop_fail_nomem(err);
	if (!st && !coop_record_get(&r->record, COOP_F_ID, &id))
		st = dump_bad_key("values", err);
	r->reading->records--;
	r->reading->total++;
	return st ? st : check_hash(r, o, err);
}

/* ---- lines ---- */

static enum coop_status missing(struct coop_error *err)
{
	coop_fail(err, COOP_E_INPUT, "%s",
		TR("lines of the dump are missing, or there are too many",
			"il manque des lignes à l'export, ou il y en a trop"));
	coop_hint(err, "%s", TR("dump the index again", "exportez de nouveau l'index"));
	return COOP_E_INPUT;
}

static enum coop_status take_end(
	struct dump_reader *r, const json_t *o, struct coop_error *err)
{
	uint64_t total, crc;
	json_t *more = NULL;
	r->line = DUMP_END;
	enum coop_status st = dump_take_number(o, "end", -1, &total, err);
	if (!st && total != r->reading->total)
		return missing(err);
	/* a key that is damaged must not be taken for one that was left out */
	if (!st && json_object_size(o) != 1 + (json_object_get(o, "crc") != NULL))
		st = dump_bad_key("crc", err);
	if (!st && json_object_get(o, "crc") &&
		(!dump_hex_read(json_object_get(o, "crc"), CRC_DIGITS, &crc) ||
			crc != r->reading->lines.crc)) {
		coop_fail(err, COOP_E_INPUT, "%s",
			TR("the dump is not as it was written",
				"l'export n'est pas tel qu'il a été écrit"));
		coop_hint(err, "%s",
			TR("dump the index again; or, if it was changed on purpose, leave out \"crc\" in its last line",
				"exportez de nouveau l'index ; ou, si la modification est voulue, retirez \"crc\" de la dernière ligne"));
		return COOP_E_INPUT;
	}
	if (!st)
		st = dump_lines_next(&r->reading->lines, &more, err);
	if (!st && more)
		st = missing(err);
	json_decref(more);
	return st;
}

/* Takes a line by its kind, where one of that kind may stand. */
static enum coop_status take_line(
	struct dump_reader *r, const json_t *o, struct coop_error *err)
{
	const struct dump_reading *d = r->reading;
	bool whole = d->records == 0 && d->rows == 0; /* the current source */
	if (json_object_get(o, "file"))
		return d->records > 0 && d->rows == 0 ? take_record(r, o, err)
						      : missing(err);
	if (json_object_get(o, "rejected_rows"))
		return d->rows > 0 ? take_rejects(r, o, err) : missing(err);
	if (json_object_get(o, "source"))
		return whole ? take_source(r, o, err) : missing(err);
	if (json_object_get(o, "end"))
		return whole ? take_end(r, o, err) : missing(err);
	return dump_bad_key("source, file, end", err);
}

/* Says what to do about a line that is not right. */
static enum coop_status hint(enum coop_status st, struct coop_error *err)
{
	if (st == COOP_E_INPUT)
		coop_hint(err, "%s",
			TR("dump the index again", "exportez de nouveau l'index"));
	return st;
}

enum coop_status dump_reader_next(struct dump_reader *r, struct coop_error *err)
{
	json_t *o;
	enum coop_status st = dump_lines_next(&r->reading->lines, &o, err);
	if (!st && !o) {
		r->reading->lines.number++;
		st = missing(err);
	}
	if (!st)
		st = take_line(r, o, err);
	json_decref(o);
	return hint(st, err);
}

/* ---- opening ---- */

enum coop_status dump_reader_open(
	struct dump_reader *r, const char *path, struct coop_error *err)
{
	json_t *o = NULL;
	*r = (struct dump_reader){0};
	coop_record_init(&r->record);
	r->reading = calloc(1, sizeof *r->reading);
	if (!r->reading)
		return coop_fail_nomem(err);
	r->reading->path = path;
	r->reading->lines.file = INFILE_NONE;
	enum coop_status st = infile_open(&r->reading->lines.file, path, err);
	if (!st)
		st = dump_lines_next(&r->reading->lines, &o, err);
	if (!st)
		st = o ? take_head(r, o, err) : no_dump(err);
	json_decref(o);
	return hint(st, err);
}

void dump_reader_close(struct dump_reader *r)
{
	if (r->reading) {
		dump_lines_close(&r->reading->lines);
		coop_buf_release(&r->reading->packed);
		coop_buf_release(&r->reading->name);
		coop_buf_release(&r->reading->value);
	}
	free(r->reading);
	coop_buf_release(&r->head.root);
	coop_buf_release(&r->head.origin);
	facts_release(&r->head.facts);
	coop_buf_release(&r->path);
	coop_buf_release(&r->rows);
	coop_record_release(&r->record);
	*r = (struct dump_reader){0};
}

uint64_t dump_reader_bytes(const struct dump_reader *r)
{
	return r->reading->lines.file.bytes;
}

struct coop_place dump_reader_place(const struct dump_reader *r)
{
	return (struct coop_place){r->reading->path,
		r->reading->lines.number > 0 ? r->reading->lines.number : 0, 0};
}
