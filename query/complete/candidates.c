#include "query/complete/candidates.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "query/complete/spot.h"
#include "query/complete/values.h"
#include "query/lasting/saved.h"
#include "query/search/own_names.h"
#include "query/search/spelling.h"
#include "query/syntax/narrowing.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/core/shorten.h"
#include "shared/text/fold.h"

/* Words of the index: how many are offered, and how many letters it takes; each is looked up in notices. */
enum { WORDS_MAX = 10, WORD_LETTERS_MIN = 2 };

void candidates_release(struct candidates *c)
{
	free(c->at);
	coop_buf_release(&c->strings);
	*c = (struct candidates){0};
}

/* ---- adding ---- */

enum coop_status candidates_add(struct candidates *c, const char *text, size_t len,
	const char *about, struct coop_error *err)
{
	if (c->count >= CANDIDATES_MAX)
		return COOP_OK;
	if (!coop_array_grow(&c->at, &c->cap, c->count + 1, sizeof *c->at))
		return coop_fail_nomem(err);
	struct candidate *new = &c->at[c->count];
	new->text = c->strings.len;
	coop_add_safe(&c->strings, text, len);
	coop_buf_byte(&c->strings, '\0');
	new->about = c->strings.len;
	coop_add_safe(&c->strings, about, strlen(about));
	coop_buf_byte(&c->strings, '\0');
	enum coop_status st = coop_buf_check(&c->strings, err);
	c->count += !st;
	return st;
}

void candidates_describe_value(const struct value *v, struct coop_buf *out)
{
	if (v->about)
		coop_buf_printf(out, "%s, ", v->about);
	coop_buf_printf(out, "%" PRIu64 " notice%s", v->count,
		coop_singular(v->count) ? "" : "s");
}

/* ---- names ---- */

bool candidate_begins(const char *name, const struct coop_buf *typed)
{
	struct coop_buf folded = {0};
	coop_fold_label(name, strlen(name), &folded);
	bool begins = coop_bytes_begins_with(
		coop_buf_cstr(&folded), folded.len, coop_buf_cstr(typed));
	coop_buf_release(&folded);
	return begins;
}

/* A name, and what the field is called for people. */
static enum coop_status add_name(
	struct candidates *c, const char *name, const char *label, struct coop_error *err)
{
	struct coop_buf text = {0};
	coop_buf_printf(&text, "%s:", name);
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		st = candidates_add(c, text.s, text.len, label, err);
	coop_buf_release(&text);
	return st;
}

/* Whether a field is found by a name. */
static bool is_named(enum qfield field, const char *name, struct coop_buf *scratch)
{
	bool decade;
	return qfield_by_name(name, strlen(name), &decade, scratch) == field;
}

/* The names of fields, in the user's language; the English ones where those do not begin so. */
static enum coop_status add_fields(
	struct candidates *c, const struct coop_buf *typed, struct coop_error *err)
{
	struct coop_buf scratch = {0};
	enum coop_status st = COOP_OK;
	for (enum qfield f = 0; !st && f < QFIELD_COUNT; f++) {
		const char *local = qfield_local_name(f), *name = qfield_name(f);
		bool hidden =
			f < (enum qfield)COOP_FIELD_COUNT &&
			coop_field_info((enum coop_field)f)->flags & COOP_FIELD_BESIDE;
		if (hidden || !is_named(f, name, &scratch))
			continue;
		if (candidate_begins(local, typed))
			st = add_name(c, local, qfield_label(f), err);
		else if (typed->len > 0 && candidate_begins(name, typed))
			st = add_name(c, name, qfield_label(f), err);
	}
	const char *decade = TR("decade", "décennie"), *sound = qfield_sound_name(true);
	if (!st && candidate_begins(decade, typed))
		st = add_name(c, decade, TR("years by tens", "années par dix"), err);
	if (!st && candidate_begins(sound, typed))
		st = add_name(c, sound,
			TR("words that sound alike", "mots qui se prononcent de même"),
			err);
	coop_buf_release(&scratch);
	return st;
}

/* The columns of the index that are no field. */
static enum coop_status add_columns(struct candidates *c, struct session *s,
	const struct coop_buf *typed, struct coop_error *err)
{
	struct own_names own;
	struct coop_buf keys = {0}, name = {0};
	own_names_begin(&own, search_collection(s->search));
	size_t count = own.names.list(&own, CANDIDATES_MAX, &keys);
	enum coop_status st = own_names_status(&own, err);
	if (!st)
		st = coop_buf_check(&keys, err);
	const char *key = coop_buf_cstr(&keys);
	for (size_t i = 0; !st && i < count; i++, key += strlen(key) + 1) {
		coop_buf_reset(&name);
		qname_put(key, &name);
		st = coop_buf_check(&name, err);
		if (!st &&
			(candidate_begins(key, typed) || candidate_begins(name.s, typed)))
			st = add_name(c, name.s,
				TR("a column of its own", "une colonne à elle"), err);
	}
	coop_buf_release(&keys);
	coop_buf_release(&name);
	return st;
}

/* ---- words of the index ---- */

static enum coop_status add_word(struct candidates *c, struct session *s,
	const struct value_list *words, size_t i, struct coop_error *err)
{
	struct coop_buf spelled = {0}, about = {0};
	struct spelled word = {value_text(words, i), words->at[i].len};
	enum coop_status st = spelling_of(s->search, s->analyzer, word, &spelled, err);
	candidates_describe_value(&words->at[i], &about);
	if (!st)
		st = coop_buf_check(&about, err);
	if (!st)
		st = candidates_add(c, spelled.s, spelled.len, about.s, err);
	coop_buf_release(&spelled);
	coop_buf_release(&about);
	return st;
}

static enum coop_status add_words(struct candidates *c, struct session *s,
	const char *typed, size_t len, struct coop_error *err)
{
	struct value_list words = {.max = WORDS_MAX};
	struct coop_buf folded = {0};
	coop_fold_label(typed, len, &folded);
	enum coop_status st = coop_buf_check(&folded, err);
	if (!st && folded.len >= WORD_LETTERS_MIN)
		st = values_find_words(s, typed, len, &words, err);
	for (size_t i = 0; !st && i < words.count; i++)
		st = add_word(c, s, &words, i, err);
	value_list_release(&words);
	coop_buf_release(&folded);
	return st;
}

/* ---- values ---- */

static enum coop_status add_values(struct candidates *c, struct session *s,
	const struct value_field *field, const char *typed, size_t len,
	struct coop_error *err)
{
	struct value_list values = {.max = CANDIDATES_MAX};
	struct coop_buf shown = {0}, quoted = {0}, about = {0};
	enum coop_status st = values_find(s, field, typed, len, &values, err);
	for (size_t i = 0; !st && i < values.count; i++) {
		coop_buf_reset(&shown);
		coop_buf_reset(&quoted);
		coop_buf_reset(&about);
		coop_add_safe(&shown, value_text(&values, i), values.at[i].len);
		narrowing_put_value(&quoted, coop_buf_cstr(&shown), shown.len);
		candidates_describe_value(&values.at[i], &about);
		if (shown.failed || quoted.failed || about.failed)
			st = coop_fail_nomem(err);
		else
			st = candidates_add(c, quoted.s, quoted.len, about.s, err);
	}
	value_list_release(&values);
	coop_buf_release(&shown);
	coop_buf_release(&quoted);
	coop_buf_release(&about);
	return st;
}

/* ---- saved searches ---- */

enum coop_status candidates_add_saved(struct candidates *c, const char *before,
	const char *typed, size_t len, struct coop_error *err)
{
	struct coop_buf names = {0}, text = {0}, folded = {0};
	enum coop_status st = saved_list(&names, err);
	coop_fold_label(typed, len, &folded);
	if (!st)
		st = coop_buf_check(&folded, err);
	for (size_t at = 0; !st && at < names.len; at += strlen(names.s + at) + 1) {
		if (!candidate_begins(names.s + at, &folded))
			continue;
		coop_buf_reset(&text);
		coop_buf_printf(&text, "%s%s", before, names.s + at);
		st = coop_buf_check(&text, err);
		if (!st)
			st = candidates_add(c, text.s, text.len,
				TR("a saved search", "une recherche enregistrée"), err);
	}
	coop_buf_release(&names);
	coop_buf_release(&text);
	coop_buf_release(&folded);
	return st;
}

/* ---- what is being typed ---- */

static enum coop_status complete_words(struct session *s, const struct spot *p,
	size_t from, struct candidates *out, struct coop_error *err)
{
	out->from = spot_begin_of_word(p, from);
	return add_words(out, s, p->s + out->from, p->end - out->from, err);
}

/* Values behind a colon; words where the name before it is none of a field. */
static enum coop_status complete_value(struct session *s, const struct spot *p,
	size_t name, size_t colon, bool *found, struct candidates *out,
	struct coop_error *err)
{
	struct value_field field;
	size_t from = colon + 1;
	size_t quote = from < p->end ? spot_quote(p, from) : 0;
	enum coop_status st =
		value_field_find(s, p->s + name, colon - name, &field, found, err);
	if (st || !*found)
		return st;
	out->from = from;
	return add_values(
		out, s, &field, p->s + from + quote, p->end - from - quote, err);
}

enum coop_status candidates_of_names(struct session *s, const char *typed, size_t len,
	struct candidates *out, struct coop_error *err)
{
	struct coop_buf folded = {0};
	/* "*" and "@a" begin no name */
	bool name = len == 0 || (unsigned char)*typed >= 0x80 ||
		    coop_is_ascii_letter((unsigned char)*typed);
	candidates_release(out);
	coop_fold_label(typed, len, &folded);
	enum coop_status st = coop_buf_check(&folded, err);
	if (!st && name)
		st = add_fields(out, &folded, err);
	if (!st && name)
		st = add_columns(out, s, &folded, err);
	coop_buf_release(&folded);
	return st;
}

/* A word without a colon: a name of a field, or a word of the index. */
static enum coop_status complete_word(struct session *s, const struct spot *p,
	struct candidates *out, struct coop_error *err)
{
	enum coop_status st =
		candidates_of_names(s, p->s + p->word, p->end - p->word, out, err);
	out->from = p->word;
	/* the words replace less where an apostrophe is before them; then there is no name */
	if (!st && (out->count == 0 || spot_begin_of_word(p, p->word) == p->word))
		st = complete_words(s, p, p->word, out, err);
	return st;
}

enum coop_status candidates_of_query(struct session *s, const char *line, size_t cursor,
	struct candidates *out, struct coop_error *err)
{
	struct spot p = spot_find(line, cursor);
	bool found = false;
	enum coop_status st = COOP_OK;
	candidates_release(out);
	if (p.colon < p.end)
		st = complete_value(s, &p, p.word, p.colon, &found, out, err);
	else if (p.before_colon < p.end)
		st = complete_value(s, &p, p.before, p.before_colon, &found, out, err);
	/* behind "genre:" there are no other words, but "genre:fiction ly" may be two things */
	if (st || out->count > 0 || (found && p.colon < p.end))
		return st;
	if (p.quote > 0 || p.colon < p.end)
		return complete_words(
			s, &p, p.quote > 0 ? p.quote : p.colon + 1, out, err);
	size_t blanks = strspn(line, " \t");
	if (p.word == blanks && p.word < p.end && line[p.word] == '@') {
		out->from = p.word;
		return candidates_add_saved(
			out, "@", line + p.word + 1, p.end - p.word - 1, err);
	}
	return complete_word(s, &p, out, err);
}
