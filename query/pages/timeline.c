#include "query/pages/timeline.h"

#include "query/pages/html.h"
#include "query/pages/number.h"
#include "shared/core/i18n.h"

/* Sizes in units of the picture, which is as wide as there is room. */
enum {
	WIDTH = 960,
	LEFT = 36,
	RIGHT = 36,
	TOP = 32,
	PLOT = 150, /* the height of the highest column */
	BOTTOM = 40,
	COLUMNS_MAX = 200, /* years; beyond, columns are decades */
	COLUMN_MAX = 40,   /* the width of a column */
	LABEL = 56         /* of a year, with room around it */
};

/* What is drawn: columns of `step` years, from the year `first` on. */
struct plot {
	const struct links *links;
	const struct facet *facet;
	uint32_t first, last, step;
	uint64_t highest;
	double column; /* its width */
};

/* ---- scales ---- */

static struct plot scale(
	const struct links *links, const struct facet *facet, uint32_t step)
{
	struct plot p = {.links = links,
		.facet = facet,
		.first = UINT32_MAX,
		.step = step,
		.highest = 1};
	for (size_t i = 0; i < facet->count; i++) {
		const struct facet_value *v = &facet->values[i];
		p.first = v->number < p.first ? v->number : p.first;
		p.last = v->number > p.last ? v->number : p.last;
		p.highest = v->count > p.highest ? v->count : p.highest;
	}
	uint32_t columns = (p.last - p.first) / step + 1;
	p.column = (double)(WIDTH - LEFT - RIGHT) / columns;
	p.column = p.column > COLUMN_MAX ? COLUMN_MAX : p.column;
	return p;
}

static double column_at(const struct plot *p, uint32_t year)
{
	return LEFT + (double)(year - p->first) / p->step * p->column;
}

/* The least number of years between labels that leaves room for them. */
static uint32_t label_step(const struct plot *p)
{
	static const uint32_t steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
	size_t i = 0;
	while (i + 1 < sizeof steps / sizeof *steps &&
		(steps[i] < p->step || steps[i] * p->column / p->step < LABEL))
		i++;
	return steps[i];
}

/* ---- drawing ---- */

/* Lines and years below; every second one is left out where the picture is small. */
static void put_labels(FILE *out, const struct plot *p)
{
	uint32_t step = label_step(p);
	for (uint32_t year = (p->first + step - 1) / step * step; year <= p->last;
		year += step) {
		double x = column_at(p, year) + p->column / 2;
		html(out, year / step % 2 ? "<text class=\"odd\"" : "<text");
		html(out, " x=\"%.1f\" y=\"%d\">%u</text>\n", x, TOP + PLOT + 28, year);
	}
	html(out, "<path class=\"axis\" d=\"M%d %dH%d\"/>\n", LEFT, TOP + PLOT,
		WIDTH - RIGHT);
}

static void put_name(FILE *out, const struct plot *p, const struct facet_value *v)
{
	html(out, p->step == 1 ? "%u" : TR("%us", "années %u"), v->number);
	html(out, "%s", TR(": ", "\u00a0: "));
	number_put_notices(out, v->count);
}

/* Puts a rectangle in tenths of a unit: whole numbers are written several times as fast. */
static void put_box(FILE *out, bool room, const double box[4])
{
	enum { TENTHS = 10 };
	int x = (int)(box[0] * TENTHS + .5), y = (int)(box[1] * TENTHS + .5),
	    width = (int)(box[2] * TENTHS + .5), height = (int)(box[3] * TENTHS + .5);
	html(out, room ? "<path class=\"room\"" : "<path");
	html(out, " d=\"M%d %dh%dv%dh-%dz\"/>", x, y, width, height, width);
}

/* A column, and the room above it, which is a link as well. */
static void put_column(FILE *out, const struct plot *p, const struct facet_value *v)
{
	double x = column_at(p, v->number), gap = p->column > 4 ? p->column * .15 : 0,
	       height = PLOT * ((double)v->count / (double)p->highest);
	height = height < 2 ? 2 : height;
	double room[4] = {x, TOP, p->column, PLOT},
	       box[4] = {x + gap / 2, TOP + PLOT - height, p->column - gap, height};
	size_t set = links_find(p->links, &p->facet->wish, v);
	bool links = set != LINKS_NONE || links_can_add(p->links);
	if (links) {
		html(out, "<a href=\"");
		if (set == LINKS_NONE)
			links_put_added(out, p->links, &p->facet->wish, v);
		else
			links_put_dropped(out, p->links, set);
		html(out, "\"><title>");
	} else {
		html(out, "<g><title>");
	}
	put_name(out, p, v);
	html(out, "</title>");
	put_box(out, true, room);
	put_box(out, false, box);
	html(out, links ? "</a>\n" : "</g>\n");
}

void timeline_put(FILE *out, const struct links *links, const struct facet *years,
	const struct facet *decades)
{
	if (years->count == 0)
		return;
	struct plot p = scale(links, years, 1);
	if (p.last - p.first >= COLUMNS_MAX)
		p = scale(links, decades, 10);
	html(out,
		"<svg class=\"timeline\" viewBox=\"0 0 %d %d\" role=\"group\" "
		"aria-label=\"%s\">\n",
		WIDTH, TOP + PLOT + BOTTOM,
		p.step == 1 ? TR("Notices by year", "Notices par année")
			    : TR("Notices by decade", "Notices par décennie"));
	html(out, "<text class=\"most\" x=\"%d\" y=\"%d\">", LEFT, TOP - 8);
	number_put(out, p.highest);
	html(out, "</text>\n<path class=\"line\" d=\"M%d %dH%d\"/>\n", LEFT, TOP,
		WIDTH - RIGHT);
	html(out, "<g class=\"columns\" transform=\"scale(.1)\">\n");
	for (size_t i = 0; i < p.facet->count; i++)
		put_column(out, &p, &p.facet->values[i]);
	html(out, "</g>\n");
	put_labels(out, &p);
	html(out, "</svg>\n");
}
