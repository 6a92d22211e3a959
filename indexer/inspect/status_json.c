/* The status of an index as a JSON object; what is not known is left out. */
#include <string.h>

#include "indexer/inspect/status_data.h"
#include "shared/cli/program.h"
#include "shared/index/record_json.h"

int status_set_text(json_t *o, const char *key, const char *text)
{
	return json_object_set_new(o, key, coop_json_string(text, strlen(text)));
}

int status_set_number(json_t *o, const char *key, uint64_t n)
{
	return json_object_set_new(o, key, json_integer((json_int_t)n));
}

/* A generation, from its origin. */
static int set_generation(
	json_t *o, const char *key, unsigned long number, const struct origin *origin)
{
	if (number == 0)
		return 0;
	json_t *g = json_object(), *from = json_array();
	int bad = status_set_number(g, "number", number);
	if (origin->known) {
		bad |= status_set_number(g, "records", origin->records);
		bad |= status_set_number(g, "made", (uint64_t)origin->made);
	}
	for (size_t at = 0; at < origin->sources.len;) {
		const char *s = origin->sources.s + at;
		bad |= json_array_append_new(from, coop_json_string(s, strlen(s)));
		at += strlen(s) + 1;
	}
	bad |= json_object_set_new(g, "from", from);
	return json_object_set_new(o, key, g) | bad;
}

static int set_segment(json_t *segments, const struct status *s, int i)
{
	const uint64_t records[STATUS_SEGMENTS] = {s->base, s->delta, s->removed};
	if (s->segment_bytes[i] == 0)
		return 0;
	json_t *o = json_object(), *files = json_object();
	int bad = 0;
	for (size_t k = 0; k < s->nfiles; k++)
		if (s->files[k].bytes[i] > 0)
			bad |= status_set_number(
				files, s->files[k].name, s->files[k].bytes[i]);
	if (s->opened)
		bad |= status_set_number(o, "records", records[i]);
	bad |= status_set_number(o, "bytes", s->segment_bytes[i]);
	bad |= json_object_set_new(o, "files", files);
	return json_object_set_new(segments, status_segments[i], o) | bad;
}

static int set_columns(json_t *o, const struct status *s)
{
	json_t *names = json_array();
	const char *key = coop_buf_cstr(&s->column_keys);
	int bad = status_set_number(o, "own_columns", s->columns);
	for (size_t i = 0; i < s->ncolumn_keys; i++, key += strlen(key) + 1)
		bad |= json_array_append_new(names, coop_json_string(key, strlen(key)));
	return json_object_set_new(o, "own_column_names", names) | bad;
}

int status_set_mark(json_t *o, const struct coop_shard_mark *mark)
{
	struct coop_buf facts = {0};
	if (!coop_shard_mark_is(mark))
		return 0;
	int bad = status_set_number(o, "number", mark->shard);
	bad |= status_set_number(o, "of", mark->shards);
	coop_shard_mark_print_facts(mark, &facts);
	if (mark->facts > 0)
		bad |= status_set_text(o, "facts", coop_buf_cstr(&facts)) | facts.failed;
	coop_buf_release(&facts);
	return bad;
}

/* Which shard of an index it is; nothing for one that is none. */
static int set_shard(json_t *o, const struct status *s)
{
	if (!coop_shard_mark_is(&s->mark))
		return 0;
	json_t *shard = json_object();
	int bad = status_set_mark(shard, &s->mark);
	return json_object_set_new(o, "shard", shard) | bad;
}

static int set_opened(json_t *o, const struct status *s)
{
	int bad = status_set_text(o, "root", coop_buf_cstr(&s->root));
	bad |= status_set_text(o, "index_schema", coop_buf_cstr(&s->schema));
	bad |= status_set_text(o, "analysis", coop_buf_cstr(&s->analysis));
	bad |= status_set_number(o, "records", s->records);
	if (s->sources_known) {
		bad |= status_set_number(o, "sources", s->sources);
		bad |= status_set_number(o, "sources_unread", s->unread);
	}
	bad |= status_set_number(o, "words", s->words);
	bad |= status_set_number(o, "length", s->length);
	bad |= json_object_set_new(o, "average_length", json_real(s->average_now));
	bad |= json_object_set_new(
		o, "average_length_of_base", json_real(s->average_base));
	bad |= status_set_number(o, "acronyms", s->acronyms);
	bad |= set_columns(o, s);
	bad |= status_set_number(o, "fold_above", s->fold_above);
	bad |= set_shard(o, s);
	bad |= json_object_set_new(o, "engine_tools", json_boolean(s->engine_tools));
	return bad;
}

static int set_lock(json_t *o, const struct status *s)
{
	static const char *const states[] = {"no", "yes", "unknown"};
	int bad = status_set_text(o, "being_written", states[s->lock.state]);
	if (s->lock.pid > 0)
		bad |= status_set_number(o, "writer", (uint64_t)s->lock.pid);
	if (s->lock.host[0])
		bad |= status_set_text(o, "writer_host", s->lock.host);
	if (s->lock.since > 0)
		bad |= status_set_number(o, "writer_since", (uint64_t)s->lock.since);
	return bad;
}

static int set_disk(json_t *o, const struct status *s)
{
	json_t *disk = json_object();
	int bad = status_set_number(disk, "taken", s->disk.taken);
	bad |= status_set_number(disk, "rebuild", s->disk.rebuild);
	if (s->disk.known)
		bad |= status_set_number(disk, "free", s->disk.free);
	return json_object_set_new(o, "disk", disk) | bad;
}

enum coop_status status_print_json(
	const struct status *s, FILE *out, struct coop_error *err)
{
	json_t *o = json_object(), *segments = json_object();
	int bad = status_set_number(o, "schema", COOP_JSON_SCHEMA);
	bad |= status_set_text(o, "index", s->dir.s);
	bad |= status_set_text(o, "folder", s->place.s);
	bad |= status_set_text(o, "program", COOP_VERSION);
	bad |= set_generation(o, "serving", s->generation, &s->origin);
	bad |= set_generation(o, "restorable", s->restorable, &s->before);
	if (s->opened)
		bad |= set_opened(o, s);
	for (int i = 0; i < STATUS_SEGMENTS; i++)
		bad |= set_segment(segments, s, i);
	bad |= json_object_set_new(o, "segments", segments);
	bad |= set_lock(o, s);
	bad |= set_disk(o, s);
	bad |= status_set_config(o, s->config);
	enum coop_status st = bad ? coop_fail_nomem(err) : coop_json_write(out, o, err);
	json_decref(o);
	return st;
}
