#include "query/output/wanted.h"

#include "query/output/template.h"

/* Whether a format, which knows of itself what it wants, or what was asked for has such a column. */
static bool wants(const struct output *out, bool of_itself, enum column_kind kind)
{
	if (out->format == OUTPUT_TEMPLATE)
		return template_has(out->template, kind);
	return out->columns ? output_columns_have(out->columns, kind) : of_itself;
}

bool output_wants_snippet(const struct output *out)
{
	return wants(out, output_ops(out->format)->wants_snippet, COLUMN_SNIPPET) ||
	       wants(out, false, COLUMN_TIME);
}

bool output_wants_path(const struct output *out)
{
	return wants(out, output_ops(out->format)->wants_path, COLUMN_PATH);
}
