/*
 * coopidx - indexes notices and texts: options, exit codes, signals.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/csv/map.h"
#include "indexer/decode/filetype.h"
#include "indexer/decode/transcoder.h"
#include "indexer/disk/infile.h"
#include "indexer/dump.h"
#include "indexer/follow.h"
#include "indexer/generations/index_lock.h"
#include "indexer/modes.h"
#include "indexer/read/guards.h"
#include "indexer/repair.h"
#include "indexer/report/problems.h"
#include "indexer/runs.h"
#include "indexer/sink/sink_export.h"
#include "shared/cli/bus.h"
#include "shared/cli/opts.h"
#include "shared/cli/program.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/status_line.h"

static const char program[] = "coopidx";

static stop_flag stop;

/*
 * A read of standard input, say, may begin right after the flag was checked: an alarm every second
 * interrupts it too. A second signal ends the program.
 */
static void on_signal(int number)
{
	static volatile sig_atomic_t asked;
	if (number != SIGALRM && asked) {
		coop_status_line_abandon();
		signal(number, SIG_DFL);
		raise(number); /* when the handler is left */
	}
	asked |= number != SIGALRM;
	stop = 1;
	alarm(1);
}

static void handle_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal};
	sigaction(SIGALRM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	signal(SIGXFSZ, SIG_IGN); /* write() fails instead, as on a full disk */
}

/*
 * Temporary files are mapped into memory, and a disk that fails then causes SIGBUS. A build that
 * ends here has not switched yet; the next one removes its leftovers.
 */
static void catch_bus(void)
{
	coop_catch_bus(program,
		TR("cannot read back what was written: the disk fails; the index is left as it was",
			"impossible de relire ce qui a été écrit : panne du disque ; l'index reste comme il était"));
}

struct options {
	struct job job;
	const char *dump; /* --dump-terms: a file */
	const char *map;  /* --map: a file that tells what columns are */
	struct modes modes;
	int watch, repair, dry_run, keep_going, quiet, verbose, version;
	int help; /* enum coop_help */
};

static void print_usage(void)
{
	puts(TR("Usage: coopidx [OPTION]... PATH...\n"
		"       coopidx --status|--list|--acronyms|--check[=full]|--restore|--fingerprint [-i NAME|DIR]\n"
		"       coopidx --dump [-i NAME|DIR] >FILE, coopidx --load FILE [-i NAME|DIR]\n"
		"       coopidx --repair [OPTION]... [PATH]...\n"
		"Reads CSV exports (.csv, .tsv), texts (.txt, .md), pages (.html), documents\n"
		"(.odt, .docx, .epub, .pdf) and archives of them (.zip, .tar, .tar.gz), in the\n"
		"folders too, into a new index that takes the place of the old one. --version\n"
		"tells which kinds are built in.",
		"Usage : coopidx [OPTION]... CHEMIN...\n"
		"        coopidx --status|--list|--acronyms|--check[=full]|--restore|--fingerprint [-i NOM|DOSSIER]\n"
		"        coopidx --dump [-i NOM|DOSSIER] >FICHIER, coopidx --load FICHIER [-i NOM|DOSSIER]\n"
		"        coopidx --repair [OPTION]... [CHEMIN]...\n"
		"Lit des exports CSV (.csv, .tsv), des textes (.txt, .md), des pages (.html), des\n"
		"documents (.odt, .docx, .epub, .pdf) et leurs archives (.zip, .tar, .tar.gz),\n"
		"dossiers compris, dans un nouvel index qui prend la place de l'ancien. --version\n"
		"dit quels types sont lus."));
}

static void print_examples(void)
{
	puts(TR("\nExamples:\n"
		"  coopidx corpus/                 index a folder, into the default index\n"
		"  coopidx -i ./films films.csv    index a file, into the folder ./films\n"
		"  coopidx --watch corpus/         ... and keep the index up to date\n"
		"  coopidx --extract=csv corpus/   print what is understood, as a table",
		"\nExemples :\n"
		"  coopidx corpus/                 indexe un dossier, dans l'index par défaut\n"
		"  coopidx -i ./films films.csv    indexe un fichier, dans le dossier ./films\n"
		"  coopidx --watch corpus/         ... et tient l'index à jour\n"
		"  coopidx --extract=csv corpus/   affiche ce qui est compris, en tableau"));
}

static void print_exit_status(void)
{
	puts(TR("\nExit status: 0 done, 2 nothing was written, 3 done but something was left out,\n"
		"mended or is not sure to last, 5 the index is being written by another process,\n"
		"130 interrupted.",
		"\nCode de sortie : 0 fait, 2 rien n'a été écrit, 3 fait mais quelque chose a été laissé\n"
		"de côté, réparé ou n'est pas sûr de durer, 5 un autre processus écrit l'index,\n"
		"130 interrompu."));
}

static void print_help(const struct coop_opt *table, enum coop_help help)
{
	/* what most people need on most days */
	static const char common[] =
		"index|dry-run|remove|status|list|watch|quiet|help|version";
	print_usage();
	if (help == COOP_HELP_FULL)
		print_examples();
	puts(TR("\nOptions:", "\nOptions :"));
	coop_opts_help(table, help == COOP_HELP_FULL ? NULL : common, stdout);
	if (help == COOP_HELP_FULL)
		print_exit_status();
	else
		puts(TR("\nAll options and examples: coopidx --help.",
			"\nToutes les options et des exemples : coopidx --help."));
}

/* Prints what --help or --version asks for. */
static int inform(const struct options *o, const struct coop_opt *table)
{
	if (o->help) {
		print_help(table, (enum coop_help)o->help);
	} else {
		puts("coopidx " COOP_VERSION);
		filetype_print_all(stdout);
		guards_print_all(stdout);
	}
	return coop_close_stdout(program) ? COOP_EXIT_OK : COOP_EXIT_ERROR;
}

static int fail(const struct coop_error *err)
{
	coop_diag(program, NULL, err);
	return coop_exit_of(err->status);
}

static int exit_code(const struct report *report)
{
	return report_has_problems(report) ? COOP_EXIT_PROBLEMS : COOP_EXIT_OK;
}

static int dump(const struct options *o, struct report *report)
{
	struct coop_error err = {0};
	struct coop_analyzer *analyzer;
	enum coop_status st = coop_analyzer_new(&analyzer, &err);
	if (!st)
		st = dump_terms(stdout, analyzer, o->dump, &o->job.reader, report, &err);
	coop_analyzer_free(analyzer);
	if (st)
		coop_diag(program, &(struct coop_place){.path = o->dump}, &err);
	bool written = coop_close_stdout(program);
	if (st || !written)
		return COOP_EXIT_ERROR;
	return exit_code(report);
}

/* Does a job that writes to standard output, and no index. */
static int print(const struct options *o, struct report *report,
	enum coop_status (*run)(const struct job *job, FILE *out, struct report *report,
		struct coop_error *err))
{
	struct coop_error err = {0};
	enum coop_status st = run(&o->job, stdout, report, &err);
	bool written = coop_close_stdout(program);
	if (st)
		return fail(&err);
	return !written ? COOP_EXIT_ERROR : exit_code(report);
}

static int nothing_to_index(struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG, "%s", TR("nothing to index", "rien à indexer"));
	coop_hint(err, "%s",
		TR("name a folder or files: coopidx corpus/",
			"nommez un dossier ou des fichiers : coopidx corpus/"));
	return fail(err);
}

/* Does what is done with an index alone (modes.h). */
static int look_after(const struct options *o, struct report *report)
{
	struct coop_error err = {0};
	struct coop_place place;
	const char *name;
	size_t modes = modes_count(&o->modes, &name);
	if (o->job.select.npaths > 0 || o->job.select.list || o->dump || o->dry_run ||
		o->watch || o->repair || o->job.remove || o->job.forget ||
		o->job.extract != EXTRACT_NONE || modes > 1) {
		coop_fail(&err, COOP_E_ARG,
			TR("%s reads no sources: it takes no paths, and an index alone",
				"%s ne lit aucune source : elle ne prend aucun chemin, et seulement un index"),
			name);
		return fail(&err);
	}
	if (o->modes.load)
		catch_bus();
	else
		coop_catch_bus(program, NULL);
	if (modes_can_stop(&o->modes))
		handle_signals();
	enum coop_status st = modes_run(&o->modes, &o->job, report, &place, &err);
	bool written = coop_close_stdout(program);
	if (st)
		coop_diag(program, &place, &err);
	if (st)
		return coop_exit_of(st);
	return written ? exit_code(report) : COOP_EXIT_ERROR;
}

/* Loads the column map, if one is given; returns the exit code. */
static int load_map(const char *path, struct column_map **map)
{
	struct coop_error err = {0};
	struct coop_place place;
	*map = NULL;
	if (!path || !column_map_load(path, map, &place, &err))
		return COOP_EXIT_OK;
	coop_diag(program, &place, &err);
	return coop_exit_of(err.status);
}

/* Checks the name of a character set, and makes one of the names that a known one has. */
static enum coop_status check_encoding(const char **name, struct coop_error *err)
{
	if (!*name)
		return COOP_OK;
	enum charset set = charset_by_name(*name, strlen(*name));
	if (set == CHARSET_OTHER)
		return transcoder_check_name(*name, err);
	*name = set == CHARSET_AUTO ? NULL : charset_name(set);
	return COOP_OK;
}

/* Refuses options that exclude each other. */
static enum coop_status check_mode(const struct options *o, struct coop_error *err)
{
	const struct job *j = &o->job;
	int modes = j->add + j->remove + j->forget + j->full;
	bool reads_names = j->remove || j->forget;
	if (modes > 1)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("only one of --add, --full, --remove and --forget can be given",
				"on ne peut donner qu'une des options --add, --full, --remove et --forget"));
	if (reads_names && (j->select.list || o->dry_run || j->extract != EXTRACT_NONE))
		return coop_fail(err, COOP_E_ARG,
			TR("--%s reads no sources: it takes the paths and ids of what is to be removed",
				"--%s ne lit aucune source : elle prend les chemins et identifiants de ce qui est à retirer"),
			j->forget ? "forget" : "remove");
	return COOP_OK;
}

/* Whether --watch fits the other options; standard input is gone once it is read. */
static bool can_watch(const struct options *o, struct coop_error *err)
{
	const struct selection_options *select = &o->job.select;
	bool index = !o->dump && !o->dry_run && o->job.extract == EXTRACT_NONE &&
		     !o->job.remove && !o->job.forget;
	bool again = !select->list || !infile_is_stdin(select->list);
	for (size_t i = 0; i < select->npaths; i++)
		again &= !infile_is_stdin(select->paths[i]);
	if (!index)
		coop_fail(err, COOP_E_ARG, "%s",
			TR("--watch keeps an index equal to its sources: it excludes --dry-run, --extract, --dump-terms, --remove and --forget",
				"--watch tient un index égal à ses sources : elle exclut --dry-run, --extract, --dump-terms, --remove et --forget"));
	else if (!again)
		coop_fail(err, COOP_E_ARG, "%s",
			TR("--watch reads its sources again and again, and standard input can be read once",
				"--watch relit sans cesse ses sources, et l'entrée standard ne se lit qu'une fois"));
	return index && again;
}

/* Does what the options ask for; returns the exit code. */
static int act(struct options *o)
{
	struct coop_error err = {0};
	struct report report = {.program = program,
		.quiet = o->quiet,
		.verbose = o->verbose,
		.keep_going = o->keep_going};
	const char *mode;
	report.stop = &stop;
	if (modes_count(&o->modes, &mode) > 0)
		return look_after(o, &report);
	if (o->dump && o->job.select.npaths > 0) {
		coop_fail(&err, COOP_E_ARG, "%s",
			TR("--dump-terms takes one file and no paths",
				"--dump-terms prend un fichier et aucun chemin"));
		return fail(&err);
	}
	if (o->dry_run && o->job.extract != EXTRACT_NONE) {
		coop_fail(&err, COOP_E_ARG, "%s",
			TR("--dry-run and --extract exclude each other",
				"--dry-run et --extract s'excluent"));
		return fail(&err);
	}
	if (o->watch && !can_watch(o, &err))
		return fail(&err);
	if (o->dump)
		return dump(o, &report);
	if (o->repair && (o->dry_run || o->job.extract != EXTRACT_NONE || o->watch ||
				 o->job.add || o->job.remove || o->job.forget)) {
		coop_fail(&err, COOP_E_ARG, "%s",
			TR("--repair repairs an index, and does nothing else",
				"--repair répare un index, et ne fait rien d'autre"));
		return fail(&err);
	}
	if (o->job.select.npaths == 0 && !o->job.select.list && !o->repair)
		return nothing_to_index(&err);
	if (check_mode(o, &err))
		return fail(&err);
	o->job.remove |= o->job.forget;
	handle_signals();
	catch_bus();
	if (o->dry_run)
		return print(o, &report, job_dry_run);
	if (o->job.extract != EXTRACT_NONE)
		return print(o, &report, job_extract);
	if (o->watch)
		return follow_run(&o->job, &report, &err) ? fail(&err) : COOP_EXIT_OK;
	if (o->repair ? repair_run(&o->job, &report, &err)
		      : job_run(&o->job, &report, &err))
		return fail(&err);
	return exit_code(&report);
}

/* Tells which headings of a map no table had: they may be misspelt. */
static void print_unmet(const struct options *o, const struct column_map *map)
{
	struct coop_buf unmet = {0};
	if (column_map_unmet(map, &unmet) && !unmet.failed)
		coop_diag_note(program,
			TR("%s: no table has a column %s",
				"%s : aucun tableau n'a de colonne %s"),
			o->map, coop_buf_cstr(&unmet));
	coop_buf_release(&unmet);
}

/* act(), with the column map loaded. */
static int act_with_map(struct options *o)
{
	struct column_map *map;
	int code = load_map(o->map, &map);
	o->job.reader.map = map;
	if (code == COOP_EXIT_OK)
		code = act(o);
	if (map && !o->quiet && (code == COOP_EXIT_OK || code == COOP_EXIT_PROBLEMS))
		print_unmet(o, map);
	column_map_free(map);
	return code;
}

/* NOLINTNEXTLINE(readability-function-size): its length is the table */
int main(int argc, char **argv)
{
	struct options o = {.job.extract = EXTRACT_NONE};
	const struct coop_opt table[] = {
		{'i', "index", COOP_OPT_STRING, &o.job.index, 0, 0, 0, "NAME|DIR",
			"the index: a path with '/', or a name (default: default)",
			"l'index : un chemin avec '/', ou un nom (par défaut : default)"},
		READER_OPTIONS(o.job.reader, o.map), SELECTION_OPTIONS(o.job.select),
		EXTRACT_OPTION(&o.job.extract),
		{0, "dump-terms", COOP_OPT_STRING, &o.dump, 0, 0, 0, "FILE",
			"index nothing; show what the words of a file become",
			"ne rien indexer ; montrer ce que deviennent les mots d'un fichier"},
		{'n', "dry-run", COOP_OPT_SET, &o.dry_run, 1, 0, 0, NULL,
			"write nothing; say what each file is and what is wrong with it",
			"ne rien écrire ; dire de chaque fichier ce qu'il est et ce qui ne va pas"},
		{0, "keep-going", COOP_OPT_SET, &o.keep_going, 1, 0, 0, NULL,
			"leave out what the machine fails to read, instead of ending",
			"laisser de côté ce que la machine n'arrive pas à lire, au lieu de finir"},
		{0, "add", COOP_OPT_SET, &o.job.add, 1, 0, 0, NULL,
			"keep what the index holds of other sources",
			"garder ce que l'index contient d'autres sources"},
		{0, "full", COOP_OPT_SET, &o.job.full, 1, 0, 0, NULL,
			"read all sources again, also those that have not changed",
			"relire toutes les sources, même celles qui n'ont pas changé"},
		{0, "fold", COOP_OPT_SET, &o.job.fold, 1, 0, 0, NULL,
			"join what was updated into one segment",
			"réunir en un seul segment ce qui a été mis à jour"},
		{0, "remove", COOP_OPT_SET, &o.job.remove, 1, 0, 0, NULL,
			"the paths and ids that follow are removed from the index",
			"retirer de l'index les chemins et identifiants qui suivent"},
		{0, "forget", COOP_OPT_SET, &o.job.forget, 1, 0, 0, NULL,
			"the same, and leave no byte of them in its files, nor an index to go back to",
			"de même, sans en laisser un octet dans ses fichiers ni d'index auquel revenir"},
		MODE_OPTIONS(o.modes),
		{0, "repair", COOP_OPT_SET, &o.repair, 1, 0, 0, NULL,
			"make a damaged index whole again; PATH: where its sources are now",
			"réparer un index abîmé ; CHEMIN : où sont maintenant ses sources"},
		{0, "watch", COOP_OPT_SET, &o.watch, 1, 0, 0, NULL,
			"go on, and index again whenever a source changes",
			"continuer, et indexer de nouveau dès qu'une source change"},
		{0, "wait", COOP_OPT_COUNT, &o.job.wait, 0, 0, INDEX_LOCK_WAIT_MAX,
			"SECONDS",
			"how long to wait while another coopidx writes the index (0)",
			"combien attendre tant qu'un autre coopidx écrit l'index (0)"},
		{'j', "threads", COOP_OPT_COUNT, &o.job.threads, 0, 1, JOB_THREADS_MAX,
			"N", "how many threads work (default: one for each processor)",
			"combien de fils d'exécution travaillent (par défaut : un par processeur)"},
		{0, "memory", COOP_OPT_COUNT, &o.job.memory, 0, 1, JOB_MEMORY_MAX, "MIB",
			"how much memory to use (default: a quarter, at most 1024)",
			"la mémoire à utiliser (par défaut : un quart, au plus 1024)"},
		{0, "engine-tools", COOP_OPT_SET, &o.job.engine_tools, 1, 0, 0, NULL,
			"write what the engine's own tools need, too: more than twice the size",
			"écrire aussi ce qu'il faut aux outils du moteur : plus de deux fois la taille"},
		{0, "engine-writes", COOP_OPT_SET, &o.job.engine_writes, 1, 0, 0, NULL,
			"let the engine write the index: the same, many times slower",
			"laisser le moteur écrire l'index : le même, bien plus lentement"},
		{0, "stats", COOP_OPT_SET, &o.job.stats, 1, 0, 0, NULL,
			"say what the steps took", "dire ce que les étapes ont pris"},
		{'q', "quiet", COOP_OPT_SET, &o.quiet, 1, 0, 0, NULL, "no summary",
			"pas de résumé"},
		{'v', "verbose", COOP_OPT_SET, &o.verbose, 1, 0, 0, NULL,
			"say how CSV is read, and which files are skipped",
			"dire comment le CSV est lu, et quels fichiers sont ignorés"},
		COOP_OPT_HELP(&o.help), COOP_OPT_VERSION(&o.version), COOP_OPT_END};
	struct coop_error err = {0};
	coop_guard_streams();
	int code;
	if (coop_opts_parse(table, argc, argv, &o.job.select.npaths, &err) ||
		check_encoding(&o.job.reader.encoding, &err)) {
		code = fail(&err);
	} else {
		o.job.select.paths = argv + 1;
		code = o.help || o.version ? inform(&o, table) : act_with_map(&o);
	}
	selection_options_release(&o.job.select);
	return code;
}
