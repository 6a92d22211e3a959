#include "indexer/dump.h"
#include "indexer/report/problems.h"

#include "shared/cli/print_analysis.h"

/* Appends a text as a field of a line: tabs and line ends become blanks. */
static void add_field(struct coop_buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		coop_buf_byte(out, (unsigned char)s[i] < ' ' ? ' ' : s[i]);
	coop_buf_byte(out, '\t');
}

static enum coop_status dump_record(FILE *out, struct coop_analyzer *analyzer,
	const struct coop_record *record, struct coop_buf *before, struct coop_error *err)
{
	struct coop_value id;
	enum coop_status st = COOP_OK;
	coop_record_get(record, COOP_F_ID, &id);
	for (size_t i = 0; !st && i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (!coop_value_is_text(&v))
			continue;
		coop_buf_reset(before);
		add_field(before, id.text, id.len);
		add_field(before, v.name, v.name_len);
		st = coop_buf_check(before, err);
		if (!st)
			st = coop_print_analysis(
				out, before->s, analyzer, v.text, v.len, err);
	}
	return st;
}

enum coop_status dump_terms(FILE *out, struct coop_analyzer *analyzer, const char *path,
	const struct reader_options *options, struct report *report,
	struct coop_error *err)
{
	struct reader *reader;
	struct coop_record record;
	struct coop_buf before = {0};
	bool more = true;
	coop_record_init(&record);
	report_file(report, path);
	enum coop_status st = reader_open(
		&(struct reader_file){path, path}, options, report, &reader, err);
	while (!st && more) {
		st = reader_next(reader, &record, &more, err);
		if (!st && more)
			st = dump_record(out, analyzer, &record, &before, err);
	}
	reader_close(reader);
	coop_record_release(&record);
	coop_buf_release(&before);
	return st;
}
