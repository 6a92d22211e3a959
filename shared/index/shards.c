#include "shared/index/shards.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/buf.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"
#include "shared/index/collection.h"

enum { WORDS_MAX = 3 + COOP_SHARD_PLACES, PORT_MAX = 65535 };

/* A word of a line. */
struct word {
	const char *s;
	size_t column; /* from 1 */
};

/* Where the reading of a file is. */
struct reading {
	struct coop_shards *shards;
	const char *folder; /* of the file, with its '/'; "" for the current one */
	size_t line;
	struct word words[WORDS_MAX + 1]; /* the last is one too many */
	size_t count;
};

bool coop_shards_is_file(const char *path)
{
	size_t n = strlen(path), suffix = sizeof COOP_SHARDS_SUFFIX - 1;
	struct stat is;
	return n > suffix && strcmp(path + n - suffix, COOP_SHARDS_SUFFIX) == 0 &&
	       path[n - suffix - 1] != '/' &&
	       !(stat(path, &is) == 0 && S_ISDIR(is.st_mode));
}

void coop_shards_release(struct coop_shards *s)
{
	for (size_t i = 0; i < s->ntexts; i++)
		free(s->texts[i]);
	free(s->texts);
	free(s->at);
	*s = (struct coop_shards){.file = NULL};
}

bool coop_shards_are_remote(const struct coop_shards *s)
{
	bool remote = false;
	for (size_t i = 0; i < s->count; i++)
		remote |= s->at[i].kind != COOP_SHARD_PATH;
	return remote;
}

/* Fails at a word of the line. */
static enum coop_status refuse(const struct reading *r, size_t word, const char *what,
	const char *hint, struct coop_error *err)
{
	size_t column = word < r->count ? r->words[word].column : 1;
	enum coop_status st = coop_fail(err, COOP_E_INPUT, "%s:%zu:%zu: %s",
		r->shards->file, r->line, column, what);
	coop_hint(err, "%s", hint);
	return st;
}

/* Keeps a text, which is of three, until the end; NULL when memory runs out. */
static const char *keep(
	struct coop_shards *s, const char *a, const char *b, const char *c)
{
	struct coop_buf text = {0};
	coop_buf_str(&text, a);
	coop_buf_str(&text, b);
	coop_buf_str(&text, c);
	coop_buf_byte(&text, '\0');
	char **texts = realloc(s->texts, (s->ntexts + 1) * sizeof *texts);
	if (texts)
		s->texts = texts;
	if (!texts || coop_buf_check(&text, NULL)) {
		coop_buf_release(&text);
		return NULL;
	}
	s->texts[s->ntexts] = text.s;
	return s->texts[s->ntexts++];
}

static const char *keep_or_null(struct coop_shards *s, const char *text, bool *failed)
{
	const char *kept = text ? keep(s, text, "", "") : NULL;
	*failed |= text && !kept;
	return kept;
}

enum coop_status coop_shards_copy(
	const struct coop_shards *from, struct coop_shards *out, struct coop_error *err)
{
	bool failed = false;
	*out = (struct coop_shards){.at = calloc(COOP_COLLECTION_MAX, sizeof *out->at)};
	if (!out->at)
		return coop_fail_nomem(err);
	out->file = keep_or_null(out, from->file, &failed);
	for (size_t i = 0; i < from->count; i++) {
		struct coop_shard *s = &out->at[i];
		*s = from->at[i];
		s->name = keep_or_null(out, s->name, &failed);
		for (size_t p = 0; p < s->nplaces; p++) {
			s->places[p].host = keep_or_null(out, s->places[p].host, &failed);
			s->places[p].dir = keep_or_null(out, s->places[p].dir, &failed);
		}
	}
	out->count = from->count;
	return failed ? coop_fail_nomem(err) : COOP_OK;
}

/* ---- the words of a line ---- */

/* Moves a word to the front of what is left of its line, without its quotes; false: a quote is open. */
static bool read_word(char **at, char *end, char **word)
{
	char *from = *at, *to = *at;
	bool quoted = false;
	*word = from;
	for (; from < end && (quoted || (*from != ' ' && *from != '\t')); from++)
		if (*from == '"')
			quoted = !quoted;
		else
			*to++ = *from;
	*at = from < end ? from + 1 : from;
	*to = '\0';
	return !quoted;
}

/* Reads the words of a line, whose end is writable. */
static enum coop_status read_words(
	struct reading *r, char *line, char *end, struct coop_error *err)
{
	char *at = line;
	r->count = 0;
	for (;;) {
		while (at < end && (*at == ' ' || *at == '\t'))
			at++;
		if (at == end || *at == '#')
			return COOP_OK;
		char *word;
		r->words[r->count].column = (size_t)(at - line) + 1;
		bool closed = read_word(&at, end, &word);
		r->words[r->count++].s = word;
		if (r->count > WORDS_MAX)
			return refuse(r, WORDS_MAX, TR("too many words", "trop de mots"),
				TR("a shard a line", "un fragment par ligne"), err);
		if (!closed)
			return refuse(r, r->count - 1,
				TR("the quote is not closed",
					"le guillemet n'est pas fermé"),
				TR("put a second \" behind the word",
					"mettez un second \" après le mot"),
				err);
	}
}

/* ---- a place ---- */

static enum coop_status refuse_host(
	const struct reading *r, size_t word, struct coop_error *err)
{
	return refuse(r, word, TR("this is no host", "ce n'est pas une machine"),
		TR("write ssh HOST DIR, or tcp HOST:PORT",
			"écrivez ssh MACHINE DOSSIER, ou tcp MACHINE:PORT"),
		err);
}

/* Reads HOST:PORT or [HOST]:PORT. */
static enum coop_status read_port(const struct reading *r, size_t word, const char *s,
	struct coop_remote_place *out, struct coop_error *err)
{
	const char *colon = strrchr(s, ':');
	char *end = NULL;
	unsigned long port = colon && colon[1] >= '0' && colon[1] <= '9'
				     ? strtoul(colon + 1, &end, 10)
				     : 0;
	if (!end || *end || port == 0 || port > PORT_MAX || colon == s)
		return refuse_host(r, word, err);
	char *host = strndup(s, (size_t)(colon - s));
	if (!host)
		return coop_fail_nomem(err);
	size_t n = strlen(host);
	bool bracketed = n > 2 && host[0] == '[' && host[n - 1] == ']';
	if (bracketed)
		host[n - 1] = '\0';
	const char *name = host + bracketed;
	bool good = coop_remote_is_host(name) && (bracketed || !strchr(name, ':')) &&
		    !strchr(name, '@');
	*out = (struct coop_remote_place){
		.host = good ? keep(r->shards, name, "", "") : NULL,
		.port = (unsigned)port};
	free(host);
	if (!good)
		return refuse_host(r, word, err);
	return out->host ? COOP_OK : coop_fail_nomem(err);
}

static enum coop_status read_ssh(const struct reading *r, size_t word, const char *host,
	const char *dir, struct coop_remote_place *out, struct coop_error *err)
{
	if (!coop_remote_is_host(host))
		return refuse_host(r, word, err);
	if (!coop_remote_is_folder(dir))
		return refuse(r, 2,
			TR("ssh cannot be given this folder",
				"on ne peut donner ce dossier à ssh"),
			TR("letters, digits and _ . / + , @ % : = - have no meaning in a shell; no - first",
				"lettres, chiffres et _ . / + , @ % : = - n'ont pas de sens dans un shell ; pas de - au début"),
			err);
	*out = (struct coop_remote_place){.host = keep(r->shards, host, "", ""),
		.dir = keep(r->shards, dir, "", "")};
	return out->host && out->dir ? COOP_OK : coop_fail_nomem(err);
}

/* Reads a place of a shard, which a word names: the first one, or a replica. */
static enum coop_status read_place(const struct reading *r, struct coop_shard *shard,
	size_t word, const char *s, struct coop_error *err)
{
	struct coop_remote_place *out = &shard->places[shard->nplaces];
	enum coop_status st = COOP_OK;
	if (shard->nplaces == COOP_SHARD_PLACES || !*s)
		return refuse(r, word,
			*s ? TR("a shard has too many replicas",
				     "un fragment a trop de copies")
			   : TR("there is no place here", "il n'y a pas de lieu ici"),
			TR("a shard is in up to eight places",
				"un fragment est en huit lieux au plus"),
			err);
	if (shard->kind == COOP_SHARD_TCP) {
		st = read_port(r, word, s, out, err);
	} else if (shard->kind == COOP_SHARD_SSH) {
		st = read_ssh(r, word, s, r->words[2].s, out, err);
	} else {
		const char *dir = keep(r->shards, *s == '/' ? "" : r->folder, s, "");
		*out = (struct coop_remote_place){.dir = dir};
		st = dir ? COOP_OK : coop_fail_nomem(err);
	}
	shard->nplaces += !st;
	return st;
}

/* ---- a line ---- */

static enum coop_status read_timeout(const struct reading *r, struct coop_shard *shard,
	size_t word, const char *s, struct coop_error *err)
{
	enum { LEAST = 100, MOST = 3600 * 1000 };
	char *end = NULL;
	unsigned long whole = *s >= '0' && *s <= '9' ? strtoul(s, &end, 10) : 0, part = 0;
	unsigned scale = 1000;
	if (*s == '.' || (end && *end == '.'))
		for (end = (char *)(*s == '.' ? s : end) + 1;
			*end >= '0' && *end <= '9' && scale > 1; end++)
			part += (unsigned long)(*end - '0') * (scale /= 10);
	unsigned long ms = whole > MOST ? MOST + 1 : whole * 1000 + part;
	if (!end || *end || ms < LEAST || ms > MOST)
		return refuse(r, word,
			TR("this is no time limit", "ce n'est pas une limite de temps"),
			TR("timeout= takes seconds, .1 to 3600",
				"timeout= prend des secondes, de .1 à 3600"),
			err);
	shard->timeout = (unsigned)ms;
	return COOP_OK;
}

/* Reads what stands behind the place. */
static enum coop_status read_setting(const struct reading *r, struct coop_shard *shard,
	size_t word, struct coop_error *err)
{
	const char *s = r->words[word].s;
	if (strncmp(s, "timeout=", 8) == 0)
		return read_timeout(r, shard, word, s + 8, err);
	if (strncmp(s, "replica=", 8) == 0)
		return read_place(r, shard, word, s + 8, err);
	return refuse(r, word,
		TR("neither timeout= nor replica=", "ni timeout= ni replica="),
		TR("put words that hold blanks in double quotes",
			"mettez entre guillemets doubles les mots qui contiennent des blancs"),
		err);
}

static enum coop_status read_shard(const struct reading *r, struct coop_error *err)
{
	static const char *const kinds[] = {"path", "ssh", "tcp"};
	struct coop_shards *s = r->shards;
	struct coop_shard *shard = &s->at[s->count];
	*shard = (struct coop_shard){.kind = COOP_SHARD_TCP + 1,
		.line = r->line,
		.timeout = COOP_SHARD_TIMEOUT};
	for (unsigned k = COOP_SHARD_PATH; k <= COOP_SHARD_TCP; k++)
		if (strcmp(r->words[0].s, kinds[k]) == 0)
			shard->kind = (enum coop_shard_kind)k;
	size_t words = shard->kind == COOP_SHARD_SSH ? 3 : 2;
	if (shard->kind > COOP_SHARD_TCP || r->count < words)
		return refuse(r, shard->kind > COOP_SHARD_TCP ? 0 : r->count - 1,
			TR("a line is a shard: path DIR, ssh HOST DIR or tcp HOST:PORT",
				"une ligne est un fragment : path DOSSIER, ssh MACHINE DOSSIER ou tcp MACHINE:PORT"),
			TR("see coop-index(5)", "voir coop-index(5)"), err);
	shard->column = r->words[1].column;
	enum coop_status st = read_place(r, shard, 1, r->words[1].s, err);
	for (size_t i = words; !st && i < r->count; i++)
		st = read_setting(r, shard, i, err);
	if (st)
		return st;
	const char *head = keep(s, r->words[0].s, " ", r->words[1].s);
	shard->name = head && words == 3 ? keep(s, head, " ", r->words[2].s) : head;
	s->count++;
	return shard->name ? COOP_OK : coop_fail_nomem(err);
}

static enum coop_status read_line(
	struct reading *r, char *line, char *end, struct coop_error *err)
{
	if (end > line && end[-1] == '\r')
		*--end = '\0';
	enum coop_status st = read_words(r, line, end, err);
	if (st || r->count == 0)
		return st;
	if (r->shards->count == COOP_COLLECTION_MAX)
		return refuse(r, 0, TR("too many shards", "trop de fragments"),
			TR("at most 64 are asked together",
				"on en interroge au plus 64 ensemble"),
			err);
	return read_shard(r, err);
}

/* ---- the file ---- */

static enum coop_status load(
	const char *file, struct coop_buf *text, struct coop_error *err)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat is;
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return coop_fail(err, COOP_E_NOINDEX,
			TR("there is no file '%s'", "il n'y a pas de fichier « %s »"),
			file);
	if (fd < 0 || fstat(fd, &is) != 0 || !S_ISREG(is.st_mode) ||
		!coop_fd_read_all(fd, COOP_SHARDS_FILE_MAX, text)) {
		enum coop_status st = coop_cannot_read(file, NULL, err);
		if (fd >= 0)
			close(fd);
		return st;
	}
	close(fd);
	if (text->len > COOP_SHARDS_FILE_MAX ||
		coop_utf8_valid(text->s, text->len) != text->len ||
		memchr(coop_buf_cstr(text), '\0', text->len))
		return coop_fail(err, COOP_E_INPUT,
			TR("%s is no list of shards: it is too long, or no text in UTF-8",
				"%s n'est pas une liste de fragments : trop long, ou pas un texte en UTF-8"),
			file);
	return COOP_OK;
}

static enum coop_status read_lines(
	struct reading *r, struct coop_buf *text, struct coop_error *err)
{
	char *at = text->s, *end = text->s + text->len;
	enum coop_status st = COOP_OK;
	if (text->len >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
		at += 3;
	for (; !st && at < end; r->line++) {
		char *stop = memchr(at, '\n', (size_t)(end - at));
		stop = stop ? stop : end;
		*stop = '\0'; /* a buffer has room for one behind its end */
		st = read_line(r, at, stop, err);
		at = stop + 1;
	}
	if (!st && r->shards->count == 0)
		st = coop_fail(err, COOP_E_INPUT,
			TR("%s names no shard", "%s ne nomme aucun fragment"),
			r->shards->file);
	return st;
}

enum coop_status coop_shards_read(
	const char *file, struct coop_shards *out, struct coop_error *err)
{
	struct coop_buf text = {0};
	const char *slash = strrchr(file, '/');
	*out = (struct coop_shards){.at = calloc(COOP_COLLECTION_MAX, sizeof *out->at)};
	if (!out->at)
		return coop_fail_nomem(err);
	char *folder = strndup(file, slash ? (size_t)(slash - file) + 1 : 0);
	out->file = folder ? keep(out, file, "", "") : NULL;
	struct reading r = {.shards = out, .folder = folder, .line = 1};
	enum coop_status st = out->file ? load(file, &text, err) : coop_fail_nomem(err);
	if (!st && text.len == 0)
		coop_buf_byte(&text, '\n');
	if (!st)
		st = coop_buf_check(&text, err);
	if (!st)
		st = read_lines(&r, &text, err);
	free(folder);
	coop_buf_release(&text);
	return st;
}
