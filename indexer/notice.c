#include "indexer/notice.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "indexer/minutes.h"
#include "shared/fold.h"

/* A line or a piece of one. */
struct span {
	const char *s;
	size_t n;
};

struct parser {
	struct span rest; /* what was not read yet */
	struct coop_record *rec;
	struct coop_buf label;   /* a folded line or label, for comparing */
	struct coop_buf section; /* the section being gathered */
	enum coop_field section_field;
	bool is_film;  /* header lines were met: a film notice, not any text */
	bool in_prose; /* behind the header */
};

enum {
	HEADING_MAX = 120, /* bytes; a longer line is a paragraph */
	LABEL_MAX = 40,    /* bytes before the colon of "Label : value" */
	HEADER_LINE_MAX = 400
};

/* The length of the blank at `s`, a no-break space included; 0 when it is none. */
static size_t blank(const char *s, size_t n)
{
	if (n > 0 && (*s == ' ' || *s == '\t' || *s == '\r'))
		return 1;
	if (n >= 2 && memcmp(s, "\xc2\xa0", 2) == 0)
		return 2;
	if (n >= 3 && memcmp(s, "\xe2\x80\xaf", 3) == 0) /* narrow no-break space */
		return 3;
	return 0;
}

static struct span trim(struct span l)
{
	for (size_t b; (b = blank(l.s, l.n)) > 0;) {
		l.s += b;
		l.n -= b;
	}
	for (;;) {
		if (l.n >= 1 && blank(l.s + l.n - 1, 1))
			l.n -= 1;
		else if (l.n >= 2 && blank(l.s + l.n - 2, 2) == 2)
			l.n -= 2;
		else if (l.n >= 3 && blank(l.s + l.n - 3, 3) == 3)
			l.n -= 3;
		else
			return l;
	}
}

/* Takes the next line off `rest`, without the blanks around it; false at the end. */
static bool take_line(struct span *rest, struct span *line)
{
	if (rest->n == 0)
		return false;
	const char *end = memchr(rest->s, '\n', rest->n);
	size_t n = end ? (size_t)(end - rest->s) : rest->n;
	*line = trim((struct span){rest->s, n});
	n += end != NULL;
	rest->s += n;
	rest->n -= n;
	return true;
}

static void add(struct parser *p, enum coop_field field, struct span value)
{
	coop_record_add(p->rec, field, value.s, value.n);
}

/* Folds a short text into p->label and returns it. */
static const char *fold(struct parser *p, struct span l)
{
	coop_buf_reset(&p->label);
	coop_fold_label(l.s, l.n, &p->label);
	if (p->label.failed)
		p->rec->failed = true;
	return coop_buf_cstr(&p->label);
}

static bool begins(const char *s, const char *start)
{
	return strncmp(s, start, strlen(start)) == 0;
}

/* The part of a line behind its first `words` words. */
static struct span behind_words(struct span l, size_t words)
{
	for (; words > 0; words--) {
		while (l.n > 0 && !blank(l.s, l.n)) {
			l.s++;
			l.n--;
		}
		l = trim(l);
	}
	return l;
}

/* ---- the header ---- */

/* The part of "d’Agnès Varda" behind its apostrophe; empty when there is none. */
static struct span behind_apostrophe(struct span l)
{
	struct coop_folded f;
	if (l.n < 2)
		return (struct span){l.s, 0};
	coop_fold_char(l.s + 1, l.n - 1, &f);
	size_t skip = 1 + (size_t)f.used;
	return f.class == COOP_CLASS_APOSTROPHE ? (struct span){l.s + skip, l.n - skip}
						: (struct span){l.s, 0};
}

/* "Un film de Jérôme Surroca", "Une série de ...", "Réalisé par ..." */
static bool parse_credit(struct parser *p, struct span line)
{
	static const struct {
		const char *start;
		size_t words;
		bool elided;
	} credits[] = {{"un film de ", 3, false}, {"un film d ", 2, true},
		{"un film realise par ", 4, false}, {"une serie de ", 3, false},
		{"un documentaire de ", 3, false}, {"un documentaire d ", 2, true},
		{"realise par ", 2, false}, {"film de ", 2, false}};
	if (line.n > HEADER_LINE_MAX)
		return false;
	const char *folded = fold(p, line);
	for (size_t i = 0; i < sizeof credits / sizeof *credits; i++) {
		if (!begins(folded, credits[i].start))
			continue;
		struct span name = behind_words(line, credits[i].words);
		if (credits[i].elided)
			name = behind_apostrophe(name);
		add(p, COOP_F_DIRECTOR, name);
		return name.n > 0;
	}
	return false;
}

static size_t leading_digits(struct span l)
{
	size_t n = 0;
	while (n < l.n && l.s[n] >= '0' && l.s[n] <= '9')
		n++;
	return n;
}

/* A number with a unit; a bare one might be anything. */
static bool is_minutes(struct span l, unsigned *minutes)
{
	return leading_digits(l) < l.n && minutes_parse(l.s, l.n, minutes);
}

static void add_minutes(struct parser *p, unsigned minutes)
{
	char text[16];
	int n = snprintf(text, sizeof text, "%u", minutes);
	coop_record_add(p->rec, COOP_F_MINUTES, text, (size_t)n);
}

/* "Label : value" with a label of the field table; such a label is short. */
static bool parse_labelled(struct parser *p, struct span l)
{
	const char *colon = memchr(l.s, ':', l.n < LABEL_MAX ? l.n : LABEL_MAX);
	if (!colon || colon == l.s)
		return false;
	size_t n = (size_t)(colon - l.s);
	enum coop_field field = coop_field_by_name(l.s, n, &p->label);
	if (field == COOP_F_OTHER)
		return false;
	struct span value = trim((struct span){colon + 1, l.n - n - 1});
	unsigned minutes;
	if (field == COOP_F_MINUTES && minutes_parse(value.s, value.n, &minutes))
		add_minutes(p, minutes);
	else
		add(p, field, value);
	return true;
}

static bool is_year(struct span l)
{
	return l.n == 4 && leading_digits(l) == 4 &&
	       (memcmp(l.s, "18", 2) == 0 || memcmp(l.s, "19", 2) == 0 ||
		       memcmp(l.s, "20", 2) == 0);
}

static bool is_one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

static bool is_colour(const char *word)
{
	static const char *const list[] = {"couleur", "couleurs", "noir et blanc", "n b",
		"nb", "couleur et noir et blanc", "colour", "black and white", NULL};
	return is_one_of(word, list);
}

static bool is_genre(const char *word)
{
	static const char *const list[] = {"documentaire", "fiction", "reportage",
		"animation", "court metrage", "moyen metrage", "long metrage",
		"court metrage documentaire", "film d archives", "essai", "experimental",
		"entretien", "documentary", NULL};
	return is_one_of(word, list);
}

/* Adds one piece of the packed line. What has no telling form is the country. */
static void add_packed(struct parser *p, struct span piece)
{
	unsigned minutes;
	if (is_year(piece))
		add(p, COOP_F_YEAR, piece);
	else if (is_minutes(piece, &minutes))
		add_minutes(p, minutes);
	else if (!parse_labelled(p, piece)) {
		const char *word = fold(p, piece);
		add(p,
			is_colour(word)  ? COOP_F_COLOUR
			: is_genre(word) ? COOP_F_GENRE
					 : COOP_F_COUNTRY,
			piece);
	}
}

/* Takes the next piece of a packed line off: pieces stand two or more blanks apart. */
static bool take_packed(struct span *l, struct span *piece)
{
	*l = trim(*l);
	if (l->n == 0)
		return false;
	size_t end = 0;
	while (end < l->n) {
		size_t one = blank(l->s + end, l->n - end);
		size_t two = one ? blank(l->s + end + one, l->n - end - one) : 0;
		if ((one && two) || l->s[end] == '\t')
			break;
		end++;
	}
	*piece = (struct span){l->s, end};
	*l = (struct span){l->s + end, l->n - end};
	return true;
}

/* " 2001  France  Documentaire  52 min  Couleur  Mode de production : Télévision" */
static bool parse_packed(struct parser *p, struct span line)
{
	struct span l = line, piece;
	size_t pieces = 0;
	bool telling = false;
	unsigned minutes;
	if (line.n > HEADER_LINE_MAX)
		return false;
	while (take_packed(&l, &piece)) {
		pieces++;
		telling |= is_year(piece) || is_minutes(piece, &minutes);
	}
	if (pieces < 2 || !telling)
		return false;
	for (l = line; take_packed(&l, &piece);)
		add_packed(p, piece);
	return true;
}

/* The lines behind "Producteurs :", up to an empty one. */
static bool parse_producers(struct parser *p, struct span line)
{
	if (line.n == 0 || line.n > LABEL_MAX || line.s[line.n - 1] != ':' ||
		coop_field_by_name(line.s, line.n, &p->label) != COOP_F_PRODUCER)
		return false;
	struct span producer;
	while (take_line(&p->rest, &producer) && producer.n > 0)
		add(p, COOP_F_PRODUCER, producer);
	return true;
}

static bool parse_header_line(struct parser *p, struct span line)
{
	return parse_credit(p, line) || parse_packed(p, line) ||
	       parse_producers(p, line) || (p->is_film && parse_labelled(p, line));
}

/* ---- the text ---- */

/* "(source : www.cooperer.coop/)" */
static bool parse_source(struct parser *p, struct span line)
{
	if (line.n < 3 || line.s[0] != '(' || line.s[line.n - 1] != ')')
		return false;
	struct span inner = {line.s + 1, line.n - 2};
	const char *colon =
		memchr(inner.s, ':', inner.n < LABEL_MAX ? inner.n : LABEL_MAX);
	if (!colon)
		return false;
	size_t n = (size_t)(colon - inner.s);
	if (coop_field_by_name(inner.s, n, &p->label) != COOP_F_SOURCE)
		return false;
	add(p, COOP_F_SOURCE, trim((struct span){colon + 1, inner.n - n - 1}));
	return true;
}

/*
 * The headings that a film base puts behind the notice: what follows is the web site's.
 */
static bool is_boilerplate(struct parser *p, struct span line)
{
	static const char *const headings[] = {"le film dans la base", "chemin d acces",
		"dans la selection filmographique", "pour aller plus loin",
		"partager cette page", "imprimer cette page", "haut de page",
		"mentions legales", NULL};
	if (line.n > HEADING_MAX)
		return false;
	const char *folded = fold(p, line);
	return is_one_of(folded, headings) || begins(folded, "chemin d acces ");
}

/* Whether a line that stands alone is the heading of what follows. */
static bool is_heading(const struct parser *p, struct span line)
{
	struct span rest = p->rest, next = {0};
	if (line.n > HEADING_MAX)
		return false;
	while (next.n == 0)
		if (!take_line(&rest, &next))
			return false;
	bool open = begins(line.s, "\u2026") || begins(line.s, "...");
	return next.n > line.n && (open || !strchr(".!?:;,", line.s[line.n - 1]));
}

/* A section headed by words of beginnings tells history, any other describes. */
static enum coop_field field_of_heading(struct parser *p, struct span heading)
{
	static const char *const words[] = {"histo", "origine", "naissance", "genese",
		"fondation", "debuts", "parcours"};
	const char *folded = fold(p, heading);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strstr(folded, words[i]))
			return COOP_F_HISTORY;
	return COOP_F_DESCRIPTION;
}

static void end_section(struct parser *p)
{
	if (p->section.failed)
		p->rec->failed = true;
	enum coop_field field = p->is_film ? p->section_field : COOP_F_BODY;
	coop_record_add(p->rec, field, coop_buf_cstr(&p->section), p->section.len);
	coop_buf_reset(&p->section);
}

/*
 * Adds a line of running text; `alone` when an empty line or the header stands before it.
 */
static void add_prose(struct parser *p, struct span line, bool alone)
{
	if (p->is_film && alone && is_heading(p, line)) {
		end_section(p);
		p->section_field = field_of_heading(p, line);
	}
	p->in_prose = true;
	if (p->section.len > 0)
		coop_buf_str(&p->section, alone ? "\n\n" : "\n");
	coop_buf_add(&p->section, line.s, line.n);
}

static void parse_lines(struct parser *p)
{
	struct span line;
	bool alone = true;
	while (take_line(&p->rest, &line)) {
		if (line.n == 0) {
			alone = true;
			continue;
		}
		if (p->is_film && is_boilerplate(p, line))
			break;
		bool header = !p->in_prose && parse_header_line(p, line);
		p->is_film |= header;
		if (!header && !parse_source(p, line))
			add_prose(p, line, alone);
		alone = header;
	}
	end_section(p);
}

void notice_parse(const char *text, size_t len, struct coop_record *rec)
{
	struct parser p = {
		.rest = {text, len}, .rec = rec, .section_field = COOP_F_DESCRIPTION};
	struct span title = {0};
	while (title.n == 0 && take_line(&p.rest, &title))
		;
	add(&p, COOP_F_TITLE, title);
	parse_lines(&p);
	coop_buf_release(&p.label);
	coop_buf_release(&p.section);
}
