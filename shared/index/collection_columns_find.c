/*
 * collection_columns_find.c - finds a value of a column by its text.
 */
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/index/collection_columns.h"
#include "shared/text/fold.h"

/* What is looked for: a number, or a key and the form to show that it was made of. */
struct wanted {
	uint32_t number;
	const char *key, *shown;
	size_t key_len, shown_len;
};

/* Reads digits as they are shown: without a sign or zeros before. */
static bool read_digits(const char *s, size_t n, uint32_t *number)
{
	enum { DIGITS = 9 };
	*number = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*number = *number * 10 + (uint32_t)(s[i] - '0');
	}
	return n > 0 && n <= DIGITS && (n == 1 || *s != '0');
}

static int compare(
	struct coop_column *c, const struct coop_column_value *v, const struct wanted *w)
{
	if (coop_column_kind(coop_column_field(c)) == COOP_COLUMN_NUMBER)
		return (v->number > w->number) - (v->number < w->number);
	return coop_bytes_compare(v->key, v->key_len, w->key, w->key_len);
}

/* Finds the first value that is not before what is looked for: in order, as values are. */
static enum coop_status find_first(struct coop_column *c, const struct wanted *w,
	uint32_t *number, bool *found, struct coop_error *err)
{
	uint32_t low = 0, high = coop_column_count(c);
	struct coop_column_value v;
	enum coop_status st = COOP_OK;
	*found = false;
	while (!st && low < high) {
		uint32_t middle = low + (high - low) / 2;
		st = coop_column_value(c, middle, &v, err);
		int order = st ? 0 : compare(c, &v, w);
		*found |= !st && order == 0;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*number = low;
	return st;
}

/*
 * Goes on to a value whose form to show is the one looked for. That of a long value is cut (column_values.h),
 * and so gives only the beginning of the key.
 */
static enum coop_status find_cut(struct coop_column *c, const struct wanted *w,
	uint32_t *number, bool *found, struct coop_error *err)
{
	struct coop_column_value v;
	enum coop_status st = COOP_OK;
	for (; !st && !*found && *number < coop_column_count(c); ++*number) {
		st = coop_column_value(c, *number, &v, err);
		if (st || v.key_len < w->key_len ||
			memcmp(v.key, w->key, w->key_len) != 0)
			break;
		*found = coop_bytes_equal(v.shown, v.shown_len, w->shown, w->shown_len);
		if (*found)
			break;
	}
	return st;
}

enum coop_status coop_column_find(struct coop_column *c, const char *s, size_t n,
	uint32_t *number, bool *found, struct coop_error *err)
{
	/* where a form to show may have been cut: blanks and what is no character are left out of it, too */
	enum { LONG = COOP_COLUMN_TEXT_MAX / 2 };
	struct coop_buf key = {0};
	struct wanted w = {.key = "", .shown = s, .shown_len = n};
	*found = false;
	if (coop_column_kind(coop_column_field(c)) == COOP_COLUMN_NUMBER)
		return read_digits(s, n, &w.number)
			       ? find_first(c, &w, number, found, err)
			       : COOP_OK;
	coop_fold_label(s, n, &key);
	enum coop_status st = coop_buf_check(&key, err);
	w.key = coop_buf_cstr(&key);
	w.key_len = coop_utf8_cut(w.key, key.len, COOP_COLUMN_TEXT_MAX);
	if (!st && w.key_len > 0)
		st = find_first(c, &w, number, found, err);
	if (!st && !*found && w.key_len > 0 && n > LONG)
		st = find_cut(c, &w, number, found, err);
	coop_buf_release(&key);
	return st;
}
