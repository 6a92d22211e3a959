#include "query/pages/assets.h"

#include "shared/core/bytes.h"

/*
 * Puts a file into the program as it is, and its size. The Makefile says that this file is made of those.
 */
#define EMBED(name, path)                                                                \
	__asm__(".pushsection .rodata\n"                                                 \
		".globl " name "\n.hidden " name "\n" name ":\n"                         \
		".incbin \"" path "\"\n"                                                 \
		"0: .byte 0\n.balign 8\n"                                                \
		".globl " name "_size\n.hidden " name "_size\n" name "_size:\n"          \
		".8byte 0b - " name "\n.popsection\n")
#define HIDDEN __attribute__((visibility("hidden")))

EMBED("coop_page_style", "query/pages/style.css");
EMBED("coop_page_script", "query/pages/page.js");
EMBED("coop_page_icon", "query/pages/icon.svg");
extern const char coop_page_style[] HIDDEN, coop_page_script[] HIDDEN,
	coop_page_icon[] HIDDEN;
extern const uint64_t coop_page_style_size HIDDEN, coop_page_script_size HIDDEN,
	coop_page_icon_size HIDDEN;

static struct coop_bytes style(void)
{
	return (struct coop_bytes){coop_page_style, (size_t)coop_page_style_size};
}

static struct coop_bytes script(void)
{
	return (struct coop_bytes){coop_page_script, (size_t)coop_page_script_size};
}

static struct coop_bytes icon(void)
{
	return (struct coop_bytes){coop_page_icon, (size_t)coop_page_icon_size};
}

/* Goes on with a hash (FNV-1a, 32 bits). */
static uint32_t hash(uint32_t h, struct coop_bytes bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		h = (h ^ (unsigned char)bytes.s[i]) * UINT32_C(16777619);
	return h;
}

uint32_t assets_edition(void)
{
	static _Atomic uint32_t
		edition; /* 0: not known yet; it is the same whoever finds it */
	if (edition == 0)
		edition = hash(hash(hash(UINT32_C(2166136261), style()), script()),
				  icon()) |
			  1;
	return edition;
}

static enum coop_status put(struct page *p, const char *type, struct coop_bytes file)
{
	p->response->type = type;
	p->response->forever = true;
	fwrite(file.s, 1, file.len, p->out);
	return COOP_OK;
}

enum coop_status assets_style(struct page *p, struct coop_error *err)
{
	(void)err;
	return put(p, "text/css; charset=utf-8", style());
}

enum coop_status assets_script(struct page *p, struct coop_error *err)
{
	(void)err;
	return put(p, "text/javascript; charset=utf-8", script());
}

enum coop_status assets_icon(struct page *p, struct coop_error *err)
{
	(void)err;
	return put(p, "image/svg+xml", icon());
}
