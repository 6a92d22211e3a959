#include "query/pages/export_formats.h"

#include <string.h>

const struct export_format export_formats[] = {
	{OUTPUT_RIS, "application/x-research-info-systems; charset=utf-8", "ris", "RIS",
		"for Zotero, EndNote and Mendeley", "pour Zotero, EndNote et Mendeley"},
	{OUTPUT_BIBTEX, "application/x-bibtex; charset=utf-8", "bib", "BibTeX",
		"for LaTeX, JabRef and Zotero", "pour LaTeX, JabRef et Zotero"},
	{OUTPUT_ISBD, "text/plain; charset=utf-8", "txt", "ISBD",
		"for the list of a publication, a line for each notice",
		"pour la liste d'une publication, une ligne par notice"},
	{OUTPUT_EXCEL, "text/csv; charset=utf-8", "csv", "Excel",
		"a table that a French Excel opens with a double click",
		"un tableau qu'Excel en français ouvre par un double clic"},
	{OUTPUT_CSV, "text/csv; charset=utf-8", "csv", "CSV",
		"a table for LibreOffice, databases and programs (RFC 4180)",
		"un tableau pour LibreOffice, les bases de données et les programmes (RFC 4180)"},
	{OUTPUT_TSV, "text/tab-separated-values; charset=utf-8", "tsv", "TSV",
		"a table with tabs and no heading, for tools such as cut and awk",
		"un tableau à tabulations, sans en-tête, pour des outils comme cut et awk"},
	{OUTPUT_HTML, "text/html; charset=utf-8", "html", "HTML",
		"a page that stands alone, to mail or to keep",
		"une page autonome, à envoyer ou à garder"},
	{OUTPUT_DC, "application/xml; charset=utf-8", "xml", "Dublin Core",
		"XML for catalogues and repositories",
		"du XML pour les catalogues et les entrepôts"},
	{OUTPUT_JSONL, "application/x-ndjson; charset=utf-8", "jsonl", "JSON Lines",
		"every field, an object for each notice, for programs",
		"tous les champs, un objet par notice, pour les programmes"},
	{OUTPUT_JSON, "application/json; charset=utf-8", "json", "JSON",
		"one object, with how the query was understood, for programs",
		"un seul objet, avec la façon dont la requête a été comprise, pour les programmes"},
	{OUTPUT_IDS, "text/plain; charset=utf-8", "txt", "ids",
		"the ids alone, a line for each notice",
		"les identifiants seuls, une ligne par notice"},
	{OUTPUT_PATHS, "text/plain; charset=utf-8", "txt", "paths",
		"the files alone, a line for each notice",
		"les fichiers seuls, une ligne par notice"},
	{OUTPUT_TREC, "text/plain; charset=utf-8", "trec", "TREC",
		"a run, to measure how well the notices are ranked",
		"un fichier de résultats, pour mesurer la qualité du classement"},
	{.type = NULL}};

const struct export_format *export_format(const char *name)
{
	for (const struct export_format *f = export_formats; f->type; f++)
		if (strcmp(output_ops(f->format)->name, name) == 0)
			return f;
	return NULL;
}
