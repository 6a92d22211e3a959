/*
 * heading.h - what the heading of a column in an export may mean.
 *
 * Exports decorate their headings: with a namespace ("dcterms:creator", "artwork - TITRE"), a language or
 * a number ("titre_fr", "dc.title[fr]", "Adresse 1"), or words that say no more ("Premier auteur",
 * "libelleCommuneEtablissement"). A heading is taken apart into words, and looked up as it is; without a
 * language and a number at its end; without what stands before a separator, unless that names a field
 * itself ("Réalisateur - pays" is no country); without words that say no more; at last only what stands
 * before "ou", "et" or a slash ("Titre ou désignation"). Whatever is looked
 * up is compared without case, accents, articles, plurals and the blanks between words: "codePostal" is
 * "code postal", "nom films" is "nom du film".
 *
 * The names are those of the field table (fields.h), and nothing else. Whether a column holds what its
 * heading says is another question, answered by who has seen the column.
 */
#ifndef COOP_INDEX_HEADING_H
#define COOP_INDEX_HEADING_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/index/fields.h"

/* The most fields that a heading may name, as `100$a` does in two kinds of MARC. */
enum { COOP_HEADING_FIELDS = 4 };

/* Ranks from here on are those of headings that name a field where no other column does. */
enum { COOP_HEADING_SECOND = 1000 };

/* A field that a heading may name. */
struct coop_heading_field {
	enum coop_field field;
	unsigned
		rank; /* the smaller, the surer; 0 for an alias as it stands in the table */
};

/*
 * Finds the fields that a heading may name; returns how many. When memory runs out, `scratch` has its
 * failure set, and there are none.
 */
size_t coop_heading_fields(const char *name, size_t len, struct coop_buf *scratch,
	struct coop_heading_field out[COOP_HEADING_FIELDS]);

/*
 * Whether a cell of a table's first rows looks like a heading: an alias, or another form of one, but for
 * those with a number: "Texte 2" may well be data.
 */
bool coop_heading_is_one(const char *name, size_t len, struct coop_buf *scratch);

#endif
