#include "query/syntax/field.h"

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/text/fold.h"

/*
 * The fields that only queries have; the first name is the canonical one, which no column takes away
 * (names.h). "isbn" and "issn" are a column's, where there is one.
 */
static const struct {
	const char *const *names; /* folded */
	const char *label_en, *label_fr;
	unsigned flags; /* of enum coop_field_flags */
} parts[QFIELD_COUNT - COOP_FIELD_COUNT] = {
	{COOP_LIST("place", "lieu", "lieux", "ville", "town", "city", "commune",
		 "adresse", "address", "rue"),
		"place", "lieu", COOP_FIELD_FILTER},
	{COOP_LIST("department", "dept", "dep", "departement", "cp", "postcode",
		 "code postal"),
		"department", "département",
		COOP_FIELD_FILTER | COOP_FIELD_SINGLE_VALUED},
	{COOP_LIST("phone", "tel", "telephone", "fax"), "telephone", "téléphone",
		COOP_FIELD_FILTER},
	{COOP_LIST("mail", "email", "courriel", "e mail"), "e-mail address",
		"adresse électronique", COOP_FIELD_FILTER},
	{COOP_LIST("isbn13", "isbn", "isbn10", "isbn 13", "isbn 10"), "ISBN number",
		"numéro ISBN", COOP_FIELD_FILTER},
	{COOP_LIST("issnl", "issn", "issn l", "eissn", "e issn"), "ISSN number",
		"numéro ISSN", COOP_FIELD_FILTER},
};

enum qfield qfield_by_name(
	const char *name, size_t len, bool *decade, struct coop_buf *scratch)
{
	*decade = false;
	enum coop_field field = coop_field_by_name(name, len, scratch);
	if (scratch->failed || scratch->len == 0)
		return QFIELD_NONE;
	/* coop_field_by_name() has left the folded name there */
	*decade = coop_is_one_of(
		scratch->s, scratch->len, COOP_LIST("annees", "decade", "decennie"));
	if (*decade)
		return (enum qfield)COOP_F_YEAR;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (coop_is_one_of(scratch->s, scratch->len, parts[i].names))
			return (enum qfield)(COOP_FIELD_COUNT + i);
	return field == COOP_F_OTHER ? QFIELD_NONE : (enum qfield)field;
}

bool qfield_is_sound(const char *name, size_t len)
{
	struct coop_buf folded = {0};
	coop_fold_label(name, len, &folded);
	bool sound = !folded.failed && folded.len > 0 &&
		     coop_is_one_of(folded.s, folded.len,
			     COOP_LIST("sound", "son", "phonetic", "phonetique"));
	coop_buf_release(&folded);
	return sound;
}

const char *qfield_sound_name(bool local)
{
	return local ? TR("sound", "son") : "sound";
}

const char *qfield_name(enum qfield field)
{
	if (field >= QFIELD_OWN)
		return coop_field_info(COOP_F_OTHER)->name;
	return field < (enum qfield)COOP_FIELD_COUNT
		       ? coop_field_info((enum coop_field)field)->name
		       : parts[field - COOP_FIELD_COUNT].names[0];
}

const char *qfield_label_in(enum qfield field, bool french)
{
	if (field < (enum qfield)COOP_FIELD_COUNT || field >= QFIELD_OWN) {
		const struct coop_field_info *info = coop_field_info(
			field < QFIELD_OWN ? (enum coop_field)field : COOP_F_OTHER);
		return french ? info->label_fr : info->label_en;
	}
	return french ? parts[field - COOP_FIELD_COUNT].label_fr
		      : parts[field - COOP_FIELD_COUNT].label_en;
}

const char *qfield_label(enum qfield field)
{
	return qfield_label_in(field, coop_french());
}

const char *qfield_local_name(enum qfield field)
{
	const char *label = qfield_label(field);
	bool decade, known = coop_french() && !strpbrk(label, " -");
	struct coop_buf scratch = {0};
	/* a label of several words would need quotes, and labels are not all names */
	known = known && qfield_by_name(label, strlen(label), &decade, &scratch) == field;
	coop_buf_release(&scratch);
	return known ? label : qfield_name(field);
}

static unsigned flags_of(enum qfield field)
{
	if (field == QFIELD_NONE)
		return 0;
	/* a column of a catalogue holds values: marks, numbers, names */
	if (field >= QFIELD_OWN)
		return COOP_FIELD_FILTER;
	return field < (enum qfield)COOP_FIELD_COUNT
		       ? coop_field_info((enum coop_field)field)->flags
		       : parts[field - COOP_FIELD_COUNT].flags;
}

bool qfield_is_number(enum qfield field)
{
	return flags_of(field) & COOP_FIELD_NUMBER;
}

bool qfield_is_filter(enum qfield field)
{
	return flags_of(field) & COOP_FIELD_FILTER;
}

bool qfield_has_one(enum qfield field)
{
	return flags_of(field) & COOP_FIELD_SINGLE_VALUED;
}
