/*
 * ead.c - finding aids of archives, a notice a unit.
 *
 * The units of a fonds lie in each other, so no unit is taken as a tree: what describes one is taken piece
 * by piece, and its notice sent when the first unit within it begins, or when it ends. So it has the order
 * of the finding aid. The description of the whole may go on behind its units, and is sent at its end.
 *
 * https://www.loc.gov/ead/EAD3taglib/EAD3-TL-eng.html
 */
#include <string.h>

#include "indexer/convert/tree.h"
#include "indexer/convert/xml_records.h"
#include "indexer/convert/xml_tree.h"
#include "shared/core/bytes.h"
#include "shared/core/strmap.h"
#include "shared/index/years.h"

/* What is not here is kept under its name: container, physdesc, accessrestrict, custodhist ... */
static const struct xml_mapping described[] = {
	{"head", COOP_F_OTHER, XML_DROP},
	{"origination", COOP_F_DIRECTOR, XML_AS_IS},
	{"abstract", COOP_F_DESCRIPTION, XML_AS_IS},
	{"scopecontent", COOP_F_DESCRIPTION, XML_AS_IS},
	{"bioghist", COOP_F_HISTORY, XML_AS_IS},
	{"custodhist", COOP_F_HISTORY, XML_AS_IS},
	{"repository", COOP_F_SOURCE, XML_AS_IS},
	{"language", COOP_F_LANGUAGE, XML_AS_IS},
	{"langmaterial", COOP_F_LANGUAGE, XML_AS_IS},
	{"genreform", COOP_F_GENRE, XML_AS_IS},
	{NULL, COOP_F_OTHER, XML_AS_IS},
};

/* Elements that hold others of the same rank. */
static const char *const groups[] = {"descgrp", "did", "daogrp", "daoset", "dao", NULL};

struct level {
	size_t depth;     /* of its element */
	size_t title, id; /* where they are in `texts`, each with a NUL */
	bool sent;        /* its notice, since units in it have begun */
};

struct ead {
	struct xml_events *e;
	const struct xml_out *out;
	struct xml_notice whole,
		unit; /* of the first level, of the innermost other one */
	struct level level[XML_DEPTH_MAX];
	size_t levels;
	struct coop_buf texts, value;
	struct coop_buf title, eadid; /* of the header, for a whole that lacks its own */
	struct coop_strmap *ids;
	enum conversion_failure failure;
};

static struct xml_notice *notice_of(struct ead *ead)
{
	return ead->levels > 1 ? &ead->unit : &ead->whole;
}

/* The text of an element as one line; borrowed until the next call. */
static struct coop_bytes line_of(struct ead *ead, xmlNode *n)
{
	coop_buf_reset(&ead->value);
	xml_text(n, true, &ead->value);
	return coop_bytes_trimmed(coop_buf_cstr(&ead->value), ead->value.len);
}

/* ---- the parts of a description ---- */

/* Takes a date: its years from the form for machines, where there is one. */
static void take_date(struct ead *ead, xmlNode *n)
{
	static const char *const forms[] = {"normal", "standarddate", NULL};
	struct xml_notice *notice = notice_of(ead);
	xmlNode *from = xml_find(n, "fromdate"), *to = xml_find(n, "todate");
	for (const char *const *form = forms; *form; form++) {
		const char *normal = xml_attribute(n, *form);
		xml_notice_add(notice, COOP_F_YEAR, XML_YEARS, "unitdate", normal,
			strlen(normal));
	}
	struct coop_bytes text = line_of(ead, from && to ? from : n);
	if (from && to) {
		coop_buf_byte(&ead->value, '-');
		xml_text(to, true, &ead->value);
		text = (struct coop_bytes){coop_buf_cstr(&ead->value), ead->value.len};
	}
	xml_notice_add(notice, COOP_F_YEAR, XML_DATE, "unitdate", text.s, text.len);
}

/* Takes the title; dates in it are also dates of the unit. */
static void take_title(struct ead *ead, xmlNode *n)
{
	struct level *level = &ead->level[ead->levels - 1];
	struct coop_bytes text = line_of(ead, n);
	if (level->title == 0 && text.len > 0) {
		level->title = ead->texts.len;
		coop_buf_add(&ead->texts, text.s, text.len);
		coop_buf_byte(&ead->texts, '\0');
	}
	xml_notice_add(
		notice_of(ead), COOP_F_TITLE, XML_AS_IS, "unittitle", text.s, text.len);
	xmlNode *date = xml_find(n, "unitdate");
	if (date)
		take_date(ead, date);
}

/* Makes an id of a shelf mark: with the id of the unit above, where another unit has the same mark. */
static void make_id(struct ead *ead, struct coop_bytes mark)
{
	struct level *level = &ead->level[ead->levels - 1];
	uint32_t number;
	bool added = true;
	level->id = ead->texts.len;
	if (ead->ids && coop_strmap_intern(ead->ids, mark.s, mark.len, &number, &added,
				NULL) != COOP_OK)
		ead->failure = CONVERSION_MEMORY;
	if (!added && ead->levels > 1 && level[-1].id > 0) {
		struct coop_buf *texts = &ead->texts;
		size_t above = strlen(texts->s + level[-1].id);
		/* the text may move while it grows */
		if (coop_buf_reserve(texts, above))
			coop_buf_add(texts, texts->s + level[-1].id, above);
		coop_buf_str(texts, "/");
	}
	coop_buf_add(&ead->texts, mark.s, mark.len);
	coop_buf_byte(&ead->texts, '\0');
	const char *id = coop_buf_cstr(&ead->texts) + level->id;
	if (!ead->texts.failed)
		xml_notice_add(
			notice_of(ead), COOP_F_ID, XML_AS_IS, "id", id, strlen(id));
}

static void take_mark(struct ead *ead, xmlNode *n)
{
	struct coop_bytes mark = line_of(ead, n);
	if (mark.len == 0)
		return;
	xml_notice_add(notice_of(ead), COOP_F_OTHER, XML_AS_IS, "cote", mark.s, mark.len);
	if (ead->level[ead->levels - 1].id == 0)
		make_id(ead, mark);
}

/* Takes the links of digitised pages. */
static void take_links(struct ead *ead, xmlNode *n)
{
	const char *link = xml_attribute(n, "href");
	xml_notice_add(notice_of(ead), COOP_F_OTHER, XML_LINK, "dao", link, strlen(link));
	if (xml_is(n, "dao"))
		return;
	for (xmlNode *child = n->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			take_links(ead, child);
}

/* Takes an index: the terms in it, whatever they are, but kinds of documents. */
static void take_terms(struct ead *ead, xmlNode *in);

static void take_term(struct ead *ead, xmlNode *n)
{
	static const char *const holders[] = {"controlaccess", "p", "list", "item", NULL};
	const char *name = xml_local((const char *)n->name);
	if (xml_is(n, "head"))
		return;
	if (coop_is_one_of(name, strlen(name), holders) && xml_has_elements(n)) {
		take_terms(ead, n);
		return;
	}
	struct coop_bytes text = line_of(ead, n);
	xml_notice_add(notice_of(ead),
		xml_is(n, "genreform") ? COOP_F_GENRE
		: xml_is(n, "p")       ? COOP_F_OTHER
				       : COOP_F_KEYWORDS,
		XML_AS_IS, name, text.s, text.len);
}

static void take_terms(struct ead *ead, xmlNode *in)
{
	for (xmlNode *n = in->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			take_term(ead, n);
}

/* Leaves the heading of a note out: it says what the field says. */
static void drop_heading(xmlNode *n)
{
	xmlNode *head = xml_child(n, "head");
	if (head && xml_has_elements(n) && tree_next(head)) {
		xmlUnlinkNode(head);
		xmlFreeNode(head);
	}
}

/* Takes a part of a description. */
static void take_part(struct ead *ead, xmlNode *n);

static void take_parts(struct ead *ead, xmlNode *in)
{
	for (xmlNode *n = in->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			take_part(ead, n);
}

static void take_part(struct ead *ead, xmlNode *n)
{
	const char *name = xml_local((const char *)n->name);
	bool date = coop_bytes_begins_with(name, strlen(name), "unitdate");
	bool dao = coop_bytes_begins_with(name, strlen(name), "dao");
	if (date)
		take_date(ead, n);
	else if (strcmp(name, "unittitle") == 0)
		take_title(ead, n);
	else if (strcmp(name, "unitid") == 0)
		take_mark(ead, n);
	else if (strcmp(name, "controlaccess") == 0)
		take_terms(ead, n);
	if (dao)
		take_links(ead, n);
	if (coop_is_one_of(name, strlen(name), groups) && !dao)
		take_parts(ead, n);
	else if (strcmp(name, "langmaterial") == 0 && xml_find(n, "language"))
		xml_notice_elements(notice_of(ead), described, n);
	else if (!date && !dao && strcmp(name, "unittitle") != 0 &&
		 strcmp(name, "unitid") != 0 && strcmp(name, "controlaccess") != 0) {
		drop_heading(n);
		xml_notice_element(notice_of(ead), described, n);
	}
}

/* ---- units ---- */

/* Adds the titles of the units above, the outermost first. */
static void add_path(struct ead *ead)
{
	coop_buf_reset(&ead->value);
	for (size_t i = 0; i + 1 < ead->levels; i++) {
		const char *title = coop_buf_cstr(&ead->texts) + ead->level[i].title;
		if (ead->level[i].title == 0)
			continue;
		coop_buf_str(&ead->value, ead->value.len > 0 ? " > " : "");
		coop_buf_str(&ead->value, title);
	}
	xml_notice_add(notice_of(ead), COOP_F_OTHER, XML_AS_IS, "path",
		coop_buf_cstr(&ead->value), ead->value.len);
}

/* Gives a unit without a title the date or the shelf mark that it is called by. */
static void add_title(struct ead *ead)
{
	struct coop_value v;
	struct xml_notice *notice = notice_of(ead);
	if (notice->has[COOP_F_TITLE])
		return;
	if (!coop_record_get(&notice->record, COOP_F_YEAR, &v) &&
		!coop_record_get(&notice->record, COOP_F_ID, &v))
		return;
	coop_buf_reset(&ead->value);
	coop_buf_add(&ead->value, v.text, v.len);
	xml_notice_add(notice, COOP_F_TITLE, XML_AS_IS, "title",
		coop_buf_cstr(&ead->value), ead->value.len);
}

/* Gives the whole the name and the id of the finding aid, where it has none of its own. */
static void add_header(struct ead *ead)
{
	const char *title = coop_buf_cstr(&ead->title), *id = coop_buf_cstr(&ead->eadid);
	if (!ead->whole.has[COOP_F_TITLE])
		xml_notice_add(&ead->whole, COOP_F_TITLE, XML_AS_IS, "titleproper", title,
			strlen(title));
	if (!ead->whole.has[COOP_F_ID])
		xml_notice_add(
			&ead->whole, COOP_F_ID, XML_AS_IS, "eadid", id, strlen(id));
}

/* Sends the notice of the innermost level, unless that was done. */
static void send(struct ead *ead)
{
	struct level *level = &ead->level[ead->levels - 1];
	struct xml_notice *notice = notice_of(ead);
	if (level->sent)
		return;
	level->sent = true;
	if (xml_notice_is_empty(notice))
		return;
	if (ead->levels == 1)
		add_header(ead);
	add_title(ead);
	add_path(ead);
	enum conversion_failure failure = xml_notice_send(notice, ead->out);
	if (failure)
		ead->failure = failure;
}

static bool is_unit(const char *name)
{
	bool numbered = name[0] == 'c' && name[1] >= '0' && name[1] <= '1' &&
			name[2] >= '0' && name[2] <= '9' && name[3] == '\0';
	return numbered || strcmp(name, "c") == 0;
}

/* Begins a level. */
static void begin(struct ead *ead)
{
	const char *name, *value;
	if (ead->levels > 1)
		send(ead);
	ead->level[ead->levels++] = (struct level){.depth = xml_events_depth(ead->e)};
	xml_notice_begin(
		notice_of(ead), xml_events_line(ead->e), xml_events_mends(ead->e));
	for (size_t i = 0; xml_events_attribute(ead->e, i, &name, &value); i++)
		if (strcmp(name, "level") == 0)
			xml_notice_add(notice_of(ead), COOP_F_OTHER, XML_AS_IS, "level",
				value, strlen(value));
}

/* Ends a level: the texts of it are forgotten. */
static void end(struct ead *ead)
{
	struct level *level = &ead->level[ead->levels - 1];
	size_t title = level->title ? level->title : ead->texts.len;
	size_t id = level->id ? level->id : ead->texts.len;
	send(ead);
	ead->texts.len = title < id ? title : id;
	ead->levels--;
}

/* Takes the part that has begun; what follows the units in a unit is left out. */
static void take(struct ead *ead)
{
	xmlDoc *tree;
	size_t line = xml_events_line(ead->e);
	if (ead->level[ead->levels - 1].sent) {
		xml_mend(xml_events_mends(ead->e), MEND_LATE, 1, line - 1);
		xml_pass(ead->e);
		return;
	}
	enum conversion_failure failure = xml_take(ead->e, &tree);
	if (failure == CONVERSION_TOO_LARGE)
		ead->out->leave_out(ead->out->data, line, failure);
	else if (failure)
		ead->failure = failure;
	else
		take_part(ead, xmlDocGetRootElement(tree));
	xmlFreeDoc(tree);
}

/* Takes of the header what the finding aid is called. */
static void take_header(struct ead *ead)
{
	xmlDoc *tree;
	enum conversion_failure failure = xml_take(ead->e, &tree);
	if (failure) {
		ead->failure = failure == CONVERSION_TOO_LARGE ? CONVERSION_OK : failure;
		return;
	}
	xmlNode *root = xmlDocGetRootElement(tree), *id = xml_child(root, "eadid");
	coop_buf_reset(&ead->title);
	coop_buf_reset(&ead->eadid);
	xml_text(xml_find(root, "titleproper"), true, &ead->title);
	xml_text(id ? id : xml_child(root, "recordid"), true, &ead->eadid);
	xmlFreeDoc(tree);
}

/* An element begins. */
static void start(struct ead *ead)
{
	static const char *const containers[] = {"ead", "dsc", "archdesc", NULL};
	static const char *const headers[] = {"eadheader", "control", NULL};
	const char *name = xml_local(xml_events_name(ead->e));
	size_t len = strlen(name);
	if (is_unit(name) || (ead->levels == 0 && strcmp(name, "archdesc") == 0))
		begin(ead);
	else if (coop_is_one_of(name, len, containers))
		return;
	else if (ead->levels == 0 && coop_is_one_of(name, len, headers))
		take_header(ead);
	else if (ead->levels > 0 &&
		 (strcmp(name, "head") == 0 || strcmp(name, "thead") == 0))
		xml_pass(ead->e);
	else if (ead->levels > 0)
		take(ead);
}

enum conversion_failure ead_read(struct xml_events *e, const struct xml_out *out)
{
	struct ead ead = {.e = e, .out = out};
	bool any = false;
	if (coop_strmap_new(&ead.ids, NULL))
		return CONVERSION_MEMORY;
	coop_buf_byte(&ead.texts, '\0'); /* 0 is no place of a text */
	for (enum xml_event event; !ead.failure; any = true) {
		event = xml_events_next(e);
		if (event == XML_EVENT_EOF)
			break;
		if (event == XML_EVENT_START)
			start(&ead);
		while (event == XML_EVENT_END && ead.levels > 0 &&
			xml_events_depth(e) < ead.level[ead.levels - 1].depth)
			end(&ead);
	}
	if (!ead.failure && (ead.texts.failed || ead.value.failed || ead.title.failed ||
				    ead.eadid.failed))
		ead.failure = CONVERSION_MEMORY;
	if (!ead.failure)
		ead.failure = xml_events_failure(e);
	xml_notice_release(&ead.whole);
	xml_notice_release(&ead.unit);
	coop_buf_release(&ead.texts);
	coop_buf_release(&ead.value);
	coop_buf_release(&ead.title);
	coop_buf_release(&ead.eadid);
	coop_strmap_free(ead.ids);
	return ead.failure || any ? ead.failure : CONVERSION_DAMAGED;
}
