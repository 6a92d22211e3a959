#include "indexer/report/findings.h"

#include <stdlib.h>
#include <string.h>

enum coop_status findings_init(struct findings *f, struct coop_error *err)
{
	return coop_strmap_new(&f->names, err);
}

void findings_release(struct findings *f)
{
	coop_buf_release(&f->text);
	coop_strmap_free(f->names);
	free(f->slots);
	for (size_t i = 0; i < FINDINGS_EXAMPLES; i++)
		coop_buf_release(&f->examples[i]);
}

static size_t add_text(struct findings *f, const char *s, size_t n)
{
	size_t at = f->text.len;
	coop_buf_add(&f->text, s, n);
	coop_buf_byte(&f->text, '\0');
	return at;
}

void findings_begin(struct findings *f, const char *path)
{
	coop_buf_reset(&f->text);
	coop_strmap_reset(f->names);
	f->nfacts = f->ncolumns = f->nproblems = f->others = 0;
	f->left_out = f->repaired = f->nalike = f->records = 0;
	f->has_header = f->of_sheet = false;
	f->path = add_text(f, path, strlen(path));
}

const char *findings_text(const struct findings *f, size_t at)
{
	return at < f->text.len ? f->text.s + at : "";
}

enum coop_status findings_check(const struct findings *f, struct coop_error *err)
{
	return f->failed || f->text.failed ? coop_fail_nomem(err) : COOP_OK;
}

void findings_fact(struct findings *f, const char *what, const char *text)
{
	if (f->nfacts < FINDINGS_FACTS)
		f->facts[f->nfacts++] =
			(struct finding_fact){what, add_text(f, text, strlen(text))};
}

/* ---- columns ---- */

/* The slot of a field, or of a column without one, which is known by its name. */
static bool find_slot(struct findings *f, enum coop_field field, const char *name,
	size_t len, uint32_t *slot, bool *added)
{
	char key[2] = {'\0', (char)field}; /* no name holds a NUL */
	const char *s = field == COOP_F_OTHER ? name : key;
	size_t n = field == COOP_F_OTHER ? len : sizeof key;
	if (coop_strmap_intern(f->names, s, n, slot, added, NULL) ||
		!coop_array_grow(
			&f->slots, &f->slot_cap, (size_t)*slot + 1, sizeof *f->slots)) {
		f->failed = true;
		return false;
	}
	if (*added)
		f->slots[*slot] = (struct finding_slot){0, 0};
	return true;
}

static void add_column(struct findings *f, const char *name, size_t len,
	enum coop_field field, uint32_t slot, bool ignored, const char *why)
{
	if (f->ncolumns < FINDINGS_COLUMNS)
		f->columns[f->ncolumns] = (struct finding_column){add_text(f, name, len),
			add_text(f, why, strlen(why)), field, slot, ignored};
	f->ncolumns++;
}

void findings_column(struct findings *f, const char *name, size_t len,
	enum coop_field field, bool ignored, const char *why)
{
	uint32_t slot;
	bool added;
	f->has_header = true;
	if (find_slot(f, field, name, len, &slot, &added))
		add_column(f, name, len, field, slot, ignored, why);
}

size_t findings_empty(const struct findings *f, const struct finding_column *column)
{
	return f->records - f->slots[column->slot].filled;
}

/* ---- problems ---- */

static struct finding_problem *find_kind(
	struct findings *f, const char *kind, bool left_out)
{
	for (size_t i = 0; i < f->nproblems; i++) {
		struct finding_problem *p = &f->problems[i];
		if (p->left_out == left_out &&
			strcmp(findings_text(f, p->kind), kind) == 0)
			return p;
	}
	return NULL;
}

void findings_problem(struct findings *f, bool left_out, const struct coop_place *place,
	const struct coop_error *why)
{
	/* a message without arguments has the format "%s", which says nothing of its kind */
	const char *kind =
		why->form && strcmp(why->form, "%s") != 0 ? why->form : why->msg;
	struct finding_problem *p = find_kind(f, kind, left_out);
	*(left_out ? &f->left_out : &f->repaired) += 1;
	if (!p && f->nproblems == FINDINGS_KINDS) {
		f->others++;
		return;
	}
	if (!p) {
		p = &f->problems[f->nproblems++];
		*p = (struct finding_problem){.left_out = left_out};
		p->kind = add_text(f, kind, strlen(kind));
		p->message = add_text(f, why->msg, strlen(why->msg));
		p->hint = add_text(f, why->hint, strlen(why->hint));
	}
	if (p->count < FINDINGS_PLACES) {
		p->places[p->count].line = place->line;
		p->places[p->count].column = place->column;
	}
	p->count++;
}

/* ---- records ---- */

static void keep_example(struct findings *f, const struct coop_record *record)
{
	struct coop_buf *example = &f->examples[f->records - 1];
	coop_buf_reset(example);
	if (coop_record_pack(record, example, NULL))
		f->failed = true;
}

void findings_record(struct findings *f, const struct coop_record *record)
{
	f->records++;
	if (f->records <= FINDINGS_EXAMPLES)
		keep_example(f, record);
	for (size_t i = 0; i < record->count && !f->failed; i++) {
		struct coop_value v = coop_record_at(record, i);
		uint32_t slot;
		bool added;
		/* not an id that the reader has made */
		if ((v.field == COOP_F_ID && record->id_origin != COOP_ID_GIVEN) ||
			!find_slot(f, v.field, v.name, v.name_len, &slot, &added))
			continue;
		if (added)
			add_column(f, v.name, v.name_len, v.field, slot, false, "");
		if (f->slots[slot].last != f->records)
			f->slots[slot].filled++;
		f->slots[slot].last = f->records;
	}
}

void findings_alike(struct findings *f, size_t line, const char *other_path,
	size_t other_line, bool same)
{
	if (f->nalike < FINDINGS_ALIKE)
		f->alike[f->nalike] = (struct finding_alike){line,
			add_text(f, other_path, strlen(other_path)), other_line, same};
	f->nalike++;
}
