"""What a collection of so many notices takes over so many shards, from figures of one shard."""

import math
import random

from figures import KINDS, drawn, quantile

# What is not measured but assumed; each is an option of scripts/simulate-scale, and is printed.
ASSUMED = {
    "cores": (2, "processors of a shard's machine, as fast as the measured one's"),
    "budget": (1024.0, "MiB that --memory gives coopidx; a quarter at least is for postings and columns"),
    "notice": (32.0, "bytes a notice that it takes of them, and above them at last: hashes of ids, lengths"),
    "parallel": (0.82, "share of a build that all processors do together: with two it is 1.7 times as fast"),
    "noise": (3.0, "times its median that an answer takes at most, but for pauses; 0: as measured"),
    "skew": (1.6, "times its mean that a query takes on the most unequal shard, as --check measured"),
    "rtt": (0.5, "ms there and back between the asking machine and a shard, at least"),
    "jitter": (0.1, "ms that this takes longer on average, exponentially distributed"),
    "pauses": (0.001, "share of the answers that meet a pause: a disk, a neighbour, a lost packet"),
    "pause": (20.0, "ms that such a pause takes on average, exponentially distributed"),
    "bandwidth": (1000.0, "Mbit/s into the asking machine, and into each shard"),
    "fanout": (10.0, "microseconds the asking machine needs for each shard, to send and to merge"),
    "statistics": (2000, "bytes of a query and its frequencies to a shard and back"),
    "hit": (40, "bytes of a hit of a shard: its number, score and order"),
    "hits": (50, "hits that each shard sends"),
    "texts": (50, "texts that the second stage reads, of all shards together"),
    "hot": (0.4, "share of an index that memory should hold, for queries not to wait for the disk"),
    "facts": (0.6, "share of a build's time to collect the facts of the whole beforehand"),
    "replicas": (1, "copies of each shard that answer"),
    "hedge": (0.0, "after this share of the answers is there (0.95), a replica is asked too; 0: never"),
}


class Plan:
    """So many notices over so many shards: sizes and times that follow without chance."""

    def __init__(self, figures, assumed, notices, shards):
        self.notices, self.shards, self.assumed = notices, shards, assumed
        self.each = math.ceil(notices / shards)

        def size(name):
            return figures.size(name, self.each)

        self.extrapolated = self.each > figures.largest()
        self.build_cpu = size("build_cpu") * shards
        self.build_wall = size("build_cpu") * (
            1 - assumed["parallel"] + assumed["parallel"] / assumed["cores"])
        self.facts_wall = self.build_wall * assumed["facts"]
        budget = assumed["budget"] * 2**20
        self.build_memory = min(size("build_memory"),
                                max(budget, budget / 4 + assumed["notice"] * self.each))
        self.build_disk = size("build_disk")
        self.disk = size("index")
        self.disk_all = self.disk * shards * assumed["replicas"]
        self.update = size("update")
        self.serve_memory = self.disk * assumed["hot"]
        self.source = size("source")
        bits = assumed["bandwidth"] * 1e6
        self.send_source = self.source * 8 / bits
        self.send_replica = self.disk * 8 / bits * (assumed["replicas"] - 1)
        self.query_bytes = (shards * (assumed["statistics"] + assumed["hits"] * assumed["hit"])
                            + assumed["texts"] * self.source / self.each)
        self.query_wire = self.query_bytes * 8 / bits * 1e3  # ms
        self.first = {kind: figures.stage("first", kind, self.each) for kind in KINDS}
        # it reads as many texts whatever the size: as measured on the largest index
        self.second = {kind: figures.stage("second", kind, figures.largest()) for kind in KINDS}
        self.query_cpu = mean_cost(self.first)
        # of one group of replicas: every shard answers every query
        self.rate = assumed["cores"] * assumed["replicas"] * 1e6 / self.query_cpu


def draws(stage):
    """200 even draws of each kind, from its quantiles."""
    return [drawn(values, (i + 0.5) / 200) for values in stage.values() for i in range(200)]


def mean_cost(stage):
    """The mean of all kinds, each as frequent as the others."""
    costs = draws(stage)
    return sum(costs) / len(costs)


class Chance:
    """The draws of a simulation: the same for every plan, so that plans differ by what they are alone."""

    def __init__(self, figures, assumed, trials, shards, seed):
        most = assumed["noise"] or figures.noise[-1]
        self.noise, self.assumed = [min(times, most) for times in figures.noise], assumed
        hedging = assumed["hedge"] and assumed["replicas"] > 1
        self.queries = []
        for trial in range(trials):
            # of each query its own, so that the draws do not depend on how many shards others have
            query, first, again = (random.Random(f"{seed} {trial} {what}")
                                   for what in ("query", "first", "again"))
            self.queries.append((
                (query.choice(KINDS), query.random()),
                [self.answer(first) for _ in range(shards)],
                [self.answer(again) for _ in range(shards)] if hedging else None))

    def answer(self, source):
        """How many times the mean of all shards one takes, and the ms of the way and of pauses."""
        a = self.assumed
        # two turns: the frequencies of all shards, then the ranking
        way = sum(a["rtt"] + exponential(source, a["jitter"]) for _ in range(2))
        if source.random() < a["pauses"]:
            way += exponential(source, a["pause"])
        times = drawn(self.noise, source.random())
        return times * a["skew"] ** (2 * source.random() - 1), way


def exponential(source, mean):
    return source.expovariate(1 / mean) if mean > 0 else 0.0


def slowest(plan, chance):
    """Of every query, in ms: how long one shard takes, how long the slowest of all, and that with the hedge."""
    one, all_of_them, hedged = [], [], []
    for (kind, share), answers, _ in chance.queries:
        base = drawn(plan.first[kind], share) / 1e3
        times = [base * noise + way for noise, way in answers[:plan.shards]]
        one.append(times[0])
        all_of_them.append(max(times))
    if plan.assumed["hedge"] and plan.assumed["replicas"] > 1:
        for (kind, share), answers, others in chance.queries:
            base = drawn(plan.first[kind], share) / 1e3
            # what that query takes on most shards: who asks knows it from the answers that came
            times = sorted(base * noise + way for noise, way in answers[:plan.shards])
            wait = quantile(times, plan.assumed["hedge"])
            hedged.append(max(
                min(time, wait + base * noise + way) if time > wait else time
                for time, (noise, way) in zip(
                    (base * noise + way for noise, way in answers[:plan.shards]), others)))
    return one, all_of_them, hedged or all_of_them


def whole(plan, chance, slow):
    """From the slowest shard to the answer: merging, the texts of the second stage, and reading them."""
    a = plan.assumed
    rest = plan.shards * a["fanout"] / 1e3 + plan.query_wire + a["rtt"]
    return [time + rest + drawn(plan.second[kind], share) / 1e3
            for time, ((kind, share), _, _) in zip(slow, chance.queries)]
