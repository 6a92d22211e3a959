/*
 * changes.c - prints what has entered, changed or left.
 */
#include <string.h>

#include "query/actions/all.h"
#include "shared/core/diag.h"
#include "shared/index/record_json.h"

static const char *const names[CHANGE_KINDS] = {"entered", "changed", "left"};
static const char signs[CHANGE_KINDS] = {'+', '~', '-'};

static void put_field(
	FILE *out, const struct coop_record *r, enum coop_field field, const char *before)
{
	struct coop_value v;
	if (!coop_record_get(r, field, &v))
		return;
	fputs(before, out);
	coop_put_safe(out, v.text, v.len);
}

static void put_text(FILE *out, const struct coop_record *r, const char *path)
{
	struct coop_value v;
	bool director = coop_record_get(r, COOP_F_DIRECTOR, &v);
	bool year = coop_record_get(r, COOP_F_YEAR, &v);
	put_field(out, r, COOP_F_ID, "");
	put_field(out, r, COOP_F_TITLE, "  ");
	put_field(out, r, COOP_F_DIRECTOR, " (");
	put_field(out, r, COOP_F_YEAR, director ? ", " : " (");
	fputs(director || year ? ")  " : "  ", out);
	coop_put_safe(out, path, strlen(path));
	fprintf(out, ":%zu\n", r->line);
}

static int put_member(json_t *object, const struct coop_record *r, enum coop_field field)
{
	struct coop_value v;
	return coop_record_get(r, field, &v)
		       ? json_object_set_new(object, coop_field_info(field)->name,
				 coop_json_value(&v))
		       : 0;
}

/* `r` is NULL for what has left, of which nothing but the id is known. */
static json_t *change_to_json(enum change_kind kind, const char *id,
	const struct coop_record *r, const char *path)
{
	json_t *object = json_object();
	int bad = !object ||
		  json_object_set_new(object, "schema", json_integer(COOP_JSON_SCHEMA)) ||
		  json_object_set_new(object, "change", json_string(names[kind]));
	if (!bad && !r)
		bad = json_object_set_new(object, "id", coop_json_string(id, strlen(id)));
	if (!bad && r)
		bad = put_member(object, r, COOP_F_ID) ||
		      put_member(object, r, COOP_F_TITLE) ||
		      put_member(object, r, COOP_F_DIRECTOR) ||
		      put_member(object, r, COOP_F_YEAR) ||
		      json_object_set_new(
			      object, "path", coop_json_string(path, strlen(path))) ||
		      json_object_set_new(
			      object, "line", json_integer((json_int_t)r->line));
	if (bad) {
		json_decref(object);
		return NULL;
	}
	return object;
}

enum coop_status print_change(struct app *app, const struct change *change,
	const struct hits *before, bool json, struct coop_error *err)
{
	FILE *out = app->output.stream;
	struct session *s = &app->session;
	bool left = change->kind == CHANGE_LEFT;
	const char *path = "", *id = left ? hits_id(before, change->before) : "";
	enum coop_status st =
		left ? COOP_OK : session_read_document(s, change->docid, err);
	if (!st && !left)
		st = session_path(s, (enum path_form)app->ask.paths, &path, err);
	if (st)
		return st;
	if (json) {
		json_t *object =
			change_to_json(change->kind, id, left ? NULL : &s->record, path);
		st = coop_json_write(out, object, err);
		json_decref(object);
		return st;
	}
	fprintf(out, "%c ", signs[change->kind]);
	if (left) {
		coop_put_safe(out, id, strlen(id));
		fputc('\n', out);
	} else {
		put_text(out, &s->record, path);
	}
	return COOP_OK;
}
