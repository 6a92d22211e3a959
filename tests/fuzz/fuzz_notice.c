/*
 * fuzz_notice.c - any text is one notice or several: nothing is made up, what is found is
 * where it is said to be, and the records can be stored.
 */
#include "indexer/decode/charset.h"
#include "indexer/decode/detect.h"
#include "indexer/notice/notice.h"
#include "shared/text/nfc.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whether a value may read otherwise than the text where it was found. */
static bool is_made(const struct coop_value *v, const char *text)
{
	size_t n = v->place.end - v->place.off;
	return v->field == COOP_F_MINUTES || v->field == COOP_F_EMAIL ||
	       memchr(text, '\n', n) || memchr(text, ',', n) || /* joined */
	       memchr(text, '=', n) || memchr(text, '<', n) || memchr(text, '{', n) ||
	       memchr(text, '[', n) || memchr(text, ';', n) ||       /* an ISBD */
	       v->field == COOP_F_COLOUR || v->field == COOP_F_BODY; /* decoded, marked */
}

/* Whether a value stands in the text where it was found, in NFC. */
static bool is_there(const struct coop_value *v, const char *text)
{
	struct coop_buf composed = {0};
	coop_nfc_add(text, v->place.end - v->place.off, &composed);
	HOLDS(!composed.failed);
	bool there =
		memmem(coop_buf_cstr(&composed), composed.len, v->text, v->len) != NULL;
	coop_buf_release(&composed);
	return there;
}

static void check_places(const struct coop_record *r, const char *text, size_t len)
{
	for (size_t i = 0; i < r->count; i++) {
		struct coop_value v = coop_record_at(r, i);
		struct coop_found p = v.place;
		if (p.confidence ==
			0) { /* the path; the name of the file; what a front matter says by itself */
			HOLDS(v.field == COOP_F_ID || v.field == COOP_F_TITLE ||
				v.field == COOP_F_CUES || v.field == COOP_F_LANGUAGE ||
				coop_field_info(v.field)->flags & COOP_FIELD_PART);
			continue;
		}
		HOLDS(p.confidence > 0 && p.confidence <= 100);
		HOLDS(p.off < p.end && p.end <= len);
		HOLDS(fuzz_is_utf8(text + p.off, p.end - p.off));
		HOLDS(is_made(&v, text + p.off) || is_there(&v, text + p.off));
	}
}

static void check_notices(const char *text, size_t len, bool markdown)
{
	struct coop_record r;
	struct notices n;
	size_t bytes = 0, line = 0;
	coop_record_init(&r);
	notices_begin(&n, text, len, markdown, NULL);
	while (notices_next(&n, "fuzz.txt", &r)) {
		HOLDS(coop_record_check(&r, NULL) == COOP_OK);
		fuzz_check_values(&r);
		fuzz_check_packing(&r);
		check_places(&r, text, len);
		HOLDS(r.line > line); /* in their order */
		line = r.line;
		for (size_t i = 0; i < r.count; i++)
			bytes += coop_record_at(&r, i).len;
	}
	/* said twice are producers and their parts; paragraphs get a line end, lists a comma;
	 * three times as long becomes what NFC takes apart */
	HOLDS(bytes <= 3 * 4 * len + n.next * sizeof "fuzz.txt#00000000");
	notices_end(&n);
	coop_record_release(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_buf text = {0};
	const char *s = (const char *)data;
	enum charset charset = charset_detect(s, size, true).set;
	size_t bom = charset_bom(CHARSET_UTF8, s, size);
	charset_decode(charset, s + bom, size - bom, &text);
	HOLDS(fuzz_is_utf8(coop_buf_cstr(&text), text.len));
	/* what is decoded has no bad bytes left */
	HOLDS(charset_find_bad(CHARSET_UTF8, coop_buf_cstr(&text), text.len) == text.len);

	for (int markdown = 0; markdown < 2; markdown++)
		check_notices(coop_buf_cstr(&text), text.len, markdown);
	coop_buf_release(&text);
	return 0;
}
