/*
 * print_analysis.h - what a text becomes, one line for each word.
 */
#ifndef COOP_CLI_PRINT_ANALYSIS_H
#define COOP_CLI_PRINT_ANALYSIS_H

#include <stdio.h>

#include "shared/text/analyzer.h"

/*
 * Prints a line for each token of a text, behind `before`, fields with tabs behind them: what stood in the text, the rules
 * that fired (separated by commas), the terms that came out (by blanks) and, for an acronym
 * whose long form is known, that and the sentence it was learned from; with tabs between.
 */
enum coop_status coop_print_analysis(FILE *out, const char *before,
	struct coop_analyzer *analyzer, const char *text, size_t len,
	struct coop_error *err);

#endif
