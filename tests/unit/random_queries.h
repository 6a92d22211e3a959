/*
 * random_queries.h - queries of every kind of the language, whose words are those of an index: the same
 * ones for the same seed and the same notices.
 */
#ifndef COOP_TESTS_UNIT_RANDOM_QUERIES_H
#define COOP_TESTS_UNIT_RANDOM_QUERIES_H

#include "query/search/session.h"
#include "shared/core/utf8.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

/* What queries are made of, and the last one; begin with the first two members set, and all else 0. */
struct random_queries {
	struct search *search; /* of an index that is no shard; borrowed */
	uint32_t state;        /* the seed */
	struct coop_record record;
	struct coop_value value; /* of the record: where words come from */
	size_t at;               /* behind the last word of it */
	struct coop_buf text;    /* the query */
	const char *sort;        /* NULL for none; else what --sort is given */
	const char *filters;     /* likewise */
	bool group, any;
	size_t offset;
};

static inline void random_queries_release(struct random_queries *r)
{
	coop_record_release(&r->record);
	coop_buf_release(&r->text);
}

/*
 * What a query may be; behind a percent sign: w a word of a notice, n the one after the last in its
 * text, t a word with a letter too few or two the wrong way round, p and s the beginning and the end of
 * one, i an id, y a year, d a digit.
 */
static const char *const random_query_forms[] = {"%w", "%w", "%w %w", "%w %w", "%w %w %w",
	"%w %w %w %w", "%w %n", "%w %n %n", "\"%w %n\"", "\"%w %n %n\"", "\"%w %n\" %w",
	"\"%w %w\"", "\"%w %n\" OU \"%w %n\"", "%w PRES/%d %n", "%w PRES/%d %w",
	"%w PRES %n", "titre:%w", "titre:\"%w %n\"", "resume:%w %w", "real:%w", "pays:%w",
	"genre:%w", "genre:%w %w", "mots:%w", "annee:%y", "annee:%y %w", "annee:%y..%y",
	"annee:%y.. %w", "annee:..%y %w %w", "%w annee:%y..%y", "%p*", "%p* %w", "*%s",
	"*%s %w", "\"%p* %n\"", "%t", "%t %w", "%t %t", "\"%t %n\"", "%w~1", "+%w %w -%w",
	"%w %w -%w", "%w SAUF %w", "%w ET %w", "%w ET (%w OU %w)", "%w OU %w",
	"%w OU %w OU %w", "(%w OU %w) %w", "(%w ET %w) OU (%w SAUF %w)", "son:%w",
	"son:%t", "id:%i", "%w id:%i", "corps:%w", "corps:\"%w %n\"", "=%w", "=%w %w",
	"%w^2 %w", "*", "* -%w", "producteur:%w", "ville:%w", "duree:..60 %w",
	"duree:30..", "%w zqxvjk", "zqxvjk", "\"%w zqxvjk\"", "%w %w %t %w %w %w",
	"titre:%t", "annee:1234 %w", "\"%w %n %n %n %n\"", "%w : %w", "champ:%w", "%w ET",
	"titre:(%w OU %w)", "-%w", "%w/%w", "l'%w d'%n", "cp:%d%d%d%d%d", "NON %w"};

static inline uint32_t random_of(struct random_queries *r, size_t n)
{
	return next_random(&r->state) % (uint32_t)n;
}

/* Takes another notice, and goes somewhere in one of its texts. */
static inline void random_place(struct random_queries *r)
{
	struct coop_error err = {0};
	uint32_t last = search_collection(r->search)->last;
	need(!search_read(r->search, 1 + random_of(r, last), &r->record, &err), err.msg);
	for (int i = 0; i < 20; i++) {
		r->value = coop_record_at(&r->record, random_of(r, r->record.count));
		if (coop_value_is_text(&r->value))
			break;
	}
	r->at = random_of(r, r->value.len + 1);
}

static inline bool is_letter_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* The next word of the text; empty at its end. */
static inline struct coop_bytes next_text_word(struct random_queries *r)
{
	const char *s = r->value.text;
	size_t n = r->value.len, from;
	while (r->at < n && r->at > 0 && is_letter_byte(s[r->at - 1]) &&
		is_letter_byte(s[r->at]))
		r->at++; /* the rest of a word */
	while (r->at < n && !is_letter_byte(s[r->at]))
		r->at++;
	for (from = r->at; r->at < n && is_letter_byte(s[r->at]);)
		r->at++;
	return (struct coop_bytes){s + from, r->at - from};
}

static inline struct coop_bytes random_word(struct random_queries *r)
{
	struct coop_bytes w = {"film", 4};
	for (int i = 0; i < 20; i++) {
		random_place(r);
		w = next_text_word(r);
		if (w.len > 3 || (w.len > 0 && i > 15))
			return w;
	}
	return w;
}

/* Cuts a word where a character ends, or begins. */
static inline void add_random_part(struct random_queries *r, char kind)
{
	struct coop_bytes w = random_word(r);
	size_t n = w.len > 4 ? 3 + random_of(r, w.len - 3) : w.len;
	n = n < w.len ? n : w.len;
	size_t from = kind == 's' ? w.len - n : 0;
	while (from > 0 && from < w.len && ((unsigned char)w.s[from] & 0xC0) == 0x80)
		from++;
	coop_buf_add(&r->text, w.s + from,
		kind == 's' ? w.len - from : coop_utf8_cut(w.s, w.len, n));
}

static inline void add_mistyped(struct random_queries *r)
{
	struct coop_bytes w = random_word(r);
	size_t at = w.len > 2 ? 1 + random_of(r, w.len - 2) : 0;
	bool plain = coop_utf8_ascii(w.s, w.len) && w.len > 2;
	coop_buf_add(&r->text, w.s, plain ? at : w.len);
	if (!plain)
		return;
	if (random_of(r, 2)) /* the wrong way round; else it is left out */
		coop_buf_byte(&r->text, w.s[at + 1]);
	if (r->text.s[r->text.len - 1] == w.s[at + 1])
		coop_buf_byte(&r->text, w.s[at]);
	else
		coop_buf_byte(&r->text, w.s[at + 1]);
	coop_buf_add(&r->text, w.s + at + 2, w.len - at - 2);
}

static inline void add_random_value(struct random_queries *r, enum coop_field field)
{
	struct coop_value v;
	random_place(r);
	coop_record_get(&r->record, field, &v);
	coop_buf_add(&r->text, v.text, v.len);
}

static inline void add_random(struct random_queries *r, char kind)
{
	struct coop_bytes w = {"", 0};
	if (kind == 't')
		add_mistyped(r);
	else if (kind == 'p' || kind == 's')
		add_random_part(r, kind);
	else if (kind == 'i')
		add_random_value(r, COOP_F_ID);
	else if (kind == 'y')
		coop_buf_printf(&r->text, "%u", 1900 + random_of(r, 125));
	else if (kind == 'd')
		coop_buf_printf(&r->text, "%u", 1 + random_of(r, 9));
	else
		w = kind == 'n' ? next_text_word(r) : random_word(r);
	coop_buf_add(&r->text, w.s, w.len);
}

/* Makes the next query, and how it is asked. */
static inline void random_query(struct random_queries *r)
{
	static const char *const sorts[] = {
		"year", "-year", "title", "-title", "id", "-id,year", "year,title"};
	static const char *const filters[] = {
		"annee:1950..1990", "pays:France", "genre:drame", "-annee:..1980"};
	const char *form = random_query_forms[random_of(
		r, sizeof random_query_forms / sizeof *random_query_forms)];
	coop_buf_reset(&r->text);
	for (; *form; form++)
		if (*form == '%' && form[1])
			add_random(r, *++form);
		else
			coop_buf_byte(&r->text, *form);
	need(!r->text.failed, "memory");
	r->sort = random_of(r, 5) == 0 ? sorts[random_of(r, 7)] : NULL;
	r->filters = random_of(r, 8) == 0 ? filters[random_of(r, 4)] : NULL;
	r->group = random_of(r, 6) == 0;
	r->any = random_of(r, 12) == 0;
	r->offset = random_of(r, 6) == 0 ? random_of(r, 60) : 0;
}

#endif
