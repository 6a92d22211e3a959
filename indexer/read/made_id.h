/*
 * made_id.h - ids for records whose file gives none.
 *
 * The id of a text is its path. A file of several records has ids of the path, a '#' and ten
 * characters that are made of the content of the record: films.csv#k3f9a2c1b0. They stay when other
 * records are added, removed or moved, and are the same on every machine. Two records of a file may
 * have the same: equal ones do, and others once in 2^50 pairs. ids.h makes them unique.
 */
#ifndef COOP_INDEXER_READ_MADE_ID_H
#define COOP_INDEXER_READ_MADE_ID_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/index/record.h"

/* Adds the path of its file as the id of a record, unless it has one. */
void made_id_of_path(struct coop_record *rec, const char *path);

/* Adds an id of the path and of what identifies the record in its file, unless it has one. */
void made_id_of_content(
	struct coop_record *rec, const char *path, const char *content, size_t len);

/* Whether an id looks like one that was made of content; a file may have such ids as well. */
bool made_id_is_of_content(const struct coop_value *id);

/*
 * The id of a notice in a text: of the path where it is all that the file holds (`alone`), else of its
 * title as well, or of all its values where it has none.
 */
void made_id_of_notice(struct coop_record *rec, const char *path, bool alone);

#endif
