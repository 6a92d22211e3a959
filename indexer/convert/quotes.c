#include "indexer/convert/quotes.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"

enum {
	TOGETHER = 4,    /* words of a sequence */
	SLOTS = 1 << 21, /* sequences that are remembered; later ones take their places */
	SEEN_PERCENT = 70,     /* of the sequences of a quotation, to leave it out */
	INTRODUCED_WITHIN = 3, /* lines of an introduction, "Le 3 mai, Luc a écrit :" */
	UNMARKED_MAX = 8       /* quotations without signs that a message may have */
};

struct quotes {
	uint64_t slots[SLOTS];
	struct coop_buf kept; /* of the message at hand */
};

struct quotes *quotes_new(void)
{
	return calloc(1, sizeof(struct quotes));
}

void quotes_free(struct quotes *q)
{
	if (q)
		coop_buf_release(&q->kept);
	free(q);
}

/* ---- sequences of words ---- */

/* The words of a text, one after the other, and the hash of the last ones. */
struct words {
	const char *s;
	size_t n;
	uint64_t last[TOGETHER];
	size_t count;
};

static bool is_word_byte(char c)
{
	unsigned char b = (unsigned char)c;
	return b >= 0x80 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') ||
	       (b >= 'A' && b <= 'Z');
}

/* Takes a word; false at the end. */
static bool next_word(struct words *w)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
	while (w->n > 0 && !is_word_byte(*w->s))
		w->s++, w->n--;
	if (w->n == 0)
		return false;
	for (; w->n > 0 && is_word_byte(*w->s); w->s++, w->n--)
		hash = (hash ^ (unsigned char)(*w->s | 0x20)) * UINT64_C(0x100000001b3);
	w->last[w->count++ % TOGETHER] = hash;
	return true;
}

/* The hash of the last words, in their order; never 0. */
static uint64_t sequence(const struct words *w)
{
	uint64_t hash = 0;
	for (size_t i = 0; i < TOGETHER; i++)
		hash = (hash ^ w->last[(w->count + i) % TOGETHER]) *
		       UINT64_C(0x9e3779b97f4a7c15);
	return hash | 1;
}

static uint64_t *slot(struct quotes *q, uint64_t hash)
{
	return &q->slots[(hash >> 32) % SLOTS];
}

static void remember(struct quotes *q, const char *s, size_t n)
{
	struct words w = {.s = s, .n = n};
	while (next_word(&w))
		if (w.count >= TOGETHER)
			*slot(q, sequence(&w)) = sequence(&w);
}

/* Whether most sequences of a text were kept before. A text of fewer words than one was not. */
static bool was_kept(struct quotes *q, const char *s, size_t n)
{
	struct words w = {.s = s, .n = n};
	size_t all = 0, seen = 0;
	while (next_word(&w)) {
		if (w.count < TOGETHER)
			continue;
		all++;
		seen += *slot(q, sequence(&w)) == sequence(&w);
	}
	return all > 0 && seen * 100 >= all * SEEN_PERCENT;
}

/* ---- lines ---- */

static struct coop_bytes trim(struct coop_bytes t)
{
	return coop_bytes_trimmed(t.s, t.len);
}

/* Takes a line off the text, without its end. */
static struct coop_bytes take_line(struct coop_bytes *t)
{
	const char *end = memchr(t->s, '\n', t->len);
	struct coop_bytes line = {t->s, end ? (size_t)(end - t->s) : t->len};
	size_t whole = line.len + (end != NULL);
	t->s += whole;
	t->len -= whole;
	return line;
}

static bool begins(struct coop_bytes t, const char *start)
{
	size_t len = strlen(start);
	return t.len >= len && memcmp(t.s, start, len) == 0;
}

static bool is_quoted(struct coop_bytes line)
{
	return begins(trim(line), ">");
}

/* Appends a line without the signs of a quotation. */
static void add_unquoted(struct coop_bytes line, struct coop_buf *out)
{
	for (line = trim(line); begins(line, ">"); line = trim(line)) {
		line.s++;
		line.len--;
	}
	coop_buf_add(out, line.s, line.len);
	coop_buf_byte(out, '\n');
}

/* Whether a line introduces a quotation without signs: "-------- Message d'origine --------". */
static bool is_separator(struct coop_bytes line)
{
	line = trim(line);
	return begins(line, "--") && coop_bytes_ends_with(line.s, line.len, "--") &&
	       (memmem(line.s, line.len, "essage", 6) ||
		       memmem(line.s, line.len, "riginal", 7));
}

/* Whether a line ends the introduction of a quotation: "Le 3 mai, Luc a écrit :" */
static bool is_introduction(struct coop_bytes line)
{
	static const char *const ends[] = {"crit:", "crit :", "crit\u00a0:",
		"crit\u202f:", "wrote:", "wrote :", "crivait :", NULL};
	line = trim(line);
	for (const char *const *end = ends; *end; end++)
		if (coop_bytes_ends_with(line.s, line.len, *end))
			return true;
	return is_separator(line);
}

/* ---- a message ---- */

/*
 * Drops the introduction of a quotation from the end of what was kept: its last line, with those before
 * it up to where it begins, "Le 3 mai 1998 à 10:00, Luc Petit".
 */
static void drop_introduction(struct coop_buf *kept)
{
	struct coop_bytes all = {coop_buf_cstr(kept), kept->len};
	size_t last = 0;
	for (int i = 0; i < INTRODUCED_WITHIN; i++) {
		while (all.len > 0 && coop_is_blank(all.s[all.len - 1]))
			all.len--;
		size_t begin = all.len;
		while (begin > 0 && all.s[begin - 1] != '\n')
			begin--;
		struct coop_bytes line = {all.s + begin, all.len - begin};
		if (i == 0 && !is_introduction(line))
			return;
		if (i == 0)
			last = begin;
		if (begins(line, "Le ") || begins(line, "On ")) {
			last = begin;
			break;
		}
		all.len = begin;
	}
	if (!kept->failed)
		kept->len = last;
}

/* Takes the quotation at the start of the text: lines with signs, and empty ones between them. */
static void take_quotation(struct coop_bytes *t, struct coop_buf *out)
{
	while (t->len > 0) {
		struct coop_bytes ahead = *t, line = take_line(&ahead);
		while (trim(line).len == 0 && ahead.len > 0)
			line = take_line(&ahead);
		if (!is_quoted(line))
			return;
		add_unquoted(line, out);
		*t = ahead;
	}
}

/* Takes all that follows, which may be a quotation without signs. */
static void take_rest(struct coop_bytes *t, struct coop_buf *out)
{
	while (t->len > 0)
		add_unquoted(take_line(t), out);
}

/* Takes a quotation, and keeps it unless it was kept before. What may be none is left in the text. */
static void take_if_kept(
	struct quotes *q, struct coop_bytes *t, bool quoted, struct coop_buf *quotation)
{
	struct coop_bytes ahead = *t;
	coop_buf_reset(quotation);
	if (quoted)
		take_quotation(&ahead, quotation);
	else
		take_rest(&ahead, quotation);
	if (was_kept(q, coop_buf_cstr(quotation), quotation->len))
		drop_introduction(&q->kept);
	else if (quoted)
		coop_buf_add(&q->kept, quotation->s, quotation->len);
	else
		return;
	*t = ahead;
}

/* Appends a line; of empty ones, the first. */
static void keep_line(struct coop_buf *kept, struct coop_bytes line)
{
	if (trim(line).len == 0 &&
		coop_bytes_ends_with(coop_buf_cstr(kept), kept->len, "\n\n"))
		return;
	coop_buf_add(kept, line.s, line.len);
	coop_buf_byte(kept, '\n');
}

void quotes_add(struct quotes *q, const char *s, size_t n, struct coop_buf *out)
{
	struct coop_bytes t = {s, n};
	struct coop_buf quotation = {0};
	int unmarked = 0; /* places tried where all the rest may be a quotation */
	coop_buf_reset(&q->kept);
	while (t.len > 0 && !q->kept.failed && !quotation.failed) {
		struct coop_bytes ahead = t, line = take_line(&ahead), next = ahead;
		if (is_quoted(line)) {
			take_if_kept(q, &t, true, &quotation);
			continue;
		}
		keep_line(&q->kept, line);
		t = ahead;
		while (next.len > 0 && trim(take_line(&next)).len == 0)
			ahead = next;
		if (is_introduction(line) && !is_quoted(take_line(&ahead)) &&
			unmarked++ < UNMARKED_MAX)
			take_if_kept(q, &t, false, &quotation);
	}
	remember(q, coop_buf_cstr(&q->kept), q->kept.len);
	coop_buf_add(out, coop_buf_cstr(&q->kept), q->kept.len);
	out->failed |= q->kept.failed || quotation.failed;
	coop_buf_release(&quotation);
}
