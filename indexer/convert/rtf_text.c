#include "indexer/convert/rtf_text.h"

#include "indexer/decode/charset.h"
#include "indexer/decode/codepages.h"
#include "indexer/decode/transcoder.h"
#include "shared/core/utf8.h"

enum {
	BULLET = 0x2022,
	SYMBOL_BULLET = 0xb7,
	HIGH = 0xd800,    /* surrogates: a high one, */
	LOW = 0xdc00,     /* then a low one, */
	LOW_END = 0xe000, /* give a code point from */
	PAIRS = 0x10000,
	PRIVATE = 0xf000, /* where Word puts the signs of symbol fonts, by their byte */
	PRIVATE_END = 0xf100
};

/* Pages without a table here. */
static struct {
	uint32_t page;
	const char *name;
	struct transcoder *open; /* NULL: not loaded */
} loaded[] = {{874, "cp874", NULL}, {932, "cp932", NULL}, {936, "gbk", NULL},
	{949, "cp949", NULL}, {950, "big5", NULL}, {1250, "cp1250", NULL},
	{1251, "cp1251", NULL}, {1253, "cp1253", NULL}, {1254, "cp1254", NULL},
	{1255, "cp1255", NULL}, {1256, "cp1256", NULL}, {1257, "cp1257", NULL},
	{1258, "cp1258", NULL}};
enum { LOADED = sizeof loaded / sizeof *loaded };

void rtf_text_load(void)
{
	for (size_t i = 0; i < LOADED; i++)
		if (!loaded[i].open && transcoder_open(CHARSET_OTHER, loaded[i].name,
					       &loaded[i].open, NULL) != COOP_OK)
			loaded[i].open = NULL;
}

void rtf_text_release(struct rtf_text *t)
{
	coop_buf_release(&t->out);
	coop_buf_release(&t->bytes);
}

static void add_char(struct coop_buf *out, uint32_t cp)
{
	char s[COOP_UTF8_MAX];
	coop_buf_add(out, s, coop_utf8_encode(cp, s));
}

/* Converts bytes of a page with one byte a character; what it does not have is left out. */
static void add_single(struct coop_buf *out, enum charset set, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t cp = codepages_char(set, (unsigned char)s[i]);
		if (cp)
			add_char(out, cp);
	}
}

/* The letters of a symbol font are taken as they are, its signs left out but for the bullet. */
static void add_symbols(struct coop_buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] == SYMBOL_BULLET)
			add_char(out, BULLET);
		else if ((unsigned char)s[i] < 0x80)
			coop_buf_byte(out, s[i]);
}

static void add_bytes(struct coop_buf *out, uint32_t page, const char *s, size_t n)
{
	switch (page) {
	case RTF_PAGE_UTF8:
		charset_decode(CHARSET_UTF8, s, n, out);
		return;
	case RTF_PAGE_SYMBOL:
		add_symbols(out, s, n);
		return;
	case RTF_PAGE_MAC:
		add_single(out, CHARSET_MACINTOSH, s, n);
		return;
	case RTF_PAGE_CP437:
		add_single(out, CHARSET_CP437, s, n);
		return;
	case RTF_PAGE_CP850:
		add_single(out, CHARSET_CP850, s, n);
		return;
	default:
		break;
	}
	for (size_t i = 0; i < LOADED; i++)
		if (loaded[i].page == page && loaded[i].open) {
			transcoder_convert(loaded[i].open, s, n, true, out);
			return;
		}
	charset_decode(CHARSET_WINDOWS_1252, s, n, out);
}

void rtf_text_flush(struct rtf_text *t)
{
	t->high = 0; /* half a character is none */
	if (t->bytes.len > 0)
		add_bytes(&t->out, t->page, coop_buf_cstr(&t->bytes), t->bytes.len);
	t->out.failed |= t->bytes.failed;
	coop_buf_reset(&t->bytes);
}

void rtf_text_bytes(struct rtf_text *t, uint32_t page, const char *s, size_t n)
{
	if (n == 0)
		return;
	if (page != t->page || t->high)
		rtf_text_flush(t);
	t->page = page;
	coop_buf_add(&t->bytes, s, n);
}

void rtf_text_unicode(struct rtf_text *t, long number)
{
	uint32_t unit = (uint32_t)number & 0xffff, high = t->high;
	rtf_text_flush(t);
	if (unit >= HIGH && unit < LOW)
		t->high = unit;
	else if (unit >= LOW && unit < LOW_END) {
		if (high)
			add_char(&t->out, PAIRS + ((high - HIGH) << 10) + (unit - LOW));
	} else if (unit >= PRIVATE && unit < PRIVATE_END)
		add_symbols(&t->out, &(char){(char)(unit & 0xff)}, 1);
	else if (unit > 0)
		add_char(&t->out, unit);
}

uint32_t rtf_text_page_of_charset(long number, uint32_t of_file)
{
	static const struct {
		long charset;
		uint32_t page;
	} pages[] = {{2, RTF_PAGE_SYMBOL}, {77, RTF_PAGE_MAC}, {128, 932}, {129, 949},
		{134, 936}, {136, 950}, {161, 1253}, {162, 1254}, {163, 1258},
		{177, 1255}, {178, 1256}, {186, 1257}, {204, 1251}, {222, 874},
		{238, 1250}, {254, RTF_PAGE_CP437}, {255, RTF_PAGE_CP850}};
	bool windows = of_file != RTF_PAGE_MAC && of_file != RTF_PAGE_CP437 &&
		       of_file != RTF_PAGE_CP850 && of_file != RTF_PAGE_UTF8;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (pages[i].charset == number)
			return pages[i].page;
	/* "ANSI" is the Western page, whatever that of the file is */
	return number == 0 && windows ? RTF_PAGE_ANSI : RTF_PAGE_OF_FILE;
}
