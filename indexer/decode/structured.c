#include "indexer/decode/structured.h"

#include <string.h>
#include <strings.h>

#include "shared/core/bytes.h"

enum {
	SAMPLE = 1 << 14, /* bytes that are looked at */
	LOG_LINES = 10,   /* at least, */
	MOST = 90         /* percent of the lines */
};

/* What is left of a text. */
struct lines {
	const char *at, *end;
};

/* Takes the next line, without its end; false when there is none. */
static bool next_line(struct lines *l, struct coop_bytes *line)
{
	if (l->at >= l->end)
		return false;
	const char *stop = l->at;
	while (stop < l->end && !coop_is_line_end(*stop))
		stop++;
	*line = (struct coop_bytes){l->at, (size_t)(stop - l->at)};
	l->at = stop + (stop < l->end);
	return true;
}

static bool begins(const struct coop_bytes *line, const char *with)
{
	size_t n = strlen(with);
	return line->len >= n && strncasecmp(line->s, with, n) == 0;
}

static bool begins_one(const struct coop_bytes *line, const char *const *list)
{
	for (; *list; list++)
		if (begins(line, *list))
			return true;
	return false;
}

/* Removes the blanks before a line. */
static void trim(struct coop_bytes *line)
{
	while (line->len > 0 && coop_is_blank(*line->s)) {
		line->s++;
		line->len--;
	}
}

/* The first line that is neither empty nor begins with one of the comments; false without one. */
static bool first_line(
	struct lines text, const char *const *comments, struct coop_bytes *line)
{
	while (next_line(&text, line)) {
		trim(line);
		if (line->len > 0 && !begins_one(line, comments))
			return true;
	}
	return false;
}

/* ---- cards and calendars ---- */

static enum refused kind_of_card(struct lines text)
{
	struct coop_bytes line;
	if (!first_line(text, COOP_LIST(NULL), &line))
		return REFUSED_NOT;
	return begins(&line, "BEGIN:VCARD")       ? REFUSED_VCARD
	       : begins(&line, "BEGIN:VCALENDAR") ? REFUSED_CALENDAR
						  : REFUSED_NOT;
}

/* ---- LaTeX ---- */

static size_t count_of(struct lines text, const char *what)
{
	size_t n = 0, len = strlen(what);
	const char *at = text.at;
	while ((at = memmem(at, (size_t)(text.end - at), what, len)) != NULL) {
		n++;
		at += len;
	}
	return n;
}

/* A document says so in its first line; a chapter of one has many commands. */
static bool is_latex(struct lines text)
{
	enum { COMMANDS = 4 };
	static const char *const commands[] = {"\\emph{", "\\textbf{", "\\textit{",
		"\\footnote{", "\\cite{", "\\begin{", "\\end{", "\\item ", "\\label{",
		"\\ref{", "\\index{", "\\textsc{", NULL};
	struct coop_bytes line;
	if (!memchr(text.at, '\\', (size_t)(text.end - text.at)))
		return false;
	size_t parts = count_of(text, "\\chapter{") + count_of(text, "\\section{") +
		       count_of(text, "\\subsection{") + count_of(text, "\\begin{");
	if (!first_line(text, COOP_LIST("%"), &line))
		return false;
	if (begins_one(&line, COOP_LIST("\\documentclass", "\\documentstyle",
				      "\\usepackage", "\\begin{document}")))
		return true;
	size_t n = parts;
	for (const char *const *c = commands; *c; c++)
		n += count_of(text, *c);
	return parts > 0 && n >= COMMANDS;
}

/* ---- dumps ---- */

/* It begins with a comment or a statement, and a line of it makes or fills a table. */
static bool is_sql(struct lines text)
{
	static const char *const starts[] = {"--", "/*", "SET ", "CREATE ", "DROP ",
		"INSERT ", "PRAGMA ", "BEGIN", "START ", "USE ", "LOCK ", "COPY ",
		"ALTER ", "DELETE ", "TRUNCATE ", NULL};
	static const char *const tables[] = {"CREATE TABLE ", "INSERT INTO ",
		"INSERT IGNORE INTO ", "REPLACE INTO ", "CREATE TEMPORARY TABLE ", NULL};
	struct coop_bytes line;
	if (!first_line(text, COOP_LIST(NULL), &line) || !begins_one(&line, starts))
		return false;
	while (next_line(&text, &line)) {
		trim(&line);
		if (begins_one(&line, tables) && memchr(line.s, '(', line.len))
			return true;
		if (begins(&line, "COPY ") && memmem(line.s, line.len, "FROM stdin", 10))
			return true;
	}
	return false;
}

/* ---- lists in YAML ---- */

/* Whether a key of YAML, as programs write it, may have a character at a place. */
static bool is_of_key(char c, size_t at)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
	       (at > 0 && c >= '0' && c <= '9');
}

/* Whether a line begins with a key and its colon. */
static bool has_key(const struct coop_bytes *line)
{
	size_t n = 0;
	while (n < line->len && is_of_key(line->s[n], n))
		n++;
	return n > 0 && n < line->len && line->s[n] == ':' &&
	       (n + 1 == line->len || line->s[n + 1] == ' ');
}

/* Items with two keys or more, each on a line of its own, and nothing else. */
static bool is_yaml(struct lines text)
{
	enum { ITEMS = 2 };
	struct coop_bytes line;
	size_t items = 0, keys = 0, others = 0, all = 0;
	if (count_of(text, "\n- ") + count_of(text, "\n  - ") == 0)
		return false;
	while (next_line(&text, &line)) {
		struct coop_bytes inner = line;
		trim(&inner);
		if (inner.len == 0 || *inner.s == '#' || begins(&inner, "---"))
			continue;
		bool item = begins(&inner, "- ");
		if (item) {
			inner.s += 2;
			inner.len -= 2;
		}
		all++;
		if (!has_key(&inner))
			others += inner.s == line.s || (item && inner.s == line.s + 2);
		else if (item)
			items++;
		else if (inner.s > line.s)
			keys++;
	}
	return items >= ITEMS && keys >= items && others * 100 <= all * (100 - MOST);
}

/* ---- logs ---- */

/* Whether a line has the digits and signs of a pattern, where 9 stands for any digit and A for a letter. */
static bool is_like(const struct coop_bytes *line, const char *pattern)
{
	if (line->len < strlen(pattern))
		return false;
	for (size_t i = 0; pattern[i]; i++) {
		char c = line->s[i], p = pattern[i];
		bool same = p == '9'   ? c >= '0' && c <= '9'
			    : p == 'A' ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z'
				       : c == p;
		if (!same)
			return false;
	}
	return true;
}

/* Whether a line is one of a web server: an address, and a time in brackets. */
static bool is_access(const struct coop_bytes *line)
{
	const char *bracket = memchr(line->s, '[', line->len);
	if (!bracket)
		return false;
	const struct coop_bytes rest = {bracket, line->len - (size_t)(bracket - line->s)};
	return is_like(&rest, "[99/AAA/9999:99:99:99 ");
}

static bool is_logged(const struct coop_bytes *line)
{
	static const char *const patterns[] = {"9999-99-99 99:99:99",
		"9999-99-99T99:99:99", "9999/99/99 99:99:99", "[9999-99-99 99:99:99",
		"[9999-99-99T99:99:99", "AAA 99 99:99:99 ", "AAA  9 99:99:99 ",
		"[AAA AAA 99 99:99:99", NULL};
	for (const char *const *p = patterns; *p; p++)
		if (is_like(line, *p))
			return true;
	return is_access(line);
}

bool structured_is_log(const char *s, size_t n)
{
	struct lines text = {s, s + (n < SAMPLE ? n : SAMPLE)};
	struct coop_bytes line;
	size_t logged = 0, all = 0;
	while (next_line(&text, &line)) {
		if (line.len == 0)
			continue;
		all++;
		logged += is_logged(&line);
	}
	return logged >= LOG_LINES && logged * 100 >= all * MOST;
}

enum refused structured_find(const char *s, size_t n)
{
	static const char mark[] = "\xef\xbb\xbf"; /* of UTF-8 */
	size_t skip = coop_bytes_begins_with(s, n, mark) ? sizeof mark - 1 : 0;
	struct lines text = {s + skip, s + (n < SAMPLE ? n : SAMPLE)};
	enum refused card = kind_of_card(text);
	return card             ? card
	       : is_latex(text) ? REFUSED_LATEX
	       : is_sql(text)   ? REFUSED_SQL
	       : is_yaml(text)  ? REFUSED_YAML
				: REFUSED_NOT;
}
