"""Running programs and measuring what they cost."""

import os
import subprocess
import sys
import tempfile
import time

os.environ["COOP_CONFIG"] = ""  # nobody's own options
MB = 1_000_000


class Problem(Exception):
    """What the user is told before the program ends with 2."""


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


class Cost:
    """What a process and its children cost."""

    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall, cpu, peak


def last_lines(file):
    file.seek(0)
    return "\n".join(file.read().decode("utf-8", "replace").strip().split("\n")[-5:])


def measured(command, source=None, extra=None, folder=None, accepted=(0,)):
    """Runs a program to its end, in a folder: (cost, what it printed)."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, \
            open(source or os.devnull, "rb") as given:
        start = time.monotonic()
        try:
            child = subprocess.Popen(command, stdin=given, stdout=out, stderr=err,
                                     cwd=folder, env=os.environ | (extra or {}))
        except OSError as reason:
            raise Problem(f"cannot run '{command[0]}': {reason.strerror}") from None
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in accepted:
            raise Problem(f"'{os.path.basename(command[0])}' ended with {child.returncode}:\n"
                          + (last_lines(err) or last_lines(out)))
        out.seek(0)
        cost = Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
        return cost, out.read().decode("utf-8", "replace")


def output(command, accepted=(0,)):
    return measured(command, accepted=accepted)[1]


def first_line(command):
    """Of what a program says about itself, wherever it says it."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip().split("\n")[0]


def disk_size(path):
    """What a folder takes on the disk: some engines leave holes in their files."""
    return sum(os.stat(os.path.join(folder, name)).st_blocks * 512
               for folder, _, names in os.walk(path) for name in names)
