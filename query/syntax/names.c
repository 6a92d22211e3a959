#include "query/syntax/names.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"

static const char *const befores[] = {"other.", "autre."};

/* Whether a name is the folded label. */
static bool is_label(const char *label, const char *name, size_t len)
{
	struct coop_buf folded = {0};
	coop_fold_label(label, strlen(label), &folded);
	bool same = coop_bytes_equal(coop_buf_cstr(&folded), folded.len, name, len);
	coop_buf_release(&folded);
	return same;
}

/* Whether a folded name is one that is shown for its field, which no column takes away. */
static bool is_shown(enum qfield field, bool decade, const char *folded, size_t len)
{
	return field != QFIELD_NONE &&
	       (decade || is_label(qfield_name(field), folded, len) ||
		       is_label(qfield_label_in(field, false), folded, len) ||
		       is_label(qfield_label_in(field, true), folded, len));
}

/* The bytes of "other." before a name, if that is there; else 0. */
static size_t before_of(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof befores / sizeof *befores; i++)
		if (coop_bytes_begins_with(name, len, befores[i]))
			return strlen(befores[i]);
	return 0;
}

void qname_key(const char *name, size_t len, struct coop_own_key *key)
{
	size_t before = before_of(name, len);
	coop_own_key(name + before, len - before, key);
}

bool qname_has_before(const char *s, size_t len)
{
	return before_of(s, len) > 0;
}

static bool is_column(const struct qnames *names, const char *name, size_t len)
{
	struct coop_own_key key;
	if (!names)
		return false;
	qname_key(name, len, &key);
	return key.len > 0 && names->has(names->data, key.s, key.len);
}

/* ---- the headings of fields, as columns are named ---- */

enum { HEADINGS_MAX = 1024 };

/* The keys of the headings that the field table knows, in order; made when one is first looked for. */
static struct heading {
	struct coop_own_key key;
	enum coop_field field;
} headings[HEADINGS_MAX];
static size_t nheadings;
static pthread_once_t headings_made = PTHREAD_ONCE_INIT;

static int compare(const void *a, const void *b)
{
	const struct heading *x = a, *y = b;
	int order = coop_bytes_compare(x->key.s, x->key.len, y->key.s, y->key.len);
	return order ? order : (int)x->field - (int)y->field;
}

static void make_headings(void)
{
	for (int f = 0; f < COOP_FIELD_COUNT; f++) {
		const char *const *alias = coop_field_info((enum coop_field)f)->aliases;
		for (; *alias && nheadings < HEADINGS_MAX; alias++, nheadings++) {
			headings[nheadings].field = (enum coop_field)f;
			coop_own_key(*alias, strlen(*alias), &headings[nheadings].key);
		}
	}
	qsort(headings, nheadings, sizeof *headings, compare);
}

/* The field that has a heading with the key of a name: the first of several. */
static enum qfield find_heading(const char *name, size_t len)
{
	struct heading wanted = {.field = (enum coop_field)0};
	size_t low = 0;
	pthread_once(&headings_made, make_headings);
	coop_own_key(name, len, &wanted.key);
	for (size_t high = nheadings; low < high;) {
		size_t middle = low + (high - low) / 2;
		if (compare(&headings[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	const struct heading *found = &headings[low];
	bool same = wanted.key.len > 0 && low < nheadings &&
		    coop_bytes_equal(
			    found->key.s, found->key.len, wanted.key.s, wanted.key.len) &&
		    found->field != COOP_F_OTHER;
	return same ? (enum qfield)found->field : QFIELD_NONE;
}

enum qfield qname_find(const struct qnames *names, const char *name, size_t len,
	bool *decade, struct coop_buf *scratch)
{
	*decade = false;
	if (before_of(name, len) > 0)
		return is_column(names, name, len) ? QFIELD_OWN : QFIELD_NONE;
	enum qfield field = qfield_by_name(name, len, decade, scratch);
	bool own = !scratch->failed && is_column(names, name, len) &&
		   !is_shown(field, *decade, coop_buf_cstr(scratch), scratch->len);
	*decade &= !own;
	if (own || scratch->failed)
		return own ? QFIELD_OWN : field;
	return field == QFIELD_NONE ? find_heading(name, len) : field;
}

void qname_put(const char *key, struct coop_buf *out)
{
	struct coop_buf scratch = {0};
	size_t len = strlen(key);
	bool decade, figure = *key >= '0' && *key <= '9';
	enum qfield field = qfield_by_name(key, len, &decade, &scratch);
	if (is_shown(field, decade, coop_buf_cstr(&scratch), scratch.len))
		coop_buf_str(out, befores[0]);
	coop_buf_printf(out, figure ? "\"%s\"" : "%s", key);
	coop_buf_release(&scratch);
}

void qnames_print(const struct qnames *names, struct coop_buf *out)
{
	struct coop_buf keys = {0};
	size_t count = names ? names->list(names->data, QNAMES_SHOWN + 1, &keys) : 0;
	const char *key = coop_buf_cstr(&keys);
	for (size_t i = 0; i < count && !keys.failed; i++, key += strlen(key) + 1) {
		coop_buf_str(out, QNAMES_BETWEEN);
		if (i == QNAMES_SHOWN)
			coop_buf_str(out, "...");
		else
			qname_put(key, out);
	}
	coop_buf_release(&keys);
}
