#include "indexer/notice/contact.h"

#include <string.h>

#include "indexer/notice/cues.h"
#include "indexer/notice/mail.h"

enum {
	BLOCK_MAX = 4096, /* bytes; a longer block is not parsed */
	LABEL_MAX = 24,   /* bytes before the colon of "Tél. : 04 ..." */
	WORD_MAX = 14,    /* bytes of the longest label of one word */
	POSTCODE_MAX = 5  /* digits */
};

/* A block being parsed. */
struct contact {
	struct found *f;
	bool add;            /* whether parts are added, or only counted */
	size_t parts;        /* certain parts of a contact */
	struct span address; /* what may be an address: all since the last part */
	size_t words;        /* pieces of it */
	bool labelled;       /* it follows "Adresse :" */
};

/* ---- pieces ---- */

/* Whether a word is a label of numbers or e-mail addresses. */
static bool is_label_word(enum coop_field field)
{
	return field == COOP_F_PHONE || field == COOP_F_FAX || field == COOP_F_EMAIL;
}

/* The length of the first word of a text, which ends before a blank, a digit or a sign. */
static size_t word_length(struct span l)
{
	size_t n = 0;
	while (n < l.n && n <= WORD_MAX && !span_blank(l.s + n, l.n - n) &&
		!strchr(".:;,()/0123456789@+\n", l.s[n]))
		n++;
	return n;
}

/* Whether a text begins with "Tél. 04", "Fax : " or the like. */
static bool begins_label(struct span l, struct coop_buf *folded)
{
	size_t n = word_length(l);
	if (n < 3 || n > WORD_MAX || !strchr("TtFfEeMmCcPp", *l.s) ||
		!is_label_word(cue_label((struct span){l.s, n}, folded)))
		return false;
	while (n < l.n && (l.s[n] == '.' || span_blank(l.s + n, l.n - n)))
		n++;
	return n < l.n && l.s[n] && strchr(":0123456789+(/", l.s[n]);
}

/* Whether a piece ends at `i`; `*skip` is the length of the separator. */
static bool ends_piece(struct span l, size_t i, struct coop_buf *folded, size_t *skip)
{
	*skip = 1;
	if (l.s[i] == ',' || l.s[i] == ';' || l.s[i] == '\n')
		return true;
	size_t b = span_blank(l.s + i, l.n - i);
	if (b == 0)
		return false;
	struct span rest = {l.s + i + b, l.n - i - b};
	size_t dash = span_dash(rest.s, rest.n);
	if (dash > 0 && *rest.s != '/' && span_blank(rest.s + dash, rest.n - dash)) {
		*skip = b + dash;
		return true;
	}
	*skip = b;
	return begins_label(rest, folded);
}

/* Takes the next piece off the rest; it may be empty. */
static bool take_piece(struct span *rest, struct span *piece, struct coop_buf *folded)
{
	size_t i = 0, skip = 0;
	if (rest->n == 0)
		return false;
	while (i < rest->n && !ends_piece(*rest, i, folded, &skip))
		i++;
	*piece = span_trim((struct span){rest->s, i});
	*rest = i < rest->n ? (struct span){rest->s + i + skip, rest->n - i - skip}
			    : (struct span){rest->s + i, 0};
	return true;
}

/* ---- parts ---- */

static void add_part(
	struct contact *c, enum coop_field field, struct span value, enum confidence sure)
{
	if (c->add)
		found_add(c->f, field, value, sure);
}

/* "6 rue Malherbe", "12, rue du Lac": a number, and a word for streets among the first four. */
static bool is_street(struct span l, struct coop_buf *folded)
{
	static const char *const words[] = {"rue", "r", "avenue", "av", "ave",
		"boulevard", "bd", "bld", "blvd", "place", "pl", "quai", "chemin", "ch",
		"route", "rte", "allee", "allees", "impasse", "cours", "passage",
		"square", "faubourg", "fg", "fbg", "villa", "sentier", "esplanade",
		"montee", "ruelle", "zone", "za", "zi", "zac", "hameau", "lieu", "street",
		NULL};
	for (int word = 0; word < 4 && l.n > 0 && (word > 0 || span_digits(l) > 0);
		word++) {
		size_t n = 0;
		while (n < l.n && !span_blank(l.s + n, l.n - n))
			n++;
		if (is_one_of(span_fold((struct span){l.s, n}, folded), words))
			return true;
		l = span_from(l, n);
	}
	return false;
}

/* Adds the pieces since the last part as an address, or as a town if they can be nothing else. */
static void end_address(struct contact *c, bool before_postcode)
{
	struct span a = span_trim(c->address);
	size_t pieces = c->words;
	bool labelled = c->labelled;
	c->address.n = c->words = 0;
	c->labelled = false;
	if (a.n == 0)
		return;
	bool street = is_street(a, &c->f->folded);
	if (before_postcode || street || labelled)
		add_part(c, COOP_F_ADDRESS, a,
			labelled ? SURE
			: street ? KNOWN
				 : PLAUSIBLE);
	else if (pieces == 1 && span_is_capitalised(a) && !span_is_upper(a))
		add_part(c, COOP_F_TOWN, a, GUESS);
	c->parts += street || labelled;
}

/* The town after a postcode, without what the post adds to it ("CEDEX 03"). */
static struct span town_of(struct span l, struct coop_buf *folded)
{
	const char *open = memchr(l.s, '(', l.n);
	l = span_trim((struct span){l.s, open ? (size_t)(open - l.s) : l.n});
	for (size_t i = 1; i + sizeof " cedex" - 1 <= l.n; i++)
		if (l.s[i] == ' ' && (l.s[i + 1] | 0x20) == 'c' &&
			begins_with(
				span_fold((struct span){l.s + i, 6}, folded), "cedex"))
			return span_trim((struct span){l.s, i});
	while (l.n > 0 && strchr(").", l.s[l.n - 1]))
		l.n--;
	return l;
}

/* The length of "F-" or "CH-" before a postcode at `i`. */
static size_t country_sign(struct span l, size_t i)
{
	size_t n = 0;
	if (i == 0 || l.s[i - 1] != '-')
		return 0;
	while (n + 1 < i && n < 3 && l.s[i - 2 - n] >= 'A' && l.s[i - 2 - n] <= 'Z')
		n++;
	return n > 0 && n < 3 ? n + 1 : 0;
}

/*
 * Whether there is a postcode at `i`: five digits, or four at the beginning or after the sign of a
 * country, and a town after them.
 */
static bool is_postcode(struct span l, size_t i, size_t *n)
{
	struct span rest = {l.s + i, l.n - i};
	size_t sign = country_sign(l, i), begin = i - sign;
	*n = span_digits(rest);
	if (*n != POSTCODE_MAX && (*n != 4 || (sign == 0 && i > 0)))
		return false;
	if (begin > 0 && !span_blank(l.s + begin - 1, 1) &&
		!(begin >= 2 && span_blank(l.s + begin - 2, 2)))
		return false;
	if (*n == rest.n)
		return *n == POSTCODE_MAX && begin == 0;
	return span_blank(rest.s + *n, rest.n - *n) &&
	       span_is_capitalised(span_from(rest, *n));
}

/* Finds a postcode and a town in a piece; what precedes them belongs to the address. */
static bool add_place(struct contact *c, struct span piece)
{
	size_t n = 0, i = 0;
	for (; i<piece.n; i += n> 0 ? n : 1) {
		n = 0;
		if (piece.s[i] >= '0' && piece.s[i] <= '9' && is_postcode(piece, i, &n))
			break;
	}
	if (i >= piece.n)
		return false;
	struct span before = {piece.s, i - country_sign(piece, i)};
	if (before.n > 0)
		c->address = c->address.n > 0 ? span_join(c->address, before) : before;
	end_address(c, true);
	add_part(c, COOP_F_POSTCODE, (struct span){piece.s + i, n},
		n == POSTCODE_MAX ? SURE : LIKELY);
	add_part(c, COOP_F_TOWN, town_of(span_from(piece, i + n), &c->f->folded), KNOWN);
	c->parts++;
	return true;
}

static bool add_mail(struct contact *c, struct span piece)
{
	struct span where;
	bool masked, any = false;
	while (mail_find(piece, &where, &c->f->text, &masked)) {
		if (c->add)
			found_add_text(c->f, COOP_F_EMAIL, coop_buf_cstr(&c->f->text),
				c->f->text.len, where, masked ? KNOWN : SURE);
		piece = span_from(piece, (size_t)(where.s + where.n - piece.s));
		c->parts++;
		any = true;
	}
	return any;
}

/* Adds the telephone numbers that a text begins with. */
static bool add_numbers(struct contact *c, enum coop_field field, struct span value,
	bool also_fax, enum confidence sure)
{
	struct span number;
	bool any = false;
	while (phone_take(&value, &number)) {
		add_part(c, field, number, sure);
		if (also_fax)
			add_part(c, COOP_F_FAX, number, sure);
		c->parts++;
		any = true;
		while (value.n > 0 && *value.s == '/')
			value = span_from(value, 1);
	}
	return any;
}

/* Splits "Tél. : 04 78 ..."; COOP_F_OTHER when there is no such label. */
static enum coop_field take_label(
	struct span *piece, bool *also_fax, struct coop_buf *folded)
{
	size_t most = piece->n < LABEL_MAX ? piece->n : LABEL_MAX;
	const char *colon = memchr(piece->s, ':', most);
	size_t n = colon ? (size_t)(colon - piece->s) : 0;
	enum coop_field field =
		n > 0 ? cue_label((struct span){piece->s, n}, folded) : COOP_F_OTHER;
	*also_fax = n > 0 && is_one_of(coop_buf_cstr(folded),
				     (const char *const[]){"tel fax", "telephone fax",
					     "tel et fax", "tel telecopie", NULL});
	if (*also_fax)
		field = COOP_F_PHONE;
	if (field == COOP_F_OTHER || !(coop_field_info(field)->flags & COOP_FIELD_PART)) {
		n = word_length(*piece);
		field = cue_label((struct span){piece->s, n}, folded);
		if (n < 3 || !is_label_word(field))
			return COOP_F_OTHER;
	}
	*piece = span_from(*piece, n);
	while (piece->n > 0 && strchr(".:", *piece->s))
		*piece = span_from(*piece, 1);
	return field;
}

/* Adds a piece after its label, unless it is not what the label says. */
static void add_labelled(
	struct contact *c, enum coop_field field, struct span value, bool also_fax)
{
	if (field == COOP_F_EMAIL) {
		add_mail(c, value);
	} else if (field == COOP_F_PHONE || field == COOP_F_FAX) {
		add_numbers(c, field, value, also_fax, SURE);
	} else if (field != COOP_F_ADDRESS) {
		add_part(c, field, value, SURE);
		c->parts++;
	}
}

/* Adds a piece by its form; one without a form of its own belongs to the address. */
static void add_piece(struct contact *c, struct span piece)
{
	bool also_fax;
	enum coop_field field = take_label(&piece, &also_fax, &c->f->folded);
	if (field != COOP_F_OTHER) {
		end_address(c, false);
		add_labelled(c, field, piece, also_fax);
		c->labelled = field == COOP_F_ADDRESS;
		if (!c->labelled)
			return;
	}
	if (add_mail(c, piece) || add_numbers(c, COOP_F_PHONE, piece, false, LIKELY) ||
		add_place(c, piece) || cue_country(piece, &c->f->folded)) {
		end_address(c, false);
		return;
	}
	if (piece.n == 0)
		return;
	c->address = c->address.n > 0 ? span_join(c->address, piece) : piece;
	c->words++;
}

static size_t add_pieces(struct found *f, struct span rest, bool add)
{
	struct contact c = {.f = f, .add = add};
	struct span piece;
	while (take_piece(&rest, &piece, &f->folded))
		add_piece(&c, piece);
	end_address(&c, false);
	return c.parts;
}

/* ---- blocks ---- */

bool contact_begins(struct span line, struct coop_buf *folded)
{
	struct found none = {.base = line.s};
	struct contact c = {.f = &none};
	struct span piece = {line.s, 0};
	if (line.n > BLOCK_MAX)
		return false;
	none.folded = *folded; /* on loan */
	take_piece(&line, &piece, &none.folded);
	add_piece(&c, piece);
	if (c.parts == 0 && span_digits(piece) > 0 && /* "12, rue du Lac" */
		take_piece(&line, &piece, &none.folded))
		add_piece(&c, piece);
	end_address(&c, false);
	*folded = none.folded;
	folded->failed |= none.text.failed;
	coop_buf_release(&none.text);
	return c.parts > 0;
}

/* Splits "Name (details)": the name, and the details without parentheses. */
static bool split_parenthesis(struct span block, struct span *name, struct span *rest)
{
	const char *open = memchr(block.s, '(', block.n);
	while (open && open > block.s && !span_blank(open - 1, 1)) /* cap(@)... */
		open = memchr(open + 1, '(', (size_t)(block.s + block.n - open) - 1);
	while (block.n > 0 && strchr(".;,", block.s[block.n - 1]))
		block.n--;
	if (!open || open == block.s || block.n == 0 || block.s[block.n - 1] != ')')
		return false;
	size_t at = (size_t)(open - block.s);
	*name = span_trim((struct span){block.s, at});
	*rest = span_trim((struct span){open + 1, block.n - at - 2});
	return true;
}

void contact_add(struct found *f, struct span block, bool house)
{
	struct span name, rest = block;
	if (block.n > BLOCK_MAX)
		return;
	if (contact_begins(block, &f->folded)) {
		add_pieces(f, rest, true);
		return;
	}
	bool within = split_parenthesis(block, &name, &rest);
	if (!within)
		take_piece(&rest, &name, &f->folded);
	bool parts = within || add_pieces(f, rest, false) > 0;
	if (house) /* without parts, the whole block is a name */
		found_add(f, COOP_F_COMPANY, parts ? name : block,
			parts ? KNOWN : PLAUSIBLE);
	if (parts)
		add_pieces(f, rest, true);
}
