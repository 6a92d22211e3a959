#include "query/syntax/exact.h"

#include <stdlib.h>
#include <string.h>

#include "query/syntax/field.h"
#include "shared/core/buf.h"
#include "shared/core/i18n.h"

enum coop_status exact_values_add(
	struct exact_values *v, const struct exact_value *value, struct coop_error *err)
{
	if (!coop_array_grow(&v->at, &v->cap, v->count + 1, sizeof *v->at))
		return coop_fail_nomem(err);
	struct exact_value *added = &v->at[v->count];
	*added = *value;
	added->text = strndup(value->text, value->len);
	if (!added->text)
		return coop_fail_nomem(err);
	v->count++;
	return COOP_OK;
}

const char *exact_value_label(const struct exact_value *v)
{
	const struct coop_field_info *info = coop_field_info(v->field);
	if (v->grouping == FACET_DECADE)
		return TR("decade", "décennie");
	return v->grouping == FACET_DEPARTMENT ? qfield_label(QFIELD_DEPARTMENT)
					       : TR(info->label_en, info->label_fr);
}

void exact_values_release(struct exact_values *v)
{
	for (size_t i = 0; i < v->count; i++)
		free((char *)v->at[i].text);
	free(v->at);
	*v = (struct exact_values){0};
}
