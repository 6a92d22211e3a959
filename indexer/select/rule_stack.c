#include "indexer/select/rule_stack.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "indexer/disk/failure.h"
#include "indexer/report/problems.h"
#include "shared/core/i18n.h"

void rule_stack_release(struct rule_stack *s)
{
	while (s->count > 0)
		rule_stack_pop(s);
	free(s->folders);
	coop_buf_release(&s->path);
}

void rule_stack_pop(struct rule_stack *s)
{
	ignore_free(s->folders[--s->count].rules);
}

/* Reports that the system tells nothing of a file of rules. */
static enum coop_status cannot_look(
	const struct rule_stack *s, int number, struct coop_error *err)
{
	struct coop_error why = {0};
	coop_fail(&why, failure_status(number), "%s", coop_errno_text(number));
	report_file(s->report, s->path.s);
	enum coop_status st = report_failed(s->report, s->path.s, &why, err);
	report_file_end(s->report, s->path.s);
	return st;
}

/* Reads the rules of the folder entered last, at `path`, which need not be there. */
static enum coop_status read_rules(struct rule_stack *s, struct coop_error *err)
{
	struct ignore **rules = &s->folders[s->count - 1].rules;
	struct stat st;
	if (stat(s->path.s, &st) != 0)
		return failure_is_machine(errno) ? cannot_look(s, errno, err) : COOP_OK;
	if (!S_ISREG(st.st_mode))
		return COOP_OK;
	enum coop_status status = ignore_new(rules, err);
	if (status)
		return status;
	report_file(s->report, s->path.s);
	status = ignore_read(*rules, s->path.s, s->report, err);
	report_file_end(s->report, s->path.s);
	return status;
}

enum coop_status rule_stack_push(
	struct rule_stack *s, const char *path, size_t len, struct coop_error *err)
{
	bool slash = path[len - 1] == '/';
	if (!coop_array_grow(&s->folders, &s->cap, s->count + 1, sizeof *s->folders))
		return coop_fail_nomem(err);
	s->folders[s->count++] = (struct rule_folder){NULL, len + !slash};
	coop_buf_reset(&s->path);
	coop_buf_add(&s->path, path, len);
	coop_buf_str(&s->path, slash ? RULE_STACK_FILE : "/" RULE_STACK_FILE);
	enum coop_status st = coop_buf_check(&s->path, err);
	return st ? st : read_rules(s, err);
}

/* Where the path below what was named begins; that of a file that is named is its name. */
static size_t below_root(const struct rule_stack *s, const struct rule_entry *e)
{
	return s->count > 0 ? s->folders[0].below : e->name;
}

static const struct ignore_rule *match(const struct ignore *rules,
	const struct rule_entry *e, size_t below, bool is_folder)
{
	return rules ? ignore_match(rules, e->path + below, e->len - below, is_folder)
		     : NULL;
}

/* Whether a rule leaves an entry out: one of --exclude, or of the folder that ends at `below`. */
static bool leaves_out(const struct rule_stack *s, const struct rule_entry *e,
	const struct ignore *rules, const struct ignore_rule *rule, size_t below)
{
	if (rule->read)
		return false;
	struct coop_error why = {0};
	if (rules == s->selection->exclude)
		coop_fail(&why, COOP_E_INPUT, "--exclude '%s'", ignore_text(rules, rule));
	else
		coop_fail(&why, COOP_E_INPUT, TR("'%s' in %.*s%s", "« %s » dans %.*s%s"),
			ignore_text(rules, rule), (int)below, e->path, RULE_STACK_FILE);
	report_skipped(s->report, e->path, why.msg);
	return true;
}

bool rule_stack_excludes(
	const struct rule_stack *s, const struct rule_entry *e, bool is_folder)
{
	size_t below = below_root(s, e);
	const struct ignore *rules = s->selection->exclude;
	const struct ignore_rule *rule = match(rules, e, below, is_folder);
	for (size_t i = s->count; !rule && i > 0; i--) {
		below = s->folders[i - 1].below;
		rules = s->folders[i - 1].rules;
		rule = match(rules, e, below, is_folder);
	}
	return rule && leaves_out(s, e, rules, rule, below);
}

bool rule_stack_includes(const struct rule_stack *s, const struct rule_entry *e)
{
	const struct ignore *rules = s->selection->include;
	size_t below = below_root(s, e);
	const char *path = e->path + below;
	size_t len = e->len - below;
	const struct ignore_rule *rule = NULL;
	for (size_t n = len; rules && !rule && n > 0;) {
		rule = ignore_match(rules, path, n, n < len);
		while (n > 0 && path[--n] != '/')
			;
	}
	return !rules || (rule && !rule->read);
}
