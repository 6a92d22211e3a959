/*
 * coopidx-convert-bib - reads bibliographies for coopidx (worker.h): a notice a reference.
 */
#include "indexer/convert/bib_tagged.h"
#include "indexer/convert/bib_tags.h"
#include "indexer/convert/bib_text.h"
#include "indexer/convert/bibtex_fill.h"
#include "indexer/convert/worker.h"
#ifdef COOP_HAVE_XML
#include "indexer/convert/bib_xml.h"
#include "indexer/convert/mods.h"
#include "indexer/convert/tree.h"
#endif

/* What the kinds share. */
struct reading {
	struct coop_buf text;
	struct bib_notice parts;
	struct coop_record notice;
	bool met; /* there was a record, good or not */
};

static enum conversion_failure begin(struct reading *r, const struct input *input)
{
	*r = (struct reading){.text = {0}};
	bib_notice_init(&r->parts);
	coop_record_init(&r->notice);
	return bib_text_read(input->source, &r->text);
}

static struct coop_bytes text_of(const struct reading *r)
{
	return (struct coop_bytes){coop_buf_cstr(&r->text), r->text.len};
}

/* Releases all. A file with text and not one record is not of the kind that its name says. */
static enum conversion_failure end(struct reading *r, enum conversion_failure failure)
{
	struct coop_bytes text = text_of(r);
	if (!failure && !r->met && coop_bytes_trimmed(text.s, text.len).len > 0)
		failure = CONVERSION_DAMAGED;
	coop_buf_release(&r->text);
	bib_notice_release(&r->parts);
	coop_record_release(&r->notice);
	return failure;
}

static void leave_out(struct reading *r, size_t line, enum conversion_failure why)
{
	r->met = true;
	worker_left_out(line, why);
}

/* Sends the notice made of the parts of the reference at a line; one that says nothing is left out. */
static enum conversion_failure answer(struct reading *r, size_t line)
{
	r->met = true;
	coop_record_reset(&r->notice, "", line);
	bib_notice_finish(&r->parts, &r->notice);
	if (r->notice.failed)
		return CONVERSION_MEMORY;
	if (r->notice.count > 0)
		return worker_notice(&r->notice);
	leave_out(r, line, CONVERSION_DAMAGED);
	return CONVERSION_OK;
}

/* ---- lines with tags ---- */

static enum conversion_failure tagged(const struct input *input, enum bib_syntax syntax)
{
	struct reading r;
	struct coop_record record;
	coop_record_init(&record);
	enum conversion_failure failure = begin(&r, input);
	struct bib_tagged tags = {.lines = {.rest = text_of(&r)}, .syntax = syntax};
	while (!failure && bib_tagged_next(&tags, &record)) {
		bib_notice_reset(&r.parts);
		bib_tags_fill(syntax, &record, &r.parts);
		failure = record.failed ? CONVERSION_MEMORY : answer(&r, record.line);
	}
	bib_tagged_release(&tags);
	coop_record_release(&record);
	return end(&r, failure);
}

static enum conversion_failure ris(struct doc *doc, const struct input *input)
{
	(void)doc;
	return tagged(input, BIB_RIS);
}

static enum conversion_failure refer(struct doc *doc, const struct input *input)
{
	(void)doc;
	return tagged(input, BIB_REFER);
}

static enum conversion_failure nbib(struct doc *doc, const struct input *input)
{
	(void)doc;
	return tagged(input, BIB_NBIB);
}

static enum conversion_failure isi(struct doc *doc, const struct input *input)
{
	(void)doc;
	return tagged(input, BIB_ISI);
}

/* ---- BibTeX ---- */

static enum conversion_failure bibtex(struct doc *doc, const struct input *input)
{
	struct reading r;
	struct bibtex *file = NULL;
	struct bibtex_entry entry;
	(void)doc;
	enum conversion_failure failure = begin(&r, input);
	if (!failure)
		failure = bibtex_open(text_of(&r), &file);
	while (!failure && bibtex_next(file, &entry)) {
		bib_notice_reset(&r.parts);
		enum conversion_failure why =
			entry.damaged ? CONVERSION_DAMAGED
				      : bibtex_fill(file, &entry, &r.parts);
		if (why)
			leave_out(&r, entry.line, why);
		else
			failure = answer(&r, entry.line);
	}
	bibtex_close(file);
	return end(&r, failure);
}

/* ---- XML ---- */

#ifdef COOP_HAVE_XML
/* Answers one record in XML. */
static enum conversion_failure answer_xml(struct reading *r, struct coop_bytes record,
	size_t line, void (*fill)(const xmlNode *n, struct bib_notice *out))
{
	xmlDoc *doc;
	enum conversion_failure failure = tree_parse(record.s, record.len, &doc);
	const xmlNode *root = failure ? NULL : xmlDocGetRootElement(doc);
	if (failure == CONVERSION_MEMORY)
		return failure;
	if (root) {
		bib_notice_reset(&r->parts);
		fill(root, &r->parts);
		failure = answer(r, line);
	} else {
		leave_out(r, line, failure ? failure : CONVERSION_DAMAGED);
		failure = CONVERSION_OK;
	}
	xmlFreeDoc(doc);
	return failure;
}

static enum conversion_failure xml(const struct input *input, const char *element,
	void (*fill)(const xmlNode *n, struct bib_notice *out))
{
	struct reading r;
	struct coop_bytes record;
	size_t line;
	bool whole;
	enum conversion_failure failure = begin(&r, input);
	struct bib_xml file = {.text = text_of(&r), .element = element};
	while (!failure && bib_xml_next(&file, &record, &line, &whole)) {
		if (whole)
			failure = answer_xml(&r, record, line, fill);
		else
			leave_out(&r, line, CONVERSION_DAMAGED);
	}
	return end(&r, failure);
}

static enum conversion_failure mods(struct doc *doc, const struct input *input)
{
	(void)doc;
	return xml(input, "mods", mods_fill);
}

static enum conversion_failure endnote_xml(struct doc *doc, const struct input *input)
{
	(void)doc;
	return xml(input, "record", bib_xml_fill_endnote);
}

static enum conversion_failure word(struct doc *doc, const struct input *input)
{
	(void)doc;
	return xml(input, "Source", bib_xml_fill_word);
}
#endif

int main(int argc, char **argv)
{
	static const struct work table[] = {
		{"RIS", .is_text = true, .answers = true, .run = ris},
		{"BibTeX", .is_text = true, .answers = true, .run = bibtex},
		{"EndNote", .is_text = true, .answers = true, .run = refer},
		{"PubMed", .is_text = true, .answers = true, .run = nbib},
		{"ISI", .is_text = true, .answers = true, .run = isi},
#ifdef COOP_HAVE_XML
		{"MODS", .is_text = true, .answers = true, .run = mods},
		{"EndNote XML", .is_text = true, .answers = true, .run = endnote_xml},
		{"Word XML", .is_text = true, .answers = true, .run = word},
#endif
		{0}};
	return worker_main(table, argc, argv);
}
