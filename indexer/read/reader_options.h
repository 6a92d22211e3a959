/*
 * reader_options.h - properties of the input files that the user gives, so that they are not
 * detected; the same for all files of a run.
 */
#ifndef COOP_INDEXER_READ_READER_OPTIONS_H
#define COOP_INDEXER_READ_READER_OPTIONS_H

#include <stddef.h>

#include "shared/cli/opts.h"

#define READER_SECONDS_MAX 86400

struct column_map;

/* All zeros: nothing is given. All pointers are borrowed. */
struct reader_options {
	const char
		*encoding; /* a name of a character set (source_open()); NULL: detected */
	const char *delimiter;  /* of CSV: one character or "tab" */
	int no_header;          /* of CSV: the first row is no header */
	struct column_map *map; /* of CSV: what columns are (csv/map.h) */
	const char *
		stdin_name; /* what standard input is called; its suffix tells its kind */
	size_t seconds;     /* for a file that a converter reads; 0: CONVERTER_SECONDS */
};

/* Rows of the option table; `map` gets the name of a file (csv/map.h). */
#define READER_OPTIONS(r, map)                                                           \
	{'d', "delimiter", COOP_OPT_STRING, &(r).delimiter, 0, 0, 0, "CHAR",             \
		"what separates the cells of CSV, or 'tab' (default: found out)",        \
		"ce qui sépare les cellules du CSV, ou 'tab' (par défaut : deviné)"},    \
		{0, "no-header", COOP_OPT_SET, &(r).no_header, 1, 0, 0, NULL,            \
			"the first row of CSV names no columns (default: found out)",    \
			"la première ligne du CSV ne nomme pas les colonnes (par "      \
			"défaut "                                                       \
			": deviné)"},                                                    \
		{0, "map", COOP_OPT_STRING, &(map), 0, 0, 0, "FILE",                     \
			"what the columns of CSV are, in lines such as: Cote = id",      \
			"ce que sont les colonnes du CSV, en lignes comme : Cote = id"}, \
		{0, "encoding", COOP_OPT_STRING, &(r).encoding, 0, 0, 0, "SET",          \
			"the character set of the files (default: found out)",           \
			"le jeu de caractères des fichiers (par défaut : deviné)"},      \
		{0, "stdin-name", COOP_OPT_STRING, &(r).stdin_name, 0, 0, 0, "NAME",     \
			"what '-' is called, such as films.csv",                         \
			"comment s'appelle '-', par exemple films.csv"},                 \
	{                                                                                \
		0, "time-limit", COOP_OPT_COUNT, &(r).seconds, 0, 1, READER_SECONDS_MAX, \
			"SECONDS",                                                       \
			"how long a page or document may take to read (default: 60)",    \
			"combien de temps une page ou un document peut prendre à la "   \
			"lecture (par défaut : 60)"                                     \
	}

#endif
