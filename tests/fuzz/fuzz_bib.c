/*
 * fuzz_bib.c - any text is a bibliography of every kind: what is taken of it is UTF-8 and packs, and each
 * reference begins behind the one before.
 */
#include "indexer/convert/bib_tagged.h"
#include "indexer/convert/bib_tags.h"
#include "indexer/convert/bib_text.h"
#include "indexer/convert/bibtex_fill.h"
#include "indexer/decode/filetype_bib.h"
#include "tests/fuzz/fuzz.h"
#ifdef COOP_HAVE_XML
#include "indexer/convert/bib_xml.h"
#include "indexer/convert/mods.h"
#include "indexer/convert/tree.h"
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a notice holds that was made of parts; then they are emptied. */
static void check_notice(struct bib_notice *parts)
{
	struct coop_record notice;
	coop_record_init(&notice);
	coop_record_reset(&notice, "", 1);
	bib_notice_finish(parts, &notice);
	HOLDS(!notice.failed);
	fuzz_check_values(&notice);
	fuzz_check_packing(&notice);
	coop_record_release(&notice);
	bib_notice_reset(parts);
}

static void run_tagged(
	struct coop_bytes text, enum bib_syntax syntax, struct bib_notice *parts)
{
	struct bib_tagged tags = {.lines = {.rest = text}, .syntax = syntax};
	struct coop_record record;
	size_t line = 0;
	coop_record_init(&record);
	while (bib_tagged_next(&tags, &record)) {
		HOLDS(!record.failed && record.line > line);
		line = record.line;
		bib_tags_fill(syntax, &record, parts);
		check_notice(parts);
	}
	bib_tagged_release(&tags);
	coop_record_release(&record);
}

static void run_bibtex(struct coop_bytes text, struct bib_notice *parts)
{
	struct bibtex_entry entry;
	struct bibtex *file;
	const char *end = text.s;
	HOLDS(bibtex_open(text, &file) == CONVERSION_OK);
	while (bibtex_next(file, &entry)) {
		HOLDS(entry.body.s >= end &&
			entry.body.s + entry.body.len <= text.s + text.len);
		end = entry.body.s + entry.body.len;
		if (!entry.damaged)
			bibtex_fill(file, &entry, parts);
		check_notice(parts);
	}
	bibtex_close(file);
}

#ifdef COOP_HAVE_XML
static void run_xml(struct coop_bytes text, const char *element,
	void (*fill)(const xmlNode *n, struct bib_notice *out), struct bib_notice *parts)
{
	struct bib_xml file = {.text = text, .element = element};
	struct coop_bytes record;
	size_t line;
	bool whole;
	while (bib_xml_next(&file, &record, &line, &whole)) {
		xmlDoc *doc;
		HOLDS(record.s >= text.s && record.s + record.len <= text.s + text.len);
		if (!whole || tree_parse(record.s, record.len, &doc))
			continue;
		if (xmlDocGetRootElement(doc))
			fill(xmlDocGetRootElement(doc), parts);
		check_notice(parts);
		xmlFreeDoc(doc);
	}
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_buf text = {0};
	struct bib_notice parts = {0};
	struct source *source;
	HOLDS(source_open(fuzz_file(data, size), NULL, &source, NULL) == COOP_OK);
	HOLDS(bib_text_read(source, &text) == CONVERSION_OK);
	source_close(source);
	HOLDS(fuzz_is_utf8(coop_buf_cstr(&text), text.len));
	struct coop_bytes s = {coop_buf_cstr(&text), text.len};
	bib_notice_init(&parts);
	filetype_bibliography(s.s, s.len);
	for (int i = 0; i < BIB_SYNTAXES; i++)
		run_tagged(s, (enum bib_syntax)i, &parts);
	run_bibtex(s, &parts);
#ifdef COOP_HAVE_XML
	run_xml(s, "mods", mods_fill, &parts);
	run_xml(s, "record", bib_xml_fill_endnote, &parts);
	run_xml(s, "Source", bib_xml_fill_word, &parts);
#endif
	bib_notice_release(&parts);
	coop_buf_release(&text);
	return 0;
}
