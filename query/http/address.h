/*
 * address.h - where a server listens, and the names that it is called by there.
 */
#ifndef COOP_QUERY_HTTP_ADDRESS_H
#define COOP_QUERY_HTTP_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "shared/core/buf.h"

/* An address of IPv4 or IPv6, with its port. */
struct address {
	struct sockaddr_storage socket;
	socklen_t len;
};

/*
 * Reads "127.0.0.1:8717", "[::1]:80", "::1", "localhost", "8717" or ":8717"; what is not told is 127.0.0.1
 * and HTTP_PORT. Port 0 is any that is free. False for what is none of these: names are not looked up.
 */
bool address_read(const char *text, struct address *out);

/* That end of a connection, or of a socket that listens, which is here; false, with errno set. */
bool address_of_socket(int fd, struct address *out);

/* The port, and whether only this machine can come from or to the address. */
unsigned address_port(const struct address *a);
bool address_is_loopback(const struct address *a);

/* Appends "http://127.0.0.1:8717/"; for an address that is any of this machine, with localhost. */
void address_url(const struct address *a, struct coop_buf *out);

/*
 * Whether a Host (RFC 9110, 7.2) is this server: its address, "localhost" where that is loopback, or one of
 * `hosts`; with its port, which may be missing when it is 80. A name in `hosts` may have a port of its own.
 * A page of others whose name leads here (DNS rebinding) sends that name, and is none of these.
 */
bool host_is_ours(const char *host, const struct address *here, const char *const *hosts,
	size_t nhosts);

/*
 * Whether an Origin (RFC 6454) is the server that is called `host`. With https it is as well, where a proxy
 * speaks that: the name is ours.
 */
bool origin_is(const char *origin, const char *host);

#endif
