#include "indexer/read/guards.h"

#include <string.h>

#include "indexer/decode/filetype.h"
#include "indexer/read/converter.h"
#include "indexer/report/problems.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* What is closed without a filter. */
static void print_unfiltered(FILE *out, unsigned guards)
{
	fputs(guards & GUARD_FILES
			? TR("; files closed", " ; les fichiers sont fermés")
			: TR("; files are OPEN", " ; les fichiers sont OUVERTS"),
		out);
	fputs(guards & GUARD_NETWORK
			? TR("; no network", " ; pas de réseau")
			: TR("; the network is OPEN", " ; le réseau est OUVERT"),
		out);
}

static void print(FILE *out, unsigned guards)
{
	const char *calls =
		guards & GUARD_CALLS && guards & GUARD_READS
			? TR("system calls filtered: to read, the tables of its library; no other file, network or program",
				  "appels système filtrés : en lecture, les tables de sa bibliothèque ; ni autre fichier, ni réseau, ni programme")
		: guards & GUARD_CALLS
			? TR("system calls filtered: no file, network or program",
				  "appels système filtrés : ni fichier, ni réseau, ni programme")
		: guards & GUARD_FILTERS
			? TR("NO filter of system calls: this system takes none",
				  "PAS de filtre des appels système : ce système n'en prend pas")
			: TR("no filter of system calls: built without libseccomp",
				  "pas de filtre des appels système : construit sans libseccomp");
	fputs(calls, out);
	if (!(guards & GUARD_CALLS))
		print_unfiltered(out, guards);
	fputs(guards & GUARD_MEMORY
			? TR("; memory, time and files limited",
				  " ; mémoire, temps et fichiers limités")
			: TR("; time and files limited, memory NOT",
				  " ; temps et fichiers limités, PAS la mémoire"),
		out);
	fputc('\n', out);
}

static void print_program(FILE *out, const char *program)
{
	unsigned guards;
	struct coop_error err = {0};
	enum coop_status st = converter_probe(program, &guards, &err);
	fprintf(out, TR("%s: ", "%s : "), program);
	if (!st) {
		print(out, guards);
		return;
	}
	coop_put_safe(out, err.msg, strlen(err.msg));
	fputc('\n', out);
}

void guards_print_all(FILE *out)
{
	const char *program = NULL;
	while ((program = filetype_next_program(program)))
		print_program(out, program);
}

void guards_check(struct report *r, unsigned guards)
{
	struct coop_error why = {0};
	if (!guards_lack(guards) || r->guards_warned)
		return;
	r->guards_warned = true;
	coop_fail(&why, COOP_E_INPUT, "%s",
		guards & GUARD_FILTERS
			? TR("documents are read with less protection than usual: this system takes no filter of system calls",
				  "les documents sont lus avec moins de protection que d'habitude : ce système ne prend pas de filtre des appels système")
			: TR("documents are read with less protection than usual: the network cannot be closed",
				  "les documents sont lus avec moins de protection que d'habitude : le réseau ne peut être fermé"));
	coop_hint(&why, "%s",
		TR("read none that may have been made to do harm; coopidx --version tells more",
			"n'en lisez pas qui puissent être malveillants ; coopidx --version en dit plus"));
	report_warn(r, &why);
}
