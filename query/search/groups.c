#include "query/search/groups.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/strmap.h"
#include "shared/index/near_duplicates.h"
#include "shared/index/years.h"
#include "shared/text/fold.h"

/* A hit that was looked at. */
struct member {
	size_t group;
	size_t id, id_len; /* in the text of the groups */
};

/* What is known of the hits so far. */
struct folding {
	struct groups *groups;
	struct member *members;
	size_t count, cap;
	struct coop_near_duplicates *nearly;
	struct coop_strmap *keys;
	size_t *first; /* by number of a key: the group of the first hit with it */
	size_t first_cap;
	struct coop_buf key, scratch;
};

/* ---- titles and years ---- */

static bool is_article(const char *word, size_t len)
{
	static const char articles[] = " le la les l un une des the a an ";
	const char *at = articles;
	while ((at = strchr(at, ' ')) && at[1]) {
		size_t n = strcspn(++at, " ");
		if (coop_bytes_equal(at, n, word, len))
			return true;
	}
	return false;
}

/* Appends the folded words of a title but for its articles; all of them when it has no others. */
static void add_title(
	const struct coop_value *title, struct coop_buf *out, struct coop_buf *scratch)
{
	size_t before = out->len;
	coop_buf_reset(scratch);
	coop_fold_label(title->text, title->len, scratch);
	for (size_t i = 0; i < scratch->len;) {
		size_t n = strcspn(scratch->s + i, " ");
		if (!is_article(scratch->s + i, n)) {
			coop_buf_add(out, scratch->s + i, n);
			coop_buf_byte(out, ' ');
		}
		i += n + 1;
	}
	if (out->len == before)
		coop_buf_add(out, coop_buf_cstr(scratch), scratch->len);
}

enum coop_status groups_key(const struct coop_record *record, struct coop_buf *out,
	struct coop_buf *scratch, struct coop_error *err)
{
	struct coop_value title, year, director;
	size_t before = out->len;
	coop_record_get(record, COOP_F_YEAR, &year);
	unsigned first = coop_years_first(year.text, year.len);
	bool directed = coop_record_get(record, COOP_F_DIRECTOR, &director);
	if (!coop_record_get(record, COOP_F_TITLE, &title) || (first == 0 && !directed))
		return COOP_OK;
	add_title(&title, out, scratch);
	if (out->len == before) /* a title of signs */
		return coop_buf_check(scratch->failed ? scratch : out, err);
	coop_buf_byte(out, '\n');
	if (first > 0) {
		coop_buf_printf(out, "%u", first);
	} else {
		coop_buf_byte(out, '\n');
		coop_fold_label(director.text, director.len, out);
	}
	return coop_buf_check(scratch->failed ? scratch : out, err);
}

/* ---- groups ---- */

#define NO_GROUP SIZE_MAX

/* Finds the group of the first hit with the key of a record; adds the key for `next`, else. */
static enum coop_status by_key(struct folding *f, const struct coop_record *record,
	size_t next, size_t *group, struct coop_error *err)
{
	uint32_t id;
	bool added;
	coop_buf_reset(&f->key);
	enum coop_status st = groups_key(record, &f->key, &f->scratch, err);
	if (st || f->key.len == 0)
		return st;
	st = coop_strmap_intern(f->keys, f->key.s, f->key.len, &id, &added, err);
	if (st)
		return st;
	if (!coop_array_grow(&f->first, &f->first_cap, (size_t)id + 1, sizeof *f->first))
		return coop_fail_nomem(err);
	if (added)
		f->first[id] = next;
	else
		*group = f->first[id];
	return COOP_OK;
}

/* Finds the group of a hit, which is a new one where it is like no other. */
static enum coop_status find_group(struct folding *f, const struct coop_record *record,
	size_t *group, struct coop_error *err)
{
	size_t like, nearly = NO_GROUP;
	bool same;
	*group = NO_GROUP;
	enum coop_status st =
		coop_near_duplicates_add(f->nearly, record, &like, &same, err);
	if (st)
		return st;
	if (like != COOP_NEAR_DUPLICATES_NONE)
		nearly = f->members[like].group;
	st = by_key(
		f, record, nearly == NO_GROUP ? f->groups->count : nearly, group, err);
	if (*group == NO_GROUP)
		*group = nearly == NO_GROUP ? f->groups->count : nearly;
	return st;
}

static enum coop_status add_hit(
	struct folding *f, const struct coop_record *record, struct coop_error *err)
{
	struct groups *g = f->groups;
	struct coop_value id;
	size_t group;
	enum coop_status st = find_group(f, record, &group, err);
	if (st)
		return st;
	if (!coop_array_grow(&f->members, &f->cap, f->count + 1, sizeof *f->members) ||
		!coop_array_grow(&g->at, &g->cap, group + 1, sizeof *g->at))
		return coop_fail_nomem(err);
	coop_record_get(record, COOP_F_ID, &id);
	f->members[f->count] = (struct member){group, g->text.len, id.len};
	if (group == g->count)
		g->at[g->count++] = (struct group){.hit = f->count};
	else
		g->at[group].others++;
	f->count++;
	coop_buf_add(&g->text, id.text, id.len);
	return coop_buf_check(&g->text, err);
}

/* Puts the ids of the others in the order of their groups. */
static enum coop_status sort_ids(struct folding *f, struct coop_error *err)
{
	struct groups *g = f->groups;
	size_t next = 0;
	if (!coop_array_grow(&g->ids, &g->ids_cap, f->count, sizeof *g->ids))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < g->count; i++) {
		g->at[i].first = next;
		next += g->at[i].others;
		g->at[i].others = 0;
	}
	for (size_t i = 0; i < f->count; i++) {
		const struct member *m = &f->members[i];
		struct group *group = &g->at[m->group];
		if (group->hit != i)
			g->ids[group->first + group->others++] = (struct coop_bytes){
				coop_buf_cstr(&g->text) + m->id, m->id_len};
	}
	return COOP_OK;
}

enum coop_status groups_find(struct groups *out, struct search *s,
	struct coop_record *record, struct coop_error *err)
{
	struct folding f = {.groups = out};
	out->count = 0;
	coop_buf_reset(&out->text);
	enum coop_status st = coop_near_duplicates_new(NULL, &f.nearly, err);
	if (!st)
		st = coop_strmap_new(&f.keys, err);
	for (size_t i = 0; !st && i < search_count(s); i++) {
		st = search_record(s, i, record, err);
		if (!st)
			st = add_hit(&f, record, err);
	}
	if (!st)
		st = sort_ids(&f, err);
	coop_near_duplicates_free(f.nearly);
	coop_strmap_free(f.keys);
	free(f.members);
	free(f.first);
	coop_buf_release(&f.key);
	coop_buf_release(&f.scratch);
	return st;
}

void groups_release(struct groups *g)
{
	free(g->at);
	free(g->ids);
	coop_buf_release(&g->text);
	*g = (struct groups){0};
}
