#include "indexer/convert/bib_notice.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "indexer/decode/duration.h"
#include "indexer/decode/entities.h"
#include "shared/core/utf8.h"
#include "shared/index/years.h"

enum {
	SHORT = 60,          /* bytes of a part that may be a running time */
	COMPARED = 1 << 14,  /* bytes of a list in which equal values are looked for */
	NAME_MAX_BYTES = 100 /* of a column */
};

/* Where a part goes at the end; where there is neither, bib_notice_finish() decides. */
static const struct target {
	enum coop_field field; /* COOP_F_OTHER with the name of a column */
	const char *column;
	bool list; /* all values are kept, with " ; " between them; else the first one only */
} targets[BIB_PARTS] = {
	[BIB_GENRE] = {COOP_F_GENRE, NULL, true},
	[BIB_ID] = {COOP_F_ID, NULL, false},
	[BIB_AUTHOR] = {COOP_F_DIRECTOR, NULL, true},
	[BIB_EDITOR] = {COOP_F_OTHER, "éditeur scientifique", true},
	[BIB_PUBLISHER] = {COOP_F_OTHER, "éditeur", true},
	[BIB_PLACE] = {COOP_F_OTHER, "lieu d'édition", true},
	[BIB_HOST] = {COOP_F_OTHER, "revue", false},
	[BIB_SERIES] = {COOP_F_OTHER, "collection", true},
	[BIB_VOLUME] = {COOP_F_OTHER, "volume", true},
	[BIB_ISSUE] = {COOP_F_OTHER, "numéro", true},
	[BIB_PAGES] = {COOP_F_OTHER, "pages", true},
	[BIB_EDITION] = {COOP_F_OTHER, "édition", true},
	[BIB_KEYWORD] = {COOP_F_KEYWORDS, NULL, true},
	[BIB_DOI] = {COOP_F_OTHER, "DOI", true},
	[BIB_URL] = {COOP_F_URL, NULL, false},
	[BIB_LANGUAGE] = {COOP_F_LANGUAGE, NULL, true},
	[BIB_SHELF] = {COOP_F_OTHER, "cote", true},
	[BIB_SOURCE] = {COOP_F_SOURCE, NULL, true},
};

void bib_notice_init(struct bib_notice *b)
{
	coop_record_init(&b->others);
}

void bib_notice_release(struct bib_notice *b)
{
	for (size_t i = 0; i < BIB_PARTS; i++)
		coop_buf_release(&b->parts[i]);
	coop_buf_release(&b->scratch);
	coop_buf_release(&b->plain);
	coop_record_release(&b->others);
}

void bib_notice_reset(struct bib_notice *b)
{
	for (size_t i = 0; i < BIB_PARTS; i++)
		coop_buf_reset(&b->parts[i]);
	coop_buf_reset(&b->scratch);
	coop_buf_reset(&b->plain);
	coop_record_reset(&b->others, "", 1);
	b->film = false;
	b->minutes = 0;
}

bool bib_notice_has(const struct bib_notice *b, enum bib_part part)
{
	return b->parts[part].len > 0;
}

/* ---- adding ---- */

static const char between[] = " ; ";

/* Whether a list, if it is short, has a value. */
static bool list_has(const struct coop_buf *list, struct coop_bytes value)
{
	const size_t gap = sizeof between - 1;
	struct coop_bytes rest = {coop_buf_cstr(list), list->len};
	while (list->len < COMPARED && rest.len > 0) {
		const char *end = memmem(rest.s, rest.len, between, gap);
		size_t n = end ? (size_t)(end - rest.s) : rest.len;
		if (coop_bytes_equal(rest.s, n, value.s, value.len))
			return true;
		rest.s += end ? n + gap : n;
		rest.len -= end ? n + gap : n;
	}
	return false;
}

static void add_other(struct bib_notice *b, const char *name, struct coop_bytes v)
{
	coop_record_add_named(&b->others, name,
		coop_utf8_cut(name, strlen(name), NAME_MAX_BYTES), v.s, v.len);
}

/* Adds to a part; of one that a notice has once, further values go to a column. */
static void add_part(struct bib_notice *b, enum bib_part part, struct coop_bytes v,
	bool list, const char *further)
{
	struct coop_buf *to = &b->parts[part];
	if (to->len > 0 && !list) {
		if (further && !coop_bytes_equal(to->s, to->len, v.s, v.len))
			add_other(b, further, v);
		return;
	}
	if (to->len > 0 && list_has(to, v))
		return;
	if (to->len > 0)
		coop_buf_str(to, between);
	coop_buf_add(to, v.s, v.len);
}

/* Takes a running time; false when the value tells none. */
static bool take_minutes(struct bib_notice *b, struct coop_bytes v)
{
	unsigned minutes;
	if (v.len > SHORT || b->minutes > 0 || !duration_find(v.s, v.len, &minutes) ||
		minutes == 0)
		return false;
	b->minutes = minutes;
	return true;
}

/* Whether a text is more than a number, which alone may be that of an edition or an issue. */
static bool has_unit(struct coop_bytes v)
{
	for (size_t i = 0; i < v.len; i++)
		if (v.s[i] < '0' || v.s[i] > '9')
			return true;
	return false;
}

bool bib_is_colour(struct coop_bytes v)
{
	static const char *const colours[] = {"couleur", "couleurs", "coul.",
		"noir et blanc", "noir & blanc", "n&b", "n & b", "n et b", "nb", "n/b",
		"noir/blanc", "couleur et noir et blanc", "noir et blanc et couleur",
		"noir et blanc, couleur", "couleur, noir et blanc", "colour", "color",
		"black and white", "b&w", "sépia", NULL};
	v = coop_bytes_trimmed(v.s, v.len);
	for (const char *const *c = colours; *c; c++)
		if (strlen(*c) == v.len && strncasecmp(*c, v.s, v.len) == 0)
			return true;
	return false;
}

/* Takes a word for a colour; false when the value is none. */
static bool take_colour(struct bib_notice *b, struct coop_bytes v)
{
	struct coop_value had;
	if (coop_record_get(&b->others, COOP_F_COLOUR, &had) || !bib_is_colour(v))
		return false;
	coop_record_add(&b->others, COOP_F_COLOUR, v.s, v.len);
	return true;
}

/* Whether a part of a reference to a film turns out to be its running time or its colour. */
static bool take_of_film(struct bib_notice *b, enum bib_part part, struct coop_bytes v)
{
	switch (part) {
	case BIB_NOTE:
	case BIB_GENRE:
	case BIB_NAMED:
	case BIB_COLUMN:
	case BIB_EDITION:
	case BIB_VOLUME:
	case BIB_ISSUE:
	case BIB_PAGES:
	case BIB_FIRST_PAGE:
		return (has_unit(v) && take_minutes(b, v)) || take_colour(b, v);
	default:
		return false;
	}
}

/* Adds a date: the first year that it tells, and the whole where that is more. */
static void add_date(struct bib_notice *b, struct coop_bytes v)
{
	struct coop_years years;
	char year[16];
	while (v.len > 0 && (v.s[v.len - 1] == '/' || v.s[v.len - 1] == ' '))
		v.len--;
	if (v.len == 0)
		return;
	if (!coop_years_next(v.s, v.len, 0, &years)) {
		add_part(b, BIB_DATE, v, false, NULL);
		return;
	}
	snprintf(year, sizeof year, "%u", years.low);
	struct coop_value had;
	if (!coop_record_get(&b->others, COOP_F_YEAR, &had))
		coop_record_add(&b->others, COOP_F_YEAR, year, strlen(year));
	if (!coop_bytes_equal(v.s, v.len, year, strlen(year)))
		add_part(b, BIB_DATE, v, false, NULL);
}

/* Adds a standard number; what has eight digits before any words is an ISSN. */
static void add_number(struct bib_notice *b, struct coop_bytes v)
{
	size_t digits = 0, i = 0;
	for (; i < v.len && (strchr("0123456789xX- ", v.s[i])); i++)
		digits += v.s[i] != '-' && v.s[i] != ' ';
	add_other(b, digits == 8 ? "ISSN" : "ISBN", v);
}

/* Adds a DOI without the address of its resolver. */
static void add_doi(struct bib_notice *b, struct coop_bytes v)
{
	const char *bare = memmem(v.s, v.len, "10.", 3);
	if (bare && v.s[0] != '1') {
		v.len -= (size_t)(bare - v.s);
		v.s = bare;
	}
	add_part(b, BIB_DOI, v, true, NULL);
}

/* Adds what has a name of its own: the name may be that of a field. */
static void add_named(struct bib_notice *b, const char *name, struct coop_bytes v)
{
	enum coop_field field = coop_field_by_name(name, strlen(name), &b->scratch);
	struct coop_value had;
	if (field == COOP_F_MINUTES && take_minutes(b, v))
		return;
	if (field == COOP_F_OTHER || field == COOP_F_ID ||
		(!(coop_field_info(field)->flags & COOP_FIELD_MULTIVALUED) &&
			coop_record_get(&b->others, field, &had)))
		add_other(b, name, v);
	else
		coop_record_add(&b->others, field, v.s, v.len);
}

/* The value without references of HTML, in `plain` where there are some. */
static struct coop_bytes unwrapped(struct bib_notice *b, struct coop_bytes v)
{
	if (!memchr(v.s, '&', v.len) || !memchr(v.s, ';', v.len) || b->plain.failed)
		return v;
	coop_buf_reset(&b->plain);
	for (size_t i = 0; i < v.len;) {
		char utf8[4];
		struct entity e = {0};
		size_t n = v.s[i] == '&' ? entity_read(v.s + i, v.len - i, &e) : 0;
		bool taken = n > 0 && e.closed;
		if (taken)
			coop_buf_add(&b->plain, utf8, coop_utf8_encode(e.cp, utf8));
		else
			coop_buf_byte(&b->plain, v.s[i]);
		i += taken ? n : 1;
	}
	return coop_bytes_trimmed(coop_buf_cstr(&b->plain), b->plain.len);
}

void bib_notice_add(struct bib_notice *b, enum bib_part part, const char *name,
	struct coop_bytes value)
{
	struct coop_bytes v = coop_bytes_trimmed(value.s, value.len);
	if (part != BIB_URL && part != BIB_ID)
		v = unwrapped(b, v);
	if (v.len == 0 || (b->film && take_of_film(b, part, v)))
		return;
	switch (part) {
	case BIB_SKIP:
	case BIB_PARTS:
		break;
	case BIB_TITLE:
		add_part(b, part, v, false, "autre titre");
		break;
	case BIB_OTHER_TITLE:
		add_other(b, "autre titre", v);
		break;
	case BIB_DATE:
		add_date(b, v);
		break;
	case BIB_NUMBER:
		add_number(b, v);
		break;
	case BIB_DOI:
		add_doi(b, v);
		break;
	case BIB_ABSTRACT:
		coop_record_add(&b->others, COOP_F_DESCRIPTION, v.s, v.len);
		break;
	case BIB_NOTE:
		add_other(b, "notes", v);
		break;
	case BIB_EXTENT:
		if (!has_unit(v) || !take_minutes(b, v))
			add_other(b, "description matérielle", v);
		break;
	case BIB_NAMED:
		add_named(b, name, v);
		break;
	case BIB_COLUMN:
		add_other(b, name, v);
		break;
	case BIB_URL:
		add_part(b, part, v, false, "autre lien");
		break;
	default:
		add_part(b, part, v, targets[part].list, NULL);
	}
}

/* ---- the record ---- */

static struct coop_bytes part_of(const struct bib_notice *b, enum bib_part part)
{
	return (struct coop_bytes){coop_buf_cstr(&b->parts[part]), b->parts[part].len};
}

static void put_named(struct coop_record *out, const char *name, struct coop_bytes v)
{
	coop_record_add_named(out, name, strlen(name), v.s, v.len);
}

static void put_title(struct bib_notice *b, struct coop_record *out)
{
	struct coop_bytes title = part_of(b, BIB_TITLE), sub = part_of(b, BIB_SUBTITLE);
	if (title.len == 0)
		title = part_of(b, BIB_HOST); /* the issue of a journal */
	coop_buf_reset(&b->scratch);
	coop_buf_add(&b->scratch, title.s, title.len);
	if (title.len > 0 && sub.len > 0)
		coop_buf_str(&b->scratch, " : ");
	coop_buf_add(&b->scratch, sub.s, sub.len);
	coop_record_add(out, COOP_F_TITLE, coop_buf_cstr(&b->scratch), b->scratch.len);
}

/* Joins the first and the last page. */
static void join_pages(struct bib_notice *b)
{
	struct coop_bytes last = part_of(b, BIB_LAST_PAGE);
	struct coop_buf *pages = &b->parts[BIB_PAGES];
	struct coop_bytes first = part_of(b, BIB_FIRST_PAGE);
	if (pages->len > 0)
		return;
	coop_buf_add(pages, first.s, first.len);
	if (first.len > 0 && last.len > 0 &&
		!coop_bytes_equal(first.s, first.len, last.s, last.len) &&
		!memchr(first.s, '-', first.len))
		coop_buf_byte(pages, '-');
	else if (first.len > 0)
		return;
	coop_buf_add(pages, last.s, last.len);
}

/* Settles what depends on other parts. */
static void settle(struct bib_notice *b)
{
	struct coop_bytes type = part_of(b, BIB_TYPE), brief = part_of(b, BIB_HOST_SHORT);
	if (!bib_notice_has(b, BIB_GENRE))
		coop_buf_add(&b->parts[BIB_GENRE], type.s, type.len);
	if (!bib_notice_has(b, BIB_HOST))
		coop_buf_add(&b->parts[BIB_HOST], brief.s, brief.len);
	if (!bib_notice_has(b, BIB_AUTHOR)) {
		struct coop_bytes editor = part_of(b, BIB_EDITOR);
		coop_buf_add(&b->parts[BIB_AUTHOR], editor.s, editor.len);
		coop_buf_reset(&b->parts[BIB_EDITOR]);
	}
	join_pages(b);
}

static bool has_failed(const struct bib_notice *b)
{
	bool failed = b->scratch.failed || b->plain.failed || b->others.failed;
	for (size_t i = 0; i < BIB_PARTS; i++)
		failed |= b->parts[i].failed;
	return failed;
}

/* Whether anything tells of a work. */
static bool is_empty(const struct bib_notice *b)
{
	bool empty = b->others.count == 0 && b->minutes == 0;
	for (size_t i = 0; i < BIB_PARTS; i++)
		empty &= b->parts[i].len == 0 || i == BIB_TYPE || i == BIB_ID ||
			 i == BIB_GENRE;
	return empty;
}

static void put_part(struct bib_notice *b, enum bib_part part, struct coop_record *out)
{
	struct coop_bytes v = part_of(b, part);
	if (part == BIB_PUBLISHER && b->film)
		coop_record_add(out, COOP_F_PRODUCER, v.s, v.len);
	else if (targets[part].column)
		put_named(out, targets[part].column, v);
	else if (targets[part].list || targets[part].field != COOP_F_ID)
		coop_record_add(out, targets[part].field, v.s, v.len);
}

void bib_notice_finish(struct bib_notice *b, struct coop_record *out)
{
	if (is_empty(b)) {
		out->failed |= has_failed(b);
		return;
	}
	settle(b);
	coop_record_add(
		out, COOP_F_ID, coop_buf_cstr(&b->parts[BIB_ID]), b->parts[BIB_ID].len);
	put_title(b, out);
	for (size_t i = 0; i < BIB_PARTS; i++)
		if (targets[i].list || targets[i].column || i == BIB_URL)
			put_part(b, (enum bib_part)i, out);
	if (b->minutes > 0) {
		char minutes[24];
		snprintf(minutes, sizeof minutes, "%zu", b->minutes);
		coop_record_add(out, COOP_F_MINUTES, minutes, strlen(minutes));
	}
	put_named(out, "date complète", part_of(b, BIB_DATE));
	coop_record_add_all(out, &b->others);
	out->failed |= has_failed(b);
}
