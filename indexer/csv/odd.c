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

/* Whether two headings are the same but for the case of letters, which up to U+00FF is one bit. */
static bool is_same_heading(struct coop_bytes a, struct coop_bytes b)
{
	enum { CASE = 0x20 };
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if ((a.s[i] | CASE) != (b.s[i] | CASE))
			return false;
	return true;
}

static bool is_header_again(const struct row *header, const struct row *row)
{
	if (header->text.len == 0 || row->count < header->count)
		return false;
	for (size_t i = 0; i < header->count; i++)
		if (!is_same_heading(bare_cell(header, i), bare_cell(row, i)))
			return false;
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

/* ---- comments ---- */

/* Whether a row has but one cell that is not empty, and which one. */
static bool is_alone(const struct odd_rows *o, const struct row *row, size_t *i)
{
	*i = 0;
	while (*i < row->count && row->cell[*i].len == 0)
		++*i;
	return o->columns->count > 1 && *i < row->count && row_is_empty_from(row, *i + 1);
}

static bool is_comment(const struct odd_rows *o, const struct row *row)
{
	size_t len, i;
	if (row->count == 0 || row->cell[0].len == 0)
		return false;
	const char *s = row_cell(row, 0, &len);
	size_t mark = *s == '#' ? 1 : coop_bytes_begins_with(s, len, "//") ? 2 : 0;
	if (mark == 0)
		return false;
	bool blank = len == mark || s[mark] == ' ';
	if (!o->comments)
		return blank && is_alone(o, row, &i);
	return blank || row->count < o->columns->count || row_is_empty_from(row, 1);
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

/* The length of the first of the words that a text begins with, whatever their case; 0 if none. */
static size_t begins_with_one(const char *s, size_t n, const char *const *words)
{
	for (; *words; words++) {
		size_t len = strlen(*words);
		if (n >= len && strncasecmp(s, *words, len) == 0)
			return len;
	}
	return 0;
}

/* Whether a text is the number of a page: "Page 2", "p. 2 / 3", "- 2 -". */
static bool is_page_number(const char *s, size_t n)
{
	static const char *const words[] = {"pages", "page", "p.", NULL};
	static const char *const of[] = {"/", "sur", "de", "of", NULL};
	static const char *const dashes[] = {"-", "\u2013", "\u2014", NULL};
	size_t dash = begins_with_one(s, n, dashes);
	size_t word = dash > 0 ? dash : begins_with_one(s, n, words);
	size_t at = skip_number(s, n, word);
	if (word == 0 || at == word)
		return false;
	if (dash > 0)
		return n - at == dash && begins_with_one(s + at, dash, dashes) == dash;
	if (at == n)
		return true;
	size_t all = begins_with_one(s + at, n - at, of);
	return all > 0 && at + all < n && skip_number(s, n, at + all) == n;
}

static bool is_page(const struct odd_rows *o, const struct row *row)
{
	size_t i, len;
	if (!is_alone(o, row, &i))
		return false;
	const char *s = row_cell(row, i, &len);
	return is_page_number(s, len);
}

/* ---- sums ---- */

/* Whether what follows the word of a sum goes on as a sum does: " : 127", " général", " des prêts". */
static bool goes_on_as_sum(const char *s, size_t n)
{
	static const char *const words[] = {
		"g\u00e9n", "g\u00c9n", "gen", "de ", "des ", "du ", "d'", "cumul", NULL};
	size_t at = skip_blanks(s, n, 0);
	if (at == n || strchr(":=(", s[at]) || is_digit(s[at]))
		return true;
	return at > 0 && begins_with_one(s + at, n - at, words) > 0;
}

static bool is_label_of_sum(const char *s, size_t n)
{
	static const char *const words[] = {"total", "totaux", "sous-total", "sous total",
		"grand total", "somme", "nombre", "moyenne", NULL};
	if (!strchr("tsgnm", *s | 0x20))
		return false; /* as nearly always */
	size_t len = begins_with_one(s, n, words);
	return len > 0 && goes_on_as_sum(s + len, n - len);
}

/* Whether a text counts the rows of the table: "127 notices". */
static bool is_count(const char *s, size_t n)
{
	static const char *const words[] = {"notices", "notice", "enregistrements",
		"enregistrement", "r\u00e9sultats", "r\u00e9sultat", "lignes", "ligne",
		"records", "rows", NULL};
	size_t at = skip_number(s, n, 0);
	return at > 0 && at < n && begins_with_one(s + at, n - at, words) == n - at;
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
	size_t i, len;
	bool alone = is_alone(o, row, &i);
	if (o->columns->count < 2 || i == row->count)
		return false;
	const char *s = row_cell(row, i, &len);
	if (alone && is_count(s, len))
		return true;
	if (!is_label_of_sum(s, len))
		return false;
	while (++i < row->count) {
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
