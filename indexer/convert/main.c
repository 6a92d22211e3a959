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
