/*
 * app.h - a run of coopq: what the command line asks for, what is open, and where answers go.
 */
#ifndef COOP_QUERY_ACTIONS_APP_H
#define COOP_QUERY_ACTIONS_APP_H

#include <stdbool.h>
#include <stddef.h>

#include "query/actions/options.h"
#include "query/actions/recall.h"
#include "query/facets/wishes.h"
#include "query/lasting/place.h"
#include "query/output/columns.h"
#include "query/output/output.h"
#include "query/output/pager.h"
#include "query/output/template.h"
#include "query/search/session.h"
#include "query/syntax/names.h"
#include "query/syntax/narrowing.h"

struct app;
/* Looks at an answer that was printed; the session has its query and its results. */
typedef enum coop_status app_answered(
	struct app *app, void *data, struct coop_error *err);

struct app {
	const struct options *options;
	char **words; /* those of the command line that are no options */
	size_t nwords;
	/* opened by the action, where it needs an index; before, where a name is to be asked for */
	struct session session;
	struct qnames names;        /* of the columns of the index (app_names()) */
	bool no_names;              /* the index cannot be opened */
	struct ask ask;             /* from the options */
	struct narrowing filters;   /* those of `ask` */
	struct facet_wishes facets; /* likewise */
	struct output output;       /* likewise (app_choose_output()) */
	struct columns columns;     /* of the output: borrowed by it */
	struct template template;
	struct pager *pager;             /* of the run; an action may start it */
	bool found;                      /* set by the action: something was printed */
	const struct recalled *recalled; /* a saved search, or an answer to replay */
	struct fresh after; /* a file that takes its place once the output is written */
	app_answered *answered; /* called once an answer is printed; or NULL */
	void *data;             /* its argument */
};

#endif
