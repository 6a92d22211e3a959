#include "indexer/report/progress.h"

#include <stdbool.h>

#include "shared/core/cells.h"
#include "shared/core/i18n.h"

enum { BAR = 24 /* columns */ };

void progress_step(struct progress *p, enum progress_step step, uint64_t total)
{
	if (!p)
		return;
	atomic_store(&p->done, 0);
	atomic_store(&p->total, total);
	atomic_store(&p->step, (int)step);
}

/* What is said of a step, from the first thing that matters. */
enum part { PART_SHARE, PART_STEP, PART_LEFT, PART_BYTES, PART_SPEED, PARTS };

/* A step, as it is shown. */
struct view {
	int step;
	double share, seconds, done, total; /* the share from 0 to 1 */
	unsigned long long records;
};

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

/* Appends a part, with the comma before it; nothing where there is nothing to say. */
static void add_part(const struct view *v, enum part part, struct coop_buf *out)
{
	const double mb = 1e6;
	bool reading = v->step == PROGRESS_READING;
	if (part == PART_SHARE && !reading)
		coop_buf_printf(out, ", %.0f %%", v->share * 100);
	if (part == PART_STEP && reading)
		coop_buf_printf(out, TR("%llu records", "%llu notices"), v->records);
	if (part == PART_STEP && !reading)
		coop_buf_str(out, TR("writing the index", "écriture de l'index"));
	if (part == PART_BYTES && reading && v->total > 0)
		coop_buf_printf(out, TR(", %.1f of %.1f MB", ", %.1f sur %.1f Mo"),
			v->done / mb, v->total / mb);
	else if (part == PART_BYTES && reading)
		coop_buf_printf(out, TR(", %.1f MB", ", %.1f Mo"), v->done / mb);
	if (part == PART_SPEED && reading)
		coop_buf_printf(out, TR(", %.1f MB/s", ", %.1f Mo/s"),
			v->seconds > 0 ? v->done / mb / v->seconds : 0);
	/* else it is too early to estimate */
	if (part == PART_LEFT && v->share >= 0.01 && v->seconds >= 1) {
		coop_buf_str(out, ", ");
		add_time(v->seconds / v->share - v->seconds, out);
		coop_buf_str(out, TR(" left", " restantes"));
	}
}

/* The order in which parts are shown; PART_SHARE of a bar is the bar's own. */
static void add_parts(const struct view *v, unsigned parts, struct coop_buf *out)
{
	static const enum part order[] = {
		PART_STEP, PART_BYTES, PART_SPEED, PART_SHARE, PART_LEFT};
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (parts & 1U << order[i])
			add_part(v, order[i], out);
}

/* The columns that parts take. */
static size_t columns_of(const struct view *v, unsigned parts)
{
	struct coop_buf text = {0};
	add_parts(v, parts, &text);
	size_t columns = coop_cells(coop_buf_cstr(&text), text.len);
	coop_buf_release(&text);
	return columns;
}

/* A bar takes BAR columns, or less on a narrow terminal, and its share of the work 10 more. */
static void add_bar(const struct view *v, size_t width, struct coop_buf *out)
{
	enum { BESIDE = 10 };
	size_t room = width > BESIDE ? width - BESIDE : 0;
	size_t bar = room < (size_t)BAR * 2 ? room / 2 : BAR;
	unsigned parts = 0;
	for (unsigned part = PART_STEP; part < PARTS; part++) {
		if (columns_of(v, parts | 1U << part) + bar > room)
			break;
		parts |= 1U << part;
	}
	coop_buf_byte(out, '[');
	for (size_t i = 0; i < bar; i++)
		coop_buf_byte(out, (double)i < v->share * (double)bar ? '#' : '.');
	coop_buf_printf(out, "] %3.0f %%", v->share * 100);
	if (parts != 0)
		coop_buf_str(out, "  ");
	add_parts(v, parts, out);
}

void progress_text(struct progress *p, double seconds, size_t width, struct coop_buf *out)
{
	struct view v = {.step = atomic_load(&p->step),
		.seconds = seconds,
		.done = (double)atomic_load(&p->done),
		.total = (double)atomic_load(&p->total),
		.records = atomic_load(&p->records)};
	v.share = v.total > 0 && v.done < v.total ? v.done / v.total : v.total > 0;
	if (width > 0)
		add_bar(&v, width, out);
	else
		add_parts(&v, ~0U, out);
}
