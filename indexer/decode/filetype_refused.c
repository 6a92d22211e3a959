#include "indexer/decode/filetype_refused.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/decode/filetype.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

#define ZIP   "PK\3\4"
#define FIRST 30 /* offset of the name of the first file in a ZIP */

/* What is at the start of a file, at FIRST, and near the start; NULL for anything. */
struct mark {
	const char *begin, *first, *near;
};

static const struct unread {
	const char *const *suffixes;
	struct mark marks[3];
	const char *en, *fr;
} unread[] = {
	{COOP_LIST(".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".numbers"),
		{{ZIP, NULL, "xl/_rels"}, {ZIP, NULL, "xl/workbook"},
			{ZIP, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
				NULL}},
		"a workbook; save it as CSV", "un classeur ; enregistrez-le en CSV"},
	{COOP_LIST(".ppt", ".pptx", ".odp", ".key"),
		{{ZIP, NULL, "ppt/_rels"}, {ZIP, NULL, "ppt/presentation"},
			{ZIP, "mimetypeapplication/vnd.oasis.opendocument.presentation",
				NULL}},
		"slides; save them as PDF", "un diaporama ; enregistrez-le en PDF"},
	{COOP_LIST(".doc", ".wpd", ".pages"), {{NULL, NULL, NULL}},
		"a document of another kind; save it as ODT or DOCX",
		"un document d'un autre type ; enregistrez-le en ODT ou DOCX"},
	{COOP_LIST(".mdb", ".accdb", ".odb", ".dbf", ".fmp12"), {{NULL, NULL, NULL}},
		"a database; export its tables as CSV",
		"une base de données ; exportez ses tables en CSV"},
	{COOP_LIST(NULL), {{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NULL, NULL}},
		"a workbook or document of the old Excel or Word; save it as CSV, ODT or DOCX",
		"un classeur ou document des anciens Excel ou Word ; enregistrez-le en CSV, ODT ou DOCX"}};
enum { UNREAD = sizeof unread / sizeof *unread };

const char *filetype_refused_name(const char *path)
{
	for (size_t i = 0; i < UNREAD; i++)
		if (filetype_has_suffix(path, unread[i].suffixes))
			return TR(unread[i].en, unread[i].fr);
	return NULL;
}

static bool has_mark(const struct mark *m, const char *s, size_t n)
{
	enum { NEAR = 4096 };
	size_t len = m->begin ? strlen(m->begin) : 0;
	size_t first = m->first ? strlen(m->first) : 0;
	if (len == 0 || n < len || memcmp(s, m->begin, len) != 0)
		return false;
	if (first > 0 && (n < FIRST + first || memcmp(s + FIRST, m->first, first) != 0))
		return false;
	return !m->near ||
	       memmem(s, n < NEAR ? n : NEAR, m->near, strlen(m->near)) != NULL;
}

const char *filetype_refused_content(const char *s, size_t n)
{
	for (size_t i = 0; i < UNREAD; i++)
		for (size_t k = 0; k < sizeof unread->marks / sizeof *unread->marks; k++)
			if (has_mark(&unread[i].marks[k], s, n))
				return TR(unread[i].en, unread[i].fr);
	return NULL;
}
