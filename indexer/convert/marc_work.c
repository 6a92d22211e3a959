#include "indexer/convert/marc_work.h"

#include <string.h>

#include "indexer/convert/marc_codes.h"
#include "indexer/convert/marc_value.h"
#include "shared/core/utf8.h"

/* Empties the scratch, and gives it. */
static struct coop_buf *fresh(struct marc_notices *m)
{
	m->failed |= m->scratch.failed;
	coop_buf_reset(&m->scratch);
	return &m->scratch;
}

void marc_work_add(const struct marc_work *w, struct coop_bytes value)
{
	marc_gather_add(&w->m->gather, w->rule->field, w->rule->name, value);
}

/* Whether the rule takes a subfield. */
static bool takes(const struct marc_work *w, const struct marc_part *p)
{
	bool letter = p->code >= 'a' && p->code <= 'z';
	const char *codes = w->rule->codes;
	return *codes == '*' ? letter : p->code && strchr(codes, p->code);
}

struct coop_bytes marc_work_joined(const struct marc_work *w)
{
	marc_add_joined(w->r, w->f, w->rule->codes, w->rule->between, fresh(w->m));
	return marc_bytes(&w->m->scratch);
}

static void add_each(const struct marc_work *w)
{
	for (size_t i = w->f->first; i < w->f->first + w->f->count; i++) {
		const struct marc_part *p = &w->r->parts[i];
		struct coop_bytes text = marc_part_text(w->r, p);
		bool control = p->code == MARC_CONTROL && !*w->rule->codes;
		if (control || takes(w, p))
			marc_work_add(w, coop_field_info(w->rule->field)->flags &
							 COOP_FIELD_PASSAGE
						 ? text
						 : marc_unbracketed(text));
	}
}

static void add_title(const struct marc_work *w)
{
	struct coop_bytes title = marc_without_stop(marc_work_joined(w));
	if (marc_gather_has(&w->m->gather, COOP_F_TITLE))
		marc_gather_add(&w->m->gather, COOP_F_OTHER, MARC_OTHER_TITLE, title);
	else
		marc_work_add(w, title);
}

static void add_subject(const struct marc_work *w)
{
	marc_add_subject(w->r, w->f, fresh(w->m));
	marc_work_add(w, marc_bytes(&w->m->scratch));
}

/* Adds statements of responsibility, which name the director where no field does. */
static void add_statement(const struct marc_work *w)
{
	for (size_t i = w->f->first; i < w->f->first + w->f->count; i++) {
		const struct marc_part *p = &w->r->parts[i];
		struct coop_bytes text = marc_trimmed(marc_part_text(w->r, p));
		if (!takes(w, p) || text.len == 0)
			continue;
		marc_list_add(&w->m->said, text);
		for (const char *end = text.s + text.len; text.s < end;) {
			const char *next =
				memmem(text.s, (size_t)(end - text.s), " ; ", 3);
			text.len = (size_t)((next ? next : end) - text.s);
			struct coop_bytes name = text;
			enum marc_role role = marc_role_in_words(&name);
			bool first = !w->m->statement && role == ROLE_NONE;
			if (role == ROLE_DIRECTOR || first)
				marc_list_add(&w->m->scratch, name);
			text.s += text.len + (next ? 3 : 0);
		}
	}
}

static void add_agent(const struct marc_work *w)
{
	enum { BODY = '1', PERSONS = '0' };
	const char *tag = w->f->tag;
	enum marc_role role = marc_role_of(w->r, w->f);
	/* 710 to 712 of UNIMARC, 110, 111, 710 and 711 of MARC21; 730 and 720 are just names */
	bool body = tag[1] == BODY;
	/* a main entry, or a second author of UNIMARC, who has no role is an author */
	bool main = *tag == '1' || (w->m->format == MARC_UNIMARC && tag[2] != '2');
	if (role == ROLE_NONE)
		role = main ? ROLE_AUTHOR : ROLE_OTHER;
	marc_add_name(w->r, w->f, !body, fresh(w->m));
	struct coop_bytes name = marc_without_stop(marc_bytes(&w->m->scratch));
	if (role == ROLE_PRODUCER)
		marc_gather_add(&w->m->gather, COOP_F_PRODUCER, NULL, name);
	else
		marc_list_add(&w->m->agents[role], name);
}

static void add_year(const struct marc_work *w)
{
	enum { COPYRIGHT = '4' };
	bool late = w->f->ind2 == COPYRIGHT && w->f->tag[1] != '1';
	for (size_t i = w->f->first; i < w->f->first + w->f->count; i++) {
		const struct marc_part *p = &w->r->parts[i];
		struct coop_buf *scratch = fresh(w->m);
		if (takes(w, p))
			marc_add_year(marc_part_text(w->r, p), scratch);
		struct coop_bytes year = marc_bytes(&w->m->scratch);
		if (late && w->m->year.len == 0)
			coop_buf_add(&w->m->year, year.s, year.len);
		else if (!late && !marc_gather_has(&w->m->gather, COOP_F_YEAR))
			marc_work_add(w, year);
	}
}

/* Adds publishers: what the second indicator of 214 and 264 says, and the text, tells others apart. */
static void add_publisher(const struct marc_work *w)
{
	static const char *const distributes[] = {"distrib", "diff.", "diffus", NULL};
	static const char *const publishes[] = {"éd.", "ed.", "édit", "edit", NULL};
	bool marked =
		memcmp(w->f->tag + 1, w->m->format == MARC_UNIMARC ? "14" : "64", 2) == 0;
	bool distribution = marked && w->f->ind2 == '2';
	bool made = marked && w->f->ind2 == '3';
	for (size_t i = w->f->first; i < w->f->first + w->f->count && !made; i++) {
		const struct marc_part *p = &w->r->parts[i];
		struct coop_bytes text = marc_part_text(w->r, p);
		struct coop_bytes name = marc_without_note(text);
		if (!takes(w, p))
			continue;
		if (distribution || (w->m->film && marc_mentions(text, distributes)))
			marc_gather_add(
				&w->m->gather, COOP_F_OTHER, "distribution", name);
		else if (w->m->film && !marc_mentions(text, publishes))
			marc_gather_add(&w->m->gather, COOP_F_PRODUCER, NULL, name);
		else
			marc_work_add(w, name);
	}
}

static void add_codes(const struct marc_work *w)
{
	for (size_t i = w->f->first; i < w->f->first + w->f->count; i++) {
		const struct marc_part *p = &w->r->parts[i];
		struct coop_bytes text = marc_part_text(w->r, p);
		if (!takes(w, p))
			continue;
		if (w->rule->take == MARC_COUNTRY) {
			marc_work_add(w, marc_country(text, false));
			continue;
		}
		/* older records have the codes of all languages in one */
		bool several = text.len > 3 && text.len % 3 == 0 &&
			       coop_utf8_ascii(text.s, text.len);
		for (size_t at = 0; at < text.len; at += several ? 3 : text.len)
			marc_work_add(w, marc_language((struct coop_bytes){
						 text.s + at, several ? 3 : text.len}));
	}
}

static void add_link(const struct marc_work *w)
{
	for (size_t i = w->f->first; i < w->f->first + w->f->count; i++) {
		const struct marc_part *p = &w->r->parts[i];
		struct coop_bytes text = marc_part_text(w->r, p);
		if (!takes(w, p))
			continue;
		if (marc_gather_has(&w->m->gather, COOP_F_URL))
			marc_gather_add(&w->m->gather, COOP_F_OTHER, "autre lien", text);
		else
			marc_work_add(w, text);
	}
}

/* Adds a column that PMB names in the field itself ($l, $n), or that has the tag as its name. */
static void add_local(const struct marc_work *w)
{
	enum { NAME_LENGTH = 60 };
	char name[NAME_LENGTH + 1];
	bool named = memcmp(w->f->tag, "900", MARC_TAG) == 0;
	struct coop_bytes label = {"", 0};
	if (named)
		label = marc_field_part(w->r, w->f, 'l');
	if (named && label.len == 0)
		label = marc_field_part(w->r, w->f, 'n');
	if (label.len == 0 || label.len > NAME_LENGTH)
		label = (struct coop_bytes){w->f->tag, MARC_TAG};
	memcpy(name, label.s, label.len);
	name[label.len] = '\0';
	struct coop_buf *scratch = fresh(w->m);
	for (size_t i = w->f->first; i < w->f->first + w->f->count; i++) {
		const struct marc_part *p = &w->r->parts[i];
		if (takes(w, p) && !(named && strchr("ln", p->code)))
			marc_list_add(scratch, marc_part_text(w->r, p));
	}
	marc_gather_add(&w->m->gather, COOP_F_OTHER, name, marc_bytes(&w->m->scratch));
}

static void take_statement(const struct marc_work *w)
{
	(void)fresh(w->m);
	add_statement(w);
	/* the first one names the author; others are of a second title, or say more */
	if (!w->m->statement)
		coop_buf_add(&w->m->agents[ROLE_NONE], coop_buf_cstr(&w->m->scratch),
			w->m->scratch.len);
	w->m->statement |= w->m->scratch.len > 0;
}

void marc_work_apply(const struct marc_work *w)
{
	static void (*const takes[])(const struct marc_work *) = {
		[MARC_EACH] = add_each,
		[MARC_TITLE] = add_title,
		[MARC_STATEMENT] = take_statement,
		[MARC_AGENT] = add_agent,
		[MARC_SUBJECT] = add_subject,
		[MARC_YEAR] = add_year,
		[MARC_PUBLISHER] = add_publisher,
		[MARC_EXTENT] = marc_add_extent,
		[MARC_LANGUAGE] = add_codes,
		[MARC_COUNTRY] = add_codes,
		[MARC_LINK] = add_link,
		[MARC_LOCAL] = add_local,
	};
	switch (w->rule->take) {
	case MARC_CODED:
		return; /* after all other fields */
	case MARC_JOINED:
		marc_work_add(w, marc_work_joined(w));
		return;
	default:
		takes[w->rule->take](w);
		return;
	}
}
