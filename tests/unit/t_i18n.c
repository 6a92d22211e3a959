/*
 * t_i18n.c - the language of messages.
 */
#include "shared/core/i18n.h"
#include "tests/unit/tap.h"

static void set(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void test_choice(void)
{
	static const struct {
		const char *all, *messages, *lang;
		bool french;
	} list[] = {
		{NULL, NULL, NULL, false},
		{NULL, NULL, "fr_FR.UTF-8", true},
		{NULL, NULL, "fr", true},
		{NULL, NULL, "C", false},
		{NULL, NULL, "en_GB.UTF-8", false},
		{NULL, "fr_CH.UTF-8", "en_US.UTF-8", true},
		{NULL, "en_US.UTF-8", "fr_FR.UTF-8", false},
		{"fr_BE", "en_US", "en_US", true},
		{"C.UTF-8", "fr_FR", "fr_FR", false},
		{"", "", "fr_FR", true},
		{"", "fr_FR", "en_US", true},
		{"", "", "", false},
		{"de_DE", NULL, NULL, false},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		set("LC_ALL", list[i].all);
		set("LC_MESSAGES", list[i].messages);
		set("LANG", list[i].lang);
		ok(coop_french() == list[i].french, "LC_ALL=%s LC_MESSAGES=%s LANG=%s",
			list[i].all ? list[i].all : "(unset)",
			list[i].messages ? list[i].messages : "(unset)",
			list[i].lang ? list[i].lang : "(unset)");
	}
}

static void test_messages(void)
{
	struct coop_error err = {0};
	setenv("LC_ALL", "fr_FR.UTF-8", 1);
	coop_fail_nomem(&err);
	is_str(err.msg, strlen(err.msg), "m\u00e9moire \u00e9puis\u00e9e",
		"a message in French");
	err = (struct coop_error){0};
	setenv("LC_ALL", "C", 1);
	coop_fail_nomem(&err);
	is_str(err.msg, strlen(err.msg), "out of memory", "... and in English");
	coop_fail(&err, COOP_E_IO, "%s", "another");
	coop_hint(&err, "%s", "first");
	coop_hint(&err, "%s", "second");
	ok(err.status == COOP_E_NOMEM, "the first failure wins");
	is_str(err.msg, strlen(err.msg), "out of memory", "... with its message");
	is_str(err.hint, strlen(err.hint), "first", "... and the first hint");
	ok(coop_fail(NULL, COOP_E_IO, "%s", "x") == COOP_E_IO, "nobody need listen");
}

int main(void)
{
	test_choice();
	test_messages();
	return done();
}
