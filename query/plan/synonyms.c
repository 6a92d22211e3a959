#include "query/plan/synonyms.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/core/buf.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"
#include "shared/core/strmap.h"
#include "shared/core/utf8.h"

/* A member, by offsets in the text and in the stems. */
struct member {
	size_t text, text_len, stems, stems_len;
	size_t group;
	size_t next; /* the number, from 1, of another member that is asked by the same stems */
	bool is_asked; /* not behind "=>" */
};

/* The members of a line. */
struct group {
	size_t first, count;
	bool one_way; /* it has a "=>": only what is behind that is found */
};

struct synonyms {
	struct coop_buf text, stems;
	struct member *members;
	size_t count, cap;
	struct group *groups;
	size_t ngroups, groups_cap;
	struct coop_strmap *asked; /* the stems of members that are asked ... */
	size_t *first;             /* ... and the first of these, from 1 */
	size_t first_cap;
};

void synonyms_free(struct synonyms *s)
{
	if (!s)
		return;
	coop_buf_release(&s->text);
	coop_buf_release(&s->stems);
	coop_strmap_free(s->asked);
	free(s->members);
	free(s->groups);
	free(s->first);
	free(s);
}

/* ---- bytes to UTF-8 ---- */

/* Windows-1252 from 0x80 to 0x9f; its five gaps are replaced. */
static const uint16_t windows_1252[32] = {0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026,
	0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
	0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122,
	0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

static void add_windows_1252(struct coop_buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char utf8[COOP_UTF8_MAX];
		uint32_t cp = (unsigned char)text[i];
		if (cp >= 0x80 && cp < 0xa0)
			cp = windows_1252[cp - 0x80];
		coop_buf_add(out, utf8, coop_utf8_encode(cp, utf8));
	}
}

static enum coop_status add_text(
	struct synonyms *s, const char *text, size_t len, struct coop_error *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	if (coop_bytes_begins_with(text, len, mark)) {
		text += sizeof mark - 1;
		len -= sizeof mark - 1;
	}
	if (coop_utf8_valid(text, len) == len)
		coop_buf_add(&s->text, text, len);
	else
		add_windows_1252(&s->text, text, len);
	return coop_buf_check(&s->text, err);
}

/* ---- members ---- */

/* Where the reading of a file is. */
struct reading {
	struct synonyms *s;
	const char *path;
	struct coop_analyzer *analyzer;
	size_t line, begin; /* the line, from 1, and its offset */
};

/* Fails at an offset of the text. */
static enum coop_status refuse(const struct reading *r, size_t at, const char *what,
	const char *hint, struct coop_error *err)
{
	enum coop_status st = coop_fail(err, COOP_E_INPUT, "%s:%zu:%zu: %s", r->path,
		r->line, at - r->begin + 1, what);
	coop_hint(err, "%s", hint);
	return st;
}

/* Appends the stems of the content words of a member; `*words` is how many there are. */
static enum coop_status add_stems(
	const struct reading *r, struct member *m, size_t *words, struct coop_error *err)
{
	struct coop_buf *stems = &r->s->stems;
	struct coop_token t;
	bool more;
	enum coop_status st;
	m->stems = stems->len;
	*words = 0;
	coop_analyzer_begin_line(r->analyzer, r->s->text.s + m->text, m->text_len);
	while (!(st = coop_analyzer_next(r->analyzer, &t, &more, err)) && more) {
		if (!t.stem || t.word.flags & COOP_TOKEN_JOINED)
			continue;
		if ((*words)++ > 0)
			coop_buf_byte(stems, ' ');
		coop_buf_add(stems, t.stem, t.stem_len);
	}
	m->stems_len = stems->len - m->stems;
	return st ? st : coop_buf_check(stems, err);
}

/* Adds the member [from, to) of the text to the last group. */
static enum coop_status add_member(const struct reading *r, size_t from, size_t to,
	bool is_asked, struct coop_error *err)
{
	struct synonyms *s = r->s;
	struct coop_bytes text = coop_bytes_trimmed(s->text.s + from, to - from);
	struct member m = {.text = (size_t)(text.s - s->text.s),
		.text_len = text.len,
		.group = s->ngroups - 1,
		.is_asked = is_asked};
	size_t words;
	enum coop_status st = add_stems(r, &m, &words, err);
	if (!st && words == 0)
		st = refuse(r, m.text,
			TR("there is no word here that can be looked for",
				"il n'y a ici aucun mot qui se cherche"),
			TR("a group is words or phrases between commas: scop, coopérative de travail",
				"un groupe est fait de mots ou d'expressions entre virgules : scop, coopérative de travail"),
			err);
	if (!st && words > SYNONYMS_WORDS)
		st = refuse(r, m.text,
			TR("a phrase of more than eight words",
				"une expression de plus de huit mots"),
			TR("put commas between the words and phrases of a group, and one group on each line",
				"mettez des virgules entre les mots et expressions d'un groupe, et un groupe par ligne"),
			err);
	if (!st && s->groups[m.group].count == SYNONYMS_GROUP)
		st = refuse(r, m.text,
			TR("a group of more than 64 words and phrases",
				"un groupe de plus de 64 mots et expressions"),
			TR("divide it", "partagez-le"), err);
	if (st)
		return st;
	if (!coop_array_grow(&s->members, &s->cap, s->count + 1, sizeof *s->members))
		return coop_fail_nomem(err);
	s->members[s->count++] = m;
	s->groups[m.group].count++;
	return COOP_OK;
}

/* ---- lines ---- */

static bool is_separator(char c)
{
	return c == ',' || c == ';';
}

/* The end of what is read of a line: where a comment begins. */
static size_t before_comment(const char *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (s[i] == '#' && (i == from || coop_is_blank(s[i - 1])))
			return i;
	return to;
}

/* Adds the members of [from, to). */
static enum coop_status add_members(const struct reading *r, size_t from, size_t to,
	bool asked, struct coop_error *err)
{
	const char *s = r->s->text.s;
	enum coop_status st = COOP_OK;
	for (size_t end; !st && from <= to; from = end + 1) {
		for (end = from; end < to && !is_separator(s[end]);)
			end++;
		/* a separator behind the last member does no harm */
		bool empty = coop_bytes_trimmed(s + from, end - from).len == 0;
		if (!empty || end < to)
			st = add_member(r, from, end, asked, err);
	}
	return st;
}

/* The offset of the next "=>"; `to` where there is none. */
static size_t find_arrow(const char *s, size_t from, size_t to)
{
	while (from + 1 < to && !(s[from] == '=' && s[from + 1] == '>'))
		from++;
	return from + 1 < to ? from : to;
}

static enum coop_status check_group(const struct reading *r, struct coop_error *err)
{
	const struct synonyms *s = r->s;
	const struct group *g = &s->groups[s->ngroups - 1];
	size_t asked = 0;
	for (size_t i = g->first; i < g->first + g->count; i++)
		asked += s->members[i].is_asked;
	if (g->one_way ? asked > 0 && asked < g->count : g->count > 1)
		return COOP_OK;
	return refuse(r, r->begin,
		g->one_way ? TR("nothing on one side of =>", "rien d'un côté de =>")
			   : TR("a word or phrase that stands alone in its group",
				     "un mot ou une expression seule dans son groupe"),
		TR("a group is at least two, between commas: scop, coopérative de travail",
			"un groupe en a au moins deux, entre virgules : scop, coopérative de travail"),
		err);
}

/* Reads the line that begins at r->begin and ends at `to`. */
static enum coop_status read_line(
	const struct reading *r, size_t to, struct coop_error *err)
{
	struct synonyms *s = r->s;
	const char *text = s->text.s;
	size_t end = before_comment(text, r->begin, to);
	if (coop_bytes_trimmed(text + r->begin, end - r->begin).len == 0)
		return COOP_OK;
	if (!coop_array_grow(
		    &s->groups, &s->groups_cap, s->ngroups + 1, sizeof *s->groups))
		return coop_fail_nomem(err);
	size_t arrow = find_arrow(text, r->begin, end),
	       second = find_arrow(text, arrow + 1, end);
	if (arrow < end && second < end)
		return refuse(r, second, TR("a second =>", "un second =>"),
			TR("write a line for each", "écrivez une ligne pour chacun"),
			err);
	s->groups[s->ngroups++] =
		(struct group){.first = s->count, .one_way = arrow < end};
	enum coop_status st = add_members(r, r->begin, arrow, true, err);
	if (!st && arrow < end)
		st = add_members(r, arrow + 2, end, false, err);
	return st ? st : check_group(r, err);
}

static enum coop_status read_lines(struct reading *r, struct coop_error *err)
{
	const struct coop_buf *text = &r->s->text;
	enum coop_status st = COOP_OK;
	while (!st && r->begin < text->len) {
		size_t end = r->begin;
		while (end < text->len && !coop_is_line_end(text->s[end]))
			end++;
		r->line++;
		st = read_line(r, end, err);
		bool pair = end + 1 < text->len && text->s[end] == '\r' &&
			    text->s[end + 1] == '\n';
		r->begin = end + 1 + pair;
	}
	return st;
}

/* ---- the table ---- */

/* Enters the members that are asked by their stems, the last ones first, so that chains are in order. */
static enum coop_status enter(struct synonyms *s, struct coop_error *err)
{
	enum coop_status st = coop_strmap_new(&s->asked, err);
	for (size_t i = s->count; !st && i-- > 0;) {
		struct member *m = &s->members[i];
		uint32_t id;
		bool added;
		if (!m->is_asked)
			continue;
		st = coop_strmap_intern(
			s->asked, s->stems.s + m->stems, m->stems_len, &id, &added, err);
		if (!st && !coop_array_grow(&s->first, &s->first_cap, (size_t)id + 1,
				   sizeof *s->first))
			st = coop_fail_nomem(err);
		if (st)
			break;
		m->next = added ? 0 : s->first[id];
		s->first[id] = i + 1;
	}
	return st;
}

enum coop_status synonyms_parse(const char *path, const char *text, size_t len,
	struct coop_analyzer *analyzer, struct synonyms **out, struct coop_error *err)
{
	struct synonyms *s = calloc(1, sizeof *s);
	struct reading r = {.s = s, .path = path, .analyzer = analyzer};
	*out = NULL;
	if (!s)
		return coop_fail_nomem(err);
	enum coop_status st = add_text(s, text, len, err);
	if (!st)
		st = read_lines(&r, err);
	if (!st)
		st = enter(s, err);
	if (st)
		synonyms_free(s);
	else
		*out = s;
	return st;
}

enum coop_status synonyms_read(const char *path, struct coop_analyzer *analyzer,
	struct synonyms **out, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = COOP_OK;
	*out = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || !coop_fd_read_all(fd, SYNONYMS_BYTES, &text))
		st = coop_cannot_read(path, NULL, err);
	else if (text.len > SYNONYMS_BYTES)
		st = coop_fail(err, COOP_E_INPUT,
			TR("'%s' has more than 4 MB: that is no file of synonyms",
				"« %s » fait plus de 4 Mo : ce n'est pas un fichier de synonymes"),
			path);
	if (fd >= 0)
		close(fd);
	if (!st)
		st = synonyms_parse(
			path, coop_buf_cstr(&text), text.len, analyzer, out, err);
	coop_buf_release(&text);
	return st;
}

/* ---- asking ---- */

/* Gives the members of the group of member `m`, but for those with its stems. */
static enum coop_status take_group(const struct synonyms *s, const struct member *m,
	synonyms_take *take, void *user, struct coop_error *err)
{
	const struct group *g = &s->groups[m->group];
	enum coop_status st = COOP_OK;
	for (size_t i = g->first; !st && i < g->first + g->count; i++) {
		const struct member *other = &s->members[i];
		struct synonym synonym = {{s->stems.s + other->stems, other->stems_len},
			{s->text.s + other->text, other->text_len}};
		bool same = coop_bytes_equal(synonym.stems.s, synonym.stems.len,
			s->stems.s + m->stems, m->stems_len);
		if (!same && !(g->one_way && other->is_asked))
			st = take(user, &synonym, err);
	}
	return st;
}

enum coop_status synonyms_find(const struct synonyms *s, const char *stems, size_t len,
	synonyms_take *take, void *user, struct coop_error *err)
{
	uint32_t id;
	size_t next = 0, group = SIZE_MAX;
	enum coop_status st = COOP_OK;
	if (s && coop_strmap_find(s->asked, stems, len, &id))
		next = s->first[id];
	for (; !st && next > 0; next = s->members[next - 1].next) {
		const struct member *m = &s->members[next - 1];
		if (m->group != group)
			st = take_group(s, m, take, user, err);
		group = m->group;
	}
	return st;
}
