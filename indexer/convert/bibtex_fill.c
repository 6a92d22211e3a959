#include "indexer/convert/bibtex_fill.h"

#include "indexer/convert/bib_tags.h"
#include "indexer/convert/bib_tex.h"
#include "indexer/decode/duration.h"

/* How the value of a field is read. */
enum how {
	TEXT,
	PEOPLE,  /* names with " and " between them */
	LIST,    /* at semicolons, or else at commas */
	ADDRESS, /* hardly any TeX */
	PAGES,
	HOW /* howpublished: may tell of a film */
};

/* A field; `inherited` is its part in an entry that takes it from its crossref, BIB_SKIP if none. */
static const struct rule {
	const char *field;
	enum bib_part part;
	const char *name;
	enum how how;
	enum bib_part inherited;
} rules[] = {
	{"author", BIB_AUTHOR, NULL, PEOPLE, BIB_SKIP},
	{"editor", BIB_EDITOR, NULL, PEOPLE, BIB_EDITOR},
	{"translator", BIB_NAMED, "traduction", PEOPLE, BIB_SKIP},
	{"title", BIB_TITLE, NULL, TEXT, BIB_HOST},
	{"subtitle", BIB_SUBTITLE, NULL, TEXT, BIB_SKIP},
	{"booktitle", BIB_HOST, NULL, TEXT, BIB_HOST},
	{"journal", BIB_HOST, NULL, TEXT, BIB_HOST},
	{"journaltitle", BIB_HOST, NULL, TEXT, BIB_HOST},
	{"shortjournal", BIB_HOST_SHORT, NULL, TEXT, BIB_SKIP},
	{"shorttitle", BIB_NAMED, "titre abrégé", TEXT, BIB_SKIP},
	{"series", BIB_SERIES, NULL, TEXT, BIB_SERIES},
	{"date", BIB_DATE, NULL, TEXT, BIB_DATE},
	{"year", BIB_DATE, NULL, TEXT, BIB_DATE},
	{"month", BIB_NAMED, "mois", TEXT, BIB_SKIP},
	{"urldate", BIB_NAMED, "consulté le", TEXT, BIB_SKIP},
	{"publisher", BIB_PUBLISHER, NULL, TEXT, BIB_PUBLISHER},
	{"institution", BIB_PUBLISHER, NULL, TEXT, BIB_SKIP},
	{"school", BIB_PUBLISHER, NULL, TEXT, BIB_SKIP},
	{"organization", BIB_PUBLISHER, NULL, TEXT, BIB_PUBLISHER},
	{"howpublished", BIB_NAMED, "publication", HOW, BIB_SKIP},
	{"address", BIB_PLACE, NULL, TEXT, BIB_PLACE},
	{"location", BIB_PLACE, NULL, TEXT, BIB_PLACE},
	{"volume", BIB_VOLUME, NULL, TEXT, BIB_VOLUME},
	{"number", BIB_ISSUE, NULL, TEXT, BIB_SKIP},
	{"issue", BIB_ISSUE, NULL, TEXT, BIB_SKIP},
	{"pages", BIB_PAGES, NULL, PAGES, BIB_SKIP},
	{"pagetotal", BIB_NAMED, "nombre de pages", TEXT, BIB_SKIP},
	{"numpages", BIB_NAMED, "nombre de pages", TEXT, BIB_SKIP},
	{"edition", BIB_EDITION, NULL, TEXT, BIB_EDITION},
	{"abstract", BIB_ABSTRACT, NULL, TEXT, BIB_SKIP},
	{"keywords", BIB_KEYWORD, NULL, LIST, BIB_SKIP},
	{"keyword", BIB_KEYWORD, NULL, LIST, BIB_SKIP},
	{"isbn", BIB_NUMBER, NULL, TEXT, BIB_NUMBER},
	{"issn", BIB_NUMBER, NULL, TEXT, BIB_NUMBER},
	{"doi", BIB_DOI, NULL, ADDRESS, BIB_SKIP},
	{"url", BIB_URL, NULL, ADDRESS, BIB_SKIP},
	{"link", BIB_URL, NULL, ADDRESS, BIB_SKIP},
	{"language", BIB_LANGUAGE, NULL, TEXT, BIB_LANGUAGE},
	{"langid", BIB_LANGUAGE, NULL, TEXT, BIB_SKIP},
	{"note", BIB_NOTE, NULL, TEXT, BIB_SKIP},
	{"annote", BIB_NOTE, NULL, TEXT, BIB_SKIP},
	{"annotation", BIB_NOTE, NULL, TEXT, BIB_SKIP},
	{"addendum", BIB_NOTE, NULL, TEXT, BIB_SKIP},
	{"lccn", BIB_SHELF, NULL, TEXT, BIB_SKIP},
	{"library", BIB_SHELF, NULL, TEXT, BIB_SKIP},
	{"callnumber", BIB_SHELF, NULL, TEXT, BIB_SKIP},
	{"shelfmark", BIB_SHELF, NULL, TEXT, BIB_SKIP},
	{"type", BIB_GENRE, NULL, TEXT, BIB_SKIP},
	/* of programs: files on somebody's disk, when who has touched the entry */
	{"crossref", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"xref", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"file", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"owner", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"timestamp", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"creationdate", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"modificationdate", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"date-added", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"date-modified", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"mendeley-tags", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"mendeley-groups", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"bdsk-url-1", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"bdsk-file-1", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"groups", BIB_SKIP, NULL, TEXT, BIB_SKIP},
	{"ids", BIB_SKIP, NULL, TEXT, BIB_SKIP},
};

static const struct rule *rule_of(const struct coop_value *v)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (coop_bytes_equal(
			    rules[i].field, strlen(rules[i].field), v->name, v->name_len))
			return &rules[i];
	return NULL;
}

/* Decodes a piece of TeX and adds it. */
static void add_tex(struct bib_notice *out, enum bib_part part, const char *name,
	struct coop_bytes tex, bool address)
{
	struct coop_buf text = {0};
	if (address)
		bib_tex_decode_address(tex, &text);
	else
		bib_tex_decode(tex, &text);
	out->others.failed |= text.failed;
	bib_notice_add(
		out, part, name, (struct coop_bytes){coop_buf_cstr(&text), text.len});
	coop_buf_release(&text);
}

/* The length of " and " at a place between names, in blanks of any kind; 0 when there is none. */
static size_t and_at(struct coop_bytes s, size_t at)
{
	size_t i = at;
	while (i < s.len && coop_is_blank(s.s[i]))
		i++;
	if (i == at || s.len - i < 4 || memcmp(s.s + i, "and", 3) != 0 ||
		!coop_is_blank(s.s[i + 3]))
		return 0;
	return i + 4 - at;
}

static void add_name(struct bib_notice *out, const struct rule *r, struct coop_bytes name)
{
	name = coop_bytes_trimmed(name.s, name.len);
	if (!coop_bytes_equal(name.s, name.len, "others", 6))
		add_tex(out, r->part, r->name, name, false);
}

static void add_people(struct bib_notice *out, const struct rule *r, struct coop_bytes v)
{
	size_t depth = 0, begun = 0;
	for (size_t i = 0; i < v.len; i++) {
		size_t n = depth == 0 ? and_at(v, i) : 0;
		if (n > 0) {
			add_name(out, r, (struct coop_bytes){v.s + begun, i - begun});
			begun = i + n;
			i = begun - 1;
		} else if (v.s[i] == '{') {
			depth++;
		} else if (v.s[i] == '}' && depth > 0) {
			depth--;
		}
	}
	add_name(out, r, (struct coop_bytes){v.s + begun, v.len - begun});
}

static void add_list(struct bib_notice *out, const struct rule *r, struct coop_bytes v)
{
	char between = memchr(v.s, ';', v.len) ? ';' : ',';
	for (size_t i = 0, begun = 0; i <= v.len; i++)
		if (i == v.len || v.s[i] == between) {
			add_tex(out, r->part, r->name,
				(struct coop_bytes){v.s + begun, i - begun}, false);
			begun = i + 1;
		}
}

/* Adds pages with one hyphen between them, as other formats have it. */
static void add_pages(struct bib_notice *out, struct coop_bytes v)
{
	struct coop_buf text = {0};
	for (size_t i = 0; i < v.len; i++)
		if (v.s[i] != '-' || i == 0 || v.s[i - 1] != '-')
			coop_buf_byte(&text, v.s[i]);
	add_tex(out, BIB_PAGES, NULL, (struct coop_bytes){coop_buf_cstr(&text), text.len},
		false);
	out->others.failed |= text.failed;
	coop_buf_release(&text);
}

/* Whether a list such as "documentaire, 52 min, couleur" tells a running time or a colour: then it is a film. */
static bool tells_film(struct coop_bytes v)
{
	unsigned minutes;
	bool film = duration_find(v.s, v.len, &minutes);
	for (size_t i = 0, begun = 0; i <= v.len && !film; i++)
		if (i == v.len || v.s[i] == ',') {
			film = bib_is_colour((struct coop_bytes){v.s + begun, i - begun});
			begun = i + 1;
		}
	return film;
}

/* Adds what tells how a film was published: the genre, then other things of it. */
static void add_film(struct bib_notice *out, struct coop_bytes v)
{
	bool first = true;
	for (size_t i = 0, begun = 0; i <= v.len; i++)
		if (i == v.len || v.s[i] == ',') {
			struct coop_bytes item = {v.s + begun, i - begun};
			add_tex(out, first ? BIB_GENRE : BIB_NAMED, "mode de production",
				item, false);
			first = false;
			begun = i + 1;
		}
}

static void add_value(struct bib_notice *out, const struct rule *r, struct coop_bytes v)
{
	switch (r->how) {
	case PEOPLE:
		add_people(out, r, v);
		break;
	case LIST:
		add_list(out, r, v);
		break;
	case PAGES:
		add_pages(out, v);
		break;
	case HOW:
		if (tells_film(v)) {
			add_film(out, v);
			break;
		}
		add_tex(out, r->part, r->name, v, false);
		break;
	case TEXT:
	case ADDRESS:
		add_tex(out, r->part, r->name, v, r->how == ADDRESS);
	}
}

static struct coop_bytes value_of(const struct coop_record *fields, const char *name)
{
	for (size_t i = 0; i < fields->count; i++) {
		struct coop_value v = coop_record_at(fields, i);
		if (coop_bytes_equal(v.name, v.name_len, name, strlen(name)))
			return (struct coop_bytes){v.text, v.len};
	}
	return (struct coop_bytes){"", 0};
}

/* Keeps a field that no rule has, under its name. */
static void add_unknown(struct bib_notice *out, const struct coop_value *v)
{
	struct coop_buf name = {0};
	coop_buf_add(&name, v->name, v->name_len);
	out->others.failed |= name.failed;
	add_tex(out, BIB_NAMED, coop_buf_cstr(&name),
		(struct coop_bytes){v->text, v->len}, false);
	coop_buf_release(&name);
}

static void add_fields(struct bib_notice *out, const struct coop_record *fields)
{
	for (size_t i = 0; i < fields->count; i++) {
		struct coop_value v = coop_record_at(fields, i);
		const struct rule *r = rule_of(&v);
		if (r)
			add_value(out, r, (struct coop_bytes){v.text, v.len});
		else
			add_unknown(out, &v);
	}
}

/* Adds what the entry lacks and its crossref has. */
static void inherit(struct bib_notice *out, const struct coop_record *parent)
{
	bool had[BIB_PARTS];
	for (size_t i = 0; i < BIB_PARTS; i++)
		had[i] = bib_notice_has(out, (enum bib_part)i);
	struct coop_value year;
	had[BIB_DATE] |= coop_record_get(&out->others, COOP_F_YEAR, &year);
	for (size_t i = 0; i < parent->count; i++) {
		struct coop_value v = coop_record_at(parent, i);
		const struct rule *r = rule_of(&v);
		if (!r || r->inherited == BIB_SKIP || had[r->inherited])
			continue;
		struct rule taken = *r;
		taken.part = r->inherited;
		add_value(out, &taken, (struct coop_bytes){v.text, v.len});
	}
}

enum conversion_failure bibtex_fill(
	const struct bibtex *b, const struct bibtex_entry *entry, struct bib_notice *out)
{
	struct coop_record fields;
	struct bibtex_entry parent;
	coop_record_init(&fields);
	enum conversion_failure failure = bibtex_fields(b, entry, &fields);
	struct coop_bytes type = value_of(&fields, "type");
	const char *word = bib_type_word(entry->type);
	out->film = bib_type_is_film(entry->type) || bib_type_is_film(type) ||
		    tells_film(value_of(&fields, "howpublished"));
	bib_notice_add(out, BIB_ID, NULL, entry->key);
	if (word)
		bib_notice_add(
			out, BIB_TYPE, NULL, (struct coop_bytes){word, strlen(word)});
	if (!failure)
		add_fields(out, &fields);
	struct coop_bytes crossref = value_of(&fields, "crossref");
	if (!failure && crossref.len > 0 && bibtex_find(b, crossref, &parent)) {
		out->others.failed |= fields.failed;
		if (!bibtex_fields(b, &parent, &fields))
			inherit(out, &fields);
	}
	out->others.failed |= fields.failed;
	coop_record_release(&fields);
	return failure;
}
