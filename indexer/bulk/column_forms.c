#include "indexer/bulk/column_forms.h"

void column_string_write(struct coop_buf *out, const char *s, size_t n)
{
	coop_buf_uint(out, n);
	coop_buf_add(out, s, n);
}

/* The most frequent form, and of equally frequent ones the first. */
static size_t choose(const struct column_form *forms, size_t n)
{
	size_t best = 0;
	for (size_t i = 1; i < n; i++)
		if (forms[i].count > forms[best].count)
			best = i;
	return best;
}

void column_forms_write(struct coop_buf *out, const struct column_form *forms, size_t n,
	struct coop_bytes key)
{
	struct coop_buf others = {0};
	size_t best = choose(forms, n);
	struct coop_bytes shown = forms[best].text;
	for (size_t i = 0; i < n; i++)
		if (i != best) {
			column_string_write(&others, forms[i].text.s, forms[i].text.len);
			coop_buf_uint(&others, forms[i].count);
		}
	if (coop_bytes_equal(shown.s, shown.len, key.s, key.len))
		shown.len = 0;
	column_string_write(out, shown.s, shown.len);
	coop_buf_uint(out, 2 * forms[best].count + (n > 1));
	if (n > 1)
		column_string_write(out, coop_buf_cstr(&others), others.len);
	out->failed |= others.failed;
	coop_buf_release(&others);
}
