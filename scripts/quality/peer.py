"""What the engines with Python bindings share: arguments, files, the run."""

import sys

DEPTH = 100


def rows(path, cells):
    with open(path, encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\n").split("\t", cells - 1) for line in file]


def run(engine):
    """usage: ENGINE DOCS RUNS QUERIES...

    Writes a TREC run of each file of queries into the folder RUNS, under the same name.
    `engine` is made from [(id, title, body)]; its search(text) yields (id, score).
    """
    docs, runs, *files = sys.argv[1:]
    index = engine(rows(docs, 3))
    for path in files:
        name = path.rsplit("/", 1)[-1]
        with open(f"{runs}/{name}", "w", encoding="utf-8") as file:
            for query, text in rows(path, 2):
                for rank, (document, score) in enumerate(index.search(text), 1):
                    print(query, "Q0", document, rank, score, engine.__name__, file=file)
