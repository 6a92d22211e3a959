#include "indexer/report/progress.h"

#include "shared/core/i18n.h"

enum { BAR = 24 /* characters */ };

void progress_step(struct progress *p, enum progress_step step, uint64_t total)
{
	if (!p)
		return;
	atomic_store(&p->done, 0);
	atomic_store(&p->total, total);
	atomic_store(&p->step, (int)step);
}

static void add_bar(double part, struct coop_buf *out)
{
	coop_buf_byte(out, '[');
	for (int i = 0; i < BAR; i++)
		coop_buf_byte(out, i < part * BAR ? '#' : '.');
	coop_buf_printf(out, "] %3.0f %%  ", part * 100);
}

/* "12 s", "3 min", "2 h" */
static void add_time(double seconds, struct coop_buf *out)
{
	if (seconds < 100)
		coop_buf_printf(out, "%.0f s", seconds);
	else if (seconds < 6000)
		coop_buf_printf(out, "%.0f min", seconds / 60);
	else
		coop_buf_printf(out, "%.0f h", seconds / 3600);
}

static void add_reading(struct progress *p, double seconds, double done, double total,
	struct coop_buf *out)
{
	const double mb = 1e6;
	coop_buf_printf(out, TR("%llu records, %.1f", "%llu notices, %.1f"),
		(unsigned long long)atomic_load(&p->records), done / mb);
	if (total > 0)
		coop_buf_printf(out, TR(" of %.1f", " sur %.1f"), total / mb);
	coop_buf_printf(out, TR(" MB, %.1f MB/s", " Mo, %.1f Mo/s"),
		seconds > 0 ? done / mb / seconds : 0);
}

void progress_text(struct progress *p, double seconds, bool bar, struct coop_buf *out)
{
	double done = (double)atomic_load(&p->done),
	       total = (double)atomic_load(&p->total);
	int step = atomic_load(&p->step);
	double part = total > 0 && done < total ? done / total : total > 0;
	if (bar)
		add_bar(part, out);
	if (step == PROGRESS_READING)
		add_reading(p, seconds, done, total, out);
	else
		coop_buf_str(out, TR("writing the index", "écriture de l'index"));
	if (!bar && step != PROGRESS_READING)
		coop_buf_printf(out, ", %.0f %%", part * 100);
	/* too early to estimate */
	if (part < 0.01 || seconds < 1)
		return;
	coop_buf_str(out, ", ");
	add_time(seconds / part - seconds, out);
	coop_buf_str(out, TR(" left", " restantes"));
}
