#include "query/http/exchange.h"

#ifdef COOP_HAVE_MICROHTTPD

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "query/http/address.h"
#include "query/http/language.h"
#include "shared/core/i18n.h"

void exchange_refuse(struct exchange *x, unsigned status, const char *why)
{
	if (x->refused)
		return;
	x->refused = status;
	x->request.refused = why;
}

/* Whether a header is the one of that name. */
static bool is(const char *key, size_t len, const char *name)
{
	return len == strlen(name) && strncasecmp(key, name, len) == 0;
}

static enum MHD_Result take_header(void *data, enum MHD_ValueKind kind, const char *key,
	size_t key_len, const char *value, size_t len)
{
	struct sent_headers *h = data;
	const struct {
		const char *name, **to;
	} wanted[] = {
		{"Host", &h->host},
		{"Accept-Language", &h->accept_language},
		{"Origin", &h->origin},
		{"Sec-Fetch-Site", &h->fetch_site},
		{"Sec-Fetch-Mode", &h->fetch_mode},
		{"Sec-Fetch-Dest", &h->fetch_dest},
		{"Content-Type", &h->type},
		{"Content-Length", &h->length},
		{"Transfer-Encoding", &h->encoding},
		{"Expect", &h->expect},
		{"If-None-Match", &h->if_none_match},
	};
	(void)kind;
	(void)len;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		if (!is(key, key_len, wanted[i].name))
			continue;
		if (*wanted[i].to &&
			(wanted[i].to == &h->host || wanted[i].to == &h->length))
			h->twice = true;
		*wanted[i].to = value ? value : "";
	}
	return MHD_YES;
}

static void check_method(struct exchange *x, const char *method)
{
	if (strcmp(method, "POST") == 0) {
		x->request.method = HTTP_POST;
	} else if (strcmp(method, "HEAD") == 0) {
		x->head = true;
	} else if (strcmp(method, "GET") != 0) {
		exchange_refuse(x, 405,
			TR("Only GET, HEAD and POST are answered here.",
				"Seules les méthodes GET, HEAD et POST sont acceptées ici."));
	}
}

/* Whether the headers are longer than what we read, although the library did. */
static void check_length(struct exchange *x)
{
	const union MHD_ConnectionInfo *info = microhttpd.get_connection_info(
		x->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	if (strlen(x->target) > HTTP_HEADER_MAX / 2)
		exchange_refuse(x, 414,
			TR("The address is too long.", "L'adresse est trop longue."));
	else if (info && info->header_size > HTTP_HEADER_MAX)
		exchange_refuse(x, 431,
			TR("The headers of the request are too long.",
				"Les en-têtes de la requête sont trop longs."));
}

static void check_host(struct exchange *x)
{
	const struct http_settings *s = x->server->settings;
	const struct sent_headers *h = &x->headers;
	const union MHD_ConnectionInfo *info = microhttpd.get_connection_info(
		x->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct address here;
	if (h->twice || (h->length && h->encoding))
		exchange_refuse(x, 400,
			TR("The headers of the request contradict each other.",
				"Les en-têtes de la requête se contredisent."));
	else if (!h->host)
		exchange_refuse(x, 400,
			TR("The request does not say whom it asks: it has no Host.",
				"La requête ne dit pas à qui elle s'adresse : l'en-tête Host manque."));
	else if (!info || !address_of_socket(info->connect_fd, &here) ||
		 !host_is_ours(h->host, &here, s->hosts, s->nhosts))
		exchange_refuse(x, 421,
			TR("This server is not known by that name. Ask it by the address that it printed when it was started.",
				"Ce serveur n'est pas connu sous ce nom. Utilisez l'adresse qu'il a affichée à son démarrage."));
	else
		x->request.host = h->host;
}

/* A blank, a control character or a NUL in an address, before it is decoded. */
static bool is_odd(const struct exchange *x, const char *version)
{
	for (const char *s = x->target; *s; s++) {
		if ((unsigned char)*s <= ' ' || *s == 0x7f)
			return true;
	}
	/* the library ends the address with a NUL of its own; behind another one there is more of it */
	return version != x->end + 1;
}

static void check_target(struct exchange *x, const char *version)
{
	size_t len = strcspn(x->target, "?#");
	const char *params = x->target + len;
	x->path = malloc(len + 1);
	if (!x->path) {
		exchange_refuse(
			x, 500, TR("Memory has run out.", "La mémoire est épuisée."));
		return;
	}
	if (is_odd(x, version) || !path_decode(x->target, len, x->path)) {
		exchange_refuse(x, 400,
			TR("The address of the request is no address.",
				"L'adresse de la requête n'est pas une adresse."));
		return;
	}
	x->request.path = x->path;
	if (*params != '?')
		return;
	params++;
	unsigned status = params_read(&x->params, params, strcspn(params, "#"));
	x->request.params = x->params.items;
	x->request.nparams = x->params.count;
	if (status)
		exchange_refuse(x, status,
			TR("The address has too many parameters, or one that is none.",
				"L'adresse a trop de paramètres, ou un paramètre incorrect."));
}

/* Whether the body is a form, whatever its character set is said to be. */
static bool is_form(const char *type)
{
	static const char form[] = "application/x-www-form-urlencoded";
	size_t len = type ? strcspn(type, "; \t") : 0;
	return is(type, len, form);
}

static bool says(const char *header, const char *value)
{
	return header && strcmp(header, value) == 0;
}

/*
 * Whether a page of others has its browser ask behind the user's back: for an image, a script, a frame. It
 * cannot read the answer, but it can have this machine work, and see by the time that takes what is here. A
 * link that the user follows is fine. Browsers say which it is; programs need not.
 */
static bool is_embedded(const struct exchange *x)
{
	const struct sent_headers *h = &x->headers;
	if (!says(h->fetch_site, "cross-site") && !says(h->fetch_site, "same-site"))
		return false;
	return !says(h->fetch_mode, "navigate") || !says(h->fetch_dest, "document");
}

static void check_fetch(struct exchange *x)
{
	if (x->request.method == HTTP_GET && is_embedded(x))
		exchange_refuse(x, 403,
			TR("A page of another site has asked for this, without a link that was followed.",
				"Une page d'un autre site a demandé ceci, sans qu'un lien ait été suivi."));
}

static bool is_from_here(const struct exchange *x)
{
	const struct sent_headers *h = &x->headers;
	if (h->origin)
		return origin_is(h->origin, x->request.host);
	return says(h->fetch_site, "same-origin");
}

static void check_form(struct exchange *x)
{
	if (!is_from_here(x))
		exchange_refuse(x, 403,
			TR("This form was not sent from a page of this server.",
				"Ce formulaire n'a pas été envoyé depuis une page de ce serveur."));
	else if (!is_form(x->headers.type))
		exchange_refuse(x, 415,
			TR("A POST is to have the fields of a form.",
				"Une requête POST doit porter les champs d'un formulaire."));
}

void exchange_check(struct exchange *x, const char *method, const char *version)
{
	struct http_request *r = &x->request;
	microhttpd.get_connection_values_n(
		x->connection, MHD_HEADER_KIND, take_header, &x->headers);
	r->french = prefers_french(x->headers.accept_language, x->server->french);
	coop_set_language(r->french ? COOP_FRENCH : COOP_ENGLISH);
	check_method(x, method);
	check_length(x);
	check_host(x);
	check_target(x, version);
	check_fetch(x);
	if (r->method == HTTP_POST && !x->refused)
		check_form(x);
	if (x->headers.length && !x->headers.encoding &&
		strtoull(x->headers.length, NULL, 10) > HTTP_BODY_MAX)
		exchange_refuse(x, 413,
			TR("The form is too long.", "Le formulaire est trop long."));
}

#endif
