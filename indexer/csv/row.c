#include "indexer/csv/row.h"

#include <stdlib.h>

void row_release(struct row *row)
{
	coop_buf_release(&row->raw);
	coop_buf_release(&row->text);
	free(row->cell);
	*row = (struct row){0};
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
