#include "indexer/csv/odd.h"

#include <string.h>
#include <strings.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

#define BYTE_ORDER_MARK "\ufeff"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A cell without a byte order mark before it. */
static struct coop_bytes bare_cell(const struct row *row, size_t i)
{
	struct coop_bytes cell;
	cell.s = row_cell(row, i, &cell.len);
	if (i == 0 && coop_bytes_begins_with(cell.s, cell.len, BYTE_ORDER_MARK)) {
		cell.s += sizeof BYTE_ORDER_MARK - 1;
		cell.len -= sizeof BYTE_ORDER_MARK - 1;
	}
	return cell;
}

static bool is_header_again(const struct row *header, const struct row *row)
{
	if (header->text.len == 0 || row->count < header->count)
		return false;
	for (size_t i = 0; i < header->count; i++) {
		struct coop_bytes a = bare_cell(header, i), b = bare_cell(row, i);
		if (a.len != b.len || memcmp(a.s, b.s, a.len) != 0)
			return false;
	}
	return row_is_empty_from(row, header->count);
}

bool odd_row_cut(const struct odd_rows *o, struct row *row)
{
	const struct row *header = o->header;
	size_t columns = o->columns->count, len;
	if (header->count != columns || columns < 2 || row->count != 2 * columns - 1)
		return false;
	for (size_t i = 1; i < columns; i++) {
		struct coop_bytes a = bare_cell(header, i);
		const char *s = row_cell(row, columns - 1 + i, &len);
		if (a.len != len || memcmp(a.s, s, len) != 0)
			return false;
	}
	struct coop_bytes first = bare_cell(header, 0);
	const char *s = row_cell(row, columns - 1, &len);
	if (len < first.len || memcmp(s + len - first.len, first.s, first.len) != 0)
		return false;
	len -= first.len;
	if (coop_bytes_ends_with(s, len, BYTE_ORDER_MARK))
		len -= sizeof BYTE_ORDER_MARK - 1;
	row->count = columns;
	row->cell[columns - 1].len = len;
	return true;
}

static bool is_comment(const struct odd_rows *o, const struct row *row)
{
	size_t len;
	if (!o->comments || row->count == 0)
		return false;
	const char *s = row_cell(row, 0, &len);
	if (len == 0 || *s != '#')
		return false;
	return row->count < o->columns->count || row_is_empty_from(row, 1) || len == 1 ||
	       s[1] == ' ';
}

/* Whether a row has but one cell that is not empty, its first. */
static bool is_alone(const struct odd_rows *o, const struct row *row)
{
	return o->columns->count > 1 && row->count > 0 && row->cell[0].len > 0 &&
	       row_is_empty_from(row, 1);
}

/* ---- lines of pages ---- */

static size_t skip_blanks(const char *s, size_t n, size_t at)
{
	while (at < n && s[at] == ' ')
		at++;
	return at;
}

/* Skips a number with the blanks around it; returns `at` when there is none. */
static size_t skip_number(const char *s, size_t n, size_t at)
{
	size_t begin = skip_blanks(s, n, at), end = begin;
	while (end < n && is_digit(s[end]))
		end++;
	return end > begin ? skip_blanks(s, n, end) : at;
}

static bool is_page(const struct odd_rows *o, const struct row *row)
{
	static const char *const of[] = {"/", "sur", "de", "of"};
	size_t n;
	if (!is_alone(o, row))
		return false;
	const char *s = row_cell(row, 0, &n);
	if (n < 5 || strncasecmp(s, "page", 4) != 0)
		return false;
	size_t at = skip_number(s, n, 4);
	if (at == 4 || at == n)
		return at == n;
	for (size_t i = 0; i < sizeof of / sizeof *of; i++)
		if (coop_bytes_begins_with(s + at, n - at, of[i])) {
			size_t after = at + strlen(of[i]);
			return skip_number(s, n, after) == n && after < n;
		}
	return false;
}

/* ---- sums ---- */

/* Whether what follows the word of a sum goes on as a sum does: " : 127", " général", " des prêts". */
static bool goes_on_as_sum(const char *s, size_t n)
{
	static const char *const words[] = {"g\u00e9n", "G\u00e9n", "gen", "Gen",
		"G\u00c9N", "GEN", "de ", "des ", "du ", "d'", "DE ", "DES ", "cumul"};
	size_t at = skip_blanks(s, n, 0);
	if (at == n || strchr(":=(", s[at]) || is_digit(s[at]))
		return true;
	for (size_t i = 0; at > 0 && i < sizeof words / sizeof *words; i++)
		if (coop_bytes_begins_with(s + at, n - at, words[i]))
			return true;
	return false;
}

static bool is_label_of_sum(const char *s, size_t n)
{
	static const char *const words[] = {"total", "totaux", "sous-total", "sous total",
		"grand total", "somme", "nombre"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);
		if (n >= len && strncasecmp(s, words[i], len) == 0 &&
			goes_on_as_sum(s + len, n - len))
			return true;
	}
	return false;
}

/* A number as sums are written: 1 234,50 or -12. */
static bool is_number(const char *s, size_t n)
{
	size_t digits = 0;
	for (size_t i = 0; i < n; i++) {
		digits += is_digit(s[i]);
		if (!is_digit(s[i]) && !strchr(" .,-\xc2\xa0\xe2\x80\xaf", s[i]))
			return false;
	}
	return digits > 0;
}

static bool is_sum(const struct odd_rows *o, const struct row *row)
{
	size_t i = 0, len, first;
	while (i < row->count && row->cell[i].len == 0)
		i++;
	if (o->columns->count < 2 || i == row->count)
		return false;
	const char *s = row_cell(row, first = i, &len);
	if (!is_label_of_sum(s, len))
		return false;
	for (i = first + 1; i < row->count; i++) {
		s = row_cell(row, i, &len);
		bool year =
			i < o->columns->count && o->columns->at[i].field == COOP_F_YEAR;
		if (len > 0 && (year || !is_number(s, len)))
			return false;
	}
	return true;
}

const char *odd_row_why(const struct odd_rows *o, const struct row *row)
{
	if (is_comment(o, row))
		return TR("a comment; left out", "un commentaire ; laissé de côté");
	if (is_header_again(o->header, row))
		return TR("the header once more; left out",
			"encore l'en-tête ; laissé de côté");
	if (is_sum(o, row))
		return TR("a sum below the table; left out",
			"un total sous le tableau ; laissé de côté");
	return is_page(o, row) ? TR("the number of a page; left out",
					 "un numéro de page ; laissé de côté")
			       : NULL;
}
