/*
 * options_kept.c - options that last: those of saved searches and citations.
 */
#include <string.h>

#include "query/actions/options_internal.h"
#include "shared/core/bytes.h"

/* Those that decide what a query finds, and how many. */
static const char *const kept_names[] = {"limit", "any", "synonyms", "widen", "thesaurus",
	"strict", "stop-words", "filter", "sort", NULL};

bool options_is_kept(const char *name, size_t len)
{
	return coop_is_one_of(name, len, kept_names);
}

/* Appends a word of "one|two|three", by its number. */
static void print_choice(const char *words, int number, struct coop_buf *out)
{
	struct coop_bytes word = {"", 0};
	while (number-- >= 0 && coop_next_choice(&words, &word))
		;
	coop_buf_add(out, word.s, word.len);
}

static void print_list(
	const struct coop_opt *o, const struct coop_opt_list *list, struct coop_buf *out)
{
	for (size_t i = 0; i < list->count; i++) {
		coop_buf_printf(out, "--%s=%s", o->name, list->values[i]);
		coop_buf_byte(out, '\0');
	}
}

/* Prints an option, unless it is as it is when not given, which is its target in `none`. */
static void print_kept(
	const struct coop_opt *o, const struct coop_opt *none, struct coop_buf *out)
{
	const void *value = o->target;
	if (o->kind == COOP_OPT_LIST) {
		print_list(o, value, out);
		return;
	}
	if (memcmp(value, none->target, coop_opts_target_size(o)) == 0 ||
		(o->kind == COOP_OPT_SET && *(const int *)value != o->value))
		return;
	coop_buf_printf(out, "--%s", o->name);
	if (o->kind == COOP_OPT_COUNT)
		coop_buf_printf(out, "=%zu", *(const size_t *)value);
	else if (o->kind == COOP_OPT_STRING)
		coop_buf_printf(out, "=%s", *(const char *const *)value);
	else if (o->kind != COOP_OPT_SET) {
		coop_buf_byte(out, '=');
		print_choice(o->metavar, *(const int *)value - o->value, out);
	}
	coop_buf_byte(out, '\0');
}

enum coop_status options_print_kept(
	const struct options *of, struct coop_buf *out, struct coop_error *err)
{
	struct options now = *of, none;
	struct coop_opt rows[COOP_OPTS_MAX], unset[COOP_OPTS_MAX];
	options_init(&none);
	options_table(&now, rows);
	options_table(&none, unset);
	/* it was set where it was not given */
	if (!of->limited)
		now.count = none.count;
	for (size_t i = 0; rows[i].name; i++)
		if (options_is_kept(rows[i].name, strlen(rows[i].name)))
			print_kept(&rows[i], &unset[i], out);
	return coop_buf_check(out, err);
}
