#include "indexer/notice/isbd_areas.h"

#include <string.h>

#include "indexer/decode/divided.h"
#include "indexer/decode/duration.h"
#include "indexer/notice/cues.h"
#include "indexer/notice/label.h"
#include "shared/core/bytes.h"

static const char BETWEEN[] = ". - ";

/* ---- paragraphs ---- */

static bool is_standard(struct span l, struct coop_buf *folded)
{
	enum { START = 8 };
	const char *start =
		span_fold((struct span){l.s, l.n < START ? l.n : START}, folded);
	return begins_with(start, "isbn") || begins_with(start, "issn") ||
	       begins_with(start, "ean ");
}

/* Whether a line is an area, though no dash says so. */
static bool is_own_area(struct span l, struct coop_buf *folded)
{
	struct header h;
	return is_standard(l, folded) ||
	       (memchr(l.s, ':', l.n) && label_find(l, false, folded, &h) &&
		       h.kind == HEADER_LABEL && h.value.n > 0);
}

void isbd_join(struct span paragraph, struct coop_buf *folded, struct coop_buf *out)
{
	struct span line;
	bool apart = true; /* the line above ends with a dash, or there is none */
	while (span_take_line(&paragraph, &line)) {
		if (line.n == 0)
			continue;
		bool own = !apart && is_own_area(line, folded);
		divided_add_line(out, line.s, line.n, own ? BETWEEN : " ");
		apart = line.s[line.n - 1] == '-' ||
			(line.n >= 3 && span_dash(line.s + line.n - 3, 3) == 3);
	}
}

size_t isbd_number(struct span l)
{
	enum { NUMBER_MAX = 4 };
	bool open = l.n > 0 && (*l.s == '[' || *l.s == '(');
	size_t n = open, digits = span_digits((struct span){l.s + n, l.n - n});
	size_t bullet = (size_t)(span_after_bullet(l).s - l.s);
	if (digits == 0 || digits > NUMBER_MAX)
		return bullet;
	n += digits;
	struct span rest = span_from(l, n);
	bool dash = !open && rest.s > l.s + n && span_dash(rest.s, rest.n) > 0;
	if (!dash && (rest.s != l.s + n || rest.n == 0 ||
			     !strchr(open ? "])" : ".)/", *rest.s)))
		return 0;
	rest.s += dash ? span_dash(rest.s, rest.n) : 1;
	rest.n = (size_t)(l.s + l.n - rest.s);
	struct span after = span_trim(rest);
	/* "1998. - 52 min" is no number */
	return after.s > rest.s && span_dash(after.s, after.n) == 0
		       ? (size_t)(after.s - l.s)
		       : 0;
}

/* ---- areas ---- */

/* The length of the dash between areas at `i`, which ends one; 0 when there is none. */
static size_t dash_at(struct span l, size_t i)
{
	size_t n = l.s[i] == '-' ? 1 : span_dash(l.s + i, l.n - i);
	if (n == 0 || n == 2 || i == 0 || (n == 1 && l.s[i] != '-') || i + n >= l.n ||
		span_blank(l.s + i + n, l.n - i - n) == 0)
		return 0;
	struct span before = span_trim((struct span){l.s, i});
	return before.n > 0 && strchr(".?!)]", before.s[before.n - 1]) ? n : 0;
}

/* An area without the stop that ends it: one of two, none of an ellipsis. */
static struct span without_stop(struct span l)
{
	l = span_trim(l);
	size_t stops = 0;
	while (stops < l.n && l.s[l.n - 1 - stops] == '.')
		stops++;
	return stops == 1 || stops == 2 ? span_trim((struct span){l.s, l.n - 1}) : l;
}

bool isbd_take_area(struct span *rest, struct span *area)
{
	struct span l = *rest;
	if (l.n == 0)
		return false;
	for (size_t i = 0; i < l.n; i++) {
		size_t dash = dash_at(l, i);
		if (dash == 0)
			continue;
		*area = without_stop((struct span){l.s, i});
		*rest = span_from(l, i + dash);
		return true;
	}
	*area = without_stop(l);
	*rest = (struct span){l.s + l.n, 0};
	return true;
}

bool isbd_split(struct span l, const char *mark, struct span *before, struct span *after)
{
	const char *at = memmem(l.s, l.n, mark, strlen(mark));
	if (!at || at == l.s)
		return false;
	size_t n = (size_t)(at - l.s);
	*before = span_trim((struct span){l.s, n});
	*after = span_from(l, n + strlen(mark));
	return after->n > 0;
}

/* The next word of a folded string; NULL at its end. */
static const char *next_word(const char **s, size_t *n)
{
	const char *word = *s + strspn(*s, " ");
	*n = strcspn(word, " ");
	*s = word + *n;
	return *n > 0 ? word : NULL;
}

struct span isbd_year(struct span l, struct coop_buf *folded)
{
	enum { YEAR = 4, LONGEST = 40 };
	static const char *const beside[] = {"cop", "dl", "impr", "ca", "c", "p", "vers",
		"circa", "depot", "legal", "copyright", "prod", "d", "l", NULL};
	struct span none = {l.s, 0}, year = none;
	size_t n;
	if (l.n < YEAR || l.n > LONGEST)
		return none;
	const char *s = span_fold(l, folded), *word;
	while ((word = next_word(&s, &n)) != NULL)
		if (!cue_year((struct span){word, n}) && !coop_is_one_of(word, n, beside))
			return none;
	for (size_t i = 0; i + YEAR <= l.n && year.n == 0; i++)
		if (cue_year((struct span){l.s + i, YEAR}))
			year = (struct span){l.s + i, YEAR};
	return year;
}

/* Whether a folded text counts something: "1 dvd", "342 p", "52 min". */
static bool has_extent(const char *s)
{
	static const char *const units[] = {"p", "pages", "f", "ff", "feuillets", "vol",
		"volume", "volumes", "dvd", "cd", "cassette", "cassettes", "vhs",
		"videocassette", "videocassettes", "disque", "disques", "bobine",
		"bobines", "film", "films", "cm", "mm", "min", "mn", "h", "affiche",
		"affiches", "photo", "photos", "photogr", "diapositives", "fichier",
		"fichiers", "mo", "ko", "go", "blu", "carte", "cartes", "partition",
		"brochure", "dossier", "coffret", "k7", "cederom", "videodisque",
		"videodisques", "depliant", "t", "tomes", NULL};
	const char *word;
	size_t n;
	bool number = false;
	while ((word = next_word(&s, &n)) != NULL) {
		if (number && coop_is_one_of(word, n, units))
			return true;
		number = span_digits((struct span){word, n}) == n;
	}
	return false;
}

static bool is_publication(struct span area, struct coop_buf *folded)
{
	const char *comma = memrchr(area.s, ',', area.n);
	if (isbd_year(area, folded).n > 0)
		return true;
	return comma &&
	       isbd_year(span_from(area, (size_t)(comma - area.s) + 1), folded).n > 0;
}

enum isbd_kind isbd_kind_of(struct span area, struct coop_buf *folded)
{
	unsigned minutes;
	if (is_standard(area, folded))
		return ISBD_STANDARD;
	if (is_publication(area, folded))
		return ISBD_PUBLICATION;
	if (has_extent(span_fold(area, folded)) ||
		(duration_parse(area.s, area.n, &minutes) && span_digits(area) < area.n))
		return ISBD_PHYSICAL;
	return ISBD_OTHER;
}

bool isbd_is_heading(struct span area)
{
	enum { LONGEST = 60, WORDS = 5 };
	const char *comma = memchr(area.s, ',', area.n);
	return area.n <= LONGEST && comma &&
	       span_is_upper((struct span){area.s, (size_t)(comma - area.s)}) &&
	       span_words(area) <= WORDS;
}

/* ---- evidence ---- */

enum isbd_weight isbd_weigh(struct span joined, struct coop_buf *folded)
{
	enum { EACH = 2, LIKELY_FROM = 5, SURE_FROM = 7 };
	struct span area, before, after, l = span_from(joined, isbd_number(joined));
	unsigned kinds = 0, points = 0;
	bool slash = false, material = false, heading = false;
	size_t areas = 0;
	if (joined.n > ISBD_MAX)
		return ISBD_NONE;
	for (; isbd_take_area(&l, &area); areas++) {
		bool title = areas == 0 || (areas == 1 && heading);
		if (title)
			slash |= isbd_split(area, " / ", &before, &after);
		if (areas == 0)
			heading = isbd_is_heading(area);
		if (title)
			material |= memchr(area.s, '[', area.n) != NULL;
		else
			kinds |= 1U << isbd_kind_of(area, folded);
	}
	if (areas < 2)
		return ISBD_NONE;
	points = EACH * (slash + (kinds >> ISBD_PHYSICAL & 1) +
				(kinds >> ISBD_PUBLICATION & 1) +
				(kinds >> ISBD_STANDARD & 1) + (material && slash)) +
		 (areas > 2 ? 2 : 1);
	if (points < LIKELY_FROM)
		return ISBD_NONE;
	return slash && areas > 2 && points >= SURE_FROM ? ISBD_SURE : ISBD_LIKELY;
}
