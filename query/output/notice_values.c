#include "query/output/notice_values.h"

#include <string.h>

#include "shared/core/i18n.h"

static bool has_flag(const struct coop_value *v, unsigned flag)
{
	return (coop_field_info(v->field)->flags & flag) != 0;
}

struct coop_bytes notice_label(const struct coop_value *v)
{
	const struct coop_field_info *info = coop_field_info(v->field);
	const char *label = TR(info->label_en, info->label_fr);
	if (v->field == COOP_F_OTHER && v->name_len > 0)
		return (struct coop_bytes){v->name, v->name_len};
	return (struct coop_bytes){label, strlen(label)};
}

bool notice_is_part(const struct coop_value *v)
{
	return has_flag(v, COOP_FIELD_PART) && v->place.confidence > 0;
}

/* Whether a value is the title of its record. */
static bool is_title(const struct coop_record *record, const struct coop_value *v)
{
	struct coop_value title;
	return v->field == COOP_F_TITLE &&
	       coop_record_get(record, COOP_F_TITLE, &title) && title.text == v->text;
}

size_t notice_next(const struct coop_record *record, size_t i, bool running)
{
	for (; i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (has_flag(&v, COOP_FIELD_PASSAGE) == running &&
			!has_flag(&v, COOP_FIELD_BESIDE) && !is_title(record, &v))
			break;
	}
	return i;
}

enum coop_status notice_marks(struct marks *out, struct coop_analyzer *analyzer,
	const struct query *q, const struct coop_value *v, struct coop_error *err)
{
	out->count = 0;
	if (!q || !has_flag(v, COOP_FIELD_TEXT))
		return COOP_OK;
	return marks_find(out, analyzer, q, v->text, v->len, err);
}
