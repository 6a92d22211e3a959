#include "indexer/convert/marc_charset.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/convert/worker.h"
#include "indexer/decode/charset.h"
#include "indexer/decode/guess.h"
#include "indexer/decode/transcoder.h"
#include "shared/core/utf8.h"

enum {
	SAMPLE = 1 << 20, /* bytes of the file that tell the set */
	ESCAPE = 0x1b,    /* changes alphabets in MARC-8 */
	SUBFIELD = 0x1f,
	RECORD = 0x1d
};

/* Accents of a set of MARC: how many stand before a letter, or another accent, and how many do not. */
struct accents {
	size_t fit, misfit;
};

struct marc_charset {
	enum charset named;
	enum charset usual; /* of records at the start of the file that are no UTF-8 */
	bool doubtful;      /* no set makes French of these */
	bool any;           /* there are such records at the start */
	struct accents iso5426, marc8;              /* in these */
	struct transcoder *ways[CHARSET_OTHER + 1]; /* NULL: not opened */
	bool met[CHARSET_OTHER + 1];
	enum charset set;          /* of the record that was chosen last */
	char name[FRAME_TOLD_MAX]; /* of CHARSET_OTHER */
};

/* ---- accents ---- */

/* Counts the bytes that are accents in a set: 0xc0 to 0xdf in ISO 5426, 0xe0 to 0xfe in MARC-8. */
static struct accents count_accents(enum charset set, const char *s, size_t n)
{
	const unsigned char low = set == CHARSET_ISO5426 ? 0xc0 : 0xe0;
	const unsigned char high = set == CHARSET_ISO5426 ? 0xdf : 0xfe;
	struct accents found = {0, 0};
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c < low || c > high)
			continue;
		unsigned char next = i + 1 < n ? (unsigned char)s[i + 1] : ' ';
		bool letter = (next | 0x20) >= 'a' && (next | 0x20) <= 'z';
		bool fits = letter || (next >= low && next <= high);
		found.fit += fits;
		found.misfit += !fits;
	}
	return found;
}

/* Whether so many stand before letters that they are accents: in French, one of two "é" ends a word. */
static bool are_accents(struct accents a)
{
	enum { ENOUGH = 8, RARE = 20 /* as many that fit for each that does not */ };
	return a.fit >= ENOUGH && a.fit > a.misfit * RARE;
}

/* ---- the start of the file ---- */

/* Appends a record without what is no text: the codes of subfields would look like letters. */
static void add_text(const char *s, size_t n, struct coop_buf *text)
{
	for (size_t i = 0; i < n; i++) {
		bool control = (unsigned char)s[i] < ' ' && s[i] != ESCAPE;
		coop_buf_byte(text, control ? ' ' : s[i]);
		i += s[i] == SUBFIELD;
	}
	coop_buf_byte(text, '\n');
}

/* Whether a text is UTF-8, perhaps with stray bytes, which are rare among its characters. */
static bool is_utf8(const char *s, size_t n)
{
	enum { RARE = 4 /* as many characters for each */ };
	size_t characters = 0, stray = 0;
	if (coop_utf8_valid(s, n) == n)
		return true;
	for (size_t i = 0, len; i<n; i += len> 0 ? len : 1) {
		uint32_t cp;
		len = coop_utf8_decode(s + i, n - i, &cp);
		stray += len == 0;
		characters += len > 1;
	}
	return characters > stray * RARE;
}

/* Gathers the records that are no UTF-8, and guesses their set. */
static bool guess_usual(struct marc_charset *c, const char *s, size_t n)
{
	struct coop_buf text = {0};
	while (n > 0) {
		const char *end = memchr(s, RECORD, n);
		size_t len = end ? (size_t)(end - s) + 1 : n;
		if (!is_utf8(s, len))
			add_text(s, len, &text);
		s += len;
		n -= len;
	}
	bool failed = text.failed;
	if (text.len > 0 && !failed) {
		struct charset_guess guess = guess_charset(text.s, text.len);
		c->any = true;
		c->iso5426 = count_accents(CHARSET_ISO5426, text.s, text.len);
		c->marc8 = count_accents(CHARSET_MARC8, text.s, text.len);
		c->usual = guess.set;
		c->doubtful = guess.doubtful;
	}
	coop_buf_release(&text);
	return !failed;
}

/* Opens the way from a set, unless readers take it as it is. */
static enum conversion_failure open_way(
	struct marc_charset *c, enum charset set, const char *name)
{
	if (set == CHARSET_AUTO || charset_is_direct(set) || c->ways[set])
		return CONVERSION_OK;
	switch (transcoder_open(set, name, &c->ways[set], NULL)) {
	case COOP_OK:
		return CONVERSION_OK;
	case COOP_E_NOMEM:
		return CONVERSION_MEMORY;
	default:
		return CONVERSION_NO_SET;
	}
}

/* Opens the ways from the sets that records behind the sample, or doubtful ones, may be in. */
static enum conversion_failure open_ways(
	struct marc_charset *c, const char *name, bool whole, const char *s, size_t n)
{
	enum conversion_failure failure = open_way(c, c->named, name);
	if (!failure && c->any && c->named == CHARSET_AUTO)
		failure = open_way(c, c->usual, charset_name(c->usual));
	bool plain = whole && !c->any && !memchr(s, ESCAPE, n);
	if (failure || plain || c->named != CHARSET_AUTO)
		return failure;
	/* where these are not there, what follows is taken for Windows-1252 */
	(void)open_way(c, CHARSET_ISO5426, charset_name(CHARSET_ISO5426));
	(void)open_way(c, CHARSET_MARC8, charset_name(CHARSET_MARC8));
	return CONVERSION_OK;
}

enum conversion_failure marc_charset_open(const char *named, struct marc_charset **out)
{
	size_t n = 0;
	struct marc_charset *c = calloc(1, sizeof *c);
	char *sample = malloc(SAMPLE);
	*out = NULL;
	enum conversion_failure failure =
		c && sample ? worker_start(sample, SAMPLE, &n) : CONVERSION_MEMORY;
	if (!failure) {
		c->named = charset_by_name(named, strlen(named));
		c->usual = CHARSET_WINDOWS_1252;
		if (c->named == CHARSET_OTHER)
			strncpy(c->name, named, sizeof c->name - 1);
		if (!guess_usual(c, sample, n))
			failure = CONVERSION_MEMORY;
	}
	if (!failure)
		failure = open_ways(c,
			c->named == CHARSET_OTHER ? named : charset_name(c->named),
			n < SAMPLE, sample, n);
	free(sample);
	if (failure)
		marc_charset_close(c);
	else
		*out = c;
	return failure;
}

void marc_charset_close(struct marc_charset *c)
{
	if (!c)
		return;
	for (size_t i = 0; i <= CHARSET_OTHER; i++)
		transcoder_close(c->ways[i]);
	free(c);
}

/* ---- a record ---- */

static bool has_escapes(const char *s, size_t n)
{
	return memchr(s, ESCAPE, n) != NULL;
}

/* The set of a record that is no UTF-8, unless the user named one. */
static enum charset of_other(
	const struct marc_charset *c, const char *s, size_t n, enum charset declared)
{
	bool of_marc = declared == CHARSET_ISO5426 || declared == CHARSET_MARC8;
	if (!of_marc || !c->ways[declared])
		return c->usual;
	enum { FEW = 20 /* as many accents that fit for each that does not */ };
	const struct accents here = count_accents(declared, s, n);
	bool sure = are_accents(declared == CHARSET_MARC8 ? c->marc8 : c->iso5426);
	bool open = !c->any || c->doubtful || sure || are_accents(here);
	bool fits = here.fit > 0 && here.fit >= here.misfit * FEW;
	return open && fits ? declared : c->usual;
}

void marc_charset_choose(
	struct marc_charset *c, const char *s, size_t n, enum charset declared)
{
	bool escapes = has_escapes(s, n) && c->ways[CHARSET_MARC8];
	if (c->named != CHARSET_AUTO)
		c->set = c->named;
	else if (coop_utf8_ascii(s, n))
		c->set = escapes ? CHARSET_MARC8 : CHARSET_UTF8;
	else
		c->set = is_utf8(s, n) ? CHARSET_UTF8 : of_other(c, s, n, declared);
	c->met[c->set] |= escapes || !coop_utf8_ascii(s, n);
}

/*
 * Takes the marks of what is not sorted off the start of a subfield in a set with one byte a character:
 * an article between the bytes 88 and 89, or 98 and 9C. Elsewhere the same bytes are letters. Appends the
 * article to `plain`, and returns how many bytes are done.
 */
static size_t skip_marks(const char *s, size_t n, struct coop_buf *plain)
{
	enum { ARTICLE = 16 /* bytes */ };
	unsigned char first = n > 0 ? (unsigned char)*s : 0;
	if (first != 0x88 && first != 0x98)
		return 0;
	const char *end =
		memchr(s, first == 0x88 ? 0x89 : 0x9c, n < ARTICLE ? n : (size_t)ARTICLE);
	if (!end)
		return 0;
	coop_buf_add(plain, s + 1, (size_t)(end - s) - 1);
	return (size_t)(end - s) + 1;
}

void marc_charset_add(
	struct marc_charset *c, const char *s, size_t n, struct coop_buf *out)
{
	if (c->set == CHARSET_UTF8) {
		charset_decode(CHARSET_UTF8, s, n, out);
		return;
	}
	struct coop_buf plain = {0};
	size_t done = skip_marks(s, n, &plain);
	coop_buf_add(&plain, s + done, n - done);
	if (c->ways[c->set])
		transcoder_convert(
			c->ways[c->set], coop_buf_cstr(&plain), plain.len, true, out);
	else
		charset_decode(
			CHARSET_WINDOWS_1252, coop_buf_cstr(&plain), plain.len, out);
	out->failed |= plain.failed;
	coop_buf_release(&plain);
}

void marc_charset_names(const struct marc_charset *c, struct coop_buf *out)
{
	for (int i = CHARSET_AUTO + 1; i <= CHARSET_OTHER; i++)
		if (c->met[i])
			coop_buf_printf(out, "%s%s", out->len > 0 ? ", " : "",
				i == CHARSET_OTHER ? c->name
						   : charset_name((enum charset)i));
}
