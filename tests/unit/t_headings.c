/*
 * t_headings.c - runs tables/headings.tst: headings of exports, and the fields that they name; and what
 * reading them costs.
 */
#include "shared/index/heading.h"

#include "tests/unit/tables.h"
#include "tests/unit/work.h"

/* The fields of a heading, the surest first; "?" after those that only come second. */
static void row(void *context, const char *input, struct coop_buf *out)
{
	struct coop_heading_field found[COOP_HEADING_FIELDS];
	size_t n = coop_heading_fields(input, strlen(input), context, found);
	for (size_t i = 0; i < n; i++)
		coop_buf_printf(out, "%s%s%s", i > 0 ? " " : "",
			coop_field_info(found[i].field)->name,
			found[i].rank < COOP_HEADING_SECOND ? "" : "?");
	if (n == 0)
		coop_buf_str(out, "-");
}

/* The rank of a heading's first field; a high one for a heading of none. */
static unsigned rank_of(const char *heading, struct coop_buf *scratch)
{
	struct coop_heading_field found[COOP_HEADING_FIELDS];
	size_t n = coop_heading_fields(heading, strlen(heading), scratch, found);
	return n > 0 ? found[0].rank : UINT32_MAX;
}

/* Each of these is surer than the one after it. */
static void test_order(struct coop_buf *scratch)
{
	static const char *const titles[] = {"Titre", "titre_fr", "dc:title", "Titre 1",
		"Titre 2", "titre_en", "Nom du titre", "TITR", "OriginalTitle", "Nom"};
	static const char *const ids[] = {
		"id", "siret", "key", "num", "Cote", "Code-barres"};
	for (size_t i = 1; i < sizeof titles / sizeof *titles; i++)
		ok(rank_of(titles[i - 1], scratch) < rank_of(titles[i], scratch),
			"'%s' is surer than '%s'", titles[i - 1], titles[i]);
	for (size_t i = 1; i < sizeof ids / sizeof *ids; i++)
		ok(rank_of(ids[i - 1], scratch) < rank_of(ids[i], scratch),
			"'%s' is surer than '%s'", ids[i - 1], ids[i]);
}

static bool is_one(const char *cell, struct coop_buf *scratch)
{
	return coop_heading_is_one(cell, strlen(cell), scratch);
}

/* What is taken for a heading among cells, and what is data. */
static void test_cells(struct coop_buf *scratch)
{
	static const char *const headings[] = {"dc:title", "titre_fr", "Cote", "Adresse"};
	static const char *const cells[] = {"Texte 2", "Film 1", "Nom", "Jean Dupont",
		"Lyon", "1999", "", "Un film sur les titres d'un auteur qui date"};
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
		ok(is_one(headings[i], scratch), "'%s' is a heading", headings[i]);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		ok(!is_one(cells[i], scratch), "'%s' may be data", cells[i]);
}

/* All that a heading is tried as takes a bounded number of steps, whatever it holds. */
static void test_work(struct coop_buf *scratch)
{
	static const char *const pieces[] = {"a:", "aB", "(", "1", "_fr", "nom ", "de ",
		"\xc3\xa9", "\xff", "200 a ", "(s)", " - "};
	enum { LONG = 4000, MOST = 60000 };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		for (size_t len = 70; len <= LONG; len = len == 70 ? LONG : LONG + 1) {
			struct coop_buf s = {0};
			struct coop_heading_field found[COOP_HEADING_FIELDS];
			while (s.len < len)
				coop_buf_str(&s, pieces[i]);
			/* what is built once */
			coop_heading_fields("titre", 5, scratch, found);
			uint64_t begun = work_done();
			coop_heading_fields(s.s, s.len, scratch, found);
			uint64_t took = work_done() - begun;
			ok(took < MOST + 100 * len, "%zu bytes of '%s': %llu steps",
				s.len, pieces[i], (unsigned long long)took);
			coop_buf_release(&s);
		}
}

/* Every heading that comes second is written as it is looked up. */
static void test_seconds(struct coop_buf *scratch)
{
	for (int i = 0; i < COOP_FIELD_COUNT; i++) {
		const struct coop_field_info *info = coop_field_info((enum coop_field)i);
		for (const char *const *s = info->seconds; *s; s++) {
			struct coop_heading_field found[COOP_HEADING_FIELDS];
			size_t n = coop_heading_fields(*s, strlen(*s), scratch, found);
			bool has = false;
			for (size_t k = 0; k < n; k++)
				has |= found[k].field == info->field;
			ok(has, "'%s' names %s", *s, info->name);
		}
	}
}

int main(void)
{
	struct coop_buf scratch = {0};
	ok(check_table("tables/headings.tst", row, &scratch) >= 150,
		"a table of headings");
	test_order(&scratch);
	test_cells(&scratch);
	test_seconds(&scratch);
	test_work(&scratch);
	coop_buf_release(&scratch);
	return done();
}
