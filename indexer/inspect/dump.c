#include "indexer/inspect/dump.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libdeflate.h>

#include "indexer/disk/entry.h"
#include "indexer/inspect/dump_text.h"
#include "indexer/inspect/opened.h"
#include "indexer/report/rejects.h"
#include "shared/cli/program.h"
#include "shared/index/layout.h"
#include "shared/index/record_json.h"

enum { HASH_DIGITS = 16, CRC_DIGITS = 8 };

struct dump {
	struct opened_index o;
	FILE *out;
	const struct report *report;
	char *text; /* the line that is being written, ... */
	size_t len;
	FILE *line; /* ... by way of this stream */
	uint32_t crc;
	int rejects; /* the table of rejected rows; -1: it is not there as it was written */
};

/* ---- lines ---- */

/* Writes an object as a line, and releases it; `bad` when it could not be made. */
static enum coop_status put(
	struct dump *d, json_t *object, int bad, struct coop_error *err)
{
	rewind(d->line);
	enum coop_status st =
		bad ? coop_fail_nomem(err) : coop_json_write(d->line, object, err);
	json_decref(object);
	if (st)
		return st;
	long len = ftell(d->line);
	if (len < 0 || fflush(d->line) != 0 || ferror(d->line))
		return coop_fail_nomem(err);
	d->crc = libdeflate_crc32(d->crc, d->text, (size_t)len);
	fwrite(d->text, 1, (size_t)len, d->out);
	return COOP_OK;
}

static int set_text(json_t *o, const char *key, const char *text)
{
	return json_object_set_new(o, key, dump_text(text, strlen(text)));
}

static int set_number(json_t *o, const char *key, uint64_t n)
{
	return json_object_set_new(o, key, json_integer((json_int_t)n));
}

/* A number that programs which read JSON as floating point would round. */
static int set_long(json_t *o, const char *key, int64_t n)
{
	char text[32];
	snprintf(text, sizeof text, "%" PRId64, n);
	return json_object_set_new(o, key, json_string(text));
}

/* ---- the head ---- */

static int set_meta(const struct dump *d, json_t *o, const char *key, const char *name)
{
	struct coop_buf value = {0};
	int bad = coop_snapshot_meta(d->o.snapshot, name, &value, NULL) != COOP_OK;
	if (!bad)
		bad = json_object_set_new(
			o, key, dump_text(coop_buf_cstr(&value), value.len));
	coop_buf_release(&value);
	return bad;
}

/* Adds the facts of a shard; nothing for another index. */
static int set_shard(const struct dump *d, json_t *o)
{
	if (!coop_shard_mark_is(&d->o.snapshot->manifest.mark))
		return 0;
	int bad = set_meta(d, o, "shard", COOP_META_SHARD);
	bad |= set_meta(d, o, "facts", COOP_META_FACTS);
	bad |= set_meta(d, o, "average_length", COOP_META_AVERAGE);
	bad |= set_meta(d, o, "acronyms", COOP_META_ACRONYMS);
	return bad | set_meta(d, o, "proofs", COOP_META_PROOFS);
}

static int set_origin(const struct dump *d, json_t *o)
{
	const struct coop_buf *sources = &d->o.origin.sources;
	json_t *array = json_array();
	int bad = 0;
	for (size_t at = 0; at < sources->len; at += strlen(sources->s + at) + 1)
		bad |= json_array_append_new(
			array, dump_text(sources->s + at, strlen(sources->s + at)));
	return json_object_set_new(o, "origin", array) | bad;
}

static enum coop_status put_head(struct dump *d, struct coop_error *err)
{
	bool tools = false;
	enum coop_status st = coop_snapshot_has_tools(d->o.snapshot, &tools, err);
	if (st)
		return st;
	json_t *o = json_object();
	int bad = set_text(o, "dump", DUMP_FORMAT);
	bad |= set_number(o, "schema", DUMP_SCHEMA);
	bad |= set_text(o, "program", COOP_VERSION);
	bad |= set_meta(d, o, "index_schema", COOP_META_SCHEMA);
	bad |= set_meta(d, o, "analysis", COOP_META_ANALYSIS);
	bad |= set_number(o, "record_version", COOP_RECORD_VERSION);
	bad |= json_object_set_new(o, "engine_tools", json_boolean(tools));
	bad |= set_text(o, "root", coop_snapshot_root(d->o.snapshot));
	bad |= set_origin(d, o);
	bad |= set_number(o, "made", (uint64_t)d->o.origin.made);
	bad |= set_long(o, "begun", d->o.sources.begun);
	bad |= set_shard(d, o);
	return put(d, o, bad, err);
}

/* ---- sources ---- */

static int set_flags(json_t *o, unsigned flags)
{
	json_t *array = json_array();
	int bad = 0;
	if (flags & SOURCE_UNREAD)
		bad |= json_array_append_new(array, json_string("unread"));
	if (flags & SOURCE_CUT)
		bad |= json_array_append_new(array, json_string("cut"));
	return json_object_set_new(o, "flags", array) | bad;
}

static enum coop_status put_source(
	struct dump *d, const struct source *of, struct coop_error *err)
{
	/* rows that are lost are found again by reading the source: as indexing.c does it */
	bool lost = of->rejected_bytes > 0 && d->rejects < 0;
	unsigned flags = of->flags | (lost ? SOURCE_UNREAD : 0);
	json_t *o = json_object();
	int bad = set_text(o, "source", source_path(&d->o.sources, of));
	bad |= set_number(o, "records", source_records(&d->o.sources, of));
	bad |= set_number(o, "size", of->state.size);
	bad |= set_long(o, "mtime", of->state.mtime);
	bad |= json_object_set_new(o, "content", dump_hex(of->state.hash, HASH_DIGITS));
	bad |= json_object_set_new(
		o, "settings", dump_hex(of->state.settings, HASH_DIGITS));
	if (flags)
		bad |= set_flags(o, flags);
	if (of->rejected > 0)
		bad |= set_number(o, "rejected", of->rejected);
	if (of->repaired > 0)
		bad |= set_number(o, "repaired", of->repaired);
	if (of->copies > 0)
		bad |= set_number(o, "copies", of->copies);
	if (of->rejected_bytes > 0 && !lost)
		bad |= set_number(o, "rejected_bytes", of->rejected_bytes);
	return put(d, o, bad, err);
}

static enum coop_status put_rejects(
	struct dump *d, const struct source *of, struct coop_error *err)
{
	char block[1 << 15];
	enum coop_status st = COOP_OK;
	uint64_t n = d->rejects < 0 ? 0 : of->rejected_bytes;
	for (uint64_t at = 0; !st && at < n;) {
		size_t some = n - at < sizeof block ? (size_t)(n - at) : sizeof block;
		if (!rejects_read(d->rejects, of->rejects_at + at, block, some))
			return coop_cannot_read(d->o.dir.s, COOP_INDEX_REJECTS, err);
		json_t *o = json_object();
		st = put(d, o,
			json_object_set_new(o, "rejected_rows", dump_text(block, some)),
			err);
		at += some;
	}
	return st;
}

/* ---- records ---- */

static json_t *value_object(const struct coop_value *v)
{
	json_t *o = json_object();
	int bad = set_text(o, "field", coop_field_info(v->field)->name);
	if (v->field == COOP_F_OTHER)
		bad |= json_object_set_new(o, "name", dump_text(v->name, v->name_len));
	bad |= json_object_set_new(o, "value", dump_text(v->text, v->len));
	if (v->place.confidence > 0)
		bad |= set_number(o, "confidence", v->place.confidence);
	if (!bad)
		return o;
	json_decref(o);
	return NULL;
}

static int set_values(json_t *o, const struct coop_record *record)
{
	json_t *values = json_array();
	size_t copy_len = record->copy_len;
	int bad = 0;
	for (size_t i = 0; i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (v.field == COOP_F_ID && copy_len > 0) {
			v.len -= copy_len;
			bad |= json_object_set_new(
				o, "copy", dump_text(v.text + v.len, copy_len));
			copy_len = 0;
		}
		bad |= json_array_append_new(values, value_object(&v));
	}
	return json_object_set_new(o, "values", values) | bad;
}

static enum coop_status put_record(
	void *data, struct coop_record *record, uint64_t hash, struct coop_error *err)
{
	struct dump *d = data;
	json_t *o = json_object();
	int bad = set_text(o, "file", coop_record_path(record));
	bad |= set_number(o, "line", record->line);
	bad |= json_object_set_new(o, "hash", dump_hex(hash, HASH_DIGITS));
	if (record->name_only)
		bad |= json_object_set_new(o, "name_only", json_true());
	bad |= set_values(o, record);
	enum coop_status st = put(d, o, bad, err);
	progress_add(d->report->progress, 1);
	return st ? st : stop_check(d->report->stop, err);
}

/* ---- all of it ---- */

static void open_rejects(struct dump *d)
{
	d->rejects = entry_open(d->o.folder, COOP_INDEX_REJECTS);
	if (d->rejects >= 0 &&
		!rejects_has_size(d->rejects, d->o.sources.rejected_bytes)) {
		close(d->rejects);
		d->rejects = -1;
	}
}

static enum coop_status put_end(struct dump *d, struct coop_error *err)
{
	json_t *o = json_object();
	int bad = set_number(o, "end", d->o.snapshot->documents);
	bad |= json_object_set_new(o, "crc", dump_hex(d->crc, CRC_DIGITS));
	return put(d, o, bad, err);
}

static enum coop_status put_all(struct dump *d, struct coop_error *err)
{
	progress_step(d->report->progress, PROGRESS_EXPORTING, d->o.snapshot->documents);
	enum coop_status st = put_head(d, err);
	for (size_t i = 0; !st && i < d->o.sources.count; i++) {
		const struct source *of = &d->o.sources.at[i];
		st = put_source(d, of, err);
		if (!st)
			st = put_rejects(d, of, err);
		if (!st)
			st = opened_each(&d->o, of,
				(struct coop_stored_taker){put_record, d}, err);
	}
	return st ? st : put_end(d, err);
}

enum coop_status dump_write(
	const char *index, FILE *out, const struct report *report, struct coop_error *err)
{
	struct dump d = {.out = out, .report = report, .rejects = -1};
	enum coop_status st = opened_open(&d.o, index, err);
	if (!st) {
		open_rejects(&d);
		d.line = open_memstream(&d.text, &d.len);
		st = d.line ? put_all(&d, err) : coop_fail_nomem(err);
	}
	if (d.line)
		fclose(d.line);
	free(d.text);
	if (d.rejects >= 0)
		close(d.rejects);
	opened_close(&d.o);
	return st;
}
