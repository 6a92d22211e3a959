/*
 * status_data.h - what --status tells (status.h), before it is printed.
 */
#ifndef COOP_INDEXER_INSPECT_STATUS_DATA_H
#define COOP_INDEXER_INSPECT_STATUS_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "indexer/generations/lock_holder.h"
#include "indexer/generations/origin.h"
#include "shared/cli/config.h"
#include "shared/cli/nearest.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/record_json.h"
#include "shared/index/shard_mark.h"

/*
 * What building an index anew takes beside what is there, in percent of the size of its base and delta.
 * The new generation stands beside the one that serves and the one to restore until it is complete; the
 * temporary files of the build have no name and are in no listing. Measured on 41 MB of texts and on
 * tables of 5 and 20 MB, with 64 MiB of memory and with 1 GiB, and with --engine-tools: the peak of both
 * was the size of the new generation, since the temporary files, up to a third of it, are gone before
 * its last tables are written. Half of it is added, as other texts may be.
 */
enum { STATUS_REBUILD_PERCENT = 150 };

enum { STATUS_COLUMNS = 1000 };
enum { STATUS_SEGMENTS = 3, STATUS_FILES = 32 /* at most, of a generation */ };

/* A file of the generation that serves; of the segments each has its own. */
struct status_file {
	char name[64];
	uint64_t bytes[STATUS_SEGMENTS]; /* of the base, the delta and the removed */
};

struct status {
	struct coop_buf dir;                  /* the index as messages call it */
	struct coop_buf place;                /* the same, absolute and without links */
	unsigned long generation, restorable; /* numbers; 0: none */
	struct origin origin, before;         /* of these */
	struct lock_holder lock;
	struct status_file files[STATUS_FILES];
	size_t nfiles;
	uint64_t segment_bytes[STATUS_SEGMENTS];
	struct {                /* bytes on the disk */
		uint64_t taken; /* by all generations; a file of several counts once */
		uint64_t rebuild, free;
		bool known; /* `free` is */
	} disk;
	bool opened; /* what follows is known */
	bool engine_tools;
	struct coop_buf root, schema, analysis;
	uint64_t records, base, delta, removed; /* numbers of records */
	bool sources_known;
	uint64_t sources, unread;
	uint64_t words, length;           /* different words; sum of lengths */
	double average_base, average_now; /* avgdl of impact.h */
	struct coop_shard_mark mark; /* of a shard, whose average is that of the whole */
	uint64_t acronyms;
	/* columns that are no field (own_column.h), and the keys of the first of them, a NUL after each */
	uint64_t columns;
	struct coop_buf column_keys;
	size_t ncolumn_keys;              /* at most STATUS_COLUMNS */
	const struct coop_config *config; /* borrowed */
	/* how many records the delta and the removed may have before all is folded; 0: none */
	uint64_t fold_above;
};

/* Gathers all of it; what could not be found out for `err` is not there. To be released in any case. */
enum coop_status status_gather(
	const char *index, struct status *out, struct coop_error *err);
void status_release(struct status *s);

/* The names of the segments, as they stand in JSON. */
extern const char *const status_segments[STATUS_SEGMENTS];

void status_print_text(const struct status *s, FILE *out);
/* The part of the text that needs no index: what is configured. */
void status_print_config(const struct coop_config *c, FILE *out);

/* A line of a name of the status; what it is follows. */
void status_begin_line(FILE *out, const char *name);

/* Set a member of an object; of a mark the members of it, none when it is none. As jansson's functions. */
int status_set_text(json_t *o, const char *key, const char *text);
int status_set_number(json_t *o, const char *key, uint64_t n);
int status_set_mark(json_t *o, const struct coop_shard_mark *mark);

/* Adds what is configured to an object; as jansson's functions, non-zero when memory runs out. */
int status_set_config(json_t *o, const struct coop_config *c);

/* A setting that a variable of the environment decides. */
struct status_variable {
	const struct coop_setting *setting;
	unsigned programs;
	char name[COOP_NAME_MAX + 1]; /* of the variable */
};
enum { STATUS_VARIABLES = 8 };
size_t status_variables(struct status_variable out[STATUS_VARIABLES]);
enum coop_status status_print_json(
	const struct status *s, FILE *out, struct coop_error *err);

#endif
