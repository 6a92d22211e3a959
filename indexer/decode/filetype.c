#include "indexer/decode/filetype.h"

#include <string.h>
#include <strings.h>

#include "shared/core/i18n.h"

#ifdef COOP_HAVE_XML
#define HAVE_XML true
#else
#define HAVE_XML false
#endif
#ifdef COOP_HAVE_ARCHIVE
#define HAVE_ARCHIVE true
#else
#define HAVE_ARCHIVE false
#endif
/* The messages for a kind that needs two libraries. */
#if defined(COOP_HAVE_XML)
#define LACKING "libarchive"
#elif defined(COOP_HAVE_ARCHIVE)
#define LACKING "libxml2"
#else
#define LACKING "libxml2, libarchive"
#endif
#ifdef COOP_HAVE_POPPLER
#define HAVE_POPPLER true
#else
#define HAVE_POPPLER false
#endif

#ifdef COOP_HAVE_GMIME
#define HAVE_GMIME true
#else
#define HAVE_GMIME false
#endif

#define SUFFIXES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define CONVERT       "coopidx-convert"
#define CONVERT_PDF   "coopidx-convert-pdf"
#define CONVERT_MAIL  "coopidx-convert-mail"
#define LACKS(libraries)                                                                 \
	"this coopidx was built without " libraries,                                     \
		"ce coopidx a été construit sans " libraries
#define BY_XML     HAVE_XML, LACKS("libxml2")
#define BY_ARCHIVE HAVE_ARCHIVE, LACKS("libarchive")
#define BY_BOTH    HAVE_XML &&HAVE_ARCHIVE, LACKS(LACKING)
#define BY_GMIME   HAVE_XML &&HAVE_GMIME, LACKS("gmime")
#define BY_POPPLER HAVE_POPPLER, LACKS("poppler-glib")

/* clang-format off */
static const struct filetype kinds[] = {
	{"HTML", SUFFIXES(".html", ".htm", ".xhtml"), CONVERT, BY_XML, HOLDS_TEXT},
	{"ODT", SUFFIXES(".odt"), CONVERT, BY_BOTH, HOLDS_TEXT},
	{"DOCX", SUFFIXES(".docx"), CONVERT, BY_BOTH, HOLDS_TEXT},
	{"EPUB", SUFFIXES(".epub"), CONVERT, BY_BOTH, HOLDS_TEXT},
	{"XLSX", SUFFIXES(".xlsx", ".xlsm", ".xltx", ".xltm"), CONVERT, BY_BOTH, HOLDS_SHEETS},
	{"ODS", SUFFIXES(".ods", ".ots", ".fods"), CONVERT, BY_BOTH, HOLDS_SHEETS},
	{"PDF", SUFFIXES(".pdf"), CONVERT_PDF, BY_POPPLER, HOLDS_TEXT},
	{"EML", SUFFIXES(".eml"), CONVERT_MAIL, BY_GMIME, HOLDS_FILES},
	{"MBOX", SUFFIXES(".mbox", ".mbx"), CONVERT_MAIL, BY_GMIME, HOLDS_FILES},
	{"ZIP", SUFFIXES(".zip"), CONVERT, BY_ARCHIVE, HOLDS_FILES},
	{"TAR", SUFFIXES(".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz",
		".tar.zst"), CONVERT, BY_ARCHIVE, HOLDS_FILES},
};
/* clang-format on */

enum { KINDS = sizeof kinds / sizeof *kinds };

bool filetype_has_suffix(const char *path, const char *const *suffixes)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t n = strlen(name);
	for (; *suffixes; suffixes++) {
		size_t len = strlen(*suffixes);
		if (n > len && strcasecmp(name + n - len, *suffixes) == 0)
			return true;
	}
	return false;
}

bool filetype_is_hidden(const char *path)
{
	static const char mac[] = "__MACOSX/";
	for (const char *at = path; at; at = strchr(at, '/')) {
		at += *at == '/';
		bool dots = strncmp(at, "./", 2) == 0 || strncmp(at, "../", 3) == 0;
		if ((*at == '.' && !dots) || strncmp(at, mac, sizeof mac - 1) == 0)
			return true;
	}
	return false;
}

const struct filetype *filetype_of(const char *path)
{
	for (size_t i = 0; i < KINDS; i++)
		if (filetype_has_suffix(path, kinds[i].suffixes))
			return &kinds[i];
	return NULL;
}

const struct filetype *filetype_named(const char *name)
{
	const struct filetype *kind = kinds;
	while (strcmp(kind->name, name) != 0)
		kind++;
	return kind;
}

const char *filetype_why_not(const struct filetype *kind)
{
	return TR(kind->lacks_en, kind->lacks_fr);
}

void filetype_list_suffixes(struct coop_buf *out)
{
	for (size_t i = 0; i < KINDS; i++)
		for (const char *const *s = kinds[i].suffixes; kinds[i].built && *s; s++)
			coop_buf_printf(out, "%s ", *s);
}

const char *filetype_next_program(const char *program)
{
	static const char *const programs[] = {CONVERT, CONVERT_PDF, CONVERT_MAIL};
	bool passed = program == NULL;
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
		bool built = false;
		for (size_t k = 0; k < KINDS; k++)
			built |= kinds[k].built &&
				 strcmp(kinds[k].program, programs[i]) == 0;
		if (passed && built)
			return programs[i];
		passed |= program && strcmp(program, programs[i]) == 0;
	}
	return NULL;
}

void filetype_print_all(FILE *out)
{
	fputs(TR("reads: CSV, text", "lit : CSV, texte"), out);
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].built)
			fprintf(out, ", %s", kinds[i].name);
	fputc('\n', out);
	for (size_t i = 0; i < KINDS; i++)
		if (!kinds[i].built)
			fprintf(out,
				TR("does not read: %s (%s)\n", "ne lit pas : %s (%s)\n"),
				kinds[i].name, filetype_why_not(&kinds[i]));
}
