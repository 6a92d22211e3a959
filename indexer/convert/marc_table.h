/*
 * marc_table.h - which fields of UNIMARC and MARC21 become which fields of a notice.
 */
#ifndef COOP_INDEXER_CONVERT_MARC_TABLE_H
#define COOP_INDEXER_CONVERT_MARC_TABLE_H

#include "indexer/convert/marc_record.h"
#include "shared/index/fields.h"

enum marc_format { MARC_UNIMARC, MARC_21, MARC_FORMATS };

/* What is made of the subfields that a rule names. */
enum marc_take {
	MARC_EACH,      /* each is a value */
	MARC_JOINED,    /* all make one, with the punctuation of the rule between them */
	MARC_TITLE,     /* the same; a second title is another title */
	MARC_STATEMENT, /* who made it, as it stands on the document */
	MARC_AGENT,     /* a person or corporate body, with its function (marc_roles.h) */
	MARC_SUBJECT,   /* a heading with its subdivisions */
	MARC_YEAR,      /* a date of publication */
	MARC_PUBLISHER, /* of a film: its producer */
	MARC_EXTENT, /* a physical description: the running time and colour in it, too */
	MARC_LANGUAGE, /* a code each */
	MARC_COUNTRY,  /* the same */
	MARC_LINK,     /* the first one is the link of the notice */
	MARC_CODED,    /* places in a field of fixed length */
	MARC_LOCAL     /* of the library itself: a column named by its label or its tag */
};

struct marc_rule {
	const char *tag;   /* a dot stands for any character, [0-357] for one of these */
	const char *codes; /* of the subfields that are taken; "*" takes all letters */
	/* for MARC_JOINED and MARC_TITLE: before each of `codes`, with '|' between them */
	const char *between;
	enum marc_take take;
	enum coop_field field;
	const char *name; /* of the column, for COOP_F_OTHER */
};

/* The rules of a format; they end with one without a tag. Several may take a field. */
const struct marc_rule *marc_rules(enum marc_format format);

/* Whether a rule is for a tag. */
bool marc_rule_is_for(const struct marc_rule *rule, const char *tag);

#define MARC_OTHER_TITLE "autre titre"

#endif
