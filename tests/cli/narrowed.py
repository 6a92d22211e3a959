#!/usr/bin/env python3
"""Narrows queries by each value of each facet, and compares how many notices there are with what it said.

usage: narrowed.py [-n NUMBER] QUERY...   the index in $COOP_INDEX; the NUMBER most frequent values of each
Prints how many values are wrong.
"""
import json
import subprocess
import sys

FACETS = "director year country genre colour mode producers keywords source language postcode town decade department"


def coopq(*args):
    run = subprocess.run(["coopq", *args], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"coopq {args}: {run.returncode}: {run.stderr[:500]}")
    return run.stdout


def count(query, filter_):
    return int(coopq("--count", f"--filter={filter_}", "--", query))


def facets(query, limit):
    names = ",".join(f"{name}:{limit}" for name in FACETS.split())
    out = coopq("-n", "0", "--format=json", f"--facets={names}", "--", query)
    return json.loads(out)["facets"]


def main():
    queries = sys.argv[1:]
    limit = 1000
    if queries[0] == "-n":
        limit, queries = int(queries[1]), queries[2:]
    wrong = 0
    for query in queries:
        asked = []
        for facet in facets(query, limit):
            asked += [(f"{facet['facet']}=={v['value']}", v["count"]) for v in facet["values"]]
            if facet["without"] > 0:
                asked.append((f"{facet['facet']}==(without)", facet["without"]))
        assert len(asked) > 20, asked
        for filter_, told in asked:
            found = count(query, filter_)
            if found != told:
                wrong += 1
                print(f"{query!r}, {filter_!r}: {found} instead of {told}", file=sys.stderr)
    print(wrong)


main()
