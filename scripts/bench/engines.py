"""The engines that scripts/bench/run compares: coopidx and coopq, and their peers."""

import collections
import glob
import json
import os
import re
import shutil
import socket
import statistics
import struct
import subprocess
import tempfile
import time

from data import ROOT
from process import Problem, disk_size, first_line, measured, output

KINDS = ["term", "and", "or", "phrase"]
PASSES = 3          # over the queries; the last counts
SHOWN = ["ids", "titles", "passages"]  # what of the ten best is read
TIMING = re.compile(r"understanding (\d+), first stage (\d+)")
SHARES = re.compile(r"without the second stage (\d+) and (\d+)")
JVM_QUERIES = 5000  # at least, and ten passes: until Java has compiled what it runs


def plural(number, noun):
    return f"{number} {noun}{'s' * (number != 1)}"


class Batch(list):
    """[(microseconds, hits)] of queries whose times are known together only: each counts as the
    mean. `median` and `p99` are microseconds, or None."""

    median = p99 = None


class Engine:
    """An engine and one way to use it.

    `label` names it when it builds and `asked` when it is asked; `runs` is how often it
    builds, when not as often as the others; `remark` is what a reader of its figures must
    know.
    """

    programs = ()
    runs = None
    remark = ""

    def __init__(self, key, label, asked=None):
        self.key, self.label, self.asked = key, label, asked or label

    def missing(self):
        """Names of what is not installed."""
        return [name for name in self.programs if not shutil.which(name)]

    def version(self):
        raise NotImplementedError

    def folder(self, data):
        return data.path(self.key)

    def prepare(self, data):
        """Converts what `build` reads."""

    def build(self, data):
        """Builds the index in a fresh folder and gives the cost."""
        raise NotImplementedError

    def note(self, _data):
        """What else there is to say of the size of the index."""
        return ""

    def ask(self, _data, _queries):
        """{kind: [(microseconds, hits) of a query]} of those it can answer; warm, one thread."""
        return {}

    def answers(self, data, queries):
        """[(label, what ask() gives)], for each way in which it can be asked."""
        return [(self.asked, self.ask(data, queries))]

    def answers_shown(self, data, queries):
        """The same, for each of SHOWN, where ask() knows them."""
        return [(f"{self.asked}, {shown}", self.ask(data, queries, shown)) for shown in SHOWN]

    def cold(self, _data, _kind, _words):
        """The command of a process that answers one query, or None."""
        return None


class Ours(Engine):
    """coopidx and coopq."""

    remark = ("coopidx: reads the CSV; what the peers read is made of it beforehand, which is "
              "not timed; coopq's passages come with the whole notice, as JSON")

    def __init__(self, build, threads):
        super().__init__(f"coop-{threads}", f"coopidx, {plural(threads, 'thread')}", "coopq")
        self.coopidx = os.path.join(build, "coopidx")
        self.coopq = os.path.join(build, "coopq")
        self.threads = threads

    def missing(self):
        return [path for path in (self.coopidx, self.coopq) if not os.path.exists(path)]

    def version(self):
        commit = output(["git", "-C", ROOT, "describe", "--always", "--dirty"]).strip()
        return f"{first_line([self.coopidx, '--version'])}, {commit}"

    def build(self, data):
        # Records hold the path of their file: a short one, as a user has it.
        return measured([self.coopidx, "-q", "-i", f"./{self.key}/", "--threads",
                         str(self.threads), os.path.basename(data.csv)],
                        folder=data.folder)[0]

    def syntax(self, kind, words):
        return {"and": " ET ".join(words.split()), "phrase": f'"{words}"'}.get(kind, words)

    def batch(self, data, queries, shown):
        """Seconds, and how many hits each query has."""
        output_of = {"ids": ["--trec"], "titles": ["--tsv", "--fields=id,titre"],
                     "passages": ["--jsonl"]}
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.writelines(f"{i}\t{query}\n" for i, query in enumerate(queries))
            file.flush()
            command = [self.coopq, "-i", self.folder(data), "-n", "10", "--batch",
                       *output_of[shown]]
            runs = [measured(command, file.name, accepted=(0, 1)) for _ in range(PASSES)]
        number = {"ids": r"(\d+) ", "titles": r"(\d+)\t", "passages": r'.*?"query":{"id":"(\d+)"'}[shown]
        found = (re.match(number, line) for line in runs[0][1].splitlines())
        hits = collections.Counter(match[1] for match in found if match)
        return (statistics.median(cost.wall for cost, _ in runs),
                [hits[str(i)] for i in range(len(queries))])

    def asked_of(self, kind, queries):
        return [self.syntax(kind, words) for other, words in queries if other == kind]

    def rank(self, data, queries):
        """What the peers do: the query understood and the documents ranked by the index, without
        the second stage, which reads the text of the best, as coopq measures it."""
        found = {}
        for kind in KINDS:
            asked = self.asked_of(kind, queries)
            if not asked:
                continue
            command = [self.coopq, "-i", self.folder(data), "-n", "10", "--batch", "--ids",
                       "--timing"]
            costs, shares = [], []
            for _ in range(PASSES):
                done = subprocess.run(command, input="\n".join(asked) + "\n", text=True,
                                      capture_output=True, check=False,
                                      env=os.environ | {"LC_ALL": "C.UTF-8"})
                told, share = TIMING.search(done.stderr), SHARES.search(done.stderr)
                if not told or not share:
                    raise Problem(f"'coopq' did not tell its costs:\n{done.stderr}")
                costs.append(sum(float(cost) for cost in told.groups()))
                shares.append([float(cost) for cost in share.groups()])
            hits = collections.Counter(line.split("\t", 1)[0]
                                       for line in done.stdout.splitlines())
            found[kind] = Batch((max(statistics.median(costs), 0.5), hits[str(number)])
                                for number in range(1, len(asked) + 1))
            found[kind].median, found[kind].p99 = map(statistics.median, zip(*shares))
        return found

    def answers(self, data, queries):
        return [(f"{self.asked}, ranking alone", self.rank(data, queries)),
                *self.answers_shown(data, queries)]

    def ask(self, data, queries, shown="ids"):
        """A batch without the cost of a batch of one: the mean of a query, not each one."""
        found = {}
        for kind in KINDS:
            asked = self.asked_of(kind, queries)
            if len(asked) > 1 and None not in asked:
                wall, hits = self.batch(data, asked, shown)
                wall -= self.batch(data, asked[:1], shown)[0]
                micros = max(wall, 1e-6) / (len(asked) - 1) * 1e6
                found[kind] = Batch((micros, count) for count in hits)
        return found

    def cold(self, data, kind, words):
        query = self.syntax(kind, words)
        return query and [self.coopq, "-i", self.folder(data), "--ids", "-n", "10", "--", query]


class Analysis(Engine):
    """No engine but what coopidx cannot do without, to compare its building with."""

    remark = ("the analysis: coopidx's own code reads the CSV, finds words and looks up or makes "
              "their stems; nothing is kept")

    def __init__(self, tools, build):
        super().__init__("analysis", "analysis only, no index, 1 thread")
        self.program = tools.analysis(os.path.abspath(build))

    def build(self, data):
        return measured([self.program, data.csv])[0]


def times(text):
    """{kind: [(microseconds, hits)]} of what the runners print."""
    found = {}
    for line in text.splitlines():
        kind, micros, hits = line.split("\t")
        found.setdefault(kind, []).append((float(micros), int(hits)))
    return found


def with_queries(queries, command):
    """The times that a runner prints; `command(path)` reads a file of "kind TAB query"."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        file.writelines(f"{kind}\t{query}\n" for kind, query in queries)
        file.flush()
        return times(output(command(file.name)))


class Fts5(Engine):
    """SQLite FTS5 with one of its tokenizers or ours."""

    programs = ("sqlite3",)
    remark = ("FTS5: one transaction without a journal, synchronous=FULL; its own Snowball "
              "tokenizer is in fts5bench.c")

    def __init__(self, tools, tokenizer, label):
        super().__init__(f"fts5-{tokenizer}", label)
        self.runner, self.tokenizer = tools.fts5bench, tokenizer

    def missing(self):
        return super().missing() + ([] if self.runner else ["libsqlite3-dev", "libstemmer-dev"])

    def version(self):
        return "SQLite " + first_line(["sqlite3", "--version"]).split()[0]

    def path(self, data):
        return os.path.join(self.folder(data), "db")

    def prepare(self, data):
        data.tsv()

    def build(self, data):
        return measured([self.runner, "build", self.path(data), data.tsv(), self.tokenizer])[0]

    @staticmethod
    def syntax(kind, words):
        if kind in ("term", "phrase"):
            return f'"{words}"'
        return f" {kind.upper()} ".join(f'"{word}"' for word in words.split())

    def answers(self, data, queries):
        return self.answers_shown(data, queries)

    def ask(self, data, queries, shown="ids"):
        return with_queries([(kind, self.syntax(kind, words)) for kind, words in queries],
                            lambda path: [self.runner, "ask", self.path(data), path,
                                          str(PASSES), shown])

    def cold(self, data, kind, words):
        if self.tokenizer != "plain":
            return None  # the program sqlite3 does not know it
        quoted = self.syntax(kind, words).replace("'", "''")
        return ["sqlite3", self.path(data), f"SELECT rowid FROM notice WHERE notice MATCH "
                f"'{quoted}' ORDER BY rank LIMIT 10"]


class Lucene(Engine):
    """Lucene as it comes. "one": the cells are indexed as one field, for queries only."""

    programs = ("java", "javac")
    remark = "Lucene: the start of Java counts; a buffer of 256 MB, no forced merge"

    def __init__(self, tools, threads, mode="fields"):
        where = "one field for all" if mode == "one" else "a field a column"
        asked = f"Lucene FrenchAnalyzer, {where}"
        super().__init__(f"lucene-{mode}-{threads}",
                         f"{asked}, {plural(threads, 'thread')}", asked)
        self.command, self.mode, self.threads = tools.lucene, mode, threads

    def missing(self):
        return super().missing() + ([] if self.command else ["liblucene8-java"])

    def version(self):
        jar = os.path.basename(self.command[2].split(":")[0])
        number = jar.split("-")[-1].removesuffix(".jar")
        return f"Lucene {number}, {first_line(['java', '-version'])}"

    def prepare(self, data):
        data.tsv()

    def build(self, data):
        return measured([*self.command, "build", self.folder(data), data.tsv(), self.mode,
                         str(self.threads)])[0]

    def runner(self, data, path, passes, shown="ids"):
        return [*self.command, "ask", self.folder(data), path, self.mode, str(passes), shown]

    def answers(self, data, queries):
        if self.mode == "one":
            return self.answers_shown(data, queries)
        return super().answers(data, queries)

    def ask(self, data, queries, shown="ids"):
        passes = max(10, JVM_QUERIES // len(queries))
        return with_queries(queries, lambda path: self.runner(data, path, passes, shown))

    def cold(self, data, kind, words):
        path = os.path.join(self.folder(data), "query")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{kind}\t{words}\n")
        return self.runner(data, path, 1)


SPHINX = """\
source notices
{{
	type = tsvpipe
	tsvpipe_command = tail -n +2 {tsv}
{fields}
}}
index notices
{{
	source = notices
	path = {folder}/index
	morphology = libstemmer_fr
	min_word_len = 1
	charset_table = 0..9, A..Z->a..z, a..z, U+C0..U+D6->U+E0..U+F6, \
U+D8..U+DE->U+F8..U+FE, U+E0..U+F6, U+F8..U+FF, U+152->U+153, U+153
}}
indexer
{{
	mem_limit = 1024M
}}
searchd
{{
	listen = {folder}/socket:mysql41
	pid_file = {folder}/pid
	log = {folder}/log
	binlog_path =
	workers = threads
}}
"""


class SphinxClient:
    """As little of MySQL's protocol as Sphinx needs for a query."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.file = self.socket.makefile("rb")
        self.packet()
        # capabilities: protocol 4.1 and secure connection, without a user or password
        self.send(1, struct.pack("<IIB23x", 0x8200, 1 << 24, 33) + b"\0\0")
        self.packet()

    def send(self, sequence, body):
        self.socket.sendall(struct.pack("<I", len(body) | sequence << 24) + body)

    def packet(self):
        header = self.file.read(4)
        if len(header) < 4:
            raise Problem("Sphinx closed the connection")
        return self.file.read(struct.unpack("<I", header)[0] & 0xFFFFFF)

    def until_end(self):
        """The packets before the one that ends columns or rows."""
        count = 0
        while self.packet()[:1] != b"\xfe":
            count += 1
        return count

    def rows(self, sql):
        self.send(0, b"\x03" + sql.encode())
        answer = self.packet()
        if answer[:1] == b"\xff":
            raise Problem(f"Sphinx: {answer[9:].decode('utf-8', 'replace')}")
        self.until_end()
        return self.until_end()


class Sphinx(Engine):
    """Sphinx, its server for queries."""

    programs = ("indexer", "searchd")
    remark = "Sphinx: one thread, the text as string attributes; nothing is synced to the disk"

    def __init__(self):
        super().__init__("sphinx", "Sphinx, libstemmer_fr")

    def version(self):
        return first_line(["indexer"])

    def config(self, data):
        return os.path.join(self.folder(data), "sphinx.conf")

    def prepare(self, data):
        data.tsv()

    def build(self, data):
        names = data.columns()
        # "id" is a name of Sphinx's own
        fields = [f"\ttsvpipe_attr_string = notice_{names[0]}"]
        fields += [f"\ttsvpipe_field_string = {name}" for name in names[1:]]
        with open(self.config(data), "w", encoding="utf-8") as file:
            file.write(SPHINX.format(tsv=data.tsv(), folder=self.folder(data),
                                     fields="\n".join(fields)))
        cost, said = measured(["indexer", "--config", self.config(data), "--all"])
        if "ERROR" in said or "FATAL" in said:
            raise Problem(said.strip().split("\n")[-1])
        return cost

    @staticmethod
    def syntax(kind, words):
        words = words.replace("'", " ")
        if kind == "or":
            return words.replace(" ", " | ")
        return f'"{words}"' if kind == "phrase" else words

    def ask(self, data, queries):
        server = subprocess.Popen(["searchd", "--config", self.config(data), "--nodetach"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            client = self.connected(os.path.join(self.folder(data), "socket"))
            return timed(queries, lambda kind, words: client.rows(
                f"SELECT id FROM notices WHERE MATCH('{self.syntax(kind, words)}') LIMIT 10 "
                f"OPTION ranker=bm25"))
        finally:
            server.terminate()
            server.wait()

    @staticmethod
    def connected(path):
        for _ in range(300):
            try:
                return SphinxClient(path)
            except OSError:
                time.sleep(0.1)
        raise Problem("the server of Sphinx does not answer")


def timed(queries, answer):
    """{kind: [(microseconds, hits)]} of the last of several passes."""
    found = {}
    for _ in range(PASSES):
        found = {}
        for kind, words in queries:
            start = time.perf_counter()
            hits = answer(kind, words)
            micros = (time.perf_counter() - start) * 1e6
            found.setdefault(kind, []).append((micros, hits))
    return found


class Groonga(Engine):
    """Groonga, fed with commands through a pipe."""

    programs = ("groonga",)
    remark = "Groonga: its token filter stems words of ASCII letters only"

    def __init__(self):
        super().__init__("groonga", "Groonga, NFKC150 + TokenFilterStem")

    def missing(self):
        plugin = glob.glob("/usr/lib/*/groonga/plugins/token_filters/stem.so")
        return super().missing() + ([] if plugin else ["groonga-token-filter-stem"])

    def version(self):
        return " ".join(first_line(["groonga", "--version"]).split()[:2])

    def path(self, data):
        return os.path.join(self.folder(data), "db")

    def prepare(self, data):
        data.groonga()

    def build(self, data):
        cost, said = measured(["groonga", "-n", self.path(data)], source=data.groonga())
        failed = [line for line in said.splitlines() if not line.startswith("[[0,")]
        if failed:
            raise Problem(failed[-1])
        return cost

    @staticmethod
    def arguments(kind, words):
        words = words.replace("'", " ")
        query = {"or": words.replace(" ", " OR "), "phrase": f'"{words}"'}.get(kind, words)
        return ["--table", "Notices", "--match_columns", "Words.everything",
                "--output_columns", "id", "--sort_keys", "-_score", "--limit", "10",
                "--query", query]

    def ask(self, data, queries):
        with subprocess.Popen(["groonga", self.path(data)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as process:
            def command(line):
                process.stdin.write(line.encode() + b"\n")
                process.stdin.flush()
                head, *body = json.loads(process.stdout.readline())
                if head[0]:
                    raise Problem(f"Groonga: {head[3]}")
                return body[0]

            def answer(kind, words):
                *options, query = self.arguments(kind, words)
                # single quotes hold anything but themselves
                found = command(f"select {' '.join(options)} '{query}'")
                return len(found[0]) - 2  # behind the count and the columns

            command("cache_limit 0")  # else a second pass would only read the first one's
            return timed(queries, answer)

    def cold(self, data, kind, words):
        return ["groonga", self.path(data), "select", *self.arguments(kind, words)]


class Omega(Engine):
    """Xapian's own indexer of records. It takes so long that it builds once only."""

    programs = ("scriptindex", "xapian-compact")
    runs = 1
    remark = ("Omega: no field prefixes, all columns in one; a flush every 10,000 notices; "
              "built once")

    def __init__(self):
        super().__init__("omega", "Omega scriptindex, stemmer french")

    def version(self):
        return first_line(["scriptindex", "--version"])

    def prepare(self, data):
        data.omega()
        with open(data.path("omega.script"), "w", encoding="utf-8") as file:
            names = data.columns()
            file.write(f"{names[0]} : field\n{' '.join(names[1:])} : field index\n")

    def build(self, data):
        return measured(["scriptindex", "--stemmer=french", os.path.join(self.folder(data), "db"),
                         data.path("omega.script"), data.omega()],
                        extra={"XAPIAN_FLUSH_THRESHOLD": "10000"})[0]

    def note(self, data):
        with tempfile.TemporaryDirectory(dir=data.folder) as folder:
            output(["xapian-compact", os.path.join(self.folder(data), "db"),
                    os.path.join(folder, "db")])
            return f" ({disk_size(folder) / data.size:.2f} compacted)"


def our_engines(build, threads):
    ours = [Ours(os.path.abspath(build), number) for number in threads]
    if ours[0].missing():
        raise Problem(f"no '{ours[0].missing()[0]}': run make first")
    return ours


# What --peers names.
PEERS = {
    "fts5": lambda tools: [Fts5(tools, "plain", "SQLite FTS5, unicode61, no stemming")],
    "fts5-french": lambda tools: [Fts5(tools, "french", "SQLite FTS5, Snowball with a cache")],
    "lucene": lambda tools: [Lucene(tools, 2), Lucene(tools, 1)],
    "sphinx": lambda _: [Sphinx()],
    "groonga": lambda _: [Groonga()],
    "omega": lambda _: [Omega()],
}


def peer_engines(names, tools):
    return [engine for name in PEERS if name in names for engine in PEERS[name](tools)]
