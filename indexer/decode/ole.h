/*
 * ole.h - what is in an OLE file, the container of the old Word and Excel and of encrypted documents:
 * the names of its streams tell. [MS-CFB], version 20190923, describes it.
 */
#ifndef COOP_INDEXER_DECODE_OLE_H
#define COOP_INDEXER_DECODE_OLE_H

#include "indexer/decode/refused.h"

/* The kind of the OLE file at a path; REFUSED_OLE when that is not known, or reading fails. */
enum refused ole_kind(const char *path);

#endif
