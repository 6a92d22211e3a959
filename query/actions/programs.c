#include "query/actions/programs.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

/* How an editor is told the line. */
enum line_form {
	LINE_UNKNOWN,
	LINE_PLUS,   /* +12 file */
	LINE_COLON,  /* file:12 */
	LINE_GOTO,   /* -g file:12 */
	LINE_OPTION, /* -l 12 file */
};

static const struct {
	const char *name;
	enum line_form form;
} editors[] = {{"vi", LINE_PLUS}, {"vim", LINE_PLUS}, {"nvim", LINE_PLUS},
	{"gvim", LINE_PLUS}, {"view", LINE_PLUS}, {"vim.basic", LINE_PLUS},
	{"vim.tiny", LINE_PLUS}, {"nano", LINE_PLUS}, {"pico", LINE_PLUS},
	{"emacs", LINE_PLUS}, {"emacs-nox", LINE_PLUS}, {"emacsclient", LINE_PLUS},
	{"gedit", LINE_PLUS}, {"gnome-text-editor", LINE_PLUS}, {"micro", LINE_PLUS},
	{"joe", LINE_PLUS}, {"mg", LINE_PLUS}, {"jed", LINE_PLUS}, {"ne", LINE_PLUS},
	{"hx", LINE_COLON}, {"helix", LINE_COLON}, {"subl", LINE_COLON},
	{"code", LINE_GOTO}, {"codium", LINE_GOTO}, {"code-insiders", LINE_GOTO},
	{"kate", LINE_OPTION}};

/* The name of the program that a command runs: its first word, without folders. */
static struct coop_bytes program_of(const char *command)
{
	command += strspn(command, " \t");
	size_t len = strcspn(command, " \t"), begin = len;
	while (begin > 0 && command[begin - 1] != '/')
		begin--;
	return (struct coop_bytes){command + begin, len - begin};
}

static enum line_form line_form_of(const char *command)
{
	struct coop_bytes name = program_of(command);
	for (size_t i = 0; i < sizeof editors / sizeof *editors; i++)
		if (coop_bytes_equal(
			    name.s, name.len, editors[i].name, strlen(editors[i].name)))
			return editors[i].form;
	return LINE_UNKNOWN;
}

/* Appends a path that cannot be taken for an option. */
static void add_path(struct coop_buf *out, const char *path)
{
	coop_buf_str(out, *path == '-' || *path == '+' ? "./" : "");
	coop_buf_str(out, path);
}

void editor_arguments(
	const char *command, const char *path, size_t line, struct coop_buf *out)
{
	enum line_form form = line > 0 ? line_form_of(command) : LINE_UNKNOWN;
	if (form == LINE_PLUS)
		coop_buf_printf(out, "+%zu%c", line, '\0');
	else if (form == LINE_GOTO)
		coop_buf_add(out, "-g", sizeof "-g");
	else if (form == LINE_OPTION)
		coop_buf_printf(out, "-l%c%zu%c", '\0', line, '\0');
	add_path(out, path);
	if (form == LINE_COLON || form == LINE_GOTO)
		coop_buf_printf(out, ":%zu", line);
	coop_buf_byte(out, '\0');
}

const char *editor_command(void)
{
	const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
	if (visual && *visual)
		return visual;
	return editor && *editor ? editor : "vi";
}

/* Becomes the shell with a command; does not return. */
static void become(const char *command, const struct coop_buf *arguments)
{
	/* the shell, -c, the command, its name, its arguments, and the end */
	const char *argv[4 + PROGRAM_ARGS + 1] = {"sh", "-c", command, "coopq"};
	const char *at = coop_buf_cstr(arguments), *end = at + arguments->len;
	for (size_t i = 4; at < end && i < 4 + PROGRAM_ARGS; i++, at += strlen(at) + 1)
		argv[i] = at;
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	execv("/bin/sh", (char *const *)argv);
	_exit(127);
}

/* Waits for a command. */
static enum coop_status wait_for(pid_t pid, const char *command, struct coop_error *err)
{
	int state = 0;
	while (waitpid(pid, &state, 0) < 0)
		if (errno != EINTR)
			return coop_fail_errno(err,
				TR("cannot wait for", "impossible d'attendre"), command);
	if (WIFEXITED(state) && WEXITSTATUS(state) == 0)
		return COOP_OK;
	if (WIFSIGNALED(state))
		return coop_fail(err, COOP_E_IO,
			TR("'%s' was stopped by signal %d",
				"« %s » a été arrêté par le signal %d"),
			command, WTERMSIG(state));
	return coop_fail(err, COOP_E_IO,
		TR("'%s' failed with code %d", "« %s » a échoué avec le code %d"),
		command, WEXITSTATUS(state));
}

enum coop_status program_run(
	const char *command, const struct coop_buf *arguments, struct coop_error *err)
{
	struct coop_buf line = {0};
	coop_buf_str(&line, command);
	coop_buf_str(&line, " \"$@\"");
	enum coop_status st = coop_buf_check(&line, err);
	if (st)
		return st;
	/* Ctrl-C is the program's */
	void (*interrupt)(int) = signal(SIGINT, SIG_IGN);
	void (*quit)(int) = signal(SIGQUIT, SIG_IGN);
	pid_t pid = fork();
	if (pid == 0)
		become(line.s, arguments);
	st = pid > 0 ? wait_for(pid, command, err)
		     : coop_fail_errno(
			       err, TR("cannot run", "impossible de lancer"), command);
	signal(SIGINT, interrupt);
	signal(SIGQUIT, quit);
	coop_buf_release(&line);
	return st;
}
