/*
 * t_near_duplicates.c - which notices are near duplicates.
 */
#include "shared/index/near_duplicates.h"
#include "tests/unit/inputs.h"
#include "tests/unit/tap.h"

static struct coop_near_duplicates *nearly;

/* Adds a notice; gives the number of one it is like. */
static size_t add(const char *title, const char *text, bool *same)
{
	struct coop_record r;
	size_t like = 0;
	coop_record_init(&r);
	coop_record_reset(&r, "a.csv", 1);
	add_text(&r, COOP_F_ID, "not compared");
	add_text(&r, COOP_F_TITLE, title);
	add_text(&r, COOP_F_DESCRIPTION, text);
	add_text(&r, COOP_F_YEAR, same ? "1973" : "2001");
	bool all;
	need(!coop_near_duplicates_add(nearly, &r, &like, same ? same : &all, NULL),
		"memory");
	coop_record_release(&r);
	return like;
}

static const char lip[] =
	"En 1973, les ouvrières et les ouvriers de l'usine de montres Lip, à Besançon, "
	"refusent la fermeture, occupent les ateliers, cachent un trésor de guerre et se "
	"remettent à produire et à vendre eux-mêmes des montres. Le film raconte cette "
	"lutte par la voix de celles et ceux qui l'ont menée, et ce qu'elle a changé.";

static void test_pairs(void)
{
	bool same;
	is_num(add("Les Lip", lip, &same), COOP_NEAR_DUPLICATES_NONE,
		"the first is like no other");
	is_num(add("LES LIP", lip, &same), 0, "the same, in capitals");
	ok(same, "... wholly");
	struct coop_buf text = {0};
	coop_buf_str(&text, lip);
	coop_buf_str(&text, " Documentaire.");
	is_num(add("Les Lip", text.s, &same), 0, "a word more");
	is_num(add("Les Lip", "Un tout autre résumé du même film, pour voir.", &same),
		COOP_NEAR_DUPLICATES_NONE, "the same title only");
	is_num(add("Sans titre", "", &same), COOP_NEAR_DUPLICATES_NONE, "two words");
	is_num(add("Sans titre", "", &same), COOP_NEAR_DUPLICATES_NONE, "... again");
	is_num(add("Rapport annuel 2003", "", &same), COOP_NEAR_DUPLICATES_NONE,
		"three words");
	is_num(add("Rapport annuel 2003", "", &same), 6, "... again");
	is_num(add("Rapport annuel 2004", "", &same), COOP_NEAR_DUPLICATES_NONE,
		"... another");
	is_num(add("", "", &same), COOP_NEAR_DUPLICATES_NONE, "nothing");
	is_num(add("", "", &same), COOP_NEAR_DUPLICATES_NONE, "... again");
	/* half of it is other */
	coop_buf_reset(&text);
	coop_buf_add(&text, lip, sizeof lip / 2);
	coop_buf_str(&text,
		" La suite n'a plus rien à voir avec ce qui précède, et "
		"parle d'une coopérative de pêche du Finistère, de ses bateaux, "
		"de ses marins et de leurs enfants qui sont partis en ville.");
	is_num(add("Les Lip", text.s, &same), COOP_NEAR_DUPLICATES_NONE, "half of it");
	coop_buf_release(&text);
}

/* Invented notices: each is found when it comes again with a word changed, and no other is. */
static void test_recall(void)
{
	enum { NOTICES = 300 };
	size_t found = 0, wrong = 0;
	for (size_t round = 0; round < 2; round++) {
		for (size_t i = 0; i < NOTICES; i++) {
			struct coop_record r;
			size_t like;
			bool same;
			coop_record_init(&r);
			coop_record_reset(&r, "a.csv", 1);
			notice(&r, i, 200);
			if (round == 1)
				add_text(&r, COOP_F_HISTORY, "Un ajout de plus");
			need(!coop_near_duplicates_add(nearly, &r, &like, &same, NULL),
				"memory");
			coop_record_release(&r);
			found += round == 1 && like == i;
			wrong += like != COOP_NEAR_DUPLICATES_NONE &&
				 (round == 0 || like != i);
		}
	}
	ok(found >= NOTICES * 97 / 100, "%zu of %d are found again", found, NOTICES);
	is_num(wrong, 0, "no others are");
}

int main(void)
{
	need(!coop_near_duplicates_new(NULL, &nearly, NULL), "memory");
	test_pairs();
	coop_near_duplicates_free(nearly);
	need(!coop_near_duplicates_new(NULL, &nearly, NULL), "memory");
	test_recall();
	coop_near_duplicates_free(nearly);
	return done();
}
