/*
 * edit.h - libedit, loaded where lines are edited: every query would wait for it, and for libtinfo and libbsd behind
 * it, if the program were linked with it.
 *
 * Its functions are called through `edit`, by their own names; the rest of its header is used as it is.
 * Nothing else includes <histedit.h>.
 */
#ifndef COOP_QUERY_PROMPT_EDIT_H
#define COOP_QUERY_PROMPT_EDIT_H

#include <stdbool.h>

#ifdef COOP_HAVE_EDIT

#include <histedit.h>

#define EDIT_FUNCTIONS(of)                                                               \
	of(el_init);                                                                     \
	of(el_end);                                                                      \
	of(el_wset);                                                                     \
	of(el_wget);                                                                     \
	of(el_wgets);                                                                    \
	of(el_wline);                                                                    \
	of(el_winsertstr);                                                               \
	of(el_deletestr);                                                                \
	of(el_resize);                                                                   \
	of(history_winit);                                                               \
	of(history_wend);                                                                \
	of(history_w)

#define EDIT_DECLARE(name) __typeof__(name) *name
struct edit {
	EDIT_FUNCTIONS(EDIT_DECLARE);
};
#undef EDIT_DECLARE

/* Set by edit_load(). */
extern struct edit edit;

#endif

/* Loads it. False: it is not there, or the program was built without it. */
bool edit_load(void);
/* Why it failed, and what helps, in the language of the user. */
const char *edit_missing(void);

#endif
