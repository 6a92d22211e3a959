#include "query/http/turned_away.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SORRY                                                                            \
	"too many connections, try again | trop de connexions, réessayez plus tard\n"
#define SORRY_LENGTH "75"
static const char sorry[] = "HTTP/1.1 503 Service Unavailable\r\n"
			    "Retry-After: 2\r\n"
			    "Connection: close\r\n"
			    "Cache-Control: no-store\r\n"
			    "Content-Type: text/plain; charset=utf-8\r\n"
			    "X-Content-Type-Options: nosniff\r\n"
			    "Content-Length: " SORRY_LENGTH "\r\n"
			    "\r\n" SORRY;
_Static_assert(sizeof SORRY - 1 == 75, "SORRY_LENGTH is the length of SORRY");

/* Reads away what is there; false once the client has ended or is gone. */
static bool read_away(int fd)
{
	enum { TIMES = 16 };
	char bytes[4096];
	for (int i = 0; i < TIMES; i++) {
		ssize_t n = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
		if (n < 0)
			return errno == EAGAIN || errno == EINTR;
		if (n == 0)
			return false;
	}
	return true;
}

static void close_at(struct turned_away *t, size_t i)
{
	close(t->fds[i]);
	t->count--;
	memmove(&t->fds[i], &t->fds[i + 1], (t->count - i) * sizeof *t->fds);
	memmove(&t->until[i], &t->until[i + 1], (t->count - i) * sizeof *t->until);
}

void turn_away(struct turned_away *t, int fd, int64_t now)
{
	bool open = read_away(fd);
	/* a new socket has room for it */
	if (send(fd, sorry, sizeof sorry - 1, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
		open = false;
	shutdown(fd, SHUT_WR);
	if (!open || !read_away(fd)) {
		close(fd);
		return;
	}
	if (t->count == TURNED_AWAY_MAX)
		close_at(t, 0);
	t->fds[t->count] = fd;
	t->until[t->count++] = now + TURNED_AWAY_MILLISECONDS;
}

void turned_away_wait(const struct turned_away *t, struct pollfd *set)
{
	for (size_t i = 0; i < t->count; i++)
		set[i] = (struct pollfd){.fd = t->fds[i], .events = POLLIN};
}

void turned_away_read(struct turned_away *t, const struct pollfd *set, int64_t now)
{
	for (size_t i = t->count; i-- > 0;) {
		bool open = !set[i].revents || read_away(t->fds[i]);
		if (!open || t->until[i] <= now)
			close_at(t, i);
	}
}

void turned_away_close(struct turned_away *t)
{
	while (t->count > 0)
		close_at(t, t->count - 1);
}
