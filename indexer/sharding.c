#include "indexer/sharding.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/collecting.h"
#include "indexer/disk/file_replace.h"
#include "indexer/generations/index_folder.h"
#include "indexer/report/clock.h"
#include "indexer/runs.h"
#include "indexer/summary.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"
#include "shared/index/shards.h"
#include "shared/index/snapshot.h"

struct run {
	const struct sharding *s;
	const struct job *job;
	struct report *report;
	struct coop_buf file, facts; /* paths of the two files, ... */
	struct coop_buf folder;      /* ... of the folder that they are in, */
	size_t stem;                 /* and the bytes of `file` before ".shards" */
	bool first;                  /* the file is not there yet */
	struct whole whole;
	struct counters count; /* of all shards */
	uint64_t documents, length;
	double begun;
};

/* ---- options ---- */

const char *sharding_name(const struct sharding *s)
{
	return s->collect      ? "--collect-facts"
	       : s->shards > 0 ? "--shards"
	       : s->shard      ? "--shard"
	       : s->facts      ? "--facts"
			       : NULL;
}

enum coop_status sharding_settle(
	const struct sharding *s, struct job *job, struct coop_error *err)
{
	struct coop_shard_mark mark = {0};
	if ((s->shards > 0) + (s->shard != NULL) + (s->collect != NULL) > 1)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("only one of --shards, --shard and --collect-facts can be given",
				"on ne peut donner qu'une des options --shards, --shard et --collect-facts"));
	if ((s->shard != NULL) != (s->facts != NULL)) {
		coop_fail(err, COOP_E_ARG, "%s",
			TR("--shard and --facts go together",
				"--shard et --facts vont ensemble"));
		coop_hint(err, "%s",
			TR("coopidx --collect-facts FILE PATH... writes the facts; --shards needs none",
				"coopidx --collect-facts FICHIER CHEMIN... écrit les faits ; --shards n'en a pas besoin"));
		return COOP_E_ARG;
	}
	if (!s->shard)
		return COOP_OK;
	if (!coop_shard_mark_parse(s->shard, &mark))
		return coop_fail(err, COOP_E_ARG,
			TR("--shard takes K/N, from 1/1 to %d/%d: not '%s'",
				"--shard prend K/N, de 1/1 à %d/%d : pas « %s »"),
			COOP_SHARDS_MAX, COOP_SHARDS_MAX, s->shard);
	job->dealing = (struct dealing){mark.shard, mark.shards, NULL};
	return COOP_OK;
}

/* Has a job make a shard of the whole. */
static void set_shard(struct job *job, const struct whole *whole, struct facts *facts,
	unsigned shard, unsigned shards)
{
	*facts = whole->facts;
	facts->mark.shard = shard;
	facts->mark.shards = shards;
	job->facts = facts;
	job->dealing = (struct dealing){shard, shards, whole->exceptions};
}

enum coop_status sharding_prepare(const struct sharding *s, struct job *job,
	struct whole *whole, struct facts *facts, struct coop_error *err)
{
	enum coop_status st = whole_read(s->facts, whole, err);
	if (!st)
		set_shard(job, whole, facts, job->dealing.shard, job->dealing.shards);
	return st;
}

/* ---- the files ---- */

static enum coop_status no_name(struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG, "%s",
		TR("--shards makes a file that names the shards, and -i does not give its name",
			"--shards fait un fichier qui nomme les fragments, et -i n'en donne pas le nom"));
	coop_hint(err, "%s",
		TR("end the name in .shards: -i films.shards",
			"terminez le nom par .shards : -i films.shards"));
	return COOP_E_ARG;
}

static enum coop_status find_files(struct run *r, struct coop_error *err)
{
	static const char suffix[] = COOP_SHARDS_SUFFIX;
	enum coop_status st = coop_index_locate(r->job->index, &r->file, err);
	if (st)
		return st;
	if (!coop_shards_is_file(r->file.s))
		return no_name(err);
	r->stem = r->file.len - (sizeof suffix - 1);
	coop_buf_add(&r->facts, r->file.s, r->stem);
	coop_buf_str(&r->facts, ".facts");
	const char *slash = strrchr(r->file.s, '/');
	coop_buf_add(&r->folder, r->file.s,
		slash ? (size_t)(slash - r->file.s) + (slash == r->file.s) : 0);
	if (!slash)
		coop_buf_str(&r->folder, ".");
	return coop_buf_check(r->facts.failed ? &r->facts : &r->folder, err);
}

/* Appends the path of the folder of a shard. */
static void put_dir(const struct run *r, size_t shard, struct coop_buf *out)
{
	coop_buf_add(out, r->file.s, r->stem);
	coop_buf_printf(out, ".%zu", shard);
}

static enum coop_status other_shards(
	const struct run *r, const struct coop_shards *there, struct coop_error *err)
{
	if (there->count != r->s->shards)
		coop_fail(err, COOP_E_ARG,
			TR("%s names %zu shards, not %zu",
				"%s nomme %zu fragments, et non %zu"),
			r->file.s, there->count, r->s->shards);
	else
		coop_fail(err, COOP_E_ARG,
			TR("%s names other shards than --shards makes",
				"%s nomme d'autres fragments que ceux que fait --shards"),
			r->file.s);
	coop_hint(err, "%s",
		TR("give their number, or another name to -i; coopidx --shard K/N makes a shard that is elsewhere",
			"donnez leur nombre, ou un autre nom à -i ; coopidx --shard K/N fait un fragment qui est ailleurs"));
	return COOP_E_ARG;
}

/* The file of a run before must name the shards of this one. */
static enum coop_status check_file(struct run *r, struct coop_error *err)
{
	struct coop_shards there = {.file = NULL};
	struct coop_error why = {0};
	struct coop_buf dir = {0};
	enum coop_status st = coop_shards_read(r->file.s, &there, &why);
	bool same = !st && there.count == r->s->shards;
	for (size_t i = 0; same && i < there.count; i++) {
		coop_buf_reset(&dir);
		put_dir(r, i + 1, &dir);
		same = there.at[i].kind == COOP_SHARD_PATH &&
		       strcmp(there.at[i].places[0].dir, coop_buf_cstr(&dir)) == 0;
	}
	r->first = st == COOP_E_NOINDEX;
	if (!st && dir.failed)
		st = coop_fail_nomem(err);
	else if (!st && !same)
		st = other_shards(r, &there, err);
	else
		st = r->first ? COOP_OK : coop_pass_on(err, &why);
	coop_shards_release(&there);
	coop_buf_release(&dir);
	return st;
}

/* Appends a word of the file, in quotes, as a name may hold blanks. */
static enum coop_status put_word(
	const char *name, struct coop_buf *out, struct coop_error *err)
{
	if (strpbrk(name, "\"\n\r"))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("the name of shards cannot hold quotes or ends of lines",
				"le nom des fragments ne peut contenir ni guillemet ni fin de ligne"));
	bool plain = !strpbrk(name, " \t#");
	coop_buf_printf(out, plain ? "%s\n" : "\"%s\"\n", name);
	return COOP_OK;
}

static enum coop_status write_file(const struct run *r, struct coop_error *err)
{
	struct coop_buf text = {0}, dir = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 1; !st && i <= r->s->shards; i++) {
		coop_buf_reset(&dir);
		put_dir(r, i, &dir);
		st = coop_buf_check(&dir, err);
		const char *slash = st ? NULL : strrchr(dir.s, '/');
		coop_buf_str(&text, "path ");
		if (!st)
			st = put_word(slash ? slash + 1 : dir.s, &text, err);
	}
	if (!st)
		st = coop_buf_check(&text, err);
	if (!st)
		st = file_replace(r->file.s, &text, err);
	coop_buf_release(&text);
	coop_buf_release(&dir);
	return st;
}

/* ---- the facts ---- */

/* Learns the facts, and writes them. What is wrong with the sources is told when the shards are made. */
static enum coop_status learn(struct run *r, struct coop_error *err)
{
	struct coop_buf bytes = {0};
	struct counters count = r->report->count;
	bool silent = r->report->silent;
	whole_release(&r->whole);
	r->report->silent = true;
	enum coop_status st =
		collecting_learn(r->job, r->folder.s, true, r->report, &bytes, err);
	r->report->silent = silent;
	r->report->count = count;
	if (!st)
		st = whole_parse(coop_buf_cstr(&bytes), bytes.len, &r->whole, err);
	if (!st)
		st = file_replace(r->facts.s, &bytes, err);
	coop_buf_release(&bytes);
	return st;
}

/* Reads the facts of the run before, or learns them. */
static enum coop_status find_facts(struct run *r, struct coop_error *err)
{
	struct coop_error why = {0};
	struct stat is;
	bool there = stat(r->facts.s, &is) == 0 || errno != ENOENT;
	if (r->first || r->job->full || !there)
		return learn(r, err);
	enum coop_status st = whole_read(r->facts.s, &r->whole, &why);
	if (st != COOP_E_INPUT && st != COOP_E_VERSION)
		return coop_pass_on(err, &why);
	if (!r->report->quiet)
		coop_diag_note(r->report->program,
			TR("%s; all shards are made anew",
				"%s ; tous les fragments sont refaits"),
			why.msg);
	return learn(r, err);
}

/* ---- the shards ---- */

/* Adds up what a shard has. */
static enum coop_status measure(struct run *r, const char *dir, struct coop_error *err)
{
	struct coop_snapshot *snapshot = NULL;
	uint64_t length = 0;
	enum coop_status st = coop_snapshot_open(dir, NULL, &snapshot, err);
	if (!st)
		st = facts_snapshot_length(snapshot, &length, err);
	if (!st) {
		r->documents += snapshot->documents;
		r->length += length;
	}
	coop_snapshot_free(snapshot);
	return st;
}

/* Says which shard has failed, and how the others are. */
static void tell_failure(const struct run *r, size_t shard, const char *dir)
{
	coop_diag_note(r->report->program,
		TR("shard %zu, %s, could not be made; done before it: %zu, not begun: %zu, which are as they were",
			"le fragment %zu, %s, n'a pas pu être fait ; faits avant lui : %zu, pas commencés : %zu, qui restent comme ils étaient"),
		shard, dir, shard - 1, r->s->shards - shard);
}

static enum coop_status make_shard(
	struct run *r, size_t shard, bool stays, struct coop_error *err)
{
	struct job job = *r->job;
	struct facts facts;
	struct coop_buf dir = {0};
	put_dir(r, shard, &dir);
	enum coop_status st = coop_buf_check(&dir, err);
	if (!st) {
		set_shard(
			&job, &r->whole, &facts, (unsigned)shard, (unsigned)r->s->shards);
		job.index = dir.s;
		job.stays = stays;
		r->report->count = (struct counters){0};
		st = job_run(&job, r->report, err);
		counters_add(&r->count, &r->report->count);
		if (!st)
			st = measure(r, dir.s, err);
		if (st && !(stays && st == COOP_E_INPUT))
			tell_failure(r, shard, dir.s);
	}
	coop_buf_release(&dir);
	return st;
}

static enum coop_status make_all(struct run *r, bool stays, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	r->documents = r->length = 0;
	r->count = (struct counters){0};
	for (size_t i = 1; !st && i <= r->s->shards; i++)
		st = make_shard(r, i, stays, err);
	r->report->count = r->count;
	return st;
}

/* Makes all shards; once more with other facts, when those no longer hold. */
static enum coop_status make(struct run *r, struct coop_error *err)
{
	struct coop_error why = {0};
	enum coop_status st = make_all(r, true, &why);
	/* one that would be left without records: learning tells whether there are any at all */
	bool emptied = st == COOP_E_INPUT;
	if (!emptied && (st || !whole_drifted(&r->whole, r->documents, r->length)))
		return coop_pass_on(err, &why);
	if (!r->report->quiet)
		coop_diag_note(r->report->program, "%s",
			TR("the records are no longer as the facts say; these are learned, and all shards made, anew",
				"les notices ne sont plus comme le disent les faits ; ceux-ci sont appris, et tous les fragments faits, de nouveau"));
	st = learn(r, err);
	return st ? st : make_all(r, false, err);
}

static void print(const struct run *r)
{
	const struct counters *c = &r->count;
	if (r->report->quiet)
		return;
	coop_diag_note(r->report->program,
		TR("%zu shard%s: %zu file%s, %zu record%s, in %.2f s; %zu rejected, %zu mended, %zu skipped",
			"%zu fragment%s : %zu fichier%s, %zu notice%s, en %.2f s ; à l'écart : %zu, réparations : %zu, ignorés : %zu"),
		r->s->shards, summary_plural(r->s->shards), c->files,
		summary_plural(c->files), c->records, summary_plural(c->records),
		clock_seconds() - r->begun, c->rejected, c->repaired, c->skipped);
	coop_diag_note(r->report->program,
		TR("the shards are named in %s", "les fragments sont nommés dans %s"),
		r->file.s);
}

static enum coop_status run(struct run *r, struct coop_error *err)
{
	enum coop_status st = find_files(r, err);
	if (!st)
		st = check_file(r, err);
	if (!st)
		st = index_folder_make(r->folder.s, err);
	if (!st)
		st = find_facts(r, err);
	if (!st)
		st = make(r, err);
	if (!st && r->first)
		st = write_file(r, err);
	if (!st)
		print(r);
	return st;
}

enum coop_status sharding_run(const struct sharding *s, const struct job *job,
	struct report *report, struct coop_error *err)
{
	struct run r = {.s = s, .job = job, .report = report, .begun = clock_seconds()};
	enum coop_status st = run(&r, err);
	whole_release(&r.whole);
	coop_buf_release(&r.file);
	coop_buf_release(&r.facts);
	coop_buf_release(&r.folder);
	return st;
}
