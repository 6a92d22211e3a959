/*
 * layout.h - where an index lives and what it must say of itself.
 *
 * An index is a directory:
 *   XAPIANDB   the stub (stub.h), which names the current generation; replaced by
 *              rename(), so that a reader finds the old index or the new one, never less.
 *              It is of the engine's form for the engine's own tools
 *   gen-N/     a generation: a database of the engine, and beside its tables the posting lists
 *              (postings.h), the checksums of all these (checksums.h), a file `origin` that says
 *              where its records come from, which is written last, and, while another generation serves, `rejects`: its rejects.csv.
 *              The one before the current stays until the next build: coopidx --restore goes
 *              back to it. A reader opens all files at once and keeps to them: it answers from
 *              one generation, however many are built meanwhile
 *   lock       held by whoever writes
 *   rejects.csv  the rows that were left out of the generation that serves, if any
 *
 * Metadata of the database:
 *   schema          COOP_INDEX_SCHEMA, and
 *   analysis        the analyzer's fingerprint: both must be what the program expects,
 *                   or the index must be rebuilt
 *   average-length  avgdl of impact.h, in decimal
 *   vocabulary      the words (wordlist.h)
 *   acronyms        the acronyms (acronyms.h)
 *   proofs          their long forms, and where these were met
 *   places          COOP_PLACES_LISTS when the posting lists alone tell where words stand; not
 *                   there when the engine's tables do as well
 *
 * The terms of a document, with their impacts (impact.h) as wdf:
 *   Q + id     the record's id, of a long one its hash (id_term.h)
 *   word       each word as written, folded (stop words too), the only ones with positions
 *   Z + stem   each word that is no stop word
 *   .          stands one position before each sentence but the first, and so before each field
 *   ..         the same of paragraphs
 *   XE + word  each word that is not its own folded form, in lower case with its accents
 *   F + letter that a field is there: the letter is coop_field_letter()
 *   F + letter + word
 *              each word of a field that is COOP_FIELD_WORDS, folded; telephone numbers,
 *              e-mail addresses and the postcodes of producers, by letters of their own
 * Its data is a packed record (record.h).
 */
#ifndef COOP_INDEX_LAYOUT_H
#define COOP_INDEX_LAYOUT_H

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/fields.h"
#include "shared/index/reader.h"
#include "shared/index/store.h"
#include "shared/index/stub.h"
#include "shared/text/analyzer.h"

#define COOP_INDEX_SCHEMA    "8"
#define COOP_INDEX_LOCK      "lock"
#define COOP_INDEX_REJECTS   "rejects.csv"
#define COOP_INDEX_STUB_NEW  COOP_INDEX_STUB ".new"

#define COOP_META_SCHEMA     "schema"
#define COOP_META_ANALYSIS   "analysis"
#define COOP_META_AVERAGE    "average-length"
#define COOP_META_VOCABULARY "vocabulary"
#define COOP_META_ACRONYMS   "acronyms"
#define COOP_META_PROOFS     "proofs"
#define COOP_META_PLACES     "places"

#define COOP_PLACES_LISTS    "lists"

/* Term prefixes, by the engine's conventions. */
#define COOP_TERM_SENTENCE   "."
#define COOP_TERM_PARAGRAPH  ".."
#define COOP_PREFIX_ID       'Q'
#define COOP_PREFIX_STEM     'Z'
#define COOP_PREFIX_ACCENTED "XE"
#define COOP_PREFIX_FIELD    'F'

/* What stands behind COOP_PREFIX_FIELD for a field, and for parts of some. */
static inline char coop_field_letter(enum coop_field field)
{
	return (char)('A' + (int)field);
}
#define COOP_LETTER_PHONE    'x'
#define COOP_LETTER_MAIL     'y'
#define COOP_LETTER_POSTCODE 'z'

/* Positions left out between two fields. */
#define COOP_GAP_FIELD 100

/*
 * Appends the directory of an index. `name`, when not NULL, is what the user gave: a path
 * when it holds a '/', else the name of an index in the user's data directory. When it is
 * NULL, $COOP_INDEX is taken in the same way, and without that the index named "default".
 */
enum coop_status coop_index_locate(
	const char *name, struct coop_buf *path, struct coop_error *err);

/*
 * Opens an index for reading: its current generation, all of whose files are open then, after
 * checking that it is one and fits the analyzer. When builds remove it meanwhile, the one that is
 * current by then.
 * COOP_E_NOINDEX: there is none. COOP_E_VERSION: of another version. COOP_E_CORRUPT: damaged, or
 * not what coopidx makes, as where a file is a link. COOP_E_IO: a file cannot be opened.
 * COOP_E_STALE: it was replaced faster than it can be opened.
 */
enum coop_status coop_index_open(const char *dir, struct coop_analyzer *analyzer,
	struct coop_reader **out, struct coop_error *err);

/*
 * The same for one of its generations, whether it serves or not: `folder` is the open folder of the
 * index, `dir` what messages call it. COOP_E_STALE when one of its files is not there.
 */
enum coop_status coop_index_open_generation(int folder, const char *dir,
	unsigned long number, struct coop_analyzer *analyzer, struct coop_reader **out,
	struct coop_error *err);

#endif
