/*
 * layout.h - what an index folder holds, and what the terms of a document are.
 *
 * An index is a folder:
 *   XAPIANDB   the stub (stub.h), which names the current generation. It is replaced by
 *              rename(), so that a reader finds the old index or the new one, never a
 *              part. It has the engine's format, for the engine's own tools
 *   gen-N/     a generation. Its base is a segment (segment.h): a database of the engine,
 *              beside its tables the posting lists (postings.h), the hashes of the records
 *              (hashes.h), the columns of their values (columns.h) and the checksums of all
 *              these (checksums.h). `delta` and `removed`
 *              are folders of segments more, if the base has been updated (snapshot.h);
 *              `removed` has the file `tombstones`. The files `origin` and `sources` say
 *              where the records come from; the manifest (manifest.h) names what else
 *              belongs to the generation, and is written last; and, while another generation
 *              is current, `rejects` is its rejects.csv. The previous generation stays until
 *              the next build, for coopidx --restore. A reader opens all files at once and
 *              keeps them open (snapshot.h), so that it answers from one generation however
 *              many are built meanwhile; none that is being read is removed (hold.h)
 *   lock       held by the process that writes
 *   rejects.csv  the rows that the current generation left out, if any
 *
 * Metadata of a database:
 *   schema          COOP_INDEX_SCHEMA, and
 *   analysis        the analyzer's fingerprint: unless both are what the program expects,
 *                   the index must be rebuilt
 *   average-length  avgdl of impact.h, in decimal; that of the base in segments beside it
 *   total-length    the sum of the lengths of the documents, in decimal
 *   wordlist        the words for corrections and patterns (wordlist.h)
 *   acronyms        the acronyms (acronyms.h); those of the base in segments beside it
 *   proofs          their long forms, and where these are defined
 *   facts           of a shard (shard_mark.h): the fingerprint of the facts that it was given, and
 *   shard           which it is: K/N
 *   columns...      of an index with what the engine's tools need: its columns once more, in pieces
 *                   (columns_meta.h)
 *   positions       COOP_POSITIONS_IN_LISTS when only our posting lists have positions;
 *                   absent when the engine's tables have them as well
 *
 * The terms of a document, with their impacts (impact.h) as wdf:
 *   Q + id     the record's id, or its hash when it is long (id_term.h)
 *   word       each word, folded, stop words included: the only terms with positions
 *   Z + stem   each word that is no stop word
 *   .          one position before each sentence but the first, and so before each field
 *   ..         the same for paragraphs
 *   ...        one position before the first word of each field of running text
 *   XE + word  each word that is not its own folded form, in lower case with its accents
 *   F + letter the document has a field; the letter is coop_field_letter()
 *   F + letter + word
 *              each word of a field that is COOP_FIELD_WORDS, folded; telephone numbers,
 *              e-mail addresses, ISBN, ISSN and postcodes of producers, by letters of their
 *              own; each year that a date tells otherwise than as a word (years.h)
 *   Fn + key   the document has a column that is no field; own_column.h says what its key is
 *   Fo + key + : + word
 *              each word of such a column, folded
 * The data of a document is a packed record (record.h).
 */
#ifndef COOP_INDEX_LAYOUT_H
#define COOP_INDEX_LAYOUT_H

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/fields.h"
#include "shared/index/manifest.h"
#include "shared/index/reader.h"
#include "shared/index/store.h"
#include "shared/index/stub.h"
#include "shared/text/analyzer.h"

#define COOP_INDEX_SCHEMA       "13"
#define COOP_INDEX_LOCK         "lock"
#define COOP_INDEX_REJECTS      "rejects.csv"
#define COOP_INDEX_ORIGIN       "origin" /* of a generation, here and below */
#define COOP_INDEX_SOURCES      "sources"
#define COOP_INDEX_STUB_NEW     "XAPIANDB.new"

#define COOP_META_SCHEMA        "schema"
#define COOP_META_ANALYSIS      "analysis"
#define COOP_META_AVERAGE       "average-length"
#define COOP_META_LENGTH        "total-length"
#define COOP_META_WORDLIST      "wordlist"
#define COOP_META_ACRONYMS      "acronyms"
#define COOP_META_PROOFS        "proofs"
#define COOP_META_POSITIONS     "positions"
#define COOP_META_FACTS         "facts"
#define COOP_META_SHARD         "shard"

#define COOP_POSITIONS_IN_LISTS "lists"

/* Term prefixes, by the engine's conventions. */
#define COOP_TERM_SENTENCE   "."
#define COOP_TERM_PARAGRAPH  ".."
#define COOP_TERM_RUNNING    "..."
#define COOP_PREFIX_ID       'Q'
#define COOP_PREFIX_STEM     'Z'
#define COOP_PREFIX_ACCENTED "XE"
#define COOP_PREFIX_FIELD    'F'

/* The letter after COOP_PREFIX_FIELD of a field, and of parts of some fields. */
static inline char coop_field_letter(enum coop_field field)
{
	return (char)('A' + (int)field);
}
#define COOP_LETTER_PHONE    'x'
#define COOP_LETTER_MAIL     'y'
#define COOP_LETTER_POSTCODE 'z'
#define COOP_LETTER_ISBN     'v'
#define COOP_LETTER_ISSN     'w'
/* Of a column that is no field, and of its words (own_column.h); the byte between key and word. */
#define COOP_LETTER_COLUMN    'n'
#define COOP_LETTER_IN_COLUMN 'o'
#define COOP_COLUMN_END       ':'

/*
 * Positions skipped between two fields. Those of running text (COOP_FIELD_PASSAGE) come last, summaries,
 * histories and bodies: all that stands behind the first position of COOP_TERM_RUNNING is running text.
 */
#define COOP_GAP_FIELD 100

/* The name of the index where the user gives none: $COOP_INDEX, or "default". */
const char *coop_index_default(void);

/*
 * Appends the path of an index folder. `name`, if not NULL, is what the user gave: a path
 * when it contains '/', else the name of an index in the user's data directory; COOP_E_ARG when
 * it is empty. When it is NULL, coop_index_default() is used in the same way.
 */
enum coop_status coop_index_locate(
	const char *name, struct coop_buf *path, struct coop_error *err);

/*
 * Opens the folder of an index, which is resolved once: what is in it is opened relative to it.
 * COOP_E_NOINDEX: there is no such folder.
 */
enum coop_status coop_index_open_folder(
	const char *dir, int *folder, struct coop_error *err);

#endif
