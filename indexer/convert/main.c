/*
 * coopidx-convert - converts pages, documents, books and archives for coopidx (worker.h).
 */
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/convert/html.h"
#include "indexer/convert/members.h"
#include "indexer/convert/rtf.h"
#include "indexer/convert/rtf_text.h"
#include "indexer/convert/worker.h"
#if defined(COOP_HAVE_XML) && defined(COOP_HAVE_ARCHIVE)
#include "indexer/convert/office.h"
#include "indexer/convert/workbook.h"
#endif

#ifdef COOP_HAVE_XML
#include "indexer/convert/xml_records.h"
#include "indexer/convert/xml_table.h"

static enum conversion_failure page(struct doc *doc, const struct input *input)
{
	struct coop_buf raw = {0}, text = {0};
	enum conversion_failure failure =
		worker_read_all(input->source, TEXT_OF_DOCUMENT_MAX, &raw);
	if (!failure) {
		charset_decode(
			source_text(input->source), coop_buf_cstr(&raw), raw.len, &text);
		failure = text.failed ? CONVERSION_MEMORY
				      : html_convert(doc, coop_buf_cstr(&text), text.len,
						false);
	}
	coop_buf_release(&raw);
	coop_buf_release(&text);
	return failure;
}

static enum conversion_failure send_notice(void *data, const struct coop_record *notice)
{
	(void)data;
	return worker_notice(notice);
}

static void leave_out(void *data, size_t line, enum conversion_failure why)
{
	(void)data;
	worker_left_out(line, why);
}

static void tell_mends(struct xml_events *e)
{
	const struct xml_mends *mends = xml_events_mends(e);
	for (int i = 0; i < MEND_KINDS; i++)
		if (mends->count[i] > 0)
			worker_mended(
				(enum conversion_mend)i, mends->count[i], mends->line[i]);
}

/* Reads a file of a vocabulary. */
static enum conversion_failure read_records(const struct input *input,
	enum conversion_failure (*read)(struct xml_events *e, const struct xml_out *out))
{
	static const struct xml_out out = {send_notice, leave_out, NULL};
	struct xml_events *e = xml_events_new(input->source);
	enum conversion_failure failure = e ? read(e, &out) : CONVERSION_MEMORY;
	if (e)
		tell_mends(e);
	xml_events_free(e);
	return failure;
}

static enum conversion_failure dublin_core(struct doc *doc, const struct input *input)
{
	(void)doc;
	return read_records(input, dublin_core_read);
}

static enum conversion_failure ead(struct doc *doc, const struct input *input)
{
	(void)doc;
	return read_records(input, ead_read);
}

static enum conversion_failure tei(struct doc *doc, const struct input *input)
{
	(void)doc;
	return read_records(input, tei_read);
}

static enum conversion_failure syndication(struct doc *doc, const struct input *input)
{
	(void)doc;
	return read_records(input, syndication_read);
}

static enum conversion_failure any_xml(struct doc *doc, const struct input *input)
{
	struct xml_events *e = xml_events_new(input->source);
	enum conversion_failure failure = e ? xml_table_read(e, doc) : CONVERSION_MEMORY;
	if (e && !failure)
		tell_mends(e);
	xml_events_free(e);
	return failure;
}
#endif

#if defined(COOP_HAVE_XML) && defined(COOP_HAVE_ARCHIVE)
static enum conversion_failure odt(struct doc *doc, const struct input *input)
{
	(void)input;
	return odt_convert(doc);
}

static enum conversion_failure docx(struct doc *doc, const struct input *input)
{
	(void)input;
	return docx_convert(doc);
}

static enum conversion_failure epub(struct doc *doc, const struct input *input)
{
	(void)input;
	return epub_convert(doc);
}

static enum conversion_failure xlsx(struct doc *doc, const struct input *input)
{
	(void)doc, (void)input;
	return xlsx_convert();
}

static enum conversion_failure ods(struct doc *doc, const struct input *input)
{
	(void)doc, (void)input;
	return ods_convert();
}
#endif

#ifdef COOP_HAVE_ARCHIVE
static enum conversion_failure archive(struct doc *doc, const struct input *input)
{
	(void)doc;
	return members_answer(input->suffixes);
}
#endif

/* Converts a file of RTF, which may be large for its pictures. */
static enum conversion_failure rtf(struct doc *doc, const struct input *input)
{
	struct stat st;
	(void)input;
	if (fstat(STDIN_FILENO, &st) != 0)
		return CONVERSION_UNREADABLE;
	if (st.st_size <= 0)
		return CONVERSION_DAMAGED;
	size_t n = (size_t)st.st_size;
	char *s = mmap(NULL, n, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
	if (s == MAP_FAILED)
		return CONVERSION_MEMORY;
	enum conversion_failure failure = rtf_convert(doc, s, n);
	munmap(s, n);
	return failure;
}

static enum conversion_failure prepare_rtf(const struct input *input)
{
	(void)input;
	rtf_text_load();
	return CONVERSION_OK;
}

int main(int argc, char **argv)
{
	static const struct work table[] = {
#ifdef COOP_HAVE_XML
		{"HTML", .is_text = true, .run = page},
		{"OAI-PMH", .is_text = true, .answers = true, .run = dublin_core},
		{"Dublin Core", .is_text = true, .answers = true, .run = dublin_core},
		{"EAD", .is_text = true, .answers = true, .run = ead},
		{"TEI", .is_text = true, .answers = true, .run = tei},
		{"RSS", .is_text = true, .answers = true, .run = syndication},
		{"Atom", .is_text = true, .answers = true, .run = syndication},
		{"XML", .is_text = true, .run = any_xml},
#endif
#if defined(COOP_HAVE_XML) && defined(COOP_HAVE_ARCHIVE)
		{"ODT", .run = odt},
		{"DOCX", .run = docx},
		{"EPUB", .run = epub},
		{"XLSX", .answers = true, .run = xlsx},
		{"ODS", .answers = true, .run = ods},
#endif
		{"RTF", .prepare = prepare_rtf, .run = rtf},
#ifdef COOP_HAVE_ARCHIVE
		{"ZIP", .answers = true, .run = archive},
		{"TAR", .answers = true, .run = archive},
#endif
		{0}
	};
	return worker_main(table, argc, argv);
}
