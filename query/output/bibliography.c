#include "query/output/bibliography.h"

#include <string.h>

#include "shared/index/years.h"
#include "shared/text/fold.h"

/* Beginnings of words, folded, as notices have them under "genre" or "type de document". */
static const struct {
	const char *begins;
	enum genre genre;
} words[] = {{"reportage", GENRE_FILM}, {"livre", GENRE_BOOK}, {"ouvrage", GENRE_BOOK},
	{"monographie", GENRE_BOOK}, {"book", GENRE_BOOK}, {"article", GENRE_ARTICLE},
	{"these", GENRE_THESIS}, {"memoire", GENRE_THESIS}, {"thesis", GENRE_THESIS},
	{"rapport", GENRE_REPORT}, {"report", GENRE_REPORT}, {"disque", GENRE_SOUND},
	{"sonore", GENRE_SOUND}, {"podcast", GENRE_SOUND}, {"radio", GENRE_SOUND},
	{"site", GENRE_WEB}, {"page", GENRE_WEB}, {"web", GENRE_WEB}};

/* The genre of the first word that is in the table, in its order; GENRE_FILM for words that are not. */
static enum genre genre_of_words(const char *folded)
{
	for (const char *word = folded; *word;) {
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (strncmp(word, words[i].begins, strlen(words[i].begins)) == 0)
				return words[i].genre;
		word += strcspn(word, " ");
		word += strspn(word, " ");
	}
	return GENRE_FILM;
}

enum genre genre_of(const struct coop_record *record, struct coop_buf *scratch)
{
	struct coop_value v;
	coop_buf_reset(scratch);
	if (coop_record_get(record, COOP_F_GENRE, &v)) {
		coop_fold_label(v.text, v.len, scratch);
		return genre_of_words(coop_buf_cstr(scratch));
	}
	bool film = coop_record_get(record, COOP_F_MINUTES, &v) ||
		    coop_record_get(record, COOP_F_DIRECTOR, &v);
	return film ? GENRE_FILM : GENRE_OTHER;
}

void bibliography_year(const struct coop_record *record, char year[5])
{
	struct coop_value v;
	coop_record_get(record, COOP_F_YEAR, &v);
	unsigned first = coop_years_first(v.text, v.len);
	for (size_t i = 4; i > 0; i--, first /= 10)
		year[i - 1] = (char)('0' + first % 10);
	/* every year has four digits */
	year[*year == '0' ? 0 : 4] = '\0';
}

const char *bibliography_unit(const struct coop_value *minutes)
{
	char last = minutes->len > 0 ? minutes->text[minutes->len - 1] : '\0';
	return last >= '0' && last <= '9' ? " min" : "";
}
