"""Prints, for each document of the databases named, its id and its terms with their impacts, sorted.

The engine's own reader is asked, so that what is compared are ordinary databases (coopidx --engine-tools).
"""

import sys

import xapian

lines = []
for path in sys.argv[1:]:
    database = xapian.Database(path)
    for posting in database.postlist(""):
        terms = [(item.term.decode("utf-8", "replace"), item.wdf)
                 for item in database.termlist(posting.docid)]
        ids = [term for term, _ in terms if term.startswith("Q")]
        rest = " ".join(f"{term}={wdf}" for term, wdf in terms)
        lines.append(f"{' '.join(ids)} {rest}")
sys.stdout.write("\n".join(sorted(lines)) + "\n")
