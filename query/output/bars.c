#include "query/output/bars.h"

#include <inttypes.h>

#include "shared/core/cells.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/terminal.h"

enum { INDENT = 2, GAP = 2, BAR_MIN = 8, LABEL_MIN = 6 };

/* Where the parts of a line stand, in cells. */
struct layout {
	size_t label, digits, bar;
	uint64_t highest;
};

static size_t digits_of(uint64_t n)
{
	size_t digits = 1;
	for (; n > 9; n /= 10)
		digits++;
	return digits;
}

static struct layout lay_out(size_t width, const struct bar *bars, size_t count)
{
	struct layout l = {.label = LABEL_MIN};
	for (size_t i = 0; i < count; i++) {
		size_t cells = bars[i].empty ? 0 : coop_cells(bars[i].label, bars[i].len);
		l.label = cells > l.label ? cells : l.label;
		l.highest = bars[i].count > l.highest ? bars[i].count : l.highest;
	}
	l.digits = digits_of(l.highest);
	width = width < COOP_WIDTH_MIN ? COOP_WIDTH_MIN : width;
	width = width > COOP_WIDTH_READING ? COOP_WIDTH_READING : width;
	size_t fixed = INDENT + GAP + l.digits + 1;
	size_t room =
		width > fixed + BAR_MIN + LABEL_MIN ? width - fixed - BAR_MIN : LABEL_MIN;
	/* a bar has half of the line at least, unless labels leave it more */
	size_t half = room > width / 2 ? width / 2 : room;
	l.label = l.label > half ? half : l.label;
	l.bar = width > fixed + l.label ? width - fixed - l.label : 1;
	return l;
}

static void put_label(FILE *out, const struct bar *bar, size_t width)
{
	size_t cells = coop_cells(bar->label, bar->len), len = bar->len;
	if (cells > width) {
		len = coop_cells_cut(bar->label, bar->len, width - 1);
		cells = coop_cells(bar->label, len) + 1;
	}
	coop_put_safe(out, bar->label, len);
	if (len < bar->len)
		fputs("\u2026", out);
	for (; cells < width; cells++)
		fputc(' ', out);
}

static void put_bar(FILE *out, const struct layout *l, uint64_t count)
{
	static const char *const eighths[] = {
		"", "\u258f", "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589"};
	uint64_t whole = l->bar * 8;
	uint64_t n = (count * whole + l->highest / 2) / (l->highest ? l->highest : 1);
	if (count == 0)
		return;
	n = n > 0 ? n : 1;
	fputc(' ', out);
	for (; n >= 8; n -= 8)
		fputs("\u2588", out);
	fputs(eighths[n], out);
}

void bars_put(FILE *out, size_t width, const struct bar *bars, size_t count)
{
	struct layout l = lay_out(width, bars, count);
	for (size_t i = 0; i < count; i++) {
		fprintf(out, "%*s", INDENT, "");
		if (bars[i].empty) {
			coop_put_safe(out, bars[i].label, bars[i].len);
		} else {
			put_label(out, &bars[i], l.label);
			fprintf(out, "%*s%*" PRIu64, GAP, "", (int)l.digits,
				bars[i].count);
			put_bar(out, &l, bars[i].count);
		}
		fputc('\n', out);
	}
}

void bars_put_plain(FILE *out, const struct bar *bars, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		coop_put_safe(out, bars[i].label, bars[i].len);
		if (!bars[i].empty)
			fprintf(out, TR(": %" PRIu64, " : %" PRIu64), bars[i].count);
		fputc('\n', out);
	}
}
