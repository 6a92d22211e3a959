/*
 * bib_notice.h - the notice of a reference, from the parts of which all formats of bibliographies know.
 *
 * The one table of what becomes of them; "film" is a reference to a film, a broadcast or a recording:
 *
 *	part                                    field, or column
 *	title and subtitle, with " : " between  title; of several the first, others "autre titre"
 *	authors, directors                      director, as they were typed, with " ; " between them
 *	editors                                 director where there is no author, else "éditeur scientifique"
 *	other people                            a column with their role
 *	date                                    year, the first that it tells; "date complète" where it tells more
 *	publisher                               "éditeur"; of a film, producers
 *	place                                   "lieu d'édition"
 *	journal, book or series of a part       "revue", "collection"
 *	volume, number, pages, edition          "volume", "numéro", "pages", "édition"
 *	abstract; keywords                      description; keywords, with " ; " between them
 *	standard number, DOI                    "ISBN", of eight digits "ISSN"; "DOI"
 *	address                                 url; of several the first, others "autre lien"
 *	language; shelf mark; notes             language; "cote"; "notes"
 *	type                                    genre, unless the reference names one itself
 *	extent                                  minutes if it tells a running time, else "description matérielle"
 *	name of the record                      id
 *	anything else                           the field that its name is an alias of, or a column of that name
 *
 * References of HTML ("&eacute;"), which databases of the Web leave in their exports, are characters.
 * In the reference of a film, a short part with a running time is that ("VL  - 52 min"), whatever its tag,
 * since each program has another tag for it; and a note that is a word for a colour is the colour.
 */
#ifndef COOP_INDEXER_CONVERT_BIB_NOTICE_H
#define COOP_INDEXER_CONVERT_BIB_NOTICE_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/index/record.h"

enum bib_part {
	BIB_SKIP, /* says nothing of the work: the dates of a program, files of its own */
	BIB_TYPE,
	BIB_GENRE, /* in words */
	BIB_ID,
	BIB_TITLE,
	BIB_SUBTITLE,
	BIB_OTHER_TITLE,
	BIB_AUTHOR,
	BIB_EDITOR,
	BIB_DATE,
	BIB_PUBLISHER,
	BIB_PLACE,
	BIB_HOST,
	BIB_HOST_SHORT, /* an abbreviation of it, or a second one: used where there is no other */
	BIB_SERIES,
	BIB_VOLUME,
	BIB_ISSUE,
	BIB_PAGES,
	BIB_FIRST_PAGE,
	BIB_LAST_PAGE,
	BIB_EDITION,
	BIB_ABSTRACT,
	BIB_KEYWORD,
	BIB_NUMBER, /* ISBN or ISSN */
	BIB_DOI,
	BIB_URL,
	BIB_LANGUAGE,
	BIB_SHELF,
	BIB_NOTE,
	BIB_EXTENT,
	BIB_SOURCE,
	BIB_NAMED,  /* what has a name in words, perhaps that of a field */
	BIB_COLUMN, /* a column with a name, such as a tag: "AN" is no year ("an") */
	BIB_PARTS
};

/* Begin with `= {0}` and bib_notice_init(). */
struct bib_notice {
	bool film;                        /* set by the reader, before parts are added */
	struct coop_buf parts[BIB_PARTS]; /* of those that a notice has once */
	struct coop_record others;        /* all other values, in their order */
	struct coop_buf scratch, plain;
	size_t minutes; /* 0: unknown */
};

void bib_notice_init(struct bib_notice *b);
void bib_notice_release(struct bib_notice *b);
/* Empties it; keeps the memory. */
void bib_notice_reset(struct bib_notice *b);

/*
 * Adds a part, UTF-8; blanks around it are dropped, and a part that is empty. `name` is that of the column
 * for BIB_NAMED and BIB_COLUMN.
 */
void bib_notice_add(struct bib_notice *b, enum bib_part part, const char *name,
	struct coop_bytes value);

/* Whether a text is a word for the colour of a film, in any case. */
bool bib_is_colour(struct coop_bytes v);

/* Whether there is a part that a notice has once. */
bool bib_notice_has(const struct bib_notice *b, enum bib_part part);

/*
 * Adds all values to a record; none when there is nothing that tells of a work, such as an id and a type
 * alone. A failure of memory stays in the record.
 */
void bib_notice_finish(struct bib_notice *b, struct coop_record *out);

#endif
