/*
 * nulls.h - words that stand in cells for "no value", as databases and people write them.
 *
 * They are words only as the whole cell, in any case:
 *  - "-" and longer dashes, "?" once or more, N/A, #N/A, N.A., N/C, N.C., N/D, N.D., N/R, N.R., S/O, S.O.,
 *    (null), <null>, \N, (vide), non renseigné, non communiqué, non précisé, non disponible, non défini, non
 *    applicable, non concerné, non spécifié, also in the feminine and plural;
 *  - and those that may be something else, a code, a name or a title: NA, NC, ND, NR, SO (in capitals),
 *    null, NaN, none, néant, sans objet. In a column where a tenth of the other cells are codes of three
 *    capitals or fewer, as of countries, they are values; so is a single one among titles.
 */
#ifndef COOP_INDEXER_CSV_NULLS_H
#define COOP_INDEXER_CSV_NULLS_H

#include <stdbool.h>
#include <stddef.h>

enum null_word {
	NULL_NOT,  /* a value */
	NULL_SURE, /* no value */
	NULL_MAYBE /* no value, unless the column says otherwise */
};

/* What a cell is, in UTF-8 or Windows-1252, without blanks around it. */
enum null_word null_word(const char *s, size_t n);

/* Whether a cell is a code as those that a NULL_MAYBE may be one of: FR, NAM. */
bool null_is_code(const char *s, size_t n);

#endif
