#include "query/prompt/keys.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "query/output/facets.h"
#include "query/output/flow.h"
#include "query/prompt/command.h"
#include "shared/core/cells.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/terminal.h"

/* How many facets, and values of each, stand below results; and in the longer list. */
enum { FEW_FACETS = 2, FEW_VALUES = 4, MANY_VALUES = 5 };

void keys_release(struct keys *k)
{
	for (size_t i = 0; i < k->count; i++) {
		coop_buf_release(&k->at[i].value);
		coop_buf_release(&k->at[i].label);
	}
	k->count = 0;
}

static enum coop_status add(struct keys *k, const struct facet *f,
	const struct facet_value *v, struct coop_error *err)
{
	struct key *key = &k->at[k->count++];
	*key = (struct key){.facet = facet_name(&f->wish)};
	coop_buf_add(&key->value, v->text, v->len);
	facet_value_label(f, v, &key->label);
	enum coop_status st = coop_buf_check(&key->value, err);
	return st ? st : coop_buf_check(&key->label, err);
}

/* Puts a value behind those before it, on the line as far as it has room. */
static void put_key(struct flow *f, size_t number, const struct key *key, uint64_t count,
	size_t space)
{
	char sign[] = {command_letter(number), ')', '\0'}, text[32];
	snprintf(text, sizeof text, "(%" PRIu64 ")", count);
	/* it stays on one line, unless it is wider */
	size_t rest =
		coop_cells(coop_buf_cstr(&key->label), key->label.len) + 2 + strlen(text);
	size_t room = f->width - f->indent - strlen(sign);
	f->style = FLOW_BOLD;
	f->space = space;
	flow_text(f, sign, strlen(sign), NULL, rest < room ? rest : 0);
	f->style = NULL;
	f->space = 1;
	flow_text(f, coop_buf_cstr(&key->label), key->label.len, NULL, strlen(text) + 1);
	f->space = 1;
	flow_string(f, text);
}

/* A line for each value, to be listened to. */
static void put_plain(const struct output *out, size_t number, const struct key *key,
	const char *facet, uint64_t count)
{
	fprintf(out->stream, TR("%c: %s ", "%c : %s "), command_letter(number), facet);
	coop_put_safe(out->stream, coop_buf_cstr(&key->label), key->label.len);
	fprintf(out->stream, ", %" PRIu64 " notice%s\n", count, count == 1 ? "" : "s");
}

/* Offers the values of a facet that narrow; `*any` is whether there are some. */
static enum coop_status offer(struct keys *k, const struct facet *f,
	const struct output *out, bool *any, struct coop_error *err)
{
	size_t width = out->width > 0 ? out->width : COOP_WIDTH_DEFAULT;
	struct flow flow = {.out = out->stream,
		.colour = out->colour,
		.width = width < COOP_WIDTH_READING ? width : COOP_WIDTH_READING,
		.indent = 4};
	enum coop_status st = COOP_OK;
	*any = false;
	for (size_t i = 0; !st && i < f->count && k->count < KEYS_MAX; i++) {
		const struct facet_value *v = &f->values[i];
		if (v->count == f->notices)
			continue;
		st = add(k, f, v, err);
		const struct key *key = &k->at[k->count - 1];
		if (!st && out->plain) {
			put_plain(
				out, k->count - 1, key, facet_label(&f->wish), v->count);
		} else if (!st) {
			if (!*any) {
				flow_string(&flow, facet_label(&f->wish));
				flow_string(&flow, TR(":", "\u00a0:"));
			}
			put_key(&flow, k->count - 1, key, v->count, *any ? 2 : 1);
		}
		*any = true;
	}
	if (*any && !out->plain)
		flow_end(&flow);
	return st;
}

static enum coop_status wish(
	struct facet_wishes *wishes, bool all, struct coop_error *err)
{
	/* those first that cut an answer into few parts */
	enum coop_status st = facet_wishes_parse(wishes,
		all ? "genre,decade,country,director,producers,keywords,language,source"
		    : "genre,decade,country,director,keywords",
		err);
	for (size_t i = 0; !st && i < wishes->count; i++)
		wishes->at[i].limit = all ? MANY_VALUES : FEW_VALUES;
	return st;
}

enum coop_status keys_offer(struct keys *k, struct session *s, const struct output *out,
	bool all, struct coop_error *err)
{
	struct facet_wishes wishes = {.count = 0};
	struct facet_list facets = {.count = 0};
	struct coop_error why = {0};
	uint64_t total = 0;
	size_t shown = 0;
	keys_release(k);
	enum coop_status st = wish(&wishes, all, &why);
	if (!st)
		st = session_count_facets(s, &wishes, &total, &facets, &why);
	for (size_t i = 0; !st && i < facets.count && (all || shown < FEW_FACETS); i++) {
		bool any;
		st = offer(k, &facets.at[i], out, &any, &why);
		shown += any;
	}
	facet_list_release(&facets);
	facet_wishes_release(&wishes);
	/* an index that a tool of the engine has changed has no columns */
	if (st == COOP_E_NOINDEX)
		return COOP_OK;
	return st ? coop_pass_on(err, &why) : st;
}
