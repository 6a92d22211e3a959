/*
 * export_formats.h - the formats in which notices leave: their types, and what they are for.
 */
#ifndef COOP_QUERY_PAGES_EXPORT_FORMATS_H
#define COOP_QUERY_PAGES_EXPORT_FORMATS_H

#include "query/output/output.h"

struct export_format {
	enum output_format format; /* its name is that of output_ops() */
	const char *type;          /* of the response */
	const char *extension;     /* of the file */
	const char *label;         /* for people: "RIS" */
	const char *for_en, *for_fr;
	const char *label_fr; /* in French; NULL: the same */
};

/* Ends with a row whose type is NULL. Those for people come first. */
extern const struct export_format export_formats[];

/* Its label in the language of the thread. */
const char *export_format_label(const struct export_format *f);

/* The format of a name; NULL when there is none. */
const struct export_format *export_format(const char *name);

#endif
