#include "indexer/notice/subtitles_ass.h"

#include <string.h>
#include <strings.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

/* Which of the parts between commas is which; the words are the last one. */
struct format {
	size_t begin, end, name, words;
};

static const struct format usual = {1, 2, 4, 9};

static bool begins(struct span l, const char *word)
{
	size_t n = strlen(word);
	return l.n >= n && strncasecmp(l.s, word, n) == 0;
}

bool subtitles_are_ass(struct span first)
{
	return begins(first, "[script info]");
}

/* Takes what stands before the next comma; false when there is no comma. */
static bool take_part(struct span *l, struct span *part)
{
	const char *comma = memchr(l->s, ',', l->n);
	size_t n = comma ? (size_t)(comma - l->s) : l->n;
	*part = span_trim((struct span){l->s, n});
	*l = (struct span){l->s + n + (comma != NULL), l->n - n - (comma != NULL)};
	return comma != NULL;
}

/* Reads "Format: Layer, Start, End, ..., Text"; the usual one where it lacks something. */
static struct format read_format(struct span l)
{
	struct format f = {0};
	struct span part;
	bool more = true;
	for (size_t i = 1; more; i++) {
		more = take_part(&l, &part);
		if (begins(part, "start"))
			f.begin = i;
		else if (begins(part, "end"))
			f.end = i;
		else if (begins(part, "name") || begins(part, "actor"))
			f.name = i;
		else if (begins(part, "text"))
			f.words = i;
	}
	if (f.begin == 0 || f.end == 0 || f.words < f.begin || f.words < f.end)
		return usual;
	return (struct format){f.begin - 1, f.end - 1, f.name - 1, f.words - 1};
}

/* Whether words are a drawing: "{\p1}m 0 0 l 10 0". */
static bool is_drawing(struct span l)
{
	const char *mark = memmem(l.s, l.n, "\\p", 2);
	return *l.s == '{' && mark && mark + 2 < l.s + l.n && mark[2] >= '1' &&
	       mark[2] <= '9';
}

/* Adds the words of a cue, whose lines are separated by "\N". */
static void add_words(struct spoken *s, struct span words)
{
	while (words.n > 0 && !is_drawing(words)) {
		size_t n = 0;
		while (n < words.n && !(words.s[n] == '\\' && n + 1 < words.n &&
					      strchr("Nnh", words.s[n + 1])))
			n++;
		spoken_add(s, span_trim((struct span){words.s, n}));
		n = n < words.n ? n + 2 : n;
		words = (struct span){words.s + n, words.n - n};
	}
}

/* Adds what follows "Dialogue:"; its times may be broken. */
static void add_cue(struct found *f, struct spoken *s, const struct format *format,
	struct span l, size_t line)
{
	struct cue_time time;
	struct span part;
	bool begin = false, end = false;
	for (size_t i = 0; i < format->words; i++) {
		if (!take_part(&l, &part))
			break;
		if (i == format->begin)
			begin = cue_time_read(part, &time.begin) > 0;
		else if (i == format->end)
			end = cue_time_read(part, &time.end) > 0;
		else if (i == format->name)
			spoken_voice(s, part);
	}
	if (!begin || !end)
		found_tell(f, line,
			TR("a cue whose times make no sense; its text is kept, with the time of the cue before",
				"un sous-titre au minutage incompréhensible ; son texte est gardé, à l'heure du précédent"));
	spoken_begin(s, begin && end ? &time : NULL);
	add_words(s, span_trim(l));
}

void subtitles_read_ass(struct found *f, struct spoken *s, struct span text, size_t line)
{
	static const char format_is[] = "format:", cue_is[] = "dialogue:",
			  title_is[] = "title:";
	struct format format = usual;
	struct span l;
	bool events = false;
	for (; !stop_wanted(f->stop) && span_take_line(&text, &l); line++) {
		if (l.n > 0 && *l.s == '[')
			events = begins(l, "[events]");
		else if (events && begins(l, format_is))
			format = read_format(span_from(l, sizeof format_is - 1));
		else if (events && begins(l, cue_is))
			add_cue(f, s, &format, span_from(l, sizeof cue_is - 1), line);
		else if (!events && begins(l, title_is))
			found_add(
				f, COOP_F_TITLE, span_from(l, sizeof title_is - 1), SURE);
	}
}
