/*
 * file_report.h - what was found in a file, as a page of plain text for a terminal of FILE_REPORT_WIDTH
 * characters, in the user's language.
 */
#ifndef COOP_INDEXER_REPORT_FILE_REPORT_H
#define COOP_INDEXER_REPORT_FILE_REPORT_H

#include <stdio.h>

#include "indexer/report/findings.h"
#include "shared/core/error.h"

#define FILE_REPORT_WIDTH 80

/* Prints it, with an empty line behind. Fails for want of memory only. */
enum coop_status file_report_print(
	FILE *out, const struct findings *f, struct coop_error *err);

#endif
