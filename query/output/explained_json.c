/*
 * explained_json.c - explanations as JSON.
 */
#include <string.h>

#include "query/output/explained.h"
#include "shared/index/record_json.h"
#include "shared/text/rules.h"

/* A value that was filled; NULL, and the value dropped, if something failed. */
static json_t *unless(int bad, json_t *value)
{
	if (!bad)
		return value;
	json_decref(value);
	return NULL;
}

static int set(json_t *object, const char *key, json_t *value)
{
	return json_object_set_new(object, key, value);
}

static int set_slice(
	json_t *object, const char *key, const struct coop_buf *text, struct slice s)
{
	return s.len > 0 ? set(object, key, coop_json_string(slice_in(text, s), s.len))
			 : 0;
}

/* Sets a list whose items commas separate, if it has any. */
static int set_list(
	json_t *object, const char *key, const struct coop_buf *text, struct slice list)
{
	json_t *array = json_array();
	const char *s = slice_in(text, list), *end = s + list.len, *comma;
	int bad = 0;
	while (s < end) {
		comma = memmem(s, (size_t)(end - s), ", ", 2);
		size_t n = (size_t)((comma ? comma : end) - s);
		bad |= json_array_append_new(array, coop_json_string(s, n));
		s += n + (comma ? 2 : 0);
	}
	if (list.len > 0)
		return bad | set(object, key, array);
	json_decref(array);
	return bad | (array ? 0 : -1);
}

static json_t *fields_of(const struct explanation *x, const struct explained_part *p)
{
	json_t *array = json_array();
	int bad = 0;
	for (size_t i = p->first_field; i < p->first_field + p->nfields; i++) {
		const struct explained_field *f = &x->fields[i];
		json_t *field = json_object();
		bad |= set(field, "field", json_string(coop_field_info(f->field)->name));
		bad |= set(field, "count", json_integer((json_int_t)f->count));
		bad |= set(field, "value", json_real(f->value));
		bad |= json_array_append_new(array, field);
	}
	return unless(bad, array);
}

static int fill_first(
	json_t *object, const struct explanation *x, const struct explained_part *p)
{
	int bad = 0;
	if (p->kind == EXPLAINED_STAGE)
		return 0;
	if (p->column.len > 0)
		bad |= set_slice(object, "column", &x->text, p->column);
	if (p->field != QFIELD_NONE)
		bad |= set(object, "field", json_string(qfield_name(p->field)));
	bad |= set_slice(object, "term", &x->text, p->term);
	bad |= set(object, "impact", json_integer(p->impact));
	bad |= set(object, "idf", json_real(p->idf));
	bad |= set(object, "weight", json_real(p->weight));
	return bad | set(object, "fields", fields_of(x, p));
}

static json_t *part_of(const struct explanation *x, const struct explained_part *p)
{
	json_t *object = json_object();
	int stage = explained_stage(p->kind);
	int bad = set(object, "stage", json_integer(stage));
	bad |= set(object, "kind", json_string(explained_name(p->kind)));
	bad |= set_slice(object, "word", &x->text, p->word);
	bad |= set_list(object, "others", &x->text, p->other);
	if (stage == 1)
		bad |= fill_first(object, x, p);
	else if (p->tf > 0)
		bad |= set(object, "count", json_real(p->tf));
	bad |= set_list(object, "forms", &x->text, p->forms);
	bad |= set(object, "value", json_real(p->value));
	return unless(bad, object);
}

/* ---- the words of the query ---- */

static json_t *rules_of(unsigned flags)
{
	json_t *array = json_array();
	const struct coop_rule *rule;
	int bad = 0;
	for (size_t i = 0; (rule = coop_rule_at(i)) != NULL; i++)
		if (flags & rule->flag)
			bad |= json_array_append_new(array, json_string(rule->name));
	return unless(bad, array);
}

/* The stems of an addition; of a synonym, what is written. */
static int append_addition(
	json_t *array, const struct expanded_query *e, const struct addition *add)
{
	int bad = 0;
	if (add->shown.len > 0)
		return json_array_append_new(array,
			coop_json_string(slice_in(&e->text, add->shown), add->shown.len));
	for (size_t i = 0; i < add->count; i++) {
		struct slice stem = slice_stem(add->terms[i]);
		bad |= json_array_append_new(
			array, coop_json_string(slice_in(&e->text, stem), stem.len));
	}
	return bad;
}

/* Puts what a word also finds: each kind of it in an array, unless there is none. */
static int put_additions(json_t *object, const struct expanded_query *e, size_t i)
{
	static const char *const keys[] = {[ADDITION_LONG_FORM] = "also",
		[ADDITION_ACRONYM] = "also",
		[ADDITION_JOINED] = "also",
		[ADDITION_SYNONYM] = "synonyms",
		[ADDITION_THESAURUS] = "thesaurus",
		[ADDITION_FAMILY] = "family"};
	size_t count;
	const struct addition *more = expanded_additions(e, i, &count);
	int bad = 0;
	for (size_t k = 0; !bad && k < count; k++) {
		json_t *array = json_object_get(object, keys[more[k].kind]);
		if (!array) {
			bad = set(object, keys[more[k].kind], json_array());
			array = json_object_get(object, keys[more[k].kind]);
		}
		bad = bad || append_addition(array, e, &more[k]);
	}
	return bad;
}

static json_t *word_of(const struct query *q, size_t i)
{
	const struct query_word w = query_at(q, i);
	json_t *object = json_object();
	int bad = set(object, "word", coop_json_string(w.source, w.source_len));
	bad |= set(object, "rules", rules_of(w.flags));
	bad |= set(object, "form", coop_json_string(w.form, w.form_len));
	if (w.stem && !w.exact)
		bad |= set(object, "stem", coop_json_string(w.stem, w.stem_len));
	bad |= set(object, "exact", json_boolean(w.exact));
	bad |= set(object, "corrected", json_boolean(w.typed != NULL));
	bad |= set(object, "known", json_boolean(w.known));
	bad |= set(object, "idf", json_real(w.idf));
	bad |= put_additions(object, &q->expanded, i);
	return unless(bad, object);
}

static json_t *words_of(const struct query *q)
{
	json_t *array = json_array();
	int bad = 0;
	for (size_t i = 0; i < query_count(q); i++)
		if (query_at(q, i).source_len > 0)
			bad |= json_array_append_new(array, word_of(q, i));
	return unless(bad, array);
}

json_t *explained_json(const struct explanation *x, const struct query *words)
{
	json_t *object = json_object(), *parts = json_array();
	int bad = set(object, "score", json_real(x->score));
	bad |= set(object, "reranked", json_boolean(x->reranked));
	if (words)
		bad |= set(object, "words", words_of(words));
	for (size_t i = 0; i < x->count; i++)
		bad |= json_array_append_new(parts, part_of(x, &x->parts[i]));
	bad |= set(object, "parts", parts);
	return unless(bad, object);
}
