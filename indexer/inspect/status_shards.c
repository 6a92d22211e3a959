#include "indexer/inspect/status_shards.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/inspect/status_data.h"
#include "shared/cli/program.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"
#include "shared/index/shards_check.h"
#include "shared/index/stub.h"

/* What is told of a list. */
struct list_status {
	struct coop_shards shards;
	struct coop_shard_state *states;
	uint64_t *records;          /* of each shard that is there */
	unsigned long *generations; /* likewise; 0: unknown */
	uint64_t all;               /* records */
	size_t there;
	struct coop_shard_mark absent[COOP_SHARDS_MAX];
	size_t nabsent;
};

/* ---- what is there ---- */

/* The number of the generation of a shard; 0 on another machine, which does not tell it. */
static unsigned long generation_of(
	const struct coop_shard *shard, const struct coop_shard_state *state)
{
	const char *dir = shard->places[state->place].dir;
	struct coop_stub stub = {.number = 0};
	int folder = -1;
	if (shard->kind == COOP_SHARD_PATH &&
		coop_index_open_folder(dir, &folder, NULL) == COOP_OK)
		coop_stub_read(folder, dir, &stub, NULL);
	if (folder >= 0)
		close(folder);
	return stub.number;
}

static enum coop_status open_list(
	struct list_status *l, const char *path, struct coop_error *err)
{
	struct coop_snapshot *snapshots[COOP_SHARDS_MAX] = {NULL};
	enum coop_status st = coop_shards_read(path, &l->shards, err);
	size_t n = l->shards.count;
	if (st)
		return st;
	l->states = calloc(n, sizeof *l->states);
	l->records = calloc(n, sizeof *l->records);
	l->generations = calloc(n, sizeof *l->generations);
	if (!l->states || !l->records || !l->generations)
		return coop_fail_nomem(err);
	st = coop_shards_open(&l->shards, l->states, snapshots, err);
	for (size_t i = 0; i < n; i++) {
		if (!snapshots[i])
			continue;
		l->records[i] = snapshots[i]->documents;
		l->generations[i] = generation_of(&l->shards.at[i], &l->states[i]);
		l->all += l->records[i];
		l->there++;
	}
	if (!st)
		st = coop_shards_check(&l->shards, l->states, snapshots, err);
	if (!st)
		l->nabsent = coop_shards_absent(&l->shards, l->states, l->absent);
	for (size_t i = 0; i < n; i++)
		coop_snapshot_free(snapshots[i]);
	return st;
}

/* Fails for the first shard that is missing. */
static enum coop_status check_list(const struct list_status *l, struct coop_error *err)
{
	for (size_t i = 0; i < l->shards.count; i++)
		if (l->states[i].missing)
			return coop_shard_fail(&l->shards, i, &l->states[i], err);
	return l->nabsent > 0 ? coop_shards_fail_absent(&l->shards, l->absent, err)
			      : COOP_OK;
}

static void release(struct list_status *l)
{
	coop_shards_release(&l->shards);
	free(l->states);
	free(l->records);
	free(l->generations);
}

/* Whether a shard could be opened: one that is refused could. */
static bool is_there(const struct coop_shard_state *s)
{
	return !s->missing || s->refused;
}

/* ---- text ---- */

static void put_mark(const struct coop_shard_mark *mark, FILE *out)
{
	struct coop_buf text = {0};
	coop_buf_str(&text, "-");
	if (coop_shard_mark_is(mark)) {
		coop_buf_reset(&text);
		coop_shard_mark_print(mark, &text);
	}
	status_begin_line(out, coop_buf_cstr(&text));
	coop_buf_release(&text);
}

/* A line of a shard: its number, its place, and what it has or why it is missing. */
static void put_shard(const struct list_status *l, size_t i, FILE *out)
{
	const struct coop_shard *shard = &l->shards.at[i];
	const struct coop_shard_state *s = &l->states[i];
	put_mark(&s->mark, out);
	coop_put_safe(out, shard->name, strlen(shard->name));
	fputs(TR(": ", " : "), out);
	if (is_there(s)) {
		fprintf(out, TR("%" PRIu64 " records", "%" PRIu64 " notices"),
			l->records[i]);
		if (l->generations[i] > 0)
			fprintf(out, ", gen-%lu", l->generations[i]);
		fprintf(out, TR(", opened in %u ms", ", ouvert en %u ms"), s->opened);
		fputs(s->place > 0 ? TR(", a replica", ", une copie") : "", out);
	}
	if (s->missing) {
		fputs(s->refused ? TR("; refused: ", " ; refusé : ")
				 : TR("missing: ", "manque : "),
			out);
		coop_put_safe(out, s->why.msg, strlen(s->why.msg));
	}
	fputc('\n', out);
}

static void print_text(const struct list_status *l, FILE *out)
{
	status_begin_line(out, TR("list", "liste"));
	coop_put_safe(out, l->shards.file, strlen(l->shards.file));
	fputc('\n', out);
	status_begin_line(out, TR("shards", "fragments"));
	fprintf(out, TR("%zu, there: %zu\n", "%zu, présents : %zu\n"), l->shards.count,
		l->there);
	status_begin_line(out, TR("records", "notices"));
	fprintf(out, "%" PRIu64 "\n", l->all);
	for (size_t i = 0; i < l->shards.count; i++)
		put_shard(l, i, out);
	for (size_t i = 0; i < l->nabsent; i++) {
		put_mark(&l->absent[i], out);
		fputs(TR("in no line\n", "sur aucune ligne\n"), out);
	}
}

/* ---- JSON ---- */

/* Appends a shard to the array of all. */
static int add_shard(json_t *all, const struct list_status *l, size_t i)
{
	const struct coop_shard_state *s = &l->states[i];
	json_t *o = json_object();
	int bad = status_set_text(o, "place", l->shards.at[i].name);
	bad |= status_set_number(o, "line", l->shards.at[i].line);
	bad |= json_object_set_new(o, "there", json_boolean(is_there(s)));
	bad |= status_set_mark(o, &s->mark);
	if (is_there(s)) {
		bad |= status_set_number(o, "records", l->records[i]);
		if (l->generations[i] > 0)
			bad |= status_set_number(o, "generation", l->generations[i]);
		bad |= json_object_set_new(o, "replica", json_boolean(s->place > 0));
	}
	bad |= status_set_number(o, "milliseconds", s->opened);
	if (s->missing)
		bad |= status_set_text(o, "why", s->why.msg);
	return json_array_append_new(all, o) | bad;
}

static enum coop_status print_json(const struct list_status *l, const char *name,
	const struct coop_config *config, FILE *out, struct coop_error *err)
{
	json_t *o = json_object(), *all = json_array(), *absent = json_array();
	int bad = status_set_number(o, "schema", COOP_JSON_SCHEMA);
	bad |= status_set_text(o, "index", name);
	bad |= status_set_text(o, "list", l->shards.file);
	bad |= status_set_text(o, "program", COOP_VERSION);
	bad |= status_set_number(o, "records", l->all);
	for (size_t i = 0; i < l->shards.count; i++)
		bad |= add_shard(all, l, i);
	for (size_t i = 0; i < l->nabsent; i++)
		bad |= json_array_append_new(
			absent, json_integer((json_int_t)l->absent[i].shard));
	bad |= json_object_set_new(o, "shards", all);
	bad |= json_object_set_new(o, "absent", absent);
	bad |= status_set_config(o, config);
	enum coop_status st = bad ? coop_fail_nomem(err) : coop_json_write(out, o, err);
	json_decref(o);
	return st;
}

enum coop_status status_shards_run(const char *name, const char *path,
	const struct coop_config *config, enum status_format format, FILE *out,
	struct coop_error *err)
{
	struct list_status l = {.all = 0};
	enum coop_status st = open_list(&l, path, err);
	bool known = l.generations != NULL && st != COOP_E_NOMEM;
	if (!st)
		st = check_list(&l, err);
	if (format == STATUS_TEXT) {
		if (known)
			print_text(&l, out);
		status_print_config(config, out);
	} else if (known && print_json(&l, name, config, out, st ? NULL : err) && !st) {
		st = COOP_E_NOMEM;
	}
	release(&l);
	return st;
}
