#include "indexer/report/report.h"

#include <stdarg.h>

#include "shared/core/bytes.h"

void report_bytes(struct report *r, size_t n)
{
	if (r->lines) /* counted with the page */
		return;
	r->count.bytes += n;
	if (!r->inside)
		progress_add_to_part(r->progress, n);
}

void report_converted(struct report *r, size_t n)
{
	if (!r->lines)
		r->count.bytes += n;
}

void report_record(struct report *r)
{
	r->count.records++;
	if (r->progress)
		atomic_store_explicit(
			&r->progress->records, r->count.records, memory_order_relaxed);
}

size_t report_line_of(const struct report *r, size_t line)
{
	size_t lines = r->lines ? r->lines->len / COOP_LE32_SIZE : 0;
	return line > 0 && line <= lines
		       ? coop_get_le32(r->lines->s + (line - 1) * COOP_LE32_SIZE)
		       : line;
}

void report_sheet(struct report *r, const char *name)
{
	r->sheet = name;
	if (r->findings)
		r->findings->of_sheet = true;
}

void report_fact(struct report *r, const char *what, const char *fmt, ...)
{
	char text[300];
	if (!r->findings)
		return;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	findings_fact(r->findings, what, text);
}

void report_column(struct report *r, const char *name, size_t len, enum coop_field field,
	bool ignored, const char *why)
{
	if (r->findings)
		findings_column(r->findings, name, len, field, ignored, why);
}
