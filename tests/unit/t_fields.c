/*
 * t_fields.c - the field table, and the headings that name fields.
 */
#include "shared/index/fields.h"

#include "shared/text/fold.h"
#include "tests/unit/tap.h"
#include "tests/unit/work.h"

static void test_headings(struct coop_buf *scratch)
{
	static const struct {
		const char *heading;
		enum coop_field field;
	} list[] = {
		{"Titre", COOP_F_TITLE},
		{"  TITRE : ", COOP_F_TITLE},
		{"Titre du film", COOP_F_TITLE},
		{"R\u00e9al.", COOP_F_DIRECTOR},
		{"R\u00c9ALISATEUR", COOP_F_DIRECTOR},
		{"Re\u0301alisation", COOP_F_DIRECTOR},
		{"R\u00e9alisateur\u00b7trice", COOP_F_DIRECTOR},
		{"R\u00e9alisateur(trice)", COOP_F_DIRECTOR},
		{"R\u00e9alisateurs/trices", COOP_F_DIRECTOR},
		{"Ann\u00e9e", COOP_F_YEAR},
		{"Ann\u00e9e de production", COOP_F_YEAR},
		{"Ann\u00e9e\u00a0de sortie", COOP_F_YEAR},
		{"Dur\u00e9e (min)", COOP_F_MINUTES},
		{"Dur\u00e9e (min.)", COOP_F_MINUTES},
		{"duree min", COOP_F_MINUTES},
		{"Dur\u00e9e en minutes", COOP_F_MINUTES},
		{"N\u00b0", COOP_F_ID},
		{"N\u00ba", COOP_F_ID},
		{"Num\u00e9ro", COOP_F_ID},
		{"Mots-cl\u00e9s", COOP_F_KEYWORDS},
		{"mots_cles", COOP_F_KEYWORDS},
		{"Mot(s)-cl\u00e9(s)", COOP_F_OTHER},
		{"Soci\u00e9t\u00e9 de production", COOP_F_PRODUCER},
		{"Producteurs", COOP_F_PRODUCER},
		{"R\u00e9sum\u00e9", COOP_F_DESCRIPTION},
		{"Historique", COOP_F_HISTORY},
		{"Mode de production", COOP_F_MODE},
		{"Couleur", COOP_F_COLOUR},
		{"Pays", COOP_F_COUNTRY},
		{"Genre", COOP_F_GENRE},
		{"Source", COOP_F_SOURCE},
		{"URL", COOP_F_URL},
		{"Langue", COOP_F_LANGUAGE},
		{"Texte", COOP_F_BODY},
		{"R\u00e9alisateur\u00b7rice\u00b7s", COOP_F_DIRECTOR},
		{"R\u00e9alisateur/R\u00e9alisatrice", COOP_F_DIRECTOR},
		{"R\u00e9al. :", COOP_F_DIRECTOR},
		{"Auteur-r\u00e9alisateur", COOP_F_DIRECTOR},
		{"Director(s)", COOP_F_DIRECTOR},
		{"700$a", COOP_F_DIRECTOR},
		{"200$a", COOP_F_TITLE},
		{"Movie title", COOP_F_TITLE},
		{"N\u00b0 d\u2019inventaire", COOP_F_ID},
		{"notice_id", COOP_F_ID},
		{"biblionumber", COOP_F_ID},
		{"Record ID", COOP_F_ID},
		{"Ann\u00e9e de r\u00e9alisation", COOP_F_YEAR},
		{"Date de sortie", COOP_F_YEAR},
		{"Date", COOP_F_YEAR},
		{"copyrightdate", COOP_F_YEAR},
		{"210$d", COOP_F_YEAR},
		{"Pays d\u2019origine", COOP_F_COUNTRY},
		{"Type de document", COOP_F_GENRE},
		{"Dur\u00e9e (mn)", COOP_F_MINUTES},
		{"Dur\u00e9e en mn", COOP_F_MINUTES},
		{"Runtime (minutes)", COOP_F_MINUTES},
		{"Couleur / N&B", COOP_F_COLOUR},
		{"Maison de production", COOP_F_PRODUCER},
		{"Production company", COOP_F_PRODUCER},
		{"330$a", COOP_F_DESCRIPTION},
		{"n_resume", COOP_F_DESCRIPTION},
		{"Mots-clefs", COOP_F_KEYWORDS},
		{"606$a", COOP_F_KEYWORDS},
		{"Vedettes-mati\u00e8re", COOP_F_KEYWORDS},
		{"Lien internet", COOP_F_URL},
		{"856$u", COOP_F_URL},
		{"Langue originale", COOP_F_LANGUAGE},
		{"Cote de rangement", COOP_F_OTHER},
		{"titres", COOP_F_OTHER},
		{"", COOP_F_OTHER},
		{" : ", COOP_F_OTHER},
		{"(min)", COOP_F_MINUTES},
		{"\xff\xfe", COOP_F_OTHER},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		is_num(coop_field_by_name(
			       list[i].heading, strlen(list[i].heading), scratch),
			list[i].field, "the field named '%s'", list[i].heading);
	is_num(coop_field_by_name("Titre original", 5, scratch), COOP_F_TITLE,
		"a heading is as long as it is said to be");
}

/* An alias that is not in folded form, or that stands twice, would never be found. */
static void test_aliases(struct coop_buf *scratch)
{
	size_t count = 0;
	for (int i = 0; i < COOP_FIELD_COUNT; i++) {
		const struct coop_field_info *info = coop_field_info((enum coop_field)i);
		for (const char *const *alias = info->aliases; *alias; alias++) {
			coop_buf_reset(scratch);
			coop_fold_label(*alias, strlen(*alias), scratch);
			is_str(scratch->s, scratch->len, *alias, "'%s' is folded",
				*alias);
			is_num(coop_field_by_name(*alias, strlen(*alias), scratch),
				info->field, "'%s' stands in the table once", *alias);
			count++;
		}
	}
	ok(count >= 80, "the table has aliases");
}

/* The work of folding a heading, or of finding it. */
static uint64_t work_of(const char *heading, bool find, struct coop_buf *scratch)
{
	coop_buf_reset(scratch);
	uint64_t begun = work_done();
	if (find)
		coop_field_by_name(heading, strlen(heading), scratch);
	else
		coop_fold_label(heading, strlen(heading), scratch);
	return work_done() - begun;
}

/* A text may be nothing but labels: the table is not gone through for each of them. */
static void test_work(struct coop_buf *scratch)
{
	static const char *const headings[] = {"Label 123456", "R\u00e9alisation xyz"};
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
		uint64_t fold = work_of(headings[i], false, scratch),
			 find = work_of(headings[i], true, scratch);
		ok(fold > 0 && find < 2 * fold,
			"finding that no field has a heading takes %llu steps, folding "
			"it "
			"%llu",
			(unsigned long long)find, (unsigned long long)fold);
	}
}

static bool has_alias(const struct coop_field_info *info, const char *folded)
{
	for (const char *const *alias = info->aliases; *alias; alias++)
		if (strcmp(*alias, folded) == 0)
			return true;
	return false;
}

static void test_table(struct coop_buf *scratch)
{
	for (int i = 0; i < COOP_FIELD_COUNT; i++) {
		const struct coop_field_info *info = coop_field_info((enum coop_field)i);
		is_num(info->field, (size_t)i, "field %d stands in its place", i);
		ok(*info->name && *info->label_en && *info->label_fr,
			"... with its names");
		if (i == COOP_F_OTHER)
			continue;
		ok(has_alias(info, info->name), "'%s' names its field", info->name);
		ok((info->weight > 0) == ((info->flags & COOP_FIELD_TEXT) != 0),
			"... which has a weight if it is indexed");
		ok(!(info->flags & COOP_FIELD_PASSAGE) || info->flags & COOP_FIELD_TEXT,
			"... and snippets are of indexed text");
		for (int j = 0; j < i; j++)
			if (strcmp(info->name,
				    coop_field_info((enum coop_field)j)->name) == 0)
				ok(false, "... names are unique: %s", info->name);
		coop_buf_reset(scratch);
	}
}

int main(void)
{
	struct coop_buf scratch = {0};
	test_headings(&scratch);
	test_aliases(&scratch);
	test_work(&scratch);
	test_table(&scratch);
	coop_buf_release(&scratch);
	return done();
}
