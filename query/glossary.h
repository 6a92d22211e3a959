/*
 * glossary.h - acronyms and their long forms, each found from the other, by stems.
 */
#ifndef COOP_QUERY_GLOSSARY_H
#define COOP_QUERY_GLOSSARY_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/analyzer.h"
#include "shared/error.h"
#include "shared/lexicon.h"

struct glossary;

/* A long form with more content words is not used. */
#define GLOSSARY_WORDS_MAX 8

/* Analyses the long forms of a lexicon, which is borrowed. */
enum coop_status glossary_new(struct coop_analyzer *analyzer,
	const struct coop_lexicon *lexicon, struct glossary **out,
	struct coop_error *err);
void glossary_free(struct glossary *g); /* NULL is fine */

/*
 * The stems of an acronym's long form, blanks between; NULL when none is known. Borrowed.
 */
const char *glossary_long(const struct glossary *g, const char *form, size_t len);

/*
 * The acronym, folded, whose long form has these stems, blanks between; NULL when none
 * has.
 */
const char *glossary_short(const struct glossary *g, const char *stems, size_t len);

#endif
