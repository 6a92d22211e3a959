#include "indexer/csv/wrappings.h"

#include <stdio.h>
#include <string.h>

#include "indexer/csv/markup.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

void wrappings_release(struct wrappings *w)
{
	coop_buf_release(&w->scratch);
}

void wrappings_count(struct wrappings *w, enum wrapping kind, size_t line)
{
	if (w->of[kind].count++ == 0)
		w->of[kind].line = line;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether a number has lost figures: "9,78201E+12", of which five are left behind the comma. */
static bool lost_figures(const char *s, size_t n)
{
	enum { LONGEST = 24, LEAST = 9 /* a power of ten */ };
	size_t at = 1, kept = 0, power = 0;
	if (n > LONGEST || (s[1] != ',' && s[1] != '.' && (s[1] | 0x20) != 'e'))
		return false;
	if ((s[1] | 0x20) != 'e')
		for (at = 2; at < n && is_digit(s[at]); at++)
			kept++;
	if (at + 2 >= n || (s[at] | 0x20) != 'e' || s[at + 1] != '+')
		return false;
	for (at += 2; at < n && is_digit(s[at]); at++)
		power = power * 10 + (size_t)(s[at] - '0');
	return at == n && power >= LEAST && kept < power;
}

bool wrappings_formula(const char **s, size_t *n)
{
	if (*n < 3 || (*s)[0] != '=' || (*s)[1] != '"' || (*s)[*n - 1] != '"')
		return false;
	*s += 2;
	*n -= 3;
	return true;
}

/* Replaces a cell by the inside of a formula, whose quotes are doubled. */
static void take_off_formula(struct row *row, size_t i)
{
	size_t n, to = 0;
	row_cell(row, i, &n);
	char *s = row->text.s + row->cell[i].off;
	const char *inside = s;
	if (!wrappings_formula(&inside, &n))
		return;
	for (size_t at = 0; at < n; at++) {
		s[to++] = inside[at];
		at += inside[at] == '"' && at + 1 < n && inside[at + 1] == '"';
	}
	row->cell[i].len = to;
}

/* Replaces a cell with HTML by its text. */
static bool take_off_markup(struct wrappings *w, struct row *row, size_t i)
{
	struct markup found;
	size_t off = row->text.len, len = row->cell[i].len;
	/* the cell is read while the text grows */
	if (!coop_buf_reserve(&row->text, len * 2 + 1))
		return false;
	const char *cell = row->text.s + row->cell[i].off;
	if (!markup_to_text(cell, len, &row->text, &w->scratch, &found))
		return !row->text.failed;
	if (found.entities)
		wrappings_count(w, WRAPPING_ENTITIES, row->line);
	if (found.tags)
		wrappings_count(w, WRAPPING_TAGS, row->line);
	row->cell[i] = (struct row_cell){off, row->text.len - off};
	return true;
}

bool wrappings_take_off(struct wrappings *w, struct row *row, bool with_markup)
{
	for (size_t i = 0; i < row->count; i++) {
		size_t n;
		const char *s = row_cell(row, i, &n);
		if (n < 3)
			continue;
		if (*s == '=' && s[1] == '"' && s[n - 1] == '"') {
			wrappings_count(w, WRAPPING_FORMULA, row->line);
			take_off_formula(row, i);
		} else if (is_digit(*s) && lost_figures(s, n)) {
			wrappings_count(w, WRAPPING_FIGURES, row->line);
		}
		if (with_markup && !take_off_markup(w, row, i))
			return false;
	}
	return true;
}

/* ---- telling ---- */

static const char *sentence(enum wrapping kind)
{
	switch (kind) {
	case WRAPPING_ENTITIES:
		return TR(
			"HTML entities (&eacute;) in cells, from here on; read as characters",
			"des entités HTML (&eacute;) dans des cellules, à partir d'ici ; lues comme caractères");
	case WRAPPING_TAGS:
		return TR("HTML tags (<p>) in cells, from here on; taken out",
			"des balises HTML (<p>) dans des cellules, à partir d'ici ; retirées");
	case WRAPPING_FORMULA:
		return TR("cells such as =\"text\", from here on; read as text",
			"des cellules comme =\"texte\", à partir d'ici ; lues comme texte");
	case WRAPPING_LINE:
		return TR("lines quoted as a whole, from here on; unwrapped",
			"des lignes entières entre guillemets, à partir d'ici ; déballées");
	case WRAPPING_QUOTES:
		return TR(
			"quotes (\") that belong to the text, from here on; kept, as this makes the rows fit the table",
			"des guillemets (\") qui appartiennent au texte, à partir d'ici ; gardés : les lignes ont ainsi la largeur du tableau");
	case WRAPPING_MARK:
		return TR(
			"a byte order mark within the file, where another one was put behind it; dropped",
			"une marque d'ordre des octets au milieu du fichier, où un autre a été mis à la suite ; retirée");
	default:
		return TR(
			"numbers such as 9,78E+12, from here on: a spreadsheet has lost their last figures",
			"des nombres comme 9,78E+12, à partir d'ici : un tableur en a perdu les derniers chiffres");
	}
}

static const char *hint(enum wrapping kind)
{
	return kind == WRAPPING_FIGURES
		       ? TR("make the column one of text in the spreadsheet, and export again from the source",
				 "mettez la colonne au format texte dans le tableur, et refaites l'export depuis la source")
		       : NULL;
}

static enum repair_kind repair_of(enum wrapping kind)
{
	static const enum repair_kind repairs[] = {REPAIR_ENTITIES, REPAIR_TAGS,
		REPAIR_FORMULAS, REPAIR_QUOTED, REPAIR_QUOTES};
	return repairs[kind];
}

static void tell(const struct wrappings *w, enum wrapping kind, struct problems problems)
{
	struct coop_error problem = {0};
	struct coop_place where = {problems.path, w->of[kind].line, 0};
	char text[400];
	const char *advice = hint(kind);
	size_t n = w->of[kind].count;
	if (n == 0)
		return;
	/* one argument: a dry run tells kinds of problems by their format, or by the whole text */
	snprintf(text, sizeof text, TR("%s (%zu in all)", "%s (%zu en tout)"),
		sentence(kind), n);
	coop_fail(&problem, COOP_E_INPUT, "%s", text);
	if (advice)
		coop_hint(&problem, "%s", advice);
	if (kind >= WRAPPING_MARK)
		report_repaired(problems.report, &where, &problem);
	else
		report_repairs(problems.report, repair_of(kind), n, &where, &problem);
}

void wrappings_report(const struct wrappings *w, struct problems problems)
{
	for (int kind = 0; kind < WRAPPING_KINDS; kind++)
		tell(w, (enum wrapping)kind, problems);
}
