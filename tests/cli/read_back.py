"""usage: read_back.py FORMAT FILE HITS: reads what coopq printed with a reader that is not ours.

FORMAT is csv, excel, tsv, html, dc, ris or bibtex, the latter two as the MODS that bibutils makes of them. HITS
is the same answer as JSON lines. Fails where the file is not what the format says, or does not hold the hits.
"""
import csv
import html.parser
import io
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

UNSAFE = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# as put_escaped() leaves them in a table
UNSAFE_CELL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# no characters of XML
NO_XML = re.compile("[\ufffe\uffff]")


def need(condition, what):
    if not condition:
        sys.exit(what)


def same(expected, actual, what):
    need(expected == actual, f"{what}: expected {expected!r:.300}, not {actual!r:.300}")


def values(hit, field, between):
    value = hit.get(field, "")
    return between.join(value) if isinstance(value, list) else str(value)


def read_table(text, hits, separator, end):
    need(text.endswith(end), "the last line does not end")
    # a reader that is strict about quotes
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    head = rows.pop(0)
    need(all(len(row) == len(head) for row in rows), "rows of different lengths")
    same(len(hits), len(rows), "rows")
    return head, rows


def check_table(file, hits, excel):
    data = file.read()
    same(excel, data.startswith(b"\xef\xbb\xbf"), "a byte order mark")
    text = data.decode("utf-8-sig")
    need(re.search(r"[^\r\n\"]\r\n", text), "no CR LF")
    head, rows = read_table(text, hits, ";" if excel else ",", "\r\n")
    for row, hit in zip(rows, hits):
        for name, cell in zip(head, row):
            if name in ("path", "score"):
                continue
            expected = UNSAFE_CELL.sub(" ", values(hit, name, "\n"))
            if excel:
                need(not re.match(" *[=+\\-@\t\r\n\uff1d]", cell), f"a formula: {cell[:80]}")
                cell = cell[1:] if cell[:1] == "'" and expected[:1] != "'" else cell
            same(expected, cell, name)
        if excel:
            need(re.fullmatch(r"\d+,\d{4}", row[head.index("score")]), "no decimal comma")


def check_tsv(file, hits):
    lines = file.read().decode("utf-8").split("\n")
    same("", lines.pop(), "after the last line")
    same(len(hits), len(lines), "lines")
    for line, hit in zip(lines, hits):
        row = line.split("\t")
        same(7, len(row), "columns")
        for name, cell in zip(("id", None, "title", "director", "year"), row):
            if name:
                same(UNSAFE.sub(" ", values(hit, name, "")), cell, name)


class Page(html.parser.HTMLParser):
    """The texts of a page, by tag; tags are balanced, and none of them does anything."""

    KNOWN = {"html", "head", "title", "style", "body", "h1", "ol", "li", "h2", "p", "mark", "a", "meta"}

    def __init__(self):
        super().__init__()
        self.open, self.texts, self.language = [], [], None

    def handle_starttag(self, tag, attrs):
        need(tag in self.KNOWN, f"<{tag}>")
        for name, value in attrs:
            need(not name.startswith("on"), name)
            need(name != "href" or re.match("https?://", value), f"a link to {value}")
        if tag == "html":
            self.language = dict(attrs)["lang"]
        if tag != "meta":
            self.open.append(tag)
        if tag in ("h1", "h2"):
            self.texts.append([tag, ""])

    def handle_endtag(self, tag):
        same(self.open.pop(), tag, "closed")

    def handle_data(self, data):
        if "h1" in self.open or "h2" in self.open:
            self.texts[-1][1] += data


def check_html(file, hits):
    page = Page()
    page.feed(file.read().decode("utf-8"))
    page.close()
    same([], page.open, "left open")
    need(page.language in ("en", "fr"), "no language")
    same("h1", page.texts[0][0], "the first heading")
    expected = [NO_XML.sub("\ufffd", UNSAFE.sub(" ", hit["title"])) for hit in hits]
    same(expected, [text for tag, text in page.texts if tag == "h2"], "titles")


def check_dc(file, hits):
    dc = "{http://purl.org/dc/elements/1.1/}"
    records = list(ElementTree.fromstring(file.read()))
    same(len(hits), len(records), "records")
    for record, hit in zip(records, hits):
        same("{http://www.openarchives.org/OAI/2.0/oai_dc/}dc", record.tag, "record")
        for name in ("title", "description"):
            expected = NO_XML.sub("\ufffd", UNSAFE.sub(" ", hit.get(name, "")))
            same(expected, record.findtext(dc + name, ""), name)
        expected = NO_XML.sub("\ufffd", UNSAFE.sub(" ", hit["id"]))
        need(expected in [e.text for e in record.findall(dc + "identifier")], "no identifier")


def check_mods(file, hits):
    mods = "{http://www.loc.gov/mods/v3}"
    # what XML cannot hold, bibutils does not make safe
    text = NO_XML.sub("", file.read().decode("utf-8-sig"))
    records = ElementTree.fromstring(text).findall(mods + "mods")
    same(len(hits), len(records), "records")
    for record, hit in zip(records, hits):
        year = record.findtext(f".//{mods}dateIssued", "") or record.findtext(f".//{mods}date", "")
        expected = re.search(r"\d{4}", str(hit.get("year", "")))
        same(expected[0] if expected else "", year, "year")
        title = "".join(e.text or "" for e in record.find(mods + "titleInfo"))
        # bibutils splits titles and reads them as TeX: the words are there
        for word in re.findall(r"[a-z]{4,}", hit["title"]):
            need(word in title, f"{word} is not in {title[:100]}")


def main():
    form, path, answer = sys.argv[1:]
    with open(answer, encoding="utf-8") as file:
        hits = [json.loads(line) for line in file]
    with open(path, "rb") as file:
        if form in ("csv", "excel"):
            check_table(file, hits, form == "excel")
        else:
            check = {"tsv": check_tsv, "html": check_html, "dc": check_dc, "ris": check_mods, "bibtex": check_mods}
            check[form](file, hits)


main()
