/*
 * params.h - %-encoding, and the parameters of an address or the fields of a form
 * (application/x-www-form-urlencoded).
 */
#ifndef COOP_QUERY_HTTP_PARAMS_H
#define COOP_QUERY_HTTP_PARAMS_H

#include "query/http/http.h"

/* Parameters and the memory they are in; `= {0}` has none. */
struct params {
	struct http_param items[HTTP_PARAMS_MAX];
	size_t count;
	char *text;
};

/*
 * Decodes `len` bytes of "a=b&c=d". '%' that begins no escape stays as it is, as browsers have it. Status 0,
 * or that of a refusal: 400 for too many and for a name with a NUL, 500 when memory runs out.
 */
unsigned params_read(struct params *p, const char *s, size_t len);
void params_release(struct params *p);

/*
 * Decodes the path of an address, of `len` bytes, into `to`, which has room for as many and a NUL. False for
 * what is no path: it does not begin with '/', has an escape that is none or a NUL.
 */
bool path_decode(const char *s, size_t len, char *to);

#endif
