/*
 * html.c - results as a page that stands alone, for reading, mailing and printing.
 *
 * Its list can also be a part of another page. It has neither scripts nor anything from elsewhere, and forbids both. It has no date: the same answer is
 * the same page.
 */
#include <inttypes.h>
#include <string.h>

#include "query/output/bibliography.h"
#include "query/output/escape.h"
#include "query/output/link.h"
#include "query/output/output.h"
#include "shared/core/i18n.h"
#include "shared/index/cue_times.h"

static const char STYLE[] =
	"body { font: 1rem/1.45 serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }\n"
	"h1 { font-size: 1.3rem }\n"
	"h2 { font-size: 1.05rem; margin: 0 }\n"
	"p { margin: 0 }\n"
	"li { margin-bottom: 1.1rem; overflow-wrap: anywhere }\n"
	".origin { font-size: .85rem; color: #555 }\n"
	"mark { background: #ffec99; color: inherit }\n"
	"@media print {\n"
	"  body { margin: 0; max-width: none; font-size: 10.5pt }\n"
	"  li { break-inside: avoid }\n"
	"  mark { background: none; font-weight: bold }\n"
	"  a { color: inherit; text-decoration: none }\n"
	"}\n";

static void put(FILE *out, const char *s, size_t n)
{
	put_escaped(out, s, n, escape_xml);
}

/* Puts of how many notices those that are shown are a part, if they are not all. */
static void put_total(FILE *out, const struct answer *answer)
{
	if (answer->total <= answer->count && answer->total_is_exact)
		return;
	fprintf(out,
		answer->total_is_exact
			? TR(" of %" PRIu64, " sur %" PRIu64)
			: TR(" of at least %" PRIu64, " sur au moins %" PRIu64),
		answer->total);
}

/* Puts the query and how many notices are shown. */
static void put_heading(FILE *out, const struct answer *answer)
{
	put(out, answer->text, answer->text_len);
	if (answer->count == 0 && answer->first == 0)
		fputs(TR(": nothing found", " : rien trouvé"), out);
	else
		fprintf(out, TR(": %zu notice%s", " : %zu notice%s"), answer->count,
			answer->count > 1 ? "s" : "");
	if (answer->count > 0)
		put_total(out, answer);
}

static void put_list_begin(FILE *out, const struct answer *answer)
{
	if (answer->count > 0)
		fprintf(out, "<ol start=\"%zu\" lang=\"fr\">\n", answer->first + 1);
}

enum coop_status html_begin(
	const struct output *o, const struct answer *answer, struct coop_error *err)
{
	FILE *out = o->stream;
	(void)err;
	fprintf(out,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		"style-src 'unsafe-inline'\">\n"
		"<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
		TR("en", "fr"));
	put_heading(out, answer);
	fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>", STYLE);
	put_heading(out, answer);
	fputs("</h1>\n", out);
	put_list_begin(out, answer);
	return COOP_OK;
}

enum coop_status html_list_begin(
	const struct output *o, const struct answer *answer, struct coop_error *err)
{
	(void)err;
	fputs("<h1>", o->stream);
	put_heading(o->stream, answer);
	fputs("</h1>\n", o->stream);
	put_list_begin(o->stream, answer);
	return COOP_OK;
}

/* Puts a text with its marks highlighted. */
static void put_marked(FILE *out, const char *text, size_t len, const struct marks *marks)
{
	size_t at = 0;
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark *m = &marks->at[i];
		put(out, text + at, m->off - at);
		fputs("<mark>", out);
		put(out, text + m->off, m->end - m->off);
		fputs("</mark>", out);
		at = m->end;
	}
	put(out, text + at, len - at);
}

static void put_title(FILE *out, const struct result *result)
{
	struct coop_value title = evidence_title(result->record);
	fputs("<h2>", out);
	put_marked(out, title.text, title.len, &result->evidence->title);
	fputs("</h2>\n", out);
}

/* Puts who made it, when, where, and so on. */
static void put_details(FILE *out, const struct coop_record *record)
{
	static const enum coop_field fields[] = {COOP_F_DIRECTOR, COOP_F_YEAR,
		COOP_F_COUNTRY, COOP_F_GENRE, COOP_F_MINUTES, COOP_F_COLOUR};
	size_t count = 0;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct coop_value v;
		if (!coop_record_get(record, fields[i], &v))
			continue;
		fputs(count++ == 0 ? "<p>" : ", ", out);
		put(out, v.text, v.len);
		if (fields[i] == COOP_F_MINUTES)
			fputs(bibliography_unit(&v), out);
	}
	if (count > 0)
		fputs("</p>\n", out);
}

static void put_snippet(FILE *out, const struct snippet *s)
{
	if (s->len == 0)
		return;
	char time[COOP_CUE_TIME_SIZE];
	coop_cue_time_print(s->seconds, time);
	fputs("<p>", out);
	if (s->timed)
		fprintf(out, "%s ", time);
	if (s->cut_before)
		fputs("\u2026 ", out);
	put_marked(out, s->text, s->len, &s->marks);
	fputs(s->cut_after ? " \u2026</p>\n" : "</p>\n", out);
}

static void put_origin(FILE *out, const struct result *result)
{
	struct coop_value url;
	fputs("<p class=\"origin\">", out);
	put(out, result->path, strlen(result->path));
	fprintf(out, ":%zu", result->record->line);
	if (coop_record_get(result->record, COOP_F_URL, &url)) {
		bool web = link_is_web(url.text, url.len);
		fputs(web ? " \u00b7 <a rel=\"noreferrer\" href=\"" : " \u00b7 ", out);
		put(out, url.text, url.len);
		if (web) {
			fputs("\">", out);
			put(out, url.text, url.len);
			fputs("</a>", out);
		}
	}
	fputs("</p>\n", out);
}

enum coop_status html_result(const struct output *o, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	(void)answer;
	(void)err;
	fputs("<li>\n", o->stream);
	put_title(o->stream, result);
	put_details(o->stream, result->record);
	put_snippet(o->stream, evidence_best(result->evidence));
	put_origin(o->stream, result);
	fputs("</li>\n", o->stream);
	return COOP_OK;
}

enum coop_status html_list_end(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	(void)err;
	if (answer->count > 0)
		fputs("</ol>\n", out->stream);
	return COOP_OK;
}

enum coop_status html_end(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	enum coop_status st = html_list_end(out, answer, err);
	fputs("</body>\n</html>\n", out->stream);
	return st;
}
