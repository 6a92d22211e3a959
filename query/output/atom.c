#include "query/output/atom.h"

#include <string.h>

#include "shared/core/diag.h"
#include "shared/core/utf8.h"

/* The entity of a character that XML wants escaped; NULL for others. */
static const char *entity_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

/* U+FFFE and U+FFFF are UTF-8, but no characters of XML 1.0. */
static size_t noncharacter(const char *s, size_t n)
{
	enum { LENGTH = 3 };
	return n >= LENGTH && (memcmp(s, "\xef\xbf\xbe", LENGTH) == 0 ||
				      memcmp(s, "\xef\xbf\xbf", LENGTH) == 0)
		       ? LENGTH
		       : 0;
}

/* Puts a text; coop_put_safe() leaves no control character and nothing that is not UTF-8. */
static void put_text(FILE *out, const char *s, size_t n)
{
	size_t begun = 0;
	for (size_t i = 0; i < n;) {
		const char *entity = entity_of(s[i]);
		size_t none = noncharacter(s + i, n - i);
		if (!entity && none == 0) {
			i++;
			continue;
		}
		coop_put_safe(out, s + begun, i - begun);
		fputs(entity ? entity : "\xef\xbf\xbd", out);
		i += none > 0 ? none : 1;
		begun = i;
	}
	coop_put_safe(out, s + begun, n - begun);
}

static void put_element(FILE *out, const char *name, const char *s, size_t n)
{
	fprintf(out, "<%s>", name);
	put_text(out, s, n);
	fprintf(out, "</%s>\n", name);
}

void atom_begin(FILE *out, const struct atom_feed *feed)
{
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
		out);
	put_element(out, "id", feed->id, strlen(feed->id));
	put_element(out, "title", feed->title, strlen(feed->title));
	put_element(out, "updated", feed->updated, strlen(feed->updated));
	fprintf(out,
		"<author><name>coopq</name></author>\n"
		"<generator version=\"%s\">coopq</generator>\n",
		feed->version);
}

/* A link to the notice where it has an address of the web. */
static void put_link(FILE *out, const struct coop_record *r)
{
	struct coop_value url;
	if (!coop_record_get(r, COOP_F_URL, &url) ||
		((url.len < 8 || memcmp(url.text, "https://", 8) != 0) &&
			(url.len < 7 || memcmp(url.text, "http://", 7) != 0)) ||
		memchr(url.text, ' ', url.len))
		return;
	fputs("<link rel=\"alternate\" href=\"", out);
	put_text(out, url.text, url.len);
	fputs("\"/>\n", out);
}

void atom_put(FILE *out, const struct atom_entry *entry)
{
	struct coop_value title, director;
	if (!coop_record_get(entry->record, COOP_F_TITLE, &title))
		coop_record_get(entry->record, COOP_F_ID, &title);
	fputs("<entry>\n", out);
	put_element(out, "id", entry->id, strlen(entry->id));
	put_element(out, "title", title.text, title.len);
	put_element(out, "updated", entry->updated, strlen(entry->updated));
	if (coop_record_get(entry->record, COOP_F_DIRECTOR, &director)) {
		fputs("<author>", out);
		put_element(out, "name", director.text, director.len);
		fputs("</author>\n", out);
	}
	fprintf(out, "<category term=\"%s\"/>\n", entry->category);
	put_link(out, entry->record);
	put_element(out, "content", entry->snippet->text, entry->snippet->len);
	fputs("</entry>\n", out);
}

void atom_end(FILE *out)
{
	fputs("</feed>\n", out);
}
