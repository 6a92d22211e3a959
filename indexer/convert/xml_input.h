/*
 * xml_input.h - the characters of an XML file, in UTF-8, a piece at a time.
 *
 * Bytes that are not of the file's character set are taken for Windows-1252. What is wrong in the file
 * is counted by its kind, with the line of the first.
 */
#ifndef COOP_INDEXER_CONVERT_XML_INPUT_H
#define COOP_INDEXER_CONVERT_XML_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/frame.h"
#include "indexer/decode/source.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"

struct xml_mends {
	size_t count[MEND_KINDS], line[MEND_KINDS];
};

/* Counts `n` more of a kind. */
void xml_mend(struct xml_mends *m, enum conversion_mend what, size_t n, size_t line);

/* Begin with a source and zeros. */
struct xml_input {
	struct source *source; /* borrowed */
	bool kept; /* nothing is forgotten: xml_input_rewind() can go back to the start */
	struct coop_buf raw;  /* bytes that wait for the rest of a character */
	struct coop_buf text; /* decoded */
	size_t at;            /* where in it reading goes on */
	size_t line;          /* of the file, from 0 */
	bool ended;           /* all of the file is in `text` */
	struct xml_mends mends;
	enum conversion_failure failure;
};

void xml_input_release(struct xml_input *in);

/* What is to be read; at least `n` bytes unless the file ends or fails before. */
struct coop_bytes xml_input_see(struct xml_input *in, size_t n);
/* Passes bytes of it. */
void xml_input_pass(struct xml_input *in, size_t n);
/* Passes everything up to a mark, and that; all of the file when it does not come. */
void xml_input_pass_over(struct xml_input *in, const char *mark);

/* Goes back to the start; `kept` was set all the time. What is wrong is counted anew. */
void xml_input_rewind(struct xml_input *in);

#endif
