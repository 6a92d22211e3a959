/*
 * explained_text.c - explanations for reading.
 */
#include <math.h>
#include <string.h>

#include "query/output/explained.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

/* Columns: of the indent, of points, and between points and text. */
enum { INDENT = 4, POINTS = 8, BETWEEN = 2, TEXT = INDENT + POINTS + BETWEEN };

/* The length of the longest beginning of a text that fits into a number of columns. */
static size_t cut(const char *s, size_t n, size_t room)
{
	size_t at = 0, count = 0;
	while (at < n && (count += ((unsigned char)s[at] & 0xc0) != 0x80) <= room)
		at++;
	return at;
}

/* Whether a line may end before the blank at `at`: not behind an opening quote, nor before signs. */
static bool may_break(const char *s, size_t n, size_t at)
{
	static const char open[] = "«", close[] = "»";
	size_t quote = sizeof open - 1;
	if (s[at] != ' ' || at + 1 == n || strchr(":;?!", s[at + 1]))
		return false;
	return !(at >= quote && memcmp(s + at - quote, open, quote) == 0) &&
	       !(n - at > quote && memcmp(s + at + 1, close, quote) == 0);
}

/* The end of a line: the last blank that fits, or else where a long word is cut. */
static size_t line_end(const char *s, size_t n, size_t room)
{
	size_t end = cut(s, n, room);
	if (end == n)
		return n;
	for (size_t at = end + 1; at > 1; at--)
		if (may_break(s, n, at - 1))
			return at - 1;
	return end;
}

/* Puts a text from the current column on, its further lines indented to where it begins. */
static void put_wrapped(FILE *out, const char *s, size_t n, size_t begin, size_t width)
{
	size_t room = width > begin ? width - begin : 1;
	for (size_t at = 0; at < n;) {
		size_t len = line_end(s + at, n - at, room);
		len = len > 0 ? len : 1;
		if (at > 0)
			fprintf(out, "%*s", (int)begin, "");
		coop_put_safe(out, s + at, len);
		fputc('\n', out);
		at += len;
		while (at < n && s[at] == ' ')
			at++;
	}
}

static void put_part(FILE *out, const struct coop_buf *points,
	const struct coop_buf *text, size_t width)
{
	size_t used = coop_utf8_count(coop_buf_cstr(points), points->len);
	fprintf(out, "%*s", (int)(INDENT + (used < POINTS ? POINTS - used : 0)), "");
	fputs(coop_buf_cstr(points), out);
	fprintf(out, "%*s", BETWEEN, "");
	put_wrapped(out, coop_buf_cstr(text), text->len, TEXT, width);
}

/* Puts the heading: "2nd since its score is the sum of". */
static void put_score(FILE *out, const struct explanation *x, size_t rank, size_t width,
	struct coop_buf *points, struct coop_buf *text)
{
	explained_points(x->score, points);
	if (x->count > 0)
		coop_buf_printf(text,
			TR("no. %zu since its score", "%zu%s car son score"), rank,
			rank == 1 ? "re" : "e");
	else
		coop_buf_str(text, TR("its score", "son score"));
	if (!x->reranked)
		coop_buf_str(text, TR(", of the first stage alone,",
					   ", de la seule première étape,"));
	coop_buf_str(text,
		x->count > 0 ? TR(" is the sum of:", " est la somme de :")
			     : TR(" is 0: nothing that is asked for scores",
				       " est nul : rien de demandé ne donne de points"));
	put_part(out, points, text, width);
}

static double rounded(double value)
{
	return round(value * 1000) / 1000;
}

enum coop_status explained_put_text(FILE *out, const struct explanation *x, size_t rank,
	size_t width, struct coop_error *err)
{
	struct coop_buf points = {0}, text = {0};
	double sum = 0;
	int stage = 1;
	width = width < EXPLAINED_WIDTH_MIN ? EXPLAINED_WIDTH_MIN : width;
	put_score(out, x, rank, width, &points, &text);
	for (size_t i = 0; i < x->count; i++) {
		const struct explained_part *p = &x->parts[i];
		coop_buf_reset(&points);
		coop_buf_reset(&text);
		/* rounded so that the sum stays right */
		explained_points(rounded(sum + p->value) - rounded(sum), &points);
		sum += p->value;
		if (explained_stage(p->kind) != stage)
			coop_buf_str(&text, TR("in its text: ", "dans son texte : "));
		stage = explained_stage(p->kind);
		explained_print(x, p, &text);
		put_part(out, &points, &text, width);
	}
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		st = coop_buf_check(&points, err);
	coop_buf_release(&points);
	coop_buf_release(&text);
	return st;
}
