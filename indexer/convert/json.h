/*
 * json.h - reads a file of JSON: a notice for each object where its notices are (json_places.h).
 *
 * Objects are read one at a time, in an array, one a line (JSON lines) or one behind another. One that is
 * damaged costs itself alone: reading goes on at the next object that begins as it did, at the start of a
 * line if it stood there, else with the same key.
 */
#ifndef COOP_INDEXER_CONVERT_JSON_H
#define COOP_INDEXER_CONVERT_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/frame.h"
#include "indexer/decode/source.h"
#include "shared/index/record.h"

/* Who takes what is read. */
struct json_taker {
	void *data;
	/* A notice; `keyed` when all its values are under keys of the file, else they are fields. */
	enum conversion_failure (*notice)(
		void *data, const struct coop_record *record, bool keyed);
	/* An object is left out; the place of what is wrong, column 0 when it is not known. */
	void (*left_out)(
		void *data, size_t line, size_t column, enum conversion_failure why);
	void (*odd)(void *data, enum conversion_mend what, size_t count, size_t line);
	void (*told)(void *data, enum told what, const char *text);
};

/* Reads a file to its end. */
enum conversion_failure json_read(struct source *source, const struct json_taker *to);

#endif
