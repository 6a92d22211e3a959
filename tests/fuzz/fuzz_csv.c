/*
 * fuzz_csv.c - any bytes are a CSV file. The first byte chooses how it is read.
 */
#include <unistd.h>

#include "indexer/reader.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char csv_path[] = "/tmp/coop-fuzz-XXXXXX";

static void remove_csv(void)
{
	unlink(csv_path);
}

/* The reader wants a path; the file stays, and is written anew for each input. */
static void write_csv(const uint8_t *data, size_t size)
{
	static bool made;
	if (!made) {
		int fd = mkstemp(csv_path);
		HOLDS(fd >= 0);
		close(fd);
		atexit(remove_csv);
		made = true;
	}
	FILE *file = fopen(csv_path, "wb");
	HOLDS(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

/* Which options a byte stands for. */
static struct reader_options choose(unsigned byte)
{
	static const char *const delimiters[] = {NULL, ",", ";", "tab"};
	return (struct reader_options){.charset = (int)(byte / 4 % 3),
		.delimiter = delimiters[byte % 4],
		.no_header = byte / 12 % 2 != 0};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader_options options = choose(size > 0 ? data[0] : 0);
	/* as if so many problems were shown that no more are */
	struct report report = {.program = "fuzz", .in_file = REPORT_SHOWN_PER_FILE + 1};
	struct reader *reader;
	struct coop_record r;
	struct coop_value id;
	size_t line = 0, lines = 1;
	bool more = true;
	write_csv(size > 0 ? data + 1 : data, size > 0 ? size - 1 : 0);
	for (size_t i = 1; i < size; i++)
		lines += data[i] == '\n' || data[i] == '\r';
	coop_record_init(&r);
	enum coop_status st = reader_csv.open(csv_path, &options, &report, &reader, NULL);
	HOLDS(st == COOP_OK || st == COOP_E_INPUT);
	while (!st && more) {
		st = reader_next(reader, &r, &more, NULL);
		HOLDS(st == COOP_OK);
		if (!more)
			break;
		HOLDS(coop_record_check(&r, NULL) == COOP_OK);
		HOLDS(r.count > 0 && coop_record_get(&r, COOP_F_ID, &id));
		HOLDS(r.line > line && r.line <= lines);
		line = r.line;
		fuzz_check_values(&r);
		fuzz_check_packing(&r);
	}
	if (!st)
		reader_close(reader);
	coop_record_release(&r);
	return 0;
}
