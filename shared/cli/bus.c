#include "shared/cli/bus.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "shared/cli/program.h"
#include "shared/core/i18n.h"
#include "shared/core/mapping.h"
#include "shared/core/status_line.h"

/* A handler may not ask for the language, or allocate: all it says is prepared. */
static struct {
	const char *program, *before, *behind, *otherwise;
} texts;

static atomic_flag told = ATOMIC_FLAG_INIT;

static struct iovec part(const char *s)
{
	return (struct iovec){(void *)s, strlen(s)};
}

static void on_bus(int number, siginfo_t *info, void *context)
{
	const char *name = coop_mapping_at(info->si_addr);
	(void)context;
	if (!name && !texts.otherwise) {
		signal(number,
			SIG_DFL); /* the read is done again, and ends the process */
		return;
	}
	/* another thread says the same, and ends all of them */
	while (atomic_flag_test_and_set(&told))
		pause();
	struct iovec parts[] = {part(texts.program), part(": "),
		part(name ? texts.before : texts.otherwise), part(name ? name : ""),
		part(name ? texts.behind : ""), part("\n")};
	coop_status_line_abandon();
	/* if writing fails as well, there is nothing left to say it to */
	(void)!writev(STDERR_FILENO, parts, sizeof parts / sizeof *parts);
	_exit(COOP_EXIT_ERROR);
}

void coop_catch_bus(const char *program, const char *otherwise)
{
	texts.program = program;
	texts.before = TR("cannot read '", "impossible de lire '");
	texts.behind = TR("': it was cut while it was read, or its disk fails",
		"' : fichier raccourci pendant la lecture, ou panne du disque");
	texts.otherwise = otherwise;
	struct sigaction action = {.sa_sigaction = on_bus, .sa_flags = SA_SIGINFO};
	sigaction(SIGBUS, &action, NULL);
}
