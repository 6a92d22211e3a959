/*
 * print_analysis.h - the output of --analyse: what a text becomes, one line for each
 * token.
 */
#ifndef COOP_CLI_PRINT_ANALYSIS_H
#define COOP_CLI_PRINT_ANALYSIS_H

#include <stdio.h>

#include "shared/text/analyzer.h"

/*
 * Prints a line for each token of a text: first `before` (tab-separated fields, each with
 * a tab after it), then separated by tabs: the source text of the token; the rules that
 * applied, separated by commas; the terms, separated by blanks; and for an acronym whose
 * long form is known, that and the sentence that defines it.
 */
enum coop_status coop_print_analysis(FILE *out, const char *before,
	struct coop_analyzer *analyzer, const char *text, size_t len,
	struct coop_error *err);

#endif
