#include "indexer/decode/marc.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/i18n.h"

/* Says what to do with a file in a set that cannot be converted here. */
static enum coop_status cannot(enum charset set, const char *why, struct coop_error *err)
{
	coop_fail(err, COOP_E_INPUT,
		TR("is in %s, a character set of MARC, and %s",
			"est en %s, un jeu de caractères de MARC, et %s"),
		charset_name(set), why);
	coop_hint(err, "%s",
		TR("export it again as UTF-8, or convert it: yaz-iconv -f iso5426 -t utf-8 OLD > NEW",
			"exportez-le de nouveau en UTF-8, ou convertissez-le : yaz-iconv -f iso5426 -t utf-8 ANCIEN > NOUVEAU"));
	return COOP_E_INPUT;
}

#ifdef COOP_HAVE_YAZ

#include <dlfcn.h>
#include <pthread.h>
#include <yaz/yaz-iconv.h>

/* The functions of YAZ, once it is loaded; NULL where it is not there. */
static struct {
	yaz_iconv_t (*open)(const char *to, const char *from);
	size_t (*convert)(yaz_iconv_t, char **, size_t *, char **, size_t *);
	int (*error)(yaz_iconv_t);
	int (*close)(yaz_iconv_t);
} yaz;

struct marc {
	yaz_iconv_t way;
	bool unknown[256]; /* bytes that YAZ drops without a word */
};

enum { ESCAPE = 0x1b /* begins a change of alphabets */ };

/* Sets a pointer to a function of a library; POSIX makes one of the pointer that dlsym() gives. */
static void find(void *library, const char *name, void *function)
{
	void *found = dlsym(library, name);
	memcpy(function, &found, sizeof found);
}

static void load(void)
{
	/* the name of its binary interface since 2013 */
	void *library = dlopen("libyaz.so.5", RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return;
	find(library, "yaz_iconv_open", &yaz.open);
	find(library, "yaz_iconv", &yaz.convert);
	find(library, "yaz_iconv_error", &yaz.error);
	find(library, "yaz_iconv_close", &yaz.close);
}

/* Tries each byte between two letters. */
static void find_unknown(struct marc *m)
{
	for (int byte = 0x7f; byte <= 0xff; byte++) {
		char text[] = {'a', (char)byte, 'b'}, to[64];
		char *in = text, *out = to;
		size_t n = sizeof text, room = sizeof to;
		size_t done = yaz.convert(m->way, &in, &n, &out, &room);
		m->unknown[byte] = done == (size_t)-1 || out - to < 3;
		yaz.convert(m->way, NULL, NULL, NULL, NULL); /* begins anew */
	}
}

enum coop_status marc_open(enum charset set, struct marc **out, struct coop_error *err)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	*out = NULL;
	pthread_once(&once, load);
	if (!yaz.open || !yaz.convert || !yaz.error || !yaz.close)
		return cannot(set,
			TR("the library that converts it is not there: libyaz",
				"la bibliothèque qui le convertit manque : libyaz"),
			err);
	struct marc *m = calloc(1, sizeof *m);
	if (!m)
		return coop_fail_nomem(err);
	m->way = yaz.open("UTF-8", charset_name(set));
	if (!m->way) {
		free(m);
		return cannot(set,
			TR("libyaz does not convert it", "libyaz ne le convertit pas"),
			err);
	}
	find_unknown(m);
	*out = m;
	return COOP_OK;
}

void marc_close(struct marc *m)
{
	if (!m)
		return;
	yaz.close(m->way);
	free(m);
}

/* What YAZ drops, and lines need. */
static bool is_control(char c)
{
	return (unsigned char)c < ' ' && c != ESCAPE;
}

/* Whether a byte ends what came before: an accent without a letter is not completed by it. */
static bool is_end(const struct marc *m, char c)
{
	return is_control(c) || m->unknown[(unsigned char)c];
}

/* The length of what can be converted at once: up to a control character or an unknown byte. */
static size_t measure_run(const struct marc *m, const char *s, size_t n)
{
	enum { LONG = 256 /* however often it is measured again */ };
	size_t len = 0;
	while (len < n && len < LONG && !is_end(m, s[len]))
		len++;
	return len;
}

static enum marc_end convert_run(
	struct marc *m, char **in, size_t *n, char **to, size_t *room)
{
	size_t run = measure_run(m, *in, *n), left = run;
	bool last = run == *n, ends = !last && is_end(m, (*in)[run]);
	size_t done = yaz.convert(m->way, in, &left, to, room);
	int why = done == (size_t)-1 ? yaz.error(m->way) : 0;
	*n -= run - left;
	if (why == YAZ_ICONV_E2BIG)
		return MARC_FULL;
	if (ends)
		yaz.convert(m->way, NULL, NULL, NULL, NULL); /* begins anew */
	if (why == 0)
		return MARC_DONE;
	if (why != YAZ_ICONV_EINVAL || ends)
		return MARC_BAD;
	return last ? MARC_CUT : left < run ? MARC_DONE : MARC_BAD;
}

enum marc_end marc_convert(struct marc *m, char **in, size_t *n, char **to, size_t *room)
{
	enum marc_end end = MARC_DONE;
	while (*n > 0 && end == MARC_DONE) {
		if (m->unknown[(unsigned char)**in])
			return MARC_BAD;
		if (!is_control(**in)) {
			end = convert_run(m, in, n, to, room);
			continue;
		}
		if (*room == 0)
			return MARC_FULL;
		*(*to)++ = *(*in)++;
		--*n;
		--*room;
	}
	return end;
}

#else

enum coop_status marc_open(enum charset set, struct marc **out, struct coop_error *err)
{
	*out = NULL;
	return cannot(set,
		TR("this coopidx was built without YAZ, which converts it",
			"ce coopidx a été construit sans YAZ, qui le convertit"),
		err);
}

void marc_close(struct marc *m)
{
	(void)m;
}

enum marc_end marc_convert(struct marc *m, char **in, size_t *n, char **to, size_t *room)
{
	(void)m;
	(void)in;
	(void)n;
	(void)to;
	(void)room;
	return MARC_BAD;
}

#endif
