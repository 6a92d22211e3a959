#include "indexer/convert/numfmt.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/convert/decimal.h"
#include "indexer/convert/serial.h"
#include "shared/core/bytes.h"

enum { SECTIONS_MAX = 4, ITEMS_MAX = 128 };

/* What a section is made of. */
enum item_kind {
	ITEM_LITERAL,
	ITEM_DIGIT, /* 0, # or ? */
	ITEM_POINT,
	ITEM_COMMA,
	ITEM_DATE,    /* letters of one kind: yyyy */
	ITEM_ELAPSED, /* [h] */
	ITEM_HALF,    /* AM/PM: hours are told by 24 all the same */
	ITEM_GENERAL,
	ITEM_TEXT,   /* @ */
	ITEM_UNSHOWN /* an exponent or a fraction: the number is told in full */
};

struct item {
	enum item_kind kind;
	const char *s; /* the literal; of others their letters */
	size_t n;
};

/* A condition of a section, such as [<100]. */
struct condition {
	char op[3]; /* "" when there is none */
	double than;
};

struct section {
	struct item item[ITEMS_MAX];
	size_t count;
	struct condition condition;
	size_t percents;
};

const char *numfmt_builtin(size_t id)
{
	/* those of currencies (5 to 8, 41 to 44) are another in each country */
	static const char *const codes[] = {[1] = "0",
		[2] = "0.00",
		[3] = "#,##0",
		[4] = "#,##0.00",
		[5] = "#,##0",
		[6] = "#,##0",
		[7] = "#,##0.00",
		[8] = "#,##0.00",
		[9] = "0%",
		[10] = "0.00%",
		[11] = "0.00E+00",
		[12] = "# ?/?",
		[13] = "# ?/?", /* of two digits */
		[14] = "yyyy-mm-dd",
		[15] = "d-mmm-yy",
		[16] = "d-mmm",
		[17] = "mmm-yy",
		[18] = "h:mm",
		[19] = "h:mm:ss",
		[20] = "h:mm",
		[21] = "h:mm:ss",
		[22] = "yyyy-mm-dd h:mm",
		[37] = "#,##0",
		[38] = "#,##0",
		[39] = "#,##0.00",
		[40] = "#,##0.00",
		[41] = "#,##0",
		[42] = "#,##0",
		[43] = "#,##0.00",
		[44] = "#,##0.00",
		[45] = "mm:ss",
		[46] = "[h]:mm:ss",
		[47] = "mm:ss",
		[48] = "##0.0E+0",
		[49] = "@"};
	bool of_asia = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
	if (of_asia)
		return "yyyy-mm-dd";
	return id < sizeof codes / sizeof *codes ? codes[id] : NULL;
}

/* ---- parsing ---- */

static void add_item(struct section *s, enum item_kind kind, const char *from, size_t n)
{
	if (s->count < ITEMS_MAX && n > 0)
		s->item[s->count++] = (struct item){kind, from, n};
}

/* How many bytes the character at `s` has. */
static size_t char_bytes(const char *s)
{
	size_t n = 1;
	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static void take_condition(struct section *s, const char *from, size_t n)
{
	char number[32];
	size_t op = strspn(from, "<>=");
	if (op > 2 || op >= n || n - op >= sizeof number)
		return;
	memcpy(s->condition.op, from, op);
	memcpy(number, from + op, n - op);
	number[n - op] = '\0';
	s->condition.than = strtod(number, NULL);
}

/* What is in brackets: [h], [$€-40C], [<100]; a colour or a script says nothing. */
static void take_brackets(struct section *s, const char *from, size_t n)
{
	if (n == 0)
		return;
	if (*from == '$') {
		const char *dash = memchr(from, '-', n);
		add_item(s, ITEM_LITERAL, from + 1,
			(dash ? (size_t)(dash - from) : n) - 1);
	} else if (strchr("<>=", *from)) {
		take_condition(s, from, n);
	} else if (strspn(from, "hHmMsS") == n) {
		add_item(s, ITEM_ELAPSED, from, n);
	}
}

/* Takes what begins with a sign for what follows it; returns how many bytes that is, 0 for none. */
static size_t take_marked(struct section *s, const char *at)
{
	const char *end;
	switch (*at) {
	case '"':
		end = strchr(at + 1, '"');
		end = end ? end : at + strlen(at);
		add_item(s, ITEM_LITERAL, at + 1, (size_t)(end - at) - 1);
		return (size_t)(end - at) + (*end == '"');
	case '[':
		end = strchr(at, ']');
		end = end ? end : at + strlen(at);
		take_brackets(s, at + 1, (size_t)(end - at) - 1);
		return (size_t)(end - at) + (*end == ']');
	case '\\':
		if (at[1])
			add_item(s, ITEM_LITERAL, at + 1, char_bytes(at + 1));
		return at[1] ? 1 + char_bytes(at + 1) : 1;
	case '_': /* a blank as wide as the next character, */
	case '*': /* or that again and again */
		return at[1] ? 1 + char_bytes(at + 1) : 1;
	default:
		return 0;
	}
}

/* Takes a word that has a meaning; returns its bytes, 0 for none. */
static size_t take_word(struct section *s, const char *at)
{
	static const struct {
		const char *word;
		enum item_kind kind;
	} words[] = {{"General", ITEM_GENERAL}, {"Standard", ITEM_GENERAL},
		{"AM/PM", ITEM_HALF}, {"A/P", ITEM_HALF}, {"E+", ITEM_UNSHOWN},
		{"E-", ITEM_UNSHOWN}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i].word);
		if (strncasecmp(at, words[i].word, n) != 0)
			continue;
		add_item(s, words[i].kind, at, n);
		return n;
	}
	return 0;
}

/* Takes the next item; returns its bytes. */
static size_t take_item(struct section *s, const char *at)
{
	size_t n = take_marked(s, at);
	if (n == 0)
		n = take_word(s, at);
	if (n > 0)
		return n;
	n = char_bytes(at);
	enum item_kind kind = ITEM_LITERAL;
	if (strchr("0#?", *at))
		kind = ITEM_DIGIT;
	else if (strchr("yYmMdDhHsS", *at)) {
		kind = ITEM_DATE;
		while ((at[n] | 0x20) == (*at | 0x20))
			n++;
	} else if (*at == '.')
		kind = ITEM_POINT;
	else if (*at == ',')
		kind = ITEM_COMMA;
	else if (*at == '/')
		kind = ITEM_UNSHOWN;
	else if (*at == '@')
		kind = ITEM_TEXT;
	s->percents += *at == '%';
	add_item(s, kind, at, n);
	return n;
}

/* Parses the section at `*code`, and moves `*code` to the next one; false behind the last one. */
static bool parse_section(const char **code, struct section *s)
{
	const char *at = *code;
	s->count = s->percents = 0;
	s->condition = (struct condition){.op = ""};
	if (!at)
		return false;
	while (*at && *at != ';')
		at += take_item(s, at);
	*code = *at ? at + 1 : NULL;
	return true;
}

/* ---- which section ---- */

static bool has_kind(const struct section *s, enum item_kind kind)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->item[i].kind == kind)
			return true;
	return false;
}

static bool condition_holds(const struct condition *c, double value)
{
	bool less = value<c->than, more = value> c->than;
	if (strcmp(c->op, "<>") == 0)
		return less || more;
	return (less && strchr(c->op, '<')) || (more && strchr(c->op, '>')) ||
	       (!less && !more && strchr(c->op, '='));
}

/*
 * Parses the section for a number: by conditions, else the first for what is above 0, the second for what
 * is below, the third for 0. Sets whether it shows the sign of a negative number itself.
 */
static void choose_section(
	const char *code, double value, struct section *s, bool *own_sign)
{
	struct section *first = s;
	const char *at = code;
	bool conditions = false;
	size_t wanted = value < 0 ? 1 : value == 0 ? 2 : 0;
	*own_sign = false;
	for (size_t i = 0; i < SECTIONS_MAX && parse_section(&at, first); i++) {
		bool told = *s->condition.op != '\0';
		conditions |= told;
		bool fits = told ? condition_holds(&s->condition, value)
				 : conditions || i == wanted;
		if (!fits || has_kind(s, ITEM_TEXT))
			continue;
		*own_sign =
			i > 0 && (told ? s->condition.than <= 0 : i == 1 && !conditions);
		return;
	}
	at = code;
	parse_section(&at, s);
}

/* ---- dates ---- */

/* Whether the letters "m" are minutes: behind hours, or before seconds. */
static bool is_minutes(const struct section *s, size_t i)
{
	for (size_t k = i; k-- > 0;)
		if (s->item[k].kind == ITEM_DATE || s->item[k].kind == ITEM_ELAPSED) {
			if ((*s->item[k].s | 0x20) == 'h')
				return true;
			break;
		}
	for (size_t k = i + 1; k < s->count; k++)
		if (s->item[k].kind == ITEM_DATE)
			return (*s->item[k].s | 0x20) == 's';
	return false;
}

static struct serial_parts parts_of(const struct section *s)
{
	struct serial_parts p = {0};
	for (size_t i = 0; i < s->count; i++) {
		const struct item *item = &s->item[i];
		char letter = (char)(*item->s | 0x20);
		if (item->kind == ITEM_ELAPSED && !p.elapsed)
			p.elapsed = letter;
		if (item->kind != ITEM_DATE && item->kind != ITEM_ELAPSED)
			continue;
		bool minutes =
			letter == 'm' && (item->kind == ITEM_ELAPSED || is_minutes(s, i));
		p.year |= letter == 'y';
		p.month |= letter == 'm' && !minutes;
		p.day |= letter == 'd';
		p.hour |= letter == 'h';
		p.minute |= minutes;
		p.second |= letter == 's';
		p.two_digits |= letter == 'h' && item->n > 1;
	}
	return p;
}

/* ---- numbers ---- */

/* The placeholders of digits in a section. */
struct shape {
	size_t whole, places; /* before and after the point */
	size_t whole_certain, /* of these, so many show zeros as well */
		places_certain;
	size_t first, last; /* of those before the point; 0 when there are none */
	size_t thousands;   /* commas behind the last one: the number is divided */
	bool point;
};

static void take_digit(struct shape *shape, size_t i, bool zero)
{
	shape->thousands = 0;
	if (shape->point) {
		shape->places++;
		shape->places_certain = zero ? shape->places : shape->places_certain;
		return;
	}
	shape->first = shape->whole == 0 ? i : shape->first;
	shape->last = i;
	shape->whole++;
	shape->whole_certain += zero || shape->whole_certain > 0;
}

static struct shape shape_of(const struct section *s)
{
	struct shape shape = {0};
	for (size_t i = 0; i < s->count; i++) {
		shape.point |= s->item[i].kind == ITEM_POINT;
		shape.thousands += s->item[i].kind == ITEM_COMMA;
		if (s->item[i].kind == ITEM_DIGIT)
			take_digit(&shape, i, *s->item[i].s == '0');
	}
	return shape;
}

/* A number on its way to text. */
struct writing {
	const struct decimal *number;
	struct coop_buf *out;
	size_t whole, places; /* digits that are shown, before and after the point */
	size_t next;          /* digits before the point that are not dealt with */
	size_t left;          /* placeholders of these */
	size_t done;          /* digits after the point */
};

/* Writes the digits before the point down to the place `to`. */
static void write_down_to(struct writing *w, size_t to)
{
	while (w->next > to)
		if (--w->next < w->whole)
			coop_buf_byte(w->out, decimal_digit(w->number, (int)w->next));
}

static void write_digit(struct writing *w, bool behind_point)
{
	if (!behind_point)
		write_down_to(w, --w->left);
	else if (w->done < w->places)
		coop_buf_byte(w->out, decimal_digit(w->number, -(int)++w->done));
}

/* Writes a number digit by digit; literals between them stay where they are, once there is a digit. */
static void add_number(
	const struct section *s, const struct decimal *d, struct coop_buf *out)
{
	struct shape shape = shape_of(s);
	struct decimal n = *d;
	bool behind_point = false;
	decimal_scale(&n, 2 * (int)s->percents - 3 * (int)shape.thousands);
	decimal_round(&n, shape.places);
	struct writing w = {.number = &n, .out = out, .left = shape.whole};
	w.whole = decimal_whole(&n) > shape.whole_certain ? decimal_whole(&n)
							  : shape.whole_certain;
	w.whole += w.whole == 0 && shape.point;
	w.places = decimal_places(&n) > shape.places_certain ? decimal_places(&n)
							     : shape.places_certain;
	w.next = w.whole > shape.whole ? w.whole : shape.whole;
	if (n.negative && n.count > 0)
		coop_buf_byte(out, '-');
	for (size_t i = 0; i < s->count; i++) {
		const struct item *item = &s->item[i];
		bool early = i > shape.first && i < shape.last && w.next >= w.whole;
		if (item->kind == ITEM_DIGIT)
			write_digit(&w, behind_point);
		else if (item->kind == ITEM_LITERAL && !early)
			coop_buf_add(out, item->s, item->n);
		else if (item->kind == ITEM_POINT && !behind_point) {
			behind_point = true;
			write_down_to(&w, 0);
			if (w.places > 0)
				coop_buf_byte(out, '.');
		}
	}
}

static void add_by_section(const struct section *s, const struct decimal *d,
	bool from_1904, struct coop_buf *out)
{
	struct serial_parts parts = parts_of(s);
	bool date = has_kind(s, ITEM_DATE) || has_kind(s, ITEM_ELAPSED);
	if (date && serial_add(decimal_value(d), from_1904, &parts, out))
		return;
	if (date || has_kind(s, ITEM_UNSHOWN) || has_kind(s, ITEM_TEXT)) {
		decimal_add(d, out);
		return;
	}
	if (!has_kind(s, ITEM_GENERAL)) {
		add_number(s, d, out);
		return;
	}
	for (size_t i = 0; i < s->count; i++)
		if (s->item[i].kind == ITEM_GENERAL)
			decimal_add(d, out);
		else if (s->item[i].kind == ITEM_LITERAL)
			coop_buf_add(out, s->item[i].s, s->item[i].n);
}

void numfmt_add(
	const char *code, bool from_1904, const char *s, size_t n, struct coop_buf *out)
{
	struct section section;
	struct decimal number;
	bool own_sign;
	bool general =
		!code || strcasecmp(code, "General") == 0 || strcmp(code, "@") == 0;
	if (general || !decimal_read(s, n, &number)) {
		decimal_add_plain(s, n, out);
		return;
	}
	choose_section(code, decimal_value(&number), &section, &own_sign);
	number.negative = number.negative && !own_sign;
	add_by_section(&section, &number, from_1904, out);
}
