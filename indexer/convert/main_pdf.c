/*
 * coopidx-convert-pdf - converts PDF files for coopidx (worker.h). The only user of
 * poppler, which is slow to start: a separate program spares other documents that.
 */
#include <poppler.h>
#include <string.h>
#include <unistd.h>

#include "indexer/convert/pages.h"
#include "indexer/convert/worker.h"

enum { PAGES_MAX = 100000 };

static void add_meta(struct doc *doc, const char *name, char *value)
{
	if (value)
		doc_meta(doc, name, value, strlen(value));
	g_free(value);
}

/* Whether a title is one: programs often put the name of a file in its place. */
static bool is_title(const char *title)
{
	static const char *const starts[] = {"microsoft word", "microsoft powerpoint",
		"untitled", "sans titre", "sans nom", NULL};
	static const char *const ends[] = {".doc", ".docx", ".odt", ".rtf", ".pdf",
		".indd", ".qxd", ".qxp", ".ppt", ".pptx", ".tex", ".dvi", NULL};
	size_t n = strlen(title);
	for (const char *const *s = starts; *s; s++)
		if (g_ascii_strncasecmp(title, *s, strlen(*s)) == 0)
			return false;
	for (const char *const *e = ends; *e; e++)
		if (n >= strlen(*e) &&
			g_ascii_strcasecmp(title + n - strlen(*e), *e) == 0)
			return false;
	return true;
}

static void add_info(struct doc *doc, PopplerDocument *pdf)
{
	char *title = poppler_document_get_title(pdf);
	if (title && is_title(title))
		add_meta(doc, "title", title);
	else
		g_free(title);
	add_meta(doc, "author", poppler_document_get_author(pdf));
	add_meta(doc, "keywords", poppler_document_get_keywords(pdf));
	GDateTime *date = poppler_document_get_creation_date_time(pdf);
	if (date) {
		add_meta(doc, "date", g_date_time_format(date, "%Y"));
		g_date_time_unref(date);
	}
}

/* Whether images cover most of a page. */
static bool is_image(PopplerPage *page)
{
	double width, height, covered = 0;
	poppler_page_get_size(page, &width, &height);
	GList *images = poppler_page_get_image_mapping(page);
	for (const GList *at = images; at; at = at->next) {
		const PopplerRectangle *r =
			&((const PopplerImageMapping *)at->data)->area;
		covered += (r->x2 - r->x1) * (r->y2 - r->y1);
	}
	poppler_page_free_image_mapping(images);
	return covered > width * height / 2;
}

/* Adds a page; one that holds images and no text is told, a blank one is not. */
static void add_page(struct doc *doc, struct pages *pages, PopplerPage *page, int number)
{
	char *text = poppler_page_get_text(page);
	uint32_t *remark = doc->remark;
	if (text)
		pages_add(pages, text, strlen(text));
	if ((!text || text[strspn(text, " \n\r\t\f")] == '\0') && is_image(page)) {
		remark[FRAME_REMARK_WHAT] = REMARK_SCANNED;
		if (remark[FRAME_REMARK_PAGES]++ == 0)
			remark[FRAME_REMARK_FIRST] = (uint32_t)number;
	}
	g_free(text);
}

static enum conversion_failure add_pages(struct doc *doc, PopplerDocument *pdf)
{
	struct pages pages = {0};
	int n = poppler_document_get_n_pages(pdf);
	for (int i = 0; i < n && i < PAGES_MAX && !pages_are_full(&pages); i++) {
		PopplerPage *page = poppler_document_get_page(pdf, i);
		if (!page)
			continue;
		add_page(doc, &pages, page, i + 1);
		g_object_unref(page);
		worker_done((size_t)i + 1, (size_t)n);
	}
	doc->remark[FRAME_REMARK_OF] = n > 0 ? (uint32_t)n : 0;
	pages_finish(&pages, &doc->text);
	pages_release(&pages);
	if (doc->text.failed)
		return CONVERSION_MEMORY;
	/* pages without text are scanned images */
	return n > 0 && doc->text.len == 0 ? CONVERSION_NO_TEXT
	       : n > 0                     ? CONVERSION_OK
					   : CONVERSION_DAMAGED;
}

static enum conversion_failure convert(struct doc *doc, const struct input *input)
{
	(void)input;
	GError *error = NULL;
	/* the document is standard input, which poppler reads from a mapping */
	GMappedFile *file = g_mapped_file_new_from_fd(STDIN_FILENO, FALSE, NULL);
	if (!file)
		return CONVERSION_DAMAGED;
	GBytes *bytes = g_mapped_file_get_bytes(file);
	PopplerDocument *pdf = poppler_document_new_from_bytes(bytes, NULL, &error);
	enum conversion_failure failure =
		pdf ? CONVERSION_OK
		: g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
			? CONVERSION_ENCRYPTED
			: CONVERSION_DAMAGED;
	if (pdf) {
		add_info(doc, pdf);
		failure = add_pages(doc, pdf);
		g_object_unref(pdf);
	}
	g_clear_error(&error);
	g_bytes_unref(bytes);
	g_mapped_file_unref(file);
	return failure;
}

/*
 * Titles and the like are in UTF-16, whose conversion the C library loads from a file: it stays loaded,
 * as these are never closed.
 */
static enum conversion_failure prepare(const struct input *input)
{
	(void)input;
	(void)g_iconv_open("UTF-8", "UTF-16BE");
	(void)g_iconv_open("UTF-8", "UTF-16LE");
	return CONVERSION_OK;
}

int main(int argc, char **argv)
{
	/* the tables of poppler-data, for fonts of Asian scripts that are not in the file */
	static const char *const folders[] = {
		"/usr/share/poppler", "/usr/local/share/poppler", NULL};
	static const struct work table[] = {
		{"PDF", .folders = folders, .prepare = prepare, .run = convert}, {0}};
	return worker_main(table, argc, argv);
}
