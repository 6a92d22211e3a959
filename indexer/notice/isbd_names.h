/*
 * isbd_names.h - who is responsible for a work, by the statements of a bibliographic description.
 *
 * "un film de Anne Brun ; musique de Luc Vert": statements are separated by semicolons. Roles stand before
 * the name, after it ("Eva Noir, réal."), or nowhere: the first is the director or author then.
 */
#ifndef COOP_INDEXER_NOTICE_ISBD_NAMES_H
#define COOP_INDEXER_NOTICE_ISBD_NAMES_H

#include "indexer/notice/span.h"

/* Begin with `= {0}`. Each is a list with semicolons. */
struct isbd_names {
	struct coop_buf directors, producers;
	struct coop_buf others; /* whole statements */
};

/* Reads what stands behind " / "; it may be empty. */
void isbd_names_read(struct isbd_names *n, struct span said, struct coop_buf *folded);

/* The lists; they live until the release. */
struct span isbd_names_directors(const struct isbd_names *n);
struct span isbd_names_producers(const struct isbd_names *n);
struct span isbd_names_others(const struct isbd_names *n);

/* Returns whether memory ran out. */
bool isbd_names_release(struct isbd_names *n);

#endif
