#include "indexer/report/progress_text.h"

#include <stdbool.h>
#include <string.h>

#include "shared/core/cells.h"
#include "shared/core/i18n.h"
#include "shared/core/shorten.h"

/* Columns. */
enum {
	BAR_MAX = 24,
	BAR_FROM = 60,    /* on narrower terminals the words need the room */
	NAME_MIN = 8,     /* what is shorter names nothing */
	NAME_NARROW = 20, /* with what stands before it; also below */
	NAME_WANTED = 30,
	SENTENCE_NAME = 200
};

/* What is said of a step, from the first thing that matters. */
enum part {
	PART_STAGE,
	PART_LABEL,
	PART_TIME,
	PART_COUNT,
	PART_BYTES,
	PART_SPEED,
	PARTS
};

static const char *label_of(enum progress_step step)
{
	switch (step) {
	case PROGRESS_LOOKING:
		return TR("looking at the files", "examen des fichiers");
	case PROGRESS_READING:
		return TR("reading", "lecture");
	case PROGRESS_GATHERING:
		return TR("gathering the notices", "reprise des notices");
	case PROGRESS_SEALING:
		return TR("sealing the index", "clôture de l'index");
	case PROGRESS_VERIFYING:
		return TR("verifying the files", "vérification des fichiers");
	case PROGRESS_REBUILDING:
		return TR("building anew to compare", "reconstruction pour comparer");
	case PROGRESS_COMPARING:
		return TR("comparing the notices", "comparaison des notices");
	case PROGRESS_EXPORTING:
		return TR("writing the notices", "écriture des notices");
	default:
		return TR("writing the index", "écriture de l'index");
	}
}

/* ---- numbers ---- */

static bool is_in_bytes(const struct progress_view *v)
{
	return v->step == PROGRESS_READING || v->step == PROGRESS_VERIFYING;
}

static double share_of(const struct progress_view *v)
{
	return v->done < v->total ? v->done / v->total : 1;
}

/* "8 s", "45 s", "3 min 20 s", "25 min", "2 h 5 min": as precise as an estimate can be. */
static void add_time(double seconds, struct coop_buf *out)
{
	const unsigned minute = 60, hour = 3600;
	unsigned s = seconds < 1 ? 1 : (unsigned)(seconds + 0.5);
	unsigned of = s < 10 ? 1 : s < minute ? 5 : s < 10 * minute ? 10 : minute;
	s = (s + of / 2) / of * of;
	if (s < minute)
		coop_buf_printf(out, "%u s", s);
	else if (s % minute > 0)
		coop_buf_printf(out, "%u min %u s", s / minute, s % minute);
	else if (s < hour)
		coop_buf_printf(out, "%u min", s / minute);
	else
		coop_buf_printf(out, "%u h %u min", s / hour, s % hour / minute);
}

/* The time that is left or, where that is not known and it takes long, how long it has taken. */
static void add_left(const struct progress_view *v, struct coop_buf *out)
{
	enum { LONG = 10 /* seconds */ };
	if (v->left >= 0) {
		coop_buf_str(out, TR("", "encore "));
		add_time(v->left, out);
		coop_buf_str(out, TR(" left", ""));
	} else if (v->seconds >= LONG) {
		coop_buf_str(out, TR("for ", "depuis "));
		add_time(v->seconds, out);
	}
}

static void add_bytes(const struct progress_view *v, struct coop_buf *out)
{
	const double mb = 1e6;
	if (v->total > 0)
		coop_buf_printf(out, TR("%.1f of %.1f MB", "%.1f sur %.1f Mo"),
			v->done / mb, v->total / mb);
	else
		coop_buf_printf(out, TR("%.1f MB", "%.1f Mo"), v->done / mb);
}

static void add_count(const struct progress_view *v, struct coop_buf *out)
{
	if (v->step == PROGRESS_LOOKING)
		coop_buf_printf(out, TR("%.0f files", "%.0f fichiers"), v->done);
	else if (v->step == PROGRESS_READING)
		coop_buf_printf(out, TR("%llu records", "%llu notices"), v->records);
	else if (v->step == PROGRESS_GATHERING || v->step == PROGRESS_REBUILDING ||
		 v->step == PROGRESS_COMPARING || v->step == PROGRESS_EXPORTING)
		coop_buf_printf(out, TR("%.0f of %.0f records", "%.0f notices sur %.0f"),
			v->done, v->total);
}

/* Appends a part; nothing where there is nothing to say. */
static void add_part(const struct progress_view *v, enum part part, struct coop_buf *out)
{
	const double mb = 1e6;
	switch (part) {
	case PART_STAGE:
		if (v->stages > 1)
			coop_buf_printf(out, "%u/%u", v->stage, v->stages);
		break;
	case PART_LABEL:
		coop_buf_str(out, label_of(v->step));
		break;
	case PART_TIME:
		add_left(v, out);
		break;
	case PART_COUNT:
		add_count(v, out);
		break;
	case PART_BYTES:
		if (is_in_bytes(v))
			add_bytes(v, out);
		break;
	case PART_SPEED:
		if (is_in_bytes(v) && v->seconds > 0)
			coop_buf_printf(out, TR("%.1f MB/s", "%.1f Mo/s"),
				v->done / mb / v->seconds);
		break;
	default:
		break;
	}
}

/* The parts in the order in which they are read, with what is between them. */
static void add_parts(const struct progress_view *v, unsigned parts, struct coop_buf *out)
{
	struct coop_buf one = {0};
	const char *between = "";
	for (enum part part = PART_STAGE; part < PARTS; part++) {
		coop_buf_reset(&one);
		if (parts & 1U << part)
			add_part(v, part, &one);
		if (one.len == 0)
			continue;
		coop_buf_str(out, between);
		coop_buf_add(out, one.s, one.len);
		between = part == PART_STAGE ? " " : ", ";
	}
	out->failed |= one.failed;
	coop_buf_release(&one);
}

/* ---- a line of some width ---- */

static const char *colon(void)
{
	return TR(": ", " : ");
}

static size_t colon_columns(void)
{
	return strlen(colon());
}

static size_t columns_of(const struct progress_view *v, unsigned parts)
{
	struct coop_buf text = {0};
	add_parts(v, parts, &text);
	size_t columns = coop_cells(coop_buf_cstr(&text), text.len);
	coop_buf_release(&text);
	return columns;
}

/* A bar; where the total is unknown, a block moves to and fro in it. */
static void add_bar(const struct progress_view *v, size_t bar, struct coop_buf *out)
{
	enum { RUNNER = 4, PER_SECOND = 4 };
	size_t way = bar - RUNNER, at = 0;
	if (v->total <= 0) {
		at = (size_t)(v->seconds * PER_SECOND) % (2 * way);
		at = at > way ? 2 * way - at : at;
	}
	coop_buf_byte(out, '[');
	for (size_t i = 0; i < bar; i++) {
		bool full = v->total > 0 ? (double)i < share_of(v) * (double)bar
					 : i >= at && i < at + RUNNER;
		coop_buf_byte(out, full ? '#' : '.');
	}
	coop_buf_str(out, "] ");
}

/* The columns that the name and what stands before it would take. */
static size_t name_columns(const struct progress_view *v)
{
	return v->name_len > 0 ? colon_columns() + coop_cells(v->name, v->name_len) : 0;
}

/* Adds a part to the set if there is room for it, and as much for the name beside it. */
static bool try_part(const struct progress_view *v, enum part part, size_t room,
	size_t name, unsigned *parts)
{
	size_t wanted = name_columns(v);
	if (columns_of(v, *parts | 1U << part) + (wanted < name ? wanted : name) > room)
		return false;
	*parts |= 1U << part;
	return true;
}

/* Which parts there is room for; the name matters more than what a step is called, and than numbers. */
static unsigned choose(const struct progress_view *v, size_t room)
{
	unsigned parts = 0;
	try_part(v, PART_STAGE, room, 0, &parts);
	try_part(v, PART_TIME, room, 0, &parts);
	bool named = v->name_len > 0 &&
		     columns_of(v, parts) + colon_columns() + NAME_MIN <= room;
	bool more = try_part(v, PART_LABEL, room, named ? NAME_NARROW : 0, &parts);
	for (enum part part = PART_COUNT; part < PARTS && more; part++)
		more = try_part(v, part, room, NAME_WANTED, &parts);
	return parts;
}

static void add_name(const struct progress_view *v, size_t room, struct coop_buf *out)
{
	size_t beside = colon_columns();
	if (v->name_len == 0 || room < beside + NAME_MIN)
		return;
	coop_buf_str(out, colon());
	coop_shorten_path(out, v->name, v->name_len, room - beside);
}

static void add_line(const struct progress_view *v, size_t width, struct coop_buf *out)
{
	size_t bar = width < BAR_FROM ? 0 : width / 4 < BAR_MAX ? width / 4 : BAR_MAX;
	struct coop_buf line = {0};
	if (bar > 0)
		add_bar(v, bar, &line);
	if (v->total > 0)
		coop_buf_printf(&line, "%3.0f %%  ", share_of(v) * 100);
	size_t used = coop_cells(coop_buf_cstr(&line), line.len);
	size_t room = width > used ? width - used : 0;
	add_parts(v, choose(v, room), &line);
	used = coop_cells(coop_buf_cstr(&line), line.len);
	add_name(v, width > used ? width - used : 0, &line);
	coop_buf_add(out, coop_buf_cstr(&line), line.len);
	out->failed |= line.failed;
	coop_buf_release(&line);
}

static void add_sentence(const struct progress_view *v, struct coop_buf *out)
{
	struct coop_buf parts = {0};
	if (v->total > 0)
		coop_buf_printf(out, "%.0f %%, ", share_of(v) * 100);
	add_parts(v, ~0U, &parts);
	coop_buf_add(out, coop_buf_cstr(&parts), parts.len);
	coop_buf_release(&parts);
	if (v->name_len == 0)
		return;
	coop_buf_str(out, colon());
	coop_shorten_path(out, v->name, v->name_len, SENTENCE_NAME);
}

void progress_text(const struct progress_view *v, size_t width, struct coop_buf *out)
{
	if (width > 0)
		add_line(v, width, out);
	else
		add_sentence(v, out);
}
