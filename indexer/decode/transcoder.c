#include "indexer/decode/transcoder.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/decode/marc.h"
#include "indexer/disk/failure.h"
#include "shared/core/i18n.h"
#include "shared/text/nfc.h"

enum { CUT_MAX = 16 /* bytes; no character is longer, however many accents it has */ };

struct transcoder {
	struct marc *marc; /* NULL where iconv converts */
	iconv_t iconv;
	size_t unit; /* bytes to skip where nothing can be converted */
	size_t replaced;
};

/* The length of a code unit of a set. */
static size_t unit_of(const char *name)
{
	static const struct {
		const char *begin;
		size_t unit;
	} wide[] = {{"utf-16", 2}, {"utf16", 2}, {"ucs-2", 2}, {"ucs2", 2}, {"utf-32", 4},
		{"utf32", 4}, {"ucs-4", 4}, {"ucs4", 4}};
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (strncasecmp(name, wide[i].begin, strlen(wide[i].begin)) == 0)
			return wide[i].unit;
	return 1;
}

/* Says why iconv_open() failed, which may have had to load a module. */
static enum coop_status cannot_convert(const char *name, struct coop_error *err)
{
	if (errno == ENOMEM)
		return coop_fail_nomem(err);
	if (failure_is_machine(errno))
		return failure_to_read(errno, err);
	return coop_fail(err, COOP_E_INPUT,
		TR("is in %s, which this system cannot convert",
			"est en %s, que ce système ne sait pas convertir"),
		name);
}

enum coop_status transcoder_open(enum charset set, const char *name,
	struct transcoder **out, struct coop_error *err)
{
	struct transcoder *t = calloc(1, sizeof *t);
	enum coop_status st = COOP_OK;
	*out = NULL;
	if (!t)
		return coop_fail_nomem(err);
	t->unit = unit_of(name);
	if (set == CHARSET_ISO5426 || set == CHARSET_MARC8) {
		st = marc_open(set, &t->marc, err);
	} else {
		t->iconv = iconv_open("UTF-8", name);
		if ((intptr_t)t->iconv == -1)
			st = cannot_convert(name, err);
	}
	if (st)
		free(t);
	else
		*out = t;
	return st;
}

enum coop_status transcoder_check_name(const char *name, struct coop_error *err)
{
#define LISTED(set, name) ", " name
	static const char all[] = "auto" CHARSET_EACH(LISTED);
	struct coop_error problem = {0};
	struct transcoder *t = NULL;
	enum charset set = charset_by_name(name, strlen(name));
	if (set != CHARSET_OTHER)
		return COOP_OK;
	enum coop_status st = transcoder_open(set, name, &t, &problem);
	transcoder_close(t);
	if (st != COOP_E_INPUT)
		return coop_pass_on(err, &problem);
	coop_fail(err, COOP_E_ARG,
		TR("--encoding: there is no character set '%s'",
			"--encoding : il n'y a pas de jeu de caractères « %s »"),
		name);
	coop_hint(err,
		TR("known are %s, and those that 'iconv -l' shows",
			"sont connus %s, et ceux que montre « iconv -l »"),
		all);
	return COOP_E_ARG;
}

void transcoder_close(struct transcoder *t)
{
	if (!t)
		return;
	if (t->marc)
		marc_close(t->marc);
	else
		iconv_close(t->iconv);
	free(t);
}

/* Converts as iconv() does; the end of a conversion by it, in the same terms. */
static enum marc_end convert(
	struct transcoder *t, char **in, size_t *n, char **to, size_t *room)
{
	if (t->marc)
		return marc_convert(t->marc, in, n, to, room);
	if (iconv(t->iconv, in, n, to, room) != (size_t)-1)
		return MARC_DONE;
	return errno == E2BIG ? MARC_FULL : errno == EINVAL ? MARC_CUT : MARC_BAD;
}

/* transcoder_convert(), without composing. */
static size_t convert_all(
	struct transcoder *t, const char *from, size_t n, bool last, struct coop_buf *out)
{
	/* iconv() only reads, but its type is older than const */
	char *in = (char *)from;
	while (n > 0 && !out->failed) {
		enum { ROOM = 1 << 12 };
		char *to = coop_buf_reserve(out, ROOM);
		size_t room = ROOM;
		if (!to)
			break;
		enum marc_end end = convert(t, &in, &n, &to, &room);
		out->len += ROOM - room;
		if (end == MARC_DONE || end == MARC_FULL)
			continue;
		if (end == MARC_CUT && !last && n <= CUT_MAX)
			return n;
		size_t skipped = t->unit < n ? t->unit : n;
		in += skipped;
		n -= skipped;
		t->replaced++;
		coop_buf_str(out, "\ufffd");
	}
	return 0;
}

size_t transcoder_convert(
	struct transcoder *t, const char *from, size_t n, bool last, struct coop_buf *out)
{
	struct coop_buf apart = {0};
	if (!t->marc)
		return convert_all(t, from, n, last, out);
	size_t left = convert_all(t, from, n, last, &apart);
	coop_nfc_add(coop_buf_cstr(&apart), apart.len, out);
	out->failed |= apart.failed;
	coop_buf_release(&apart);
	return left;
}

size_t transcoder_replaced(const struct transcoder *t)
{
	return t->replaced;
}
