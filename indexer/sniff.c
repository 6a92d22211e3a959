#include "indexer/sniff.h"

#include "shared/fields.h"

enum { ROWS_MAX = 20 /* looked at */ };

/* A row: its length without the line end, its cells. */
struct row {
	size_t len, cells;
};

/* Reads a row up to its line end, which may stand in quotes; false when it has none. */
static bool read_row(const char *s, size_t n, char delimiter, struct row *row)
{
	bool quoted = false;
	*row = (struct row){0, 1};
	for (; row->len < n; row->len++) {
		char c = s[row->len];
		if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '\n' || c == '\r'))
			return true;
		else if (!quoted && c == delimiter)
			row->cells++;
	}
	return false;
}

/* How many of the first rows have as many cells as the first; 0 when one has not. */
static size_t count_rows(const char *s, size_t n, char delimiter, struct row *header)
{
	size_t rows = 0;
	for (size_t i = 0; i < n && rows < ROWS_MAX;) {
		struct row row;
		bool ended = read_row(s + i, n - i, delimiter, &row);
		if (!ended && n >= CHARSET_SAMPLE)
			break; /* cut by the end of the sample */
		if (rows == 0)
			*header = row;
		if (row.len > 0 && row.cells != header->cells)
			return 0;
		rows += row.len > 0;
		i += row.len + 1;
	}
	return rows;
}

/* Whether a cell of a row names a field. */
static bool names_field(const char *s, size_t len, char delimiter, enum charset charset,
	struct coop_buf scratch[2])
{
	bool found = false, quoted = false;
	for (size_t i = 0, begin = 0; i <= len && !found && !scratch[0].failed; i++) {
		if (i < len && s[i] == '"')
			quoted = !quoted;
		if (i < len && (s[i] != delimiter || quoted))
			continue;
		coop_buf_reset(&scratch[0]);
		charset_decode(charset, s + begin, i - begin, &scratch[0]);
		found = coop_field_by_name(coop_buf_cstr(&scratch[0]), scratch[0].len,
				&scratch[1]) != COOP_F_OTHER;
		begin = i + 1;
	}
	return found;
}

enum coop_status sniff_csv(
	const char *s, size_t n, enum charset charset, bool *csv, struct coop_error *err)
{
	struct coop_buf scratch[2] = {{0}, {0}};
	*csv = false;
	for (const char *delimiter = ",;\t|"; *delimiter && !*csv; delimiter++) {
		struct row header = {0, 0};
		size_t rows = count_rows(s, n, *delimiter, &header);
		if (rows < 2 || header.cells < 2)
			continue;
		*csv = (rows >= SNIFF_ROWS && header.cells >= SNIFF_CELLS) ||
		       names_field(s, header.len, *delimiter, charset, scratch);
	}
	enum coop_status st = coop_buf_check(&scratch[0], err);
	if (!st)
		st = coop_buf_check(&scratch[1], err);
	coop_buf_release(&scratch[0]);
	coop_buf_release(&scratch[1]);
	return st;
}
