#include "indexer/csv/row.h"

#include <stdlib.h>
#include <string.h>

void row_release(struct row *row)
{
	coop_buf_release(&row->raw);
	coop_buf_release(&row->text);
	free(row->cell);
	*row = (struct row){0};
}

void row_reset(struct row *row)
{
	coop_buf_reset(&row->text);
	coop_buf_reset(&row->raw);
	row->count = 0;
	row->line = 0;
	row->apart = false;
	row->garbled_line = 0;
}

void row_end_lines(struct row *row, size_t off)
{
	struct coop_buf *text = &row->text;
	size_t to = off;
	if (text->len == off || !memchr(text->s + off, '\r', text->len - off))
		return;
	for (size_t i = off; i < text->len; i++)
		if (text->s[i] != '\r')
			text->s[to++] = text->s[i];
		else if (i + 1 == text->len || text->s[i + 1] != '\n')
			text->s[to++] = '\n';
	text->len = to;
}

const char *row_cell(const struct row *row, size_t i, size_t *len)
{
	*len = row->cell[i].len;
	return coop_buf_cstr(&row->text) + row->cell[i].off;
}

bool row_is_empty_from(const struct row *row, size_t i)
{
	while (i < row->count && row->cell[i].len == 0)
		i++;
	return i >= row->count;
}
