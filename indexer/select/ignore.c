#include "indexer/select/ignore.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/decode/source.h"
#include "indexer/report/problems.h"
#include "indexer/select/glob.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/core/strmap.h"

enum { FILE_MAX = 64 << 20 /* bytes of a file of rules */ };

/* How a rule is found: by name, path or end of name in a hash table, or by trying it. */
enum kind { NAME, PATH, END, LOOKED_UP, WILD = LOOKED_UP };

/* The last rules for a key, numbered from 1; 0 is none. */
struct last {
	uint32_t any, folders;
};

struct ignore {
	struct coop_buf text;
	struct ignore_rule *rules;
	size_t count, cap;
	struct {
		struct coop_strmap *map;
		struct last *last; /* by number in `map` */
		size_t cap;
	} found[LOOKED_UP];
	uint32_t *wild; /* the rules to be tried, numbered from 1 */
	size_t nwild, wild_cap;
};

enum coop_status ignore_new(struct ignore **out, struct coop_error *err)
{
	*out = NULL;
	struct ignore *set = calloc(1, sizeof *set);
	if (!set)
		return coop_fail_nomem(err);
	enum coop_status st = COOP_OK;
	for (int k = 0; k < LOOKED_UP && !st; k++)
		st = coop_strmap_new(&set->found[k].map, err);
	if (st)
		ignore_free(set);
	else
		*out = set;
	return st;
}

void ignore_free(struct ignore *set)
{
	if (!set)
		return;
	for (int k = 0; k < LOOKED_UP; k++) {
		coop_strmap_free(set->found[k].map);
		free(set->found[k].last);
	}
	coop_buf_release(&set->text);
	free(set->rules);
	free(set->wild);
	free(set);
}

const char *ignore_text(const struct ignore *set, const struct ignore_rule *rule)
{
	return set->text.s + rule->text;
}

/* ---- adding ---- */

/* Parses a line into a rule; false when it holds none. */
static bool parse_rule(const char *line, size_t len, struct ignore_rule *rule)
{
	size_t begin = 0;
	while (len > 0 && coop_is_blank(line[len - 1]) &&
		!(len > 1 && line[len - 1] == ' ' && line[len - 2] == '\\'))
		len--;
	rule->len = len;
	if (len == 0 || line[0] == '#')
		return false;
	rule->read = line[0] == '!';
	begin += rule->read;
	rule->folders = len > begin && line[len - 1] == '/';
	len -= rule->folders;
	if (begin >= len)
		return false;
	rule->with_path = memchr(line + begin, '/', len - begin) != NULL;
	begin += line[begin] == '/';
	rule->pattern = begin;
	rule->pattern_len = len - begin;
	return begin < len;
}

static enum kind kind_of_rule(const struct ignore_rule *rule, const char *pattern)
{
	if (!glob_is_pattern(pattern, rule->pattern_len))
		return rule->with_path ? PATH : NAME;
	bool end = !rule->with_path && *pattern == '*' &&
		   !glob_is_pattern(pattern + 1, rule->pattern_len - 1);
	return end ? END : WILD;
}

/* Enters the newest rule under its key. */
static enum coop_status enter(struct ignore *set, enum kind kind, const char *key,
	size_t len, bool folders, struct coop_error *err)
{
	uint32_t id;
	bool added;
	enum coop_status st =
		coop_strmap_intern(set->found[kind].map, key, len, &id, &added, err);
	if (st)
		return st;
	if (!coop_array_grow(&set->found[kind].last, &set->found[kind].cap,
		    (size_t)id + 1, sizeof *set->found[kind].last))
		return coop_fail_nomem(err);
	struct last *last = &set->found[kind].last[id];
	if (added)
		*last = (struct last){0, 0};
	*(folders ? &last->folders : &last->any) = (uint32_t)set->count;
	return COOP_OK;
}

static enum coop_status enter_wild(struct ignore *set, struct coop_error *err)
{
	if (!coop_array_grow(
		    &set->wild, &set->wild_cap, set->nwild + 1, sizeof *set->wild))
		return coop_fail_nomem(err);
	set->wild[set->nwild++] = (uint32_t)set->count;
	return COOP_OK;
}

static enum coop_status too_many(struct coop_error *err)
{
	coop_fail(err, COOP_E_INPUT,
		TR("more than %d patterns with wildcards inside; this one does not count",
			"plus de %d motifs avec jokers à l'intérieur ; celui-ci ne compte pas"),
		IGNORE_WILD_MAX);
	coop_hint(err, "%s",
		TR("names, paths and patterns like *.jpg may be as many as you like",
			"les noms, les chemins et les motifs comme *.jpg peuvent être aussi nombreux qu'on veut"));
	return COOP_E_INPUT;
}

enum coop_status ignore_add(struct ignore *set, const char *line, size_t len,
	size_t number, struct coop_error *err)
{
	struct ignore_rule rule = {.text = set->text.len, .line = number};
	if (!parse_rule(line, len, &rule))
		return COOP_OK;
	if (rule.len > IGNORE_PATTERN_MAX || set->count >= UINT32_MAX)
		return coop_fail(err, COOP_E_INPUT, "%s",
			TR("the pattern is too long; it does not count",
				"le motif est trop long ; il ne compte pas"));
	const char *pattern = line + rule.pattern;
	enum kind kind = kind_of_rule(&rule, pattern);
	if (kind == WILD && set->nwild >= IGNORE_WILD_MAX)
		return too_many(err);
	if (!coop_array_grow(&set->rules, &set->cap, set->count + 1, sizeof *set->rules))
		return coop_fail_nomem(err);
	coop_buf_add(&set->text, line, rule.len);
	coop_buf_byte(&set->text, '\0');
	rule.pattern += rule.text;
	set->rules[set->count++] = rule;
	enum coop_status st = coop_buf_check(&set->text, err);
	if (!st)
		st = kind == WILD ? enter_wild(set, err)
				  : enter(set, kind, pattern + (kind == END),
					    rule.pattern_len - (kind == END),
					    rule.folders, err);
	return st;
}

/* Adds the rule of each line of a text. */
static enum coop_status add_lines(struct ignore *set, const struct coop_buf *text,
	const char *path, struct report *report, struct coop_error *err)
{
	size_t number = 1;
	for (size_t begin = 0; begin < text->len; number++) {
		struct coop_error problem = {0};
		const char *s = text->s + begin;
		const char *lf = memchr(s, '\n', text->len - begin);
		size_t n = lf ? (size_t)(lf - s) : text->len - begin;
		enum coop_status st = ignore_add(set, s, n, number, &problem);
		if (st == COOP_E_INPUT)
			report_rejected(
				report, &(struct coop_place){path, number, 0}, &problem);
		else if (st)
			return coop_pass_on(err, &problem);
		begin += n + 1;
	}
	return COOP_OK;
}

enum coop_status ignore_read(struct ignore *set, const char *path, struct report *report,
	struct coop_error *err)
{
	struct source *source;
	struct coop_buf raw = {0}, text = {0};
	struct coop_error problem = {0};
	enum coop_status st = source_open(path, NULL, &source, &problem);
	if (!st)
		st = source_read_all(source, FILE_MAX, &raw, &problem);
	if (!st) {
		charset_decode(source_text(source), coop_buf_cstr(&raw), raw.len, &text);
		st = coop_buf_check(&text, &problem);
	}
	st = st ? report_failed(report, path, &problem, err)
		: add_lines(set, &text, path, report, err);
	source_close(source);
	coop_buf_release(&raw);
	coop_buf_release(&text);
	return st;
}

/* ---- matching ---- */

/* The later one of the rule `best` and the last rule for a key. */
static uint32_t later(const struct ignore *set, enum kind kind, const char *key,
	size_t len, bool folder, uint32_t best)
{
	uint32_t id;
	if (!coop_strmap_find(set->found[kind].map, key, len, &id))
		return best;
	const struct last *last = &set->found[kind].last[id];
	if (last->any > best)
		best = last->any;
	return folder && last->folders > best ? last->folders : best;
}

static bool fits(const struct ignore *set, const struct ignore_rule *rule,
	const char *path, size_t len, size_t name, bool folder)
{
	size_t from = rule->with_path ? 0 : name;
	return (folder || !rule->folders) &&
	       glob_match(set->text.s + rule->pattern, rule->pattern_len, path + from,
		       len - from);
}

const struct ignore_rule *ignore_match(
	const struct ignore *set, const char *path, size_t len, bool folder)
{
	size_t name = len;
	while (name > 0 && path[name - 1] != '/')
		name--;
	uint32_t best = later(set, PATH, path, len, folder, 0);
	best = later(set, NAME, path + name, len - name, folder, best);
	if (coop_strmap_count(set->found[END].map) > 0)
		for (size_t i = name; i <= len; i++)
			best = later(set, END, path + i, len - i, folder, best);
	for (size_t i = set->nwild; i > 0 && set->wild[i - 1] > best; i--)
		if (fits(set, &set->rules[set->wild[i - 1] - 1], path, len, name, folder))
			best = set->wild[i - 1];
	return best > 0 ? &set->rules[best - 1] : NULL;
}
