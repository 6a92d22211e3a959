/*
 * ask.h - what pages have in common that ask something: parameters, the query of the selection, a notice by
 * its id.
 */
#ifndef COOP_QUERY_PAGES_ASK_H
#define COOP_QUERY_PAGES_ASK_H

#include <stddef.h>
#include <stdint.h>

#include "query/pages/page.h"
#include "query/search/paths.h"
#include "shared/core/bytes.h"
#include "shared/index/collection.h"

/* A parameter of the address; empty when it is not there. */
struct coop_bytes page_param(const struct page *p, const char *name);

/* Reads a parameter that is a whole number from 1 to `max`; `*out` stays as it is when it is not there. */
enum coop_status page_number(const struct page *p, const char *name, size_t max,
	size_t *out, struct coop_error *err);

/*
 * Reads a parameter that is one of "one|two|three" into its number, from 0; `*out` stays as it is when it is
 * not there.
 */
enum coop_status page_choice(const struct page *p, const char *name, const char *choices,
	int *out, struct coop_error *err);

/*
 * Asks the query of the selection for results from `first` on, at most `count`. `a` is zero before, and the
 * caller's to release when the results are read.
 */
enum coop_status page_ask(struct page *p, struct asking *a, size_t first, size_t count,
	struct coop_error *err);

/*
 * How lists of results print the paths of files: as in the index, unless the command line says. Where the
 * server stands says nothing to who reads them.
 */
enum path_form page_paths(const struct page *p);

/*
 * Finds the notices with the id of the address. COOP_E_ARG: there is no id in it. Where no notice has it,
 * there are none, and the status of the response is 404.
 */
enum coop_status page_find_id(struct page *p, uint32_t docids[COOP_COLLECTION_MAX],
	size_t *count, struct coop_error *err);

/* Fails as no notice has the id of the address, and says which ids are the nearest. */
enum coop_status page_fail_id(struct page *p, struct coop_error *err);

#endif
