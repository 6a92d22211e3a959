#include "indexer/decode/filetype_refused.h"

#include "indexer/decode/filetype.h"
#include "indexer/decode/filetype_marks.h"
#include "indexer/decode/structured.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

/* What it is called when it is one, and when there are several, in English and French. */
static const struct {
	const char *const *suffixes;
	const char *one_en, *one_fr, *many_en, *many_fr;
} kinds[REFUSED_COUNT] = {
	[REFUSED_NOT] = {COOP_LIST(NULL), "", "", "", ""},
	[REFUSED_WORKBOOK] = {COOP_LIST(".xlsb"),
		"a binary workbook; save it as XLSX or ODS",
		"un classeur binaire ; enregistrez-le en XLSX ou en ODS",
		"binary workbooks; save them as XLSX or ODS",
		"des classeurs binaires ; enregistrez-les en XLSX ou en ODS"},
	[REFUSED_OLD_WORKBOOK] = {COOP_LIST(".xls", ".xlt", ".xlw"),
		"a workbook of the old Excel; save it as XLSX or CSV",
		"un classeur de l'ancien Excel ; enregistrez-le en XLSX ou CSV",
		"workbooks of the old Excel; save them as XLSX or CSV",
		"des classeurs de l'ancien Excel ; enregistrez-les en XLSX ou CSV"},
	[REFUSED_OTHER_WORKBOOK] = {COOP_LIST(".sxc", ".wk1", ".wk3", ".wk4", ".wks",
					    ".123", ".wb2", ".qpw", ".gnumeric"),
		"a workbook of another program; save it as XLSX or CSV",
		"un classeur d'un autre logiciel ; enregistrez-le en XLSX ou CSV",
		"workbooks of other programs; save them as XLSX or CSV",
		"des classeurs d'autres logiciels ; enregistrez-les en XLSX ou CSV"},
	[REFUSED_WORD] = {COOP_LIST(".doc", ".dot"),
		"a document of the old Word; save it as ODT or DOCX",
		"un document de l'ancien Word ; enregistrez-le en ODT ou DOCX",
		"documents of the old Word; save them as ODT or DOCX",
		"des documents de l'ancien Word ; enregistrez-les en ODT ou DOCX"},
	[REFUSED_DOCUMENT] = {COOP_LIST(".wpd", ".wp5", ".wp", ".wps", ".sxw", ".sdw",
				      ".lwp", ".abw", ".cwk", ".pap", ".papy"),
		"a document of another word processor; save it as ODT or DOCX",
		"un document d'un autre traitement de texte ; enregistrez-le en ODT ou DOCX",
		"documents of other word processors; save them as ODT or DOCX",
		"des documents d'autres traitements de texte ; enregistrez-les en ODT ou DOCX"},
	[REFUSED_APPLE] = {COOP_LIST(".pages", ".numbers", ".key"),
		"a document of Apple's Pages, Numbers or Keynote; export it as DOCX, XLSX or PDF",
		"un document de Pages, Numbers ou Keynote d'Apple ; exportez-le en DOCX, XLSX ou PDF",
		"documents of Apple's Pages, Numbers or Keynote; export them as DOCX, XLSX or PDF",
		"des documents de Pages, Numbers ou Keynote d'Apple ; exportez-les en DOCX, XLSX ou PDF"},
	[REFUSED_PUBLISHER] = {COOP_LIST(".pub"),
		"a document of Publisher; save it as PDF",
		"un document de Publisher ; enregistrez-le en PDF",
		"documents of Publisher; save them as PDF",
		"des documents de Publisher ; enregistrez-les en PDF"},
	[REFUSED_LAYOUT] = {COOP_LIST(".indd", ".idml", ".qxd", ".qxp", ".p65", ".pmd",
				    ".vsd", ".vsdx"),
		"a document of a layout program; export it as PDF",
		"un document de mise en page ; exportez-le en PDF",
		"documents of layout programs; export them as PDF",
		"des documents de mise en page ; exportez-les en PDF"},
	[REFUSED_SLIDES] = {COOP_LIST(".ppt", ".pptx", ".pps", ".ppsx", ".odp", ".sxi"),
		"slides; save them as PDF", "un diaporama ; enregistrez-le en PDF",
		"slides; save them as PDF", "des diaporamas ; enregistrez-les en PDF"},
	[REFUSED_OLE] = {COOP_LIST(NULL),
		"a workbook or document of the old Excel or Word; save it as CSV, ODT or DOCX",
		"un classeur ou document des anciens Excel ou Word ; enregistrez-le en CSV, ODT ou DOCX",
		"workbooks or documents of the old Excel or Word; save them as CSV, ODT or DOCX",
		"des classeurs ou documents des anciens Excel ou Word ; enregistrez-les en CSV, ODT ou DOCX"},
	[REFUSED_ENCRYPTED] = {COOP_LIST(NULL),
		"encrypted; save it again without a password",
		"chiffré ; enregistrez-le de nouveau, sans mot de passe",
		"encrypted; save them again without a password",
		"chiffrés ; enregistrez-les de nouveau, sans mot de passe"},
	[REFUSED_ACCESS] = {COOP_LIST(".mdb", ".accdb"),
		"a database of Access; export its tables as CSV",
		"une base Access ; exportez ses tables en CSV",
		"databases of Access; export their tables as CSV",
		"des bases Access ; exportez leurs tables en CSV"},
	[REFUSED_FILEMAKER] = {COOP_LIST(".fp3", ".fp5", ".fp7", ".fmp12"),
		"a database of FileMaker; export its records as CSV or XLSX",
		"une base FileMaker ; exportez ses fiches en CSV ou XLSX",
		"databases of FileMaker; export their records as CSV or XLSX",
		"des bases FileMaker ; exportez leurs fiches en CSV ou XLSX"},
	[REFUSED_DBASE] = {COOP_LIST(".dbf"),
		"a table of dBASE; open it in LibreOffice and save it as CSV",
		"une table dBASE ; ouvrez-la dans LibreOffice et enregistrez-la en CSV",
		"tables of dBASE; open them in LibreOffice and save them as CSV",
		"des tables dBASE ; ouvrez-les dans LibreOffice et enregistrez-les en CSV"},
	[REFUSED_SQLITE] = {COOP_LIST(".sqlite", ".sqlite3", ".db3"),
		"a database of SQLite; export its tables: sqlite3 -header -csv FILE 'select * from TABLE'",
		"une base SQLite ; exportez ses tables : sqlite3 -header -csv FICHIER 'select * from TABLE'",
		"databases of SQLite; export their tables: sqlite3 -header -csv FILE 'select * from TABLE'",
		"des bases SQLite ; exportez leurs tables : sqlite3 -header -csv FICHIER 'select * from TABLE'"},
	[REFUSED_BASE] = {COOP_LIST(".odb"),
		"a database of LibreOffice; export its tables as CSV",
		"une base de données LibreOffice ; exportez ses tables en CSV",
		"databases of LibreOffice; export their tables as CSV",
		"des bases de données LibreOffice ; exportez leurs tables en CSV"},
	[REFUSED_ENDNOTE] = {COOP_LIST(".enl", ".enlx"),
		"a library of EndNote; export it as RIS",
		"une bibliothèque EndNote ; exportez-la en RIS",
		"libraries of EndNote; export them as RIS",
		"des bibliothèques EndNote ; exportez-les en RIS"},
	[REFUSED_OUTLOOK] = {COOP_LIST(".msg", ".pst", ".ost"),
		"mail of Outlook; save it as EML or MBOX",
		"du courrier d'Outlook ; enregistrez-le en EML ou MBOX",
		"mail of Outlook; save it as EML or MBOX",
		"du courrier d'Outlook ; enregistrez-le en EML ou MBOX"},
	[REFUSED_ARCHIVE] = {COOP_LIST(".rar", ".7z", ".arj", ".lzh", ".ace", ".sit",
				     ".cab"),
		"an archive of another kind; unpack it, or make it a ZIP",
		"une archive d'un autre type ; décompressez-la, ou faites-en un ZIP",
		"archives of other kinds; unpack them, or make them ZIPs",
		"des archives d'autres types ; décompressez-les, ou faites-en des ZIP"},
	[REFUSED_COMPRESSED] = {COOP_LIST(".gz", ".bz2", ".xz", ".zst", ".z"),
		"a compressed file; unpack it", "un fichier compressé ; décompressez-le",
		"compressed files; unpack them",
		"des fichiers compressés ; décompressez-les"},
	[REFUSED_IMAGE] = {COOP_LIST(".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif",
				   ".bmp", ".jp2", ".webp", ".heic", ".psd"),
		"an image; if it is a scan, make a PDF with a text of it: ocrmypdf -l fra",
		"une image ; si c'est une page numérisée, faites-en un PDF avec du texte : ocrmypdf -l fra",
		"images; if they are scans, make PDFs with a text of them: ocrmypdf -l fra",
		"des images ; si ce sont des pages numérisées, faites-en des PDF avec du texte : ocrmypdf -l fra"},
	[REFUSED_MEDIA] = {COOP_LIST(".mp3", ".wav", ".ogg", ".oga", ".flac", ".m4a",
				   ".aac", ".wma", ".aiff", ".mp4", ".m4v", ".mov",
				   ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv",
				   ".flv", ".vob", ".ogv", ".3gp"),
		"sound or video; make a text or subtitles of it",
		"du son ou de la vidéo ; faites-en un texte ou des sous-titres",
		"sound or video; make texts or subtitles of them",
		"du son ou de la vidéo ; faites-en des textes ou des sous-titres"},
	[REFUSED_DJVU] = {COOP_LIST(".djvu", ".djv"),
		"a DjVu document; take its text out: djvutxt FILE FILE.txt",
		"un document DjVu ; extrayez-en le texte : djvutxt FICHIER FICHIER.txt",
		"DjVu documents; take their text out: djvutxt FILE FILE.txt",
		"des documents DjVu ; extrayez-en le texte : djvutxt FICHIER FICHIER.txt"},
	[REFUSED_POSTSCRIPT] = {COOP_LIST(".ps", ".eps", ".ai"),
		"PostScript; make a PDF of it: ps2pdf",
		"du PostScript ; faites-en un PDF : ps2pdf",
		"PostScript; make PDFs of them: ps2pdf",
		"du PostScript ; faites-en des PDF : ps2pdf"},
	[REFUSED_LATEX] = {COOP_LIST(".tex", ".ltx"),
		"a source of LaTeX; make an ODT of it (pandoc), or a PDF",
		"une source LaTeX ; faites-en un ODT (pandoc) ou un PDF",
		"sources of LaTeX; make ODTs of them (pandoc), or PDFs",
		"des sources LaTeX ; faites-en des ODT (pandoc) ou des PDF"},
	[REFUSED_VCARD] = {COOP_LIST(".vcf", ".vcard"),
		"an address book (vCard); export it as CSV",
		"un carnet d'adresses (vCard) ; exportez-le en CSV",
		"address books (vCard); export them as CSV",
		"des carnets d'adresses (vCard) ; exportez-les en CSV"},
	[REFUSED_CALENDAR] = {COOP_LIST(".ics", ".ical", ".ifb"),
		"a calendar (iCalendar); export it as CSV",
		"un agenda (iCalendar) ; exportez-le en CSV",
		"calendars (iCalendar); export them as CSV",
		"des agendas (iCalendar) ; exportez-les en CSV"},
	[REFUSED_SQL] = {COOP_LIST(".sql"),
		"a dump of a database (SQL); export its tables as CSV",
		"une sauvegarde de base de données (SQL) ; exportez ses tables en CSV",
		"dumps of databases (SQL); export their tables as CSV",
		"des sauvegardes de bases de données (SQL) ; exportez leurs tables en CSV"},
	[REFUSED_YAML] = {COOP_LIST(".yaml", ".yml"),
		"a list in YAML; make JSON or CSV of it: yq -o json FILE",
		"une liste en YAML ; faites-en du JSON ou du CSV : yq -o json FICHIER",
		"files of YAML; make JSON or CSV of them: yq -o json FILE",
		"des fichiers YAML ; faites-en du JSON ou du CSV : yq -o json FICHIER"},
	[REFUSED_LOG] = {COOP_LIST(".log"), "the log of a program",
		"le journal d'un programme", "logs of programs",
		"des journaux de programmes"},
};

enum refused filetype_refused_name(const char *path)
{
	for (int kind = REFUSED_NOT + 1; kind < REFUSED_COUNT; kind++)
		if (filetype_has_suffix(path, kinds[kind].suffixes))
			return (enum refused)kind;
	return REFUSED_NOT;
}

enum refused filetype_refused_binary(const char *s, size_t n)
{
	return filetype_marks_find(s, n);
}

enum refused filetype_refused_content(const char *s, size_t n)
{
	enum refused kind = filetype_marks_find(s, n);
	return kind ? kind : structured_find(s, n);
}

const char *filetype_refused_one(enum refused kind)
{
	return TR(kinds[kind].one_en, kinds[kind].one_fr);
}

const char *filetype_refused_many(enum refused kind)
{
	return TR(kinds[kind].many_en, kinds[kind].many_fr);
}
