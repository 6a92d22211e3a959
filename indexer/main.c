/*
 * coopidx - indexes notices and texts: options, exit codes, signals.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/collecting.h"
#include "indexer/csv/map.h"
#include "indexer/decode/filetype.h"
#include "indexer/dump.h"
#include "indexer/follow.h"
#include "indexer/options.h"
#include "indexer/read/guards.h"
#include "indexer/repair.h"
#include "indexer/report/problems.h"
#include "indexer/runs.h"
#include "indexer/sink/sink_export.h"
#include "shared/cli/bus.h"
#include "shared/cli/complete.h"
#include "shared/cli/config.h"
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
static int inform(const struct indexing_options *o, const struct coop_opt *table)
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

/* Prints what may stand at the end of a line that is being typed: the first word, beside $COMP_WORDBREAKS of bash. */
static int complete_line(const struct indexing_options *o, const struct coop_opt *table,
	char **words, size_t count)
{
	const struct coop_completer completer = {.table = table};
	if (count > 0)
		coop_complete_line(&completer, (enum coop_shell)o->complete, words[0],
			count > 1 ? words[1] : NULL, stdout);
	coop_close_stdout(program);
	return COOP_EXIT_OK;
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

static int dump(const struct indexing_options *o, struct report *report)
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
static int print(const struct indexing_options *o, struct report *report,
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
static int look_after(const struct indexing_options *o, struct report *report)
{
	struct coop_error err = {0};
	struct coop_place place;
	const char *name;
	size_t modes = modes_count(&o->modes, &name);
	if (o->job.select.npaths > 0 || o->job.select.list || o->dump || o->dry_run ||
		o->watch || o->repair || o->job.remove || o->job.forget ||
		o->job.extract != EXTRACT_NONE || o->job.export != EXPORT_NONE ||
		modes > 1) {
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

/* Does --shards or --collect-facts. */
static int deal(const struct indexing_options *o, struct report *report)
{
	struct coop_error err = {0};
	if (o->sharding.collect
			? collecting_run(&o->job, o->sharding.collect, report, &err)
			: sharding_run(&o->sharding, &o->job, report, &err))
		return fail(&err);
	return exit_code(report);
}

/* Makes an index, or a shard, or has one made whole again. */
static int build(const struct indexing_options *o, struct report *report)
{
	struct coop_error err = {0};
	struct job job = o->job;
	struct whole whole = {.exceptions = NULL};
	struct facts facts;
	enum coop_status st = o->sharding.shard ? sharding_prepare(&o->sharding, &job,
							  &whole, &facts, &err)
						: COOP_OK;
	if (!st)
		st = o->repair ? repair_run(&job, report, &err)
			       : job_run(&job, report, &err);
	whole_release(&whole);
	return st ? fail(&err) : exit_code(report);
}

/* Does what the options ask for; returns the exit code. */
static int act(struct indexing_options *o)
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
	if (o->dump)
		return dump(o, &report);
	if (o->job.select.npaths == 0 && !o->job.select.list && !o->repair &&
		o->job.export == EXPORT_NONE)
		return nothing_to_index(&err);
	handle_signals();
	catch_bus();
	if (o->dry_run)
		return print(o, &report, job_dry_run);
	if (o->job.extract != EXTRACT_NONE)
		return print(o, &report, job_extract);
	if (o->job.export != EXPORT_NONE)
		return print(o, &report, job_export);
	if (o->sharding.collect || o->sharding.shards > 0)
		return deal(o, &report);
	if (o->watch)
		return follow_run(&o->job, &report, &err) ? fail(&err) : COOP_EXIT_OK;
	return build(o, &report);
}

/* Tells which headings of a map no table had: they may be misspelt. */
static void print_unmet(const struct indexing_options *o, const struct column_map *map)
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
static int act_with_map(struct indexing_options *o)
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

/* Sets the options that are given, and those of the configuration files. */
static enum coop_status parse(struct indexing_options *o, const struct coop_opt *table,
	int argc, char **argv, struct coop_config *config, struct coop_error *err)
{
	struct coop_opts_given given;
	struct coop_config_use use = {
		.program = COOP_PROGRAM_COOPIDX, .table = table, .given = &given};
	enum coop_status st =
		coop_opts_parse(table, argc, argv, &given, &o->job.select.npaths, err);
	bool asks = o->help || o->version || o->complete;
	/* help is there even where a file cannot be read */
	if (!st && !o->no_config && !asks)
		st = coop_config_load(config, err);
	if (!st)
		st = coop_config_apply(config, &use, err);
	o->job.select.paths = argv + 1;
	o->modes.config = config;
	return st || asks ? st : indexing_options_settle(o, err);
}

int main(int argc, char **argv)
{
	struct indexing_options o;
	struct coop_opt table[COOP_OPTS_MAX];
	struct coop_error err = {0};
	coop_guard_streams();
	indexing_options_init(&o);
	indexing_options_table(&o, table);
	int code;
	struct coop_config config = {0};
	if (parse(&o, table, argc, argv, &config, &err))
		code = fail(&err);
	else if (o.complete)
		code = complete_line(&o, table, argv + 1, o.job.select.npaths);
	else
		code = o.help || o.version ? inform(&o, table) : act_with_map(&o);
	selection_options_release(&o.job.select);
	coop_config_release(&config);
	return code;
}
