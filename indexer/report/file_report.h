/*
 * file_report.h - the findings of a file printed as plain text, in the user's language.
 *
 * No line is longer than FILE_REPORT_WIDTH characters, and nothing in it drives a terminal.
 */
#ifndef COOP_INDEXER_REPORT_FILE_REPORT_H
#define COOP_INDEXER_REPORT_FILE_REPORT_H

#include <stdio.h>

#include "indexer/report/findings.h"
#include "shared/core/error.h"

#define FILE_REPORT_WIDTH 80

/* Prints the report and an empty line. Fails with COOP_E_NOMEM only; write errors stay with `out`. */
enum coop_status file_report_print(
	FILE *out, const struct findings *f, struct coop_error *err);

#endif
