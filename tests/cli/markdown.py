"""Checks Markdown that users read: markdown.py links|french|pictures FOLDER FILE...

links: relative links, and the headings they name, are there. french: the blanks and apostrophes of French typography,
in all but code, links and addresses. pictures: each has a text in its place, is what its name says, and is shown by one of
the files. FILE is relative to FOLDER; problems are printed, and the exit code is 1 if there are any."""

import os
import re
import sys
import unicodedata

LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)", re.S)
CODE = re.compile(r"^```.*?^```|^    [^\n]*|`[^`]*`", re.S | re.M)


def headings(text):
    """The anchors of its headings, as GitHub and its kin make them."""
    for line in re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M), re.M):
        letters = (c for c in line.lower().replace("`", "")
                   if c in " -_\u00a0" or unicodedata.category(c)[0] in "LNM")
        yield "".join(letters).strip().replace(" ", "-").replace("\u00a0", "-")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if re.search("[\\r\\ufeff]", text):
        raise SystemExit(f"{path}: a carriage return or a byte order mark")
    return text


def links(folder, name):
    text = CODE.sub("", read(os.path.join(folder, name)))
    for _, _, target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = os.path.join(folder, os.path.dirname(name), path) if path else os.path.join(folder, name)
        if not os.path.exists(there):
            yield f"{target} is not there"
        elif anchor and anchor not in headings(read(there)):
            yield f"{target}: no such heading"
    # and the files of the tree that it names
    for path in re.findall(r"`((?:shared|indexer|query|tests|scripts|corpus)/[\w./-]*)`", read(os.path.join(folder, name))):
        if os.path.isdir(os.path.join(folder, "shared")) and not os.path.exists(os.path.join(folder, path)):
            yield f"{path} is not there"


def french(folder, name):
    text = CODE.sub("x", read(os.path.join(folder, name)))
    text = re.sub(r"\]\([^)]*\)|<[^>]*>|https?://\S+|^\|[-:| ]*\|$|:[A-Z]\w+", "x", text, flags=re.M)
    for pattern, wrong in (
            (r"[^\u00a0\u202f][;?!»]", "no fixed blank before"),
            (r"[^\u00a0\u202f:\d]:(?!\d)", "no fixed blank before"),
            (r"«[^\u00a0\u202f]", "no fixed blank behind"),
            (r"\w'\w", "a typewriter's apostrophe in"),
            (r"[ \u00a0],| \.(?!\w)", "a blank before")):
        for match in re.finditer(pattern, text):
            if match.group().endswith("!") and text[match.end():match.end() + 1] == "[":
                continue  # a picture
            yield f"{wrong}: {text[max(0, match.start() - 20):match.end() + 10]!r}"


def pictures(folder, names):
    shown = set()
    for name in names:
        for mark, text, target in LINK.findall(CODE.sub("", read(os.path.join(folder, name)))):
            if not mark:
                continue
            if len(text.split()) < 5:
                yield name, f"{target}: says too little to those who do not see it"
            path = os.path.normpath(os.path.join(folder, os.path.dirname(name), target))
            shown.add(path)
            with open(path, "rb") as file:
                start = file.read(8)
            if start != b"\x89PNG\r\n\x1a\n" if path.endswith(".png") else not start.startswith(b"<"):
                yield name, f"{target} is no picture"
    for path, folders, files in os.walk(folder):
        if path == folder and 'build' in folders:
            folders.remove('build')  # a tree that packages are made in
        if os.path.basename(path) == "pictures":
            for file in files:
                if os.path.join(path, file) not in {os.path.join(folder, os.path.relpath(s, folder)) for s in shown}:
                    yield os.path.relpath(path, folder), f"{file} is shown nowhere"


def main():
    what, folder, *names = sys.argv[1:]
    if what == "pictures":
        problems = list(pictures(folder, names))
    else:
        check = {"links": links, "french": french}[what]
        problems = [(name, problem) for name in names for problem in check(folder, name)]
    for name, problem in problems:
        print(f"{name}: {problem}")
    sys.exit(1 if problems or not names else 0)


if __name__ == "__main__":
    main()
