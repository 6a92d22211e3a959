/*
 * xlsx.h - what the sheets of an XLSX workbook share: their names, texts and formats.
 */
#ifndef COOP_INDEXER_CONVERT_XLSX_H
#define COOP_INDEXER_CONVERT_XLSX_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/sheet.h"
#include "indexer/convert/xml_sax.h"
#include "shared/core/buf.h"

/* A sheet that the workbook names. Strings are offsets in `names`. */
struct xlsx_sheet {
	size_t name, name_len;
	size_t relation; /* the id of what leads to its part; "" when there is none */
	size_t part;     /* the name of that part, set by xlsx_book_resolve() */
	bool hidden;
	bool drawn; /* it holds a diagram, and no cells */
	bool met;   /* its part was found */
};

struct xlsx_relation {
	size_t id, target;
	bool drawn;
};

/* A format of numbers that the workbook defines. */
struct xlsx_format {
	size_t id, code;
};

/* To be initialised with zeros. */
struct xlsx_book {
	struct xlsx_sheet *sheets;
	size_t nsheets, sheets_cap;
	struct xlsx_relation *relations;
	size_t nrelations, relations_cap;
	struct xlsx_format *formats;
	size_t nformats, formats_cap;
	size_t *styles; /* of cells: the number of a format */
	size_t nstyles, styles_cap;
	struct sheet_text *texts; /* shared ones, in `text` */
	size_t ntexts, texts_cap;
	struct coop_buf text, names;
	size_t folder;  /* of the workbook, in `names`: "xl/" or another one */
	bool from_1904; /* days count from there */
	bool found;     /* there is a workbook */
	size_t room;    /* bytes of XML that may still be read */
};

void xlsx_book_release(struct xlsx_book *b);

/* Reads all of that from the package on standard input. */
enum conversion_failure xlsx_book_read(struct xlsx_book *b);

/* The sheet whose part has a name; NULL when none has. */
struct xlsx_sheet *xlsx_sheet_of(const struct xlsx_book *b, const char *part);

/* The code of the format of a style (numfmt.h); NULL: General. Borrowed. */
const char *xlsx_format_of(const struct xlsx_book *b, size_t style);

/*
 * Decodes _x000D_ and the like in a text, in place, and returns its new length (ECMA-376 part 1, 22.9.2.19:
 * ST_Xstring).
 */
size_t xlsx_unescape(char *s, size_t n);

#endif
