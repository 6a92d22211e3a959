#include "indexer/notice/notice.h"

#include <string.h>

#include "indexer/decode/charset.h"
#include "indexer/decode/divided.h"
#include "indexer/notice/film.h"
#include "indexer/notice/front.h"
#include "indexer/notice/headings.h"
#include "indexer/notice/isbd.h"
#include "indexer/notice/memo.h"
#include "indexer/notice/message.h"
#include "indexer/notice/subtitles.h"
#include "shared/core/bytes.h"

/* The title of a text: the first heading of a Markdown text, else the first line. */
static struct span title_of(struct span text, bool markdown)
{
	struct span line, first = {text.s, 0};
	while (span_take_line(&text, &line)) {
		if (markdown && line.n > 1 && *line.s == '#' &&
			span_after_bullet(line).n < line.n)
			return line;
		if (first.n == 0)
			first = line;
		if (!markdown && first.n > 0)
			break;
	}
	return first;
}

/* Adds the first line as the title, and the second one where a word is divided between them. */
static struct span add_first_line(struct found *f, struct span text)
{
	struct span title = title_of(text, false), next;
	struct span rest = {
		title.s + title.n, (size_t)(text.s + text.n - title.s) - title.n};
	struct coop_buf joined = {0};
	divided_add_line(&joined, title.s, title.n, "");
	span_take_line(&rest, &next); /* what is left of the first */
	if (span_take_line(&rest, &next) && next.n > 0 && next.n <= HEADING_MAX) {
		divided_add_line(&joined, next.s, next.n, "\n");
		if (!memchr(coop_buf_cstr(&joined), '\n', joined.len))
			title = span_join(title, next);
		else
			joined.len = title.n;
	}
	found_add_text(
		f, COOP_F_TITLE, coop_buf_cstr(&joined), joined.len, title, PLAUSIBLE);
	f->rec->failed |= joined.failed;
	coop_buf_release(&joined);
	return title;
}

/* Adds a text that is no film notice: title and body. */
static void add_text(struct found *f, struct span text, bool markdown)
{
	struct film_section body = {.field = COOP_F_BODY, .sure = LIKELY};
	struct span title = {text.s, 0}, line, source;
	bool alone = false;
	if (!found_has(f, COOP_F_TITLE) && markdown) {
		title = title_of(text, true);
		found_add(f, COOP_F_TITLE, span_after_bullet(title), PLAUSIBLE);
	} else if (!found_has(f, COOP_F_TITLE)) {
		title = add_first_line(f, text);
	}
	while (!stop_wanted(f->stop) && span_take_line(&text, &line)) {
		if (line.n == 0)
			alone = true;
		if (line.n == 0 || (line.s >= title.s && line.s < title.s + title.n))
			continue;
		if (markdown && *line.s == '#')
			line = span_after_bullet(line);
		if (heading_source(line, &f->folded, &source))
			found_add(f, COOP_F_SOURCE, source, SURE);
		else
			film_section_add(&body, line, alone);
		alone = false;
	}
	film_section_end(&body, f);
	coop_buf_release(&body.text);
}

/* Whether a front matter is that of a film: it has fields that only films have. */
static bool is_film(const struct found *f)
{
	return found_has(f, COOP_F_MINUTES) || found_has(f, COOP_F_COLOUR) ||
	       found_has(f, COOP_F_MODE) || found_has(f, COOP_F_PRODUCER);
}

/* Adds a text with a front matter, which is one notice. */
static void add_fronted(struct found *f, struct span text, struct span front)
{
	struct film_text film = {.text = text, .markdown = true, .untitled = true};
	front_add(f, front);
	if (!is_film(f)) {
		add_text(f, text, true);
		return;
	}
	if (!found_has(f, COOP_F_TITLE)) {
		struct span title = title_of(text, true);
		found_add(f, COOP_F_TITLE, span_after_bullet(title), KNOWN);
		film.text = span_from(text, (size_t)(title.s + title.n - text.s));
	}
	film_add(f, &film);
}

void notices_begin(struct notices *n, const char *text, size_t len, bool markdown,
	const stop_flag *stop)
{
	struct span rest = {text, len}, front;
	*n = (struct notices){.text = {text, len}, .markdown = markdown, .stop = stop};
	if (!markdown || !front_take(&rest, &front))
		outline_find(n->text, markdown, stop, &n->outline);
}

/* The part of a name before its last dot; all of it where there is none. */
static size_t stem_length(const char *name, size_t n)
{
	const char *dot = memrchr(name, '.', n);
	return dot && dot > name ? (size_t)(dot - name) : n;
}

/* Takes the language of "film.fr.srt"; returns the length of the name before it. */
static size_t take_language(struct found *f, const char *name, size_t n)
{
	static const char *const codes[] = {"fr", "fre", "fra", "en", "eng", "de", "ger",
		"deu", "es", "spa", "it", "ita", "nl", "dut", "nld", "pt", "por", "pl",
		"pol", "ar", "ara", "ru", "rus", "br", "bre", "oc", "oci", "eu", "baq",
		"ca", "cat", "vf", "vo", "vost", "vostfr", NULL};
	size_t stem = stem_length(name, n), code = stem + 1;
	if (stem == n || !coop_is_one_of(name + code, n - code, codes))
		return n;
	if (!found_has(f, COOP_F_LANGUAGE))
		coop_record_add(f->rec, COOP_F_LANGUAGE, name + code, n - code);
	return stem;
}

/* Takes the name of the file, without its suffix, for the title, unless there is one. */
static void add_title_of_path(struct found *f, const char *path, bool language)
{
	struct coop_buf title = {0};
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	if (strcmp(name, "-") == 0) /* standard input without a name */
		return;
	size_t n = stem_length(name, strlen(name));
	if (language)
		n = take_language(f, name, n);
	if (found_has(f, COOP_F_TITLE))
		return;
	charset_decode(CHARSET_UTF8, name, n, &title);
	for (size_t i = 0; !title.failed && i < title.len; i++)
		if (title.s[i] == '_')
			title.s[i] = ' ';
	coop_record_add(f->rec, COOP_F_TITLE, coop_buf_cstr(&title), title.len);
	f->rec->failed |= title.failed;
	coop_buf_release(&title);
}

/* Adds a description of a list, and the heading under which it stands. */
static void add_description(struct found *f, const struct outline_part *part)
{
	static const char name[] = "rubrique";
	isbd_add(f, part->text);
	if (part->heading.n > 0)
		found_add_named(f, (struct span){name, sizeof name - 1}, part->heading,
			part->heading, LIKELY);
}

/* Adds a part of another form than a text. Where subtitles or a message have no title, the file has. */
static void add_form(struct found *f, const struct outline_part *part, const char *path)
{
	struct spoken said = {.timed = false};
	switch (part->form) {
	case OUTLINE_SUBTITLES:
		subtitles_read(f, &said, part->text, part->line);
		add_title_of_path(f, path, true);
		spoken_end(&said, f);
		break;
	case OUTLINE_MESSAGE:
		message_add(f, part->text);
		add_title_of_path(f, path, false);
		break;
	case OUTLINE_MEMO:
		memo_add(f, part->text);
		break;
	case OUTLINE_ISBD:
		add_description(f, part);
		break;
	case OUTLINE_TEXT:
		break;
	}
}

/* Fills a record with a part, or with the whole text (NULL), which has a front matter. */
static void add_part(struct notices *n, const struct outline_part *part, const char *path,
	struct coop_record *rec)
{
	struct found f = {
		.base = n->text.s, .rec = rec, .stop = n->stop, .problems = n->problems};
	struct span rest = n->text, front;
	if (!part) {
		front_take(&rest, &front);
		add_fronted(&f, rest, front);
	} else if (part->film) {
		film_add(&f, &(struct film_text){.text = part->text,
				     .markdown = n->markdown,
				     .untitled = part->labelled,
				     .numbered = n->outline.count > 1});
	} else if (part->form != OUTLINE_TEXT) {
		add_form(&f, part, path);
	} else {
		add_text(&f, part->text, n->markdown);
	}
	found_release(&f);
}

bool notices_next(struct notices *n, const char *path, struct coop_record *rec)
{
	size_t parts = n->outline.count > 0 ? n->outline.count : 1;
	while (n->next < parts) {
		const struct outline_part *part =
			n->outline.count > 0 ? &n->outline.parts[n->next] : NULL;
		n->next++;
		coop_record_reset(rec, path, part ? part->line : 1);
		if (n->outline.failed)
			rec->failed = true;
		else
			add_part(n, part, path, rec);
		if (rec->count == 0 && coop_record_check(rec, NULL) == COOP_OK)
			continue; /* nothing but blanks */
		coop_record_compose(rec);
		return true;
	}
	return false;
}

void notices_end(struct notices *n)
{
	outline_release(&n->outline);
}
