/*
 * handle.h - a handle of coopq.h: a run of coopq that has no command line.
 */
#ifndef COOP_QUERY_LIBRARY_HANDLE_H
#define COOP_QUERY_LIBRARY_HANDLE_H

#include <stdbool.h>

#include "query/actions/app.h"
#include "query/library/coopq.h"
#include "query/notes/notes.h"
#include "query/output/evidence.h"
#include "shared/cli/setter.h"
#include "shared/core/diag.h"

struct coopq {
	struct options options, now; /* as they are set, and those of the last query */
	struct coop_setter setter;   /* of `options` */
	struct app app;              /* without output or words */
	struct coop_buf text;        /* the last query */
	bool answered;               /* it has an answer */
	bool prepared;               /* for evidence (query_find_beginnings()) */
	bool noted;                  /* `notes` are made */
	struct notes notes;
	struct coop_buf line; /* what a function returns */

	/* the notice that was read */
	bool reading;
	size_t at; /* its number */
	struct coop_buf
		values; /* of its record, each with a NUL: names and texts in turn */
	size_t *starts; /* of its values: of the name, and of the text */
	size_t nvalues, cap;
	struct coop_buf path, snippet;
	bool has_path;
	struct evidence evidence;

	char message[COOP_SAFE_SIZE(sizeof((struct coop_error *)0)->msg)];
	char hint[COOP_SAFE_SIZE(sizeof((struct coop_error *)0)->hint)];
};

/* Keeps why a call failed, or that it did not, and returns the status. */
enum coopq_status handle_keep(coopq *q, const struct coop_error *err);
/* `size` bytes of q->line; NULL, and the message, when memory runs out. */
char *handle_line(coopq *q, size_t size);

/* There is no notice any longer; and frees what it was kept in. */
void handle_forget_notice(coopq *q);
void handle_release_notice(coopq *q);

#endif
