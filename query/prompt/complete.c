/*
 * complete.c - what may stand where a line is being typed: what may stand in a query (candidates.h), commands, and
 * what some of these take.
 */
#include <string.h>

#include "query/prompt/prompt_internal.h"
#include "query/search/sort.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

static bool begins(const char *name, struct coop_bytes word)
{
	return strlen(name) >= word.len && memcmp(name, word.s, word.len) == 0;
}

/* Adds a text with what it is; where memory runs out there are fewer. */
static void add(struct candidates *c, const char *text, const char *about)
{
	(void)candidates_add(c, text, strlen(text), about, NULL);
}

/* Adds the commands that begin so; one needs no ':' where it is usual to do without. */
static void add_commands(struct candidates *c, struct coop_bytes word)
{
	const char *name;
	for (size_t i = 0; (name = command_name(i)); i++)
		if (begins(name, word))
			add(c, name, TR("command", "commande"));
}

static void add_formats(struct candidates *c, struct coop_bytes word)
{
	for (int i = OUTPUT_TEXT; i <= OUTPUT_TREC; i++) {
		const char *name = output_ops((enum output_format)i)->name;
		if (begins(name, word))
			add(c, name, TR("format", "format"));
	}
}

static void add_orders(struct candidates *c, struct coop_bytes word)
{
	const char *name;
	for (size_t i = 0; (name = sort_listed(i)); i++)
		if (begins(name, word))
			add(c, name, TR("order", "ordre"));
	if (begins("score", word))
		add(c, "score", TR("order", "ordre"));
}

void prompt_complete(void *data, const char *line, size_t cursor, struct candidates *out)
{
	struct prompt *p = data;
	size_t begin = cursor, first = 0;
	while (begin > 0 && !coop_is_blank(line[begin - 1]))
		begin--;
	bool colon = cursor > 0 && line[0] == ':';
	while (first < begin && !coop_is_blank(line[first]))
		first++;
	struct coop_bytes word = {line + begin, cursor - begin};
	struct coop_bytes command = {line + colon, first - (first > 0 ? colon : 0)};
	bool second = begin > 0 && coop_bytes_trimmed(line, begin).len == first;
	if (second &&
		coop_is_one_of(command.s, command.len, COOP_LIST("export", "exporter"))) {
		out->from = begin;
		add_formats(out, word);
	} else if (second &&
		   coop_is_one_of(command.s, command.len, COOP_LIST("sort", "trier"))) {
		out->from = begin;
		add_orders(out, word);
	} else if (begin == 0 && colon) {
		out->from = 1;
		add_commands(out, (struct coop_bytes){line + 1, cursor - 1});
	} else if (p->app->session.search) {
		/* nothing is completed where something fails */
		if (candidates_of_query(&p->app->session, line, cursor, out, NULL))
			out->count = 0;
		if (begin == 0 && word.len > 1 && (out->count == 0 || out->from == 0))
			add_commands(out, word);
	}
}
