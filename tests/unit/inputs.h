/*
 * inputs.h - records that are hard to index, to prove that both ways of writing agree.
 */
#ifndef COOP_TESTS_UNIT_INPUTS_H
#define COOP_TESTS_UNIT_INPUTS_H

#include "shared/index/record.h"
#include "tests/unit/builds.h"
#include "tests/unit/random.h"

static inline void add_text(struct coop_record *r, enum coop_field field, const char *s)
{
	coop_record_add(r, field, s, strlen(s));
}

static inline void add_id(struct coop_record *r, size_t i)
{
	char id[24];
	int n = snprintf(id, sizeof id, "n-%zu", i);
	coop_record_add(r, COOP_F_ID, id, (size_t)n);
}

/* ---- invented notices ---- */

/* A word; one in three is common, and new ones never cease to turn up. */
static inline void add_word(struct coop_buf *out, uint32_t *seed)
{
	static const char *const common[] = {"la", "de", "coopérative", "les",
		"coopératives", "l'usine", "ouvriers", "ouvrière", "films", "film",
		"qu'ils", "montre", "montres", "SCOP", "scop", "UES", "Lyon",
		"savoir-faire", "d'Emploi", "emplois", "œuvre", "salarié·e·s", "1973",
		"aujourd'hui", "S.C.O.P.", "Lip"};
	static const char *const parts[] = {"ba", "co", "dé", "fi", "gu", "lo", "ma",
		"né", "pou", "ro", "su", "ti", "vè", "za", "chan", "tion"};
	enum {
		COMMON = sizeof common / sizeof *common,
		PARTS = sizeof parts / sizeof *parts
	};
	uint32_t n = next_random(seed);
	if (n % 3 == 0) {
		coop_buf_str(out, common[next_random(seed) % COMMON]);
		return;
	}
	for (uint32_t rank = next_random(seed) % (1 + next_random(seed) % 60000);;
		rank /= PARTS) {
		coop_buf_str(out, parts[rank % PARTS]);
		if (rank < PARTS)
			break;
	}
	coop_buf_str(out, n % 7 == 0 ? "ment" : n % 5 == 0 ? "s" : "");
}

static inline void add_words(
	struct coop_record *r, enum coop_field field, size_t count, uint32_t *seed)
{
	struct coop_buf text = {0};
	for (size_t i = 0; i < count; i++) {
		add_word(&text, seed);
		coop_buf_str(&text, i % 17 == 16 ? ". " : i % 90 == 89 ? "\n\n" : " ");
		if (i % 200 == 150)
			coop_buf_str(
				&text, "Une Union d'Économie Sociale (UES) de plus. ");
	}
	need(!text.failed, "out of memory");
	coop_record_add(r, field, coop_buf_cstr(&text), text.len);
	coop_buf_release(&text);
}

static inline void notice(struct coop_record *r, size_t i, size_t words)
{
	uint32_t seed = (uint32_t)i * 7919 + 1;
	char year[8];
	int n = snprintf(year, sizeof year, "%d", 1900 + (int)(i % 120));
	add_id(r, i);
	add_words(r, COOP_F_TITLE, 1 + i % 6, &seed);
	add_words(r, COOP_F_DIRECTOR, 2, &seed);
	coop_record_add(r, COOP_F_YEAR, year, (size_t)n);
	add_words(r, COOP_F_DESCRIPTION, words / 2 + next_random(&seed) % (words + 1),
		&seed);
}

static inline void fill_notice(struct coop_record *r, size_t i)
{
	notice(r, i, 60);
}

static inline void fill_long_notice(struct coop_record *r, size_t i)
{
	notice(r, i, 1200);
}

/* ---- ids ---- */

static inline void fill_empty(struct coop_record *r, size_t i)
{
	add_id(r, i);
	if (i % 50 == 7)
		add_text(r, COOP_F_BODY, "un mot");
	if (i % 50 == 8)
		add_text(r, COOP_F_BODY, "le la les"); /* a length of 0, yet words */
}

/* Ids of 1 to 300 bytes; many are one when cut, some where a letter is cut in two. */
static inline void fill_id(struct coop_record *r, size_t i)
{
	char id[320], number[24];
	int n = snprintf(number, sizeof number, "%zu", i);
	size_t kind = i / 300, len = i % 300 + 1, digits = (size_t)n;
	if (kind == 0 && len < 4) { /* too short for a number */
		memset(id, '!' + (int)len, len);
	} else if (len < digits + 1) {
		len = digits + 1;
		id[0] = '=';
		memcpy(id + 1, number, digits);
	} else {
		for (size_t k = 0; k < len; k++)
			id[k] = kind % 2 == 0 ? 'x' : "\xc3\xa9"[k % 2];
		if (kind % 2 == 1 && (len - digits) % 2 == 1)
			id[len - digits - 1] = 'x';
		memcpy(id + len - digits, number, digits);
	}
	coop_record_add(r, COOP_F_ID, id, len);
	add_text(r, COOP_F_TITLE, i % 3 == 0 ? "Scop" : "");
}

/* ---- long and many ---- */

static inline void fill_long(struct coop_record *r, size_t i)
{
	struct coop_buf text = {0};
	add_id(r, i);
	size_t n = many(200000, 20000);
	for (size_t k = 0; i == 1 && k < n; k++)
		coop_buf_str(&text, "encore ");
	for (size_t k = 0; i == 3 && k < n; k++)
		coop_buf_printf(&text, "x%zxy ", k * 7919);
	if (i % 2 == 0)
		coop_buf_str(&text, "encore un mot");
	need(!text.failed, "out of memory");
	coop_record_add(r, COOP_F_BODY, text.s, text.len);
	coop_buf_release(&text);
}

static inline void fill_tiny(struct coop_record *r, size_t i)
{
	char word[32];
	snprintf(
		word, sizeof word, "scop %s%zu", i % 7 == 0 ? "scop été" : "n", i % 5000);
	add_id(r, i);
	add_text(r, COOP_F_TITLE, word);
}

/* Words around the longest that are kept: of one byte, two, three and four a letter. */
static inline void fill_long_words(struct coop_record *r, size_t i)
{
	static const char *const letters[] = {
		"a", "é", "É", "ω", "\u4e2d", "\U0001d4d0", "œ", "a\u0301", "-e"};
	enum { LETTERS = sizeof letters / sizeof *letters };
	struct coop_buf text = {0};
	size_t len = 190 + i / LETTERS;
	coop_buf_str(&text, i % 2 == 0 ? "b" : "été bé");
	while (text.len < len)
		coop_buf_str(&text, letters[i % LETTERS]);
	coop_buf_str(&text, i % 3 == 0 ? "ations suite" : "x");
	need(!text.failed, "out of memory");
	add_id(r, i);
	coop_record_add(r, COOP_F_BODY, text.s, text.len);
	coop_buf_release(&text);
}

/* ---- acronyms ---- */

/* Some are told by capitals in the first half, and written small in the second. */
static inline void fill_acronym(struct coop_record *r, size_t i)
{
	static const char *const told[] = {
		"Dans une Coopérative d'Activité et d'Emploi (CAE), on travaille.",
		"Dans une Caisse Agricole d'Entraide (CAE), on épargne.",
		"Le Droit Et la Santé (DES) comme mot vide.",
		"Des Unions d'Économie Sociale (UES) en parlent.",
		"Une Société Coopérative Ouvrière de Production (SCOP) de plus."};
	static const char *const early[] = {
		"La CAE et la SCIC vont bien, dit la MONTRES.",
		"Un EMPLOIS pour la SCIC, et des EI aussi.",
		"Voilà un S.A.P.O. et un AI."};
	static const char *const late[] = {"la scic va bien et des emplois sont montrés",
		"les montres, la cae, les c-a-e, la ca-e, des ei et un sapo",
		"des ais, un ai, le des, les ues, scops et scop"};
	char text[32];
	snprintf(text, sizeof text, "mot%zu", i);
	add_id(r, i);
	add_text(r, COOP_F_TITLE, text);
	/* the Coopérative comes before the Caisse at first, and after it later */
	if (i >= 200 && i % 97 < 5)
		add_text(r, COOP_F_BODY,
			told[(i < 512 ? i / 97 + i : 5000 - i / 97 - i) % 5]);
	add_text(r, COOP_F_BODY, i < 700 ? early[i % 3] : late[i % 3]);
}

/* ---- odd texts ---- */

static inline void fill_odd(struct coop_record *r, size_t i)
{
	static const char *const odd[] = {"",
		"É é E\u0301 e\u0301 ÇA ça Ca œuf Œuf oeuf ŒUVRE naïve NAÏVE",
		"savoir-faire savoir-faires Savoir-Faire savoir—faire va-t-en-guerre "
		"a-b-c-d-e",
		"aujourd'hui aujourd\u2019hui prud'homme O'Brien l'été d'l'eau "
		"qu'aujourd'hui "
		"jusqu'à",
		"jean.dupont+x@exemple.coop www.les-scop.coop https://x.fr/a?b=c 04 78 "
		"12 34 56 "
		"+33 4 78 12 34 56 01.02.03.04.05 14 200 14\u00a0200,50 3,14",
		"salarié·e·s salarié(e)s étudiant.e.s tou·te·s agriculteur·rice·s",
		"Ελλάδα ΣΊΣΥΦΟΣ Москва СССР עברית العربية ไทย",
		"中文电影 日本語 한국어 ｆｕｌｌ ﬁn ß ẞ İstanbul ı",
		"🎬 film🎬 👩🏽‍🏭 ouvrière 🇫🇷 ½ ² m²",
		"caf\xe9 \xff\xfe \xc3 \xe2\x82 \xf0\x9f \xed\xa0\x80 mot\xc0\xaf fin",
		"\x01\x02 mot\x7f \xc2\x85 \xe2\x80\xa8 soft\xc2\xadhyphen "
		"zero\xe2\x80\x8bwidth",
		"S.C.O.P. s.c.o.p U.E.S. M. Dupont A.", "...", "- ' - '' (( ))",
		"Q Z XE Qx Zx XEx", "q z xe qx zx xex qn-1 n-1",
		"0 00 007 1e5 0x1f 12-13 1/2", "a\nb\n\nc\r\n\r\nd\te",
		"TOUT EST EN CAPITALES ICI. Pas ICI."};
	enum { ODD = sizeof odd / sizeof *odd };
	uint32_t seed = (uint32_t)i + 5;
	add_id(r, i);
	if (i < 2 * ODD) {
		add_text(r, i % 2 == 0 ? COOP_F_TITLE : COOP_F_BODY, odd[i / 2]);
		return;
	}
	char bytes[200];
	for (size_t k = 0; k < sizeof bytes; k++) {
		static const char letters[] = "aeé '-.SCOP\n(),;4\xff\xe2\x80\x99";
		bytes[k] = letters[next_random(&seed) % (sizeof letters - 1)];
	}
	coop_record_add(r, COOP_F_BODY, bytes, next_random(&seed) % sizeof bytes);
	add_text(r, COOP_F_TITLE, odd[next_random(&seed) % ODD]);
}

static inline void fill_fields(struct coop_record *r, size_t i)
{
	static const char *const values[] = {"Une montre", "des montres à Lyon", "",
		"1973", "Forme Longue Utile (FLU) ici", "les", "jean@exemple.coop"};
	uint32_t seed = (uint32_t)i;
	add_id(r, i);
	for (int k = 0; k < 60; k++) {
		const char *value = values[next_random(&seed) % 7];
		enum coop_field field = (enum coop_field)(
			1 + next_random(&seed) % (COOP_FIELD_COUNT - 1));
		if (field == COOP_F_OTHER)
			coop_record_add_named(r, "Cote é", 7, value, strlen(value));
		else
			add_text(r, field, value);
	}
}

static inline void fill_single(struct coop_record *r, size_t i)
{
	add_id(r, i);
	add_text(r, COOP_F_TITLE, "Les Lip, l'imagination au pouvoir");
}

static inline void fill_nothing(struct coop_record *r, size_t i)
{
	add_id(r, i);
}

/* Adds a text of any length, with acronyms that it defines, capitals and several sentences. */
static inline void add_random_text(
	struct coop_record *r, enum coop_field field, uint32_t *seed)
{
	static const char *const pieces[] = {"Une Union d'Économie Sociale (UES). ",
		"la CAES et la SCOP ", "les montres, ", "des caes ", "été\n\n", "l'UES ",
		"Coopérative d'Activité et d'Emploi (CAE) ", "04 78 12 34 56 ", "LYON ",
		"savoir-faire ; ", "69001 ", "e\u0301te\u0301 "};
	struct coop_buf text = {0};
	size_t n = next_random(seed) % 9;
	if (next_random(seed) % 40 == 0)
		n = 700; /* more than what short texts are compressed by */
	for (size_t i = 0; i < n; i++)
		coop_buf_str(&text,
			pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)]);
	coop_record_add(r, field, coop_buf_cstr(&text), text.len);
	coop_buf_release(&text);
}

static inline void add_random_value(struct coop_record *r, uint32_t *seed)
{
	enum coop_field field =
		(enum coop_field)(1 + next_random(seed) % (COOP_FIELD_COUNT - 1));
	size_t count = r->count;
	if (field == COOP_F_OTHER)
		coop_record_add_named(r, "Cote\0x", next_random(seed) % 7, "B 12", 4);
	else
		add_random_text(r, field, seed);
	if (r->count > count && next_random(seed) % 3 == 0)
		coop_record_mark(r, count, 1 + next_random(seed) % 100);
}

static inline void fill_random(struct coop_record *r, size_t i)
{
	uint32_t seed = (uint32_t)i * 2654435761U + 5;
	char path[40], id[40];
	snprintf(path, sizeof path, "dossier/%u.txt", next_random(&seed) % 50);
	coop_record_reset(r, path, next_random(&seed) % 100000);
	size_t n = next_random(&seed) % 12, at = n > 0 ? next_random(&seed) % n : 0;
	snprintf(id, sizeof id, i % 5 == 0 ? "e\u0301-%zu" : "n° %zu", i);
	for (size_t k = 0; k < n || k == 0; k++) {
		if (k == at)
			coop_record_add(r, COOP_F_ID, id, strlen(id));
		add_random_value(r, &seed);
	}
	if (i % 3 == 0)
		coop_record_replace(r, COOP_F_TITLE, "Un autre titre", 14);
	if (i % 7 == 0)
		coop_record_set_copy(r, i % 2 ? "~2" : "~12345", i % 2 ? 2 : 6);
	if (i % 4 == 0)
		coop_record_compose(r);
}

#endif
