#include "indexer/notice/header.h"

#include <string.h>

#include "indexer/notice/mail.h"
#include "indexer/notice/words.h"
#include "shared/fold.h"

enum {
	LABEL_MAX = 40,    /* bytes before the colon of "Label : value" */
	STRANGE_WORDS = 4, /* of a label that no field has */
	NAME_MAX = 100,    /* bytes of "Un film de ..." behind it */
	NAME_WORDS = 5     /* of a name behind nothing but "de" */
};

/* ---- credits ---- */

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

/* What stands behind "Un film de", "Réalisé par" and the like; `*bare` behind "de" alone. */
static bool split_credit(
	struct span line, struct coop_buf *folded, struct span *name, bool *bare)
{
	static const struct {
		const char *start;
		size_t words;
		bool elided;
	} credits[] = {{"un film de ", 3, false}, {"un film d ", 2, true},
		{"un film realise par ", 4, false},
		{"un film documentaire de ", 4, false},
		{"un film documentaire d ", 3, true}, {"une serie de ", 3, false},
		{"une serie d ", 2, true}, {"un documentaire de ", 3, false},
		{"un documentaire d ", 2, true}, {"un court metrage de ", 3, false},
		{"un court metrage de ", 4, false}, {"realise par ", 2, false},
		{"realisation de ", 2, false}, {"film de ", 2, false},
		{"film d ", 1, true}, {"documentaire de ", 2, false},
		{"a film by ", 3, false}, {"de ", 1, false}, {"d ", 0, true}};
	enum { START_MAX = 40 }; /* bytes that hold the longest */
	struct span begin = {line.s, line.n < START_MAX ? line.n : START_MAX};
	const char *start = span_fold(begin, folded);
	for (size_t i = 0; i < sizeof credits / sizeof *credits; i++) {
		if (!begins_with(start, credits[i].start))
			continue;
		*name = span_behind_words(line, credits[i].words);
		if (credits[i].elided)
			*name = behind_apostrophe(*name);
		*bare = credits[i].start[0] == 'd' && credits[i].words < 2;
		return name->n > 0;
	}
	return false;
}

static size_t count_words(struct span l)
{
	size_t words = 0;
	for (; l.n > 0; words++)
		l = span_behind_words(l, 1);
	return words;
}

/* Whether it can be a name: no sentence, and capitalised where nothing else tells. */
static bool is_name(struct span l, bool bare)
{
	if (l.n == 0 || l.n > NAME_MAX || strchr("!?:;", l.s[l.n - 1]))
		return false;
	if (bare)
		return span_is_capitalised(l) && l.s[l.n - 1] != '.' &&
		       count_words(l) <= NAME_WORDS;
	/* "A. B." ends with an initial, a sentence with a word */
	return l.s[l.n - 1] != '.' || l.n < 3 || span_blank(l.s + l.n - 3, 1) ||
	       l.s[l.n - 3] == '.';
}

/* ---- labels ---- */

/* Strips the emphasis that Markdown and e-mail put around a label or value. */
static struct span without_stars(struct span l)
{
	while (l.n > 0 && (*l.s == '*' || *l.s == '_'))
		l = span_from(l, 1);
	while (l.n > 0 && (l.s[l.n - 1] == '*' || l.s[l.n - 1] == '_'))
		l = span_trim((struct span){l.s, l.n - 1});
	return l;
}

/* Splits a line at its colon, or at a tab. */
static bool split_label(struct span l, struct span *label, struct span *value)
{
	size_t most = l.n < LABEL_MAX ? l.n : LABEL_MAX;
	const char *colon = memchr(l.s, ':', most);
	const char *tab = memchr(l.s, '\t', most);
	const char *at = colon ? colon : tab;
	if (!at || at == l.s)
		return false;
	size_t n = (size_t)(at - l.s);
	*label = span_trim((struct span){l.s, n});
	while (label->n > 0 && label->s[label->n - 1] == '.') /* "Titre ..... : Le Fil" */
		*label = span_trim((struct span){label->s, label->n - 1});
	*label = without_stars(*label);
	*value = without_stars(span_from(l, n + 1));
	return label->n > 0;
}

/* The lines that name somebody who is not the producer. */
static bool is_contact(struct span label, struct coop_buf *folded)
{
	static const char *const labels[] = {"contact", "contacts", "distribution",
		"distributeur", "diffusion", "diffuseur", "ventes", "vente",
		"renseignements", "coordonnees", "pour commander", "commande", NULL};
	return is_one_of(span_fold(label, folded), labels);
}

static bool find_label(
	struct span line, bool heading, struct coop_buf *folded, struct header *h)
{
	struct span l = span_behind_bullet(line);
	bool split = split_label(l, &h->label, &h->value);
	if (!split) {
		if (l.n > LABEL_MAX || (!heading && !span_is_upper(l)))
			return false;
		h->label = without_stars(l);
		h->value = (struct span){l.s + l.n, 0};
	}
	h->field = words_label(h->label, folded);
	if (h->field != COOP_F_OTHER)
		h->kind = coop_field_info(h->field)->flags & COOP_FIELD_PART
				  ? HEADER_PART
				  : HEADER_LABEL;
	else if (is_contact(h->label, folded))
		h->kind = HEADER_CONTACT;
	else
		return false;
	/* "Image : Paul Durand" is who filmed it */
	const char *name;
	if (h->field == COOP_F_COLOUR && h->value.n > 0)
		return words_field(h->value, folded, &name) == COOP_F_COLOUR;
	return true;
}

bool header_strange(struct span line, struct header *out)
{
	struct span l = span_behind_bullet(line);
	*out = (struct header){.kind = HEADER_NONE, .field = COOP_F_OTHER};
	return l.n <= HEADER_LINE_MAX && split_label(l, &out->label, &out->value) &&
	       out->value.n > 0 && span_is_capitalised(out->label) &&
	       count_words(out->label) <= STRANGE_WORDS &&
	       !memchr(out->label.s, '(', out->label.n);
}

/* ---- pieces ---- */

/* What stands between the pieces of a line. */
enum separators {
	BLANKS, /* two or more, or a tab */
	COMMAS, /* commas, and all that BARS are */
	BARS    /* semicolons; dashes, bars and bullets with blanks around */
};

/* The bytes of what parts two pieces at `i`; 0 when nothing does. */
static size_t separator(struct span l, size_t i, enum separators by)
{
	if (l.s[i] == '\t' || l.s[i] == ';')
		return l.s[i] == '\t' || by != BLANKS;
	if (l.s[i] == ',')
		return by == COMMAS;
	size_t one = span_blank(l.s + i, l.n - i);
	if (one == 0)
		return 0;
	struct span rest = {l.s + i + one, l.n - i - one};
	if (by == BLANKS)
		return span_blank(rest.s, rest.n) ? one : 0;
	size_t dash = span_dash(rest.s, rest.n);
	return dash > 0 && span_blank(rest.s + dash, rest.n - dash) ? one + dash : 0;
}

/* Takes the next piece of a line off; none is empty. */
static bool take_piece(struct span *l, struct span *piece, enum separators by)
{
	do {
		size_t end = 0, skip = 0;
		*l = span_trim(*l);
		if (l->n == 0)
			return false;
		while (end < l->n && (skip = separator(*l, end, by)) == 0)
			end++;
		*piece = span_trim((struct span){l->s, end});
		*l = end < l->n ? (struct span){l->s + end + skip, l->n - end - skip}
				: (struct span){l->s + end, 0};
	} while (piece->n == 0);
	return true;
}

/* What the pieces of a line tell. */
struct tally {
	size_t pieces, known;
	size_t telling; /* a year or a running time */
	size_t labels;  /* "Label : value" */
};

static struct tally count_pieces(
	struct span l, enum separators by, struct coop_buf *folded)
{
	struct tally t = {0};
	struct span piece;
	struct header h;
	const char *name;
	while (take_piece(&l, &piece, by)) {
		enum coop_field field = words_field(piece, folded, &name);
		t.pieces++;
		t.known += field != COOP_F_OTHER || name;
		t.telling += field == COOP_F_YEAR || field == COOP_F_MINUTES;
		t.labels += find_label(piece, false, folded, &h) &&
			    h.kind == HEADER_LABEL && h.value.n > 0;
	}
	return t;
}

/* "Titre : Le Fil / Durée : 52 min": labels only, and several */
static bool is_labels(struct span line, enum separators by, struct coop_buf *folded)
{
	struct tally t = count_pieces(line, by, folded);
	return t.labels >= 2 && t.labels == t.pieces;
}

/* " 2001  France  Documentaire  52 min  Couleur  Mode de production : Télévision" */
static bool is_packed(struct span line, struct coop_buf *folded)
{
	struct tally t = count_pieces(line, BLANKS, folded);
	return t.pieces >= 2 && t.telling > 0;
}

/* "Jeanne Morvan, France, 1998, 52', couleur": more is known than is not. */
static bool is_commas(struct span line, bool credited, struct coop_buf *folded)
{
	struct tally t = count_pieces(line, COMMAS, folded);
	t.known += credited;
	return t.pieces >= (credited ? 2 : 3) && t.telling > 0 && t.known >= 2 &&
	       2 * t.known >= t.pieces;
}

/* A line in parentheses without them. */
static struct span within_parentheses(struct span l)
{
	bool closed = l.n > 2 && l.s[0] == '(' && l.s[l.n - 1] == ')' &&
		      !memchr(l.s + 1, '(', l.n - 2);
	return closed ? span_trim((struct span){l.s + 1, l.n - 2}) : l;
}

static bool has_digit(struct span l)
{
	for (size_t i = 0; i < l.n; i++)
		if (l.s[i] >= '0' && l.s[i] <= '9')
			return true;
	return false;
}

static bool find_pieces(struct span line, struct coop_buf *folded, struct header *h)
{
	bool bare, is_label = find_label(line, false, folded, h);
	struct span name;
	line = within_parentheses(line);
	*h = (struct header){.kind = HEADER_PIECES, .value = line, .separators = BLANKS};
	if (is_label) {
		if (is_labels(line, BLANKS, folded))
			return true;
		h->separators = BARS;
		return is_labels(line, BARS, folded);
	}
	if (!has_digit(line))
		return false;
	if (is_packed(line, folded))
		return true;
	if (split_credit(line, folded, &name, &bare))
		h->label = name;
	h->separators = COMMAS;
	return is_commas(line, h->label.n > 0, folded);
}

/* ---- all of them ---- */

static bool find_credit(struct span line, struct coop_buf *folded, struct header *h)
{
	bool bare;
	if (!split_credit(line, folded, &h->value, &bare) || !is_name(h->value, bare))
		return false;
	h->kind = bare ? HEADER_NAME : HEADER_CREDIT;
	return true;
}

struct header header_find(struct span line, bool heading, struct coop_buf *folded)
{
	struct header h = {.kind = HEADER_NONE, .field = COOP_F_OTHER};
	if (line.n == 0)
		return h;
	bool is_short = line.n <= HEADER_LINE_MAX;
	if ((is_short && find_pieces(line, folded, &h)) ||
		find_label(line, heading, folded, &h) ||
		(is_short && find_credit(line, folded, &h)))
		return h;
	return (struct header){.kind = HEADER_NONE, .field = COOP_F_OTHER};
}

static void add_piece(struct found *f, struct span piece, enum separators by)
{
	const char *name;
	struct header h = {0};
	enum coop_field field = words_field(piece, &f->folded, &name);
	if (field == COOP_F_MINUTES)
		found_add_minutes(f, piece, SURE);
	else if (field != COOP_F_OTHER)
		found_add(f, field, piece, KNOWN);
	else if (name)
		found_add_named(
			f, (struct span){name, strlen(name)}, piece, piece, KNOWN);
	else if (find_label(piece, false, &f->folded, &h) && h.kind == HEADER_LABEL)
		header_add(f, &h);
	else if (by == BLANKS && !found_has(f, COOP_F_COUNTRY))
		found_add(f, COOP_F_COUNTRY, piece, GUESS); /* what has no telling form */
	else
		found_add_named(f, (struct span){"mention", 7}, piece, piece, GUESS);
}

static void add_pieces(struct found *f, struct span rest, enum separators by)
{
	struct span piece, next;
	bool more = take_piece(&rest, &piece, by);
	while (more) {
		size_t n = piece.n;
		more = take_piece(&rest, &next, by);
		/* "France, Belgique" are one value */
		while (more && words_country(piece, &f->folded) &&
			words_country(next, &f->folded)) {
			piece = span_join(piece, next);
			more = take_piece(&rest, &next, by);
		}
		if (piece.n > n)
			found_add(f, COOP_F_COUNTRY, piece, KNOWN);
		else
			add_piece(f, piece, by);
		piece = next;
	}
}

void header_add(struct found *f, const struct header *h)
{
	struct span rest = h->value, name;
	switch (h->kind) {
	case HEADER_CREDIT:
	case HEADER_NAME:
		found_add(f, COOP_F_DIRECTOR, h->value,
			h->kind == HEADER_CREDIT ? SURE : PLAUSIBLE);
		break;
	case HEADER_PIECES:
		if (h->label.n > 0) { /* "de Jeanne Morvan, France, ..." */
			rest = h->label;
			take_piece(&rest, &name, (enum separators)h->separators);
			found_add(f, COOP_F_DIRECTOR, name, LIKELY);
		}
		add_pieces(f, rest, (enum separators)h->separators);
		break;
	case HEADER_LABEL:
		if (h->field == COOP_F_MINUTES)
			found_add_minutes(f, h->value, SURE);
		else
			found_add(f, h->field, h->value, SURE);
		break;
	default:
		break;
	}
}

unsigned header_weight(const struct header *h, unsigned long before)
{
	switch (h->kind) {
	case HEADER_CREDIT:
		return 2;
	case HEADER_NAME:
		return 1;
	case HEADER_PIECES:
		return 3;
	case HEADER_LABEL:
		break;
	default:
		return 0;
	}
	if (before >> h->field & 1)
		return 0;
	switch (h->field) {
	case COOP_F_MINUTES:
	case COOP_F_COLOUR:
	case COOP_F_MODE:
	case COOP_F_PRODUCER:
		return 2;
	case COOP_F_TITLE:
	case COOP_F_DIRECTOR:
	case COOP_F_YEAR:
	case COOP_F_COUNTRY:
	case COOP_F_GENRE:
		return 1;
	default:
		return 0;
	}
}

bool header_split_year(struct span title, struct span *name, struct span *year)
{
	enum { TAIL = sizeof "(1998)" - 1 };
	if (title.n <= TAIL || title.s[title.n - 1] != ')' ||
		title.s[title.n - TAIL] != '(')
		return false;
	*year = (struct span){title.s + title.n - TAIL + 1, 4};
	*name = span_trim((struct span){title.s, title.n - TAIL});
	return name->n > 0 && words_year(*year);
}
