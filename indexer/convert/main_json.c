/*
 * coopidx-convert-json - reads files of JSON for coopidx (worker.h).
 */
#include <jansson.h>

#include "indexer/convert/json.h"
#include "indexer/convert/worker.h"

static enum conversion_failure notice(
	void *data, const struct coop_record *record, bool keyed)
{
	(void)data;
	return keyed ? worker_keyed(record) : worker_notice(record);
}

static void left_out(void *data, size_t line, size_t column, enum conversion_failure why)
{
	(void)data;
	worker_left_out_at(line, column, why);
}

static void odd(void *data, enum conversion_mend what, size_t count, size_t line)
{
	(void)data;
	worker_mended(what, count, line);
}

static void told(void *data, enum told what, const char *text)
{
	(void)data;
	worker_told(what, text);
}

static enum conversion_failure json(struct doc *doc, const struct input *input)
{
	const struct json_taker taker = {
		.notice = notice, .left_out = left_out, .odd = odd, .told = told};
	(void)doc;
	return json_read(input->source, &taker);
}

int main(int argc, char **argv)
{
	static const struct work table[] = {
		{"JSON", .is_text = true, .answers = true, .run = json}, {0}};
	json_object_seed(0); /* it opens a file for that */
	return worker_main(table, argc, argv);
}
