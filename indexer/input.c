#include "indexer/input.h"

#include "indexer/select/root.h"
#include "shared/core/i18n.h"

void input_release(struct input *in)
{
	selection_free(in->selection);
	coop_buf_release(&in->root);
}

enum coop_status input_find(const struct job *job, struct report *report,
	struct input *out, struct coop_error *err)
{
	*out = (struct input){0};
	enum coop_status st = selection_new(&job->select, report, &out->selection, err);
	return st ? st : root_of(out->selection, &out->root, err);
}

enum coop_status input_is_empty(bool index, struct coop_error *err)
{
	coop_fail(err, COOP_E_INPUT, "%s",
		index ? TR("no notice found; the index is left as it was",
				"aucune notice trouvée ; l'index reste comme il était")
		      : TR("no notice found", "aucune notice trouvée"));
	coop_hint(err, "%s",
		TR("-v tells what was skipped, and why; --version which kinds of files are read",
			"-v dit ce qui a été ignoré, et pourquoi ; --version quels types de fichiers sont lus"));
	return COOP_E_INPUT;
}
