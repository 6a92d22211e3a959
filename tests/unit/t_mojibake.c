/*
 * t_mojibake.c - text that was decoded wrongly before, and text that only looks so.
 */
#include "indexer/decode/charset.h"
#include "indexer/decode/mojibake.h"
#include "shared/core/utf8.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

/* What a text becomes, and how many characters are repaired; itself when `repaired` is 0. */
static const struct {
	const char *text, *expected;
	size_t repaired;
	bool sure;
} list[] = {
	{"coopÃ©rative", "coopérative", 1, false},
	{"Ã‰TÃ‰ Ã\u00a0 la cÃ´te, dÃ©jÃ\u00a0", "ÉTÉ à la côte, déjà", 6, false},
	{"l’Å“uvre", "l’œuvre", 1, false},
	{"lâ€™usine, â€œcitÃ©â€\xc2\x9d, 5 â‚¬ â€¦ â€“", "l’usine, “cité”, 5 € … –", 7,
		false},
	{"Â«\u00a0Le goÃ»t Â»", "«\u00a0Le goût »", 3, false},
	{"20Â\u00a0000 Â°C", "20\u00a0000 °C", 2, false},
	{"20Â\u00a0000", "20\u00a0000", 1, false},
	{"coopÃƒÂ©rative", "coopérative", 2, false},
	{"lÃ¢â‚¬â„¢ÃƒÂ©tÃƒÂ©", "l’été", 7, false},
	{"eÌ\xc2\x81teÌ\xc2\x81", "e\u0301te\u0301", 2, false},
	{"Le film ðŸŽ¬", "Le film 🎬", 1, false},
	{"ï»¿id", "\ufeffid", 1, false},
	{"cafÃ©", "café", 1, false},
	{"Ã\u00a0 la ville", "Ã\u00a0 la ville", 0, false},
	{"Ã\u00a0 la ville", "à la ville", 1, true},
	/* a no-break space that became a blank, or was trimmed off */
	{"dÃ©jÃ  lÃ ", "déjà là", 3, false},
	{"dÃ©jÃ lÃ", "déjà là", 3, false},
	{"Ã la citÃ©, quoiÂ ?", "à la cité, quoi ?", 3, false},
	{"voilÃ , lÃ -bas : voilÃ  !", "voilà, là-bas : voilà !", 3, true},
	{"voilÃ, lÃ-bas", "voilà, là-bas", 2, true},
	{"dÃƒÂ©jÃƒÂ  lÃƒÂ", "déjà là", 6, false},
	/* a closing quote that lost the byte that Windows-1252 does not have */
	{"â€œcitÃ©â€ ?", "“cité” ?", 3, false},
	{"â€œcitÃ©â€\ufffd", "“cité”", 3, false},
	/* three times, and beside what is right: wholly */
	{"lÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢UnitÃƒÆ’Ã‚Â©", "l’Unité", 12, false},
	{"coopÃ©ratif Ã\u00a0 cÃ´tÃ© (été)", "coopératif à côté (été)", 4, false},
	{"Â« vÃ©cu, vÃ©lo Â» (là)", "« vécu, vélo » (là)", 4, false},
	{"Ã la ville", "Ã la ville", 0, false},
	{"MAÃ‡Ã de Porto", NULL, 0, true},
	{"PÃO, IRMÃ, MAÇÃ", NULL, 0, true},
	/* these are right */
	{"SÃO PAULO, JOÃO, MAÇÃ", NULL, 0, false},
	{"SÃO PAULO, JOÃO, MAÇÃ", NULL, 0, true},
	{"Le Âge d’or, théâtre âgé", NULL, 0, false},
	{"« Ã© » au lieu de « é »", NULL, 0, false},
	{"« Ã© » au lieu de « é »", NULL, 0, true},
	{"Ã©", NULL, 0, false},
	{"é devient Ã© (coopÃ©rative)", NULL, 0, false},
	{"Été à la ville, coopÃ©rative", NULL, 0, false},
	{"MAÇÃ\u00a0»", NULL, 0, false},
	{"CAFÉ» et «À", NULL, 0, true},
	{"Åse, Ångström, Ärzte", NULL, 0, true},
	{"âme â€", NULL, 0, false},
	{"Ãœ", NULL, 0, false},
	{"Ã", NULL, 0, true},
	{"", NULL, 0, true},
	{"sans accent", NULL, 0, true},
};

static void test_list(void)
{
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct coop_buf b = {0};
		const char *text = list[i].text;
		size_t repaired = mojibake_repair(text, strlen(text), list[i].sure, &b);
		is_num(repaired, list[i].repaired, "repaired in '%s'", text);
		if (list[i].repaired > 0)
			is_str(coop_buf_cstr(&b), b.len, list[i].expected,
				"... which is");
		else
			is_num(b.len, 0, "... and nothing is added");
		coop_buf_release(&b);
	}
}

/* UTF-8 read as Windows-1252 and written as UTF-8, the five open bytes as C1 controls. */
static void garble(const struct coop_buf *in, struct coop_buf *out)
{
	coop_buf_reset(out);
	for (size_t i = 0; i < in->len; i++) {
		unsigned char c = (unsigned char)in->s[i];
		char bytes[COOP_UTF8_MAX];
		size_t before = out->len;
		charset_decode(CHARSET_WINDOWS_1252, in->s + i, 1, out);
		if (c >= 0x80 && out->len - before == 3 &&
			memcmp(out->s + before, "\ufffd", 3) == 0) {
			out->len = before;
			coop_buf_add(out, bytes, coop_utf8_encode(c, bytes));
		}
	}
}

/* Any French text comes back, once and twice over. */
static void test_round_trips(void)
{
	static const char *const words[] = {"coopérative", "été", "à", "l’œuvre",
		"« Noël »", "ÉTÉ", "où", "goût", "Lyon", "5 €", "naïf", "Besançon", "…",
		"18–20"};
	struct coop_buf text = {0}, once = {0}, twice = {0}, back = {0};
	uint32_t seed = 7;
	size_t wrong = 0;
	for (int i = 0; i < 500; i++) {
		coop_buf_reset(&text);
		coop_buf_str(&text, "déjà");
		for (size_t n = next_random(&seed) % 12; n > 0; n--) {
			coop_buf_byte(&text, ' ');
			coop_buf_str(&text, words[next_random(&seed) % 14]);
		}
		garble(&text, &once);
		garble(&once, &twice);
		coop_buf_reset(&back);
		mojibake_repair(once.s, once.len, false, &back);
		wrong += back.len != text.len || memcmp(back.s, text.s, text.len) != 0;
		coop_buf_reset(&back);
		mojibake_repair(twice.s, twice.len, false, &back);
		wrong += back.len != text.len || memcmp(back.s, text.s, text.len) != 0;
		wrong += mojibake_repair(text.s, text.len, false, &back) != 0;
	}
	is_num(wrong, 0, "French texts come back, and are left alone");
	coop_buf_release(&text);
	coop_buf_release(&once);
	coop_buf_release(&twice);
	coop_buf_release(&back);
}

static void test_sure(void)
{
	static const char some[] = "coopÃ©rative, dÃ©jÃ  ; Ã©tÃ©", few[] = "coopÃ©rative",
			  mixed[] =
				  "été, là, né, ça, où, dû, coopÃ©rative, dÃ©jÃ  ; Ã©tÃ©";
	ok(mojibake_is_sure(some, sizeof some - 1), "some strong sequences are sure");
	ok(!mojibake_is_sure(few, sizeof few - 1), "one is not");
	ok(!mojibake_is_sure("", 0), "nothing is not");
	ok(mojibake_is_sure(mixed, sizeof mixed - 1),
		"what is right before the first does not matter");
	is_num(mojibake_find("théâtre âgé", strlen("théâtre âgé")), strlen("théâtre âgé"),
		"nothing to be found");
	is_num(mojibake_find("coopÃ©", strlen("coopÃ©")), 4, "where it begins");
}

int main(void)
{
	test_list();
	test_round_trips();
	test_sure();
	return done();
}
