#include "indexer/options.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/decode/transcoder.h"
#include "indexer/disk/infile.h"
#include "indexer/generations/index_lock.h"
#include "indexer/runs.h"
#include "indexer/sink/sink_export.h"
#include "shared/cli/complete.h"
#include "shared/cli/config.h"
#include "shared/cli/program.h"
#include "shared/core/i18n.h"

void indexing_options_init(struct indexing_options *o)
{
	*o = (struct indexing_options){
		.job.extract = EXTRACT_NONE, .job.export = EXPORT_NONE};
}

/* NOLINTNEXTLINE(readability-function-size): its length is the table */
void indexing_options_table(struct indexing_options *o, struct coop_opt *rows)
{
	const struct coop_opt table[] = {
		{'i', "index", COOP_OPT_STRING, &o->job.index, 0, 0, 0, "NAME|DIR",
			"the index: a path with '/', or a name (default: default)",
			"l'index : un chemin avec '/', ou un nom (par défaut : default)"},
		READER_OPTIONS(o->job.reader, o->map), SELECTION_OPTIONS(o->job.select),
		EXTRACT_OPTION(&o->job.extract), EXPORT_OPTION(&o->job.export),
		{0, "dump-terms", COOP_OPT_STRING, &o->dump, 0, 0, 0, "FILE",
			"index nothing; show what the words of a file become",
			"ne rien indexer ; montrer ce que deviennent les mots d'un fichier"},
		{'n', "dry-run", COOP_OPT_SET, &o->dry_run, 1, 0, 0, NULL,
			"write nothing; say what each file is and what is wrong with it",
			"ne rien écrire ; dire de chaque fichier ce qu'il est et ce qui ne va pas"},
		{0, "keep-going", COOP_OPT_SET, &o->keep_going, 1, 0, 0, NULL,
			"leave out what the machine fails to read, instead of ending",
			"laisser de côté ce que la machine n'arrive pas à lire, au lieu de finir"},
		{0, "add", COOP_OPT_SET, &o->job.add, 1, 0, 0, NULL,
			"keep what the index holds of other sources",
			"garder ce que l'index contient d'autres sources"},
		{0, "full", COOP_OPT_SET, &o->job.full, 1, 0, 0, NULL,
			"read all sources again, also those that have not changed",
			"relire toutes les sources, même celles qui n'ont pas changé"},
		{0, "fold", COOP_OPT_SET, &o->job.fold, 1, 0, 0, NULL,
			"join what was updated into one segment",
			"réunir en un seul segment ce qui a été mis à jour"},
		{0, "remove", COOP_OPT_SET, &o->job.remove, 1, 0, 0, NULL,
			"the paths and ids that follow are removed from the index",
			"retirer de l'index les chemins et identifiants qui suivent"},
		{0, "forget", COOP_OPT_SET, &o->job.forget, 1, 0, 0, NULL,
			"the same, and leave no byte of them in its files, nor an index to go back to",
			"de même, sans en laisser un octet dans ses fichiers ni d'index auquel revenir"},
		MODE_OPTIONS(o->modes), SHARDING_OPTIONS(o->sharding),
		{0, "repair", COOP_OPT_SET, &o->repair, 1, 0, 0, NULL,
			"make a damaged index whole again; PATH: where its sources are now",
			"réparer un index abîmé ; CHEMIN : où sont maintenant ses sources"},
		{0, "watch", COOP_OPT_SET, &o->watch, 1, 0, 0, NULL,
			"go on, and index again whenever a source changes",
			"continuer, et indexer de nouveau dès qu'une source change"},
		{0, "wait", COOP_OPT_COUNT, &o->job.wait, 0, 0, INDEX_LOCK_WAIT_MAX,
			"SECONDS",
			"how long to wait while another coopidx writes the index (0)",
			"combien attendre tant qu'un autre coopidx écrit l'index (0)"},
		{'j', "threads", COOP_OPT_COUNT, &o->job.threads, 0, 1, JOB_THREADS_MAX,
			"N", "how many threads work (default: one for each processor)",
			"combien de fils d'exécution travaillent (par défaut : un par processeur)"},
		{0, "memory", COOP_OPT_COUNT, &o->job.memory, 0, 1, JOB_MEMORY_MAX, "MIB",
			"how much memory to use (default: a quarter, at most 1024)",
			"la mémoire à utiliser (par défaut : un quart, au plus 1024)"},
		{0, "engine-tools", COOP_OPT_SET, &o->job.engine_tools, 1, 0, 0, NULL,
			"write what the engine's own tools need, too: more than twice the size",
			"écrire aussi ce qu'il faut aux outils du moteur : plus de deux fois la taille"},
		{0, "engine-writes", COOP_OPT_SET, &o->job.engine_writes, 1, 0, 0, NULL,
			"let the engine write the index: the same, many times slower",
			"laisser le moteur écrire l'index : le même, bien plus lentement"},
		{0, "stats", COOP_OPT_SET, &o->job.stats, 1, 0, 0, NULL,
			"say what the steps took", "dire ce que les étapes ont pris"},
		{'q', "quiet", COOP_OPT_SET, &o->quiet, 1, 0, 0, NULL, "no summary",
			"pas de résumé"},
		{'v', "verbose", COOP_OPT_SET, &o->verbose, 1, 0, 0, NULL,
			"say how CSV is read, and which files are skipped",
			"dire comment le CSV est lu, et quels fichiers sont ignorés"},
		COOP_OPT_NO_CONFIG(&o->no_config), COOP_OPT_COMPLETE(&o->complete),
		COOP_OPT_HELP(&o->help), COOP_OPT_VERSION(&o->version), COOP_OPT_END};
	_Static_assert(sizeof table / sizeof *table <= COOP_OPTS_MAX, "too many options");
	memcpy(rows, table, sizeof table);
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

/* Refuses what --watch does not go with; standard input is gone once it is read. */
static enum coop_status check_watch(
	const struct indexing_options *o, struct coop_error *err)
{
	const struct selection_options *select = &o->job.select;
	bool index = !o->dump && !o->dry_run && o->job.extract == EXTRACT_NONE &&
		     !o->job.remove && !o->job.forget;
	bool again = !select->list || !infile_is_stdin(select->list);
	for (size_t i = 0; i < select->npaths; i++)
		again &= !infile_is_stdin(select->paths[i]);
	if (!o->watch)
		return COOP_OK;
	if (!index)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--watch keeps an index equal to its sources: it excludes --dry-run, --extract, --dump-terms, --remove and --forget",
				"--watch tient un index égal à ses sources : elle exclut --dry-run, --extract, --dump-terms, --remove et --forget"));
	if (!again)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--watch reads its sources again and again, and standard input can be read once",
				"--watch relit sans cesse ses sources, et l'entrée standard ne se lit qu'une fois"));
	return COOP_OK;
}

/* Refuses what shards are not made with. */
static enum coop_status check_sharding(
	const struct indexing_options *o, struct coop_error *err)
{
	const struct job *j = &o->job;
	const char *name = sharding_name(&o->sharding), *mode;
	bool many = o->sharding.shards > 0 || o->sharding.collect;
	if (!name)
		return COOP_OK;
	bool other = j->remove || j->forget || o->dump || o->dry_run || o->watch ||
		     j->extract != EXTRACT_NONE || j->export != EXPORT_NONE ||
		     modes_count(&o->modes, &mode) > 0;
	if (other || (many && (j->add || o->repair)))
		return coop_fail(err, COOP_E_ARG,
			TR("%s reads sources for shards, and goes with no option that does something else with an index",
				"%s lit des sources pour des fragments, et ne va avec aucune option qui fait autre chose d'un index"),
			name);
	return COOP_OK;
}

/* Refuses options that exclude each other. */
static enum coop_status check_mode(
	const struct indexing_options *o, struct coop_error *err)
{
	const struct job *j = &o->job;
	int modes = j->add + j->remove + j->forget + j->full;
	bool reads_names = j->remove || j->forget;
	if (o->repair && (o->dry_run || j->extract != EXTRACT_NONE || o->watch ||
				 j->add || reads_names))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--repair repairs an index, and does nothing else",
				"--repair répare un index, et ne fait rien d'autre"));
	if (j->export != EXPORT_NONE &&
		(modes > 0 || o->repair || o->dry_run || o->watch || o->dump ||
			j->extract != EXTRACT_NONE))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--export prints records, and does nothing else",
				"--export affiche des notices, et ne fait rien d'autre"));
	if (j->export == EXPORT_OPENSEARCH_TEMPLATE &&
		(j->select.npaths > 0 || j->select.list))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("the index template is the same for all records: --export=opensearch-template takes no paths",
				"le modèle d'index est le même pour toutes les notices : --export=opensearch-template ne prend aucun chemin"));
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

enum coop_status indexing_options_settle(
	struct indexing_options *o, struct coop_error *err)
{
	static const struct coop_config none;
	struct coop_error why = {0};
	check_encoding(&o->job.reader.encoding, &why);
	enum coop_status st =
		coop_config_pass_on(o->modes.config ? o->modes.config : &none,
			o->job.reader.encoding, err, &why);
	if (!st)
		st = check_mode(o, err);
	if (!st)
		st = check_watch(o, err);
	if (!st)
		st = check_sharding(o, err);
	if (!st)
		st = sharding_settle(&o->sharding, &o->job, err);
	o->job.remove |= o->job.forget;
	return st;
}
