/*
 * fuzz_csv.c - any bytes are a CSV file. The first byte chooses how it is read.
 */
#include "indexer/csv/map.h"
#include "indexer/read/reader.h"
#include "indexer/read/reader_ops.h"
#include "indexer/sink/sink_dry_run.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* How a file is read: with a page on it, and with the user's word for what columns are. */
struct csv_run {
	struct reader_options options;
	bool page;
};

static struct column_map *csv_map(void)
{
	static const char lines[] = "nom = title\ncote =\ntitre = other\nb = year\n";
	static struct column_map *map;
	struct coop_place place = {0};
	if (!map)
		HOLDS(column_map_load(fuzz_file((const uint8_t *)lines, sizeof lines - 1),
			      &map, &place, NULL) == COOP_OK);
	return map;
}

/* What a byte stands for. */
static struct csv_run csv_choose(unsigned byte)
{
	static const char *const delimiters[] = {NULL, ",", ";", "tab"};
	static const char *const sets[] = {NULL, "utf-8", "windows-1252", "iso-8859-15",
		"cp850", "iso-5426", "utf-16le", "utf-7", "utf-32be"};
	enum { DELIMITERS = 4, SETS = 9, WAYS = DELIMITERS * SETS * 2 };
	return (struct csv_run){.options = {.encoding = sets[byte / DELIMITERS % SETS],
					.delimiter = delimiters[byte % DELIMITERS],
					.no_header = byte / (DELIMITERS * SETS) % 2 != 0,
					.map = byte / WAYS >= 2 ? csv_map() : NULL},
		.page = byte / WAYS % 2 != 0};
}

static void csv_check_record(
	const struct coop_record *r, const char *path, size_t before, size_t lines)
{
	struct coop_value id;
	HOLDS(coop_record_check(r, NULL) == COOP_OK);
	HOLDS(r->count > 0 && coop_record_get(r, COOP_F_ID, &id));
	/* a table that was made of other files says itself where they were */
	if (strcmp(coop_record_path(r), path) == 0)
		HOLDS(r->line > before && r->line <= lines);
	fuzz_check_values(r);
	fuzz_check_packing(r);
}

/* Reads all records; `sink`, if there is one, is given them. */
static void csv_read(const struct reader_options *options, const char *path, size_t lines,
	struct report *report, struct sink *sink)
{
	struct reader *reader;
	struct coop_record r;
	size_t before = 0;
	bool more = true;
	coop_record_init(&r);
	report_file(report, path);
	struct reader_input in = {.path = path, .stored = path, .file = path};
	enum coop_status st = reader_csv.open(&in, options, report, &reader, NULL);
	HOLDS(st == COOP_OK || st == COOP_E_INPUT);
	while (!st && reader_next(reader, &r, &more, NULL) == COOP_OK && more) {
		csv_check_record(&r, path, before, lines);
		before = strcmp(coop_record_path(&r), path) == 0 ? r.line : before;
		HOLDS(!sink || sink_add(sink, &r, NULL) == COOP_OK);
	}
	HOLDS(st || !more);
	report_file_end(report, path);
	if (!st)
		reader_close(reader);
	coop_record_release(&r);
}

/* A page is lines of text that no terminal takes for anything else. */
static void csv_read_for_page(
	const struct reader_options *options, const char *path, size_t lines)
{
	struct report report = {.program = "fuzz", .silent = true};
	struct sink *sink;
	char *page = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&page, &len);
	HOLDS(out != NULL);
	HOLDS(dry_run_new(out, &report, &sink, NULL) == COOP_OK);
	csv_read(options, path, lines, &report, sink);
	HOLDS(sink_finish(sink, NULL) == COOP_OK);
	sink_free(sink);
	HOLDS(fclose(out) == 0 && len > 0 && fuzz_is_utf8(page, len));
	for (size_t i = 0; i < len; i++)
		HOLDS(page[i] == '\n' || (unsigned char)page[i] >= ' ');
	free(page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct csv_run run = csv_choose(size > 0 ? data[0] : 0);
	/* what is said of the dialect is made, and not shown */
	struct report report = {.program = "fuzz", .silent = true, .verbose = true};
	const char *path = fuzz_file(size > 0 ? data + 1 : data, size > 0 ? size - 1 : 0);
	size_t lines = 1;
	for (size_t i = 1; i < size; i++)
		lines += data[i] == '\n' || data[i] == '\r';
	if (run.page)
		csv_read_for_page(&run.options, path, lines);
	else
		csv_read(&run.options, path, lines, &report, NULL);
	return 0;
}
