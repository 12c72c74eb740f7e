#!/usr/bin/env python3
"""loop.py PROGRAM SHIM SAMPLE [--full] [--only WORD]: break a run at its k-th call, for every k.

Each scenario is run once to count its calls, then once for each k with one fault there. After every
fault the store must open and hold the old state or the new one, a run that ends with 0 must have
stored, another end must say the cause, and the same run without a fault must then arrive at the
new state. Without --full eight points a row are taken, evenly; allocations are 3,000 a row at most.
"""
import argparse
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

# SQLite forgets why an fsync or an unlink failed, so "reading or writing failed" is all that is known.
FULL = ("disk is full", "No space left", "reading or writing failed")
# (calls counted, what happens, does it last, words one of which a message must hold)
FAULTS = [
    ("any", "kill", False, ()),
    ("any", "enospc", True, FULL),
    ("any", "enospc", False, FULL),
    ("any", "eio", False, ("Input/output error", "reading or writing failed")),
    ("any", "short", False, FULL),
    ("malloc", "null", False, ("memory",)),
]
# What SQLite may leave beside the store after a fault; the next run that writes takes it away.
BESIDE = ("store.sqlite-wal", "store.sqlite-shm", "store.sqlite-journal")
SHORT_POINTS, FULL_MALLOC_POINTS = 8, 3000


class Scenario:
    """`before` the store that stands there, or nothing; `export` what is then read into it."""

    def __init__(self, name, before, export):
        self.name, self.before, self.export = name, before, export


class Loop:
    def __init__(self, program, shim, folder):
        self.program, self.shim, self.folder = program, shim, folder
        self.place = folder / "place"
        self.store = self.place / "store.sqlite"
        self.failed = 0

    def run(self, *arguments, **fault):
        environment = {
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C",
            "HOME": "/nonexistent",
            # The shim stands before the sanitizer; a run that was made to fail may not leak.
            "ASAN_OPTIONS": "verify_asan_link_order=0:exitcode=99",
            "UBSAN_OPTIONS": "halt_on_error=1:exitcode=99",
        }
        if fault:
            environment |= {"LD_PRELOAD": str(self.shim)} | fault
        return subprocess.run(
            [self.program, *map(str, arguments)], env=environment, cwd=self.place,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)

    def act(self, export, **fault):
        return self.run("ingest", "--store", self.store, "--zone", "UTC", "--dates", "dmy", export, **fault)

    def state(self):
        """What a reader of the store sees; None when there is no store."""
        if not self.store.exists():
            return None
        told = [self.run(verb, "--store", self.store) for verb in ("imports", "score")]
        if "is empty" in told[0].stderr:
            return None  # the first run was killed before the first table stood
        if told[0].returncode != 0:
            return f"does not open: {told[0].stderr}"
        if told[0].stdout == "":
            return None
        return "".join(run.stdout + run.stderr for run in told)

    def begin(self, before):
        shutil.rmtree(self.place, ignore_errors=True)
        if before is None:
            self.place.mkdir()
        else:
            shutil.copytree(before, self.place)

    def prepare(self, scenario):
        self.begin(scenario.before)
        self.old = self.state()
        done = self.act(scenario.export)
        self.new = self.state()
        if done.returncode != 0 or self.new is None or self.new == self.old:
            sys.exit(f"{scenario.name}: the run without a fault stores nothing: {done.stderr}")

    def count(self, scenario, operation):
        self.begin(scenario.before)
        counted = self.folder / "count"
        self.act(scenario.export, FI_OP=operation, FI_COUNT=str(counted))
        calls = int(counted.read_text().split()[0])
        if calls == 0:
            sys.exit(f"{scenario.name}: no call of '{operation}' was counted: the shim is not at work")
        return calls

    def wrong(self, done, state, words, killed):
        """What is wrong with the outcome, or None."""
        if state not in (self.old, self.new):
            return f"neither the old state nor the new: {state}"
        if done.returncode == 0:
            return None if state == self.new else "ended with 0 and stored nothing"
        if killed or done.returncode == -signal.SIGKILL:
            return None
        if done.returncode == -signal.SIGTRAP and "GLib" in done.stderr:
            return None  # GLib ends the process where memory ends: README.md
        if done.returncode == 99 and "libicu" in done.stderr and ("icu_72::" in done.stderr or "LeakSan" in done.stderr):
            return None  # ICU crashes and leaks where memory ends: README.md
        if done.returncode < 0 or done.returncode == 99:
            return f"crashed ({done.returncode}): {done.stderr[:3000]}"
        if not any(word in done.stderr for word in words):
            return f"exit {done.returncode}, and the cause is not told: '{done.stderr}'"
        left = sorted(p.name for p in self.place.iterdir()
                      if p.name not in ("deskgauge.key", "store.sqlite", "report", *BESIDE))
        return f"left behind: {left}" if left else None

    def recovers(self, scenario):
        done = self.act(scenario.export)
        if done.returncode != 0:
            return f"the run after it fails: {done.stderr}"
        return None if self.state() == self.new else "the run after it does not arrive at the new state"

    def row(self, scenario, fault, is_full):
        operation, deed, lasts, words = fault
        calls = self.count(scenario, operation)
        points = SHORT_POINTS
        if is_full:
            points = FULL_MALLOC_POINTS if operation == "malloc" else calls
        step = -(-calls // points)
        tally = {"old": 0, "new": 0}
        bad = 0
        for at in range(1, calls + 1, step):
            self.begin(scenario.before)
            done = self.act(scenario.export, FI_OP=operation, FI_AT=str(at), FI_DO=deed,
                               FI_STICKY="1" if lasts else "0")
            state = self.state()
            tally["new" if state == self.new else "old"] += 1
            found = self.wrong(done, state, words, deed == "kill") or self.recovers(scenario)
            if found:
                bad += 1
                lasting = " FI_STICKY=1" if lasts else ""
                print(f"FAILED {scenario.name} FI_OP={operation} FI_AT={at} FI_DO={deed}{lasting}: {found}")
        lasting = " and lasts" if lasts else ""
        print(f"{scenario.name:<12} {operation:<7} {deed + lasting:<18} calls {calls:>6}  "
              f"points {tally['old'] + tally['new']:>5}  old {tally['old']:>5}  new {tally['new']:>4}  bad {bad}",
              flush=True)
        self.failed += bad


class ReportLoop(Loop):
    """The same for a report folder: the one that stood there, or the new one, and nothing between."""

    def act(self, export, **fault):
        return self.run("report", "quarterly-review", "--store", self.store, "--language", "en",
                        "-o", "report", **fault)

    def state(self):
        folder = self.place / "report"
        if not folder.exists():
            return None
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        told = [f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
        return "\n".join(told)

    def wrong(self, done, state, words, killed):
        # Without memory for a chart its table stands in its place, and the exit code says so.
        if done.returncode == 5 and "charts could not be drawn" in done.stderr and "report.html" in state:
            return None
        return super().wrong(done, state, words, killed)


def make_exports(sample, folder, row_count):
    """An older and a newer export of the sample company: fewer tickets, some of them still open."""
    lines = sample.read_bytes().splitlines(keepends=True)[: row_count + 1]
    newer, older = folder / f"newer-{row_count}.csv", folder / f"older-{row_count}.csv"
    newer.write_bytes(b"".join(lines))
    rows = [line.split(b";") for line in lines[: 1 + row_count * 3 // 4]]
    for row in rows[1::7]:
        row[4], row[7] = rows[1][4] if row[4] != rows[1][4] else row[4], b""
    older.write_bytes(b"".join(b";".join(row) for row in rows))
    return older, newer


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("shim", type=pathlib.Path)
    parser.add_argument("sample", type=pathlib.Path)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", default="", help="a part of the name of a row, as 'first malloc'")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="deskgauge-faults-") as name:
        folder = pathlib.Path(name)
        loop = Loop(options.program.resolve(), options.shim.resolve(), folder)
        for row_count, operations in ((300, ("any",)), (24, ("malloc",))):
            older, newer = make_exports(options.sample, folder, row_count)
            loop.begin(None)
            loop.act(older)
            before = folder / f"before-{row_count}"
            shutil.copytree(loop.place, before)
            for scenario in (Scenario("first", None, newer), Scenario("newer export", before, newer)):
                loop.prepare(scenario)
                for fault in FAULTS:
                    if fault[0] in operations and options.only in f"{scenario.name} {fault[0]} {fault[1]}":
                        loop.row(scenario, fault, options.full)
        reports = ReportLoop(options.program.resolve(), options.shim.resolve(), folder)
        stored = folder / "stored"
        shutil.copytree(loop.place, stored)
        for operations in (("any",), ("malloc",)):
            for scenario in (Scenario("first report", stored, None),):
                reports.prepare(scenario)
                for fault in FAULTS:
                    if fault[0] in operations and options.only in f"{scenario.name} {fault[0]} {fault[1]}":
                        reports.row(scenario, fault, options.full)
    sys.exit(1 if loop.failed + reports.failed else 0)


if __name__ == "__main__":
    main()
