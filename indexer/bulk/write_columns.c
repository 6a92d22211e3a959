#include "indexer/bulk/write_columns.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/bulk/bytesort.h"
#include "indexer/bulk/column_forms.h"
#include "shared/core/bytes.h"
#include "shared/index/columns.h"

/* A column that is written. */
struct column {
	const struct columns_input *in;
	size_t which;
	enum coop_column_kind kind;
	struct bytesort_string *forms; /* of all threads */
	size_t nforms, forms_cap;
	uint32_t **numbers; /* of each thread: from its forms to values */
	uint32_t values;
	struct coop_buf heads, entries;
	struct column_form *shown; /* of the value that is added */
	size_t nshown, shown_cap;
	/* of the documents, in their order */
	uint8_t *counts;
	uint32_t *all;
	size_t total, all_cap;
};

static void release(struct column *c)
{
	for (size_t i = 0; c->numbers && i < c->in->count; i++)
		free(c->numbers[i]);
	free(c->numbers);
	free(c->forms);
	coop_buf_release(&c->heads);
	coop_buf_release(&c->entries);
	free(c->shown);
	free(c->counts);
	free(c->all);
}

static const struct columns_gathered *gathered(const struct column *c, size_t thread)
{
	return &c->in->gathers[thread]->columns[c->which];
}

/* ---- the dictionary ---- */

/* Collects the forms of all threads; `number` is that of the thread's, `kind` the thread. */
static enum coop_status collect_forms(struct column *c, struct coop_error *err)
{
	c->numbers = calloc(c->in->count, sizeof *c->numbers);
	for (size_t t = 0; c->numbers && t < c->in->count; t++) {
		const struct coop_strmap *forms = gathered(c, t)->forms;
		uint32_t n = coop_strmap_count(forms);
		c->numbers[t] = calloc((size_t)n + 1, sizeof *c->numbers[t]);
		if (!c->numbers[t] || !coop_array_grow(&c->forms, &c->forms_cap,
					      c->nforms + n + 1, sizeof *c->forms))
			return coop_fail_nomem(err);
		for (uint32_t i = 0; i < n; i++) {
			size_t len;
			const char *s = coop_strmap_at(forms, i, &len);
			c->forms[c->nforms++] = (struct bytesort_string){
				s, (uint32_t)len, i, (uint32_t)t};
		}
	}
	return c->numbers ? COOP_OK : coop_fail_nomem(err);
}

/* The key in a form. */
static struct coop_bytes key_of(const struct column *c, const struct bytesort_string *f)
{
	const char *nul =
		c->kind == COOP_COLUMN_FACET ? memchr(f->s, '\0', f->len) : NULL;
	return (struct coop_bytes){f->s, nul ? (size_t)(nul - f->s) : f->len};
}

static bool same_form(const struct bytesort_string *a, const struct bytesort_string *b)
{
	return coop_bytes_equal(a->s, a->len, b->s, b->len);
}

/* A value: its forms, from `from` up to `to` in the order of their bytes. */
struct value {
	const struct bytesort_place *order;
	size_t from, to;
	struct coop_bytes key,
		before; /* the key of the value before; empty at the first of a block */
};

/* Collects the forms of a value that are shown, in the order of their bytes. */
static bool collect_shown(struct column *c, const struct value *v)
{
	size_t n = v->key.len + 1;
	c->nshown = 0;
	for (size_t i = v->from; i < v->to; i++) {
		const struct bytesort_string *f = &c->forms[v->order[i].which];
		/* the same form of another thread follows */
		bool again =
			i > v->from && same_form(f, &c->forms[v->order[i - 1].which]);
		if (!coop_array_grow(
			    &c->shown, &c->shown_cap, c->nshown + 1, sizeof *c->shown))
			return false;
		if (!again)
			c->shown[c->nshown++] = (struct column_form){
				f->len > n ? (struct coop_bytes){f->s + n, f->len - n}
					   : (struct coop_bytes){"", 0},
				0};
		c->shown[c->nshown - 1].count += gathered(c, f->kind)->counts[f->number];
	}
	return true;
}

static bool add_value(struct column *c, const struct value *v)
{
	for (size_t i = v->from; i < v->to; i++) {
		const struct bytesort_string *f = &c->forms[v->order[i].which];
		c->numbers[f->kind][f->number] = c->values;
	}
	if (c->kind == COOP_COLUMN_NUMBER) {
		uint32_t number = 0;
		for (size_t i = 0; i < v->key.len; i++)
			number = number << 8 | (unsigned char)v->key.s[i];
		coop_buf_le32(&c->heads, number);
		return true;
	}
	if (c->values % COOP_COLUMN_BLOCK == 0)
		coop_buf_le32(&c->heads, (uint32_t)c->entries.len);
	size_t common =
		coop_bytes_common(v->key.s, v->key.len, v->before.s, v->before.len);
	coop_buf_uint(&c->entries, common);
	column_string_write(&c->entries, v->key.s + common, v->key.len - common);
	if (c->kind != COOP_COLUMN_FACET)
		return true;
	if (!collect_shown(c, v))
		return false;
	column_forms_write(&c->entries, c->shown, c->nshown, v->key);
	return true;
}

static enum coop_status make_dictionary(struct column *c, struct coop_error *err)
{
	enum coop_status st = collect_forms(c, err);
	if (st || c->nforms == 0)
		return st;
	struct bytesort_place *order = bytesort(c->forms, c->nforms);
	if (!order)
		return coop_fail_nomem(err);
	struct value v = {.order = order, .before = {"", 0}};
	for (; !st && v.from < c->nforms; v.from = v.to, c->values++) {
		v.key = key_of(c, &c->forms[order[v.from].which]);
		for (v.to = v.from + 1; v.to < c->nforms; v.to++) {
			struct coop_bytes next = key_of(c, &c->forms[order[v.to].which]);
			if (!coop_bytes_equal(v.key.s, v.key.len, next.s, next.len))
				break;
		}
		if (!add_value(c, &v))
			st = coop_fail_nomem(err);
		v.before = v.key;
		if ((c->values + 1) % COOP_COLUMN_BLOCK == 0)
			v.before.len = 0;
	}
	free(order);
	if (!st)
		st = coop_buf_check(c->heads.failed ? &c->heads : &c->entries, err);
	/* the places of blocks have 32 bits */
	return !st && c->entries.len > UINT32_MAX ? coop_fail_nomem(err) : st;
}

/* ---- the documents ---- */

/* A batch of a thread. */
struct range {
	uint32_t first;
	size_t thread, batch;
};

static int by_docid(const void *a, const void *b)
{
	const struct range *x = a, *y = b;
	return (x->first > y->first) - (x->first < y->first);
}

/* Finds the batches of all threads, in the order of their documents. */
static enum coop_status sort_batches(const struct columns_input *in, struct range **out,
	size_t *count, struct coop_error *err)
{
	size_t n = 0;
	for (size_t t = 0; t < in->count; t++)
		n += in->gathers[t]->nbatches;
	*out = calloc(n + 1, sizeof **out);
	*count = 0;
	if (!*out)
		return coop_fail_nomem(err);
	for (size_t t = 0; t < in->count; t++)
		for (size_t i = 0; i < in->gathers[t]->nbatches; i++)
			(*out)[(*count)++] =
				(struct range){in->gathers[t]->batches[i].first, t, i};
	qsort(*out, n, sizeof **out, by_docid);
	return COOP_OK;
}

/* Adds a value of a document, unless it has it already, in another form. */
static bool add_number(struct column *c, size_t first, uint32_t number)
{
	for (size_t i = first; i < c->total; i++)
		if (c->all[i] == number)
			return true;
	if (!coop_array_grow(&c->all, &c->all_cap, c->total + 1, sizeof *c->all))
		return false;
	c->all[c->total++] = number;
	return true;
}

/* Reads the documents of a batch. */
static enum coop_status read_batch(
	struct column *c, const struct range *r, struct coop_error *err)
{
	const struct columns_batch *batch = &c->in->gathers[r->thread]->batches[r->batch];
	const struct coop_buf *from = &gathered(c, r->thread)->documents;
	const unsigned char *s = (const unsigned char *)coop_buf_cstr(from) +
				 batch->at[c->which],
			    *end = (const unsigned char *)coop_buf_cstr(from) + from->len;
	for (uint32_t d = 0; d < batch->count; d++) {
		uint64_t count, form;
		size_t first = c->total;
		(void)coop_get_uint(&s, end, &count);
		for (uint64_t i = 0; i < count; i++) {
			(void)coop_get_uint(&s, end, &form);
			if (!add_number(c, first, c->numbers[r->thread][form]))
				return coop_fail_nomem(err);
		}
		c->counts[batch->first - 1 + d] = (uint8_t)(c->total - first);
	}
	return COOP_OK;
}

static enum coop_status read_documents(struct column *c, const struct range *ranges,
	size_t count, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	c->counts = calloc((size_t)c->in->documents + 1, sizeof *c->counts);
	/* most have one value */
	if (!c->counts || !coop_array_grow(&c->all, &c->all_cap,
				  (size_t)c->in->documents + 1, sizeof *c->all))
		return coop_fail_nomem(err);
	for (size_t i = 0; !st && i < count; i++)
		st = read_batch(c, &ranges[i], err);
	/* the numbers of values have 32 bits */
	return !st && c->total > UINT32_MAX ? coop_fail_nomem(err) : st;
}

/* ---- the file ---- */

static unsigned bits_for(uint32_t highest)
{
	unsigned bits = 0;
	while (bits < 32 && highest >> bits)
		bits++;
	return bits;
}

/* Appends numbers of some bits each. */
struct packer {
	char *to; /* NULL without memory */
	uint64_t word;
	unsigned used, bits;
};

/* Begins, with room for `count` numbers. */
static struct packer pack_begin(struct coop_buf *out, size_t count, unsigned bits)
{
	size_t n = (size_t)(((uint64_t)count * bits + 7) / 8);
	char *to = coop_buf_reserve(out, n);
	if (to) {
		out->len += n;
		out->s[out->len] = '\0';
	}
	return (struct packer){.to = to, .bits = bits};
}

static void pack(struct packer *p, uint32_t number)
{
	if (!p->to)
		return;
	p->word |= (uint64_t)number << p->used;
	for (p->used += p->bits; p->used >= 8; p->used -= 8) {
		*p->to++ = (char)(p->word & 0xff);
		p->word >>= 8;
	}
}

static void pack_end(struct packer *p)
{
	if (p->to && p->used > 0)
		*p->to = (char)(p->word & 0xff);
}

/* Appends what the head says of a column. */
static void put_head(const struct column *c, bool lists, struct coop_buf *out)
{
	uint32_t documents = c->in->documents;
	coop_buf_byte(out, (char)c->in->gathers[0]->fields[c->which]);
	coop_buf_byte(out, (char)lists);
	coop_buf_byte(
		out, (char)bits_for(lists && c->values > 0 ? c->values - 1 : c->values));
	coop_buf_byte(out, (char)(lists ? bits_for((uint32_t)c->total) : 0));
	coop_buf_le32(out, c->values);
	coop_buf_le32(out, lists ? (uint32_t)c->total : documents);
	coop_buf_le64(out, c->entries.len);
}

static void put_one_each(const struct column *c, struct coop_buf *out)
{
	uint32_t documents = c->in->documents;
	struct packer p = pack_begin(out, documents, bits_for(c->values));
	for (size_t d = 0, at = 0; d < documents; d++)
		pack(&p, c->counts[d] ? c->all[at++] + 1 : 0);
	pack_end(&p);
}

static void put_lists(const struct column *c, struct coop_buf *out)
{
	uint32_t documents = c->in->documents, at = 0;
	struct packer p =
		pack_begin(out, (size_t)documents + 1, bits_for((uint32_t)c->total));
	for (size_t d = 0; d < documents; at += c->counts[d++])
		pack(&p, at);
	pack(&p, at);
	pack_end(&p);
	p = pack_begin(out, c->total, bits_for(c->values - 1));
	for (size_t i = 0; i < c->total; i++)
		pack(&p, c->all[i]);
	pack_end(&p);
}

static enum coop_status write_column(struct column *c, const struct range *ranges,
	size_t count, struct coop_buf *head, struct coop_buf *out, struct coop_error *err)
{
	enum coop_status st = make_dictionary(c, err);
	if (!st)
		st = read_documents(c, ranges, count, err);
	if (st)
		return st;
	bool lists = false;
	for (size_t d = 0; d < c->in->documents; d++)
		lists |= c->counts[d] > 1;
	put_head(c, lists, head);
	coop_buf_add(out, coop_buf_cstr(&c->heads), c->heads.len);
	coop_buf_add(out, coop_buf_cstr(&c->entries), c->entries.len);
	if (lists)
		put_lists(c, out);
	else
		put_one_each(c, out);
	return coop_buf_check(out, err);
}

enum coop_status columns_write(const struct columns_input *in, const stop_flag *stop,
	struct coop_buf *out, uint64_t *values, struct coop_error *err)
{
	const struct columns_gather *first = in->gathers[0];
	struct coop_buf head = {0}, body = {0};
	struct range *ranges = NULL;
	size_t count;
	*values = 0;
	coop_buf_add(out, COOP_COLUMNS_MAGIC, COOP_COLUMNS_MAGIC_LEN);
	coop_buf_le32(out, in->documents);
	coop_buf_le32(out, (uint32_t)first->ncolumns);
	enum coop_status st = sort_batches(in, &ranges, &count, err);
	for (size_t i = 0; !st && i < first->ncolumns; i++) {
		struct column c = {
			.in = in, .which = i, .kind = coop_column_kind(first->fields[i])};
		st = stop_check(stop, err);
		if (!st)
			st = write_column(&c, ranges, count, &head, &body, err);
		*values += c.values;
		release(&c);
	}
	free(ranges);
	coop_buf_add(out, coop_buf_cstr(&head), head.len);
	coop_buf_add(out, coop_buf_cstr(&body), body.len);
	coop_buf_le64(out, 0);
	out->failed |= head.failed || body.failed;
	coop_buf_release(&head);
	coop_buf_release(&body);
	return st ? st : coop_buf_check(out, err);
}
