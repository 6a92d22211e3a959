#include "query/plan/thesaurus.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

/* A file that is mapped; nothing of it where it is not there, or empty. */
struct mapped {
	void *at;
	size_t len;
};

struct thesaurus {
	struct mapped dat, idx;
};

static struct coop_bytes bytes_of(struct mapped m)
{
	return (struct coop_bytes){m.at, m.len};
}

/* Maps a file, unless there is none, or nothing in it. */
static enum coop_status map_file(
	const char *path, struct mapped *out, struct coop_error *err)
{
	struct stat st;
	/* a named pipe must not be waited for */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT)
		return COOP_OK;
	bool bad = fd < 0 || fstat(fd, &st) != 0;
	if (!bad && S_ISREG(st.st_mode) && st.st_size > 0) {
		void *at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		bad = at == MAP_FAILED;
		if (!bad)
			*out = (struct mapped){at, (size_t)st.st_size};
	}
	enum coop_status status = bad ? coop_cannot_read(path, NULL, err) : COOP_OK;
	if (fd >= 0)
		close(fd);
	return status;
}

void thesaurus_close(struct thesaurus *t)
{
	if (!t)
		return;
	if (t->dat.len > 0)
		munmap(t->dat.at, t->dat.len);
	if (t->idx.len > 0)
		munmap(t->idx.at, t->idx.len);
	free(t);
}

/* Maps both files of a thesaurus. */
static enum coop_status map_files(
	struct thesaurus *t, const char *path, struct coop_error *err)
{
	struct coop_buf idx = {0};
	size_t len = strlen(path) - strlen(".dat");
	coop_buf_add(&idx, path, len);
	coop_buf_str(&idx, ".idx");
	enum coop_status st = coop_buf_check(&idx, err);
	if (!st)
		st = map_file(path, &t->dat, err);
	if (!st)
		st = map_file(idx.s, &t->idx, err);
	coop_buf_release(&idx);
	return st;
}

static bool is_there(const struct thesaurus *t)
{
	return t->dat.len > 0 && t->idx.len > 0;
}

enum coop_status thesaurus_open(
	const char *path, struct thesaurus **out, struct coop_error *err)
{
	const char *file = path ? path : THESAURUS_DEFAULT;
	*out = NULL;
	if (!coop_bytes_ends_with(file, strlen(file), ".dat"))
		return coop_fail(err, COOP_E_ARG,
			TR("'%s' is no thesaurus: its name ends with .dat, and beside it is the same with .idx",
				"« %s » n'est pas un thésaurus : son nom finit par .dat, et à côté il y a le même en .idx"),
			file);
	struct thesaurus *t = calloc(1, sizeof *t);
	if (!t)
		return coop_fail_nomem(err);
	enum coop_status st = map_files(t, file, err);
	if (!st && path && !is_there(t))
		st = coop_fail(err, COOP_E_IO,
			TR("'%s' and its .idx are not both there, or empty",
				"« %s » et son .idx ne sont pas là tous les deux, ou sont vides"),
			path);
	if (st || !is_there(t))
		thesaurus_close(t);
	else
		*out = t;
	return st;
}

/* The next line from `*at` on, without its end; false at the end. */
static bool next_line(struct coop_bytes in, size_t *at, struct coop_bytes *line)
{
	if (*at >= in.len)
		return false;
	const char *from = in.s + *at, *end = memchr(from, '\n', in.len - *at);
	size_t len = end ? (size_t)(end - from) : in.len - *at;
	*at += len + (end != NULL);
	*line = (struct coop_bytes){from, len};
	return true;
}

/* What of a line comes before the first bar; `*rest` is what follows. */
static struct coop_bytes first_part(struct coop_bytes line, struct coop_bytes *rest)
{
	const char *bar = memchr(line.s, '|', line.len);
	size_t len = bar ? (size_t)(bar - line.s) : line.len;
	*rest = bar ? (struct coop_bytes){bar + 1, line.len - len - 1}
		    : (struct coop_bytes){line.s + line.len, 0};
	return (struct coop_bytes){line.s, len};
}

static size_t number(struct coop_bytes s)
{
	size_t n = 0;
	for (size_t i = 0;
		i < s.len && s.s[i] >= '0' && s.s[i] <= '9' && n < SIZE_MAX / 16; i++)
		n = n * 10 + (size_t)(s.s[i] - '0');
	return n;
}

/* The headwords that were found for a word: those of its form, else the first ones of its stem. */
enum { HEADS_MAX = 4 };
struct heads {
	bool same_form;
	size_t count;
	struct coop_bytes head[HEADS_MAX];
	size_t offset[HEADS_MAX];
};

struct looking {
	const struct thesaurus *t;
	struct coop_analyzer *analyzer;
	const struct thesaurus_word *words;
	size_t count;
	struct heads *heads; /* by word */
	bool begins[26][26]; /* how words begin */
	struct coop_buf folded;
};

/* Keeps a headword that has the stem of a word. */
static void keep(struct looking *l, size_t word, struct coop_bytes head, size_t offset)
{
	const struct thesaurus_word *w = &l->words[word];
	struct heads *h = &l->heads[word];
	bool same = coop_bytes_equal(l->folded.s, l->folded.len, w->form, w->form_len);
	if (same && !h->same_form)
		*h = (struct heads){.same_form = true};
	if (same != h->same_form || h->count == HEADS_MAX)
		return;
	h->head[h->count] = head;
	h->offset[h->count++] = offset;
}

static int letter(char c)
{
	c |= 0x20;
	return c >= 'a' && c <= 'z' ? c - 'a' : -1;
}

/* Whether a headword may begin like one of the words; quick, and wrong only in the affirmative. */
static bool may_match(const struct looking *l, struct coop_bytes head)
{
	struct coop_folded first = {.len = 0};
	if (head.len < 2)
		return false;
	if ((unsigned char)*head.s >= 0x80) {
		coop_fold_char(head.s, head.len, &first);
		if (first.len == 0)
			return false;
	} else {
		first.s[0] = *head.s;
		first.used = first.len = 1;
	}
	int a = letter(first.s[0]),
	    b = first.used < head.len ? letter(head.s[first.used]) : -1;
	if (a < 0)
		return false;
	if (first.len == 1 && b >= 0)
		return l->begins[a][b];
	for (b = 0; b < 26; b++)
		if (l->begins[a][b])
			return true;
	return false;
}

/* Whether the folded headword shares the beginning that words of one stem share with one of the words. */
static bool is_near(const struct looking *l)
{
	enum { BEGINNING = 3 };
	for (size_t i = 0; i < l->count; i++) {
		size_t len = l->words[i].form_len < BEGINNING ? l->words[i].form_len
							      : BEGINNING;
		if (coop_bytes_common(l->words[i].form, l->words[i].form_len, l->folded.s,
			    l->folded.len) >= len)
			return true;
	}
	return false;
}

static enum coop_status compare(struct looking *l, struct coop_bytes head,
	struct coop_bytes offset, struct coop_error *err)
{
	const char *stem;
	size_t len;
	coop_buf_reset(&l->folded);
	coop_fold_label(head.s, head.len, &l->folded);
	enum coop_status st = coop_buf_check(&l->folded, err);
	if (st || l->folded.len == 0 || l->folded.len > COOP_WORD_MAX || !is_near(l))
		return st;
	st = coop_analyzer_stem(
		l->analyzer, l->folded.s, l->folded.len, &stem, &len, err);
	if (st || !stem)
		return st;
	for (size_t i = 0; i < l->count; i++)
		if (coop_bytes_equal(stem, len, l->words[i].stem, l->words[i].stem_len))
			keep(l, i, head, number(offset));
	return COOP_OK;
}

/* Finds the headwords of all words. */
static enum coop_status find_heads(struct looking *l, struct coop_error *err)
{
	struct coop_bytes line, offset;
	size_t at = 0;
	enum coop_status st = COOP_OK;
	while (!st && next_line(bytes_of(l->t->idx), &at, &line)) {
		struct coop_bytes head = first_part(line, &offset);
		if (offset.len > 0 && may_match(l, head))
			st = compare(l, head, offset, err);
	}
	return st;
}

/* Gives the members of an entry, if it is that of the headword. */
static enum coop_status take_entry(const struct thesaurus *t, size_t word,
	struct coop_bytes head, size_t offset, thesaurus_take *take, void *user,
	struct coop_error *err)
{
	struct coop_bytes line, rest;
	if (!next_line(bytes_of(t->dat), &offset, &line))
		return COOP_OK;
	struct coop_bytes own = first_part(line, &rest);
	if (!coop_bytes_equal(own.s, own.len, head.s, head.len))
		return COOP_OK;
	enum coop_status st = COOP_OK;
	for (size_t n = number(rest);
		!st && n > 0 && next_line(bytes_of(t->dat), &offset, &line); n--) {
		first_part(line, &rest); /* the part of speech */
		while (!st && rest.len > 0) {
			struct coop_bytes member = first_part(rest, &rest);
			st = take(user, word, member.s, member.len, err);
		}
	}
	return st;
}

enum coop_status thesaurus_find(const struct thesaurus *t, struct coop_analyzer *analyzer,
	const struct thesaurus_word *words, size_t count, thesaurus_take *take,
	void *user, struct coop_error *err)
{
	struct heads heads[THESAURUS_WORDS] = {{.count = 0}};
	struct looking l = {.t = t,
		.analyzer = analyzer,
		.words = words,
		.count = count,
		.heads = heads};
	for (size_t i = 0; i < count; i++) {
		const struct thesaurus_word *w = &words[i];
		int a = letter(w->form[0]), b = w->form_len > 1 ? letter(w->form[1]) : -1;
		if (a >= 0 && b >= 0)
			l.begins[a][b] = true;
	}
	enum coop_status st = find_heads(&l, err);
	coop_buf_release(&l.folded);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; !st && k < heads[i].count; k++)
			st = take_entry(t, i, heads[i].head[k], heads[i].offset[k], take,
				user, err);
	return st;
}
