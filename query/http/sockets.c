#include "query/http/sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "query/http/address.h"
#include "shared/core/i18n.h"

enum { FIRST_HANDED_OVER = 3 /* SD_LISTEN_FDS_START */ };

/* A number of the environment; -1 where there is none. */
static long read_number(const char *name)
{
	const char *s = getenv(name);
	if (!s || *s < '0' || *s > '9')
		return -1;
	char *end;
	errno = 0;
	long n = strtol(s, &end, 10);
	return *end == '\0' && errno == 0 ? n : -1;
}

/* How many sockets were handed over to this process; nobody else is to take them for its own. */
static long take_handed_over(void)
{
	long pid = read_number("LISTEN_PID"), count = read_number("LISTEN_FDS");
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_FDNAMES");
	return pid == (long)getpid() && count > 0 ? count : 0;
}

/* An option of a socket that is a number; -1 where it has none. */
static int ask(int fd, int option)
{
	int value = -1;
	socklen_t len = sizeof value;
	return getsockopt(fd, SOL_SOCKET, option, &value, &len) == 0 ? value : -1;
}

static bool is_handed_over(int fd)
{
	int domain = ask(fd, SO_DOMAIN), flags = fcntl(fd, F_GETFL);
	return (domain == AF_INET || domain == AF_INET6) &&
	       ask(fd, SO_TYPE) == SOCK_STREAM && ask(fd, SO_ACCEPTCONN) == 1 &&
	       flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0 &&
	       fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

static enum coop_status take_sockets(
	long count, struct sockets *out, struct coop_error *err)
{
	if (count > SOCKETS_MAX)
		return coop_fail(err, COOP_E_ARG,
			TR("%ld sockets were handed over, more than %d",
				"%ld sockets ont été transmises, plus de %d"),
			count, SOCKETS_MAX);
	for (int i = 0; i < count; i++) {
		int fd = FIRST_HANDED_OVER + i;
		if (!is_handed_over(fd))
			return coop_fail(err, COOP_E_ARG,
				TR("file descriptor %d, handed over in LISTEN_FDS, is no socket of IP that listens",
					"le descripteur %d, transmis par LISTEN_FDS, n'est pas une socket IP en écoute"),
				fd);
		out->fds[out->count++] = fd;
	}
	return COOP_OK;
}

/* Says why nobody can listen at an address, by errno, and what to do. */
static enum coop_status cannot(const struct address *a, struct coop_error *err)
{
	int why = errno;
	struct coop_buf url = {0};
	address_url(a, &url);
	coop_fail(err, COOP_E_IO,
		TR("cannot listen at %s: %s", "impossible d'écouter à %s : %s"),
		coop_buf_cstr(&url),
		why == EADDRINUSE
			? TR("another program does", "un autre programme y écoute")
		: why == EADDRNOTAVAIL ? TR("this machine has no such address",
						 "cette machine n'a pas cette adresse")
				       : coop_errno_text(why));
	if (why == EADDRINUSE)
		coop_hint(err, "%s",
			TR("end that program, or choose another port; with port 0, a free one is taken",
				"arrêtez ce programme, ou choisissez un autre port ; avec le port 0, un port libre est pris"));
	else if (why == EACCES)
		coop_hint(err, "%s",
			TR("ports below 1024 are the administrator's: choose another one",
				"les ports inférieurs à 1024 sont réservés à l'administrateur : choisissez-en un autre"));
	coop_buf_release(&url);
	return COOP_E_IO;
}

static enum coop_status open_socket(
	const struct address *a, struct sockets *out, struct coop_error *err)
{
	int on = 1, family = a->socket.ss_family;
	int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return cannot(a, err);
	out->fds[out->count++] = fd;
	/* a server that begins again need not wait for connections of the one before */
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
		(family == AF_INET6 &&
			setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) != 0) ||
		bind(fd, (const struct sockaddr *)&a->socket, a->len) != 0 ||
		listen(fd, SOMAXCONN) != 0)
		return cannot(a, err);
	return COOP_OK;
}

enum coop_status sockets_open(
	const char *listen, struct sockets *out, struct coop_error *err)
{
	struct address a;
	enum coop_status status;
	*out = (struct sockets){.count = 0};
	long handed_over = take_handed_over();
	if (!listen && handed_over > 0) {
		status = take_sockets(handed_over, out, err);
	} else if (address_read(listen ? listen : "localhost", &a)) {
		status = open_socket(&a, out, err);
	} else {
		status = coop_fail(err, COOP_E_ARG,
			TR("'%s' is no address to listen at",
				"'%s' n'est pas une adresse où écouter"),
			listen);
		coop_hint(err, "%s",
			TR("such as 127.0.0.1:8717, [::1]:8717, localhost or 8717",
				"par exemple 127.0.0.1:8717, [::1]:8717, localhost ou 8717"));
	}
	if (status != COOP_OK)
		sockets_close(out);
	return status;
}

void sockets_close(struct sockets *s)
{
	while (s->count > 0)
		close(s->fds[--s->count]);
}
