/*
 * positions.h - compares the positions in the posting lists of a database with the engine's.
 */
#ifndef COOP_TESTS_UNIT_POSITIONS_H
#define COOP_TESTS_UNIT_POSITIONS_H

#include "tests/unit/databases.h"

/* Reads what oracle_dump() put between double quotes; `*s` comes to stand after them. */
static inline void read_quoted(const char **s, struct coop_buf *out)
{
	const char *p = *s + 1;
	coop_buf_reset(out);
	for (; *p != '"'; p++) {
		if (*p != '\\') {
			coop_buf_byte(out, *p);
			continue;
		}
		char digits[] = {p[2], p[3], '\0'};
		coop_buf_byte(out, (char)strtoul(digits, NULL, 16));
		p += 3;
	}
	*s = p + 1;
}

/* Whether a posting of a list is what a line of the dump tells: " DOCID WDF:POSITION,...". */
static inline bool same_posting(const struct coop_block *b, uint32_t i, const char *line)
{
	struct coop_positions p;
	char *at;
	bool same = strtoul(line, &at, 10) == b->docids[i];
	same &= strtoul(at, &at, 10) == b->impacts[i];
	bool more = coop_positions_begin(&p, b, i);
	while (same && (*at == ':' || *at == ',')) {
		unsigned long expected = strtoul(at + 1, &at, 10);
		same = more && p.at == expected;
		more = coop_positions_seek(&p, p.at + 1);
	}
	return same && !more;
}

/* Reads on through the postings of a term; false when those of its list are not the same. */
static inline bool same_postings(const struct coop_posting_list *l, const char **line)
{
	struct coop_block b = {.count = 0};
	uint32_t i = 0, block = 0, read = 0;
	bool same = true;
	for (; **line == ' '; read++, i++) {
		if (i == b.count) {
			same = same && block < l->nblocks &&
			       coop_posting_list_read(l, block++, &b);
			i = 0;
		}
		same = same && same_posting(&b, i, *line + 1);
		*line = strchr(*line, '\n') + 1;
	}
	return same && read == l->doc_freq && block == l->nblocks;
}

/* Passes over postings; whether there is a position among them. */
static inline bool pass_postings(const char **line)
{
	bool positions = false;
	for (; **line == ' '; *line = strchr(*line, '\n') + 1)
		positions |= memchr(*line, ':', strcspn(*line, "\n")) != NULL;
	return positions;
}

/* Every term with positions has a list; and the lists tell the same as the engine. */
static inline void same_places(const char *dir, uint64_t documents, const char *name)
{
	struct coop_postings *lists;
	struct coop_buf term = {0};
	size_t len, wrong = 0, found = 0;
	char *text;
	dump(dir, &text, &len);
	lists = lists_of(dir, documents);
	need(lists != NULL, "no lists");
	for (const char *line = text; *line;) {
		struct coop_posting_list l;
		bool is_term = strncmp(line, "term ", 5) == 0;
		if (is_term) {
			line += 5;
			read_quoted(&line, &term);
		}
		line = strchr(line, '\n') + 1;
		if (is_term && coop_postings_find(lists, term.s, term.len, &l) ==
				       COOP_LOOKUP_FOUND) {
			wrong += !same_postings(&l, &line);
			found++;
		} else if (is_term) {
			wrong += pass_postings(&line);
		}
	}
	ok(wrong == 0, "%s: %zu posting lists tell the same", name, found);
	coop_postings_free(lists);
	coop_buf_release(&term);
	free(text);
}

#endif
