#include "query/pages/department_map.h"

#include "query/pages/department_tiles.h"
#include "query/pages/html.h"
#include "query/pages/number.h"
#include "query/syntax/departments.h"
#include "shared/core/i18n.h"

enum {
	TILE = 40, /* in units of the picture, with the gap to the next one */
	GAP = 3,
	BASE = 5, /* from the middle of a tile down to the line that its code stands on */
	SHADES = 5,
	DEPARTMENTS_MAX = 128
};

struct map {
	const struct links *links;
	const struct facet *facet;
	const struct facet_value *of[DEPARTMENTS_MAX]; /* by numbers; NULL: no notice */
	/* the least count of each shade, the darkest first; equal ones are one shade */
	uint64_t least[SHADES];
};

/*
 * Shades stand for equally many departments each, as far as equal counts allow: few have most of the
 * notices, and shades by their share would be all but one the lightest. Values come the most frequent
 * first.
 */
static struct map map_of(const struct links *links, const struct facet *facet)
{
	struct map m = {.links = links, .facet = facet};
	for (size_t i = 0; i < facet->count; i++)
		if (facet->values[i].number < DEPARTMENTS_MAX)
			m.of[facet->values[i].number] = &facet->values[i];
	for (size_t i = 0; i < SHADES; i++) {
		size_t end = facet->count * (i + 1) / SHADES;
		m.least[i] = facet->values[end > 0 ? end - 1 : 0].count;
	}
	return m;
}

static int shade_of(const struct map *m, uint64_t count)
{
	int shade = 0;
	while (shade < SHADES - 1 && count < m->least[shade])
		shade++;
	return SHADES - shade;
}

/* ---- tiles ---- */

static void put_square(FILE *out, int shade, size_t row, size_t column)
{
	html(out, "<rect class=\"s%d\" x=\"%zu\" y=\"%zu\" width=\"%d\" height=\"%d\"/>",
		shade, column * TILE, row * TILE, TILE - GAP, TILE - GAP);
}

/* Where the code of a tile stands. */
static size_t middle(size_t at)
{
	return at * TILE + (TILE - GAP) / 2;
}

static void put_empty(FILE *out, const char *code, size_t row, size_t column)
{
	html(out,
		"<path d=\"M%zu %zuh%dv%dh-%dz\"/><text x=\"%zu\" y=\"%zu\">%s</text>\n",
		column * TILE, row * TILE, TILE - GAP, TILE - GAP, TILE - GAP,
		middle(column), middle(row) + BASE, code);
}

/* A tile with notices: a link that narrows to them, or undoes that. */
static void put_full(FILE *out, const struct map *m, const struct facet_value *v,
	size_t row, size_t column)
{
	size_t set = links_find(m->links, &m->facet->wish, v);
	bool links = set != LINKS_NONE || links_can_add(m->links);
	const struct department *d = department_at(v->number);
	int shade = shade_of(m, v->count);
	if (links) {
		html(out, set == LINKS_NONE ? "<a href=\"" : "<a class=\"set\" href=\"");
		if (set == LINKS_NONE)
			links_put_added(out, m->links, &m->facet->wish, v);
		else
			links_put_dropped(out, m->links, set);
		html(out, "\">");
	} else {
		html(out, "<g>");
	}
	html(out, "<title>%s %s%s", d->code, d->name, TR(": ", "\u00a0: "));
	number_put_notices(out, v->count);
	html(out, "</title>");
	put_square(out, shade, row, column);
	html(out, "<text class=\"t%d\" x=\"%zu\" y=\"%zu\">%s</text>", shade,
		middle(column), middle(row) + BASE, d->code);
	html(out, links ? "</a>\n" : "</g>\n");
}

/* Puts the tiles with notices, or the others, which lead nowhere. */
static void put_tiles(FILE *out, const struct map *m, bool full)
{
	for (size_t row = 0; row < TILE_ROWS; row++)
		for (size_t column = 0; column < TILE_COLUMNS; column++) {
			size_t number = department_at_tile(row, column);
			if (number == DEPARTMENT_NONE || number >= DEPARTMENTS_MAX ||
				(m->of[number] != NULL) != full)
				continue;
			if (full)
				put_full(out, m, m->of[number], row, column);
			else
				put_empty(out, department_at(number)->code, row, column);
		}
}

/* ---- what the shades mean ---- */

static void put_range(FILE *out, uint64_t from, uint64_t to)
{
	number_put(out, from);
	if (to > from) {
		html(out, "\u2013");
		number_put(out, to);
	}
}

static void put_legend(FILE *out, const struct map *m)
{
	html(out, "<ul class=\"legend\" aria-label=\"%s\">\n",
		TR("Notices by shade", "Notices par teinte"));
	uint64_t most = m->facet->values[0].count;
	for (int i = 0; i < SHADES; i++) {
		if (i > 0 && m->least[i] == m->least[i - 1])
			continue;
		html(out,
			"<li><svg class=\"map\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">",
			TILE - GAP, TILE - GAP);
		put_square(out, SHADES - i, 0, 0);
		html(out, "</svg> ");
		put_range(out, m->least[i], most);
		html(out, "</li>\n");
		most = m->least[i] - 1;
	}
	html(out, "</ul>\n");
}

void department_map_put(
	FILE *out, const struct links *links, const struct facet *departments)
{
	if (departments->count == 0)
		return;
	struct map m = map_of(links, departments);
	html(out,
		"<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"group\" "
		"aria-label=\"%s\">\n",
		TILE_COLUMNS * TILE - GAP, TILE_ROWS * TILE - GAP,
		TR("Notices by department", "Notices par département"));
	html(out, "<g class=\"none\" aria-hidden=\"true\">\n");
	put_tiles(out, &m, false);
	html(out, "</g>\n");
	put_tiles(out, &m, true);
	html(out, "</svg>\n");
	put_legend(out, &m);
}
