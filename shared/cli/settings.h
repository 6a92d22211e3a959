/*
 * settings.h - which options of both programs may stand in which configuration file (config.h).
 *
 * Neither program knows the table of the other, and both read the same files: here are the names of
 * all options, in the order of the tables. t_config.sh compares them with those.
 */
#ifndef COOP_CLI_SETTINGS_H
#define COOP_CLI_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

/* Bits. */
enum coop_program { COOP_PROGRAM_COOPIDX = 1, COOP_PROGRAM_COOPQ = 2 };

/*
 * Where an option may stand. A file of a project may come from anyone, such as with an archive: what
 * stands there changes what is found and how sources are read, and neither what is written or listened on
 * nor what programs get that read the output.
 */
enum coop_setting_place {
	COOP_SETTING_TYPED, /* on the command line alone: actions, and what one run wants */
	COOP_SETTING_USER, /* in a file of the user, too */
	COOP_SETTING_ANY   /* in the file of a project, too */
};

enum coop_setting_kind {
	COOP_SETTING_TEXT,
	COOP_SETTING_LIST, /* may be repeated in a file */
	COOP_SETTING_FILE, /* the path of a file, relative to the folder of the configuration */
	COOP_SETTING_INDEX,  /* a path likewise when it holds a '/', or a name */
	COOP_SETTING_INDEXES /* the same, and may be repeated */
};

struct coop_setting {
	const char *name; /* of the option, without dashes */
	enum coop_setting_place place;
	enum coop_setting_kind kind;
	/* what variables of the environment say the same, separated by '|'; NULL for none */
	const char *environment;
	const char *
		instead; /* the line that says the same, of one that may not stand in a file; or NULL */
};

/* The settings of a program; the last one has no name. */
const struct coop_setting *coop_settings_of(enum coop_program program);

/* Finds one by its name; NULL when the program has no such option. */
const struct coop_setting *coop_setting_find(
	enum coop_program program, const char *name, size_t len);

bool coop_setting_is_list(const struct coop_setting *s);
bool coop_setting_is_path(const struct coop_setting *s);

/*
 * The variable of the environment that goes before the files; NULL when none is set. One that is empty
 * counts only for the thesaurus, where it means none.
 */
const char *coop_setting_variable(const struct coop_setting *s, size_t *len);

#endif
