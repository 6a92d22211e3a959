"""Looks at the search page as tests/unit/render prints it.

usage: search_page.py RENDER INDEX TEST     TEST is a function below
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
from html.parser import HTMLParser
from urllib.parse import parse_qsl, quote, urlencode

VOID = {"meta", "link", "input", "br", "hr", "img"}
RENDER, INDEX = sys.argv[1], sys.argv[2]


class Page(HTMLParser):
    """A page that is well-formed: what opens closes, in its order."""

    def __init__(self, address, status=200, french=False):
        super().__init__(convert_charrefs=True)
        self.address, self.open, self.tags, self.text = address, [], [], []
        command = [RENDER] + ["-f"] * french + [INDEX, address]
        done = subprocess.run(command, capture_output=True, check=True)
        self.source = done.stdout.decode()  # UTF-8, or it fails
        self.said = done.stderr.decode().split(" ")
        assert self.said[0] == str(status), (address, done.stderr)
        if status != 200:
            return
        self.feed(self.source)
        self.close()
        assert not self.open, (address, self.open)
        self.check()

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        self.tags.append((tag, dict(attrs), len(self.text)))
        if tag not in VOID:
            self.open.append((tag, self.tags[-1]))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs), len(self.text)))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, (self.address, tag, self.open[-3:])
        _, began = self.open.pop()
        began[1][""] = "".join(self.text[began[2]:])  # its text

    def handle_data(self, data):
        self.text.append(data)

    def check(self):
        """What holds of every page."""
        ids = [a["id"] for _, a, _ in self.tags if "id" in a]
        assert len(ids) == len(set(ids)), (self.address, ids)
        labels = {a.get("for") for t, a, _ in self.tags if t == "label"}
        for tag, a, _ in self.tags:
            assert not [n for n in a if n.startswith("on") or n == "style"], (tag, a)
            if tag in ("input", "select") and a.get("type") != "hidden":
                assert a.get("id") in labels, (self.address, tag, a)
            if tag == "a":
                assert a["href"].startswith(("/", "#")), a
                assert a[""].strip(), ("a link without a name", a)
            if tag == "script":
                assert re.fullmatch(r"/page\.js\?v=\d+", a["src"]) and a[""] == "", a
            assert tag not in ("style", "iframe", "object", "base", "b", "x-mark"), tag
            assert tag == "meta" or "http-equiv" not in a

    def all(self, tag, **wanted):
        wanted = {name.rstrip("_"): value for name, value in wanted.items()}
        return [a for t, a, _ in self.tags if t == tag and all(a.get(n) == v for n, v in wanted.items())]

    def count(self):
        """How many notices it says there are."""
        said = self.all("p", id="count")[0][""]
        digits = re.match(r"[\d,\u202f]+", said)
        return int(re.sub(r"\D", "", digits[0])) if digits else 0

    def titles(self):
        return [a[""] for a in self.all("h2") if self.source.count("<article") and a[""] not in ("Narrow the results", "Affiner", "Keys", "Touches")]

    def values(self):
        """Addresses that narrow, with their counts."""
        links = []
        for a in self.all("a"):
            number = re.search(r" ([\d,\u202f]+)$", a[""])
            if "filter=" in a["href"] and a["href"].startswith("/?") and number and a.get("rel") == "nofollow":
                links.append((a["href"], int(re.sub(r"\D", "", number[1]))))
        return links

    def bars(self):
        """Addresses of a timeline and a map, with their names and counts."""
        found = []
        for picture in re.findall(r"<svg.*?</svg>", self.source, re.S):
            for a in tree.fromstring(picture).iter("a"):
                name, number = re.split(r"\s?: ", a.find("title").text.replace("\xa0", " "))
                found.append((a.get("href"), name, int(re.sub(r"\D", "", number))))
        return found


def parameters(address):
    return parse_qsl(address.split("?", 1)[1], keep_blank_values=True)


def well_formed():
    for french in (False, True):
        for address in ("/", "/?q=scop", "/?q=zzzzzzz", "/?q=%22%22", "/?q=*&page=3", "/?q=*&group=1&page=2",
                        "/?q=*&n=100&show=years&show=map", "/?filter=genre:Documentaire", "/?q=*&sort=-year,title",
                        "/?q=scop&facet=producers", "/?q=scop&part=whole", "/?part=whole"):
            page = Page(address, french=french)
            assert ("<!DOCTYPE" in page.source) == ("part=" not in address)
            assert ("<main" in page.source) == ("part=" not in address)
            if "part=" not in address:
                assert page.all("html", lang="fr" if french else "en")
                assert len(page.all("h1")) == 1, address


def languages():
    english, french = Page("/?q=scop"), Page("/?q=scop", french=True)
    assert "Narrow the results" in english.source and "Affiner" in french.source
    assert english.count() == french.count() > 0
    assert [h for h, _ in english.values()] == [h for h, _ in french.values()]
    assert "(without)" in english.source and "(sans valeur)" in french.source
    assert "7\xa0notices" in french.source or "notices" in french.source
    for page in (Page("/"), Page("/", french=True)):
        for hint in page.all("dl", class_="hints"):
            assert hint[""].strip()
        queries = [a["href"] for a in page.all("a") if a["href"].startswith("/?q=")]
        assert len(queries) >= 8
        for query in queries:
            Page(query)


def narrowing():
    """What a link says is what is behind it, and it is undone by one link."""
    for start in ("/?q=*", "/?q=coop*&sort=title"):
        page = Page(start)
        values = page.values()
        assert len(values) > 30, len(values)
        texts = [dict(parameters(h))["filter"] for h, _ in values]
        for (address, count), text in zip(values, texts):
            behind = Page(address)
            assert ":=" in text and behind.count() == count, (address, count, behind.count())
            undo = [a for a in behind.all("a") if a[""].startswith("Undo: ")]
            assert [a["href"] for a in undo] == [start], undo


def pictures():
    page = Page("/?q=*&show=years&show=map")
    bars = page.bars()
    years = [b for b in bars if "year:" in b[0]]
    assert [int(b[1]) for b in years] == sorted(int(b[1]) for b in years)
    assert len(years) > 10 and len(bars) - len(years) > 10
    assert all("show=years" in b[0] for b in years)
    for address, name, count in bars:
        assert Page(address).count() == count, (address, name, count)
    # each is counted and drawn when it is asked for; a link opens it, and one closes it
    closed = Page("/?q=*&sort=title&page=2")
    assert not closed.bars() and "<svg" not in closed.source
    for name in ("years", "map"):
        link = closed.all("a", **{"data-show": name})
        assert [a["aria-expanded"] for a in link] == ["false"], link
        assert link[0]["href"] == closed.address + "&show=" + name
        opened = Page(link[0]["href"])
        assert opened.bars() and all("show=" + name in b[0] for b in opened.bars())
        back = opened.all("a", **{"data-show": name})
        assert [(a["aria-expanded"], a["href"]) for a in back] == [("true", closed.address)], back
        # it stays open in the other views of the selection, and there alone
        for a in opened.all("a") + opened.all("link"):
            kept = a["href"].startswith(("/?", "/notice?", "/similar?")) and a not in back
            assert ("show=" + name in a["href"]) == kept or not a["href"].startswith("/") or "?" not in a["href"] \
                or "q=" not in a["href"], a
        assert len([a for a in opened.all("input", name="show") if a["value"] == name]) == 2


def widths(page):
    """The columns of a timeline: (year, left, width), and the width of the picture."""
    svg = tree.fromstring(re.search(r"<svg class=\"timeline\".*?</svg>", page.source, re.S)[0])
    columns = []
    for a in svg.iter("a"):
        box = re.match(r"M(\d+) (\d+)h(\d+)v(\d+)", a.findall("path")[-1].get("d"))
        year = re.match(r"(\d+)", re.sub(r"^années\s", "", a.find("title").text))
        left, _, wide, high = (int(n) / 10 for n in box.groups())
        columns.append((int(year[1]), left, wide, high))
    return columns, float(svg.get("viewBox").split(" ")[2]), [float(t.get("x")) for t in svg.iter("text")]


def gaps():
    """Years from 1990 on: those without a notice are gaps as wide as a year."""
    columns, width, _ = widths(Page("/?q=recent&show=years"))
    assert [c[0] for c in columns] == [1990, 1991, 1995], columns
    one = columns[1][1] - columns[0][1]
    assert abs(columns[2][1] - columns[1][1] - 4 * one) < .5, columns
    assert columns[0][3] > columns[1][3] == columns[2][3]


def long_range():
    """From 1500 to 2025: decades, which are told apart, and labels that do not touch."""
    page = Page("/?q=old&show=years")
    columns, width, labels = widths(page)
    assert [c[0] for c in columns] == [1500, 1750, 2020], columns
    assert all(c[2] > 4 and 0 <= c[1] < width for c in columns), columns
    labels = sorted(labels[1:])
    assert all(b - a >= 50 for a, b in zip(labels, labels[1:])) and len(labels) >= 5, labels
    for address, name, count in [b for b in page.bars() if "decade" in b[0]]:
        assert Page(address).count() == count, (address, name)


def pages():
    first, second = Page("/?q=*&sort=title"), Page("/?q=*&sort=title&page=2")
    assert len(first.titles()) == len(second.titles()) == 10
    assert not set(first.titles()) & set(second.titles())
    assert [a["href"] for a in first.all("a", rel="next")] == ["/?q=*&sort=title&page=2"]
    assert [a["href"] for a in second.all("a", rel="prev")] == ["/?q=*&sort=title"]
    assert second.all("ol")[0]["start"] == "11"
    last = (first.count() + 9) // 10
    end = Page(f"/?q=*&sort=title&page={last}")
    assert end.titles() and not end.all("a", rel="next")
    beyond = Page(f"/?q=*&sort=title&page={last + 1}")
    assert not beyond.titles() and "/?q=*&amp;sort=title\"" in beyond.source
    assert "no result on this page" in beyond.source
    assert [a["value"] for a in first.all("option") if "selected" in a] == ["title"]
    names = [(a["name"], a["value"]) for a in first.all("input", type="hidden")]
    assert ("sort", "title") in names  # what is typed next keeps the order


def refused():
    for address in ("/?q=a&page=0", "/?q=a&page=x", "/?q=a&page=1001", "/?q=a&n=101", "/?q=a&zork=1", "/?q=a&q=b",
                    "/?q=a&filter=zork", "/?q=a&filter=zork:1", "/?q=a&filter=year:%3Cb%3E", "/?q=a&sort=zork",
                    "/?q=a&facet=zork", "/?q=a&facet=%3Cscript%3E", "/?q=a&group=2", "/?q=a&show=zork",
                    "/?q=a" + "".join(f"&filter=genre:{i}" for i in range(17))):
        page = Page(address, status=400)
        assert "<script>" not in page.source and "<b>" not in page.source
        assert len(re.sub(r"<[^>]*>", "", page.source).strip()) > 20, address
    Page("/zork", status=404)
    assert "word" in Page("/?q=%22%22").source  # no parameter is wrong: there is nothing to look for
    nothing = Page("/?q=zorglubine")
    assert nothing.count() == 0 and "Nothing found" in nothing.source and not nothing.all("ol")


def round_trip():
    """Any bytes come back in the box and the links as they were asked, as far as they are UTF-8."""
    for text in ("a&b=c;d+e%20f", "\"'<>`", "é\u202f«\xa0mot\xa0»", "?#/\\", "%00%ff", "a\tb", "𝒳"):
        page = Page("/?" + urlencode({"q": text + " scop", "filter": "genre:" + text, "sort": "title"}))
        shown = text.replace("\t", " ")
        assert page.all("input", id="q")[0]["value"] == shown + " scop", text
        chip = [a for a in page.all("a") if a[""].startswith("Undo: ")]
        assert len(chip) == 1 and shown in chip[0][""]
        assert parameters(chip[0]["href"]) == [("q", text + " scop"), ("sort", "title")], chip
        hidden = [a["value"] for a in page.all("input", type="hidden", name="filter")]
        assert hidden and set(hidden) == {"genre:" + shown}
    for raw in ("%FF%FE", "a%00b", "%C3"):
        Page("/?q=" + raw + "+scop")
    Page("/?q=scop&filter=genre:a%00b", status=400)


def hostile():
    """Notices whose every field holds what breaks a page: they are text."""
    seen = ""
    for address in ("/?q=zorglub&n=100", "/?q=zorglub&n=100&facet=genre", "/?q=zorglub&n=100&group=1",
                    "/?q=zorglub&n=100&sort=title&show=years&show=map", "/?q=script+b+gras"):
        page = Page(address)
        seen += "".join(page.text)
        for _, a, _ in page.tags:
            assert not any(value and "javascript:" in value for name, value in a.items() if name in ("src", "action"))
        for a in page.all("a"):
            assert not a["href"].startswith("javascript:")
    assert "} } {" in seen and seen.count('"><x-mark onclick="alert(1)">') > 20
    assert "\x1b" not in seen and "\u202e" not in seen and "\x07" not in seen
    page = Page("/?q=zorglub&n=100")
    assert len(page.titles()) > 20
    for address, _ in page.values():
        Page(address)
    for text in ("\"><script>alert(1)</script>", "' onmouseover=alert(1) x='", "</title><svg onload=alert(1)>"):
        for address in ("/?q=" + quote(text), "/?q=zorglub&filter=genre:" + quote(text)):
            Page(address)


def notes():
    """What was made of a query, and what would find more; the latter not while somebody types."""
    def said(address):
        found = Page(address).all("ul", class_="notes")
        return found[0][""] if found else ""
    assert "coopérative" in said("/?q=coopertaive")
    assert said("/?q=scop") == ""
    assert said("/?q=scop+%22") != "" and said("/?q=%22%22") != ""
    nothing = "/?q=%2Bscop+%2Bzorglubine&filter=genre:zorg"
    more = [a for a in Page(nothing).all("a") if re.search(r"^/\?q=", a["href"]) and "zorg" not in a["href"]]
    assert more, Page(nothing).source
    for a in more[:3]:
        assert Page(a["href"]).count() > 0, a
    assert "zorglubine" in said(nothing) and len(said(nothing + "&part=typed")) < len(said(nothing))
    # a word that is missed beside others that are found, once it is typed
    assert "zorglubine" in said("/?q=scop+zorglubine") and said("/?q=scop+zorglubine&part=typed") == ""
    assert said("/?q=scop+zorglubine&page=2") == ""
    lost = Page("/?q=zorglubine")
    assert lost.all("a", href="/?q=*") and len(lost.all("a", href="/help")) == 2  # and below
    filtered = "/?q=%2Bscop+%2Bzorglubine&filter=genre:documentaire"
    links = [a["href"] for a in Page(filtered).all("a") if a["href"].startswith("/?q=") and "zorg" not in a["href"]]
    assert links, Page(filtered).source


def onward():
    """What leads on from a result knows where it came from, and says whose it is."""
    page = Page("/?q=*&filter=genre:documentaire&page=2")
    links = [a for a in page.all("a") if a["href"].startswith(("/notice?", "/similar?"))]
    assert len(links) > 2 and all(a["href"].split("?")[1].startswith("q=*&filter=genre:documentaire&page=2&id=") for a in links)
    names = [a[""] for a in links if a["href"].startswith("/similar?")]
    assert len(set(names)) == len(names) and all(name.startswith("Similar to ") for name in names), names
    # where a notice stands in the index, not in the folders of the server
    origins = [a[""] for a in page.all("p", class_="origin")]
    assert origins and not [o for o in origins if "corpus" in o], origins


def light():
    """No address of a page is longer than it must be, and a page of results is no megabyte."""
    page = Page("/?q=*")
    assert len(page.source) < 120000, len(page.source)


globals()[sys.argv[3]]()
