#include "query/output/atom.h"

#include <string.h>

#include "query/output/escape.h"
#include "query/output/evidence.h"
#include "query/output/link.h"

/* Nothing is in single quotes here. */
static const char *escape_atom(uint32_t cp)
{
	return cp == '\'' ? NULL : escape_xml(cp);
}

static void put_element(FILE *out, const char *name, const char *s, size_t n)
{
	fprintf(out, "<%s>", name);
	put_escaped(out, s, n, escape_atom);
	fprintf(out, "</%s>\n", name);
}

static void put_link(FILE *out, const char *rel, const char *s, size_t n)
{
	fprintf(out, "<link rel=\"%s\" href=\"", rel);
	put_escaped(out, s, n, escape_atom);
	fputs("\"/>\n", out);
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
	if (feed->self)
		put_link(out, "self", feed->self, strlen(feed->self));
	if (feed->page)
		put_link(out, "alternate", feed->page, strlen(feed->page));
}

/* Puts links to the page about a notice, and to the address of the web that it has. */
static void put_links(FILE *out, const struct atom_entry *entry)
{
	struct coop_value url;
	if (entry->page)
		put_link(out, "alternate", entry->page, strlen(entry->page));
	if (coop_record_get(entry->record, COOP_F_URL, &url) &&
		link_is_web(url.text, url.len) && !memchr(url.text, ' ', url.len))
		put_link(out, entry->page ? "related" : "alternate", url.text, url.len);
}

void atom_put(FILE *out, const struct atom_entry *entry)
{
	struct coop_value title = evidence_title(entry->record), director;
	fputs("<entry>\n", out);
	put_element(out, "id", entry->id, strlen(entry->id));
	put_element(out, "title", title.text, title.len);
	put_element(out, "updated", entry->updated, strlen(entry->updated));
	if (coop_record_get(entry->record, COOP_F_DIRECTOR, &director)) {
		fputs("<author>", out);
		put_element(out, "name", director.text, director.len);
		fputs("</author>\n", out);
	}
	if (entry->category)
		fprintf(out, "<category term=\"%s\"/>\n", entry->category);
	put_links(out, entry);
	put_element(out, "content", entry->snippet->text, entry->snippet->len);
	fputs("</entry>\n", out);
}

void atom_end(FILE *out)
{
	fputs("</feed>\n", out);
}
