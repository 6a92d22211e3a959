/*
 * t_pages.c - joining printed pages to one text.
 */
#include "indexer/convert/pages.h"
#include "tests/unit/tap.h"

/* Joins the pages, which are parted by form feeds here. */
static void check(const char *s, const char *expected, const char *what)
{
	struct pages pages = {0};
	struct coop_buf out = {0};
	while (*s) {
		size_t n = strcspn(s, "\f");
		pages_add(&pages, s, n);
		s += n + (s[n] == '\f');
	}
	pages_finish(&pages, &out);
	is_str(coop_buf_cstr(&out), out.len, expected, "%s", what);
	coop_buf_release(&out);
	pages_release(&pages);
}

int main(void)
{
	check("Un.\n  Deux. \n\n\nTrois.", "Un.\nDeux.\nTrois.", "lines");
	check("La coop\u00e9-\nrative", "La coop\u00e9rative", "a divided word");
	check("d\u00e9j\u00e0 coop\u00e9\u00ad\n\u00e9e, l\u2019\u2010\n\u0153uvre",
		"d\u00e9j\u00e0 coop\u00e9\u00e9e, l\u2019\u0153uvre",
		"soft and real hyphens before accented letters");
	check("Saint-\n\u00c9tienne", "Saint-\u00c9tienne",
		"a capital begins another part of a compound");
	check("1914-\n1918, un -\ntiret, --\nfin", "1914-\n1918, un -\ntiret, --\nfin",
		"dashes");
	check("Fin.\fD\u00e9but", "Fin.\n\nD\u00e9but", "a page begins a paragraph");
	check("la coop\u00e9-\frative et\fla suite", "la coop\u00e9rative et\nla suite",
		"a page that goes on");
	check("Bulletin 1\nA.\n- 1 -\fBulletin 2\nB.\n- 2 -\fBulletin 3\nC.\n- 3 -",
		"A.\n\nB.\n\nC.", "running heads and page numbers");
	check("1\nA.\f2\nB.", "1\nA.\n\n2\nB.", "two pages prove nothing");
	check("G 1\nA.\fD 2\nB.\fG 3\nC.\fD 4\nD.\fG 5\nE.\fD 6\nF.",
		"A.\n\nB.\n\nC.\n\nD.\n\nE.\n\nF.", "left and right pages");
	check("T\nA.\fT\nT\nB.\fT\nC.", "A.\n\nT\nB.\n\nC.",
		"the same line below is text");
	check("X\nA.\fY\nB.\fZ\nC.", "X\nA.\n\nY\nB.\n\nZ\nC.", "no running heads");
	check("\f\f \n\f", "", "empty pages");
	check("", "", "no page");
	return done();
}
