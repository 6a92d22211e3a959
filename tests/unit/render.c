/*
 * render - a page of --serve without a server: prints the body of a response, and its status and type on
 * standard error.
 *
 * usage: render [-f] INDEX ADDRESS [FORM]
 *
 * ADDRESS is from '/' on, as a browser sends it; FORM is the body of a POST. -f: in French.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/actions/actions.h"
#include "query/pages/answer.h"
#include "shared/core/i18n.h"

static int digit(char c)
{
	const char *digits = "0123456789abcdef", *at = strchr(digits, c | 0x20);
	return c >= '0' && at ? (int)(at - digits) : 0;
}

/* Decodes a part of an address in place; returns its length. */
static size_t decode(char *s)
{
	char *to = s;
	for (const char *p = s; *p; p++) {
		char c = *p == '+' ? ' ' : *p;
		if (*p == '%' && p[1] && p[2]) {
			c = (char)(digit(p[1]) * 16 + digit(p[2]));
			p += 2;
		}
		*to++ = c;
	}
	*to = '\0';
	return (size_t)(to - s);
}

/* Splits parameters in place. */
static size_t split(char *text, struct http_param params[HTTP_PARAMS_MAX])
{
	size_t n = 0;
	for (char *p = text; p && *p && n < HTTP_PARAMS_MAX; n++) {
		char *name = strsep(&p, "&"), *value = strchr(name, '=');
		if (value)
			*value++ = '\0';
		else
			value = name + strlen(name);
		size_t len = decode(value);
		decode(name);
		params[n] = (struct http_param){name, value, len};
	}
	return n;
}

int main(int argc, char **argv)
{
	static struct http_param params[HTTP_PARAMS_MAX], fields[HTTP_PARAMS_MAX];
	bool french = argc > 1 && strcmp(argv[1], "-f") == 0;
	argv += french;
	argc -= french;
	if (argc < 3)
		return 2;
	struct coop_error err = {0};
	struct session session = {.nindexes = 0};
	const char *name = argv[1];
	char *path = argv[2], *query = strchr(path, '?');
	if (query)
		*query++ = '\0';
	struct http_request request = {.method = argc > 3 ? HTTP_POST : HTTP_GET,
		.path = path,
		.params = params,
		.nparams = split(query, params),
		.fields = fields,
		.nfields = argc > 3 ? split(argv[3], fields) : 0,
		.host = "127.0.0.1:8717",
		.french = french};
	decode(path);
	struct http_response response = {.status = 200, .out = stdout};
	char *program[] = {"coopq", "-i", argv[1], NULL};
	const struct options *options;
	size_t nwords;
	if (options_parse(3, program, &options, &nwords, &err) != COOP_OK) {
		fprintf(stderr, "render: %s\n", err.msg);
		return 2;
	}
	session.files = app_files(options);
	if (session_open(&session, &name, 1, &err)) {
		fprintf(stderr, "render: %s\n", err.msg);
		return 2;
	}
	struct ask ask = {.count = SELECTION_COUNT};
	struct site site = {options, &ask};
	coop_set_language(french ? COOP_FRENCH : COOP_ENGLISH);
	page_answer(&site, &session, &request, &response);
	fflush(stdout);
	fprintf(stderr, "%u %s%s%s%s%s\n", response.status,
		response.type ? response.type : "-", response.download.len > 0 ? " " : "",
		coop_buf_cstr(&response.download), response.location.len > 0 ? " " : "",
		coop_buf_cstr(&response.location));
	coop_buf_release(&response.download);
	coop_buf_release(&response.location);
	session_close(&session);
	return 0;
}
