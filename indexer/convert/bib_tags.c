#include "indexer/convert/bib_tags.h"

#include <strings.h>

/* How a value is read. */
enum how {
	WHOLE,
	LIST,   /* lines, or what semicolons part, are values */
	PEOPLE, /* lines are values */
	LINK,   /* an address, or a file of the program, which says nothing */
	DOI_IF  /* a DOI if it looks like one */
};

/* A tag; `film` is the part in a reference to a film, BIB_SKIP if the same. */
struct rule {
	const char *tag;
	enum bib_part part;
	const char *name; /* of BIB_NAMED */
	enum how how;
	enum bib_part film;
};

/* clang-format off */
static const struct rule ris[] = {
	{"TY", BIB_TYPE, 0, 0, 0}, {"ID", BIB_ID, 0, 0, 0},
	{"TI", BIB_TITLE, 0, 0, 0}, {"T1", BIB_TITLE, 0, 0, 0}, {"CT", BIB_TITLE, 0, 0, 0},
	{"AU", BIB_AUTHOR, 0, PEOPLE, 0}, {"A1", BIB_AUTHOR, 0, PEOPLE, 0},
	{"A2", BIB_EDITOR, 0, PEOPLE, 0}, {"ED", BIB_EDITOR, 0, PEOPLE, 0},
	{"A3", BIB_NAMED, "directeur de collection", PEOPLE, BIB_PUBLISHER},
	{"A4", BIB_NAMED, "autre auteur", PEOPLE, BIB_NAMED},
	{"TA", BIB_NAMED, "autre auteur", PEOPLE, 0},
	{"T2", BIB_HOST, 0, 0, BIB_SERIES}, {"BT", BIB_HOST, 0, 0, BIB_TITLE}, {"T3", BIB_SERIES, 0, 0, 0},
	{"JO", BIB_HOST, 0, 0, 0}, {"JF", BIB_HOST, 0, 0, 0}, {"JA", BIB_HOST_SHORT, 0, 0, 0},
	{"J1", BIB_HOST_SHORT, 0, 0, 0}, {"J2", BIB_HOST_SHORT, 0, 0, 0},
	{"ST", BIB_NAMED, "titre abrégé", 0, 0}, {"TT", BIB_OTHER_TITLE, 0, 0, 0},
	{"OP", BIB_NAMED, "publication d'origine", 0, 0}, {"RI", BIB_NAMED, "compte rendu de", 0, 0},
	{"PY", BIB_DATE, 0, 0, 0}, {"Y1", BIB_DATE, 0, 0, 0}, {"DA", BIB_DATE, 0, 0, 0},
	{"Y2", BIB_NAMED, "consulté le", 0, 0},
	{"PB", BIB_PUBLISHER, 0, 0, 0}, {"CY", BIB_PLACE, 0, 0, 0}, {"PP", BIB_PLACE, 0, 0, 0},
	{"VL", BIB_VOLUME, 0, 0, 0}, {"VO", BIB_VOLUME, 0, 0, 0}, {"IS", BIB_ISSUE, 0, 0, 0},
	{"CP", BIB_ISSUE, 0, 0, 0}, {"SP", BIB_FIRST_PAGE, 0, 0, 0}, {"EP", BIB_LAST_PAGE, 0, 0, 0},
	{"SE", BIB_NAMED, "section", 0, 0}, {"NV", BIB_NAMED, "nombre de volumes", 0, 0},
	{"ET", BIB_EDITION, 0, 0, 0}, {"AB", BIB_ABSTRACT, 0, 0, 0}, {"N2", BIB_ABSTRACT, 0, 0, 0},
	{"KW", BIB_KEYWORD, 0, LIST, 0}, {"SN", BIB_NUMBER, 0, 0, 0}, {"DO", BIB_DOI, 0, 0, 0},
	{"DI", BIB_DOI, 0, 0, 0}, {"UR", BIB_URL, 0, LIST, 0}, {"LK", BIB_URL, 0, LIST, 0},
	{"L1", BIB_URL, 0, LINK, 0}, {"L2", BIB_URL, 0, LINK, 0}, {"L3", BIB_URL, 0, LINK, 0},
	{"L4", BIB_URL, 0, LINK, 0}, {"LA", BIB_LANGUAGE, 0, 0, 0}, {"CN", BIB_SHELF, 0, 0, 0},
	{"AV", BIB_NAMED, "localisation", 0, 0}, {"N1", BIB_NOTE, 0, 0, 0}, {"RN", BIB_NOTE, 0, 0, 0},
	{"M3", BIB_GENRE, 0, DOI_IF, 0}, {"AN", BIB_NAMED, "numéro d'accès", 0, 0},
	{"DB", BIB_NAMED, "base", 0, 0}, {"DP", BIB_SOURCE, 0, 0, 0},
	{"AD", BIB_NAMED, "adresse de l'auteur", 0, 0}, {"CA", BIB_NAMED, "légende", 0, 0},
	{"RP", BIB_SKIP, 0, 0, 0}, {"ER", BIB_SKIP, 0, 0, 0}, {NULL, 0, 0, 0, 0}};

static const struct rule refer[] = {
	{"0", BIB_TYPE, 0, 0, 0}, {"F", BIB_ID, 0, 0, 0}, {"T", BIB_TITLE, 0, 0, 0},
	{"A", BIB_AUTHOR, 0, PEOPLE, 0}, {"E", BIB_EDITOR, 0, PEOPLE, 0},
	{"Y", BIB_NAMED, "directeur de collection", PEOPLE, BIB_PUBLISHER},
	{"H", BIB_NAMED, "traduction", PEOPLE, 0}, {"?", BIB_NAMED, "autre auteur", PEOPLE, 0},
	{"D", BIB_DATE, 0, 0, 0}, {"8", BIB_DATE, 0, 0, 0}, {"J", BIB_HOST, 0, 0, 0},
	{"B", BIB_HOST, 0, 0, BIB_SERIES}, {"S", BIB_SERIES, 0, 0, 0}, {"I", BIB_PUBLISHER, 0, 0, 0},
	{"C", BIB_PLACE, 0, 0, 0}, {"V", BIB_VOLUME, 0, 0, 0}, {"N", BIB_ISSUE, 0, 0, 0},
	{"P", BIB_PAGES, 0, 0, 0}, {"7", BIB_EDITION, 0, 0, 0}, {"X", BIB_ABSTRACT, 0, 0, 0},
	{"K", BIB_KEYWORD, 0, LIST, 0}, {"@", BIB_NUMBER, 0, 0, 0}, {"R", BIB_NAMED, "numéro de document", DOI_IF, 0},
	{"U", BIB_URL, 0, LINK, 0}, {">", BIB_URL, 0, LINK, 0}, {"G", BIB_LANGUAGE, 0, 0, 0},
	{"L", BIB_SHELF, 0, 0, 0}, {"M", BIB_NAMED, "numéro d'accès", 0, 0}, {"9", BIB_GENRE, 0, 0, 0},
	{"O", BIB_NOTE, 0, 0, 0}, {"Z", BIB_NOTE, 0, 0, 0}, {"<", BIB_NOTE, 0, 0, 0},
	{"Q", BIB_OTHER_TITLE, 0, 0, 0}, {"!", BIB_NAMED, "titre abrégé", 0, 0},
	{"6", BIB_NAMED, "nombre de volumes", 0, 0}, {"&", BIB_NAMED, "section", 0, 0},
	{"~", BIB_NAMED, "base", 0, 0}, {"W", BIB_SOURCE, 0, 0, 0},
	{"+", BIB_NAMED, "adresse de l'auteur", 0, 0}, {"[", BIB_NAMED, "consulté le", 0, 0},
	{"=", BIB_SKIP, 0, 0, 0}, {NULL, 0, 0, 0, 0}};

static const struct rule nbib[] = {
	{"PT", BIB_TYPE, 0, 0, 0}, {"PMID", BIB_ID, 0, 0, 0}, {"TI", BIB_TITLE, 0, 0, 0}, {"BTI", BIB_TITLE, 0, 0, 0},
	{"TT", BIB_OTHER_TITLE, 0, 0, 0}, {"FAU", BIB_AUTHOR, 0, 0, 0}, {"CN", BIB_AUTHOR, 0, 0, 0},
	{"FED", BIB_EDITOR, 0, 0, 0}, {"JT", BIB_HOST, 0, 0, 0}, {"TA", BIB_HOST_SHORT, 0, 0, 0},
	{"DP", BIB_DATE, 0, 0, 0}, {"VI", BIB_VOLUME, 0, 0, 0}, {"IP", BIB_ISSUE, 0, 0, 0}, {"PG", BIB_PAGES, 0, 0, 0},
	{"LA", BIB_LANGUAGE, 0, 0, 0}, {"AB", BIB_ABSTRACT, 0, 0, 0}, {"OT", BIB_KEYWORD, 0, 0, 0},
	{"MH", BIB_KEYWORD, 0, 0, 0}, {"IS", BIB_NUMBER, 0, 0, 0}, {"ISBN", BIB_NUMBER, 0, 0, 0},
	{"AID", BIB_NAMED, "identifiant de l'article", DOI_IF, 0}, {"LID", BIB_NAMED, "identifiant de l'article", DOI_IF, 0},
	{"PL", BIB_PLACE, 0, 0, 0}, {"PB", BIB_PUBLISHER, 0, 0, 0}, {"AD", BIB_NAMED, "adresse de l'auteur", 0, 0},
	{"GN", BIB_NOTE, 0, 0, 0}, {"OWN", BIB_SKIP, 0, 0, 0}, {"STAT", BIB_SKIP, 0, 0, 0}, {"DCOM", BIB_SKIP, 0, 0, 0},
	{"LR", BIB_SKIP, 0, 0, 0}, {"CRDT", BIB_SKIP, 0, 0, 0}, {"MHDA", BIB_SKIP, 0, 0, 0}, {"EDAT", BIB_SKIP, 0, 0, 0},
	{"PHST", BIB_SKIP, 0, 0, 0}, {"PST", BIB_SKIP, 0, 0, 0}, {"SB", BIB_SKIP, 0, 0, 0}, {"JID", BIB_SKIP, 0, 0, 0},
	{"SO", BIB_SKIP, 0, 0, 0}, {"DA", BIB_SKIP, 0, 0, 0}, {"UI", BIB_SKIP, 0, 0, 0}, {"DEP", BIB_SKIP, 0, 0, 0}, {"PMCR", BIB_SKIP, 0, 0, 0},
	{NULL, 0, 0, 0, 0}};

static const struct rule isi[] = {
	{"PT", BIB_SKIP, 0, 0, 0}, {"DT", BIB_TYPE, 0, 0, 0}, {"UT", BIB_ID, 0, 0, 0}, {"TI", BIB_TITLE, 0, 0, 0},
	{"AF", BIB_AUTHOR, 0, PEOPLE, 0}, {"CA", BIB_AUTHOR, 0, PEOPLE, 0}, {"BE", BIB_EDITOR, 0, PEOPLE, 0},
	{"SO", BIB_HOST, 0, 0, 0}, {"JI", BIB_HOST_SHORT, 0, 0, 0}, {"J9", BIB_HOST_SHORT, 0, 0, 0},
	{"SE", BIB_SERIES, 0, 0, 0}, {"PY", BIB_DATE, 0, 0, 0}, {"PD", BIB_SKIP, 0, 0, 0}, {"VL", BIB_VOLUME, 0, 0, 0},
	{"IS", BIB_ISSUE, 0, 0, 0}, {"BP", BIB_FIRST_PAGE, 0, 0, 0}, {"EP", BIB_LAST_PAGE, 0, 0, 0},
	{"AB", BIB_ABSTRACT, 0, 0, 0}, {"DE", BIB_KEYWORD, 0, LIST, 0}, {"ID", BIB_KEYWORD, 0, LIST, 0},
	{"DI", BIB_DOI, 0, 0, 0}, {"SN", BIB_NUMBER, 0, 0, 0}, {"EI", BIB_NUMBER, 0, 0, 0}, {"BN", BIB_NUMBER, 0, 0, 0},
	{"PU", BIB_PUBLISHER, 0, 0, 0}, {"PI", BIB_PLACE, 0, 0, 0}, {"PA", BIB_SKIP, 0, 0, 0}, {"LA", BIB_LANGUAGE, 0, 0, 0},
	{"CR", BIB_SKIP, 0, 0, 0}, {"NR", BIB_SKIP, 0, 0, 0}, {"TC", BIB_SKIP, 0, 0, 0}, {"Z9", BIB_SKIP, 0, 0, 0},
	{"U1", BIB_SKIP, 0, 0, 0}, {"U2", BIB_SKIP, 0, 0, 0}, {"GA", BIB_SKIP, 0, 0, 0}, {"DA", BIB_SKIP, 0, 0, 0},
	{"PG", BIB_NAMED, "nombre de pages", 0, 0}, {"C1", BIB_NAMED, "adresse de l'auteur", 0, 0},
	{"RP", BIB_SKIP, 0, 0, 0}, {"EM", BIB_SKIP, 0, 0, 0}, {NULL, 0, 0, 0, 0}};
/* clang-format on */

/* The rules of a syntax, and the tags of names in short, which full ones take the place of. */
static const struct {
	const struct rule *rules;
	const char *type, *brief, *full;
} syntaxes[BIB_SYNTAXES] = {[BIB_RIS] = {ris, "TY", NULL, NULL},
	[BIB_REFER] = {refer, "0", NULL, NULL},
	[BIB_NBIB] = {nbib, "PT", "AU", "FAU"},
	[BIB_ISI] = {isi, "DT", "AU", "AF"}};

/* The first value with a tag; of length 0 when there is none. */
static struct coop_bytes value_of(const struct coop_record *record, const char *tag)
{
	for (size_t i = 0; tag && i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (coop_bytes_equal(v.name, v.name_len, tag, strlen(tag)))
			return (struct coop_bytes){v.text, v.len};
	}
	return (struct coop_bytes){"", 0};
}

/* Adds a value whose lines are one text. */
static void add_joined(struct bib_notice *out, enum bib_part part, const char *name,
	struct coop_bytes v, struct coop_buf *scratch)
{
	coop_buf_reset(scratch);
	coop_buf_add(scratch, v.s, v.len);
	for (size_t i = 0; i < scratch->len; i++)
		if (scratch->s[i] == '\n')
			scratch->s[i] = ' ';
	if (scratch->failed)
		out->others.failed = true;
	bib_notice_add(out, part, name,
		(struct coop_bytes){coop_buf_cstr(scratch), scratch->len});
}

/* Adds each line of a value; or each part of it between semicolons as well. */
static void add_list(struct bib_notice *out, enum bib_part part, const char *name,
	struct coop_bytes v, bool semicolons)
{
	for (size_t i = 0, begun = 0; i <= v.len; i++)
		if (i == v.len || v.s[i] == '\n' || (semicolons && v.s[i] == ';')) {
			bib_notice_add(out, part, name,
				(struct coop_bytes){v.s + begun, i - begun});
			begun = i + 1;
		}
}

static bool is_link(struct coop_bytes v)
{
	return memmem(v.s, v.len, "://", 3) != NULL ||
	       (v.len > 4 && strncasecmp(v.s, "www.", 4) == 0);
}

/* The length of what stands before a DOI ("doi:", in any case); of all when it is none. */
static size_t before_doi(struct coop_bytes v)
{
	static const char prefix[] = "doi:";
	size_t n =
		v.len > sizeof prefix && strncasecmp(v.s, prefix, sizeof prefix - 1) == 0
			? sizeof prefix - 1
			: 0;
	while (n > 0 && n < v.len && v.s[n] == ' ')
		n++;
	return coop_bytes_begins_with(v.s + n, v.len - n, "10.") &&
			       memchr(v.s, '/', v.len)
		       ? n
		       : v.len;
}

/* Adds the type: its word, or itself where it is none of the table. */
static void add_type(struct bib_notice *out, enum bib_syntax syntax, struct coop_bytes v)
{
	const char *word = bib_type_word(v);
	if (word)
		v = (struct coop_bytes){word, strlen(word)};
	else if (syntax == BIB_RIS || syntax == BIB_REFER)
		return; /* "GEN", "Generic" */
	bib_notice_add(out, BIB_TYPE, NULL, v);
}

/* The part that a tag has, but for those that depend on the type. */
static enum bib_part part_of(
	const struct rule *r, const struct bib_notice *out, bool book)
{
	if (out->film && r->film != BIB_SKIP)
		return r->film;
	/* the second title of a book is that of its series */
	if (book && r->part == BIB_HOST && strcmp(r->tag, "BT") == 0)
		return BIB_TITLE;
	return book && r->part == BIB_HOST ? BIB_SERIES : r->part;
}

static void add_value(const struct rule *r, struct bib_notice *out, enum bib_part part,
	struct coop_bytes v, struct coop_buf *scratch)
{
	const char *name = out->film && r->film == BIB_NAMED ? "interprètes" : r->name;
	switch (r->how) {
	case LIST:
	case PEOPLE:
		add_list(out, part, name, v, r->how == LIST);
		break;
	case LINK:
		if (is_link(v))
			add_list(out, part, name, v, true);
		break;
	case DOI_IF:
		if (before_doi(v) < v.len) {
			v = coop_bytes_trimmed(
				v.s + before_doi(v), v.len - before_doi(v));
			/* PubMed writes "10.1000/1 [doi]" */
			const char *end = memchr(v.s, ' ', v.len);
			v.len = end ? (size_t)(end - v.s) : v.len;
			part = BIB_DOI;
		}
		add_joined(out, part, name, v, scratch);
		break;
	case WHOLE:
		add_joined(out, part, name, v, scratch);
	}
}

/* Keeps a value whose tag no rule has, under it. */
static void add_unknown(struct bib_notice *out, const struct coop_value *v)
{
	char tag[BIB_TAG_MAX + 1] = "";
	memcpy(tag, v->name, v->name_len < BIB_TAG_MAX ? v->name_len : BIB_TAG_MAX);
	bib_notice_add(out, BIB_COLUMN, tag, (struct coop_bytes){v->text, v->len});
}

void bib_tags_fill(
	enum bib_syntax syntax, const struct coop_record *record, struct bib_notice *out)
{
	struct coop_buf scratch = {0};
	struct coop_bytes type = value_of(record, syntaxes[syntax].type);
	const char *word = bib_type_word(type);
	bool book = word && strcmp(word, "livre") == 0;
	bool full = value_of(record, syntaxes[syntax].full).len > 0;
	out->film = bib_type_is_film(type);
	for (size_t i = 0; i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		struct coop_bytes text = {v.text, v.len};
		const struct rule *r = syntaxes[syntax].rules;
		while (r->tag &&
			!coop_bytes_equal(r->tag, strlen(r->tag), v.name, v.name_len))
			r++;
		bool brief = !r->tag && syntaxes[syntax].brief &&
			     coop_bytes_equal(v.name, v.name_len, syntaxes[syntax].brief,
				     strlen(syntaxes[syntax].brief));
		if (brief && !full)
			add_list(out, BIB_AUTHOR, NULL, text, false);
		else if (!r->tag && !brief)
			add_unknown(out, &v);
		else if (r->tag && r->part == BIB_TYPE)
			add_type(out, syntax, text);
		else if (r->tag)
			add_value(r, out, part_of(r, out, book), text, &scratch);
	}
	coop_buf_release(&scratch);
}
