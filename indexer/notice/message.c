#include "indexer/notice/message.h"

#include <string.h>
#include <strings.h>

#include "indexer/notice/cues.h"
#include "indexer/notice/film.h"
#include "shared/core/bytes.h"

/* What header lines are evidence of, or have to say; a set. */
enum part {
	FROM = 1 << 0,
	TO = 1 << 1,
	SUBJECT = 1 << 2,
	DATE = 1 << 3,
	SENT = 1 << 4,    /* a date that only e-mails have */
	MACHINE = 1 << 5, /* what no person writes */
	ADDRESS = 1 << 6, /* a line has an e-mail address */
	FRENCH = 1 << 7   /* its names may be those of a notice as well */
};

static const struct {
	const char *name;
	unsigned part;
} names[] = {{"from", FROM}, {"to", TO}, {"subject", SUBJECT}, {"date", DATE},
	{"sent", SENT | DATE}, {"cc", 0}, {"bcc", 0}, {"reply-to", 0}, {"sender", 0},
	{"message-id", MACHINE}, {"mime-version", MACHINE}, {"received", MACHINE},
	{"return-path", MACHINE}, {"delivered-to", MACHINE}, {"references", MACHINE},
	{"in-reply-to", MACHINE}, {"content-type", MACHINE}, {"de", FROM | FRENCH},
	{"pour", TO | FRENCH}, {"\u00e0", TO | FRENCH}, {"\u00c0", TO | FRENCH},
	{"envoy\u00e9", SENT | DATE | FRENCH}, {"envoy\u00e9 le", SENT | DATE | FRENCH},
	{"objet", SUBJECT | FRENCH}, {"sujet", SUBJECT | FRENCH}};

/* A header line, with the lines that continue it. */
struct line {
	struct span name, value;
	unsigned part; /* 0 for others */
};

/* Splits "Subject: ..."; false when a line is no header line. */
static bool split(struct span line, struct line *out)
{
	enum { NAME_MAX_BYTES = 40 };
	size_t room = line.n < NAME_MAX_BYTES ? line.n : NAME_MAX_BYTES;
	const char *colon = memchr(line.s, ':', room);
	*out = (struct line){.name = line, .value = line};
	if (!colon || colon == line.s)
		return false;
	size_t n = (size_t)(colon - line.s);
	out->name = span_trim((struct span){line.s, n});
	out->value = span_from(line, n + 1);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == out->name.n &&
			strncasecmp(names[i].name, out->name.s, out->name.n) == 0) {
			out->part = names[i].part;
			return true;
		}
	/* any other name has no blank in it: X-Mailer, DKIM-Signature */
	for (size_t i = 0; i < out->name.n; i++)
		if (span_blank(out->name.s + i, out->name.n - i))
			return false;
	return true;
}

/* Takes a header line off the text; false at an empty line or another one. */
static bool take_line(struct span *text, struct line *out)
{
	struct span rest = *text, line, more;
	if (!span_take_line(&rest, &line) || !split(line, out))
		return false;
	while (rest.n > 0 && (*rest.s == ' ' || *rest.s == '\t')) {
		if (!span_take_line(&rest, &more) || more.n == 0)
			break;
		out->value = span_join(out->value, more);
	}
	*text = rest;
	return true;
}

/* Whether a line announces a message: "-------- Message transféré --------" */
static bool is_announcement(struct span line)
{
	return line.n > 2 && memcmp(line.s, "--", 2) == 0 &&
	       memmem(line.s, line.n, "essage", 6) != NULL;
}

static bool is_head(unsigned parts)
{
	bool said = parts & FROM && parts & (SUBJECT | TO | DATE);
	return parts & FRENCH ? said && parts & (SENT | ADDRESS | MACHINE)
			      : said || (parts & SUBJECT && parts & (MACHINE | TO));
}

bool message_take_head(struct span *text, struct span *head)
{
	struct span rest = *text, line = {rest.s, 0};
	struct line l;
	unsigned parts = 0;
	struct span before = rest;
	while (line.n == 0 || is_announcement(line)) {
		before = rest;
		if (!span_take_line(&rest, &line))
			return false;
	}
	rest = before;
	const char *begin = rest.s;
	while (take_line(&rest, &l)) {
		parts |= l.part;
		if (l.part & (FROM | TO) && memchr(l.value.s, '@', l.value.n))
			parts |= ADDRESS;
	}
	*head = (struct span){begin, (size_t)(rest.s - begin)};
	/* an empty line ends it, or the text */
	bool ended = !span_take_line(&rest, &line) || line.n == 0;
	if (!ended || !is_head(parts))
		return false;
	*text = rest;
	return true;
}

/* ---- values ---- */

/* Adds a header line as a value, without the ends of the lines that continue it. */
static void add_line(struct found *f, const struct line *l)
{
	struct coop_buf value = {0};
	for (size_t i = 0; i < l->value.n; i++)
		if (!coop_is_line_end(l->value.s[i]))
			coop_buf_byte(&value, l->value.s[i]);
	if (l->part & SUBJECT)
		found_add_text(f, COOP_F_TITLE, coop_buf_cstr(&value), value.len,
			l->value, SURE);
	else
		found_add_named(f, l->name,
			(struct span){coop_buf_cstr(&value), value.len}, l->value, SURE);
	f->rec->failed |= value.failed;
	coop_buf_release(&value);
}

/* Adds the year of a date: "Thu, 12 Mar 1998 10:00:00 +0100". */
static void add_year(struct found *f, struct span date)
{
	for (size_t i = 0; i + 4 <= date.n;) {
		size_t digits = span_digits((struct span){date.s + i, date.n - i});
		struct span year = {date.s + i, digits};
		if (digits == 4 && cue_year(year)) {
			found_add(f, COOP_F_YEAR, year, KNOWN);
			return;
		}
		i += digits + 1;
	}
}

/* Adds the text, in paragraphs. */
static void add_text(struct found *f, struct span text)
{
	struct film_section body = {.field = COOP_F_BODY, .sure = LIKELY};
	struct span line;
	bool alone = false;
	while (!stop_wanted(f->stop) && span_take_line(&text, &line)) {
		if (line.n > 0)
			film_section_add(&body, line, alone);
		alone = line.n == 0;
	}
	film_section_end(&body, f);
	coop_buf_release(&body.text);
}

void message_add(struct found *f, struct span text)
{
	struct span head;
	struct line l;
	if (!message_take_head(&text, &head))
		head = (struct span){text.s, 0};
	while (take_line(&head, &l)) {
		if (l.value.n == 0)
			continue;
		if (l.part & (SUBJECT | FROM))
			add_line(f, &l);
		if (l.part & DATE)
			add_year(f, l.value);
	}
	add_text(f, text);
}
