#include "indexer/notice/subtitles.h"

#include <string.h>

#include "indexer/notice/label.h"
#include "indexer/notice/subtitles_ass.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

/* Subtitles being read line by line. */
struct scan {
	struct found *f;
	struct spoken *spoken;
	bool begun;   /* there was a cue */
	bool in_cue;  /* times came, and no empty line since */
	bool skipped; /* the block up to the next empty line is no cue */
};

static bool begins(struct span l, const char *word)
{
	size_t n = strlen(word);
	return coop_bytes_begins_with(l.s, l.n, word) &&
	       (l.n == n || span_blank(l.s + n, l.n - n) > 0);
}

static bool is_number(struct span l)
{
	return l.n > 0 && span_digits(l) == l.n;
}

/* Whether a line is one with two times; broken ones say nothing of a text. */
static bool is_timed(struct span l)
{
	struct cue_time time;
	struct span rest;
	return cue_timing_read(l, &time, &rest) == CUE_TIMED;
}

const char *subtitles_kind(struct span text)
{
	enum { HEADER_LINES = 12 };
	struct header h;
	struct span line;
	for (int i = 0; i < HEADER_LINES && span_take_line(&text, &line);) {
		if (line.n == 0)
			continue;
		if (begins(line, "WEBVTT"))
			return "VTT";
		if (subtitles_are_ass(line))
			return "ASS";
		if (is_number(line) && (!span_take_line(&text, &line) || !is_timed(line)))
			return NULL;
		if (is_timed(line))
			return cue_is_sbv(line) ? "SBV" : "SRT";
		if (!label_strange(line, &h))
			return NULL;
		i++;
	}
	return NULL;
}

/* Whether what stands behind the times is settings: "align:start position:0%". */
static bool are_settings(struct span rest)
{
	for (; rest.n > 0; rest = span_after_words(rest, 1)) {
		size_t n = 0;
		while (n < rest.n && rest.s[n] != ':' &&
			!span_blank(rest.s + n, rest.n - n))
			n++;
		if (n == 0 || n == rest.n || rest.s[n] != ':')
			return false;
	}
	return true;
}

static void take_timing(struct scan *s, struct span line, size_t number)
{
	struct cue_time time;
	struct span rest;
	bool timed = cue_timing_read(line, &time, &rest) == CUE_TIMED;
	if (!timed)
		found_tell(s->f, number,
			TR("a cue whose times make no sense; its text is kept, with the time of the cue before",
				"un sous-titre au minutage incompréhensible ; son texte est gardé, à l'heure du précédent"));
	else if (time.end < time.begin)
		found_tell(s->f, number,
			TR("a cue that ends before it begins; kept with its beginning",
				"un sous-titre qui finit avant de commencer ; gardé à l'heure de son début"));
	spoken_begin(s->spoken, timed ? &time : NULL);
	if (timed && !are_settings(rest))
		spoken_add(s->spoken, rest);
	s->begun = s->in_cue = true;
	s->skipped = false;
}

/* Takes a line of the header; false when it is none. */
static bool take_header(struct scan *s, struct span line)
{
	struct header h;
	if (!label_find(line, false, &s->f->folded, &h) || h.kind != HEADER_LABEL ||
		h.value.n == 0)
		return false;
	found_add(s->f, h.field, h.value, SURE);
	return true;
}

/* Takes a line outside of cues; `next` is the one after it. */
static void take_other(struct scan *s, struct span line, struct span next)
{
	/* the number or the name of a cue, or text that has lost its times */
	bool webvtt = begins(line, "WEBVTT");
	s->skipped = webvtt ? s->begun
			    : begins(line, "NOTE") || begins(line, "STYLE") ||
				      begins(line, "REGION");
	if (webvtt || s->skipped || cue_is_timing(next) ||
		(!s->begun && take_header(s, line)))
		return;
	if (s->begun)
		spoken_add(s->spoken, line);
}

static void take_line(struct scan *s, struct span line, struct span next, size_t number)
{
	if (line.n == 0)
		s->in_cue = s->skipped = false;
	else if (cue_is_timing(line))
		take_timing(s, line, number);
	else if (s->skipped || (is_number(line) && cue_is_timing(next)))
		return;
	else if (s->in_cue)
		spoken_add(s->spoken, line);
	else
		take_other(s, line, next);
}

void subtitles_read(struct found *f, struct spoken *said, struct span text, size_t line)
{
	struct scan s = {.f = f, .spoken = said};
	struct span rest = text, l, next = {text.s, 0};
	said->where = next;
	while (span_take_line(&rest, &l) && l.n == 0)
		line++;
	if (subtitles_are_ass(l)) {
		subtitles_read_ass(f, said, rest, line + 1);
		return;
	}
	bool more = l.n > 0;
	for (; more && !stop_wanted(f->stop); line++, l = next) {
		more = span_take_line(&rest, &next);
		if (!more)
			next.n = 0;
		take_line(&s, l, next, line);
	}
}
