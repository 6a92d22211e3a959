#include "indexer/modes.h"

#include "indexer/generations/restore.h"
#include "indexer/inspect/dump.h"
#include "indexer/inspect/opened.h"
#include "indexer/loading.h"
#include "indexer/report/progress_display.h"

size_t modes_count(const struct modes *m, const char **name)
{
	const struct {
		bool asked;
		const char *name;
	} all[] = {{m->restore, "--restore"}, {m->check != CHECK_NONE, "--check"},
		{m->status != STATUS_NONE, "--status"}, {m->list != LIST_NONE, "--list"},
		{m->acronyms != ACRONYMS_NONE, "--acronyms"}, {m->dump, "--dump"},
		{m->load != NULL, "--load"}, {m->fingerprint, "--fingerprint"}};
	size_t count = 0;
	*name = NULL;
	for (size_t i = sizeof all / sizeof *all; i-- > 0;)
		if (all[i].asked) {
			*name = all[i].name;
			count++;
		}
	return count;
}

static enum coop_status check(const struct modes *m, const struct job *job,
	struct report *report, struct coop_error *err)
{
	progress_display_begin(
		report, m->check == CHECK_FULL ? PROGRESS_CHECK : PROGRESS_VERIFY);
	enum coop_status st =
		check_run(job->index, (enum check_depth)m->check, report, err);
	progress_display_end(report);
	return st;
}

static enum coop_status dump(
	const struct job *job, struct report *report, struct coop_error *err)
{
	progress_display_begin_beside_output(report, PROGRESS_EXPORT);
	enum coop_status st = dump_write(job->index, stdout, report, err);
	progress_display_end(report);
	return st;
}

enum coop_status modes_run(const struct modes *m, const struct job *job,
	struct report *report, struct coop_place *place, struct coop_error *err)
{
	*place = (struct coop_place){0};
	if (m->restore)
		return restore_run(job->index, job->wait, report, err);
	if (m->check)
		return check(m, job, report, err);
	if (m->status)
		return status_run(job->index, m->config, (enum status_format)m->status,
			stdout, err);
	if (m->list)
		return list_run(job->index, (enum list_format)m->list, stdout, err);
	if (m->acronyms)
		return acronyms_run(
			job->index, (enum acronyms_format)m->acronyms, stdout, err);
	if (m->dump)
		return dump(job, report, err);
	if (m->load)
		return loading_run(job, m->load, report, place, err);
	return opened_print_fingerprint(job->index, stdout, err);
}
