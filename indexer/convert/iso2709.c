#include "indexer/convert/iso2709.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/convert/worker.h"
#include "indexer/decode/filetype_sniff.h"

enum {
	RECORD_END = 0x1d,
	FIELD_END = 0x1e,
	SUBFIELD = 0x1f,
	BLOCK = 1 << 16,
	/* places in the leader */
	INDICATORS = 10,
	MARK = 11,
	LENGTH_DIGITS = 20,
	PLACE_DIGITS = 21,
	RECORD_DIGITS = 5
};

/* ---- cutting the file ---- */

void iso2709_file_release(struct iso2709_file *f)
{
	coop_buf_release(&f->block);
}

/* Reads on; at the end of the file `ended` is set. */
static enum conversion_failure read_block(struct iso2709_file *f)
{
	size_t n;
	if (f->at > 0) {
		memmove(f->block.s, f->block.s + f->at, f->block.len - f->at);
		f->block.len -= f->at;
		f->at = 0;
	}
	char *to = coop_buf_reserve(&f->block, BLOCK);
	if (!to)
		return CONVERSION_MEMORY;
	enum conversion_failure failure = worker_read_at(f->offset, to, BLOCK, &n);
	f->block.len += n;
	f->offset += n;
	f->ended = n < BLOCK;
	return failure;
}

/* Whether a byte may stand between records: line ends, blanks, one more 1D, and the end of a file of DOS. */
static bool is_between(char c)
{
	return coop_is_blank(c) || c == RECORD_END || c == '\x1a' || c == '\0';
}

/* Passes over what stands between records, at the start a byte order mark. */
static void skip_between(struct iso2709_file *f)
{
	static const char mark[] = "\xef\xbb\xbf";
	const size_t len = sizeof mark - 1;
	if (f->offset == f->block.len && f->at == 0 && f->block.len >= len &&
		memcmp(f->block.s, mark, len) == 0)
		f->at = len;
	while (f->at < f->block.len && is_between(f->block.s[f->at]))
		f->at++;
}

/* The number of the first digits of a text; 0 when it is none. */
static size_t number(const char *s, size_t digits)
{
	size_t n = 0;
	for (size_t i = 0; i < digits; i++) {
		if (s[i] < '0' || s[i] > '9')
			return 0;
		n = n * 10 + (size_t)(s[i] - '0');
	}
	return n;
}

/*
 * The length of the first record in some bytes that end with the byte 1D, or with the file: that is where
 * it ends, unless its 1D is lost and the next begins where the leader says.
 */
static size_t record_length(const char *s, size_t n)
{
	size_t told = n > RECORD_DIGITS ? number(s, RECORD_DIGITS) : 0;
	for (size_t at = told > 0 ? told - 1 : n; told > 0 && at <= told + 1; at++)
		if (at > MARC_LEADER && at < n && filetype_is_iso2709(s + at, n - at))
			return at;
	return n;
}

/* Passes over the rest of a record that is too long. */
static enum conversion_failure skip_long(struct iso2709_file *f)
{
	for (;;) {
		char *end = memchr(f->block.s, RECORD_END, f->block.len);
		f->at = end ? (size_t)(end - f->block.s) + 1 : f->block.len;
		if (end || f->ended)
			return CONVERSION_TOO_LARGE;
		enum conversion_failure failure = read_block(f);
		if (failure)
			return failure;
	}
}

enum conversion_failure iso2709_next(struct iso2709_file *f, struct coop_bytes *raw)
{
	size_t seen = 0;
	*raw = (struct coop_bytes){"", 0};
	for (;;) {
		skip_between(f);
		const char *s = coop_buf_cstr(&f->block) + f->at;
		size_t n = f->block.len - f->at;
		const char *end =
			n > seen ? memchr(s + seen, RECORD_END, n - seen) : NULL;
		if (end || f->ended) {
			n = end ? (size_t)(end - s) + 1 : n;
			*raw = (struct coop_bytes){s, n > 0 ? record_length(s, n) : 0};
			f->at += raw->len;
			return CONVERSION_OK;
		}
		if (n > ISO2709_RAW_MAX)
			return skip_long(f);
		seen = n;
		enum conversion_failure failure = read_block(f);
		if (failure)
			return failure;
	}
}

/* ---- reading a record ---- */

/* An entry of the directory. */
struct entry {
	const char *tag;
	size_t len, place;
};

/* A record whose parts are known. */
struct frame_of {
	const char *data; /* behind the directory */
	size_t len;       /* with the last 1E, without 1D */
	struct entry *entries;
	size_t count;
	bool no_memory;
};

/* A digit of the leader, or what nearly all records have there. */
static size_t digit_or(char c, size_t usual)
{
	return c >= '1' && c <= '9' ? (size_t)(c - '0') : usual;
}

static bool are_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

/* Reads a directory without line ends; false when it makes no sense or memory runs out. */
static bool read_directory(
	const char *leader, const struct coop_buf *dir, struct frame_of *out)
{
	const size_t length = digit_or(leader[LENGTH_DIGITS], 4);
	const size_t place = digit_or(leader[PLACE_DIGITS], 5);
	size_t size = MARC_TAG + length + place;
	if (dir->len == 0 || dir->len % size != 0 || dir->len / size > MARC_PARTS_MAX)
		return false;
	out->count = dir->len / size;
	out->entries = malloc(out->count * sizeof *out->entries);
	out->no_memory = !out->entries;
	if (out->no_memory)
		return false;
	for (size_t i = 0; i < out->count; i++) {
		const char *s = dir->s + i * size;
		if (!are_digits(s + MARC_TAG, length + place))
			return false;
		out->entries[i] = (struct entry){s, number(s + MARC_TAG, length),
			number(s + MARC_TAG + length, place)};
	}
	return true;
}

/* Whether all entries lead to a field: what they say begins behind a 1E and ends with one. */
static bool entries_hold(const struct frame_of *f)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct entry *e = &f->entries[i];
		if (e->len == 0 || e->place >= f->len || e->len > f->len - e->place)
			return false;
		if (f->data[e->place + e->len - 1] != FIELD_END)
			return false;
		if (e->place > 0 && f->data[e->place - 1] != FIELD_END)
			return false;
		if (memchr(f->data + e->place, FIELD_END, e->len - 1))
			return false;
	}
	return true;
}

/* Entries by their places, those of one place by their order. */
static int by_place(const void *a, const void *b)
{
	const struct entry *x = *(const struct entry *const *)a;
	const struct entry *y = *(const struct entry *const *)b;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x > y) - (x < y);
}

/* Where data go on behind line ends, which a program may write behind each field. */
static size_t skip_line_ends(const struct frame_of *f, size_t at)
{
	while (at < f->len && coop_is_line_end(f->data[at]))
		at++;
	return at;
}

/* Whether there is no field any more. */
static bool is_empty(const struct frame_of *f, size_t at)
{
	while (at < f->len && (is_between(f->data[at]) || f->data[at] == FIELD_END))
		at++;
	return at >= f->len;
}

/*
 * Puts the entries into the order of their places, if these follow one another as the lengths say: then only
 * what was converted since has moved them. Otherwise they lie, and the fields stand as they are listed.
 */
static void put_in_order(const struct frame_of *f, struct entry **order)
{
	for (size_t i = 0; i < f->count; i++)
		order[i] = &f->entries[i];
	qsort(order, f->count, sizeof *order, by_place);
	bool follow = f->count > 0 && order[0]->place == 0;
	for (size_t i = 1; i < f->count; i++)
		follow &= order[i]->place == order[i - 1]->place + order[i - 1]->len;
	for (size_t i = 0; i < f->count && !follow; i++)
		order[i] = &f->entries[i];
}

/* Gives the fields, in the order of their places, what stands between one 1E and the next. */
static bool mend_entries(struct frame_of *f)
{
	struct entry **order = malloc(f->count * sizeof *order);
	size_t at = 0, i = 0;
	f->no_memory = !order;
	if (!order)
		return false;
	put_in_order(f, order);
	for (; i < f->count && !is_empty(f, at); i++) {
		at = skip_line_ends(f, at);
		const char *end = memchr(f->data + at, FIELD_END, f->len - at);
		size_t len = (end ? (size_t)(end - f->data) : f->len) - at;
		order[i]->place = at;
		order[i]->len = len + 1;
		at += len + 1;
	}
	bool all = i == f->count && is_empty(f, at);
	free(order);
	return all;
}

/* Adds a subfield, converted. */
static void add_part(struct marc_record *out, struct marc_charset *charset, char code,
	const char *s, size_t n)
{
	struct coop_buf text = {0};
	marc_charset_add(charset, s, n, &text);
	out->text.failed |= text.failed;
	marc_record_part(out, code, coop_buf_cstr(&text), text.len);
	coop_buf_release(&text);
}

/* Adds the subfields of a field, of which `mark` bytes each are the byte 1F and the code. */
static void add_parts(struct marc_record *out, struct marc_charset *charset, size_t mark,
	const char *s, size_t n)
{
	while (n > 0) {
		const char *next = n > 1 ? memchr(s + 1, SUBFIELD, n - 1) : NULL;
		size_t len = next ? (size_t)(next - s) : n;
		if (len > mark)
			add_part(out, charset, s[1], s + mark, len - mark);
		s += len;
		n -= len;
	}
}

static void add_field(const struct entry *e, const struct frame_of *f,
	struct marc_charset *charset, struct marc_record *out)
{
	const char *s = f->data + e->place;
	const size_t n = e->len - 1;
	const size_t indicators = digit_or(out->leader[INDICATORS], 2);
	size_t mark = digit_or(out->leader[MARK], 2);
	mark = mark > 1 && mark < 5 ? mark : 2;
	bool control = e->tag[0] == '0' && e->tag[1] == '0';
	const char *first = control ? NULL : memchr(s, SUBFIELD, n);
	size_t before = first ? (size_t)(first - s) : 0;
	char ind1 = before > 0 ? s[0] : ' ', ind2 = before > 1 ? s[1] : ' ';
	if (!marc_record_field(out, e->tag, MARC_TAG, ind1, ind2))
		return;
	if (control)
		add_part(out, charset, MARC_CONTROL, s, n);
	else if (first)
		add_parts(out, charset, mark, first, n - before);
	else if (n > indicators) /* a program that forgets the marks */
		add_part(out, charset, 'a', s + indicators, n - indicators);
}

/* Copies the directory without the line ends that a transfer as text has put in. */
static void copy_directory(const char *s, size_t n, struct coop_buf *out)
{
	for (size_t i = 0; i < n; i++)
		if (!coop_is_line_end(s[i]))
			coop_buf_byte(out, s[i]);
}

/* What a record says of its characters; the tag of its title tells its format. */
static enum charset declared(const struct marc_record *r, const struct frame_of *f)
{
	enum { UNICODE_AT = 9, CODES = 26 /* in 100 $a */ };
	bool unimarc = false;
	const char *codes = "";
	for (size_t i = 0; i < f->count; i++) {
		const struct entry *e = &f->entries[i];
		const char *s = f->data + e->place;
		unimarc |= memcmp(e->tag, "200", MARC_TAG) == 0;
		s = memcmp(e->tag, "100", MARC_TAG) == 0 ? memmem(s, e->len - 1,
								   "\x1f"
								   "a",
								   2)
							 : NULL;
		if (s && (size_t)(f->data + e->place + e->len - s) > 2 + CODES + 2)
			codes = s + 2 + CODES;
	}
	if (!unimarc)
		return r->leader[UNICODE_AT] == 'a' ? CHARSET_UTF8 : CHARSET_MARC8;
	if (memcmp(codes, "50", *codes ? 2 : 1) == 0)
		return CHARSET_UTF8;
	return *codes == '0' ? CHARSET_ISO5426 : CHARSET_AUTO;
}

static void add_fields(const struct frame_of *f, struct coop_bytes raw,
	struct marc_charset *charset, struct marc_record *out)
{
	marc_charset_choose(charset, raw.s, raw.len, declared(out, f));
	for (size_t i = 0; i < f->count; i++)
		add_field(&f->entries[i], f, charset, out);
}

enum iso2709_state iso2709_read(
	struct coop_bytes raw, struct marc_charset *charset, struct marc_record *out)
{
	struct frame_of f = {0};
	struct coop_buf dir = {0};
	enum iso2709_state state = ISO2709_DAMAGED;
	marc_record_reset(out);
	bool whole = raw.len > 0 && raw.s[raw.len - 1] == RECORD_END;
	size_t n = raw.len - whole;
	const char *end =
		n > MARC_LEADER ? memchr(raw.s + MARC_LEADER, FIELD_END, n - MARC_LEADER)
				: NULL;
	/* one that lacks its last byte alone is no less good */
	if (!end || (!whole && raw.s[n - 1] != FIELD_END))
		return state;
	marc_record_leader(out, raw.s, MARC_LEADER);
	copy_directory(raw.s + MARC_LEADER, (size_t)(end - raw.s) - MARC_LEADER, &dir);
	f.data = end + 1;
	f.len = n - (size_t)(f.data - raw.s);
	if (!dir.failed && read_directory(out->leader, &dir, &f)) {
		bool hold = entries_hold(&f);
		if (hold || mend_entries(&f)) {
			add_fields(&f, raw, charset, out);
			state = hold ? ISO2709_GOOD : ISO2709_MENDED;
		}
	}
	out->text.failed |= dir.failed || f.no_memory;
	free(f.entries);
	coop_buf_release(&dir);
	return state;
}
