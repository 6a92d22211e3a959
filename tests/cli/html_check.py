# usage: html_check.py FILE...: whether each is HTML in which nothing of a notice or a request is markup: elements
# that close in their order, attributes of ours alone, links that lead to pages of this server or to the web.
import html.parser
import sys

VOID = {"meta", "link", "input", "br", "img", "hr", "path", "rect"}
ATTRIBUTES = {
    "accept-charset", "action", "aria-current", "aria-describedby", "aria-expanded", "aria-hidden", "aria-label",
    "aria-labelledby", "aria-live", "autocapitalize", "autocomplete", "autofocus", "charset", "checked", "class",
    "content", "data-show", "defer", "dir", "download", "enterkeyhint", "for", "hidden", "height", "href", "id", "lang",
    "maxlength", "method", "name", "open", "placeholder", "rel", "required", "role", "scope", "selected",
    "spellcheck", "src", "start", "tabindex", "title", "type", "value", "viewbox", "width",
}
ELEMENTS = {
    "a", "article", "aside", "b", "body", "br", "button", "caption", "code", "dd", "details", "dialog", "div", "dl",
    "dt", "footer", "form", "h1", "h2", "h3", "head", "header", "html", "input", "kbd", "label", "li", "link",
    "main", "mark", "meta", "nav", "ol", "option", "p", "script", "section", "select", "span", "strong", "summary",
    "table", "tbody", "td", "th", "thead", "title", "tr", "ul",
}


class Check(html.parser.HTMLParser):
    def __init__(self, name):
        super().__init__(convert_charrefs=True)
        self.name = name
        self.stack = []

    def bad(self, what):
        sys.exit(f"{self.name}: {what}")

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            self.bad(f"<{tag}> is none of ours")
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.bad(f"{name} of <{tag}> is none of ours")
            if name in ("href", "src", "action") and not value.startswith(("/", "#", "http://", "https://")):
                self.bad(f"{name} of <{tag}> leads to {value}")
            if name in ("src", "action") and (not value.startswith("/") or value.startswith("//")):
                self.bad(f"{name} of <{tag}> leads to {value}")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.bad(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if self.stack and self.stack[-1] in ("script", "style") and data.strip():
            self.bad("a script or style in the page")


for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        text = file.read()
    if not text.startswith("<!DOCTYPE html>\n"):
        sys.exit(f"{name} is no page")
    check = Check(name)
    check.feed(text)
    check.close()
    if check.stack:
        sys.exit(f"{name}: {check.stack} are open at its end")
