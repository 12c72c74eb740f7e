#!/usr/bin/env python3
"""Time commands against one another: interleave.py RUNS NAME=COMMAND …

Runs them in turn, A B C … A B C …, so that a busy minute of the machine falls on all of them, and
prints for each the median and least wall and CPU seconds, the greatest resident memory, and the
median of its ratios to the first command within the same round. A command is run by the shell
with its output thrown away; one that fails is said to have failed and the exit code is 1.
"""
import os
import statistics
import sys
import time
from typing import NamedTuple


class Run(NamedTuple):
    wall_s: float
    cpu_s: float
    rss_mib: float
    is_failed: bool


def run(command):
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.execv("/bin/sh", ["sh", "-c", command])
    _, status, usage = os.wait4(child, 0)
    return Run(time.monotonic() - start, usage.ru_utime + usage.ru_stime,
               usage.ru_maxrss / 1024, status != 0)


def ratio(runs, base, member):
    return statistics.median(getattr(a, member) / getattr(b, member) for a, b in zip(runs, base))


def main():
    rounds = int(sys.argv[1])
    commands = dict(word.split("=", 1) for word in sys.argv[2:])
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command))
    base = next(iter(runs.values()))
    print("| command | wall s | least | cpu s | memory MiB | wall ratio | cpu ratio |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, made in runs.items():
        print("| %s%s | %.2f | %.2f | %.2f | %.0f | %.2f | %.2f |" % (
            name, " FAILED" if any(r.is_failed for r in made) else "",
            statistics.median(r.wall_s for r in made), min(r.wall_s for r in made),
            statistics.median(r.cpu_s for r in made), max(r.rss_mib for r in made),
            ratio(made, base, "wall_s"), ratio(made, base, "cpu_s")))
    return any(r.is_failed for made in runs.values() for r in made)


sys.exit(main())
