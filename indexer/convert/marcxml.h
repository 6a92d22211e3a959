/*
 * marcxml.h - the records of a file in MARCXML, in the XML of PMB (UNIMARC) and in their kin.
 *
 *	<record><leader>     <controlfield tag="001">      <datafield tag="200" ind1="1"> <subfield code="a">
 *	<notice>             <f c="001">                   <f c="200" ind="1 ">           <s c="a">
 *	<oai_marc>           <fixfield id="1">             <varfield id="200" i1="1">     <subfield label="a">
 *
 * in any namespace, and whatever they are wrapped in: a collection, an answer of OAI-PMH, SRU or Z39.50. A
 * file is cut at the tags of records, and each is parsed alone: a file may be larger than the memory, and a
 * record that is damaged costs no other one. What entities a document type defines is not known there,
 * and so none can be expanded.
 */
#ifndef COOP_INDEXER_CONVERT_MARCXML_H
#define COOP_INDEXER_CONVERT_MARCXML_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/marc_record.h"
#include "indexer/decode/frame.h"
#include "indexer/decode/source.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"

/* The bytes of a record; a longer one is left out. */
enum { MARCXML_RAW_MAX = FRAME_NOTICE_MAX / 2 };

/* Cuts a file into records. Begin with `= {source}`. */
struct marcxml_file {
	struct source *source; /* borrowed */
	struct coop_buf block; /* what was read and not yet taken */
	size_t at;             /* how much of it was looked at */
	size_t line;           /* of the beginning of `block`, less one */
	bool inside;           /* `block` begins with the tag of a record */
	bool ended;
	struct coop_buf record; /* as UTF-8 */
};

void marcxml_file_release(struct marcxml_file *f);

/*
 * Gives the next record as UTF-8, borrowed until the next call, and the line where it begins; none at
 * the end. CONVERSION_TOO_LARGE for one that is too long, which is passed over; CONVERSION_DAMAGED for one
 * that the file ends in; CONVERSION_UNREADABLE, CONVERSION_MEMORY.
 */
enum conversion_failure marcxml_next(
	struct marcxml_file *f, struct coop_bytes *raw, size_t *line);

/*
 * Reads a record. CONVERSION_DAMAGED, CONVERSION_ENDLESS_TAG, CONVERSION_MEMORY; `out` has no fields where it is
 * a record of something else.
 */
enum conversion_failure marcxml_read(struct coop_bytes raw, struct marc_record *out);

#endif
