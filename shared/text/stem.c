#include "shared/text/stem.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/i18n.h"

struct coop_stemmer {
	struct sb_stemmer *snowball;
};

enum coop_status coop_stemmer_new(struct coop_stemmer **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_stemmer *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	s->snowball = sb_stemmer_new("french", "UTF_8");
	if (!s->snowball) {
		free(s);
		return coop_fail(err, COOP_E_ENGINE, "%s",
			TR("libstemmer gives no French stemmer",
				"libstemmer n'offre pas de racineur français"));
	}
	*out = s;
	return COOP_OK;
}

void coop_stemmer_free(struct coop_stemmer *s)
{
	if (!s)
		return;
	sb_stemmer_delete(s->snowball);
	free(s);
}

enum coop_status coop_stemmer_stem(struct coop_stemmer *s, const char *word, size_t len,
	const char **stem, size_t *stem_len, struct coop_error *err)
{
	const sb_symbol *result =
		sb_stemmer_stem(s->snowball, (const sb_symbol *)word, (int)len);
	if (!result)
		return coop_fail_nomem(err);
	*stem = (const char *)result;
	*stem_len = (size_t)sb_stemmer_length(s->snowball);
	if (*stem_len == 0) {
		*stem = word;
		*stem_len = len;
	}
	return COOP_OK;
}

enum coop_status coop_stemmer_canaries(
	struct coop_stemmer *s, struct coop_buf *out, struct coop_error *err)
{
	/*
	 * at least one word for each step of the algorithm, and the central words of the
	 * collections
	 */
	static const char *const words[] = {"cooperatives", "cooperation", "cooperer",
		"salariee", "entrepreneurs", "economiques", "francaise", "lyonnaises",
		"travaux", "chevaux", "heureuse", "bijoux", "emploi", "activite",
		"essaimage", "solidarite", "constamment", "autogestion", "mutualiste",
		"creations"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *stem = NULL;
		size_t len = 0;
		enum coop_status st = coop_stemmer_stem(
			s, words[i], strlen(words[i]), &stem, &len, err);
		if (st)
			return st;
		if (i > 0)
			coop_buf_byte(out, ' ');
		coop_buf_add(out, stem, len);
	}
	return coop_buf_check(out, err);
}
