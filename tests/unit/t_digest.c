/*
 * t_digest.c - libcsv gives the same cells for a digest as for the text itself.
 */
#include "indexer/csv/digest.h"

#include <csv.h>
#include <string.h>

#include "tests/unit/random.h"
#include "tests/unit/tap.h"

/* What a parser gave: the cells, "|" behind each, "/" behind each row. */
struct parsed {
	struct csv_parser parser;
	struct digest *digest; /* NULL where the parser sees the text itself */
	struct coop_buf cells;
};

static void on_cell(void *s, size_t n, void *data)
{
	struct parsed *p = data;
	if (n > 0 && p->digest)
		digest_restore(p->digest, s, n, &p->cells);
	else if (n > 0)
		coop_buf_add(&p->cells, s, n);
	coop_buf_byte(&p->cells, '|');
}

static void on_row(int end, void *data)
{
	(void)end;
	coop_buf_byte(&((struct parsed *)data)->cells, '/');
}

static int is_blank(unsigned char c)
{
	return c == ' ';
}

static void begin(struct parsed *p, struct digest *digest, char delimiter, char quote)
{
	*p = (struct parsed){.digest = digest};
	need(csv_init(&p->parser, 0) == 0, "a parser");
	csv_set_space_func(&p->parser, is_blank);
	csv_set_delim(&p->parser, (unsigned char)delimiter);
	csv_set_quote(&p->parser, (unsigned char)quote);
}

static void feed(struct parsed *p, const char *s, size_t n)
{
	if (p->digest) {
		need(digest_take(p->digest, s, n), "memory");
		s = p->digest->fed.s;
		n = p->digest->fed.len;
	}
	need(csv_parse(&p->parser, s, n, on_cell, on_row, p) == n, "memory");
}

static void end(struct parsed *p)
{
	need(csv_fini(&p->parser, on_cell, on_row, p) == 0, "an end");
	csv_free(&p->parser);
}

/* Feeds a text in pieces, each of which ends at a line end or where `cut` says. */
static void feed_pieces(struct parsed *p, const char *s, size_t n, uint32_t seed)
{
	for (size_t at = 0, from = 0; at < n; at++) {
		bool line = s[at] == '\n' || s[at] == '\r';
		if (!line && at + 1 < n && next_random(&seed) % 64 > 0)
			continue;
		feed(p, s + from, at + 1 - from);
		from = at + 1;
	}
}

/* Whether a text has the same cells both ways. */
static bool agrees(const char *s, size_t n, char delimiter, char quote, uint32_t seed)
{
	struct digest digest;
	struct parsed whole, part;
	digest_init(&digest, delimiter, quote);
	begin(&whole, NULL, delimiter, quote);
	begin(&part, &digest, delimiter, quote);
	feed_pieces(&whole, s, n, seed);
	feed_pieces(&part, s, n, seed);
	end(&whole);
	end(&part);
	bool same = whole.cells.len == part.cells.len &&
		    memcmp(coop_buf_cstr(&whole.cells), coop_buf_cstr(&part.cells),
			    whole.cells.len) == 0;
	digest_release(&digest);
	coop_buf_release(&whole.cells);
	coop_buf_release(&part.cells);
	return same;
}

int main(void)
{
	static const char *const pieces[] = {"x", "y", "z", "un mot", "\"", "\"\"", ",",
		";", "x;", "\t", "\n", "\r\n", "\r", " ", "  ", "\u00e9t\u00e9", "\",\"",
		"\" ,", ", \"", "une phrase plus longue que huit octets", "'", "\\"};
	static const char delimiters[] = {',', ';', '\t', ' ', 'x', '|'};
	static const char quotes[] = {'"', '\'', '\0', 'y'};
	uint32_t seed = 1;
	size_t differ = 0;
	for (int round = 0; round < 20000; round++) {
		char text[2048] = "";
		uint32_t count = next_random(&seed) % 40;
		for (uint32_t i = 0; i < count; i++)
			snprintf(text + strlen(text), 64, "%s",
				pieces[next_random(&seed) %
					(sizeof pieces / sizeof *pieces)]);
		differ += !agrees(text, strlen(text),
			delimiters[next_random(&seed) % sizeof delimiters],
			quotes[next_random(&seed) % sizeof quotes], seed);
	}
	is_num(differ, 0, "texts whose cells differ");

	struct digest digest;
	static const char line[] = "\"Une phrase, puis une autre.\",fin\n";
	digest_init(&digest, ',', '"');
	need(digest_take(&digest, line, sizeof line - 1), "memory");
	is_str(digest.fed.s, digest.fed.len, "\"x, x\",x\n", "what a parser is fed");
	digest_release(&digest);
	return done();
}
