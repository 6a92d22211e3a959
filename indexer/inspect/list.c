#include "indexer/inspect/list.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "indexer/inspect/opened.h"
#include "shared/core/diag.h"

static void print_time(int64_t nanoseconds, FILE *out)
{
	const int64_t second = 1000000000;
	time_t when = (time_t)(nanoseconds / second - (nanoseconds % second < 0));
	struct tm parts;
	char text[64] = "?";
	if (gmtime_r(&when, &parts) &&
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
		text[0] = '\0';
	fputs(text, out);
}

static void print_state(const struct source *of, FILE *out)
{
	const char *between = "";
	const struct {
		bool holds;
		const char *word;
	} states[] = {{of->flags & SOURCE_UNREAD, "unread"},
		{of->flags & SOURCE_CUT, "cut"}, {of->rejected_bytes > 0, "rejected"}};
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (states[i].holds) {
			fprintf(out, "%s%s", between, states[i].word);
			between = ",";
		}
	if (!*between)
		fputc('-', out);
}

static void print_source(const struct sources *s, const struct source *of, FILE *out)
{
	const char *path = source_path(s, of);
	fprintf(out, "%" PRIu64 "\t%" PRIu64 "\t", source_records(s, of), of->state.size);
	print_time(of->state.mtime, out);
	fputc('\t', out);
	print_state(of, out);
	fputc('\t', out);
	coop_put_safe(out, path, strlen(path));
	fputc('\n', out);
}

enum coop_status list_run(
	const char *index, enum list_format format, FILE *out, struct coop_error *err)
{
	struct opened_index o;
	enum coop_status st = opened_open(&o, index, err);
	for (size_t i = 0; !st && i < o.sources.count; i++) {
		const struct source *of = &o.sources.at[i];
		if (format == LIST_LINES)
			print_source(&o.sources, of, out);
		else
			fwrite(source_path(&o.sources, of), 1,
				strlen(source_path(&o.sources, of)) + 1, out);
	}
	opened_close(&o);
	return st;
}
