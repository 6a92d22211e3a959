#include "indexer/notice/pieces.h"

#include <string.h>

#include "indexer/notice/credit.h"
#include "indexer/notice/cues.h"
#include "indexer/notice/header.h"
#include "indexer/notice/label.h"

/* What separates the pieces of a line. */
enum separators {
	BLANKS, /* two or more, or a tab */
	COMMAS, /* commas, and all of BARS */
	BARS,   /* semicolons; dashes, bars and bullets between blanks */
	WORDS   /* single blanks: every piece must be known, else it is prose */
};

/* The length of a separator at `i`; 0 when there is none. */
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

static bool is_known(struct span piece, struct coop_buf *folded)
{
	const char *name;
	return cue_field(piece, folded, &name) != COOP_F_OTHER || name;
}

/* Takes the most words that are known as one piece; nothing when none are. */
static bool take_known(struct span *l, struct span *piece, struct coop_buf *folded)
{
	enum { WORDS_MAX = 4 }; /* "film documentaire", "noir et blanc et couleur" */
	struct span rest = span_trim(*l);
	size_t known = 0, end = 0;
	for (size_t words = 0; words < WORDS_MAX && end < rest.n; words++) {
		while (end < rest.n && span_blank(rest.s + end, rest.n - end) > 0)
			end += span_blank(rest.s + end, rest.n - end);
		while (end < rest.n && span_blank(rest.s + end, rest.n - end) == 0)
			end++;
		if (is_known((struct span){rest.s, end}, folded))
			known = end;
	}
	*piece = (struct span){rest.s, known};
	*l = (struct span){rest.s + known, rest.n - known};
	return known > 0;
}

/* Takes the next piece off a line; none is empty. */
static bool take_piece(
	struct span *l, struct span *piece, enum separators by, struct coop_buf *folded)
{
	if (by == WORDS)
		return take_known(l, piece, folded);
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

/* Counts of the pieces of a line. */
struct tally {
	size_t pieces, known;
	size_t telling; /* years and running times */
	size_t labels;  /* labelled values */
};

static struct tally count_pieces(
	struct span l, enum separators by, struct coop_buf *folded)
{
	struct tally t = {0};
	struct span piece;
	struct header h;
	const char *name;
	while (take_piece(&l, &piece, by, folded)) {
		enum coop_field field = cue_field(piece, folded, &name);
		t.pieces++;
		t.known += field != COOP_F_OTHER || name;
		t.telling += field == COOP_F_YEAR || field == COOP_F_MINUTES;
		t.labels += label_find(piece, false, folded, &h) &&
			    h.kind == HEADER_LABEL && h.value.n > 0;
	}
	return t;
}

/* "Titre : Le Fil / Durée : 52 min": several labels, and nothing else. */
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

/* "2001 France Documentaire 52 min": every piece is known. */
static bool is_words(struct span line, struct coop_buf *folded)
{
	struct span piece;
	size_t pieces = 0, telling = 0;
	for (; take_known(&line, &piece, folded); pieces++)
		telling += cue_year(piece) || cue_minutes(piece);
	return span_trim(line).n == 0 && pieces >= 3 && telling > 0;
}

/* "Jeanne Morvan, France, 1998, 52', couleur": most pieces are known. */
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

bool pieces_find(struct span line, struct coop_buf *folded, struct header *h)
{
	bool bare, is_label = label_find(line, false, folded, h);
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
	if (credit_split(line, folded, &name, &bare))
		h->label = name;
	h->separators = COMMAS;
	if (is_commas(line, h->label.n > 0, folded))
		return true;
	h->label.n = 0;
	h->separators = WORDS;
	return is_words(line, folded);
}

static void add_piece(struct found *f, struct span piece, enum separators by)
{
	const char *name;
	struct header h = {0};
	enum coop_field field = cue_field(piece, &f->folded, &name);
	if (field == COOP_F_MINUTES)
		found_add_minutes(f, piece, SURE);
	else if (field != COOP_F_OTHER)
		found_add(f, field, piece, KNOWN);
	else if (name)
		found_add_named(
			f, (struct span){name, strlen(name)}, piece, piece, KNOWN);
	else if (label_find(piece, false, &f->folded, &h) && h.kind == HEADER_LABEL)
		header_add(f, &h);
	else if (by == BLANKS && !found_has(f, COOP_F_COUNTRY))
		found_add(f, COOP_F_COUNTRY, piece, GUESS); /* no form of its own */
	else
		found_add_named(f, (struct span){"mention", 7}, piece, piece, GUESS);
}

static void add_pieces(struct found *f, struct span rest, enum separators by)
{
	struct span piece, next;
	bool more = take_piece(&rest, &piece, by, &f->folded);
	while (more) {
		size_t n = piece.n;
		more = take_piece(&rest, &next, by, &f->folded);
		/* "France, Belgique" are one value */
		while (more && cue_country(piece, &f->folded) &&
			cue_country(next, &f->folded)) {
			piece = span_join(piece, next);
			more = take_piece(&rest, &next, by, &f->folded);
		}
		if (piece.n > n)
			found_add(f, COOP_F_COUNTRY, piece, KNOWN);
		else
			add_piece(f, piece, by);
		piece = next;
	}
}

void pieces_add(struct found *f, const struct header *h)
{
	enum separators by = (enum separators)h->separators;
	struct span rest = h->value, name;
	if (h->label.n > 0) { /* "de Jeanne Morvan, France, ..." */
		rest = h->label;
		if (take_piece(&rest, &name, by, &f->folded))
			found_add(f, COOP_F_DIRECTOR, name, LIKELY);
	}
	add_pieces(f, rest, by);
}
