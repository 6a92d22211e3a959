#include "query/actions/command.h"

#include <stdbool.h>
#include <string.h>

#include "shared/core/i18n.h"

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

/* Appends an option that may be repeated. */
static void put_option(const char *name, const char *value, struct coop_buf *out)
{
	coop_buf_printf(out, "%s ", name);
	put_word(value, strlen(value), true, out);
	coop_buf_byte(out, ' ');
}

/* Appends the filters with which a query is asked; returns whether there are any. */
static bool put_filters(
	const struct options *options, bool clauses, size_t dropped, struct coop_buf *out)
{
	size_t values = 0, before = out->len;
	for (size_t i = 0; i < options->filters.count; i++) {
		const char *filter = options->filters.values[i];
		bool exact = is_exact(filter);
		values += exact;
		if (exact ? dropped != NOTE_NO_VALUES && dropped != values : clauses)
			put_option("--filter", filter, out);
	}
	return out->len > before || out->failed;
}

void command_print(const struct options *options, const struct note *note,
	const char *query, size_t len, struct coop_buf *out)
{
	if (options->prompted) {
		/* without the name of that command, a query may be another one */
		coop_buf_str(out, TR(":find ", ":chercher "));
		coop_buf_add(out, query, len);
		return;
	}
	coop_buf_str(out, "coopq ");
	for (size_t i = 0; i < options->indexes.count; i++)
		put_option("-i", options->indexes.values[i], out);
	bool filtered = put_filters(options, note->filtered, note->dropped, out);
	/* without one that is typed, that of a configuration file would count again */
	coop_buf_str(out, options->filters_configured && !filtered ? "--no-config " : "");
	coop_buf_str(out, options->any ? "--any " : "");
	coop_buf_str(out, options->stopwords ? "--stop-words=keep " : "");
	coop_buf_str(out, len > 0 && *query == '-' ? "-- " : "");
	put_word(query, len, false, out);
}
