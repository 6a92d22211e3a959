#include "indexer/inspect/acronyms.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/inspect/opened.h"
#include "indexer/terms/acronym_stems.h"
#include "indexer/terms/learn_acronyms.h"
#include "indexer/terms/tokens.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/strmap.h"
#include "shared/index/layout.h"
#include "shared/index/record_json.h"

/* A long form of an acronym; strings are offsets in the text of the list. */
struct meaning {
	size_t form, long_form, proof;
	size_t definitions;
	bool used;     /* by queries */
	bool conflict; /* queries use another one */
};

/* All that was found. */
struct meanings {
	struct coop_analyzer *analyzer;    /* for stems */
	struct coop_analyzer *reader;      /* for the texts */
	const struct coop_acronyms *table; /* of the index */
	struct acronym_learner *learner;
	struct coop_strmap *words; /* numbers for the learner */
	struct coop_strmap *keys;  /* the form, a NUL, and the stems of a long form */
	struct meaning *at;        /* by the number of its key */
	size_t count, cap;
	struct coop_buf text, key;
};

static size_t keep(struct meanings *m, const char *s)
{
	size_t at = m->text.len;
	coop_buf_add(&m->text, s, strlen(s) + 1);
	return at;
}

/* Finds the long form of an acronym among those met, or adds it. */
static enum coop_status meet(struct meanings *m, const struct coop_acronym *a,
	struct meaning **out, struct coop_error *err)
{
	struct coop_buf stems = {0};
	size_t count;
	uint32_t id = 0;
	bool added = false;
	enum coop_status st =
		acronym_stems_of(m->analyzer, a->long_form, &stems, &count, err);
	coop_buf_reset(&m->key);
	coop_buf_add(&m->key, a->form, strlen(a->form) + 1);
	coop_buf_add(&m->key, coop_buf_cstr(&stems), stems.len);
	coop_buf_release(&stems);
	if (!st)
		st = coop_buf_check(&m->key, err);
	if (!st)
		st = coop_strmap_intern(m->keys, m->key.s, m->key.len, &id, &added, err);
	if (!st && !coop_array_grow(&m->at, &m->cap, (size_t)id + 1, sizeof *m->at))
		st = coop_fail_nomem(err);
	if (st)
		return st;
	if (added) {
		m->at[id] = (struct meaning){.form = keep(m, a->form),
			.long_form = keep(m, a->long_form),
			.proof = keep(m, a->proof)};
		m->count++;
	}
	*out = &m->at[id];
	return coop_buf_check(&m->text, err);
}

/* What the index uses comes first, so that its writing and its sentence are shown. */
static enum coop_status take_table(struct meanings *m, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < coop_acronyms_count(m->table); i++) {
		struct coop_acronym a = coop_acronyms_at(m->table, i);
		struct meaning *of;
		st = meet(m, &a, &of, err);
		if (!st)
			of->used = true;
	}
	return st;
}

static enum coop_status take_definition(
	void *data, const struct coop_acronym *a, struct coop_error *err)
{
	struct meanings *m = data;
	struct coop_acronym used;
	struct meaning *of;
	enum coop_status st = meet(m, a, &of, err);
	if (st)
		return st;
	of->definitions++;
	of->conflict = !of->used &&
		       coop_acronyms_find(m->table, a->form, strlen(a->form), &used) &&
		       *used.long_form;
	return COOP_OK;
}

/* Shows the words of a record to the learner. */
static enum coop_status take_record(
	void *data, struct coop_record *record, uint64_t hash, struct coop_error *err)
{
	struct meanings *m = data;
	struct tokens walk;
	struct token t;
	bool more, added;
	enum coop_status st;
	(void)hash;
	tokens_begin(&walk, m->reader, record);
	while (!(st = tokens_next(&walk, &t, &more, err)) && more) {
		uint32_t id;
		size_t len;
		if (t.begins)
			learn_text(m->learner, walk.value.text, walk.value.len,
				coop_record_path(record), record->line);
		if (t.pos == 0)
			continue;
		const char *form = token_form(&walk, &t, &len);
		st = coop_strmap_intern(m->words, form, len, &id, &added, err);
		if (!st)
			st = learn_word(m->learner, t.t, id, err);
		if (st)
			break;
	}
	learn_end(m->learner);
	return st;
}

/* ---- order ---- */

/* By form; the one that is used first, then those defined most often, then by text. */
static int order(const void *a, const void *b, void *data)
{
	const struct meaning *x = a, *y = b;
	const char *text = data;
	int by = strcmp(text + x->form, text + y->form);
	if (by == 0)
		by = (int)y->used - (int)x->used;
	if (by == 0)
		by = (x->definitions < y->definitions) -
		     (x->definitions > y->definitions);
	return by != 0 ? by : strcmp(text + x->long_form, text + y->long_form);
}

static const char *state_of(const struct meanings *m, const struct meaning *of)
{
	if (!m->text.s[of->long_form])
		return "-";
	return of->used ? "used" : of->conflict ? "conflict" : "new";
}

static bool same_form(const struct meanings *m, size_t i, size_t j)
{
	return strcmp(m->text.s + m->at[i].form, m->text.s + m->at[j].form) == 0;
}

/* ---- printing ---- */

static void put(FILE *out, const char *s)
{
	coop_put_safe(out, s, strlen(s));
}

static void print_tsv(const struct meanings *m, FILE *out)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct meaning *of = &m->at[i];
		put(out, m->text.s + of->form);
		fprintf(out, "\t%s\t%zu\t", state_of(m, of), of->definitions);
		put(out, m->text.s + of->long_form);
		fputc('\t', out);
		put(out, m->text.s + of->proof);
		fputc('\n', out);
	}
}

static void print_definitions(
	const struct meanings *m, const struct meaning *of, FILE *out)
{
	put(out, m->text.s + of->long_form);
	fprintf(out,
		of->definitions == 1 ? TR(" (%zu definition)", " (%zu définition)")
				     : TR(" (%zu definitions)", " (%zu définitions)"),
		of->definitions);
	fputs("\n        ", out);
	put(out, m->text.s + of->proof);
	fputc('\n', out);
}

/* A form is in capitals for people. */
static void print_form(const char *form, FILE *out)
{
	for (; *form; form++)
		fputc(toupper((unsigned char)*form), out);
}

static void print_text(const struct meanings *m, FILE *out)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct meaning *of = &m->at[i];
		if (i == 0 || !same_form(m, i, i - 1)) {
			print_form(m->text.s + of->form, out);
			fputc('\n', out);
		}
		if (!m->text.s[of->long_form])
			continue;
		fputs("    ", out);
		if (of->conflict)
			fputs(TR("conflict: ", "conflit : "), out);
		else if (!of->used)
			fputs(TR("new: ", "nouveau : "), out);
		print_definitions(m, of, out);
	}
}

static json_t *meaning_json(const struct meanings *m, const struct meaning *of)
{
	const char *text = m->text.s;
	return json_pack("{s:s, s:o, s:I, s:o}", "state", state_of(m, of), "long_form",
		coop_json_string(text + of->long_form, strlen(text + of->long_form)),
		"definitions", (json_int_t)of->definitions, "proof",
		coop_json_string(text + of->proof, strlen(text + of->proof)));
}

/* Writes the acronym whose first long form is number `i`; returns the number after its last. */
static size_t write_acronym(
	const struct meanings *m, size_t i, FILE *out, struct coop_error *err)
{
	size_t begin = i;
	json_t *forms = json_array();
	int bad = forms == NULL;
	for (; i < m->count && same_form(m, i, begin); i++)
		if (m->text.s[m->at[i].long_form])
			bad |= json_array_append_new(forms, meaning_json(m, &m->at[i]));
	json_t *object = json_pack("{s:i, s:s, s:o}", "schema", COOP_JSON_SCHEMA,
		"acronym", m->text.s + m->at[begin].form, "long_forms", forms);
	if (bad || !object)
		coop_fail_nomem(err);
	else
		coop_json_write(out, object, err);
	json_decref(object);
	return i;
}

static enum coop_status print(const struct meanings *m, enum acronyms_format format,
	FILE *out, struct coop_error *err)
{
	struct coop_error e = {0};
	if (format == ACRONYMS_TEXT)
		print_text(m, out);
	else if (format == ACRONYMS_TSV)
		print_tsv(m, out);
	else
		for (size_t i = 0; i < m->count && !e.status;)
			i = write_acronym(m, i, out, &e);
	return coop_pass_on(err, &e);
}

/* ---- the run ---- */

/* Opens the table of the index, with its proofs. */
static enum coop_status open_table(const struct coop_snapshot *snapshot,
	struct coop_acronyms **out, struct coop_error *err)
{
	struct coop_buf packed = {0}, proofs = {0};
	enum coop_status st =
		coop_snapshot_meta(snapshot, COOP_META_ACRONYMS, &packed, err);
	if (!st)
		st = coop_acronyms_open(&packed, out, err);
	if (!st)
		st = coop_snapshot_meta(snapshot, COOP_META_PROOFS, &proofs, err);
	if (!st)
		st = coop_acronyms_open_proofs(*out, &proofs, err);
	coop_buf_release(&packed);
	coop_buf_release(&proofs);
	return st;
}

/* Makes what reading needs. */
static enum coop_status begin(struct meanings *m, struct coop_error *err)
{
	enum coop_status st = coop_analyzer_new(&m->analyzer, err);
	if (!st)
		st = coop_analyzer_new(&m->reader, err);
	if (!st)
		st = coop_strmap_new(&m->words, err);
	if (!st)
		st = coop_strmap_new(&m->keys, err);
	if (!st)
		st = learn_new(&m->learner, coop_analyzer_forms(m->reader), err);
	if (!st)
		learn_tell(m->learner, (struct acronym_taker){take_definition, m});
	return st;
}

static void end(struct meanings *m)
{
	learn_free(m->learner);
	coop_strmap_free(m->words);
	coop_strmap_free(m->keys);
	coop_analyzer_free(m->analyzer);
	coop_analyzer_free(m->reader);
	coop_buf_release(&m->text);
	coop_buf_release(&m->key);
	free(m->at);
}

enum coop_status acronyms_run(
	const char *index, enum acronyms_format format, FILE *out, struct coop_error *err)
{
	struct meanings m = {0};
	struct opened_index o;
	struct coop_acronyms *table = NULL;
	enum coop_status st = opened_open(&o, index, err);
	if (!st)
		st = open_table(o.snapshot, &table, err);
	m.table = table;
	if (!st)
		st = begin(&m, err);
	if (!st)
		st = take_table(&m, err);
	for (size_t i = 0; !st && i < o.sources.count; i++)
		st = opened_each(&o, &o.sources.at[i],
			(struct coop_stored_taker){take_record, &m}, err);
	if (!st) {
		if (m.count > 0)
			qsort_r(m.at, m.count, sizeof *m.at, order, m.text.s);
		st = print(&m, format, out, err);
	}
	end(&m);
	coop_acronyms_free(table);
	opened_close(&o);
	return st;
}
