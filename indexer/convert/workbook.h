/*
 * workbook.h - converters of workbooks: XLSX (ECMA-376, also in its strict form) and ODS (also as one file of
 * XML). Each reads standard input and sends its sheets (sheet.h).
 */
#ifndef COOP_INDEXER_CONVERT_WORKBOOK_H
#define COOP_INDEXER_CONVERT_WORKBOOK_H

#include <stddef.h>

#include "indexer/decode/frame.h"

/* CONVERSION_DAMAGED: it is no such workbook. Sheets that were sent stay, whatever comes after them. */
enum conversion_failure xlsx_convert(void);
enum conversion_failure ods_convert(void);

/*
 * What the start of the file tells: CONVERSION_ENCRYPTED for the compound file in which programs store
 * workbooks that have a password, CONVERSION_DAMAGED for another one, as those of the old Excel.
 */
enum conversion_failure workbook_check(void);

/* How a boolean is shown where its file does not say. */
#define WORKBOOK_TRUE  "VRAI"
#define WORKBOOK_FALSE "FAUX"

/*
 * How many bytes are read of a workbook, unpacked, and how many are sent of its sheets: for each byte of the file
 * more than any program packs into it, and no more than memory and time allow.
 */
struct workbook_room {
	size_t xml, text;
};

struct workbook_room workbook_room(void);

#endif
