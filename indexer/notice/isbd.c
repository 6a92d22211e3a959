#include "indexer/notice/isbd.h"

#include <string.h>

#include "indexer/decode/duration.h"
#include "indexer/notice/cues.h"
#include "indexer/notice/film.h"
#include "indexer/notice/header.h"
#include "indexer/notice/isbd_areas.h"
#include "indexer/notice/isbd_names.h"
#include "indexer/notice/label.h"
#include "shared/core/bytes.h"

/* A description being parsed. Its spans are of the joined line, and have no place in the text. */
struct isbd {
	struct found *f;
	struct span where;      /* the paragraph in the text */
	struct coop_buf edited; /* scratch */
};

static void add(struct isbd *d, enum coop_field field, struct span value)
{
	found_add_text(d->f, field, value.s, value.n, d->where, LIKELY);
}

static void add_named(struct isbd *d, const char *name, struct span value)
{
	if (value.n > 0)
		found_add_named(
			d->f, (struct span){name, strlen(name)}, value, d->where, LIKELY);
}

/* ---- title and responsibility ---- */

/* Whether what stands in brackets is the kind of material: "Images animées". */
static bool is_material(struct span l, struct coop_buf *folded)
{
	static const char *const kinds[] = {"image", "texte", "enregistrement",
		"ressource", "document", "musique", "multimedia", "video", "film", "dvd",
		"jeu", "objet", "carte", "motion", "text", "electronic", "sound",
		"periodique", "photographie", NULL};
	const char *s = span_fold(l, folded);
	for (size_t i = 0; kinds[i]; i++)
		if (begins_with(s, kinds[i]))
			return true;
	return false;
}

/* Takes the material out of a title; returns the title without it. */
static struct span without_material(
	struct isbd *d, struct span title, struct span *material)
{
	const char *open = memchr(title.s, '[', title.n), *end = title.s + title.n;
	const char *close = open ? memchr(open, ']', (size_t)(end - open)) : NULL;
	if (!close || open == title.s)
		return title;
	struct span inside = {open + 1, (size_t)(close - open) - 1};
	if (!is_material(inside, &d->f->folded))
		return title;
	*material = span_trim(inside);
	struct span before = span_trim((struct span){title.s, (size_t)(open - title.s)}),
		    after = span_trim(
			    (struct span){close + 1, (size_t)(end - close) - 1});
	coop_buf_reset(&d->edited);
	coop_buf_add(&d->edited, before.s, before.n);
	coop_buf_str(&d->edited, before.n > 0 && after.n > 0 ? " " : "");
	coop_buf_add(&d->edited, after.s, after.n);
	return (struct span){coop_buf_cstr(&d->edited), d->edited.len};
}

/* Adds the first area; `heading` is the author under whom it stands, or empty. */
static void add_title(struct isbd *d, struct span area, struct span heading)
{
	struct isbd_names names = {0};
	struct span title = area, said = {area.s, 0}, parallel = said, material = said;
	isbd_split(area, " / ", &title, &said);
	title = without_material(d, title, &material);
	isbd_split(title, " = ", &title, &parallel);
	add(d, COOP_F_TITLE, title);
	isbd_names_read(&names, said, &d->f->folded);
	struct span directors = isbd_names_directors(&names);
	add(d, COOP_F_DIRECTOR, directors.n > 0 ? directors : heading);
	add(d, COOP_F_PRODUCER, isbd_names_producers(&names));
	add(d, COOP_F_GENRE, material);
	add_named(d, "titre parallèle", parallel);
	add_named(d, "mention de responsabilité", isbd_names_others(&names));
	d->f->rec->failed |= isbd_names_release(&names);
}

/* ---- the other areas ---- */

/* Whether what stands in brackets is what a publisher does: "éd., distrib." */
static bool is_function(struct span l, struct coop_buf *folded)
{
	static const char *const functions[] = {
		"ed", "distrib", "diff", "prod", "impr", "real", NULL};
	const char *s = span_fold(l, folded);
	for (size_t i = 0; functions[i]; i++)
		if (begins_with(s, functions[i]))
			return true;
	return false;
}

/* Copies an area without brackets, and without what publishers do, which stands there. */
static struct span without_brackets(struct isbd *d, struct span l, bool *producer)
{
	coop_buf_reset(&d->edited);
	*producer = false;
	while (l.n > 0) {
		const char *close = *l.s == '[' ? memchr(l.s, ']', l.n) : NULL;
		size_t n = close ? (size_t)(close - l.s) + 1 : 1;
		struct span inside = {l.s + (close != NULL), close ? n - 2 : 1};
		if (!close || !is_function(inside, &d->f->folded))
			coop_buf_add(&d->edited, inside.s, inside.n);
		else if (strstr(coop_buf_cstr(&d->f->folded), "prod"))
			*producer = true;
		l = (struct span){l.s + n, l.n - n};
	}
	return span_trim((struct span){coop_buf_cstr(&d->edited), d->edited.len});
}

static void add_publication(struct isbd *d, struct span area)
{
	bool producer;
	area = without_brackets(d, area, &producer);
	const char *comma = memrchr(area.s, ',', area.n);
	size_t head = comma ? (size_t)(comma - area.s) : 0;
	struct span date = comma ? span_from(area, head + 1) : area,
		    publisher = span_trim((struct span){area.s, head}),
		    place = {area.s, 0};
	struct span year = isbd_year(date, &d->f->folded);
	isbd_split(publisher, " : ", &place, &publisher);
	if (cue_country(place, &d->f->folded))
		add(d, COOP_F_COUNTRY, place);
	else
		add_named(d, "lieu", place);
	add_named(d, "éditeur", publisher);
	if (producer && publisher.n > 0)
		add(d, COOP_F_PRODUCER, publisher);
	add(d, COOP_F_YEAR, year);
}

/* Adds the running time that an extent tells, alone or in parentheses. */
static void add_minutes(struct isbd *d, struct span area)
{
	char text[16];
	unsigned minutes;
	bool known = duration_find(area.s, area.n, &minutes);
	for (struct span l = area; !known && l.n > 0;) {
		const char *open = memchr(l.s, '(', l.n);
		const char *close =
			open ? memchr(open, ')', (size_t)(l.s + l.n - open)) : NULL;
		if (!close)
			break;
		known = duration_find(open + 1, (size_t)(close - open) - 1, &minutes);
		l = (struct span){close + 1, (size_t)(l.s + l.n - close) - 1};
	}
	if (!known)
		return;
	int n = snprintf(text, sizeof text, "%u", minutes);
	add(d, COOP_F_MINUTES, (struct span){text, (size_t)n});
}

/* Adds what an extent tells of colour, written out: "16/9, coul. (PAL), son." */
static void add_colour(struct isbd *d, struct span area)
{
	static const char colour[] = "couleur", white[] = "noir et blanc";
	const char *name;
	while (area.n > 0) {
		size_t n = 0;
		while (n < area.n && !strchr(",:;(", area.s[n]))
			n++;
		struct span part = span_trim((struct span){area.s, n});
		if (cue_field(part, &d->f->folded, &name) == COOP_F_COLOUR) {
			if ((*part.s | 0x20) == 'c')
				add(d, COOP_F_COLOUR,
					(struct span){colour, sizeof colour - 1});
			else
				add(d, COOP_F_COLOUR,
					(struct span){white, sizeof white - 1});
			return;
		}
		n += n < area.n;
		area = (struct span){area.s + n, area.n - n};
	}
}

static void add_physical(struct isbd *d, struct span area)
{
	add_minutes(d, area);
	add_colour(d, area);
	add_named(d, "description matérielle", area);
}

/* Adds "ISBN 978-2-... : 20 EUR" without the price. */
static void add_standard(struct isbd *d, struct span area)
{
	struct span number = area, price = {area.s, 0};
	isbd_split(area, " : ", &number, &price);
	struct span value = span_after_words(number, 1);
	while (value.n > 0 && *value.s == ':')
		value = span_from(value, 1);
	add_named(d,
		(area.s[2] | 0x20) == 's' ? "ISSN"
		: (*area.s | 0x20) == 'e' ? "EAN"
					  : "ISBN",
		value);
	add_named(d, "prix", price);
}

static bool add_label(struct isbd *d, struct span area)
{
	struct header h;
	if (!memchr(area.s, ':', area.n) || !label_find(area, false, &d->f->folded, &h) ||
		h.kind != HEADER_LABEL || h.value.n == 0)
		return false;
	add(d, h.field, h.value);
	return true;
}

static void add_other(struct isbd *d, struct span area)
{
	const char *name, *word = span_fold(area, &d->f->folded);
	bool edition = strstr(word, "edition") ||
		       strstr(word, " ed") == word + strcspn(word, " ");
	if (area.n > 0 && *area.s == '(') {
		size_t close = area.s[area.n - 1] == ')';
		add_named(d, "collection",
			span_trim((struct span){area.s + 1, area.n - 1 - close}));
		return;
	}
	enum coop_field field = cue_field(area, &d->f->folded, &name);
	if (field != COOP_F_OTHER)
		add(d, field, area);
	else
		add_named(d, edition ? "édition" : "note", area);
}

static void add_area(struct isbd *d, struct span area)
{
	if (area.n == 0 || add_label(d, area))
		return;
	switch (isbd_kind_of(area, &d->f->folded)) {
	case ISBD_PHYSICAL:
		add_physical(d, area);
		break;
	case ISBD_PUBLICATION:
		add_publication(d, area);
		break;
	case ISBD_STANDARD:
		add_standard(d, area);
		break;
	case ISBD_OTHER:
		add_other(d, area);
		break;
	}
}

static void add_description(struct isbd *d, struct span l)
{
	struct span area, heading = {l.s, 0};
	l = span_from(l, isbd_number(l));
	if (!isbd_take_area(&l, &area))
		return;
	if (isbd_is_heading(area) && l.n > 0) {
		heading = area;
		isbd_take_area(&l, &area);
	}
	add_title(d, area, heading);
	while (isbd_take_area(&l, &area))
		add_area(d, area);
	d->f->rec->failed |= d->edited.failed;
	coop_buf_release(&d->edited);
}

/* ---- paragraphs after the description ---- */

static void add_rest(struct found *f, struct span text)
{
	struct film_section summary = {.field = COOP_F_DESCRIPTION, .sure = PLAUSIBLE};
	struct header h;
	struct span line;
	bool alone = false;
	while (!stop_wanted(f->stop) && span_take_line(&text, &line)) {
		if (line.n > 0 && label_find(line, false, &f->folded, &h) &&
			h.kind == HEADER_LABEL && h.value.n > 0)
			header_add(f, &h);
		else if (line.n > 0 && !span_is_rule(line))
			film_section_add(&summary, line, alone);
		alone = line.n == 0;
	}
	film_section_end(&summary, f);
	coop_buf_release(&summary.text);
}

void isbd_add(struct found *f, struct span text)
{
	struct isbd d = {.f = f};
	struct coop_buf joined = {0};
	struct span rest = text, line, head = {text.s, 0};
	/* the paragraph, up to an empty line */
	while (span_take_line(&rest, &line) && (line.n > 0 || head.n == 0))
		if (line.n > 0)
			head = head.n > 0 ? span_join(head, line) : line;
	d.where = head;
	isbd_join(head, &f->folded, &joined);
	add_description(&d, (struct span){coop_buf_cstr(&joined), joined.len});
	add_rest(f, rest);
	f->rec->failed |= joined.failed;
	coop_buf_release(&joined);
}
