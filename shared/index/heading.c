#include "shared/index/heading.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/index/heading_words.h"

/* Bytes of a key. */
enum { KEY_MAX = HEADING_TEXT };

/* What a rank gains by how a heading had to be changed to be known. */
enum {
	RANK_ALIKE = 1,     /* plurals, articles, blanks */
	RANK_NAMESPACE = 3, /* dc:title */
	RANK_FRENCH = 2,    /* titre_fr */
	RANK_LANGUAGE = 12, /* titre_en */
	RANK_NUMBER = 4,    /* Auteur 1; and its number, up to NUMBER_MAX */
	RANK_NOISE = 25,    /* Premier auteur */
	RANK_STEP = 100,    /* from one of `seconds` to the next */
	RANK_EITHER =
		17 * RANK_STEP, /* Titre ou désignation: before "Nom" and the like */
	NUMBER_MAX = 20
};

/* The words from `begin` to `end`, and what was left away to come to them. */
struct span_of_words {
	size_t begin, end;
	unsigned penalty;
};

/* ---- keys: what headings are compared by ---- */

struct key {
	char s[KEY_MAX];
	size_t len;
};

static bool is_article(const struct heading_words *w, size_t i)
{
	static const char *const articles[] = {
		"de", "du", "des", "d", "la", "le", "les", "l", "of", "the", NULL};
	return heading_word_is(w, i, articles);
}

/* The length of a word without the ending of a plural. */
static size_t singular(const char *s, size_t n)
{
	return n > 3 && (s[n - 1] == 's' || s[n - 1] == 'x') ? n - 1 : n;
}

/*
 * The words in singular, joined, without articles unless these are wanted. The last word is no article:
 * "210 d".
 */
static void make_key(const struct heading_words *w, size_t begin, size_t end,
	bool articles, struct key *out)
{
	out->len = 0;
	for (size_t i = begin; i < end; i++) {
		size_t n = singular(heading_word(w, i), w->len[i]);
		if (!articles && i + 1 < end && is_article(w, i))
			continue;
		memcpy(out->s + out->len, heading_word(w, i), n);
		out->len += n;
	}
}

/* ---- the table of keys ---- */

enum { NAMES_MAX = 2048, BUCKETS = 1024, BYTES_MAX = 40000 };

/* All names of fields, by their keys, in chains that end with 0. It is built once. */
static struct {
	uint16_t first[BUCKETS]; /* number of a name, from 1 */
	uint16_t next[NAMES_MAX];
	uint16_t key[NAMES_MAX]; /* where its key is */
	unsigned char len[NAMES_MAX];
	struct coop_heading_field means[NAMES_MAX];
	char keys[BYTES_MAX];
	uint16_t count, bytes;
} names;
static pthread_once_t names_made = PTHREAD_ONCE_INIT;

static size_t bucket_of(const struct key *key)
{
	uint32_t hash = 2166136261U; /* FNV-1a */
	for (size_t i = 0; i < key->len; i++)
		hash = (hash ^ (unsigned char)key->s[i]) * 16777619U;
	return (hash ^ hash >> 16) % BUCKETS;
}

/* Takes a name, which is folded, apart at its blanks. */
static void split_folded(const char *s, struct heading_words *w)
{
	size_t n = strlen(s);
	assert(n < HEADING_TEXT);
	memcpy(w->text, s, n);
	w->count = 0;
	for (size_t i = 0, end; i < n; i = end + 1) {
		end = i + strcspn(s + i, " ");
		assert(w->count < HEADING_WORDS);
		w->begin[w->count] = (unsigned char)i;
		w->len[w->count] = (unsigned char)(end - i);
		w->apart[w->count++] = '\0';
	}
}

static void add_name(const char *name, enum coop_field field, unsigned rank)
{
	struct heading_words w;
	struct key key;
	split_folded(name, &w);
	make_key(&w, 0, w.count, false, &key);
	size_t bucket = bucket_of(&key), n = ++names.count;
	assert(n < NAMES_MAX && names.bytes + key.len <= BYTES_MAX);
	memcpy(names.keys + names.bytes, key.s, key.len);
	names.key[n] = names.bytes;
	names.len[n] = (unsigned char)key.len;
	names.means[n] = (struct coop_heading_field){field, rank};
	names.bytes = (uint16_t)(names.bytes + key.len);
	names.next[n] = names.first[bucket];
	names.first[bucket] = (uint16_t)n;
}

static bool is_second(const struct coop_field_info *info, const char *alias)
{
	for (const char *const *s = info->seconds; *s; s++)
		if (strcmp(*s, alias) == 0)
			return true;
	return false;
}

/* Aliases come last, to be found first. */
static void make_names(void)
{
	for (int i = COOP_FIELD_COUNT - 1; i >= 0; i--) {
		const struct coop_field_info *info = coop_field_info((enum coop_field)i);
		for (unsigned k = 0; info->seconds[k]; k++)
			add_name(info->seconds[k], info->field,
				COOP_HEADING_SECOND + k * RANK_STEP);
	}
	for (int i = COOP_FIELD_COUNT - 1; i >= 0; i--) {
		const struct coop_field_info *info = coop_field_info((enum coop_field)i);
		for (const char *const *a = info->aliases; *a; a++)
			if (!is_second(info, *a))
				add_name(*a, info->field, 0);
	}
}

/* Adds a field to what was found, unless it is there. */
static size_t add_found(struct coop_heading_field out[COOP_HEADING_FIELDS], size_t count,
	struct coop_heading_field found)
{
	for (size_t i = 0; i < count; i++)
		if (out[i].field == found.field)
			return count;
	if (count < COOP_HEADING_FIELDS)
		out[count++] = found;
	return count;
}

/* The fields that have a key. */
static size_t look_up_key(const struct key *key, unsigned penalty,
	struct coop_heading_field out[COOP_HEADING_FIELDS])
{
	size_t count = 0;
	for (size_t n = names.first[bucket_of(key)]; n > 0; n = names.next[n]) {
		struct coop_heading_field found = names.means[n];
		found.rank += penalty;
		if (coop_bytes_equal(
			    key->s, key->len, names.keys + names.key[n], names.len[n]))
			count = add_found(out, count, found);
	}
	return count;
}

/* The fields that some words name. What looks like an article may be a code: "DE_NOT". */
static size_t look_up(const struct heading_words *w, struct span_of_words span,
	struct coop_heading_field out[COOP_HEADING_FIELDS])
{
	struct key key, whole;
	make_key(w, span.begin, span.end, false, &key);
	size_t count = look_up_key(&key, span.penalty, out);
	if (count > 0 || !is_article(w, span.begin))
		return count;
	make_key(w, span.begin, span.end, true, &whole);
	return whole.len != key.len ? look_up_key(&whole, span.penalty, out) : 0;
}

/* ---- what is left away ---- */

static bool is_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return n > 0;
}

/* What a language at the end of a heading adds to its rank; 0 for another word. */
static unsigned language_penalty(const struct heading_words *w, size_t i)
{
	static const char *const french[] = {
		"fr", "fre", "fra", "francais", "francaise", "french", "vf", NULL};
	static const char *const others[] = {"en", "eng", "anglais", "anglaise",
		"english", "de", "deu", "ger", "allemand", "es", "spa", "espagnol", "it",
		"ita", "italien", "nl", "dut", "nld", "pt", "por", "br", "bre", "ca",
		"cat", "oc", "oci", "eu", "baq", "la", "lat", "ar", "ara", "vo", "und",
		"us", "gb", NULL};
	if (heading_word_is(w, i, french))
		return RANK_FRENCH;
	return heading_word_is(w, i, others) ? RANK_LANGUAGE : 0;
}

/* Leaves a number away that is a word, "Adresse 1", or stands at the end of one, "adresse1". */
static unsigned cut_number(struct heading_words *w, struct span_of_words *span)
{
	enum { DIGITS = 2, LETTERS = 3 };
	size_t last = span->end - 1, n = w->len[last], digits = 0;
	const char *s = heading_word(w, last);
	while (digits < n && is_digits(s + n - digits - 1, 1))
		digits++;
	bool whole = digits == n && span->end - span->begin > 1;
	if (digits == 0 || digits > DIGITS || (!whole && n - digits < LETTERS))
		return 0;
	unsigned number = 0;
	for (size_t i = n - digits; i < n; i++)
		number = number * 10 + (unsigned)(s[i] - '0');
	if (whole)
		span->end--;
	else
		w->len[last] = (unsigned char)(n - digits);
	return RANK_NUMBER + (number < NUMBER_MAX ? number : NUMBER_MAX);
}

/* Leaves a language, fr_FR, and a number at the end away; whether there was a number. */
static bool cut_end(struct heading_words *w, struct span_of_words *span)
{
	enum { PARTS = 3 };
	bool numbered = false;
	for (int i = 0; i < PARTS && span->end - span->begin > 0; i++) {
		bool several = span->end - span->begin > 1;
		unsigned language = several ? language_penalty(w, span->end - 1) : 0,
			 number = language ? 0 : cut_number(w, span);
		span->end -= language > 0;
		span->penalty += language + number;
		numbered |= number > 0;
	}
	return numbered;
}

/* Whether a word says which, or whose, but not what. */
static bool is_noise(const struct heading_words *w, size_t i)
{
	static const char *const noise[] = {"nom", "noms", "name", "names", "lib",
		"libelle", "premier", "premiere", "first", "principal", "principale",
		"main", "complet", "complete", "unite", "legale", "etablissement",
		"association", "siege", "film", "films", "label", "oeuvre", "oeuvres",
		"ouvrage", "item", NULL};
	return is_article(w, i) || heading_word_is(w, i, noise);
}

static bool cut_noise(const struct heading_words *w, struct span_of_words *span)
{
	struct span_of_words all = *span;
	while (span->end - span->begin > 1 && is_noise(w, span->begin))
		span->begin++;
	while (span->end - span->begin > 1 && is_noise(w, span->end - 1))
		span->end--;
	span->penalty += RANK_NOISE;
	return span->begin != all.begin || span->end != all.end;
}

/* A field of MARC and a subfield: "245 10 $a", "200a" and "UNI 200 a" are "200 a". */
static bool is_marc(struct heading_words *w, struct heading_words *out)
{
	size_t last = w->count - 1;
	enum { TAG = 3 };
	out->count = 2;
	memcpy(out->text, w->text, sizeof out->text);
	memcpy(out->begin, w->begin, sizeof out->begin);
	out->len[0] = TAG;
	out->len[1] = 1;
	if (w->len[last] == TAG + 1 && is_digits(heading_word(w, last), TAG)) {
		out->begin[0] = w->begin[last];
		out->begin[1] = (unsigned char)(w->begin[last] + TAG);
		return true;
	}
	for (size_t i = 0; i < last; i++)
		if (w->len[i] == TAG && w->len[last] == 1 &&
			is_digits(heading_word(w, i), TAG)) {
			out->begin[0] = w->begin[i];
			out->begin[1] = w->begin[last];
			return true;
		}
	return false;
}

/*
 * Whether the words before a separator name a field themselves, so that what follows is about that.
 * A notice is a field, and what most namespaces call a record.
 */
static bool names_field(const struct heading_words *w, struct span_of_words before)
{
	static const char *const records[] = {"notice", "document", NULL};
	struct coop_heading_field out[COOP_HEADING_FIELDS];
	if (before.end - before.begin == 1 && heading_word_is(w, before.begin, records))
		return false;
	return look_up(w, before, out) > 0 && out[0].rank < COOP_HEADING_SECOND;
}

/* Looks a heading up without what stands before a separator, unless that names a field. */
static size_t without_namespace(const struct heading_words *w, struct span_of_words span,
	struct coop_heading_field out[COOP_HEADING_FIELDS])
{
	for (size_t i = span.begin + 1; i < span.end; i++) {
		struct span_of_words before = {span.begin, i, 0};
		struct span_of_words rest = {i, span.end, span.penalty + RANK_NAMESPACE};
		if (!w->apart[i])
			continue;
		if (names_field(w, before))
			return 0;
		size_t count = look_up(w, rest, out);
		if (count > 0)
			return count;
	}
	return 0;
}

/* Whether what follows is another name, or is told as well: "ou", "et", a slash. */
static bool is_either(const struct heading_words *w, size_t i)
{
	static const char *const words[] = {"ou", "et", "or", "and", NULL};
	return w->apart[i] == '/' || heading_word_is(w, i, words);
}

/* Looks up what stands before "ou" and the like. That comes second, as it is part of a heading only. */
static size_t before_either(const struct heading_words *w, struct span_of_words span,
	struct coop_heading_field out[COOP_HEADING_FIELDS])
{
	size_t i = span.begin + 1;
	while (i < span.end && !is_either(w, i))
		i++;
	if (i >= span.end)
		return 0;
	size_t count = look_up(w, (struct span_of_words){span.begin, i, 0}, out);
	for (size_t k = 0; k < count; k++)
		out[k].rank = COOP_HEADING_SECOND + RANK_EITHER + out[k].rank / RANK_STEP;
	return count;
}

/* Looks up the words of a heading, and leaves away more and more of them. */
static size_t find(struct heading_words *w, bool *numbered,
	struct coop_heading_field out[COOP_HEADING_FIELDS])
{
	struct heading_words marc;
	struct span_of_words span = {0, w->count, RANK_ALIKE};
	size_t count = look_up(w, span, out);
	if (count == 0 && is_marc(w, &marc))
		count = look_up(&marc, (struct span_of_words){0, 2, RANK_ALIKE}, out);
	if (count > 0)
		return count;
	*numbered = cut_end(w, &span);
	if (span.penalty > RANK_ALIKE)
		count = look_up(w, span, out);
	if (count == 0)
		count = without_namespace(w, span, out);
	if (count == 0 && cut_noise(w, &span))
		count = look_up(w, span, out);
	return count > 0 ? count : before_either(w, span, out);
}

/* The fields of a heading, and whether it has a number. */
static size_t find_fields(const char *name, size_t len, bool *numbered,
	struct coop_buf *scratch, struct coop_heading_field out[COOP_HEADING_FIELDS])
{
	struct heading_words w;
	enum coop_field exact = coop_field_by_name(name, len, scratch);
	*numbered = false;
	if (len > HEADING_BYTES || scratch->failed)
		return 0;
	pthread_once(&names_made, make_names);
	heading_split(name, len, &w, scratch);
	if (scratch->failed || w.count == 0 || w.count > HEADING_WORDS)
		return 0;
	size_t count = find(&w, numbered, out);
	if (count == 0 && exact != COOP_F_OTHER) {
		/* what stands in parentheses was taken for a word */
		const char *open = memchr(name, '(', len);
		heading_split(name, open ? (size_t)(open - name) : len, &w, scratch);
		count = find(&w, numbered, out);
	}
	for (size_t i = 0; i < count; i++)
		if (out[i].field == exact && out[i].rank == RANK_ALIKE)
			out[i].rank = 0;
	return count;
}

size_t coop_heading_fields(const char *name, size_t len, struct coop_buf *scratch,
	struct coop_heading_field out[COOP_HEADING_FIELDS])
{
	bool numbered;
	return find_fields(name, len, &numbered, scratch, out);
}

bool coop_heading_is_one(const char *name, size_t len, struct coop_buf *scratch)
{
	struct coop_heading_field out[COOP_HEADING_FIELDS];
	bool numbered;
	if (coop_field_by_name(name, len, scratch) != COOP_F_OTHER)
		return true;
	size_t count = find_fields(name, len, &numbered, scratch, out);
	return count > 0 && out[0].rank < COOP_HEADING_SECOND && !numbered;
}
