/*
 * t_error.c - failures and their messages; whoever wants the status alone passes NULL.
 */
#include <errno.h>

#include "shared/core/error.h"
#include "tests/unit/tap.h"

static void test_first_wins(void)
{
	struct coop_error err = {0};
	is_num(coop_fail(&err, COOP_E_IO, "the %s", "first"), COOP_E_IO, "a failure");
	is_num(coop_fail(&err, COOP_E_ARG, "the second"), COOP_E_ARG, "another one");
	ok(err.status == COOP_E_IO && strcmp(err.msg, "the first") == 0,
		"... the first is kept");
	coop_hint(&err, "do this");
	coop_hint(&err, "do that");
	is_str(err.hint, strlen(err.hint), "do this", "... and the first hint");
}

static void test_passing_on(void)
{
	struct coop_error from = {0}, err = {0};
	ok(coop_pass_on(&err, &from) == COOP_OK && !err.status,
		"no failure is not passed on");
	coop_fail(&from, COOP_E_INPUT, "damaged");
	coop_hint(&from, "save it again");
	ok(coop_pass_on(&err, &from) == COOP_E_INPUT && err.status == COOP_E_INPUT &&
			strcmp(err.msg, "damaged") == 0 &&
			strcmp(err.hint, "save it again") == 0,
		"a failure is, with message and hint");
	struct coop_error later = {0};
	coop_fail(&later, COOP_E_NOMEM, "later");
	ok(coop_pass_on(&err, &later) == COOP_E_NOMEM && err.status == COOP_E_INPUT,
		"... unless there was one before");
}

static void test_null(void)
{
	struct coop_error from = {.status = COOP_E_STALE};
	is_num(coop_fail(NULL, COOP_E_IO, "%d", 1), COOP_E_IO, "the status alone");
	is_num(coop_pass_on(NULL, &from), COOP_E_STALE, "... passed on");
	is_num(coop_fail_nomem(NULL), COOP_E_NOMEM, "... of memory");
	is_num(coop_cannot_read("folder", "file", NULL), COOP_E_IO, "... of a file");
	coop_hint(NULL, "no hint");
}

static void test_files(void)
{
	struct coop_error err = {0};
	errno = ENOENT;
	coop_cannot_read("folder", "file", &err);
	is_str(err.msg, strlen(err.msg),
		"cannot read 'folder/file': No such file or directory",
		"what cannot be read");
	err = (struct coop_error){0};
	errno = EACCES;
	coop_cannot_read("folder", NULL, &err);
	is_str(err.msg, strlen(err.msg), "cannot read 'folder': Permission denied",
		"... a folder");
	err = (struct coop_error){0};
	errno = ENOSPC;
	coop_cannot_write("folder", "file", &err);
	is_str(err.msg, strlen(err.msg),
		"cannot write 'folder/file': No space left on device", "... and written");
}

int main(void)
{
	setenv("LC_ALL", "C", 1);
	test_first_wins();
	test_passing_on();
	test_null();
	test_files();
	return done();
}
