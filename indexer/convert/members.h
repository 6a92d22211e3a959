/*
 * members.h - extracts the files of an archive.
 */
#ifndef COOP_INDEXER_CONVERT_MEMBERS_H
#define COOP_INDEXER_CONVERT_MEMBERS_H

#include "indexer/decode/frame.h"

/*
 * Sends all members of the archive on standard input, a ZIP or a possibly compressed tar,
 * to coopidx (frame.h), with the contents of those whose suffix is among `suffixes`
 * (separated by blanks).
 */
enum conversion_failure members_answer(const char *suffixes);

#endif
