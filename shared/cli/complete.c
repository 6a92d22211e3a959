#include "shared/cli/complete.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"
#include "shared/core/xdg.h"
#include "shared/text/fold.h"

static const char words_only[] = "words";

/* ---- candidates ---- */

/* Whether a text can be printed as it is: UTF-8 without what could drive a terminal. */
static bool is_safe(const char *s)
{
	for (size_t n = strlen(s), len; n > 0; s += len, n -= len) {
		uint32_t cp = 0;
		len = coop_utf8_decode(s, n, &cp);
		if (len == 0 || coop_is_unsafe(cp))
			return false;
	}
	return true;
}

void coop_completion_add(struct coop_completion *c, const char *text, const char *about)
{
	if (!about || !is_safe(about))
		about = "";
	if (!*text || !is_safe(text))
		return;
	coop_buf_add(&c->items, text, strlen(text) + 1);
	coop_buf_add(&c->items, about, strlen(about) + 1);
	c->count++;
}

/* ---- what is typed ---- */

/* The last word of a line, and what the words before say of it. */
struct typing {
	const struct coop_completer *completer;
	const char *word;
	size_t argument; /* where in the word the argument of `option` begins, as in "--sort=" */
	const struct coop_opt *option; /* whose argument is typed */
	bool literal;                  /* behind "--" */
	const struct coop_opt *given[128];
	size_t ngiven;
	size_t complete; /* words that are, with the name of the program */
};

static const struct coop_opt *find_long(
	const struct coop_opt *o, const char *name, size_t len)
{
	while (o->name && !coop_bytes_equal(o->name, strlen(o->name), name, len))
		o++;
	return o->name ? o : NULL;
}

static const struct coop_opt *find_letter(const struct coop_opt *o, char letter)
{
	while (o->name && o->letter != letter)
		o++;
	return o->name ? o : NULL;
}

static void note_given(struct typing *t, const struct coop_opt *o)
{
	if (t->ngiven < sizeof t->given / sizeof *t->given)
		t->given[t->ngiven++] = o;
}

/*
 * Notes the options of a word; returns that whose argument the word lacks, or, with `*argument`, has.
 * "-" and words that are no options have none.
 */
static const struct coop_opt *read_options(
	struct typing *t, const char *word, bool last, size_t *argument)
{
	const struct coop_opt *table = t->completer->table, *o;
	*argument = 0;
	if (word[0] != '-' || !word[1])
		return NULL;
	if (word[1] == '-') {
		size_t len = strcspn(word, "=");
		o = find_long(table, word + 2, len - 2);
		if (!o || (last && !word[len]))
			return NULL;
		note_given(t, o);
		*argument = word[len] ? len + 1 : 0;
		return word[len] || coop_opts_takes_argument(o) ? o : NULL;
	}
	for (size_t i = 1; word[i]; i++) {
		o = find_letter(table, word[i]);
		if (!o || (last && !word[i + 1]))
			return NULL;
		note_given(t, o);
		*argument = word[i + 1] ? i + 1 : 0;
		if (coop_opts_takes_argument(o))
			return o;
	}
	*argument = 0;
	return NULL;
}

static void read_line(struct typing *t, const struct coop_shell_line *l)
{
	size_t last = l->count - 1, argument = 0;
	t->word = l->words[last];
	t->complete = last;
	for (size_t i = 1; i < last; i++) {
		if (t->literal)
			continue;
		if (strcmp(l->words[i], "--") == 0) {
			t->literal = true;
			continue;
		}
		const struct coop_opt *o = read_options(t, l->words[i], false, &argument);
		if (!o || argument > 0)
			continue;
		if (i + 1 == last) {
			t->option = o;
			t->complete = i;
		}
		i++;
	}
	if (!t->literal && !t->option)
		t->option = read_options(t, t->word, true, &t->argument);
}

/* Whether an option may stand beside those before: not twice, nor with one that sets the same. */
static bool is_offered(const struct typing *t, const struct coop_opt *o)
{
	for (size_t i = 0; i < t->ngiven; i++)
		if (t->given[i]->target == o->target && o->kind != COOP_OPT_LIST)
			return false;
	return true;
}

static void add_options(const struct typing *t, struct coop_completion *out)
{
	char text[80];
	size_t len = strlen(t->word);
	for (const struct coop_opt *o = t->completer->table; o->name; o++) {
		const char *about = TR(o->help_en, o->help_fr);
		if (!is_offered(t, o))
			continue;
		/* a letter that is typed stands for itself; all of them would be many */
		snprintf(text, sizeof text, "-%c", o->letter);
		if (o->letter && strcmp(text, t->word) == 0)
			coop_completion_add(out, text, about);
		snprintf(text, sizeof text, "--%s%s", o->name,
			coop_opts_takes_argument(o) ? "=" : "");
		if (strncmp(text, t->word, len) == 0)
			coop_completion_add(out, text, about);
	}
}

/* ---- arguments ---- */

static void add_choices(
	const char *choices, const char *typed, struct coop_completion *out)
{
	char text[80];
	struct coop_bytes word;
	while (coop_next_choice(&choices, &word)) {
		snprintf(text, sizeof text, "%.*s", (int)word.len, word.s);
		if (coop_bytes_begins_with(word.s, word.len, typed))
			coop_completion_add(out, text, NULL);
	}
}

/* The indexes that have a name. */
static void add_indexes(const char *typed, struct coop_completion *out)
{
	struct coop_buf folder = {0};
	struct dirent *entry;
	size_t len = strlen(typed);
	DIR *dir = coop_xdg_folder("XDG_DATA_HOME", ".local/share", &folder) &&
				   !folder.failed
			   ? opendir(folder.s)
			   : NULL;
	while (dir && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.' && strncmp(entry->d_name, typed, len) == 0)
			coop_completion_add(out, entry->d_name,
				TR("an index with a name", "un index qui a un nom"));
	if (dir)
		closedir(dir);
	coop_buf_release(&folder);
}

/* What the table says of an argument; files where a word is no option of a program that has nothing to say of it. */
static void add_known(
	const struct coop_opt *o, const char *typed, struct coop_completion *out)
{
	const char *metavar = o && o->metavar ? o->metavar : "";
	const char *suffix = strncmp(metavar, "FILE.", 5) == 0 ? metavar + 4 : NULL;
	bool choices = o && (o->kind == COOP_OPT_CHOICE || o->kind == COOP_OPT_OPTIONAL);
	out->paths = words_only;
	if (choices) {
		add_choices(metavar, typed, out);
	} else if (strcmp(metavar, "NAME|DIR") == 0) {
		/* a folder has a '/' in its name */
		if (!strchr(typed, '/'))
			add_indexes(typed, out);
		if (out->count == 0)
			out->paths = "folders";
	} else if (strcmp(metavar, "DIR") == 0) {
		out->paths = "folders";
	} else if (suffix) {
		out->paths = suffix;
	} else if (!o || coop_is_one_of(metavar, strlen(metavar),
				 COOP_LIST("FILE", "PATH", "GLOB", "FILE|@NAME"))) {
		out->paths = "files";
	}
}

static enum coop_status add_argument(
	const struct typing *t, struct coop_completion *out, struct coop_error *err)
{
	const struct coop_completer *c = t->completer;
	const char *typed = t->word + t->argument;
	enum coop_status st =
		c->values ? c->values(c->data, t->option, typed, out, err) : COOP_OK;
	if (!st && out->count == 0 && !out->paths)
		add_known(t->option, typed, out);
	return st;
}

/* ---- printing ---- */

/* How a candidate is printed. */
struct printing {
	enum coop_shell shell;
	struct coop_buf
		before; /* of the last word, what bash does not replace; else the part before an argument */
	char quote;       /* of bash */
	const char *part; /* what the shell replaces */
	bool operands;    /* what begins with '-' would be taken for an option */
};

/*
 * Appends a candidate that begins with what is typed, with its case and accents, as fish offers none that does not. Quotes
 * that nobody has typed may come between.
 */
static void splice(const char *typed, const char *s, struct coop_buf *out)
{
	size_t n = strlen(typed), left = strlen(s);
	while (n > 0 && left > 0) {
		struct coop_folded a, b;
		coop_fold_char(typed, n, &a);
		coop_fold_char(s, left, &b);
		bool same = coop_bytes_equal(a.s, a.len, b.s, b.len) && a.len > 0;
		if (!same && *typed != *s && *s != '"')
			break;
		/* other signs are equal as they are */
		bool both = same || *typed == *s;
		coop_buf_add(out, both ? typed : s, both ? a.used : b.used);
		typed += both ? a.used : 0;
		n -= both ? a.used : 0;
		s += b.used;
		left -= b.used;
	}
	coop_buf_add(out, s, left);
}

/* Makes what is printed of a candidate, behind `prefix` of the word; false for one that bash cannot put there. */
static bool make_text(const struct printing *p, const char *prefix, size_t len,
	const char *text, struct coop_buf *whole, struct coop_buf *out)
{
	coop_buf_reset(whole);
	coop_buf_reset(out);
	if (p->operands && *text == '-')
		return false;
	coop_buf_add(whole, prefix, len);
	coop_buf_str(whole, text);
	const char *s = coop_buf_cstr(whole);
	if (p->shell == COOP_SHELL_FISH) {
		splice(p->part, s, out);
	} else if (p->shell != COOP_SHELL_BASH) {
		coop_buf_str(out, s);
	} else {
		if (!coop_bytes_begins_with(s, whole->len, coop_buf_cstr(&p->before)))
			return false;
		coop_shell_quote(p->quote, s + p->before.len, out);
	}
	return !whole->failed && !out->failed;
}

/* The characters of a text, but for those that only quote. */
static size_t count_letters(const char *s, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80 && !strchr("\\\"'", s[i]);
	return count;
}

/* Prints the candidates; returns how many letters all begin with. */
static size_t print_items(const struct printing *p, const struct typing *t,
	const struct coop_completion *c, size_t *printed, FILE *out)
{
	struct coop_buf whole = {0}, text = {0}, first = {0};
	size_t common = 0;
	const char *s = coop_buf_cstr(&c->items);
	for (size_t i = 0; i < c->count; i++) {
		const char *about = s + strlen(s) + 1;
		if (make_text(p, t->word, t->argument, s, &whole, &text)) {
			fprintf(out, "%s\t%s\n", coop_buf_cstr(&text), about);
			if ((*printed)++ == 0) {
				coop_buf_add(&first, coop_buf_cstr(&text), text.len);
				common = first.len;
			}
			common = coop_bytes_common(coop_buf_cstr(&first), common,
				coop_buf_cstr(&text), text.len);
		}
		s = about + strlen(about) + 1;
	}
	coop_buf_release(&whole);
	coop_buf_release(&text);
	common = count_letters(coop_buf_cstr(&first), common);
	coop_buf_release(&first);
	return common;
}

static void print(const struct printing *p, const struct typing *t,
	const struct coop_completion *c, FILE *out)
{
	size_t printed = 0;
	const char *before = is_safe(t->word) ? t->word : "";
	fprintf(out, "%s\t%.*s\n", c->paths ? c->paths : words_only,
		*before ? (int)t->argument : 0, before);
	size_t common = print_items(p, t, c, &printed, out);
	/* shells replace what is typed by what all begin with, also where accents or quotes make that less */
	if (p->shell != COOP_SHELL_FISH && printed > 1 &&
		common < count_letters(p->part, strlen(p->part)))
		fputs("\t\n", out);
}

/* ---- all of it ---- */

static enum coop_status complete(const struct coop_completer *c, struct typing *t,
	const struct coop_shell_line *l, struct coop_completion *out,
	struct coop_error *err)
{
	t->completer = c;
	read_line(t, l);
	/* parsing moves the words */
	char **argv = calloc(t->complete + 1, sizeof *argv);
	if (!argv)
		return coop_fail_nomem(err);
	memcpy(argv, l->words, t->complete * sizeof *argv);
	if (c->begin && t->complete > 0)
		c->begin(c->data, (int)t->complete, argv);
	enum coop_status st = COOP_OK;
	if (!t->option && !t->literal && t->word[0] == '-')
		add_options(t, out);
	else
		st = add_argument(t, out, err);
	free(argv);
	return st ? st : coop_buf_check(&out->items, err);
}

void coop_complete_line(const struct coop_completer *c, enum coop_shell shell,
	const char *line, const char *breaks, FILE *out)
{
	struct coop_shell_line l = {.count = 0};
	struct coop_completion found = {.count = 0};
	struct typing t = {.word = ""};
	struct printing p = {.shell = shell, .part = ""};
	enum coop_status st = coop_shell_line_split(shell, line, &l, NULL);
	if (!st)
		st = complete(c, &t, &l, &found, NULL);
	if (st)
		found.count = 0;
	p.part = t.word;
	if (!st && shell == COOP_SHELL_BASH) {
		size_t part = coop_shell_line_part(&l, line, breaks ? breaks : "");
		coop_shell_unquote(shell, line + l.begin, part - l.begin, &p.before);
		p.part = line + part;
		p.quote = l.quote > 0 ? line[l.quote - 1] : '\0';
	}
	p.operands = !t.option && !t.literal && t.word[0] != '-';
	print(&p, &t, &found, out);
	coop_buf_release(&p.before);
	coop_buf_release(&found.items);
	coop_shell_line_release(&l);
}
