#include "query/http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "query/http/http.h"

enum { PORT_MAX = 65535, PORT_OF_HTTP = 80, PORT_DIGITS = 5 };

/* Reads a port of digits alone; false for another text. */
static bool read_port(const char *s, size_t len, unsigned *port)
{
	unsigned n = 0;
	if (len == 0 || len > PORT_DIGITS)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		n = n * 10 + (unsigned)(s[i] - '0');
	}
	*port = n;
	return n <= PORT_MAX;
}

/* A host and a port as they are written. */
struct written {
	const char *host; /* without the brackets of IPv6 */
	size_t len;
	bool bracketed;
	const char *port; /* behind the colon; NULL where there is none */
};

/* Takes "host:port" apart; false for brackets that do not close. */
static bool take_apart(const char *s, struct written *out)
{
	*out = (struct written){.host = s, .len = strlen(s)};
	const char *colon = strrchr(s, ':');
	if (*s == '[') {
		const char *end = strchr(s, ']');
		if (!end || (end[1] != '\0' && end[1] != ':'))
			return false;
		out->bracketed = true;
		out->host = s + 1;
		out->len = (size_t)(end - out->host);
		colon = end[1] ? end + 1 : NULL;
	} else if (colon && strchr(s, ':') != colon) {
		colon = NULL; /* IPv6 without brackets */
	} else if (colon) {
		out->len = (size_t)(colon - s);
	}
	out->port = colon ? colon + 1 : NULL;
	return true;
}

static bool is_localhost(const struct written *w)
{
	static const char name[] = "localhost";
	return !w->bracketed && w->len == sizeof name - 1 &&
	       strncasecmp(w->host, name, w->len) == 0;
}

/* Reads an address in digits. */
static bool read_digits(const struct written *w, unsigned port, struct address *out)
{
	char text[INET6_ADDRSTRLEN];
	struct sockaddr_in v4 = {
		.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	struct sockaddr_in6 v6 = {
		.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
	*out = (struct address){.len = 0};
	if (w->len >= sizeof text)
		return false;
	memcpy(text, w->host, w->len);
	text[w->len] = '\0';
	if (!w->bracketed && inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
		memcpy(&out->socket, &v4, sizeof v4);
		out->len = sizeof v4;
	} else if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1) {
		memcpy(&out->socket, &v6, sizeof v6);
		out->len = sizeof v6;
	}
	return out->len > 0;
}

bool address_read(const char *text, struct address *out)
{
	static const struct written here = {.host = "127.0.0.1", .len = 9};
	struct written w;
	unsigned port = HTTP_PORT;
	if (read_port(text, strlen(text), &port))
		return read_digits(&here, port, out);
	if (!take_apart(text, &w) ||
		(w.port && !read_port(w.port, strlen(w.port), &port)))
		return false;
	bool no_host = w.len == 0 && w.port && !w.bracketed;
	return read_digits(no_host || is_localhost(&w) ? &here : &w, port, out);
}

/* An IPv4 address that a socket of IPv6 has, as one of IPv4. */
static void unmap(struct address *a)
{
	struct sockaddr_in6 v6;
	if (a->socket.ss_family != AF_INET6)
		return;
	memcpy(&v6, &a->socket, sizeof v6);
	if (!IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr))
		return;
	struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = v6.sin6_port};
	memcpy(&v4.sin_addr, &v6.sin6_addr.s6_addr[12], sizeof v4.sin_addr);
	*a = (struct address){.len = sizeof v4};
	memcpy(&a->socket, &v4, sizeof v4);
}

bool address_of_socket(int fd, struct address *out)
{
	*out = (struct address){.len = sizeof out->socket};
	if (getsockname(fd, (struct sockaddr *)&out->socket, &out->len) != 0)
		return false;
	unmap(out);
	return true;
}

unsigned address_port(const struct address *a)
{
	if (a->socket.ss_family == AF_INET6)
		return ntohs(((const struct sockaddr_in6 *)&a->socket)->sin6_port);
	return ntohs(((const struct sockaddr_in *)&a->socket)->sin_port);
}

bool address_is_loopback(const struct address *a)
{
	if (a->socket.ss_family == AF_INET6)
		return IN6_IS_ADDR_LOOPBACK(
			&((const struct sockaddr_in6 *)&a->socket)->sin6_addr);
	return ntohl(((const struct sockaddr_in *)&a->socket)->sin_addr.s_addr) >> 24 ==
	       IN_LOOPBACKNET;
}

static bool is_any(const struct address *a)
{
	if (a->socket.ss_family == AF_INET6)
		return IN6_IS_ADDR_UNSPECIFIED(
			&((const struct sockaddr_in6 *)&a->socket)->sin6_addr);
	return ((const struct sockaddr_in *)&a->socket)->sin_addr.s_addr == INADDR_ANY;
}

void address_url(const struct address *a, struct coop_buf *out)
{
	char text[INET6_ADDRSTRLEN] = "";
	bool v6 = a->socket.ss_family == AF_INET6;
	const void *digits =
		v6 ? (const void *)&((const struct sockaddr_in6 *)&a->socket)->sin6_addr
		   : (const void *)&((const struct sockaddr_in *)&a->socket)->sin_addr;
	inet_ntop(v6 ? AF_INET6 : AF_INET, digits, text, sizeof text);
	coop_buf_str(out, "http://");
	if (is_any(a))
		coop_buf_str(out, "localhost");
	else
		coop_buf_printf(out, v6 ? "[%s]" : "%s", text);
	if (address_port(a) != PORT_OF_HTTP)
		coop_buf_printf(out, ":%u", address_port(a));
	coop_buf_byte(out, '/');
}

/* Whether two addresses are the same one, whatever their ports. */
static bool is_same(const struct address *a, const struct address *b)
{
	if (a->socket.ss_family != b->socket.ss_family)
		return false;
	if (a->socket.ss_family == AF_INET6)
		return IN6_ARE_ADDR_EQUAL(
			&((const struct sockaddr_in6 *)&a->socket)->sin6_addr,
			&((const struct sockaddr_in6 *)&b->socket)->sin6_addr);
	return ((const struct sockaddr_in *)&a->socket)->sin_addr.s_addr ==
	       ((const struct sockaddr_in *)&b->socket)->sin_addr.s_addr;
}

/* Whether a name that was told to us is the one of a Host; `port` is the one of that. */
static bool is_name(
	const char *told, const struct written *w, unsigned port, unsigned here)
{
	struct written name;
	unsigned its = here;
	return take_apart(told, &name) && name.bracketed == w->bracketed &&
	       name.len > 0 && name.len == w->len &&
	       strncasecmp(name.host, w->host, w->len) == 0 &&
	       (!name.port || read_port(name.port, strlen(name.port), &its)) &&
	       its == port;
}

bool host_is_ours(const char *host, const struct address *here, const char *const *hosts,
	size_t nhosts)
{
	struct written w;
	struct address written;
	unsigned port = PORT_OF_HTTP;
	if (!take_apart(host, &w) ||
		(w.port && !read_port(w.port, strlen(w.port), &port)))
		return false;
	for (size_t i = 0; i < nhosts; i++) {
		if (is_name(hosts[i], &w, port, address_port(here)))
			return true;
	}
	if (port != address_port(here))
		return false;
	if (is_localhost(&w))
		return address_is_loopback(here);
	return read_digits(&w, port, &written) && is_same(&written, here);
}

bool origin_is(const char *origin, const char *host)
{
	static const char *const schemes[] = {"http://", "https://"};
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		size_t n = strlen(schemes[i]);
		if (strncasecmp(origin, schemes[i], n) == 0 &&
			strcasecmp(origin + n, host) == 0)
			return true;
	}
	return false;
}
