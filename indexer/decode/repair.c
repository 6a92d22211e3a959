#include "indexer/decode/repair.h"

#include <string.h>

#include "indexer/decode/charset.h"
#include "indexer/decode/diacritics.h"
#include "indexer/decode/mojibake.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

void repair_init(struct repair *r, struct problems problems, const struct source *source,
	bool named)
{
	size_t n;
	const char *sample = source_sample(source, &n);
	*r = (struct repair){
		.problems = problems, .source = source, .set = source_text(source)};
	r->mixed = !named && charset_is_direct(source_charset(source));
	r->sure = r->set == CHARSET_UTF8 && mojibake_is_sure(sample, n);
	r->accents = r->set == CHARSET_UTF8 && diacritics_are_sure(sample, n);
}

void repair_init_words(
	struct repair *r, struct problems problems, const char *s, size_t n)
{
	*r = (struct repair){.problems = problems, .set = CHARSET_UTF8};
	n = n < CHARSET_SAMPLE ? n : CHARSET_SAMPLE;
	r->sure = mojibake_is_sure(s, n);
	r->accents = diacritics_are_sure(s, n);
}

void repair_release(struct repair *r)
{
	coop_buf_release(&r->decoded);
	coop_buf_release(&r->repaired);
}

static void report_line(
	const struct repair *r, enum charset set, size_t line, size_t column)
{
	struct coop_error problem = {0};
	struct coop_place place = {r->problems.path, line, column};
	coop_fail(&problem, COOP_E_INPUT,
		TR("the line is in %s, the file in %s; read as what it is",
			"la ligne est en %s, le fichier en %s ; lue comme telle"),
		charset_name(set), charset_name(r->set));
	report_repairs(r->problems.report, REPAIR_LINES, 1, &place, &problem);
}

/* The offset of the next U+FFFD; `n` when there is none. */
static size_t find_lost(const char *s, size_t n)
{
	static const char lost[] = "\ufffd";
	const size_t len = sizeof lost - 1;
	for (const char *at = s; (at = memchr(at, *lost, n - (size_t)(at - s))); at++)
		if (n - (size_t)(at - s) >= len && memcmp(at, lost, len) == 0)
			return (size_t)(at - s);
	return n;
}

/*
 * How many characters of UTF-8 text are U+FFFD in the file already. Those that stand for what could not be
 * converted are counted at its end.
 */
static size_t count_lost(const struct repair *r, const char *s, size_t n)
{
	size_t count = 0;
	for (size_t i = find_lost(s, n); i < n; i += 1 + find_lost(s + i + 1, n - i - 1))
		count++;
	return r->source && source_replaced(r->source) > 0 ? 0 : count;
}

/* Reports the characters lost in a line, from its byte `from` on. */
static void report_lost(const struct repair *r, const char *s, size_t n, size_t from,
	size_t line, size_t column)
{
	size_t first = from + find_lost(s + from, n - from);
	if (first < n)
		byte_problems_report_lost(r->problems,
			count_lost(r, s + first, n - first), line, column + first + 1);
}

/* Reports the first bad byte of a line, and that the line is in another set than the file. */
static void report_bad(const struct repair *r, enum charset set, const char *s, size_t n,
	size_t line, size_t column, size_t already_reported)
{
	size_t bad;
	if (set != r->set) {
		for (bad = 0; bad < n && (unsigned char)s[bad] < 0x80;)
			bad++;
		if (bad >= already_reported)
			report_line(r, set, line, column + bad + 1);
	}
	bad = already_reported +
	      charset_find_bad(set, s + already_reported, n - already_reported);
	if (bad < n)
		byte_problems_report(
			r->problems, set, (unsigned char)s[bad], line, column + bad + 1);
}

const char *repair_line(struct repair *r, const char *s, size_t *n, size_t line,
	size_t column, size_t already_reported)
{
	size_t from = already_reported < *n ? already_reported : *n;
	if (r->set == CHARSET_UTF8) {
		report_lost(r, s, *n, from, line, column);
		if (charset_find_bad(CHARSET_UTF8, s, *n) == *n)
			return s;
	}
	enum charset set = r->mixed ? charset_of_line(r->set, s, *n) : r->set;
	report_bad(r, set, s, *n, line, column, from);
	coop_buf_reset(&r->decoded);
	charset_decode(set, s, *n, &r->decoded);
	*n = r->decoded.len;
	return r->decoded.failed ? NULL : coop_buf_cstr(&r->decoded);
}

static void report_mojibake(
	const struct repair *r, size_t repaired, size_t line, size_t column)
{
	struct coop_error problem = {0};
	struct coop_place place = {r->problems.path, line, column};
	coop_fail(&problem, COOP_E_INPUT,
		repaired == 1
			? TR("%zu character was garbled before, as '\u00c3\u00a9' for '\u00e9'; repaired",
				  "%zu caractère déjà brouillé, comme « \u00c3\u00a9 » pour « \u00e9 » ; réparé")
			: TR("%zu characters were garbled before, as '\u00c3\u00a9' for '\u00e9'; repaired",
				  "%zu caractères déjà brouillés, comme « \u00c3\u00a9 » pour « \u00e9 » ; réparés"),
		repaired);
	report_repairs(r->problems.report, REPAIR_MOJIBAKE, repaired, &place, &problem);
}

/*
 * Appends UTF-8 text without mojibake and garbled accents. Returns the number of repaired characters, and
 * appends nothing when that is 0.
 */
static size_t repair_characters(
	const struct repair *r, const char *s, size_t n, struct coop_buf *out)
{
	struct coop_buf accents = {0};
	size_t begin = out->len;
	size_t repaired = mojibake_repair(s, n, r->sure, out);
	if (repaired == 0)
		return diacritics_repair(s, n, r->accents, out);
	if (out->failed)
		return repaired;
	size_t mended =
		diacritics_repair(out->s + begin, out->len - begin, r->accents, &accents);
	if (mended > 0) {
		out->len = begin;
		coop_buf_add(out, accents.s, accents.len);
	}
	out->failed |= accents.failed;
	coop_buf_release(&accents);
	return repaired + mended;
}

const char *repair_value(
	struct repair *r, const char *s, size_t *n, size_t line, size_t column)
{
	coop_buf_reset(&r->repaired);
	size_t repaired = repair_characters(r, s, *n, &r->repaired);
	if (r->repaired.failed)
		return NULL;
	if (repaired == 0)
		return s;
	*n = r->repaired.len;
	report_mojibake(r, repaired, line, column);
	byte_problems_report_lost(
		r->problems, count_lost(r, r->repaired.s, *n), line, column);
	return coop_buf_cstr(&r->repaired);
}

/* ---- whole texts ---- */

/*
 * The length of the first line, and of its `end`: CR, LF or both. Of a very long line it is a piece
 * without an end, cut before a blank, which can be repaired by itself.
 */
static size_t find_line(const char *s, size_t n, size_t *end)
{
	enum { LONG = 1 << 20 /* bytes */ };
	size_t len = 0;
	while (len < n && !coop_is_line_end(s[len]) && (len < LONG || s[len] != ' '))
		len++;
	if (len < n && s[len] == ' ') {
		*end = 0;
		return len;
	}
	bool both = len + 1 < n && s[len] == '\r' && s[len + 1] == '\n';
	*end = len == n ? 0 : both ? 2 : 1;
	return len;
}

enum coop_status repair_text(struct repair *r, const char *s, size_t n,
	struct coop_buf *out, struct coop_error *err)
{
	const stop_flag *stop = r->problems.report->stop;
	size_t end, line = 1, column = 0;
	for (size_t at = 0; at < n && !stop_wanted(stop);) {
		size_t len = find_line(s + at, n - at, &end), whole = len;
		const char *text = repair_line(r, s + at, &len, line, column, 0);
		size_t garbled = text ? mojibake_find(text, len) : 0;
		if (text && garbled < len)
			text = repair_value(r, text, &len, line, column + garbled + 1);
		if (!text)
			return coop_fail_nomem(err);
		coop_buf_add(out, text, len);
		coop_buf_add(out, end == 2 ? "\r\n" : "\n", end);
		at += whole + end;
		line += end > 0;
		column = end > 0 ? 0 : column + whole;
	}
	enum coop_status st = stop_check(stop, err);
	return st ? st : coop_buf_check(out, err);
}

bool repair_words(
	struct repair *r, const char *s, size_t n, struct coop_buf *out, size_t *repaired)
{
	size_t end;
	for (size_t at = 0; at < n;) {
		size_t len = find_line(s + at, n - at, &end);
		size_t some = repair_characters(r, s + at, len, out);
		coop_buf_add(
			out, s + at + (some > 0 ? len : 0), end + (some > 0 ? 0 : len));
		*repaired += some;
		at += len + end;
	}
	return !out->failed;
}

void repair_report_words(const struct repair *r, size_t repaired)
{
	if (repaired > 0)
		report_mojibake(r, repaired, 0, 0);
}
