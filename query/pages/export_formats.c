#include "query/pages/export_formats.h"

#include <string.h>

#include "shared/core/i18n.h"

const struct export_format export_formats[] = {
	{OUTPUT_RIS, "application/x-research-info-systems; charset=utf-8", "ris", "RIS",
		"for Zotero, EndNote and Mendeley", "pour Zotero, EndNote et Mendeley",
		NULL},
	{OUTPUT_BIBTEX, "application/x-bibtex; charset=utf-8", "bib", "BibTeX",
		"for LaTeX, JabRef and Zotero", "pour LaTeX, JabRef et Zotero", NULL},
	{OUTPUT_ISBD, "text/plain; charset=utf-8", "txt", "ISBD",
		"for the list of a publication, a line for each notice",
		"pour la liste d'une publication, une ligne par notice", NULL},
	{OUTPUT_EXCEL, "text/csv; charset=utf-8", "csv", "Excel",
		"a table that a French Excel opens with a double click",
		"un tableau qu'Excel en français ouvre d'un double clic", NULL},
	{OUTPUT_CSV, "text/csv; charset=utf-8", "csv", "CSV",
		"a table for LibreOffice, databases and programs (RFC 4180)",
		"un tableau pour LibreOffice, les bases de données et les programmes (RFC 4180)",
		NULL},
	{OUTPUT_TSV, "text/tab-separated-values; charset=utf-8", "tsv", "TSV",
		"a table with tabs and no heading, for tools such as cut and awk",
		"un tableau à tabulations, sans en-tête, pour des outils comme cut et awk",
		NULL},
	{OUTPUT_HTML, "text/html; charset=utf-8", "html", "HTML",
		"a page that stands alone, to mail or to keep",
		"une page autonome, à envoyer ou à garder", NULL},
	{OUTPUT_DC, "application/xml; charset=utf-8", "xml", "Dublin Core",
		"XML for catalogues and repositories",
		"du XML pour les catalogues et les entrepôts", NULL},
	{OUTPUT_JSONL, "application/x-ndjson; charset=utf-8", "jsonl", "JSON Lines",
		"every field, an object for each notice, for programs",
		"tous les champs, un objet par notice, pour les programmes", NULL},
	{OUTPUT_JSON, "application/json; charset=utf-8", "json", "JSON",
		"one object, with how the query was understood, for programs",
		"un seul objet, avec la façon dont la requête a été comprise, pour les programmes",
		NULL},
	{.format = OUTPUT_IDS,
		.type = "text/plain; charset=utf-8",
		.extension = "txt",
		.label = "Ids",
		.label_fr = "Identifiants",
		.for_en = "alone, a line for each notice",
		.for_fr = "seuls, une ligne par notice"},
	{.format = OUTPUT_PATHS,
		.type = "text/plain; charset=utf-8",
		.extension = "txt",
		.label = "Paths",
		.label_fr = "Chemins",
		.for_en = "of the files alone, a line for each notice",
		.for_fr = "des fichiers, seuls, une ligne par notice"},
	{OUTPUT_TREC, "text/plain; charset=utf-8", "trec", "TREC",
		"a run, to measure how well the notices are ranked",
		"un fichier de résultats, pour mesurer la qualité du classement", NULL},
	{.type = NULL}};

const char *export_format_label(const struct export_format *f)
{
	return f->label_fr ? TR(f->label, f->label_fr) : f->label;
}

const struct export_format *export_format(const char *name)
{
	for (const struct export_format *f = export_formats; f->type; f++)
		if (strcmp(output_ops(f->format)->name, name) == 0)
			return f;
	return NULL;
}
