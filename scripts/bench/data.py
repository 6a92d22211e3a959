"""The notices that scripts/bench/run measures with, in the forms the engines read."""

import csv
import glob
import hashlib
import json
import os
import shutil
import subprocess

from process import Problem, output, say

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GENERATOR = os.path.join(HERE, "notices.c")

# The index comes after the notices: Groonga builds it faster all at once.
GROONGA_BEFORE = """\
plugin_register token_filters/stem
table_create Notices TABLE_NO_KEY
"""
GROONGA_AFTER = """\
table_create Words TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram \
--normalizer NormalizerNFKC150 --token_filters 'TokenFilterStem("algorithm", "french")'
column_create Words everything COLUMN_INDEX|WITH_POSITION|WITH_SECTION Notices \
"""


def once(path, write):
    """The path of a file, which `write(path)` makes when it is not there."""
    if not os.path.exists(path):
        say(f"writing {os.path.basename(path)}")
        write(path + ".part")
        os.rename(path + ".part", path)
    return path


def lines_of(cells):
    """Cells without tabs and line ends."""
    return [" ".join(cell.split()) for cell in cells]


class Data:
    """So many notices, in a folder of their own, in the forms the engines read."""

    def __init__(self, count, generator, folder):
        self.count, self.generator = count, generator
        with open(GENERATOR, "rb") as file:
            version = hashlib.sha256(file.read()).hexdigest()[:8]
        self.folder = os.path.join(folder, f"{count}-{version}")
        os.makedirs(self.folder, exist_ok=True)
        self.csv = once(self.path("notices.csv"), self.generate)
        self.size = os.path.getsize(self.csv)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def generate(self, path):
        with open(path, "wb") as file:
            if subprocess.run([self.generator, str(self.count)], stdout=file,
                              check=False).returncode:
                raise Problem(f"cannot write '{path}'")

    def rows(self):
        with open(self.csv, encoding="utf-8", newline="") as file:
            yield from csv.reader(file)

    def columns(self):
        return next(self.rows())

    def tsv(self):
        """A number and the cells, a header first."""
        def write(path):
            with open(path, "w", encoding="utf-8") as file:
                for number, row in enumerate(self.rows()):
                    file.write("\t".join([str(number or "number"), *lines_of(row)]) + "\n")
        return once(self.path("notices.tsv"), write)

    def groonga(self):
        """The commands that make a database, with the notices among them."""
        names = self.columns()

        def write(path):
            with open(path, "w", encoding="utf-8") as file:
                file.write(GROONGA_BEFORE + "".join(
                    f"column_create Notices {name} COLUMN_SCALAR Text\n" for name in names)
                    + "load --table Notices\n[\n")
                # a row at a time: a process begins with the peak of the one that starts it
                for number, row in enumerate(self.rows()):
                    file.write((",\n" if number else "") + json.dumps(row, ensure_ascii=False))
                file.write("\n]\n" + GROONGA_AFTER + ",".join(names[1:]) + "\n")
        return once(self.path("notices.grn"), write)

    def omega(self):
        """The dump that scriptindex reads: an empty line ends a notice."""
        names = self.columns()

        def write(path):
            rows = self.rows()
            next(rows)
            with open(path, "w", encoding="utf-8") as file:
                for row in rows:
                    file.writelines(f"{name}={cell}\n"
                                    for name, cell in zip(names, lines_of(row)) if cell)
                    file.write("\n")
        return once(self.path("notices.dump"), write)


class Tools:
    """The generator and the runners, compiled. A runner that cannot be is None."""

    def __init__(self, folder):
        self.folder = os.path.join(folder, "tools")
        os.makedirs(self.folder, exist_ok=True)
        self.notices = self.compiled(GENERATOR, ["-lm"])
        try:
            self.fts5bench = self.compiled(os.path.join(HERE, "fts5bench.c"),
                                           ["-lsqlite3", "-lstemmer"])
        except Problem:
            self.fts5bench = None
        self.lucene = self.java()

    def compiled(self, source, libraries):
        program = os.path.join(self.folder, os.path.basename(source).removesuffix(".c"))
        output([os.environ.get("CC", "cc"), "-O2", "-o", program, source, *libraries])
        return program

    def analysis(self, build):
        """Made of what coopidx in the folder `build` is made of."""
        program = os.path.join(build, "scripts", "bench", "analysis")
        output(["make", "-s", "-C", ROOT, f"BUILD={build}", program])
        return program

    def java(self):
        jars = [jar for name in ("lucene-core", "lucene-analyzers-common", "lucene-highlighter",
                                 "lucene-memory", "lucene-queries")
                for jar in glob.glob(f"/usr/share/java/{name}-8.*.jar")]
        if len(jars) != 5 or not shutil.which("javac"):
            return None
        output(["javac", "-cp", ":".join(jars), "-d", self.folder,
                os.path.join(HERE, "LuceneBench.java")])
        return ["java", "-cp", ":".join([*jars, self.folder]), "LuceneBench"]
