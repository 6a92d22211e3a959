#include "query/syntax/narrowing.h"

#include <string.h>

#include "query/syntax/field.h"
#include "query/syntax/lexer.h"
#include "query/syntax/range.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

/* A field as a filter names it. */
struct target {
	enum qfield field;
	struct coop_own_key column; /* QFIELD_OWN */
	bool decade;
};

/* ---- the names that there are ---- */

/* Whether a field is found by a name that is shown for it. */
static bool is_listed(enum qfield field, const char *name, struct coop_buf *scratch)
{
	bool decade;
	return qfield_by_name(name, strlen(name), &decade, scratch) == field;
}

static void list_fields(const struct qnames *columns, struct coop_buf *names)
{
	struct coop_buf scratch = {0};
	for (enum qfield f = 0; f < QFIELD_COUNT; f++) {
		const char *name = TR(qfield_name(f), qfield_label(f));
		if (!is_listed(f, name, &scratch))
			continue;
		coop_buf_str(names, name);
		coop_buf_str(names, ", ");
	}
	coop_buf_str(names, TR("decade", "décennie"));
	qnames_print(columns, names);
	coop_buf_release(&scratch);
}

static enum coop_status fail_unknown(const char *name, size_t len,
	const struct qnames *columns, struct coop_error *err)
{
	struct coop_buf names = {0};
	list_fields(columns, &names);
	enum coop_status st = coop_buf_check(&names, err);
	if (!st)
		st = coop_fail(err, COOP_E_ARG,
			TR("no field is called '%.*s'; there are %s",
				"aucun champ ne s'appelle « %.*s » ; il y a %s"),
			(int)coop_utf8_cut(name, len, 40), name, coop_buf_cstr(&names));
	coop_buf_release(&names);
	return st;
}

/* ---- values as facets show them ---- */

/* Whether a value is what facets call notices without one. */
static bool is_without(const char *s, size_t n)
{
	return coop_is_one_of(
		s, n, COOP_LIST(NARROWING_WITHOUT_EN, NARROWING_WITHOUT_FR));
}

static bool is_facet(enum coop_field field)
{
	return coop_field_info(field)->flags & COOP_FIELD_FACET;
}

static enum coop_status fail_without_facet(
	const char *name, size_t len, struct coop_error *err)
{
	struct coop_buf names = {0};
	for (enum coop_field f = 0; f < COOP_FIELD_COUNT; f++) {
		const struct coop_field_info *info = coop_field_info(f);
		if (is_facet(f))
			coop_buf_printf(&names, "%s, ", TR(info->name, info->label_fr));
	}
	coop_buf_printf(&names, "%s, %s", TR("decade", "décennie"),
		qfield_label(QFIELD_DEPARTMENT));
	enum coop_status st = coop_buf_check(&names, err);
	if (!st)
		st = coop_fail(err, COOP_E_ARG,
			TR("--filter takes FIELD==VALUE for %s, not for '%.*s'",
				"--filter attend CHAMP==VALEUR pour %s, et non pour « %.*s »"),
			coop_buf_cstr(&names), (int)coop_utf8_cut(name, len, 40), name);
	coop_buf_release(&names);
	return st;
}

/* Finds the facet of a name; false for none. */
static bool find_facet(
	const char *name, size_t len, struct exact_value *v, struct coop_buf *scratch)
{
	bool decade;
	enum qfield field = qfield_by_name(name, len, &decade, scratch);
	v->field = coop_field_by_name(name, len, scratch);
	if (is_facet(v->field) && !decade)
		return true;
	v->grouping = decade ? FACET_DECADE : FACET_DEPARTMENT;
	v->field = decade ? COOP_F_YEAR : COOP_F_POSTCODE;
	return decade || field == QFIELD_DEPARTMENT;
}

static enum coop_status add_exact(struct narrowing *n, const char *filter, size_t len,
	const char *value, struct coop_buf *scratch, struct coop_error *err)
{
	struct exact_value new = {.text = value, .len = strlen(value)};
	bool found = find_facet(filter, len, &new, scratch);
	new.without = is_without(value, new.len);
	if (scratch->failed)
		return coop_fail_nomem(err);
	return found ? exact_values_add(&n->values, &new, err)
		     : fail_without_facet(filter, len, err);
}

/* ---- the value ---- */

/* Whether a value is one in a query too: in one piece, without a sign that means something else there. */
static bool is_one(const char *s, size_t n)
{
	/* something follows the sign */
	bool range = n > 0 && (coop_bytes_begins_with(s, n - 1, "<") ||
				      coop_bytes_begins_with(s, n - 1, ">") ||
				      coop_bytes_begins_with(s, n - 1, ".."));
	for (size_t i = 0; i < n; i++)
		if (coop_is_blank(s[i]) || (unsigned char)s[i] < ' ' || s[i] == 0x7f ||
			strchr("\"()^", s[i]))
			return false;
	/* the blanks and quotes of the language that are not ASCII */
	return !memmem(s, n, "\u00a0", 2) && !memmem(s, n, "\u202f", 3) &&
	       !memmem(s, n, "\u201c", 3) && !memmem(s, n, "\u201d", 3) &&
	       (range || qlex_takes_sign(s, n));
}

/* Puts a value between quotes, with blanks instead of its own. */
static void put_phrase(struct coop_buf *out, const char *s, size_t n)
{
	coop_buf_byte(out, '"');
	while (n > 0) {
		bool curly = coop_bytes_begins_with(s, n, "\u201c") ||
			     coop_bytes_begins_with(s, n, "\u201d");
		size_t len = curly ? 3 : 1;
		coop_buf_byte(out, curly || *s == '"' ? ' ' : *s);
		s += len;
		n -= len;
	}
	coop_buf_byte(out, '"');
}

void narrowing_put_value(struct coop_buf *out, const char *s, size_t n)
{
	if (is_one(s, n))
		coop_buf_add(out, s, n);
	else
		put_phrase(out, s, n);
}

static void put_clause(
	struct coop_buf *out, const struct target *t, const char *s, size_t n)
{
	bool without = is_without(s, n);
	coop_buf_str(out, without ? "-" : "");
	if (t->field == QFIELD_OWN) {
		struct coop_buf key = {0};
		coop_buf_add(&key, t->column.s, t->column.len);
		qname_put(coop_buf_cstr(&key), out);
		out->failed |= key.failed;
		coop_buf_release(&key);
	} else {
		coop_buf_str(out, t->decade ? "decade" : qfield_name(t->field));
	}
	coop_buf_byte(out, ':');
	if (without)
		coop_buf_byte(out, '*');
	else
		narrowing_put_value(out, s, n);
	coop_buf_byte(out, ' ');
}

/* Whether a value can be one of its field: those of numbers have numbers, ranges and patterns. */
static bool is_value(const struct target *t, const char *value)
{
	unsigned low, high;
	enum qrange_kind kind = qrange_kind_of(t->field, t->decade);
	bool words = strpbrk(value, "*?~ ") || is_without(value, strlen(value));
	return !qfield_is_number(t->field) || words ||
	       qrange_parse(value, strlen(value), kind, &low, &high);
}

static enum coop_status add(struct coop_buf *clauses, const char *filter, size_t len,
	const char *value, const struct qnames *names, struct coop_buf *scratch,
	struct coop_error *err)
{
	struct target t;
	t.field = qname_find(names, filter, len, &t.decade, scratch);
	qname_key(filter, len, &t.column);
	if (scratch->failed)
		return coop_fail_nomem(err);
	if (t.field == QFIELD_NONE)
		return fail_unknown(filter, len, names, err);
	if (!is_value(&t, value))
		return coop_fail(err, COOP_E_ARG,
			TR("--filter: '%.100s' is no number or range such as 1980..1990",
				"--filter : « %.100s » n'est ni un nombre ni un intervalle comme 1980..1990"),
			value);
	/* a word of an address may be of any part of it */
	if (t.field == QFIELD_PLACE && is_without(value, strlen(value)))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--filter: notices without a town cannot be told from others",
				"--filter : les notices sans ville ne se distinguent pas des autres"));
	put_clause(clauses, &t, value, strlen(value));
	return coop_buf_check(clauses, err);
}

enum coop_status narrowing_add(struct narrowing *n, const char *filter,
	const struct qnames *names, struct coop_error *err)
{
	const char *equals = strchr(filter, '=');
	bool exact = equals && equals[1] == '=';
	if (!equals || !equals[1 + exact])
		return coop_fail(err, COOP_E_ARG,
			TR("--filter takes FIELD=VALUE, such as genre=fiction, not '%.200s'",
				"--filter attend CHAMP=VALEUR, comme genre=fiction, et non « %.200s »"),
			filter);
	struct coop_buf scratch = {0};
	size_t len = (size_t)(equals - filter);
	enum coop_status st =
		exact ? add_exact(n, filter, len, equals + 2, &scratch, err)
		      : add(&n->clauses, filter, len, equals + 1, names, &scratch, err);
	coop_buf_release(&scratch);
	return st;
}

void narrowing_release(struct narrowing *n)
{
	coop_buf_release(&n->clauses);
	exact_values_release(&n->values);
}
