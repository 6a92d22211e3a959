#include "query/output/svg.h"

#include <inttypes.h>
#include <string.h>

#include "query/output/escape.h"
#include "query/syntax/departments.h"
#include "shared/core/i18n.h"

const char svg_beginning[] =
	"<svg xmlns=\"http://www.w3.org/2000/svg\" data-maker=\"coopq\"";

/* Sizes in pixels, and colours that are told apart in print and by colour-blind people. */
enum {
	WIDTH = 960,
	TOP = 70,
	LEFT = 60,
	RIGHT = 20,
	BOTTOM = 40,
	PLOT = 300,      /* the height of the columns */
	ROW = 22,        /* the height of a bar with its gap */
	BAR_LABEL = 230, /* left of bars */
	BAR_NUMBER = 70  /* right of them */
};
static const char ink[] = "#222222", bar_colour[] = "#1f5a8a", grid[] = "#d0d0d0";

/* A query in a title is cut after so many bytes. */
enum { QUERY_SHOWN = 80 };

/* ---- texts ---- */

static void put_plain(FILE *out, const char *s)
{
	put_escaped(out, s, strlen(s), escape_xml);
}

static void put_title(FILE *out, const struct answer *answer, const struct facet *f)
{
	size_t len = answer->text_len;
	put_plain(out, f->wish.layout == FACET_MAP
			       ? TR("Notices by department", "Notices par département")
			       : TR("Notices by year", "Notices par année"));
	if (len == 0)
		return;
	fputs(TR(": ", " : "), out);
	bool cut = len > QUERY_SHOWN;
	if (cut)
		for (len = QUERY_SHOWN; len > 0 && (answer->text[len] & 0xc0) == 0x80;)
			len--;
	put_escaped(out, answer->text, len, escape_xml);
	if (cut)
		fputs("\u2026", out);
}

static void put_notices(FILE *out, uint64_t count)
{
	fprintf(out, "%" PRIu64 " notice%s", count, count == 1 ? "" : "s");
}

/* How many notices there are, and how many of them the picture does not show. */
static void put_summary(FILE *out, const struct facet *f)
{
	bool map = f->wish.layout == FACET_MAP;
	put_notices(out, f->notices);
	if (f->without > 0)
		fprintf(out,
			map ? TR(", %" PRIu64 " without a French postcode",
				      ", dont %" PRIu64 " sans code postal français")
			    : TR(", %" PRIu64 " without a year",
				      ", dont %" PRIu64 " sans année"),
			f->without);
}

/* Puts a text at a place; `anchor` is start, middle or end. */
static void begin_text(FILE *out, double x, double y, const char *anchor, int size)
{
	fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">",
		x, y, anchor, size);
}

static void put_label(FILE *out, const struct facet *f, const struct facet_value *v)
{
	put_escaped(out, v->text, v->len, escape_xml);
	if (f->wish.grouping == FACET_DEPARTMENT) {
		fputc(' ', out);
		put_plain(out, department_at(v->number)->name);
	}
}

/* Puts a bar with its title. */
static void put_rect(FILE *out, const struct facet *f, const struct facet_value *v,
	const double box[4])
{
	fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>",
		box[0], box[1], box[2], box[3]);
	put_label(out, f, v);
	fputs(TR(": ", " : "), out);
	put_notices(out, v->count);
	fputs("</title></rect>\n", out);
}

static void put_head(
	FILE *out, const struct answer *answer, const struct facet *f, int height)
{
	fprintf(out,
		"%s width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
		"aria-labelledby=\"title description\" lang=\"%s\" "
		"font-family=\"sans-serif\" fill=\"%s\">\n<title id=\"title\">",
		svg_beginning, WIDTH, height, WIDTH, height, TR("en", "fr"), ink);
	put_title(out, answer, f);
	fputs("</title>\n<desc id=\"description\">", out);
	put_summary(out, f);
	fputs("</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n", out);
	begin_text(out, LEFT / 2.0, 30, "start", 18);
	put_title(out, answer, f);
	fputs("</text>\n", out);
	begin_text(out, LEFT / 2.0, 52, "start", 13);
	put_summary(out, f);
	fputs("</text>\n", out);
}

/* ---- scales ---- */

static uint64_t highest_of(const struct facet *f)
{
	uint64_t highest = 1;
	for (size_t i = 0; i < f->count; i++)
		highest = f->values[i].count > highest ? f->values[i].count : highest;
	return highest;
}

/* The least of 1, 2, 5, 10, 20 and so on of which `max` steps reach up to `n`. */
static uint64_t step_for(uint64_t n, uint64_t max)
{
	static const unsigned char firsts[] = {1, 2, 5};
	for (uint64_t ten = 1;; ten *= 10)
		for (size_t i = 0; i < sizeof firsts; i++)
			if (ten > UINT64_MAX / 100 || firsts[i] * ten * max >= n)
				return firsts[i] * ten;
}

/* ---- years as columns ---- */

/* Lines across, with their numbers; returns what the height of the plot stands for. */
static uint64_t put_grid(FILE *out, uint64_t highest)
{
	enum { LINES = 5 };
	uint64_t step = step_for(highest, LINES),
		 top = (highest + step - 1) / step * step;
	for (uint64_t n = 0; n <= top; n += step) {
		double y = TOP + PLOT * (1 - (double)n / (double)top);
		fprintf(out,
			"<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\"/>\n",
			LEFT, y, WIDTH - RIGHT, y, grid);
		begin_text(out, LEFT - 6, y + 4, "end", 12);
		fprintf(out, "%" PRIu64 "</text>\n", n);
	}
	return top;
}

static void put_years(FILE *out, uint32_t first, uint32_t last, double width)
{
	enum { LABELS = 16 };
	uint32_t step = (uint32_t)step_for((uint64_t)last - first + 1, LABELS);
	for (uint64_t year = (first + step - 1) / step * (uint64_t)step; year <= last;
		year += step) {
		begin_text(out, LEFT + ((double)(year - first) + .5) * width,
			TOP + PLOT + 18, "middle", 12);
		fprintf(out, "%" PRIu64 "</text>\n", year);
	}
}

static void put_timeline(FILE *out, const struct answer *answer, const struct facet *f)
{
	put_head(out, answer, f, TOP + PLOT + BOTTOM);
	if (f->count == 0)
		return;
	uint32_t first = f->values[0].number, last = f->values[f->count - 1].number;
	double width = (WIDTH - LEFT - RIGHT) / ((double)(last - first) + 1);
	width = width > 60 ? 60 : width;
	uint64_t top = put_grid(out, highest_of(f));
	fprintf(out, "<g fill=\"%s\">\n", bar_colour);
	for (size_t i = 0; i < f->count; i++) {
		const struct facet_value *v = &f->values[i];
		double height = PLOT * ((double)v->count / (double)top);
		double box[4] = {LEFT + ((double)(v->number - first) + .1) * width,
			TOP + PLOT - height, width * .8, height};
		put_rect(out, f, v, box);
	}
	fputs("</g>\n", out);
	put_years(out, first, last, width);
}

/* ---- departments as bars ---- */

static void put_map(FILE *out, const struct answer *answer, const struct facet *f)
{
	double room = WIDTH - BAR_LABEL - BAR_NUMBER, highest = (double)highest_of(f);
	put_head(out, answer, f, TOP + (int)f->count * ROW + BOTTOM / 2);
	for (size_t i = 0; i < f->count; i++) {
		const struct facet_value *v = &f->values[i];
		double y = TOP + (double)i * ROW,
		       width = room * (double)v->count / highest;
		double box[4] = {BAR_LABEL, y + 3, width, ROW - 6};
		begin_text(out, BAR_LABEL - 8, y + 15, "end", 13);
		put_label(out, f, v);
		fprintf(out, "</text>\n<g fill=\"%s\">", bar_colour);
		put_rect(out, f, v, box);
		fputs("</g>\n", out);
		begin_text(out, BAR_LABEL + width + 6, y + 15, "start", 13);
		fprintf(out, "%" PRIu64 "</text>\n", v->count);
	}
}

void svg_put(FILE *out, const struct answer *answer, const struct facet *f)
{
	if (f->wish.layout == FACET_MAP)
		put_map(out, answer, f);
	else
		put_timeline(out, answer, f);
	fputs("</svg>\n", out);
}
