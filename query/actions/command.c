#include "query/actions/command.h"

#include <string.h>

/* Appends a word as a shell reads it. Control characters are up to what prints it. */
static void put_word(const char *s, size_t n, bool plain, struct coop_buf *out)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789_./-";
	size_t i = 0;
	while (i < n && memchr(safe, s[i], sizeof safe - 1))
		i++;
	if (plain && n > 0 && i == n) {
		coop_buf_add(out, s, n);
		return;
	}
	coop_buf_byte(out, '\'');
	for (i = 0; i < n; i++)
		if (s[i] == '\'')
			coop_buf_str(out, "'\\''");
		else
			coop_buf_byte(out, s[i]);
	coop_buf_byte(out, '\'');
}

/* Whether a filter asks for a value itself (narrowing.h), which no query says. */
static bool is_exact(const char *filter)
{
	const char *equals = strchr(filter, '=');
	return equals && equals[1] == '=';
}

/* Appends an option that may be repeated; with `all` or only where it is an exact filter. */
static void put_list(const char *name, const struct coop_opt_list *list, bool all,
	struct coop_buf *out)
{
	for (size_t i = 0; i < list->count; i++) {
		if (!all && !is_exact(list->values[i]))
			continue;
		coop_buf_printf(out, "%s ", name);
		put_word(list->values[i], strlen(list->values[i]), true, out);
		coop_buf_byte(out, ' ');
	}
}

void command_print(const struct options *options, bool filters, const char *query,
	size_t len, struct coop_buf *out)
{
	coop_buf_str(out, "coopq ");
	put_list("-i", &options->indexes, true, out);
	put_list("--filter", &options->filters, filters, out);
	coop_buf_str(out, options->any ? "--any " : "");
	coop_buf_str(out, options->stopwords ? "--stop-words=keep " : "");
	coop_buf_str(out, len > 0 && *query == '-' ? "-- " : "");
	put_word(query, len, false, out);
}
