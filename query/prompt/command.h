/*
 * command.h - what a line that was typed asks for: a command, or a query.
 *
 * A line that begins with ':' is a command, and nothing else is one for certain. Without it a line is a command
 * where it has exactly the form of one that cannot well be a query: "show 3", "save scop" and "next", but not
 * "show business" or "save the planet"; a number alone where that result has been shown, and a letter alone where it
 * stands before a value. Whatever has quotes around a word is a query, and so is what follows ":find".
 */
#ifndef COOP_QUERY_PROMPT_COMMAND_H
#define COOP_QUERY_PROMPT_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "query/output/output.h"
#include "shared/core/bytes.h"

enum verb {
	VERB_NOTHING, /* an empty line */
	VERB_QUERY,   /* `rest` */
	VERB_UNKNOWN, /* ':' and the name of no command: `rest` */
	VERB_USAGE,   /* a command without what it takes: `of` */
	VERB_SHOW,    /* result `number`, in full */
	VERB_OPEN,
	VERB_LIKE,
	VERB_NEXT,
	VERB_PREVIOUS,
	VERB_NARROW, /* by value `number`, from 0 */
	VERB_UNDO,
	VERB_FACETS,
	VERB_SORT, /* by the keys `rest`; empty: by score */
	VERB_KWIC,
	VERB_EXPORT, /* as `format` to the file `rest` */
	VERB_SAVE,   /* under the name `rest` */
	VERB_SEARCHES,
	VERB_STATUS,
	VERB_HELP,
	VERB_QUIT,
	VERBS
};

struct command {
	enum verb verb, of;
	size_t number;
	enum output_format format;
	struct coop_bytes rest; /* of the line */
};

/* What is on the screen, as far as a line may mean it. */
struct shown {
	size_t results; /* the highest number of a result */
	size_t keys;    /* values with a letter (command_letter()) */
};

/* Parses a line, which may hold any bytes. */
struct command command_parse(const char *line, size_t len, struct shown shown);

/* The letter of value `number`, from 0: 'a' to 'z', then 'A' to 'Z'. */
char command_letter(size_t number);

/* How a command is typed, in the user's language: "show N". */
const char *command_usage(enum verb verb);
/* What it does. NULL for what is no command. */
const char *command_about(enum verb verb);

/* The name of command `i` of all that there are, in either language; NULL when there are no more. */
const char *command_name(size_t i);

#endif
