#include "indexer/convert/marc_notice.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/convert/marc_value.h"
#include "indexer/convert/marc_work.h"

struct marc_notices *marc_notices_new(void)
{
	struct marc_notices *m = calloc(1, sizeof *m);
	if (m)
		marc_gather_init(&m->gather);
	return m;
}

void marc_notices_free(struct marc_notices *m)
{
	if (!m)
		return;
	marc_gather_release(&m->gather);
	for (size_t i = 0; i < ROLES; i++)
		coop_buf_release(&m->agents[i]);
	coop_buf_release(&m->scratch);
	coop_buf_release(&m->year);
	coop_buf_release(&m->said);
	free(m);
}

/* ---- the format ---- */

/*
 * Finds out the format of a record: by the tag of its title, 200 or 245, and the fields of its agency, 801
 * or 040. Where it has none of them, or all, it is that of the record before.
 */
static enum marc_format format_of(struct marc_notices *m, const struct marc_record *r)
{
	int unimarc = 0;
	unimarc += 2 * (marc_record_text(r, "200", 'a').len > 0);
	unimarc -= 2 * (marc_record_text(r, "245", 'a').len > 0);
	unimarc += marc_record_find(r, "801") != NULL;
	unimarc -= marc_record_find(r, "040") || marc_record_find(r, "008");
	if (unimarc != 0)
		m->format = unimarc > 0 ? MARC_UNIMARC : MARC_21;
	m->met[m->format] = true;
	return m->format;
}

void marc_notices_formats(const struct marc_notices *m, struct coop_buf *out)
{
	static const char *const names[MARC_FORMATS] = {"UNIMARC", "MARC21"};
	for (size_t i = 0; i < MARC_FORMATS; i++)
		if (m->met[i])
			coop_buf_printf(out, "%s%s", out->len > 0 ? ", " : "", names[i]);
}

/* Whether a record is of a film, a video or the like. */
static bool is_film(const struct marc_record *r)
{
	enum { TYPE = 6 };
	static const char *const words[] = {
		"dvd", "vid", "vhs", "film", "images anim", "blu-ray", "bobine", NULL};
	const struct marc_field *physical = marc_record_find(r, "007");
	struct coop_bytes code = {"", 0};
	if (physical)
		code = marc_field_part(r, physical, MARC_CONTROL);
	return r->leader[TYPE] == 'g' || marc_record_find(r, "115") ||
	       (code.len > 0 && (*code.s == 'v' || *code.s == 'm')) ||
	       marc_mentions(marc_record_text(r, "200", 'b'), words) ||
	       marc_mentions(marc_record_text(r, "215", 'a'), words) ||
	       marc_mentions(marc_record_text(r, "245", 'h'), words) ||
	       marc_mentions(marc_record_text(r, "300", 'a'), words);
}

/* ---- a record ---- */

/* Applies all rules for a field; what is local only where no other rule is for it. */
static void apply_rules(
	struct marc_notices *m, const struct marc_record *r, const struct marc_field *f)
{
	bool any = false;
	const struct marc_rule *rule = marc_rules(m->format);
	for (; rule->tag; rule++) {
		if (!marc_rule_is_for(rule, f->tag) || (rule->take == MARC_LOCAL && any))
			continue;
		any = true;
		marc_work_apply(&(struct marc_work){m, r, f, rule});
	}
}

/* A field in another script stands in 880, with the tag of the field that it renders in $6. */
static struct marc_field linked(const struct marc_record *r, const struct marc_field *f)
{
	struct marc_field copy = *f;
	struct coop_bytes link = marc_field_part(r, f, '6');
	if (link.len >= MARC_TAG)
		memcpy(copy.tag, link.s, MARC_TAG);
	return copy;
}

/* Adds who made it: the directors, else the authors, else those of the statement. */
static void add_agents(struct marc_notices *m)
{
	static const enum marc_role first[] = {ROLE_DIRECTOR, ROLE_AUTHOR, ROLE_NONE};
	enum marc_role main = ROLE_NONE;
	for (size_t i = sizeof first / sizeof *first; i > 0; i--)
		if (m->agents[first[i - 1]].len > 0)
			main = first[i - 1];
	marc_gather_add(&m->gather, COOP_F_DIRECTOR, NULL, marc_bytes(&m->agents[main]));
	if (!coop_bytes_equal(coop_buf_cstr(&m->said), m->said.len,
		    coop_buf_cstr(&m->agents[main]), m->agents[main].len))
		marc_gather_add(
			&m->gather, COOP_F_OTHER, "responsabilité", marc_bytes(&m->said));
	for (int i = ROLE_DIRECTOR; i < ROLES; i++) {
		enum marc_role role = (enum marc_role)i;
		const char *column =
			role == ROLE_AUTHOR ? "auteur du texte" : marc_role_column(role);
		bool same =
			coop_bytes_equal(coop_buf_cstr(&m->agents[i]), m->agents[i].len,
				coop_buf_cstr(&m->agents[main]), m->agents[main].len);
		if (role != main && column && !same)
			marc_gather_add(&m->gather, COOP_F_OTHER, column,
				marc_bytes(&m->agents[i]));
	}
}

static void reset(struct marc_notices *m)
{
	marc_gather_reset(&m->gather);
	for (size_t i = 0; i < ROLES; i++)
		coop_buf_reset(&m->agents[i]);
	coop_buf_reset(&m->year);
	coop_buf_reset(&m->said);
	m->statement = m->failed = false;
}

static bool has_failed(const struct marc_notices *m)
{
	bool failed = m->failed || m->scratch.failed || m->year.failed || m->said.failed;
	for (size_t i = 0; i < ROLES; i++)
		failed |= m->agents[i].failed;
	return failed;
}

void marc_notices_fill(
	struct marc_notices *m, const struct marc_record *r, struct coop_record *out)
{
	reset(m);
	(void)format_of(m, r);
	m->film = is_film(r);
	for (size_t i = 0; i < r->nfields; i++) {
		struct marc_field f = r->fields[i];
		if (m->format == MARC_21 && memcmp(f.tag, "880", MARC_TAG) == 0)
			f = linked(r, &f);
		apply_rules(m, r, &f);
	}
	add_agents(m);
	marc_add_coded(m, r);
	if (!marc_gather_has(&m->gather, COOP_F_YEAR))
		marc_gather_add(&m->gather, COOP_F_YEAR, NULL, marc_bytes(&m->year));
	marc_gather_finish(&m->gather, out);
	out->failed |= has_failed(m);
}
