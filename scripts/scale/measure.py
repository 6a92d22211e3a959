"""Measures the figures of one index, and real shards beside what the model says of them."""

import csv
import io
import itertools
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time

from figures import KINDS, Figures, Problem, kept

HERE = os.path.dirname(os.path.abspath(__file__))
GENERATOR = os.path.join(os.path.dirname(HERE), "bench", "notices.c")
STAGES = re.compile(r"without the second stage (\d+) and \d+, with it (\d+) and")
REPEATED = 5   # so often a query is asked one after another; the median counts
NOISE = 40     # answers to a query, for how much they differ
ENVIRONMENT = os.environ | {"COOP_CONFIG": "", "LC_ALL": "C.UTF-8"}


def run(command, given=None, folder=None, accepted=(0,)):
    """Runs a program to its end: (seconds of the clock, of the processor, bytes of memory, output, messages)."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, \
            open(given or os.devnull, "rb") as source:
        begun = time.monotonic()
        try:
            child = subprocess.Popen(command, stdin=source, stdout=out, stderr=err, cwd=folder,
                                     env=ENVIRONMENT)
        except OSError as reason:
            raise Problem(f"cannot run '{command[0]}': {reason.strerror}") from None
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode("utf-8", "replace"))
        if child.returncode not in accepted:
            raise Problem(f"'{os.path.basename(command[0])}' ended with {child.returncode}: "
                          + said[1].strip()[-300:])
        return wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, said[0], said[1]


def disk_size(path):
    """What a folder takes on the disk; what goes away meanwhile takes nothing."""
    total = 0
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                total += os.stat(os.path.join(folder, name)).st_blocks * 512
            except OSError:
                pass
    return total


class DiskWatch:
    """The most that some folders took while it was asked, ten times a second."""

    def __init__(self, *folders):
        self.folders, self.most = folders, 0
        self.end = threading.Event()
        self.thread = threading.Thread(target=self.watch)

    def watch(self):
        while not self.end.wait(0.1):
            self.look()

    def look(self):
        self.most = max(self.most, sum(disk_size(folder) for folder in self.folders))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.end.set()
        self.thread.join()
        self.look()


class Bench:
    """A folder with notices, indexes and queries; removed at the end."""

    def __init__(self, build, say):
        self.coopidx, self.coopq = (os.path.join(os.path.abspath(build), name)
                                    for name in ("coopidx", "coopq"))
        for program in (self.coopidx, self.coopq):
            if not os.path.exists(program):
                raise Problem(f"no {program}: run make first, or give BUILD")
        self.say = say
        self.folder = tempfile.mkdtemp(prefix="simulate-scale-")
        self.generator = os.path.join(self.folder, "notices")
        run([os.environ.get("CC", "cc"), "-O2", "-I", os.path.dirname(os.path.dirname(HERE)),
             GENERATOR, "-o", self.generator, "-lm"])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def tables(self, name, notices, seed, count):
        """A folder of `count` tables, with so many notices in all; their ids differ."""
        folder = self.path(name)
        os.mkdir(folder)
        old = time.time() - 3600  # what is of this very second is read again
        with subprocess.Popen([self.generator, str(notices), str(seed)],
                              stdout=subprocess.PIPE) as child:
            rows = csv.reader(io.TextIOWrapper(child.stdout, encoding="utf-8", newline=""))
            head = next(rows)
            for i in range(count):
                path = os.path.join(folder, f"t{i:03}.csv")
                some = (i + 1) * notices // count - i * notices // count
                with open(path, "w", encoding="utf-8", newline="") as file:
                    csv.writer(file, lineterminator="\n").writerows(
                        [head, *itertools.islice(rows, some)])
                os.utime(path, (old, old))
        if child.returncode != 0:
            raise Problem("the generator of notices failed")
        return folder

    def queries(self, kind, count, seed):
        lines = run([self.generator, "--queries", kind, str(count), str(seed)])[3].splitlines()
        if kind == "and":
            return [" ET ".join(line.split()) for line in lines]
        return [f'"{line}"' for line in lines] if kind == "phrase" else lines

    def index(self, name, *options):
        return run([self.coopidx, "-q", "-i", self.path(name, ""), *options], folder=self.folder)

    def stages(self, indexes, query):
        """Microseconds of the first stage and of both, of a query that was asked before."""
        asked = self.path("asked")
        with open(asked, "w", encoding="utf-8") as file:
            file.writelines([query + "\n"] * REPEATED)
        command = [self.coopq, *(word for index in indexes for word in ("-i", index)), "-n", "10",
                   "--batch", "--ids", "--timing"]
        told = STAGES.search(run(command, asked, accepted=(0, 1))[4])
        if not told:
            raise Problem("'coopq' did not tell what its stages took")
        return [float(micros) for micros in told.groups()]

    def noise(self, index, queries):
        """How many times its median each of many answers took, a line of a pipe after another."""
        found = []
        with subprocess.Popen([self.coopq, "-i", index, "-n", "1", "--batch", "--ids"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, env=ENVIRONMENT) as child:
            for query in queries:
                times = []
                for _ in range(NOISE):
                    begun = time.perf_counter()
                    child.stdin.write(query.encode() + b"\n")
                    child.stdin.flush()
                    if not child.stdout.readline():
                        raise Problem("'coopq' ended before it had answered")
                    times.append(time.perf_counter() - begun)
                middle = statistics.median(times[1:])
                found += [taken / middle for taken in times[1:]]
            child.stdin.close()
        return kept(found)


def measure_index(bench, figures, notices, seed, queries):
    """Builds and asks one index, and adds what it took to the figures; its path."""
    bench.say(f"{notices:,} notices: building")
    source = bench.tables(f"source-{notices}-{seed}", notices, seed, 10)
    name = f"index-{notices}-{seed}"
    with DiskWatch(bench.path(name)) as watch:
        _, cpu, memory, _, _ = bench.index(name, "-j", "2", source)
    measured = {"source": sum(os.path.getsize(entry.path) for entry in os.scandir(source)),
                "build_cpu": cpu, "build_memory": memory,
                "index": disk_size(bench.path(name)), "build_disk": watch.most}
    with open(os.path.join(source, "t007.csv"), "a", encoding="utf-8") as file:
        file.write("n9999999,Un titre de plus" + 10 * "," + "\n")
    measured["update"] = bench.index(name, "-j", "2", source)[1]
    for key, value in measured.items():
        figures.sizes[key].append((notices, value))
    for kind in KINDS:
        bench.say(f"{notices:,} notices: {kind}")
        times = [bench.stages([bench.path(name, "")], query)
                 for query in bench.queries(kind, queries, seed)]
        figures.first[kind].append((notices, kept(first for first, _ in times)))
        figures.second[kind].append((notices, kept(max(both - first, 0) for first, both in times)))
    return bench.path(name, "")


def measure(bench, sizes, queries, seed=2):
    """The figures of indexes of these sizes."""
    figures = Figures()
    for notices in sizes:
        index = measure_index(bench, figures, notices, seed, queries)
    some = [query for kind in KINDS for query in bench.queries(kind, max(queries // 8, 2), seed)]
    figures.noise = bench.noise(index, some)
    return figures


class Real:
    """What a number of real shards took."""

    def __init__(self):
        self.cpu = self.disk = 0.0
        self.memory = 0
        self.first, self.both, self.slowest = [], [], []


def real_shards(bench, tables, shards, queries):
    """Builds an index of each part of the tables, and asks them as one and each alone."""
    real = Real()
    names = sorted(entry.path for entry in os.scandir(tables))
    indexes = []
    for i in range(shards):
        name = f"real-{shards}-{i}"
        _, cpu, memory, _, _ = bench.index(name, "-j", "2", *names[i::shards])
        real.cpu += cpu
        real.memory = max(real.memory, memory)
        real.disk += disk_size(bench.path(name))
        indexes.append(bench.path(name, ""))
    for query in queries:
        first, both = bench.stages(indexes, query)
        real.first.append(first)
        real.both.append(both)
        real.slowest.append(first if shards == 1 else
                            max(bench.stages([index], query)[0] for index in indexes))
    return real
