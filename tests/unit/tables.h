/*
 * tables.h - reads a table of tests/tables/: lines of an input, " -> " and what is expected. Empty
 * lines and those that begin with # say nothing.
 */
#ifndef COOP_TESTS_UNIT_TABLES_H
#define COOP_TESTS_UNIT_TABLES_H

#include "tests/unit/files.h"

/* Appends what becomes of an input. */
typedef void table_row(void *context, const char *input, struct coop_buf *out);

/* Checks every line of a table; returns how many there are. */
static inline size_t check_table(const char *name, table_row *row, void *context)
{
	static const char arrow[] = " -> ";
	struct coop_buf path = {0}, table = {0}, got = {0};
	size_t number = 0, entries = 0;
	read_whole(test_path(&path, name), &table);
	for (char *line = table.s, *end; *line; line = end + 1) {
		number++;
		end = strchr(line, '\n');
		need(end != NULL, "a table's last line has no end");
		*end = '\0';
		if (!*line || *line == '#')
			continue;
		char *expected = strstr(line, arrow);
		need(expected != NULL, line);
		*expected = '\0';
		coop_buf_reset(&got);
		row(context, line, &got);
		is_str(coop_buf_cstr(&got), got.len, expected + strlen(arrow),
			"%s:%zu: %s", name, number, line);
		entries++;
	}
	coop_buf_release(&path);
	coop_buf_release(&table);
	coop_buf_release(&got);
	return entries;
}

#endif
