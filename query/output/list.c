#include "query/output/list.h"

struct list list_of(const struct coop_record *record, enum coop_field field)
{
	return (struct list){.record = record, .field = field};
}

struct list list_of_producers(const struct coop_record *record)
{
	struct coop_value v;
	bool companies = coop_record_get(record, COOP_F_COMPANY, &v);
	return list_of(record, companies ? COOP_F_COMPANY : COOP_F_PRODUCER);
}

/* The length of what separates items of any list at the beginning of a text; 0 for nothing. */
static size_t separator(const char *s, size_t n)
{
	if (n > 0 && s[0] != '\0' && strchr(";|\n\r", s[0]))
		return 1;
	return coop_bytes_begins_with(s, n, " / ") ? 3 : 0;
}

/* The same of a list of people. */
static size_t conjunction(const char *s, size_t n)
{
	static const char *const words[] = {" et ", " and ", " & "};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (coop_bytes_begins_with(s, n, words[i]))
			return strlen(words[i]);
	return 0;
}

/* Whether each part between commas has a blank inside. */
static bool parts_have_blanks(const char *s, size_t n)
{
	while (n > 0) {
		const char *comma = memchr(s, ',', n);
		size_t len = comma ? (size_t)(comma - s) : n;
		struct coop_bytes part = coop_bytes_trimmed(s, len);
		if (!memchr(part.s, ' ', part.len))
			return false;
		len += comma != NULL;
		s += len;
		n -= len;
	}
	return true;
}

/* Whether commas separate the items of a value. */
static bool has_commas(enum coop_field field, const char *s, size_t n)
{
	if (field != COOP_F_KEYWORDS && field != COOP_F_DIRECTOR)
		return false;
	for (size_t i = 0; i < n; i++)
		if (separator(s + i, n - i) > 0)
			return false;
	return field == COOP_F_KEYWORDS || parts_have_blanks(s, n);
}

static size_t separator_of(const struct list *l, const char *s, size_t n)
{
	if (l->commas && s[0] == ',')
		return 1;
	size_t len = separator(s, n);
	if (len == 0 && l->field == COOP_F_DIRECTOR)
		len = conjunction(s, n);
	return len;
}

/* Takes the next value of the field; false when there is none. */
static bool take_value(struct list *l)
{
	while (l->value < l->record->count) {
		struct coop_value v = coop_record_at(l->record, l->value++);
		if (v.field != l->field)
			continue;
		const char *address =
			v.field == COOP_F_PRODUCER ? memchr(v.text, '(', v.len) : NULL;
		size_t n = address ? (size_t)(address - v.text) : v.len;
		l->rest = (struct coop_bytes){v.text, n};
		l->commas = has_commas(l->field, v.text, n);
		return true;
	}
	return false;
}

bool list_next(struct list *l, struct coop_bytes *item)
{
	while (l->rest.len > 0 || take_value(l)) {
		const char *s = l->rest.s;
		size_t n = l->rest.len, end = 0, skipped = 0;
		while (end < n && (skipped = separator_of(l, s + end, n - end)) == 0)
			end++;
		l->rest = (struct coop_bytes){s + end + skipped, n - end - skipped};
		*item = coop_bytes_trimmed(s, end);
		if (item->len > 0)
			return true;
	}
	return false;
}
