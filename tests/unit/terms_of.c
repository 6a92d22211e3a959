/*
 * terms_of INDEX - prints the terms of an index with their document frequencies, one a line, and its words
 * for corrections, as they are stored, for t_updates.sh.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/index/collection.h"
#include "shared/text/analyzer.h"

static enum coop_status print_terms(
	const struct coop_collection *s, char first, struct coop_error *err)
{
	struct coop_buf terms = {0};
	size_t count = 0;
	enum coop_status st =
		coop_collection_terms(s, &first, 1, SIZE_MAX, &terms, &count, err);
	const char *term = terms.s;
	for (size_t i = 0; !st && i < count; i++, term += strlen(term) + 1) {
		uint64_t documents = 0;
		st = coop_collection_frequency(s, term, strlen(term), &documents, err);
		printf("%s %llu\n", term, (unsigned long long)documents);
	}
	coop_buf_release(&terms);
	return st;
}

static enum coop_status print_all(const struct coop_collection *s, struct coop_error *err)
{
	struct coop_buf words = {0};
	enum coop_status st = COOP_OK;
	for (int first = 1; !st && first < 256; first++)
		st = print_terms(s, (char)first, err);
	if (!st)
		st = coop_collection_wordlist(s, &words, err);
	if (!st)
		fwrite(coop_buf_cstr(&words), 1, words.len, stdout);
	coop_buf_release(&words);
	return st;
}

int main(int argc, char **argv)
{
	struct coop_error err = {0};
	struct coop_analyzer *analyzer = NULL;
	struct coop_collection *s = NULL;
	enum coop_status st = argc == 2 ? coop_analyzer_new(&analyzer, &err)
					: coop_fail(&err, COOP_E_ARG, "an index");
	if (!st)
		st = coop_collection_open(
			(const char *const[]){argv[1]}, 1, analyzer, &s, &err);
	if (!st)
		st = print_all(s, &err);
	if (st)
		fprintf(stderr, "terms_of: %s\n", err.msg);
	coop_collection_free(s);
	coop_analyzer_free(analyzer);
	return st || fflush(stdout) != 0 ? 2 : 0;
}
