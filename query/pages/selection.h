/*
 * selection.h - what a page shows of an index: a query, the filters beside it, an order, and which of the
 * results. It is read from the address of a page, and each link to another one is an address made of it.
 *
 *   /?q=scop+lyon&filter=pays:France&filter=annee:1970..1980&sort=-annee&page=2
 *
 *   q       a query, in the language of coopq
 *   filter  FIELD:VALUE or FIELD:=VALUE, as with --filter; may be repeated
 *   sort    as with --sort
 *   page    from 1 on
 *   n       results on a page
 *   group   1: as with --group
 *   show    years, map: a picture of the results that is open; may be repeated
 *
 * A selection is a plain value: who makes a link copies it, changes the copy, and puts that.
 */
#ifndef COOP_QUERY_PAGES_SELECTION_H
#define COOP_QUERY_PAGES_SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "query/http/http.h"
#include "query/search/session.h"
#include "query/syntax/narrowing.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"

enum {
	SELECTION_FILTERS = 16,
	SELECTION_COUNT = 10, /* results on a page, and the most */
	SELECTION_COUNT_MAX = 100,
	SELECTION_RESULTS_MAX = 10000 /* no page is shown of results beyond */
};

/* All strings are borrowed from the request, or from whoever changed it. */
struct selection {
	struct coop_bytes query; /* "" selects nothing, unless there are filters */
	struct coop_bytes filters[SELECTION_FILTERS]; /* "pays:France" */
	size_t nfilters;
	struct coop_bytes sort; /* "": by score */
	size_t page, count;
	bool group;
	bool years, map; /* pictures that are open */
};

/*
 * Reads the parameters of a request. `own` names others that the page takes, separated by '|', or is NULL.
 * COOP_E_ARG: one that is unknown, given twice, or out of bounds; a filter that cannot stand beside the
 * others, as they would be too many.
 */
enum coop_status selection_read(struct selection *s, const struct http_request *r,
	const char *own, struct coop_error *err);

/* Sets what was not given, as far as a selection was read, to what it is then. */
void selection_settle(struct selection *s);

/* Whether anything is selected. */
static inline bool selection_is_any(const struct selection *s)
{
	return s->query.len > 0 || s->nfilters > 0;
}

/* Closes the pictures, for a page that has none. */
static inline void selection_close_pictures(struct selection *s)
{
	s->years = s->map = false;
}

/*
 * Reads a number from 1 to `max`, or leaves what is there: a form, or a template of OpenSearch, may leave a
 * parameter empty. False where it is another one.
 */
bool selection_read_number(struct coop_bytes value, size_t max, size_t *out);

/* Whether a filter asks for the value of a facet (FIELD:=VALUE), and not for its words. */
bool selection_filter_is_exact(struct coop_bytes filter);

/* Adds a filter, and goes to the first page; false when there is no room, or it is there already. */
bool selection_add_filter(struct selection *s, struct coop_bytes filter);
void selection_drop_filter(struct selection *s, size_t i);

/*
 * Puts an address, as the value of an attribute in double quotes: the path, and the parameters that are not
 * as they are when not given. More can be put behind it, each with "&amp;" before: there is a '?' always.
 */
void selection_put(FILE *out, const char *path, const struct selection *s);
/* Appends the same address, for what is no attribute. */
enum coop_status selection_print(struct coop_buf *out, const char *path,
	const struct selection *s, struct coop_error *err);
/* Puts the parameters but the query as hidden fields of a form; the first page is shown next. */
void selection_put_hidden(FILE *out, const struct selection *s);

/* How a session is asked for a selection. Begin with `= {0}`. */
struct asking {
	struct ask ask;
	struct sort_keys sort;
	struct narrowing filters;
};

/*
 * Makes it of what is asked of every query and a selection; borrows from both, and names columns by the
 * session. COOP_E_ARG: a filter or an order that is none.
 */
enum coop_status asking_make(struct asking *a, const struct ask *every,
	const struct selection *s, struct session *session, struct coop_error *err);
void asking_release(struct asking *a);

#endif
