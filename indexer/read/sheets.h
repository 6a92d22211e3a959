/*
 * sheets.h - the sheets of a workbook, as its converter sends them.
 */
#ifndef COOP_INDEXER_READ_SHEETS_H
#define COOP_INDEXER_READ_SHEETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/decode/frame.h"
#include "indexer/disk/tempfile.h"
#include "indexer/read/converter.h"
#include "indexer/report/problems.h"
#include "shared/core/buf.h"

struct sheet {
	size_t number[FRAME_SHEET_NUMBERS]; /* enum frame_sheet */
	char *name;                         /* UTF-8 */
	uint64_t off, len;                  /* its tab-separated values, in `rows` */
	struct coop_buf lines;              /* where they are in the sheet (report.h) */
	char failure; /* enum conversion_failure: why the rest of it is not there */
};

/* To be initialised with zeros. */
struct sheets {
	struct sheet *at; /* in the order of the workbook */
	size_t count, cap;
	struct tempfile *rows; /* of all sheets */
	bool open;             /* the last sheet is being received */
};

void sheets_release(struct sheets *s);

/*
 * Receives all sheets. Where the converter fails behind a whole sheet, that is reported, and the sheets
 * before it stay; else COOP_E_INPUT or COOP_E_IO, as converter_next() says.
 */
enum coop_status sheets_receive(struct sheets *s, struct converter *c,
	struct problems problems, struct coop_error *err);

/* How many sheets have rows. */
size_t sheets_filled(const struct sheets *s);

/* Whether a sheet could not be read, or not to its end. */
bool sheets_failed(const struct sheets *s);

/* Copies the rows of a sheet into a file of its own. */
enum coop_status sheets_copy(struct sheets *s, const struct sheet *sheet,
	struct tempfile **out, struct coop_error *err);

#endif
