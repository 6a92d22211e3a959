/*
 * t_groups.c - which notices are of one film.
 */
#include "query/search/groups.h"
#include "tests/unit/inputs.h"
#include "tests/unit/tap.h"

/* A notice: its title, year and director, "" for none. */
struct notice {
	const char *title, *year, *director;
};

static void key_of(const struct notice *n, struct coop_buf *key)
{
	struct coop_record r;
	struct coop_buf room = {0};
	coop_record_init(&r);
	coop_record_reset(&r, "a.csv", 1);
	add_text(&r, COOP_F_TITLE, n->title);
	add_text(&r, COOP_F_YEAR, n->year);
	add_text(&r, COOP_F_DIRECTOR, n->director);
	coop_buf_reset(key);
	need(!groups_key(&r, key, &room, NULL), "memory");
	coop_buf_release(&room);
	coop_record_release(&r);
}

static const struct {
	struct notice a, b;
	bool same;
} pairs[] = {
	{{"Les Lip", "2007", ""}, {"LES LIP !", "2007", "Christian Rouaud"}, true},
	{{"La Sortie de l\u2019usine", "1895", ""},
		{"Sortie de l'usine (La)", "vers 1895", ""}, true},
	{{"L\u2019\u00c9cole", "2001", ""}, {"Ecole, L'", "2001-05-03", ""}, true},
	{{"Les Lip", "2007", ""}, {"Les Lip", "2008", ""}, false},
	{{"Les Lip", "2007", ""}, {"Lip", "2007", ""}, true},
	{{"Les Lip", "2007", ""}, {"Lip, l'imagination", "2007", ""}, false},
	{{"Usine", "", "Anne Roux"}, {"L'usine", "", "ANNE ROUX"}, true},
	{{"Usine", "", "Anne Roux"}, {"L'usine", "", "Ana Roux"}, false},
	{{"Usine", "2001", "Anne Roux"}, {"Usine", "", "Anne Roux"}, false},
	{{"Usine", "", "2001"}, {"Usine", "2001", ""}, false},
	{{"La une", "2001", ""}, {"Le un", "2001", ""}, false}, /* nothing but articles */
	{{"Usine 2001", "1999", ""}, {"Usine", "2001", ""}, false},
};

static void test_pairs(void)
{
	struct coop_buf a = {0}, b = {0};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		key_of(&pairs[i].a, &a);
		key_of(&pairs[i].b, &b);
		ok(a.len > 0 && b.len > 0, "'%s' and '%s' can be compared",
			pairs[i].a.title, pairs[i].b.title);
		ok(coop_bytes_equal(a.s, a.len, b.s, b.len) == pairs[i].same,
			"... and are %s", pairs[i].same ? "one film" : "two films");
	}
	coop_buf_release(&a);
	coop_buf_release(&b);
}

static void test_none(void)
{
	static const struct notice list[] = {{"Sans titre", "", ""}, {"", "2001", "Roux"},
		{"!!!", "2001", ""}, {"Sans titre", "s. d.", ""}};
	struct coop_buf key = {0};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		key_of(&list[i], &key);
		is_num(key.len, 0, "'%s' of '%s' is of no known film", list[i].title,
			list[i].year);
	}
	coop_buf_release(&key);
}

int main(void)
{
	test_pairs();
	test_none();
	return done();
}
