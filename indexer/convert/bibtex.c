#include "indexer/convert/bibtex.h"

#include <stdlib.h>
#include <strings.h>

#include "indexer/convert/bib_tags.h"
#include "shared/core/buf.h"
#include "shared/core/strmap.h"

/* A value of an abbreviation, in `texts`. */
struct macro {
	size_t at, len;
};

struct bibtex {
	struct coop_bytes text;
	size_t at;            /* where the next entry is looked for */
	size_t counted, line; /* line ends before `counted`, plus one */
	struct coop_strmap *macro_names, *keys;
	struct macro *macros; /* by the number of the name */
	size_t macros_cap;
	struct coop_buf texts;
	struct bibtex_entry
		*entries; /* by the number of the key; the first one with it */
	size_t entries_cap;
	struct coop_buf name, value; /* of a field that is read */
};

/* ---- entries ---- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct coop_bytes slice(struct coop_bytes s, size_t from, size_t to)
{
	return (struct coop_bytes){s.s + from, to - from};
}

static size_t skip_blanks(struct coop_bytes s, size_t at)
{
	while (at < s.len && coop_is_blank(s.s[at]))
		at++;
	return at;
}

/* Where "@type{" ends that begins at `at`, behind the brace; 0 when it is none. */
static size_t opening(struct coop_bytes s, size_t at, struct coop_bytes *type)
{
	size_t from = ++at;
	while (at < s.len && at - from < BIBTEX_KEY_MAX && is_letter(s.s[at]))
		at++;
	*type = slice(s, from, at);
	at = at > from ? skip_blanks(s, at) : s.len;
	return at < s.len && (s.s[at] == '{' || s.s[at] == '(') ? at + 1 : 0;
}

static bool ends_key(char c)
{
	return coop_is_blank(c) || strchr("{}(),=\"#\\", c);
}

/* Whether a type is one that files have: of an entry, or what is none. */
static bool is_known(struct coop_bytes type)
{
	static const char *const others[] = {"string", "comment", "preamble", "misc"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strlen(others[i]) == type.len &&
			strncasecmp(others[i], type.s, type.len) == 0)
			return true;
	return bib_type_word(type) != NULL;
}

/* Whether an entry begins here, at the start of a line: that does not happen within another. */
static bool restarts(struct coop_bytes s, size_t at)
{
	struct coop_bytes type;
	size_t from = opening(s, at, &type), end;
	if (from == 0 || is_known(type))
		return from > 0;
	from = end = skip_blanks(s, from);
	while (end < s.len && end - from < BIBTEX_KEY_MAX && !ends_key(s.s[end]))
		end++;
	size_t comma = skip_blanks(s, end);
	return comma < s.len && s.s[comma] == ',';
}

/* Where what precedes `at` on its line ends, without blanks. */
static size_t before(struct coop_bytes s, size_t at)
{
	while (at > 0 && (s.s[at - 1] == ' ' || s.s[at - 1] == '\t'))
		at--;
	return at;
}

/* Whether only blanks stand between the start of the line and `at`. */
static bool begins_line(struct coop_bytes s, size_t at)
{
	at = before(s, at);
	return at == 0 || coop_is_line_end(s.s[at - 1]);
}

/* Whether a percent sign stands there: the entry is commented out. */
static bool is_comment(struct coop_bytes s, size_t at)
{
	at = before(s, at);
	return at > 0 && s.s[at - 1] == '%' && begins_line(s, at - 1);
}

/*
 * The end of the body that begins at `at`: of its closing brace. `*damaged` when there is none before the
 * next entry, or at all: then the end is there.
 */
static size_t closing(struct coop_bytes s, size_t at, bool *damaged)
{
	bool round = s.s[at - 1] == '(', quoted = false;
	size_t depth = 0;
	*damaged = false;
	for (; at < s.len; at++) {
		char c = s.s[at];
		if (c == '{')
			depth++;
		else if (c == '}' && depth > 0)
			depth--;
		else if (c == '}' && !round)
			return at;
		else if (c == '"' && depth == 0)
			quoted = !quoted;
		else if (c == ')' && round && depth == 0 && !quoted)
			return at;
		else if (c == '@' && begins_line(s, at) && restarts(s, at))
			break;
	}
	*damaged = true;
	return at;
}

/* Takes the key, which a comma ends, from the body. */
static void split_key(struct bibtex_entry *e)
{
	size_t n = 0;
	while (n < e->body.len && e->body.s[n] != ',' && e->body.s[n] != '=')
		n++;
	bool keyless = n < e->body.len && e->body.s[n] == '=';
	e->key = keyless ? (struct coop_bytes){"", 0} : coop_bytes_trimmed(e->body.s, n);
	if (!keyless)
		e->body = slice(e->body, n < e->body.len ? n + 1 : n, e->body.len);
}

static bool type_is(const struct bibtex_entry *e, const char *type)
{
	return e->type.len == strlen(type) &&
	       strncasecmp(e->type.s, type, e->type.len) == 0;
}

/* Counts lines up to an offset. */
static size_t line_of(struct bibtex *b, size_t at)
{
	for (; b->counted < at; b->counted++) {
		char c = b->text.s[b->counted];
		b->line += c == '\n' ||
			   (c == '\r' && (b->counted + 1 == b->text.len ||
						 b->text.s[b->counted + 1] != '\n'));
	}
	return b->line;
}

/* The next entry of any type. */
static bool next_any(struct bibtex *b, struct bibtex_entry *e)
{
	struct coop_bytes s = b->text;
	while (b->at < s.len) {
		const char *sign = memchr(s.s + b->at, '@', s.len - b->at);
		size_t begin = sign ? (size_t)(sign - s.s) : s.len;
		size_t body = sign ? opening(s, begin, &e->type) : 0;
		b->at = sign ? begin + 1 : s.len;
		if (body == 0 || is_comment(s, begin))
			continue;
		size_t end = closing(s, body, &e->damaged);
		e->line = line_of(b, begin);
		e->body = slice(s, body, end);
		e->key = (struct coop_bytes){"", 0};
		b->at = end < s.len && !e->damaged ? end + 1 : end;
		return true;
	}
	return false;
}

bool bibtex_next(struct bibtex *b, struct bibtex_entry *out)
{
	while (next_any(b, out)) {
		if (type_is(out, "comment") || type_is(out, "preamble") ||
			type_is(out, "string"))
			continue;
		split_key(out);
		out->damaged |= out->key.len > BIBTEX_KEY_MAX;
		return true;
	}
	return false;
}

bool bibtex_find(const struct bibtex *b, struct coop_bytes key, struct bibtex_entry *out)
{
	uint32_t id;
	if (!coop_strmap_find(b->keys, key.s, key.len, &id))
		return false;
	*out = b->entries[id];
	return true;
}

/* ---- fields ---- */

static void add_lower(struct coop_buf *out, struct coop_bytes s)
{
	coop_buf_reset(out);
	for (size_t i = 0; i < s.len; i++)
		coop_buf_byte(out,
			s.s[i] >= 'A' && s.s[i] <= 'Z' ? (char)(s.s[i] | 0x20) : s.s[i]);
}

/* Appends what a word stands for; itself when it is no abbreviation. */
static void add_word(const struct bibtex *b, struct coop_bytes word, struct coop_buf *out)
{
	struct coop_buf name = {0};
	uint32_t id;
	add_lower(&name, word);
	if (word.len <= BIBTEX_KEY_MAX &&
		coop_strmap_find(b->macro_names, coop_buf_cstr(&name), name.len, &id))
		coop_buf_add(out, b->texts.s + b->macros[id].at, b->macros[id].len);
	else
		coop_buf_add(out, word.s, word.len);
	out->failed |= name.failed;
	coop_buf_release(&name);
}

/* The end of a piece in braces or quotes that begins at `at`; the end of the body when it has none. */
static size_t piece_end(struct coop_bytes s, size_t at)
{
	bool quoted = s.s[at] == '"';
	size_t depth = 0;
	for (at++; at < s.len; at++) {
		char c = s.s[at];
		if (depth == 0 && c == (quoted ? '"' : '}'))
			break;
		if (c == '{')
			depth++;
		else if (c == '}' && depth > 0)
			depth--;
	}
	return at;
}

/* Reads a value, pieces with "#" between them; returns where it ends, 0 when it makes no sense. */
static size_t read_value(
	const struct bibtex *b, struct coop_bytes s, size_t at, struct coop_buf *out)
{
	for (;;) {
		at = skip_blanks(s, at);
		if (at >= s.len)
			return at;
		size_t end = at;
		if (s.s[at] == '{' || s.s[at] == '"') {
			end = piece_end(s, at);
			if (end >= s.len)
				return 0;
			coop_buf_add(out, s.s + at + 1, end - at - 1);
			end++;
		} else {
			while (end < s.len && !coop_is_blank(s.s[end]) &&
				!strchr(",#{}\"", s.s[end]))
				end++;
			add_word(b, slice(s, at, end), out);
		}
		at = skip_blanks(s, end);
		if (out->len > BIBTEX_VALUE_MAX)
			return 0;
		if (at >= s.len || s.s[at] != '#')
			return at;
		at++;
	}
}

/* Reads the next field into `name` and `out`. False at the end, and `*sense` false where it makes none. */
static bool read_field(const struct bibtex *b, struct coop_bytes s, size_t *at,
	struct coop_bytes *name, struct coop_buf *out, bool *sense)
{
	coop_buf_reset(out);
	while (*at < s.len && (coop_is_blank(s.s[*at]) || s.s[*at] == ','))
		++*at;
	size_t from = *at, end = from;
	if (from >= s.len)
		return false;
	while (end < s.len && !coop_is_blank(s.s[end]) && !strchr("=,{}\"#", s.s[end]))
		end++;
	*name = slice(s, from, end);
	end = skip_blanks(s, end);
	*sense = name->len > 0 && name->len <= BIBTEX_KEY_MAX && end < s.len &&
		 s.s[end] == '=';
	*at = *sense ? read_value(b, s, end + 1, out) : 0;
	*sense &= *at > 0;
	return *sense;
}

enum conversion_failure bibtex_fields(
	const struct bibtex *b, const struct bibtex_entry *entry, struct coop_record *out)
{
	struct coop_buf lower = {0}, value = {0};
	struct coop_bytes name;
	bool sense = true;
	size_t at = 0;
	coop_record_reset(out, "", entry->line);
	while (read_field(b, entry->body, &at, &name, &value, &sense)) {
		add_lower(&lower, name);
		coop_record_add_named(out, coop_buf_cstr(&lower), lower.len,
			coop_buf_cstr(&value), value.len);
	}
	bool large = value.len > BIBTEX_VALUE_MAX;
	out->failed |= lower.failed || value.failed;
	coop_buf_release(&lower);
	coop_buf_release(&value);
	return sense ? CONVERSION_OK : large ? CONVERSION_TOO_LARGE : CONVERSION_DAMAGED;
}

/* ---- what is known of the whole file ---- */

/* Keeps an abbreviation, @string{name = value}; later ones of a name count. */
static enum coop_status keep_macro(struct bibtex *b, const struct bibtex_entry *e)
{
	struct coop_bytes name;
	bool sense = true, added;
	size_t at = 0;
	uint32_t id;
	if (!read_field(b, e->body, &at, &name, &b->value, &sense) ||
		b->value.len > BIBTEX_MACRO_MAX ||
		b->texts.len + b->value.len > BIBTEX_MACROS_MAX)
		return coop_buf_check(&b->value, NULL);
	add_lower(&b->name, name);
	enum coop_status st = coop_buf_check(&b->name, NULL);
	if (!st)
		st = coop_strmap_intern(
			b->macro_names, b->name.s, b->name.len, &id, &added, NULL);
	if (!st && !coop_array_grow(
			   &b->macros, &b->macros_cap, (size_t)id + 1, sizeof *b->macros))
		st = COOP_E_NOMEM;
	if (st)
		return st;
	b->macros[id] = (struct macro){b->texts.len, b->value.len};
	coop_buf_add(&b->texts, coop_buf_cstr(&b->value), b->value.len);
	return coop_buf_check(&b->texts, NULL);
}

static enum coop_status keep_key(struct bibtex *b, struct bibtex_entry *e)
{
	uint32_t id;
	bool added;
	split_key(e);
	if (e->damaged || e->key.len == 0 || e->key.len > BIBTEX_KEY_MAX)
		return COOP_OK;
	enum coop_status st =
		coop_strmap_intern(b->keys, e->key.s, e->key.len, &id, &added, NULL);
	if (st || !added)
		return st;
	if (!coop_array_grow(
		    &b->entries, &b->entries_cap, (size_t)id + 1, sizeof *b->entries))
		return COOP_E_NOMEM;
	b->entries[id] = *e;
	return COOP_OK;
}

/* Goes through the text once for what any of its entries may refer to. */
static enum coop_status look_ahead(struct bibtex *b)
{
	struct bibtex_entry e;
	enum coop_status st = coop_strmap_new(&b->macro_names, NULL);
	if (!st)
		st = coop_strmap_new(&b->keys, NULL);
	while (!st && next_any(b, &e)) {
		if (type_is(&e, "string"))
			st = keep_macro(b, &e);
		else if (!type_is(&e, "comment") && !type_is(&e, "preamble"))
			st = keep_key(b, &e);
	}
	b->at = b->counted = 0;
	b->line = 1;
	return st;
}

enum conversion_failure bibtex_open(struct coop_bytes text, struct bibtex **out)
{
	struct bibtex *b = calloc(1, sizeof *b);
	*out = b;
	if (!b)
		return CONVERSION_MEMORY;
	b->text = text;
	b->line = 1;
	return look_ahead(b) ? CONVERSION_MEMORY : CONVERSION_OK;
}

void bibtex_close(struct bibtex *b)
{
	if (!b)
		return;
	coop_strmap_free(b->macro_names);
	coop_strmap_free(b->keys);
	free(b->macros);
	free(b->entries);
	coop_buf_release(&b->texts);
	coop_buf_release(&b->name);
	coop_buf_release(&b->value);
	free(b);
}
