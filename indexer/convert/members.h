/*
 * members.h - the files in an archive.
 */
#ifndef COOP_INDEXER_CONVERT_MEMBERS_H
#define COOP_INDEXER_CONVERT_MEMBERS_H

#include "indexer/decode/frame.h"

/*
 * Answers with all members of the archive that is standard input, a ZIP or a tar that may be
 * compressed, and with the bytes of those whose suffix is among `suffixes` (blanks between).
 */
enum problem members_answer(const char *suffixes);

#endif
