/*
 * faults_documents.h - failing allocations while pages and archives are converted, in the
 * converter and in coopidx (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_DOCUMENTS_H
#define COOP_TESTS_UNIT_FAULTS_DOCUMENTS_H

#include "indexer/convert/doc.h"
#include "indexer/convert/html.h"
#include "indexer/convert/rtf.h"
#if defined(COOP_HAVE_XML) && defined(COOP_HAVE_ARCHIVE)
#include <sys/mman.h>

#include "indexer/convert/office.h"
#include "tests/unit/packed.h"
#endif
#include "indexer/convert/pages.h"
#include "tests/unit/faults_reader.h"
#include "tests/unit/files.h"

static struct coop_buf page_path, archive_path;

static const char page[] =
	"<html lang=fr><title>Le Fil</title><h1>Le Fil</h1><p>Un film de Jeanne Morvan"
	"<p>1998&nbsp;&nbsp;France&nbsp;&nbsp;52 min<table><tr><td>Pays<td>France</table>"
	"<p>Une coop\u00c3\u00a9rative, d\u00c3\u00a9j\u00c3\u00a9."
	"<table><tr><th rowspan=2>Titre<th>Ann&eacutee<tr><th>Date<tr><td rowspan=2>Un"
	"<td>1976<tr><td>1981<tr><td colspan=2>Autres<tr><td>Deux<td>1990</table>";

static const char rtf[] =
	"{\\rtf1{\\fonttbl{\\f0\\fcharset0 A;}}{\\stylesheet{\\s1 heading 1;}}{\\info{\\title "
	"Le Fil}{\\author Jeanne Morvan}{\\creatim\\yr1998}}\\pard\\s1 Le Fil\\par\\pard Une "
	"{\\b coop\\'e9rative}\\u8217?{\\footnote une note\\par}.\\par\\trowd\\cellx1\\cellx2\\intbl "
	"Pays\\cell France\\cell\\row}";

/* An archive of a table of one row. */
static const char archive[] =
	"\x50\x4b\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x21\x50\x9e\xf4\xfe\xc7\x0f\x00"
	"\x00\x00\x0f\x00\x00\x00\x05\x00\x00\x00\x61\x2e\x63\x73\x76\x69\x64\x3b\x74\x69"
	"\x74\x72\x65\x0a\x31\x3b\x4c\x69\x70\x0a\x50\x4b\x01\x02\x14\x03\x14\x00\x00\x00"
	"\x00\x00\x00\x00\x21\x50\x9e\xf4\xfe\xc7\x0f\x00\x00\x00\x0f\x00\x00\x00\x05\x00"
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xa4\x01\x00\x00\x00\x00\x61\x2e\x63\x73"
	"\x76\x50\x4b\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00\x33\x00\x00\x00\x32\x00\x00"
	"\x00\x00\x00";

static enum coop_status of_failure(
	enum conversion_failure failure, struct coop_error *err)
{
	need(failure == CONVERSION_OK || failure == CONVERSION_MEMORY, "another problem");
	return failure ? coop_fail_nomem(err) : COOP_OK;
}

/* What the program does that converts, in this process. */
static enum coop_status run_conversion(
	enum conversion_failure (*convert)(struct doc *doc), struct coop_error *err)
{
	struct doc doc;
	struct coop_record r;
	coop_record_init(&r);
	coop_record_reset(&r, "", 1);
	doc_init(&doc);
	enum conversion_failure failure = convert(&doc);
	if (!failure)
		failure = doc_finish(&doc, &r);
	enum coop_status st = of_failure(failure, err);
	if (!st)
		st = coop_record_check(&r, err);
	if (!st)
		note_record(&r);
	doc_release(&doc);
	coop_record_release(&r);
	return st;
}

static enum conversion_failure convert_rtf(struct doc *doc)
{
	return rtf_convert(doc, rtf, sizeof rtf - 1);
}

static enum coop_status run_rtf(struct coop_error *err)
{
	return run_conversion(convert_rtf, err);
}

#ifdef COOP_HAVE_XML
static enum conversion_failure convert_page(struct doc *doc)
{
	return html_convert(doc, page, sizeof page - 1, false);
}

static enum coop_status run_html(struct coop_error *err)
{
	return run_conversion(convert_page, err);
}
#endif

#if defined(COOP_HAVE_XML) && defined(COOP_HAVE_ARCHIVE)
/* Documents, with a note, a table and what they say of themselves in each. */
static const struct packed_document {
	const char *name;
	enum conversion_failure (*convert)(struct doc *doc);
	struct {
		const char *name, *text;
	} parts[5];
} packed_documents[] = {
	{"converting an ODT", odt_convert,
		{{"content.xml",
			 "<o:d xmlns:o='o' xmlns:t='t'><o:body><t:h>Le Fil</t:h><t:p>Un "
			 "film"
			 "<t:note><t:note-body><t:p>une note</t:p></t:note-body></t:note>"
			 "<t:s t:c='3'/>de Jeanne "
			 "Morvan</t:p><table><table-row><table-cell>"
			 "<t:p>Pays</t:p></table-cell><table-cell><t:p>France</t:p>"
			 "</table-cell></table-row></table></o:body></o:d>"},
			{"meta.xml", "<m xmlns:dc='d'><dc:title>T</dc:title></m>"}}},
	{"converting a DOCX", docx_convert,
		{{"word/document.xml",
			 "<w:d xmlns:w='w'><w:body><w:p><w:pPr><w:pStyle w:val='Titre1'/>"
			 "</w:pPr><w:r><w:t>Le Fil</w:t></w:r></w:p><w:p><w:r><w:t>Un "
			 "film"
			 "</w:t><w:footnoteReference w:id='1'/></w:r></w:p><w:tbl><w:tr>"
			 "<w:tc><w:p><w:r><w:t>Pays</w:t></w:r></w:p></"
			 "w:tc><w:tc><w:p><w:r>"
			 "<w:t>France</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></"
			 "w:d>"},
			{"word/footnotes.xml", "<w:f xmlns:w='w'><w:footnote "
					       "w:id='1'><w:p><w:r><w:t>note"
					       "</w:t></w:r></w:p></w:footnote></w:f>"},
			{"docProps/core.xml", "<c xmlns:dc='d'><dc:creator>J. "
					      "Morvan</dc:creator></c>"}}},
	{"converting an EPUB", epub_convert,
		{{"META-INF/container.xml", "<c><rootfile full-path='b.opf'/></c>"},
			{"b.opf", "<p><metadata><title>T</title></metadata><manifest>"
				  "<item id='x' href='a/c.xhtml'/><item id='y' "
				  "href='a/d%20e.html'/></manifest><spine><itemref "
				  "idref='x'/><itemref idref='y'/></spine></p>"},
			{"a/c.xhtml",
				"<html><body><h1>Un</h1><p>texte</p></body></html>"},
			{"a/d e.html", "<h1>Deux</h1><p>autre"}}}};
static const struct packed_document *packed_document;

/* Makes a document what standard input is. */
static void give_document(const struct packed_document *d)
{
	static char zip[1 << 14];
	size_t used;
	struct archive *a = packed_begin(zip, sizeof zip, &used);
	bool good = a;
	for (size_t i = 0; good && d->parts[i].name; i++)
		good = packed_add(
			a, d->parts[i].name, d->parts[i].text, strlen(d->parts[i].text));
	need(good && packed_end(a), "an archive");
	int fd = memfd_create("document", MFD_CLOEXEC);
	need(fd >= 0 && write(fd, zip, used) == (ssize_t)used &&
			dup2(fd, STDIN_FILENO) == STDIN_FILENO && close(fd) == 0,
		"standard input");
	packed_document = d;
}

static enum coop_status run_packed(struct coop_error *err)
{
	need(lseek(STDIN_FILENO, 0, SEEK_SET) == 0, "standard input");
	return run_conversion(packed_document->convert, err);
}
#endif

static enum coop_status run_pages(struct coop_error *err)
{
	struct pages pages = {0};
	struct coop_buf out = {0};
	static const char *const list[] = {"Bulletin\nune coop\u00e9-\nrative\n1",
		"Bulletin\net la suite\n2", "Bulletin\nla fin.\n3"};
	for (size_t i = 0; i < 3; i++)
		pages_add(&pages, list[i], strlen(list[i]));
	if (!pages.text.failed)
		pages_finish(&pages, &out);
	out.failed |= pages.text.failed;
	enum coop_status st = coop_buf_check(&out, err);
	if (!st)
		note(out.s, out.len);
	pages_release(&pages);
	coop_buf_release(&out);
	return st;
}

/* The whole way, with the program that converts. */
static enum coop_status run_file(const char *path, struct coop_error *err)
{
	size_t rejected;
	enum coop_status st =
		read_file(path, &(struct reader_options){0}, &rejected, err);
	need(rejected == 0, "a file that was left out");
	return st;
}

static enum coop_status run_page(struct coop_error *err)
{
	return run_file(page_path.s, err);
}

static enum coop_status run_archive(struct coop_error *err)
{
	return run_file(archive_path.s, err);
}

static void test_documents(const char *dir)
{
	coop_buf_printf(&page_path, "%s/a.html", dir);
	coop_buf_printf(&archive_path, "%s/a.zip", dir);
	write_whole(page_path.s, page, sizeof page - 1);
	write_whole(archive_path.s, archive, sizeof archive - 1);
	exhaust("the pages of a PDF", run_pages);
	exhaust("converting RTF", run_rtf);
#ifdef COOP_HAVE_XML
	exhaust("converting a page", run_html);
#endif
#if defined(COOP_HAVE_XML) && defined(COOP_HAVE_ARCHIVE)
	for (size_t i = 0; i < sizeof packed_documents / sizeof *packed_documents; i++) {
		const struct packed_document *d = &packed_documents[i];
		/* what the library asks for fails like all else; not in pages: it breaks */
		need((d->convert == epub_convert
				     ? xmlMemSetup(free, __real_malloc, __real_realloc,
					       __real_strdup)
				     : xmlMemSetup(free, malloc, realloc, strdup)) == 0,
			"xmlMemSetup");
		give_document(d);
		exhaust(d->name, run_packed);
	}
#endif
	if (reader_knows(page_path.s))
		exhaust("a page", run_page);
	if (reader_knows(archive_path.s))
		exhaust("an archive", run_archive);
	coop_buf_release(&page_path);
	coop_buf_release(&archive_path);
}

#endif
