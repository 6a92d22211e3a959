#include "indexer/report/progress.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/report/remaining.h"

enum { STAGES_MAX = 4 };

/* The first step of each stage. PROGRESS_GATHERING stands for all steps of writing. */
static const struct {
	unsigned count;
	enum progress_step stages[STAGES_MAX];
} plans[] = {
	[PROGRESS_BUILD] = {4, {PROGRESS_LOOKING, PROGRESS_READING, PROGRESS_GATHERING,
				       PROGRESS_SEALING}},
	[PROGRESS_MEND] = {4, {PROGRESS_VERIFYING, PROGRESS_READING, PROGRESS_GATHERING,
				      PROGRESS_SEALING}},
	[PROGRESS_LOAD] = {3, {PROGRESS_READING, PROGRESS_GATHERING, PROGRESS_SEALING}},
	[PROGRESS_READ] = {1, {PROGRESS_READING}},
	[PROGRESS_VERIFY] = {1, {PROGRESS_VERIFYING}},
	[PROGRESS_CHECK] = {3,
		{PROGRESS_VERIFYING, PROGRESS_REBUILDING, PROGRESS_COMPARING}},
	[PROGRESS_EXPORT] = {1, {PROGRESS_EXPORTING}},
};

void progress_begin(struct progress *p, enum progress_plan plan)
{
	memset(p, 0, sizeof *p);
	p->plan = plan;
	pthread_mutex_init(&p->lock, NULL);
	progress_step(p, plans[plan].stages[0], 0);
}

void progress_end(struct progress *p)
{
	pthread_mutex_destroy(&p->lock);
}

/* The stage of a step, from 1; 0 when it belongs to the stage before. */
static unsigned stage_of(enum progress_plan plan, enum progress_step step)
{
	bool writes = step == PROGRESS_POSTINGS || step == PROGRESS_LISTS ||
		      step == PROGRESS_DOCUMENTS;
	enum progress_step wanted = writes ? PROGRESS_GATHERING : step;
	for (unsigned i = 0; i < plans[plan].count; i++)
		if (plans[plan].stages[i] == wanted)
			return i + 1;
	return 0;
}

static void set_name(struct progress *p, const char *name)
{
	size_t n = strlen(name), skip = n > sizeof p->name ? n - sizeof p->name : 0;
	if (skip > 0)
		while (((unsigned char)name[skip] & 0xc0) == 0x80) /* the NUL ends it */
			skip++;
	pthread_mutex_lock(&p->lock);
	p->name_len = n - skip;
	memcpy(p->name, name + skip, p->name_len);
	pthread_mutex_unlock(&p->lock);
}

void progress_step(struct progress *p, enum progress_step step, uint64_t total)
{
	if (!p)
		return;
	unsigned stage = stage_of(p->plan, step);
	p->before = p->size = 0;
	set_name(p, "");
	if (stage > 0)
		atomic_store(&p->stage, stage);
	atomic_store(&p->done, 0);
	atomic_store(&p->total, total);
	atomic_store(&p->step, (int)step);
	atomic_fetch_add(&p->begun, 1);
}

void progress_part(struct progress *p, const char *name, uint64_t size)
{
	if (!p)
		return;
	p->before = p->size > 0 ? p->before + p->size : atomic_load(&p->done);
	p->size = size;
	atomic_store(&p->done, p->before);
	set_name(p, name);
}

/* Where the step is when `done` of the part is done. */
static uint64_t in_step(const struct progress *p, uint64_t done)
{
	return p->before + (p->size > 0 && done > p->size ? p->size : done);
}

void progress_add_to_part(struct progress *p, uint64_t done)
{
	if (p)
		atomic_store_explicit(&p->done,
			in_step(p, atomic_load(&p->done) - p->before + done),
			memory_order_relaxed);
}

void progress_reach(struct progress *p, uint64_t done)
{
	if (p && in_step(p, done) > atomic_load(&p->done))
		atomic_store_explicit(&p->done, in_step(p, done), memory_order_relaxed);
}

void progress_reach_share(struct progress *p, double share)
{
	if (p)
		progress_reach(p, (uint64_t)(share * (double)p->size));
}

void progress_name(struct progress *p, const char *name)
{
	if (p)
		set_name(p, name);
}

void progress_look(struct progress *p, struct progress_view *out)
{
	out->step = (enum progress_step)atomic_load(&p->step);
	out->stage = atomic_load(&p->stage);
	out->stages = plans[p->plan].count;
	out->begun = atomic_load(&p->begun);
	out->records = atomic_load(&p->records);
	out->done = (double)atomic_load(&p->done);
	out->total = (double)atomic_load(&p->total);
	out->seconds = 0;
	out->left = REMAINING_UNKNOWN;
	pthread_mutex_lock(&p->lock);
	out->name_len = p->name_len;
	memcpy(out->name, p->name, p->name_len);
	pthread_mutex_unlock(&p->lock);
}
