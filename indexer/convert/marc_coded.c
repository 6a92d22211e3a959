#include "indexer/convert/marc_work.h"

#include <stdio.h>
#include <string.h>

#include "indexer/convert/marc_codes.h"
#include "indexer/convert/marc_value.h"
#include "indexer/decode/duration.h"
#include "shared/core/utf8.h"

static void add_minutes(struct marc_notices *m, unsigned minutes)
{
	char text[16];
	int n = snprintf(text, sizeof text, "%u", minutes);
	if (minutes > 0 && !marc_gather_has(&m->gather, COOP_F_MINUTES))
		marc_gather_add(&m->gather, COOP_F_MINUTES, NULL,
			(struct coop_bytes){text, (size_t)n});
}

/* Adds a colour that a description of a film mentions: "coul. et n. et b., son." */
static void add_colour_in_words(struct marc_notices *m, struct coop_bytes text)
{
	static const char *const in_colour[] = {"coul", "col.", "color", "colour", NULL};
	static const char *const in_black[] = {"n. et b", "n. & b", "n&b", "n & b",
		"noir et", "n.b", "nb", "b&w", "b/w", "black", NULL};
	bool colour = marc_mentions(text, in_colour),
	     black = marc_mentions(text, in_black);
	/* in the terms of UNIMARC */
	const char *name = colour && black ? marc_colour('c', false)
			   : colour        ? marc_colour('b', false)
			   : black         ? marc_colour('a', false)
					   : NULL;
	if (name && m->film && !marc_gather_has(&m->gather, COOP_F_COLOUR))
		marc_gather_add(&m->gather, COOP_F_COLOUR, NULL,
			(struct coop_bytes){name, strlen(name)});
}

void marc_add_extent(const struct marc_work *w)
{
	unsigned minutes = 0;
	struct coop_bytes all = marc_work_joined(w);
	marc_work_add(w, all);
	for (size_t i = w->f->first; i < w->f->first + w->f->count; i++) {
		const struct marc_part *p = &w->r->parts[i];
		struct coop_bytes text = marc_part_text(w->r, p);
		if (p->code == 'a' && duration_find(text.s, text.len, &minutes))
			add_minutes(w->m, minutes);
	}
	add_colour_in_words(w->m, all);
}

/* ---- fields of fixed length ---- */

/* Whether some places hold nothing but digits, and not only zeros; their number. */
static bool number_at(struct coop_bytes text, size_t at, size_t digits, unsigned *n)
{
	*n = 0;
	for (size_t i = at; i < at + digits; i++) {
		if (i >= text.len || text.s[i] < '0' || text.s[i] > '9')
			return false;
		*n = *n * 10 + (unsigned)(text.s[i] - '0');
	}
	return *n > 0;
}

/* Keeps a year for where no date is told. */
static void keep_year(struct marc_notices *m, struct coop_bytes text, size_t at)
{
	unsigned year;
	if (number_at(text, at, 4, &year) && m->year.len == 0)
		coop_buf_printf(&m->year, "%u", year);
}

static void add_time(struct marc_notices *m, struct coop_bytes text)
{
	unsigned hours, minutes;
	bool any = number_at(text, 0, 2, &hours);
	if (number_at(text, 2, 2, &minutes) || any)
		add_minutes(m, hours * 60 + minutes);
}

static void add_colour(struct marc_notices *m, struct coop_bytes text, size_t at)
{
	const char *name =
		at < text.len ? marc_colour(text.s[at], m->format == MARC_21) : NULL;
	if (name && !marc_gather_has(&m->gather, COOP_F_COLOUR))
		marc_gather_add(&m->gather, COOP_F_COLOUR, NULL,
			(struct coop_bytes){name, strlen(name)});
}

/* Adds what codes say and words do not. */
void marc_add_coded(struct marc_notices *m, const struct marc_record *r)
{
	unsigned minutes;
	if (m->format == MARC_UNIMARC) {
		struct coop_bytes film = marc_record_text(r, "115", 'a');
		keep_year(m, marc_record_text(r, "100", 'a'), 9);
		add_time(m, marc_record_text(r, "127", 'a'));
		if (number_at(film, 1, 3, &minutes))
			add_minutes(m, minutes);
		add_colour(m, film, 4);
		return;
	}
	struct coop_bytes codes = marc_record_text(r, "008", MARC_CONTROL);
	keep_year(m, codes, 7);
	add_time(m, marc_record_text(r, "306", 'a'));
	if (m->film && r->leader[6] == 'g' && number_at(codes, 18, 3, &minutes))
		add_minutes(m, minutes);
	if (m->film)
		add_colour(m, marc_record_text(r, "007", MARC_CONTROL), 3);
	if (codes.len < 38 || !coop_utf8_ascii(codes.s, codes.len))
		return;
	if (!marc_gather_has(&m->gather, COOP_F_LANGUAGE))
		marc_gather_add(&m->gather, COOP_F_LANGUAGE, NULL,
			marc_language((struct coop_bytes){codes.s + 35, 3}));
	marc_gather_add(&m->gather, COOP_F_COUNTRY, NULL,
		marc_country((struct coop_bytes){codes.s + 15, 3}, true));
}
