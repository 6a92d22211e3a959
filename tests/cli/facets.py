#!/usr/bin/env python3
"""Compares what coopq counts with what is counted from the notices themselves.

usage: facets.py make FOLDER       tables of invented notices
       facets.py change FOLDER     some are changed, removed and added
       facets.py compare QUERIES   the index in $COOP_INDEX, by so many random queries
"""
import csv
import json
import os
import random
import re
import subprocess
import sys
import unicodedata
from collections import Counter

WORDS = "atelier usine coopérative lyon paris tissage pain journal école moulin mine port".split()
VALUES = {
    "genre": ["Documentaire", "fiction", "Portrait", "animation", "Reportage"],
    "pays": ["France", "Belgique", "Suisse", "Sénégal", "Québec"],
    "langue": ["français", "breton", "occitan"],
    "mots-clés": ["autogestion", "grève", "Mutualité", "syndicat", "vigne", "marée"],
}
TOWNS = ["69001 Lyon", "20000 Ajaccio", "20200 Bastia", "97400 Saint-Denis", "75011 Paris",
         "01000 Bourg", "98800 Nouméa", "20407 Bastia", "1000 Bruxelles"]
HEADING = ["id", "titre", "annee", "genre", "pays", "langue", "mots-clés", "producteurs", "resume"]
FACETS = ["genre", "country", "language", "keywords", "year", "decade", "department"]
TABLES, ROWS = 60, 10


def spelling(rng, word):
    return rng.choice([word, word, word, word.upper(), word.lower()])


def values(rng, column):
    chosen = rng.sample(VALUES[column], rng.choice([0, 1, 1, 1, 2]))
    return rng.choice([" ; ", "|", ", ", " / "]).join(spelling(rng, v) for v in chosen)


def notice(rng, name):
    year = rng.choice(["", str(rng.randint(1895, 2024)), str(rng.randint(1990, 2010)),
                       f"{rng.randint(1950, 1959)}-{rng.randint(1958, 1963)}"])
    houses = [f"Maison {rng.choice(WORDS)}, {rng.randint(1, 90)} rue du Port, {town}"
              for town in rng.sample(TOWNS, rng.choice([0, 1, 1, 2]))]
    return [name, " ".join(rng.sample(WORDS, 2)), year, values(rng, "genre"),
            rng.choice(VALUES["pays"] + [""]), values(rng, "langue"), values(rng, "mots-clés"),
            "\n".join(houses), " ".join(rng.sample(WORDS, 4))]


def write_table(folder, number, rng):
    with open(f"{folder}/{number:02}.csv", "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter=";")
        table.writerow(HEADING)
        table.writerows(notice(rng, f"n{number}-{row}") for row in range(ROWS))


def make(folder):
    rng = random.Random(1)
    os.makedirs(folder)
    for number in range(TABLES):
        write_table(folder, number, rng)


def change(folder):
    rng = random.Random(2)
    write_table(folder, 3, rng)
    os.remove(f"{folder}/07.csv")
    write_table(folder, TABLES, rng)


def coopq(*args, text=None):
    run = subprocess.run(["coopq", *args], input=text, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1) or run.stderr:
        sys.exit(f"coopq {args}: {run.returncode}: {run.stderr[:500]}")
    return run.stdout.splitlines()


def fold(text):
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def split(text):
    parts = re.split("[;|\n]", text)
    return {fold(p.strip()) for p in (parts if len(parts) > 1 else re.split("[,/]", text)) if p.strip()}


def department(postcode):
    if postcode.startswith("20"):
        return {"0": "2A", "1": "2A", "2": "2B", "6": "2B"}.get(postcode[2])
    return postcode[:3] if postcode[:2] in ("97", "98") else postcode[:2]


def facets_of(notice_):
    """The values of a notice, as JSON has it."""
    years = {int(y) for y in re.findall(r"\b\d{4}\b", str(notice_.get("year", "")))}
    codes = re.findall(r"\b\d{5}\b", "\n".join(notice_.get("producers", [])))
    found = {name: split(notice_.get(name, "")) for name in FACETS[:4]}
    found["year"] = {str(y) for y in years}
    found["decade"] = {str(y // 10 * 10) for y in years}
    found["department"] = {fold(d) for d in map(department, codes) if d}
    return found


def random_query(rng):
    words = rng.sample(WORDS, 3)
    form = rng.choice(["{}", "{} {}", "{} ET {}", "{} OU {}", "{} SAUF {}", "({} OU {}) ET {}",
                       "{} genre:portrait", "{} annee:1990..", "pays:france -{}", "+{} {} -{}",
                       "{} OU pays:suisse", "*", "{} PRES/9 {}", "{}*"])
    return form.format(*words)


def by_query(lines, queries):
    """Lines that begin with the number of their query: the rest of each, by query."""
    found = {str(n): [] for n in range(1, len(queries) + 1)}
    for line in lines:
        number, _, rest = line.partition("\t")
        found[number].append(rest)
    return found


def check(good, *what):
    if not good:
        sys.exit("not so: " + " | ".join(map(str, what)))


def compare_facets(query, lines, hits):
    told = {name: Counter() for name in FACETS}
    for line in lines:
        name, value, count = line.split("\t")
        told[name][fold(value)] += int(count)
    for name in FACETS:
        counted = Counter(v for hit in hits for v in hit[name] or {""})
        check(counted == told[name], query, name, counted, told[name])
    return told


def spans(hits, year):
    """How many notices have a year, or a range of years that it is in."""
    return sum(min(h["year"]) <= year <= max(h["year"]) for h in hits if h["year"])


def compare(count):
    rng = random.Random(3)
    notices = [json.loads(line) for line in coopq("--jsonl", "-n", "100000", "*")]
    facets = {n["id"]: facets_of(n) for n in notices}
    queries = [random_query(rng) for _ in range(count)]
    text = "".join(q + "\n" for q in queries)
    hits = by_query(coopq("--batch", "--ids", "-n", "100000", text=text), queries)
    counts = by_query(coopq("--batch", "--count", text=text), queries)
    lines = by_query(coopq("--batch", "-n", "0", "--tsv", "--facets",
                           ",".join(f"{f}:1000" for f in FACETS), text=text), queries)
    told = {}
    for n, query in enumerate(queries, 1):
        ids = [i for i in hits[str(n)] if i]
        check(counts[str(n)] == [str(len(ids))], query, counts[str(n)], len(ids))
        told[str(n)] = compare_facets(query, lines[str(n)], [facets[i] for i in ids])
    # a filter leaves as many as its value has; a year also those of ranges that it is in
    names = {"genre": "genre", "country": "Pays", "language": "langue", "keywords": "mots-clés",
             "year": "année", "decade": "décennie", "department": "département"}
    for name in FACETS:
        every = sorted({v for f in facets.values() for v in f[name]})
        for value in rng.sample(every, min(4, len(every))):
            narrowed = by_query(coopq("--batch", "--count", "--filter", f"{names[name]}={value}",
                                      text=text), queries)
            for n, query in enumerate(queries, 1):
                want = told[str(n)][name][value]
                if name == "year":
                    want = spans([facets[i] for i in hits[str(n)] if i], value)
                check(narrowed[str(n)] == [str(want)], query, name, value,
                      narrowed[str(n)], want)
    found = sum(len([i for i in h if i]) for h in hits.values())
    print(f"{len(notices)} notices, {count} queries, {found} hits")


if __name__ == "__main__":
    command, argument = sys.argv[1:]
    if command == "compare":
        compare(int(argument))
    else:
        {"make": make, "change": change}[command](argument)
