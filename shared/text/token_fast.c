#include "shared/text/token_fast.h"

#include <endian.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/equivalents.h"
#include "shared/text/fold.h"
#include "shared/text/spaced.h"

const unsigned char coop_word_end_class[256] = {['\n'] = COOP_WORD_END_YES,
	[','] = COOP_WORD_END_YES,
	[')'] = COOP_WORD_END_YES,
	['"'] = COOP_WORD_END_YES,
	[';'] = COOP_WORD_END_YES,
	[':'] = COOP_WORD_END_YES,
	['!'] = COOP_WORD_END_YES,
	['?'] = COOP_WORD_END_YES,
	[' '] = COOP_WORD_END_LOOK_AHEAD,
	['.'] = COOP_WORD_END_LOOK_AHEAD};

/* ---- words ---- */

/* Letters being read, to the start of `folded`. */
struct letters {
	size_t begin, at; /* in the text: [begin, at) was read */
	size_t len, count;
	bool small,
		/*
		 * `strange`: the next character is neither ASCII nor a letter, and left
		 * to the rules
		 */
		strange;
};

/* Reads letters, as far as they go and as there is room. */
static struct letters read_letters(struct coop_tokenizer *t, size_t begin)
{
	const unsigned char *s = (const unsigned char *)t->text;
	struct letters r = {.begin = begin, .at = begin};
	struct coop_folded f;
	for (; r.at < t->len && r.len + COOP_FOLD_MAX <= COOP_WORD_MAX; r.count++) {
		unsigned char c = s[r.at];
		if (c < 0x80) {
			if (coop_ascii_class[c] != COOP_CLASS_WORD)
				break;
			r.small |= c >= 'a';
			t->folded[r.len++] = (char)(c | 0x20);
			r.at++;
			continue;
		}
		coop_fold_char(t->text + r.at, t->len - r.at, &f);
		r.strange = f.class != COOP_CLASS_WORD;
		if (r.strange)
			break;
		r.small |= !f.upper;
		memcpy(t->folded + r.len, f.s, f.len);
		r.len += f.len;
		r.at += f.used;
	}
	return r;
}

bool coop_token_fast_read(struct coop_tokenizer *t, struct coop_word *w)
{
	struct letters r = read_letters(t, t->at);
	unsigned flags = t->pending;
	size_t quote;
	if (coop_is_elided_head(t->folded, r.len) &&
		(quote = coop_apostrophe_len(t->text, t->len, r.at)) > 0) {
		r = read_letters(t, r.at + quote);
		flags |= COOP_TOKEN_ELIDED;
	}
	if (r.count == 0 || r.strange || !coop_word_ends_at(t->text, t->len, r.at) ||
		coop_is_conditional(t->folded, r.len) ||
		(r.count == 1 && coop_may_be_spaced(t->text, t->len, r.at)))
		return false;
	flags |= r.small || r.count < 2 ? 0U : (unsigned)COOP_TOKEN_CAPITALS;
	*w = (struct coop_word){t->folded, r.len, r.begin, r.at, flags};
	t->pending = 0;
	t->at = r.at;
	return true;
}

/* ---- runs ---- */

/*
 * The eight bytes from `at` on as a little-endian number, with zeros after the end of the
 * text.
 */
static uint64_t bytes_at(const struct coop_word_scanner *s, size_t at)
{
	size_t left = s->len - at;
	uint64_t bytes = 0;
	if (left >= sizeof bytes) {
		memcpy(&bytes, s->text + at, sizeof bytes);
		return le64toh(bytes);
	}
	for (size_t i = 0; i < left; i++)
		bytes |= (uint64_t)(unsigned char)s->text[at + i] << 8 * i;
	return bytes;
}

/*
 * Sets the high bit of each byte that ends a run: all of ASCII but letters and
 * apostrophes.
 */
static uint64_t strangers(uint64_t bytes)
{
	uint64_t rest = COOP_BYTES_EACH(0x7f);
	uint64_t small = (bytes | COOP_BYTES_EACH(0x20)) & rest;
	uint64_t letters = (small + COOP_BYTES_EACH(0x80U - 'a')) &
			   ~(small + COOP_BYTES_EACH(0x80U - ('z' + 1)));
	uint64_t others = ((bytes ^ COOP_BYTES_EACH('\'')) & rest) +
			  rest; /* other than apostrophes */
	return ~(letters | ~others | bytes) & ~rest;
}

/* Reads the run at the scanner's place; returns its length, 0 when it is too long. */
static unsigned take_run(const struct coop_word_scanner *s, struct coop_word_run *run)
{
	memset(run->bytes, 0, sizeof run->bytes);
	for (unsigned i = 0; i < COOP_WORD_RUN_MAX / 8; i++) {
		uint64_t bytes = bytes_at(s, s->at + 8 * (size_t)i);
		uint64_t end = strangers(bytes);
		run->bytes[i] = bytes;
		if (end == 0)
			continue;
		/* keep the bytes below the first that is marked */
		run->bytes[i] &= ((end & -end) >> 7) - 1;
		return 8 * i + (unsigned)__builtin_ctzll(end) / 8;
	}
	return 0;
}

/*
 * Moves over a word whose run has length 0. Where it ends is only guessed: the caller
 * restarts the scan at the tokenizer's place anyway.
 */
static void leave_word(struct coop_word_scanner *s)
{
	enum { FAR = 64 /* bounds looking ahead, whatever the text is */ };
	size_t end = s->len - s->at > FAR ? s->at + FAR : s->len;
	do
		s->at++;
	while (s->at < end && s->text[s->at] != ' ' && s->text[s->at] != '\n');
}

/* Whether an ASCII letter is at `at`. */
static inline bool is_letter(const struct coop_word_scanner *s, size_t at)
{
	unsigned char c = at < s->len ? (unsigned char)s->text[at] : 0;
	return c < 0x80 && coop_ascii_class[c] == COOP_CLASS_WORD;
}

size_t coop_word_scan(
	struct coop_word_scanner *scanner, struct coop_word_run *runs, size_t max)
{
	struct coop_word_scanner s =
		*scanner; /* a copy that the compiler can keep in registers */
	size_t n = 0;
	bool found = false; /* whether the next word is known to begin at s.at */
	while (n < max) {
		if (!found)
			coop_skip_separators(s.text, s.len, &s.at, s.breaks, &s.flags);
		if (s.at >= s.len)
			break;
		struct coop_word_run *run = &runs[n++];
		run->off = s.at;
		run->flags = s.flags;
		run->len = take_run(&s, run);
		s.flags = 0;
		s.at += run->len;
		/* nearly always a blank and the next word follow */
		found = run->len > 0 && s.at < s.len && s.text[s.at] == ' ' &&
			is_letter(&s, s.at + 1);
		s.at += found;
		if (!found &&
			(run->len == 0 || !coop_word_ends_at(s.text, s.len, s.at))) {
			run->len = 0;
			leave_word(&s);
		}
		/* what follows may be the rest of an acronym */
		if (run->len == 1 &&
			coop_may_be_spaced(s.text, s.len, run->off + run->len))
			run->len = 0;
	}
	*scanner = s;
	return n;
}
