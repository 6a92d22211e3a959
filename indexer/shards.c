#include "indexer/shards.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/disk/file_replace.h"
#include "indexer/facts_file.h"
#include "indexer/runs.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/collection.h"
#include "shared/index/layout.h"
#include "shared/index/shards.h"
#include "shared/index/snapshot.h"

/* ---- the options ---- */

/* Reads "K/N". */
static bool read_shard(const char *s, struct dealing *out)
{
	char *slash, *end;
	unsigned long k = *s >= '1' && *s <= '9' ? strtoul(s, &slash, 10) : 0;
	if (k == 0 || *slash != '/' || slash[1] < '1' || slash[1] > '9')
		return false;
	unsigned long n = strtoul(slash + 1, &end, 10);
	*out = (struct dealing){k, n};
	return !*end && n <= COOP_COLLECTION_MAX && k <= n;
}

enum coop_status shards_settle(
	const struct shards_options *o, struct job *job, struct coop_error *err)
{
	int asked = (o->collect != NULL) + (o->shard != NULL) + (o->shards > 0);
	if (asked > 1)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("only one of --collect-facts, --shard and --shards can be given",
				"on ne peut donner qu'une des options --collect-facts, --shard et --shards"));
	if (o->shard && !read_shard(o->shard, &job->reader.dealing))
		return coop_fail(err, COOP_E_ARG,
			TR("--shard=%s: K/N is wanted, as 2/4, with N up to %d",
				"--shard=%s : il faut K/N, comme 2/4, N allant jusqu'à %d"),
			o->shard, COOP_COLLECTION_MAX);
	if ((o->shard != NULL) != (o->facts != NULL))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--shard and --facts go together: the facts are those of all shards, by --collect-facts",
				"--shard et --facts vont ensemble : les faits sont ceux de tous les fragments, par --collect-facts"));
	if (asked > 0 && (job->add || job->remove || job->forget))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("shards are made from all their sources: without --add, --remove and --forget",
				"les fragments se font de toutes leurs sources : sans --add, --remove ni --forget"));
	return COOP_OK;
}

/* ---- facts ---- */

static int remove_entry(
	const char *path, const struct stat *is, int kind, struct FTW *where)
{
	(void)is;
	(void)kind;
	(void)where;
	remove(path);
	return 0;
}

/* Removes a folder that this run has made, with all in it. */
static void remove_folder(const char *dir)
{
	enum { OPEN = 8 /* folders at a time */ };
	nftw(dir, remove_entry, OPEN, FTW_DEPTH | FTW_PHYS);
}

/* Writes the facts of an index. */
static enum coop_status take_facts(
	const char *dir, const char *file, struct coop_error *err)
{
	struct coop_snapshot *s = NULL;
	struct coop_analyzer *analyzer = NULL;
	enum coop_status st = coop_analyzer_new(&analyzer, err);
	if (!st)
		st = coop_snapshot_open(dir, analyzer, &s, err);
	if (!st)
		st = facts_file_write(file, s->base.reader, err);
	coop_snapshot_free(s);
	coop_analyzer_free(analyzer);
	return st;
}

enum coop_status shards_collect(const struct job *job, const char *file,
	struct report *report, struct coop_error *err)
{
	struct coop_buf dir = {0};
	struct job whole = *job;
	bool quiet = report->quiet, tells = report->tells;
	/* with a '/' it is no name of an index */
	coop_buf_str(&dir, strchr(file, '/') ? "" : "./");
	coop_buf_str(&dir, file);
	coop_buf_str(&dir, ".XXXXXX");
	enum coop_status st = coop_buf_check(&dir, err);
	bool made = !st && mkdtemp(dir.s); /* else the path is no folder of ours */
	if (!st && !made)
		st = coop_cannot_write(file, NULL, err);
	whole.index = dir.s;
	whole.engine_tools = 0;
	report->tells |= !quiet;
	report->quiet = true; /* no summary of an index that goes again */
	if (!st)
		st = job_run(&whole, report, err);
	report->quiet = quiet;
	report->tells = tells;
	if (!st)
		st = take_facts(dir.s, file, err);
	if (made)
		remove_folder(dir.s);
	coop_buf_release(&dir);
	return st;
}

/* ---- a shard ---- */

static enum coop_status make(const struct job *job, const struct facts *facts,
	struct report *report, struct coop_error *err)
{
	struct job shard = *job;
	struct coop_error why = {0};
	const struct dealing *d = &job->reader.dealing;
	shard.facts = facts;
	enum coop_status st = job_run(&shard, report, &why);
	if (st != COOP_E_INPUT || report->count.records > 0)
		return coop_pass_on(err, &why);
	coop_fail(err, st,
		TR("no notice falls to shard %zu of %zu",
			"aucune notice n'échoit au fragment %zu sur %zu"),
		d->shard, d->shards);
	coop_hint(err, "%s", TR("make fewer shards", "faites moins de fragments"));
	return st;
}

enum coop_status shards_make_one(const struct job *job, const char *facts,
	struct report *report, struct coop_error *err)
{
	struct facts of;
	enum coop_status st = facts_file_read(facts, &of, err);
	if (!st)
		st = make(job, &of, report, err);
	facts_release(&of);
	return st;
}

/* ---- all shards ---- */

/* Where the index of a job is, without its suffix. */
static enum coop_status find_stem(
	const struct job *job, struct coop_buf *stem, struct coop_error *err)
{
	const char *name = job->index ? job->index : coop_index_default();
	size_t n = strlen(name), suffix = sizeof COOP_SHARDS_SUFFIX - 1;
	if (n <= suffix || strcmp(name + n - suffix, COOP_SHARDS_SUFFIX) != 0) {
		coop_fail(err, COOP_E_ARG,
			TR("--shards makes a list of shards: '%s' does not end in .shards",
				"--shards fait une liste de fragments : « %s » ne finit pas par .shards"),
			name);
		coop_hint(err, "%s",
			TR("as in -i ./films.shards", "comme dans -i ./films.shards"));
		return COOP_E_ARG;
	}
	if (strpbrk(name, "\"\n"))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("the name of a list of shards has no double quote and no end of line",
				"le nom d'une liste de fragments n'a ni guillemet double ni fin de ligne"));
	enum coop_status st = coop_index_locate(name, stem, err);
	if (!st) {
		stem->len -= suffix;
		stem->s[stem->len] = '\0';
	}
	return st;
}

static enum coop_status path_of(const struct coop_buf *stem, const char *suffix,
	struct coop_buf *out, struct coop_error *err)
{
	coop_buf_reset(out);
	coop_buf_str(out, stem->s);
	coop_buf_str(out, suffix);
	return coop_buf_check(out, err);
}

/* Checks that a list that is there is of these shards, as another may have been made of other ones. */
static enum coop_status check_list(const char *file, const struct coop_buf *stem,
	size_t count, bool *there, struct coop_error *err)
{
	struct coop_shards list;
	struct coop_error why = {0};
	enum coop_status st = coop_shards_read(file, &list, &why);
	*there = st != COOP_E_NOINDEX;
	bool same = !st && list.count == count;
	for (size_t i = 0; same && i < count; i++) {
		struct coop_buf dir = {0};
		coop_buf_printf(&dir, "%s.%zu", stem->s, i + 1);
		same = !list.at[i].places[0].host &&
		       strcmp(list.at[i].places[0].dir, coop_buf_cstr(&dir)) == 0;
		coop_buf_release(&dir);
	}
	coop_shards_release(&list);
	if (!*there)
		return COOP_OK;
	if (st)
		return coop_pass_on(err, &why);
	if (same)
		return COOP_OK;
	coop_fail(err, COOP_E_ARG,
		TR("'%s' is a list of other shards, and is left as it is",
			"« %s » est une liste d'autres fragments, et reste comme elle est"),
		file);
	coop_hint(err, "%s",
		TR("give as many as it has, or remove it and its indexes",
			"donnez-en autant qu'elle en a, ou supprimez-la avec ses index"));
	return COOP_E_ARG;
}

/* Writes the list, whose shards lie beside it. */
static enum coop_status write_list(const char *file, const struct coop_buf *stem,
	size_t count, struct coop_error *err)
{
	const char *slash = strrchr(coop_buf_cstr(stem), '/');
	const char *name = slash ? slash + 1 : coop_buf_cstr(stem);
	struct coop_buf text = {0};
	for (size_t i = 0; i < count; i++)
		coop_buf_printf(&text, "path \"%s.%zu\"\n", name, i + 1);
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		st = file_replace(file, &text, err);
	coop_buf_release(&text);
	return st;
}

/* Reads the facts, collected anew where that is wanted or none are there. */
static enum coop_status find_facts(const struct job *job, const char *file,
	struct report *report, struct facts *out, struct coop_error *err)
{
	struct coop_error why = {0};
	enum coop_status st =
		job->full ? COOP_E_NOINDEX : facts_file_read(file, out, &why);
	if (st != COOP_E_NOINDEX && st != COOP_E_VERSION)
		return st ? coop_pass_on(err, &why) : COOP_OK;
	facts_release(out);
	st = shards_collect(job, file, report, err);
	report->silent = true; /* what is wrong with the sources has been told */
	return st ? st : facts_file_read(file, out, err);
}

/* Makes shard number `k`, from 1. */
static enum coop_status make_shard(const struct job *job, const struct coop_buf *stem,
	struct dealing dealing, const struct facts *facts, struct report *report,
	struct coop_error *err)
{
	struct coop_buf dir = {0};
	struct job shard = *job;
	struct counters before = report->count;
	coop_buf_printf(&dir, "%s%s.%zu", strchr(coop_buf_cstr(stem), '/') ? "" : "./",
		stem->s, dealing.shard);
	enum coop_status st = coop_buf_check(&dir, err);
	shard.index = dir.s;
	shard.reader.dealing = dealing;
	report->count = (struct counters){0};
	if (!st && !report->quiet)
		coop_diag_note(report->program,
			TR("shard %zu of %zu", "fragment %zu sur %zu"), dealing.shard,
			dealing.shards);
	if (!st)
		st = make(&shard, facts, report, err);
	/* each run has met the same problems */
	if (before.rejected + before.repaired > 0)
		report->count = before;
	report->silent = true;
	coop_buf_release(&dir);
	return st;
}

enum coop_status shards_make_all(const struct job *job, size_t count,
	struct report *report, struct coop_error *err)
{
	struct coop_buf stem = {0}, file = {0}, path = {0};
	struct facts facts = {0};
	bool there = false;
	enum coop_status st = find_stem(job, &stem, err);
	if (!st)
		st = path_of(&stem, COOP_SHARDS_SUFFIX, &file, err);
	if (!st)
		st = check_list(file.s, &stem, count, &there, err);
	if (!st)
		st = path_of(&stem, ".facts", &path, err);
	if (!st)
		st = find_facts(job, path.s, report, &facts, err);
	for (size_t k = 1; !st && k <= count; k++)
		st = make_shard(
			job, &stem, (struct dealing){k, count}, &facts, report, err);
	if (!st && !there)
		st = write_list(file.s, &stem, count, err);
	facts_release(&facts);
	coop_buf_release(&stem);
	coop_buf_release(&file);
	coop_buf_release(&path);
	return st;
}
