"""The measured figures that scripts/simulate-scale starts from: a file of them, and what lies between them."""

import bisect

KINDS = ["term", "and", "or", "phrase"]
SHARES = [i / 20 for i in range(20)] + [0.99, 1.0]  # the quantiles that are kept of a distribution
# What grows with the notices of an index; a line each in the file: name, notices, value.
SIZES = {
    "source": "bytes of CSV",
    "build_cpu": "seconds of processor to build",
    "build_memory": "bytes of memory at most while it is built",
    "build_disk": "bytes of disk at most while it is built",
    "index": "bytes of the index",
    "update": "seconds of processor until a changed row of one table is found",
}


class Problem(Exception):
    """What the user is told before the program ends with 2."""


def quantile(values, share):
    """Of sorted values; what is between two of them is proportional."""
    at = share * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)


def kept(values):
    """The quantiles of a distribution that a file keeps."""
    values = sorted(values)
    return [quantile(values, share) for share in SHARES]


def drawn(quantiles, share):
    """The value at a share, of the quantiles that a file keeps."""
    high = min(bisect.bisect_left(SHARES, share), len(SHARES) - 1)
    if high == 0:
        return quantiles[0]
    low = high - 1
    part = (share - SHARES[low]) / (SHARES[high] - SHARES[low])
    return quantiles[low] + (quantiles[high] - quantiles[low]) * part


def between(points, at):
    """Of values measured at some sizes, the one at another size: on the lines from one to the next, and
    beyond the last one on as before.

    More notices never take less: what was measured so is noise, and the higher value counts. Below
    the smallest size it is at least in proportion; of one size alone all is in proportion.
    """
    points = sorted(points)
    for i in range(1, len(points)):
        points[i] = points[i][0], max(points[i][1], points[i - 1][1])
    if len(points) == 1:
        return points[0][1] * at / points[0][0]
    high = 1
    while high < len(points) - 1 and points[high][0] < at:
        high += 1
    (x0, y0), (x1, y1) = points[high - 1], points[high]
    value = y0 + (y1 - y0) * (at - x0) / (x1 - x0)
    return max(value, y0 * at / x0) if at < x0 else value


class Figures:
    """Measured figures: `sizes` {name: [(notices, value)]}, `first` and `second` {kind: [(notices,
    quantiles of microseconds)]} of the two stages of a query, `noise` the quantiles of how many times
    its median an answer takes, `about` lines that say where they are from."""

    def __init__(self):
        self.about = []
        self.sizes = {name: [] for name in SIZES}
        self.first = {kind: [] for kind in KINDS}
        self.second = {kind: [] for kind in KINDS}
        self.noise = [1.0] * len(SHARES)

    def size(self, name, notices):
        """A size of an index of so many notices."""
        return between(self.sizes[name], notices)

    def stage(self, which, kind, notices):
        """The quantiles of a stage, in microseconds, on so many notices: never falling."""
        measured = getattr(self, which)[kind]
        found = [between([(n, values[i]) for n, values in measured], notices)
                 for i in range(len(SHARES))]
        for i in range(1, len(found)):
            found[i] = max(found[i], found[i - 1])
        return found

    def largest(self):
        """The largest index that was measured: what is above is extrapolated."""
        return max(n for n, _ in self.sizes["index"])

    def write(self, file):
        """As lines of text, with tabs."""
        for line in self.about:
            print(f"# {line}", file=file)
        print("# name, notices, value; distributions: quantiles 0, 5, ... 95, 99 and 100 %", file=file)
        for name, points in self.sizes.items():
            for notices, value in sorted(points):
                print(name, notices, f"{value:.6g}", sep="\t", file=file)
        for which in ("first", "second"):
            for kind in KINDS:
                for notices, values in sorted(getattr(self, which)[kind]):
                    print(f"{which}.{kind}", notices, *(f"{v:.5g}" for v in values), sep="\t",
                          file=file)
        print("noise", 0, *(f"{v:.4g}" for v in self.noise), sep="\t", file=file)


def taken(figures, name, notices, values):
    """Takes a line of a file; False when it is none that is known."""
    if name in SIZES and len(values) == 1 and values[0] > 0 and notices > 0:
        figures.sizes[name].append((notices, values[0]))
        return True
    which, _, kind = name.partition(".")
    if len(values) != len(SHARES) or values != sorted(values) or values[0] < 0:
        return False
    if name == "noise" and values[0] > 0:
        figures.noise = values
        return True
    if which not in ("first", "second") or kind not in KINDS or notices <= 0:
        return False
    getattr(figures, which)[kind].append((notices, values))
    return True


def read(path):
    """Reads a file of figures."""
    figures = Figures()
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, UnicodeDecodeError) as reason:
        raise Problem(f"cannot read '{path}': {reason}") from None
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            if not line.startswith("# name,"):
                figures.about.append(line[2:])
            continue
        cells = line.split("\t")
        try:
            good = taken(figures, cells[0], int(cells[1]), [float(cell) for cell in cells[2:]])
        except (ValueError, IndexError):
            good = False
        if not good:
            raise Problem(f"{path}:{number}: no figure that is known: '{line[:60]}'; "
                          "--measure FILE writes such a file")
    missing = [name for name, points in figures.sizes.items() if not points]
    missing += [f"{which}.{kind}" for which in ("first", "second") for kind in KINDS
                if not getattr(figures, which)[kind]]
    if missing:
        raise Problem(f"{path}: nothing is said of {', '.join(missing)}")
    return figures
