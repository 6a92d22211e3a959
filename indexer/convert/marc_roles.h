/*
 * marc_roles.h - what persons and bodies have done for a work, by the codes of UNIMARC (appendix C: "300")
 * and MARC ("drt"), or in words ("réalisateur").
 */
#ifndef COOP_INDEXER_CONVERT_MARC_ROLES_H
#define COOP_INDEXER_CONVERT_MARC_ROLES_H

#include "indexer/convert/marc_record.h"

enum marc_role {
	ROLE_NONE, /* nothing is told */
	ROLE_DIRECTOR,
	ROLE_AUTHOR,
	ROLE_PRODUCER,
	ROLE_SCENARIO,
	ROLE_CAST,
	ROLE_MUSIC,
	ROLE_IMAGE,
	ROLE_EDITING,
	ROLE_SOUND,
	ROLE_PREFACE,
	ROLE_TRANSLATION,
	ROLE_ILLUSTRATION,
	ROLE_SCIENTIFIC,
	ROLE_DISTRIBUTION,
	ROLE_PUBLISHER,
	ROLE_OTHER, /* one that has no column of its own */
	ROLES
};

/* The role of a field with a name: the first one that is known of its codes ($4), else of its words ($e). */
enum marc_role marc_role_of(const struct marc_record *r, const struct marc_field *f);

/* The column of a role; NULL for those of fields: director, author, producer. */
const char *marc_role_column(enum marc_role role);

/*
 * The name in a statement such as "réal. Agnès Varda" or "un film de Agnès Varda", without what tells the
 * role, which is ROLE_DIRECTOR or, where nothing is told, ROLE_NONE.
 */
enum marc_role marc_role_in_words(struct coop_bytes *statement);

#endif
