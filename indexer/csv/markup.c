#include "indexer/csv/markup.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "indexer/decode/entities.h"
#include "shared/core/bytes.h"
#include "shared/core/utf8.h"

enum { TAG_MAX = 4096, NAME_MAX_BYTES = 10 /* bytes */ };

#define NO_BREAK_SPACE 0xa0

enum role { INLINE, BREAK, BLOCK, SKIPPED };

struct tag {
	enum role role;
	bool closing;
	const char *name;
	size_t name_len, len; /* bytes; `len` of all that vanishes */
};

/* The state of a conversion. */
struct work {
	struct coop_buf *out;
	size_t begin;   /* where the cell begins in `out` */
	bool blocks;    /* line ends of the cell are mere blanks */
	bool tags;      /* the cell holds tags */
	bool entities;  /* some were decoded */
	bool endless;   /* some comment or script has no end: none is looked for */
	bool in_url;    /* the current word is an address */
	bool after_tag; /* a closing tag came last: an opening one ends the word */
};

/* ---- tags ---- */

static bool is_named(const char *name, size_t n, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == n && strncasecmp(name, *list, n) == 0)
			return true;
	return false;
}

/* The role of an element; false when HTML has none of that name. */
static bool find_role(const char *name, size_t n, enum role *role)
{
	static const char *const inlines[] = {"a", "abbr", "acronym", "b", "bdo", "big",
		"cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
		"label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike",
		"strong", "sub", "sup", "time", "tt", "u", "var", "wbr", NULL};
	static const char *const blocks[] = {"address", "article", "aside", "blockquote",
		"body", "caption", "center", "dd", "div", "dl", "dt", "figcaption",
		"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
		"header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section",
		"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", NULL};
	static const char *const skipped[] = {"script", "style", NULL};
	*role = INLINE;
	if (n == 2 && strncasecmp(name, "br", 2) == 0)
		*role = BREAK;
	else if (is_named(name, n, blocks))
		*role = BLOCK;
	else if (is_named(name, n, skipped))
		*role = SKIPPED;
	else
		return is_named(name, n, inlines);
	return true;
}

static bool is_name(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == ':' || c == '_';
}

static size_t skip_blanks(const char *s, size_t n, size_t at)
{
	while (at < n && coop_is_blank(s[at]))
		at++;
	return at;
}

/* Reads a value from `at` on, quoted or not; returns its end. */
static size_t read_value(const char *s, size_t n, size_t at)
{
	if (at < n && (s[at] == '"' || s[at] == '\'')) {
		const char *end = memchr(s + at + 1, s[at], n - at - 1);
		return end ? (size_t)(end - s) + 1 : n;
	}
	while (at < n && !coop_is_blank(s[at]) && s[at] != '>' && s[at] != '<')
		at++;
	return at;
}

/* The end of a tag whose attributes begin at `at`; 0 when these are none. */
static size_t read_attributes(const char *s, size_t n, size_t at)
{
	for (;;) {
		size_t begin = skip_blanks(s, n, at), end;
		if (begin < n && s[begin] == '/')
			begin = skip_blanks(s, n, begin + 1);
		if (begin == n)
			return 0;
		if (s[begin] == '>')
			return begin + 1;
		for (end = begin; end < n && is_name(s[end]);)
			end++;
		size_t sign = skip_blanks(s, n, end);
		if (begin == at || end == begin || sign == n || s[sign] != '=')
			return 0;
		at = read_value(s, n, skip_blanks(s, n, sign + 1));
	}
}

/* The length of what begins at `s` and ends with `end`; 0 when it has no end. */
static size_t until(struct work *w, const char *s, size_t n, const char *end)
{
	const char *found = w->endless ? NULL : memmem(s, n, end, strlen(end));
	w->endless |= !found;
	return found ? (size_t)(found - s) + strlen(end) : 0;
}

/* Reads a tag at `s`, which begins with "<"; false when it is none. */
static bool read_tag(struct work *w, const char *s, size_t n, struct tag *tag)
{
	*tag = (struct tag){.role = INLINE};
	if (n > 4 && memcmp(s, "<!--", 4) == 0) {
		tag->len = until(w, s, n, "-->");
		return tag->len > 0;
	}
	size_t most = n < TAG_MAX ? n : TAG_MAX;
	tag->closing = n > 1 && s[1] == '/';
	tag->name = s + 1 + tag->closing;
	while (tag->name + tag->name_len < s + most && tag->name_len <= NAME_MAX_BYTES &&
		is_name(tag->name[tag->name_len]))
		tag->name_len++;
	if (tag->name_len == 0 || !find_role(tag->name, tag->name_len, &tag->role))
		return false;
	tag->len = read_attributes(s, most, 1 + tag->closing + tag->name_len);
	if (tag->len == 0 || tag->role != SKIPPED || tag->closing)
		return tag->len > 0;
	size_t inner = until(w, s + tag->len, n - tag->len, "</");
	tag->len += inner > 0 ? inner - 2 : 0;
	return true;
}

/* ---- text ---- */

/* Ends the line, unless nothing stands on it; blanks at its end go. */
static void end_line(struct work *w)
{
	struct coop_buf *out = w->out;
	while (out->len > w->begin && coop_is_blank(out->s[out->len - 1]) &&
		out->s[out->len - 1] != '\n')
		out->len--;
	if (out->len > w->begin && out->s[out->len - 1] != '\n')
		coop_buf_byte(out, '\n');
}

/* Adds a blank between words. */
static void add_blank(struct work *w)
{
	if (w->out->len > w->begin && !coop_is_blank(w->out->s[w->out->len - 1]))
		coop_buf_byte(w->out, ' ');
}

/* Whether a text begins with a small letter: it goes on with a sentence. */
static bool begins_small(const char *s, size_t n)
{
	struct entity entity;
	size_t at = skip_blanks(s, n, 0);
	uint32_t cp = 0;
	if (at < n && s[at] == '&' && entity_read(s + at, n - at, &entity) > 0)
		cp = entity.cp;
	else if (at < n)
		coop_utf8_decode(s + at, n - at, &cp);
	return (cp >= 'a' && cp <= 'z') || (cp >= 0xdf && cp <= 0xff && cp != 0xf7) ||
	       cp == 0x153;
}

/* Takes a tag out of the text; `rest` is what follows it. */
static void take_tag(struct work *w, const struct tag *tag, const char *rest, size_t n)
{
	w->in_url = false;
	if (tag->role == BLOCK || (tag->role == BREAK && !begins_small(rest, n)))
		end_line(w);
	else if (tag->role == BREAK || (w->after_tag && !tag->closing))
		add_blank(w);
	w->after_tag = tag->role == INLINE && tag->closing;
}

/* Follows whether the current word is an address. */
static void follow_words(struct work *w, const char *s, size_t n)
{
	size_t word = n;
	while (word > 0 && !coop_is_blank(s[word - 1]))
		word--;
	if (word > 0)
		w->in_url = false;
	w->in_url |= memmem(s + word, n - word, "://", 3) ||
		     coop_bytes_begins_with(s + word, n - word, "www.");
}

/* Adds text between entities and tags; without tags line ends and blanks are kept. */
static void add_plain(struct work *w, const char *s, size_t n)
{
	if (n == 0)
		return;
	follow_words(w, s, n);
	w->after_tag = false;
	if (!w->tags) {
		coop_buf_add(w->out, s, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (!coop_is_blank(s[i]) ||
			(s[i] == '\n' && !w->blocks && w->out->len > w->begin))
			coop_buf_byte(w->out, s[i]);
		else
			add_blank(w);
}

/* Whether the character before, or after, keeps a no-break space: signs of French and figures. */
static bool keeps_space(const struct work *w, const char *rest, size_t n)
{
	const char *s = w->out->s + w->begin;
	size_t len = w->out->len - w->begin;
	if (!w->tags || (n > 0 && strchr(":;?!%0123456789", *rest)) ||
		coop_bytes_begins_with(rest, n, "\u00bb") ||
		coop_bytes_begins_with(rest, n, "&raquo") ||
		coop_bytes_begins_with(rest, n, "\u20ac"))
		return true;
	return len > 0 && coop_bytes_ends_with(s, len, "\u00ab");
}

static void add_entity(
	struct work *w, const struct entity *entity, const char *rest, size_t n)
{
	char encoded[COOP_UTF8_MAX];
	w->after_tag = false;
	w->entities = true;
	if (entity->cp == NO_BREAK_SPACE && !keeps_space(w, rest, n))
		add_blank(w);
	else
		coop_buf_add(w->out, encoded, coop_utf8_encode(entity->cp, encoded));
}

/* Reads an entity, also one that was coded twice: "&amp;eacute;". Returns its length, or 0. */
static size_t read_entity(
	const struct work *w, const char *s, size_t n, struct entity *entity)
{
	struct entity again;
	size_t used = entity_read(s, n, entity);
	if (used == 0 || (w->in_url && !entity->closed))
		return 0;
	if (entity->cp != '&' || !entity->closed)
		return used;
	size_t more = entity_read(s + used - 1, n - used + 1, &again);
	if (more == 0 || !again.closed)
		return used;
	*entity = again;
	return used - 1 + more;
}

/* ---- cells ---- */

/* The offset of the next "&" or "<"; `n` when there is none. */
static size_t next_sign(const char *s, size_t n, size_t at, bool entities)
{
	while (at < n && s[at] != '<' && !(entities && s[at] == '&'))
		at++;
	return at;
}

/* Whether a cell holds tags, and whether some are of blocks. */
static void look_for_tags(struct work *w, const char *s, size_t n)
{
	const char *at = s, *end = s + n;
	while (!w->blocks && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		struct tag tag;
		bool is_tag = read_tag(w, at, (size_t)(end - at), &tag);
		w->tags |= is_tag;
		w->blocks |= is_tag && tag.role != INLINE;
		at += is_tag ? tag.len : 1;
	}
	w->endless = false;
}

/* Converts a cell. */
static void convert(struct work *w, const char *s, size_t n, bool entities)
{
	size_t kept = 0;
	for (size_t at = 0; (at = next_sign(s, n, at, entities)) < n;) {
		struct tag tag = {0};
		struct entity entity = {0};
		size_t used = 0;
		add_plain(w, s + kept, at - kept);
		kept = at;
		if (s[at] == '&')
			used = read_entity(w, s + at, n - at, &entity);
		else if (w->tags && read_tag(w, s + at, n - at, &tag))
			used = tag.len;
		if (used == 0) {
			at++;
			continue;
		}
		kept = at += used;
		if (entity.cp != 0)
			add_entity(w, &entity, s + at, n - at);
		else
			take_tag(w, &tag, s + at, n - at);
	}
	add_plain(w, s + kept, n - kept);
}

/* Takes the blanks off the ends of what was converted. */
static void trim(struct work *w)
{
	while (w->tags && w->out->len > w->begin &&
		coop_is_blank(w->out->s[w->out->len - 1]))
		w->out->len--;
}

/* Takes out the tags that were coded as entities: "&lt;p&gt;". */
static void convert_again(struct work *w, struct coop_buf *scratch)
{
	size_t n = w->out->len - w->begin;
	if (w->out->failed || !memchr(w->out->s + w->begin, '<', n))
		return;
	look_for_tags(w, w->out->s + w->begin, n);
	if (!w->tags)
		return;
	coop_buf_reset(scratch);
	coop_buf_add(scratch, w->out->s + w->begin, n);
	w->out->len = w->begin;
	w->out->failed |= scratch->failed;
	if (!scratch->failed)
		convert(w, scratch->s, n, false);
}

bool markup_to_text(const char *s, size_t n, struct coop_buf *out,
	struct coop_buf *scratch, struct markup *found)
{
	struct work w = {.out = out, .begin = out->len};
	*found = (struct markup){0};
	look_for_tags(&w, s, n);
	if (!w.tags && !memchr(s, '&', n))
		return false;
	convert(&w, s, n, true);
	if (!w.tags && w.entities)
		convert_again(&w, scratch);
	if (out->failed || (!w.tags && !w.entities)) {
		out->len = out->failed ? out->len : w.begin;
		return false;
	}
	trim(&w);
	*found = (struct markup){w.entities, w.tags};
	return true;
}
