#include "query/output/snippet.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/index/cue_times.h"

/* The first start of a word in [at, until); `until` when there is none. */
static size_t word_begin(const char *text, size_t at, size_t until)
{
	while (at > 0 && at < until && !coop_is_blank(text[at - 1]))
		at++;
	return sentence_skip_blanks(text, until, at);
}

/* The end of the last word that ends in [from, at]. */
static size_t word_end(const char *text, size_t len, size_t at, size_t from)
{
	size_t word = at < len ? at : len;
	if (at < len && at > from) {
		while (word > from && !coop_is_blank(text[word]))
			word--;
		/* a script without blanks is cut anywhere */
		if (word == from && !coop_is_blank(text[from]))
			word = coop_utf8_cut(text, len, at);
	}
	if (word < from)
		word = from;
	while (word > from && coop_is_blank(text[word - 1]))
		word--;
	return word;
}

/* What a passage may take of a value: [low, high), and of that SNIPPET_LENGTH bytes. */
struct room {
	const char *text;
	size_t len, low, high;
};

/* Adds the sentences after and before a passage that fit whole, up to the ends of its paragraph. */
static void add_sentences(
	struct snippet *s, const struct room *r, size_t begin, size_t end)
{
	for (;;) {
		size_t next = sentence_skip_blanks(r->text, r->high, end);
		if (next == r->high ||
			sentence_break(r->text, r->len, next) != BREAK_SENTENCE)
			break;
		struct sentence more =
			sentence_around(r->text, r->len, next, next + 1, SNIPPET_LENGTH);
		if (!more.ended || more.end > r->high ||
			more.end - begin > SNIPPET_LENGTH)
			break;
		end = more.end;
	}
	while (begin > r->low &&
		sentence_break(r->text, r->len, begin) == BREAK_SENTENCE) {
		size_t last = begin;
		while (coop_is_blank(r->text[last - 1]))
			last--;
		struct sentence more =
			sentence_around(r->text, r->len, last - 1, last, SNIPPET_LENGTH);
		if (!more.begun || more.begin < r->low ||
			end - more.begin > SNIPPET_LENGTH)
			break;
		begin = more.begin;
	}
	s->off = begin;
	s->len = end - begin;
}

/* Takes what fits of a sentence around [off, end). */
static void cut_sentence(struct snippet *s, const struct room *r, struct sentence all,
	size_t off, size_t end)
{
	size_t least = all.begin > r->low ? all.begin : r->low,
	       most = all.end < r->high ? all.end : r->high;
	size_t spare = end - off < SNIPPET_LENGTH ? SNIPPET_LENGTH - (end - off) : 0;
	size_t begin =
		off > spare / 3 && off - spare / 3 > least ? off - spare / 3 : least;
	if (begin > all.begin || !all.begun)
		begin = word_begin(r->text, begin, off);
	begin = coop_utf8_cut(r->text, r->len, begin);
	size_t finish = begin + SNIPPET_LENGTH;
	finish = finish >= most ? most : word_end(r->text, r->len, finish, end);
	while (finish > end && coop_is_blank(r->text[finish - 1]))
		finish--;
	if (finish < end)
		finish = end;
	finish = coop_utf8_cut(r->text, r->len, finish);
	s->off = begin;
	s->len = finish - begin;
	s->cut_before = begin > all.begin || !all.begun;
	s->cut_after = finish < all.end || !all.ended;
}

/* Sets the text of a passage from its offset, and the words found in it. */
static enum coop_status set_text(struct snippet *s, const struct snippets *all,
	const struct room *r, size_t value, struct coop_error *err)
{
	s->text = r->text + s->off;
	s->value = value;
	s->marks.count = 0;
	for (size_t i = 0; i < all->spots.count; i++) {
		struct mark m = all->spots.at[i].mark;
		if (all->spots.at[i].value != value || m.off < s->off ||
			m.end > s->off + s->len)
			continue;
		if (!coop_array_grow(&s->marks.at, &s->marks.cap, s->marks.count + 1,
			    sizeof *s->marks.at))
			return coop_fail_nomem(err);
		m.off -= s->off;
		m.end -= s->off;
		s->marks.at[s->marks.count++] = m;
	}
	return COOP_OK;
}

/* Sets the text of a passage, and its time. */
static enum coop_status finish(struct snippets *all, const struct coop_record *rec,
	const struct room *r, size_t value, struct coop_error *err)
{
	struct snippet *s = &all->at[all->count - 1];
	enum coop_status st = set_text(s, all, r, value, err);
	size_t said = s->off + (s->marks.count > 0 ? s->marks.at[0].off : 0);
	s->timed = !st && coop_cue_time_of(rec, value, said, &s->seconds);
	return st;
}

/* A new passage, after those there are; its marks keep their memory. */
static struct snippet *new_snippet(struct snippets *s)
{
	struct snippet *new = &s->at[s->count++];
	struct marks marks = new->marks;
	marks.count = 0;
	*new = (struct snippet){.text = "", .marks = marks};
	return new;
}

/* Bytes [off, end) of a value, which another passage has. */
struct taken {
	size_t value, off, end;
};

/* Makes a passage of some spots, without the bytes that are `taken`, if any are. */
static enum coop_status make(struct snippets *s, const struct coop_record *rec,
	const struct prospect *p, const struct taken *taken, struct coop_error *err)
{
	const struct spot *first = &s->spots.at[p->first], *last = &s->spots.at[p->last];
	struct coop_value v = coop_record_at(rec, first->value);
	struct room room = {v.text, v.len, 0, v.len};
	if (taken && taken->value == first->value) {
		if (taken->off < first->mark.off)
			room.low = taken->end;
		else
			room.high = taken->off;
	}
	struct snippet *new = new_snippet(s);
	if (p->whole)
		add_sentences(new, &room, first->sentence.begin, last->sentence.end);
	else
		cut_sentence(new, &room,
			(struct sentence){.begin = first->sentence.begin,
				.end = last->sentence.end,
				.begun = first->sentence.begun,
				.ended = last->sentence.ended},
			first->mark.off, last->mark.end);
	return finish(s, rec, &room, first->value, err);
}

/* What is read of long texts. */
struct reading {
	struct coop_analyzer *analyzer;
	const struct query *q;
	const struct coop_record *rec;
	size_t read;
	struct marks marks; /* of the part that was read last */
};

static bool is_enough(const struct snippets *s, size_t read)
{
	return read >= SNIPPET_READ_MAX || s->spots.count >= SNIPPET_WORDS ||
	       (read >= SNIPPET_READ && s->spots.count > 0);
}

/* Finds the words of a value, a part of it at a time. */
static enum coop_status read_value(
	struct snippets *s, struct reading *r, size_t value, struct coop_error *err)
{
	enum { PART = 64 << 10 };
	struct coop_value v = coop_record_at(r->rec, value);
	enum coop_status st = COOP_OK;
	for (size_t at = 0, next; !st && at < v.len && !is_enough(s, r->read);
		at = next) {
		next = v.len - at > PART ? word_end(v.text, v.len, at + PART, at + 1)
					 : v.len;
		r->marks.count = 0;
		st = marks_append(&r->marks, r->analyzer, r->q, v.text, at, next, err);
		if (!st)
			st = spots_add(&s->spots, &r->marks, v.text, v.len, value, err);
		r->read += next - at;
	}
	return st;
}

size_t snippets_running(
	const struct snippets *s, const struct snippet *out[SNIPPETS_RUNNING])
{
	size_t count = 0;
	for (size_t i = 0; i < s->count && count < SNIPPETS_RUNNING; i++)
		if (!s->at[i].is_field && s->at[i].len > 0)
			out[count++] = &s->at[i];
	if (count == 2 && out[1]->text < out[0]->text) {
		const struct snippet *first = out[1];
		out[1] = out[0];
		out[0] = first;
	}
	return count;
}

bool snippet_is_shown(enum coop_field field)
{
	return field == COOP_F_TITLE || field == COOP_F_DIRECTOR ||
	       field == COOP_F_YEAR || field == COOP_F_COUNTRY || field == COOP_F_GENRE ||
	       field == COOP_F_MINUTES;
}

static bool is_running(const struct coop_value *v)
{
	return (coop_field_info(v->field)->flags & COOP_FIELD_PASSAGE) != 0;
}

/* Makes the two passages, of which neither takes what the other must hold. */
static enum coop_status make_pair(struct snippets *s, const struct coop_record *rec,
	const struct prospect pair[2], struct coop_error *err)
{
	const struct prospect *second = &pair[1];
	struct taken taken = {.value = s->spots.at[second->first].value,
		.off = spots_begin(&s->spots, second),
		.end = spots_end(&s->spots, second)};
	enum coop_status st = make(s, rec, &pair[0], &taken, err);
	if (st)
		return st;
	taken = (struct taken){s->at[0].value, s->at[0].off, s->at[0].off + s->at[0].len};
	return make(s, rec, second, &taken, err);
}

/* The passages of running texts. */
static enum coop_status find_running(
	struct snippets *s, struct reading *r, struct coop_error *err)
{
	struct prospect pair[SNIPPETS_RUNNING];
	enum coop_status st = COOP_OK;
	s->spots.count = 0;
	for (size_t i = 0; !st && i < r->rec->count; i++) {
		struct coop_value v = coop_record_at(r->rec, i);
		if (is_running(&v) && coop_value_is_text(&v))
			st = read_value(s, r, i, err);
	}
	if (st)
		return st;
	spots_choose(&s->spots, pair);
	if (pair[1].score > 0)
		return make_pair(s, r->rec, pair, err);
	return pair[0].score > 0 ? make(s, r->rec, &pair[0], NULL, err) : COOP_OK;
}

/* A passage of a value of another field, with some of the words `wanted`; adds its words to `found`. */
static enum coop_status find_in_field(struct snippets *s, struct reading *r, size_t value,
	uint64_t wanted, uint64_t *found, struct coop_error *err)
{
	struct prospect best = {0};
	s->spots.count = 0;
	enum coop_status st = read_value(s, r, value, err);
	for (size_t i = 0; !st && i < s->spots.count; i++) {
		struct prospect p = spots_prospect(&s->spots, i);
		if ((p.words & wanted) != 0 && p.score > best.score)
			best = p;
	}
	if (st || best.score == 0)
		return st;
	*found |= best.words;
	st = make(s, r->rec, &best, NULL, err);
	s->at[s->count - 1].is_field = true;
	return st;
}

/*
 * Passages of other fields: of words that the reader would not see, and of those that the query wants in
 * that very field.
 */
static enum coop_status find_fields(
	struct snippets *s, struct reading *r, uint64_t shown, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	uint64_t asked = 0, found = 0;
	for (size_t i = 0; i < query_count(r->q); i++)
		asked |= mark_bit(i);
	for (size_t i = 0; i < s->count; i++)
		shown |= marks_words(&s->at[i].marks);
	/* the start of a running text may follow */
	for (size_t i = 0; !st && i < r->rec->count && s->count < SNIPPETS_MAX - 1; i++) {
		struct coop_value v = coop_record_at(r->rec, i);
		if (is_running(&v) || !coop_value_is_text(&v) ||
			snippet_is_shown(v.field))
			continue;
		uint64_t wanted = (asked & ~(shown | found)) |
				  (marks_wanted_in(r->q, v.field) & ~found);
		if (wanted != 0)
			st = find_in_field(s, r, i, wanted, &found, err);
	}
	return st;
}

/* Where the running text begins: behind a few headings. */
static size_t after_headings(const char *text, size_t len)
{
	enum { HEADINGS = 3, LONG = 80 };
	size_t at = sentence_skip_blanks(text, len, 0);
	for (int i = 0; i < HEADINGS && at < len; i++) {
		struct sentence s =
			sentence_around(text, len, at, at + 1, SNIPPET_LENGTH);
		size_t next = sentence_skip_blanks(text, len, s.end);
		bool heading = s.ended && s.end - at < LONG && !s.stop && next < len &&
			       sentence_break(text, len, next) == BREAK_LINE;
		if (!heading)
			break;
		at = next;
	}
	return at;
}

/* The start of the first running text. */
static enum coop_status take_start(
	struct snippets *s, const struct coop_record *rec, struct coop_error *err)
{
	for (size_t i = 0; i < rec->count; i++) {
		struct coop_value v = coop_record_at(rec, i);
		struct room room = {v.text, v.len, 0, v.len};
		if (!is_running(&v) || v.len == 0)
			continue;
		struct snippet *new = new_snippet(s);
		size_t at = after_headings(v.text, v.len);
		if (at == v.len)
			at = 0;
		struct sentence first =
			sentence_around(v.text, v.len, at, at + 1, SNIPPET_LENGTH);
		first.begin = at;
		first.begun = true;
		s->spots.count = 0;
		if (first.ended && first.end - at <= SNIPPET_LENGTH)
			add_sentences(new, &room, at, first.end);
		else
			cut_sentence(new, &room, first, at, at + 1);
		return finish(s, rec, &room, i, err);
	}
	return COOP_OK;
}

enum coop_status snippets_find(struct snippets *out, struct coop_analyzer *analyzer,
	const struct query *q, const struct coop_record *rec, uint64_t shown,
	struct coop_error *err)
{
	struct reading r = {.analyzer = analyzer, .q = q, .rec = rec};
	out->count = 0;
	enum coop_status st = find_running(out, &r, err);
	bool running = out->count > 0;
	if (!st)
		st = find_fields(out, &r, shown, err);
	if (!st && !running)
		st = take_start(out, rec, err);
	marks_release(&r.marks);
	return st;
}

void snippets_release(struct snippets *s)
{
	for (size_t i = 0; i < SNIPPETS_MAX; i++)
		marks_release(&s->at[i].marks);
	spots_release(&s->spots);
	*s = (struct snippets){0};
}
