#include "shared/cli/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/cli/nearest.h"
#include "shared/core/bytes.h"

#define TYPED(name)                                                                      \
	{                                                                                \
		name, COOP_SETTING_TYPED, COOP_SETTING_TEXT, NULL, NULL                  \
	}
#define INSTEAD(name, line)                                                              \
	{                                                                                \
		name, COOP_SETTING_TYPED, COOP_SETTING_TEXT, NULL, line                  \
	}
#define USER(name)                                                                       \
	{                                                                                \
		name, COOP_SETTING_USER, COOP_SETTING_TEXT, NULL, NULL                   \
	}
#define ANY(name)                                                                        \
	{                                                                                \
		name, COOP_SETTING_ANY, COOP_SETTING_TEXT, NULL, NULL                    \
	}
#define MANY(name, place)                                                                \
	{                                                                                \
		name, COOP_SETTING_##place, COOP_SETTING_LIST, NULL, NULL                \
	}
#define PATH(name, variable)                                                             \
	{                                                                                \
		name, COOP_SETTING_ANY, COOP_SETTING_FILE, variable, NULL                \
	}

static const char color_variables[] = "NO_COLOR|FORCE_COLOR|CLICOLOR_FORCE";
static const char thesaurus_variable[] = "COOP_THESAURUS";

static const struct coop_setting of_coopidx[] = {
	{"index", COOP_SETTING_ANY, COOP_SETTING_INDEX, "COOP_INDEX", NULL},
	ANY("delimiter"), ANY("no-header"), PATH("map", NULL), ANY("encoding"),
	TYPED("stdin-name"), USER("time-limit"), MANY("include", ANY),
	MANY("exclude", ANY), TYPED("files0-from"), TYPED("extract"), TYPED("export"),
	TYPED("dump-terms"), TYPED("dry-run"), USER("keep-going"), TYPED("add"),
	TYPED("full"), TYPED("fold"), TYPED("remove"), TYPED("forget"), TYPED("restore"),
	TYPED("check"), TYPED("status"), TYPED("list"), TYPED("acronyms"), TYPED("dump"),
	TYPED("load"), TYPED("fingerprint"), TYPED("shards"), TYPED("shard"),
	TYPED("facts"), TYPED("collect-facts"), TYPED("repair"), TYPED("watch"),
	USER("wait"), USER("threads"), USER("memory"), USER("engine-tools"),
	USER("engine-writes"), USER("stats"), USER("quiet"), USER("verbose"),
	TYPED("no-config"), TYPED("complete"), TYPED("help"), TYPED("version"),
	{NULL, COOP_SETTING_TYPED, COOP_SETTING_TEXT, NULL, NULL}};

static const struct coop_setting of_coopq[] = {
	{"index", COOP_SETTING_ANY, COOP_SETTING_INDEXES, "COOP_INDEX", NULL},
	USER("shards"), ANY("limit"), TYPED("count"), TYPED("offset"), USER("format"),
	ANY("group"), ANY("sort"), INSTEAD("tsv", "format = tsv"),
	INSTEAD("jsonl", "format = jsonl"), INSTEAD("ids", "format = ids"),
	INSTEAD("trec", "format = trec"), USER("fields"), TYPED("template"),
	TYPED("null"), TYPED("analyse"), USER("paths"), TYPED("batch"), USER("threads"),
	MANY("filter", ANY), USER("facets"), TYPED("timeline"), TYPED("map"),
	TYPED("plot"), ANY("any"), PATH("synonyms", NULL), ANY("widen"),
	PATH("thesaurus", thesaurus_variable), ANY("strict"), USER("explain"),
	USER("doctor"), TYPED("explain-query"), TYPED("show"), USER("width"),
	TYPED("query"), TYPED("open"), TYPED("like"), TYPED("kwic"), USER("kwic-sort"),
	ANY("stop-words"), TYPED("save"), TYPED("force"), TYPED("searches"),
	TYPED("delete-search"), TYPED("news"), TYPED("peek"), TYPED("cite"),
	TYPED("replay"), TYPED("serve"), MANY("host", USER), USER("log-requests"),
	USER("timing"),
	{"color", COOP_SETTING_USER, COOP_SETTING_TEXT, color_variables, NULL},
	USER("hyperlink"), USER("plain"), USER("pager"), USER("no-pager"),
	TYPED("ok-if-none"), TYPED("no-config"), TYPED("complete"), TYPED("help"),
	TYPED("version"), {NULL, COOP_SETTING_TYPED, COOP_SETTING_TEXT, NULL, NULL}};

const struct coop_setting *coop_settings_of(enum coop_program program)
{
	return program == COOP_PROGRAM_COOPIDX ? of_coopidx : of_coopq;
}

const struct coop_setting *coop_setting_find(
	enum coop_program program, const char *name, size_t len)
{
	for (const struct coop_setting *s = coop_settings_of(program); s->name; s++)
		if (strlen(s->name) == len && memcmp(s->name, name, len) == 0)
			return s;
	return NULL;
}

bool coop_setting_is_list(const struct coop_setting *s)
{
	return s->kind == COOP_SETTING_LIST || s->kind == COOP_SETTING_INDEXES;
}

bool coop_setting_is_path(const struct coop_setting *s)
{
	return s->kind == COOP_SETTING_FILE || s->kind == COOP_SETTING_INDEX ||
	       s->kind == COOP_SETTING_INDEXES;
}

const char *coop_setting_variable(const struct coop_setting *s, size_t *len)
{
	const char *list = s->environment;
	struct coop_bytes word;
	while (coop_next_choice(&list, &word)) {
		char name[COOP_NAME_MAX + 1];
		snprintf(name, sizeof name, "%.*s", (int)word.len, word.s);
		const char *value = getenv(name);
		*len = word.len;
		if (value && (*value || s->environment == thesaurus_variable))
			return word.s;
	}
	return NULL;
}
