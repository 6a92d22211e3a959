/*
 * dump.h - an index as lines of JSON, from which it can be made again (coopidx --dump, --load).
 *
 * A dump holds what cannot be computed: the records, and the table of their sources. What --load makes
 * of it is the index that folding the dumped one makes, byte for byte in all files that searches read,
 * with the same table of sources, so that the next build finds nothing changed.
 *
 * Lines, an object each, in this order; keys that are not marked may not be left out:
 *
 *   the head
 *     dump            "coopidx"
 *     schema          DUMP_SCHEMA
 *     program, index_schema, analysis   the versions it was made with, for people
 *     record_version  COOP_RECORD_VERSION: the hashes of records are those of this version
 *     engine_tools    true when the index has what the engine's tools need
 *     root            the folder that paths are relative to; "" for none
 *     origin          what the user named, as origin.h keeps it: an array
 *     made            seconds since 1970: when the index was made
 *     begun           nanoseconds since 1970, as a string: when that build began
 *   and of a shard, whose facts are not learned from its own records (shared/index/shard_mark.h)
 *     shard           K/N
 *     facts           the fingerprint of its facts, and these as its metadata have them (layout.h):
 *     average_length, acronyms, proofs
 *   then, for each source in the order of reading
 *     source          its path, relative to the root
 *     records         the number of its records
 *     size            bytes
 *     mtime           nanoseconds since 1970, as a string
 *     content, settings   hashes (sources.h), 16 hexadecimal digits each
 *     flags           optional: an array of "unread" and "cut" (enum source_flag)
 *     rejected, repaired, copies, rejected_bytes   optional, 0 when absent (sources.h)
 *   after it, as many lines as needed for its rows of the table of rejected rows
 *     rejected_rows   bytes of that table, `rejected_bytes` in all of these lines
 *   and then, for each of its records in their order
 *     file            the path in the record
 *     line            where it begins in the file, from 1
 *     name_only       optional, true when the path is a name alone
 *     copy            optional: the suffix of a copy's id, for people: loading counts copies anew
 *     hash            optional, 16 hexadecimal digits: the hash of its content (hashes.h)
 *     values          objects, in the order of the values: `field`, its English name; `name`, of
 *                     "other" alone; `value`; `confidence`, optional: of a value found in a text
 *   the last line
 *     end             the number of records
 *     crc             optional, 8 hexadecimal digits: the CRC-32 of all lines before, with their ends
 *
 * Where a string is no UTF-8, as the names of files need not be, an object stands in its place with one
 * key, `hex`: two digits for each byte. Characters that could drive a terminal are \u escapes.
 *
 * A `hash` or `crc` that is there must be right. Whoever changes a dump by hand leaves them out.
 */
#ifndef COOP_INDEXER_INSPECT_DUMP_H
#define COOP_INDEXER_INSPECT_DUMP_H

#include <stdio.h>

#include "indexer/report/report.h"
#include "shared/core/error.h"

#define DUMP_FORMAT "coopidx"
enum { DUMP_SCHEMA = 1 };

/* Writes the dump of an index, and tells the report its progress; a write error stays with the stream. Fails as opened_open() does. */
enum coop_status dump_write(const char *index, FILE *out, const struct report *report,
	struct coop_error *err);

#endif
