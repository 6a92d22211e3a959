#include "indexer/generations/serving.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "indexer/report/problems.h"
#include "shared/core/buf.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

enum { WHEN = 32 /* bytes of a date */ };

static void print_when(int64_t made, char out[WHEN])
{
	time_t when = (time_t)made;
	struct tm parts;
	snprintf(out, WHEN, "?");
	if (localtime_r(&when, &parts))
		strftime(out, WHEN, "%Y-%m-%d %H:%M", &parts);
}

/* Appends a word as a shell reads it: quoted where need be. */
static void add_word(struct coop_buf *out, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789/._-+,:@%=";
	if (*word && word[strspn(word, plain)] == '\0') {
		coop_buf_str(out, word);
		return;
	}
	coop_buf_byte(out, '\'');
	for (; *word; word++)
		coop_buf_str(out, *word == '\'' ? "'\\''" : (char[]){*word, '\0'});
	coop_buf_byte(out, '\'');
}

const char *serving_option(const char *index, struct coop_buf *out)
{
	if (!index)
		return "";
	coop_buf_str(out, " -i ");
	add_word(out, index);
	return out->failed ? "" : coop_buf_cstr(out);
}

void serving_report(const struct report *r, const char *dir, const char *index,
	const struct origin *now)
{
	struct coop_buf sources = {0}, given = {0};
	char when[WHEN];
	if (r->quiet)
		return;
	origin_print(now, &sources);
	print_when(now->made, when);
	coop_diag_note(r->program,
		TR("what serves now: %" PRIu64 " record%s, indexed on %s from %s",
			"ce qui répond maintenant : %" PRIu64
			" notice%s ; indexation du %s depuis %s"),
		now->records, now->records == 1 ? "" : "s", when,
		coop_buf_cstr(&sources));
	coop_diag_note(r->program,
		TR("the index is in %s; 'coopidx --restore%s' again undoes this",
			"l'index est dans %s ; « coopidx --restore%s » de nouveau défait cela"),
		dir, serving_option(index, &given));
	coop_buf_release(&given);
	coop_buf_release(&sources);
}

/* Warns that the sources are other ones (`other`), or that few records are left. */
static void warn(const struct report *r, const char *index, const struct origin *before,
	const struct origin *now, bool other)
{
	struct coop_buf old = {0}, new = {0}, given = {0};
	struct coop_error what = {0};
	origin_print(before, &old);
	origin_print(now, &new);
	const char *s = before->records == 1 ? "" : "s";
	if (other)
		coop_fail(&what, COOP_E_INPUT,
			TR("the index that was replaced was made from other sources: it held %" PRIu64
			   " record%s, this one holds %" PRIu64 " (before: %s; now: %s)",
				"l'index remplacé venait d'autres sources : il contenait %" PRIu64
				" notice%s, celui-ci en contient %" PRIu64
				" (avant : %s ; maintenant : %s)"),
			before->records, s, now->records, coop_buf_cstr(&old),
			coop_buf_cstr(&new));
	else
		coop_fail(&what, COOP_E_INPUT,
			TR("less than half of the records are left: the index that was replaced held %" PRIu64
			   ", this one holds %" PRIu64,
				"il reste moins de la moitié des notices : l'index remplacé en contenait %" PRIu64
				", celui-ci en contient %" PRIu64),
			before->records, now->records);
	coop_hint(&what,
		TR("'coopidx --restore%s' goes back to the one before",
			"« coopidx --restore%s » revient à celui d'avant"),
		serving_option(index, &given));
	coop_diag(r->program, NULL, &what);
	coop_buf_release(&given);
	coop_buf_release(&new);
	coop_buf_release(&old);
}

void serving_warn_loss(const struct report *r, const char *index,
	const struct origin *before, const struct origin *now, bool covers)
{
	bool few = now->records < before->records - before->records / 2;
	if (before->known && !r->silent && (few || (!covers && !r->quiet)))
		warn(r, index, before, now, !covers);
}

void serving_warn_unknown(struct report *r, const struct coop_error *unknown)
{
	struct coop_error what = {0};
	if (!unknown->status)
		return;
	coop_fail(&what, COOP_E_INPUT,
		TR("what the replaced index held is not known, and not compared with this one: %s",
			"on ne sait pas ce que contenait l'index remplacé, qui n'est pas comparé à celui-ci : %s"),
		unknown->msg);
	report_warn(r, &what);
}

void serving_report_after(struct report *r, const struct coop_error *after)
{
	if (!after->status)
		return;
	r->unsure = true;
	coop_diag(r->program, NULL, after);
}
