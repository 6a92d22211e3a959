#include "indexer/notice/spoken.h"

#include <string.h>

#include "indexer/decode/divided.h"
#include "indexer/decode/entities.h"
#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/index/cue_times.h"
#include "shared/text/nfc.h"

enum { MS = 1000 };

void spoken_voice(struct spoken *s, struct span name)
{
	uint32_t id;
	bool added;
	name = span_trim(name);
	if (name.n == 0 || s->failed)
		return;
	s->where = s->where.n > 0 ? s->where : name;
	if (!s->voices && coop_strmap_new(&s->voices, NULL))
		s->failed = true;
	else if (coop_strmap_intern(s->voices, name.s, name.n, &id, &added, NULL))
		s->failed = true;
}

/* ---- lines without their marks ---- */

/* The length of a mark at the start of a text: "<i>", "</i>", "{\an8}"; 0 when it is none. */
static size_t mark_length(struct span l)
{
	enum { MARK_MAX = 200 };
	const char *close = *l.s == '<' ? ">" : *l.s == '{' ? "}" : NULL;
	if (!close || l.n < 3)
		return 0;
	char first = l.s[1];
	bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
	bool digit = first >= '0' && first <= '9'; /* a time within a cue */
	if (*l.s == '{' ? first != '\\' : !letter && !digit && first != '/')
		return 0;
	const char *end = memchr(l.s, *close, l.n < MARK_MAX ? l.n : MARK_MAX);
	return end ? (size_t)(end - l.s) + 1 : 0;
}

/* Takes the voice of "<v.loud Anne>". */
static void take_voice(struct spoken *s, struct span mark)
{
	if (mark.n < 4 || *mark.s != '<' || (mark.s[1] | 0x20) != 'v' ||
		(mark.s[2] != ' ' && mark.s[2] != '.'))
		return;
	spoken_voice(s, span_after_words((struct span){mark.s, mark.n - 1}, 1));
}

/* Appends what a reference stands for; returns its length, 0 when it is none. */
static size_t add_entity(struct span l, struct coop_buf *out)
{
	char utf8[COOP_UTF8_MAX];
	struct entity e;
	size_t n = *l.s == '&' ? entity_read(l.s, l.n, &e) : 0;
	if (n == 0 || !e.closed)
		return 0;
	bool mark = e.cp == 0x200e || e.cp == 0x200f; /* of the writing direction */
	if (!mark)
		coop_buf_add(
			out, utf8, coop_utf8_encode(e.cp == '\n' ? ' ' : e.cp, utf8));
	return n;
}

/* Puts a line without its marks into the scratch buffer. */
static struct span clean(struct spoken *s, struct span l)
{
	coop_buf_reset(&s->line);
	while (l.n > 0) {
		size_t n = mark_length(l);
		if (n > 0)
			take_voice(s, (struct span){l.s, n});
		else
			n = add_entity(l, &s->line);
		if (n == 0) {
			coop_buf_byte(&s->line, *l.s);
			n = 1;
		}
		l.s += n;
		l.n -= n;
	}
	s->failed |= s->line.failed;
	return span_trim((struct span){coop_buf_cstr(&s->line), s->line.len});
}

void spoken_add(struct spoken *s, struct span line)
{
	struct span words = clean(s, line);
	if (words.n == 0)
		return;
	divided_add_line(&s->cue, words.s, words.n, "\n");
	s->where = s->where.n > 0 ? span_join(s->where, line) : line;
}

/* ---- what is said twice ---- */

/* Whether the current cue follows the last one without a pause. */
static bool follows(const struct spoken *s)
{
	enum { PAUSE = 50 }; /* milliseconds */
	return s->timed && s->last_timed && s->now.begin >= s->then.begin &&
	       s->now.begin <= s->then.end + PAUSE;
}

/* The bytes at the start of the cue that are lines at the end of the last one. */
static size_t repeated(const struct spoken *s)
{
	enum { LINES = 4 }; /* on a screen */
	const char *last = coop_buf_cstr(&s->last), *end = last + s->last.len;
	const char *from = end, *cue = coop_buf_cstr(&s->cue);
	size_t most = 0;
	for (int i = 0; i < LINES && from > last; i++) {
		const char *nl = memrchr(last, '\n', (size_t)(from - last));
		size_t n = (size_t)(end - (nl ? nl + 1 : last));
		if (coop_bytes_begins_with(cue, s->cue.len, nl ? nl + 1 : last) &&
			(n == s->cue.len || coop_is_blank(cue[n])))
			most = n;
		from = nl ? nl : last;
	}
	return most;
}

/* Ends the current cue: adds its words, and where they begin. */
static void end_cue(struct spoken *s)
{
	if (s->cue.len == 0 || s->cue.failed) {
		s->failed |= s->cue.failed;
		return;
	}
	size_t skip = follows(s) ? repeated(s) : 0;
	struct coop_bytes rest = coop_bytes_trimmed(s->cue.s + skip, s->cue.len - skip);
	if (rest.len > 0) {
		if (s->text.len > 0)
			coop_buf_byte(&s->text, '\n');
		if (s->timed)
			coop_cue_times_add(
				&s->times, s->text.len, (uint32_t)(s->now.begin / MS));
		coop_nfc_add(rest.s, rest.len, &s->text);
	}
	struct coop_buf free_one = s->last;
	s->last = s->cue;
	s->cue = free_one;
	coop_buf_reset(&s->cue);
	s->then = s->now;
	s->last_timed = s->timed;
	s->failed |= s->text.failed || s->times.failed;
}

void spoken_begin(struct spoken *s, const struct cue_time *time)
{
	end_cue(s);
	s->timed = time != NULL;
	if (time)
		s->now = *time;
}

/* ---- the record ---- */

/* Adds who speaks as one value, in a column without a field. */
static void add_voices(struct spoken *s, struct found *f)
{
	static const char name[] = "voix";
	struct coop_buf list = {0};
	for (uint32_t i = 0; s->voices && i < coop_strmap_count(s->voices); i++) {
		size_t n;
		const char *voice = coop_strmap_at(s->voices, i, &n);
		coop_buf_str(&list, i > 0 ? " ; " : "");
		coop_buf_add(&list, voice, n);
	}
	found_add_named(f, (struct span){name, sizeof name - 1},
		(struct span){coop_buf_cstr(&list), list.len}, s->where, SURE);
	f->rec->failed |= list.failed;
	coop_buf_release(&list);
}

void spoken_end(struct spoken *s, struct found *f)
{
	end_cue(s);
	f->rec->failed |= s->failed;
	if (s->voices)
		add_voices(s, f);
	found_add_text(
		f, COOP_F_BODY, coop_buf_cstr(&s->text), s->text.len, s->where, LIKELY);
	coop_record_add(f->rec, COOP_F_CUES, coop_buf_cstr(&s->times), s->times.len);
	coop_strmap_free(s->voices);
	coop_buf_release(&s->text);
	coop_buf_release(&s->times);
	coop_buf_release(&s->line);
	coop_buf_release(&s->cue);
	coop_buf_release(&s->last);
}
