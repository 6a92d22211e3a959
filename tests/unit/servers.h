/*
 * servers.h - servers of the tests on 127.0.0.1: the engine's own, and those that go wrong.
 */
#ifndef COOP_TESTS_UNIT_SERVERS_H
#define COOP_TESTS_UNIT_SERVERS_H

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/random.h"
#include "tests/unit/tap.h"

struct server {
	pid_t pid;
	unsigned port;
};

static inline int listen_at(unsigned *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((uint16_t)*port)};
	socklen_t len = sizeof at;
	int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	need(fd >= 0 && !setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) &&
			!bind(fd, (struct sockaddr *)&at, sizeof at) && !listen(fd, 16) &&
			!getsockname(fd, (struct sockaddr *)&at, &len),
		"a port");
	*port = ntohs(at.sin_port);
	return fd;
}

/* A connection to a port of this machine; -1 when nobody listens. */
static inline int connect_to(unsigned port)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((uint16_t)port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) != 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* Starts xapian-tcpsrv for an index. It signals its group when it ends, and so has one of its own. */
static inline struct server start_server_at(const char *dir, unsigned port)
{
	struct server s = {.port = port};
	char number[16];
	close(listen_at(&s.port));
	snprintf(number, sizeof number, "%u", s.port);
	s.pid = fork();
	need(s.pid >= 0, "fork");
	if (s.pid == 0) {
		setsid();
		/* it tells of every client that goes */
		if (!freopen("/dev/null", "w", stderr))
			_exit(127);
		execlp("xapian-tcpsrv", "xapian-tcpsrv", "--quiet", "--interface",
			"127.0.0.1", "--port", number, dir, (char *)NULL);
		_exit(127);
	}
	for (int fd = -1; fd < 0;) {
		fd = connect_to(s.port);
		if (fd >= 0)
			close(fd);
		else
			poll(NULL, 0, 5);
		need(waitpid(s.pid, NULL, WNOHANG) == 0, "xapian-tcpsrv runs");
	}
	return s;
}

static inline struct server start_server(const char *dir)
{
	return start_server_at(dir, 0);
}

static inline void end_server(struct server *s)
{
	/* it and what it has forked: its own group */
	kill(-s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
}

/* ---- servers that go wrong ---- */

enum wrong {
	WRONG_SILENT,    /* accepts, and says nothing */
	WRONG_GONE,      /* closes at once */
	WRONG_NOISE,     /* sends what is no message */
	WRONG_VERSION,   /* greets with another version of the protocol */
	WRONG_TRUNCATED, /* passes on what a server says, and stops in the middle */
	WRONG_LYING      /* passes it on with changes */
};

/* Passes on what comes, changing or cutting the server's part. */
static inline void relay(int client, unsigned port, enum wrong wrong, uint32_t seed)
{
	int server = connect_to(port);
	size_t passed = 0, limit = wrong == WRONG_TRUNCATED ? seed : SIZE_MAX;
	unsigned char bytes[4096];
	struct pollfd fds[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
	while (poll(fds, 2, -1) > 0) {
		int from = fds[0].revents ? 0 : 1;
		ssize_t n = read(fds[from].fd, bytes, sizeof bytes);
		if (n <= 0)
			return;
		for (ssize_t i = 0; from == 1 && wrong == WRONG_LYING && i < n; i++)
			if (next_random(&seed) % 997 == 0)
				bytes[i] ^= (unsigned char)(1U << next_random(&seed) % 8);
		if (from == 1 && passed + (size_t)n > limit)
			n = (ssize_t)(limit - passed);
		passed += from == 1 ? (size_t)n : 0;
		if (write(fds[1 - from].fd, bytes, (size_t)n) != n || passed == limit)
			return;
	}
}

static inline void answer_wrong(
	int client, enum wrong wrong, unsigned port, uint32_t seed)
{
	static const char noise[] = "HTTP/1.0 400 Bad Request\r\n\r\n",
			  version[] = "\0\2\143\0";
	if (wrong == WRONG_SILENT)
		pause();
	if (wrong == WRONG_NOISE && write(client, noise, sizeof noise - 1) < 0)
		return;
	if (wrong == WRONG_VERSION && write(client, version, sizeof version - 1) < 0)
		return;
	if (wrong >= WRONG_TRUNCATED)
		relay(client, port, wrong, seed);
}

/* Starts one, which may pass on what the server at `port` says. */
static inline struct server start_wrong(enum wrong wrong, unsigned port, uint32_t seed)
{
	struct server s = {.port = 0};
	int fd = listen_at(&s.port);
	s.pid = fork();
	need(s.pid >= 0, "fork");
	if (s.pid == 0) {
		setsid();
		signal(SIGPIPE, SIG_IGN);
		signal(SIGCHLD, SIG_IGN);
		for (int client; (client = accept(fd, NULL, NULL)) >= 0; close(client))
			if (fork() == 0) {
				answer_wrong(client, wrong, port, seed);
				_exit(0);
			}
		_exit(1);
	}
	close(fd);
	return s;
}

#endif
