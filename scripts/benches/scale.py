"""What grows with the ledger: time and memory of each command that an operator waits for, on ledgers of several depths.

A ledger of 250 Trusts, one with half of all films, in batches of 5,000: of its films 2 in 100 are on hold, 1 in 100 is
rejected, 5 in 100 are delivered and half of those verified; the rest waits. Each command is a process of its own, run
three times; its time is the median, its memory the most that it ever held (ru_maxrss). What changes many films is run
once, beside a writer that takes the ledger's write lock again and again, as a run does: how long that waited at most is
the figure.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--drill", help="LedgerDrill; beside the binary unless given")
PARSER.add_argument("--films", type=int, nargs="+", default=[100_000, 1_000_000], help="depths")
PARSER.add_argument("--plan", help="a folder of plan files: measures `report` too")
PARSER.add_argument("--rounds", type=int, default=3)
PARSER.add_argument("--folder", help="where the ledgers are made; removed in the end")


def drill(arguments, path, *words):
    subprocess.run([arguments.drill, *words, "--path", path], check=True, stdout=subprocess.DEVNULL)


def make(arguments, films, workspace):
    """A workspace with a ledger of so many films; answers the ledger's path."""
    subprocess.run(
        [arguments.binary, "--workspace", workspace, "init"], check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    path = os.path.join(workspace, "ledger.sqlite")
    drill(arguments, path, "load", "--films", str(films))
    for kind, share in (("hold", 50), ("reject", 100), ("migrate", 20), ("verify", 40)):
        drill(
            arguments, path, "drain", "--kind", kind, "--films", str(films // share), "--seconds", "100000",
            "--group", "500")
    if arguments.plan:
        subprocess.run([arguments.binary, "--workspace", workspace, "plan", "import", arguments.plan], check=True)
    return path


def run(arguments, workspace, words):
    """Seconds and MB of one command."""
    with open(os.devnull, "wb") as nothing:
        begun = time.monotonic()
        process = subprocess.Popen(
            [arguments.binary, "--workspace", workspace, *words], stdout=nothing, stderr=subprocess.PIPE)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 2):
        sys.exit(f"{' '.join(words)}: {process.returncode}\n{said.decode()}")
    return seconds, usage.ru_maxrss / 1024


class Writer(threading.Thread):
    """Takes the write lock again and again, as another process would; keeps how long it waited at most."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.path, self.longest, self.stopped = path, 0.0, threading.Event()

    def run(self):
        database = sqlite3.connect(self.path, timeout=300, isolation_level=None)
        while not self.stopped.wait(0.02):
            begun = time.monotonic()
            database.execute("BEGIN IMMEDIATE")
            self.longest = max(self.longest, time.monotonic() - begun)
            database.execute("ROLLBACK")
        database.close()


def measure(arguments, films, folder):
    """Figures of one depth: what → (seconds, MB, longest wait of a writer or None)."""
    workspace = os.path.join(folder, str(films))
    path = make(arguments, films, workspace)
    with sqlite3.connect(path) as database:
        batch = database.execute("SELECT name FROM batch ORDER BY id LIMIT 1 OFFSET 1").fetchone()[0]
        last = database.execute("SELECT name FROM batch ORDER BY id DESC LIMIT 1").fetchone()[0]
        film = database.execute("SELECT name FROM manifest WHERE batch = 2 LIMIT 1").fetchone()[0]
    database.close()
    reads = [
        ["status"], ["errors"], ["errors", "--batch", batch], ["review", "list"],
        ["review", "list", "--limit", "1000000", "--json"], ["review", "show", f"{batch}/{film}"],
        ["film", "show", f"{batch}/{film}"], ["batch", "list"], ["batch", "show", batch], ["trust", "list"],
        ["archive", "list"],
    ]
    if arguments.plan:
        reads.append(["report", "--format", "json"])
    figures = {}
    for words in reads:
        rounds = [run(arguments, workspace, words) for _ in range(arguments.rounds)]
        name = " ".join("BATCH" if word == batch else "FILM" if "/" in word else word for word in words)
        figures[name] = (statistics.median(r[0] for r in rounds), max(r[1] for r in rounds), None)
    changes = [
        ("errors --retry PATIENT_NOT_FOUND", ["errors", "--retry", "PATIENT_NOT_FOUND"]),
        ("errors --retry TRUNCATED", ["errors", "--retry", "TRUNCATED"]),
        ("batch urgent BATCH", ["batch", "urgent", last]),
        ("batch pause BATCH", ["batch", "pause", last]),
        ("batch cancel BATCH", ["batch", "cancel", last]),
        ("archive add", ["archive", "add", "new", "NEW@localhost:11199", "--role", "second-copy"]),
        ("archive remove", ["archive", "remove", "new"]),
    ]
    for name, words in changes:
        writer = Writer(path)
        writer.start()
        seconds, memory = run(arguments, workspace, words)
        writer.stopped.set()
        writer.join()
        figures[name] = (seconds, memory, writer.longest)
    shutil.rmtree(workspace)
    return figures


def main():
    arguments = PARSER.parse_args()
    arguments.drill = arguments.drill or os.path.join(os.path.dirname(arguments.binary), "LedgerDrill")
    folder = tempfile.mkdtemp(prefix="scale-", dir=arguments.folder)
    try:
        all_figures = {films: measure(arguments, films, folder) for films in arguments.films}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("| command |" + "".join(f" {films:,}: s | MB | writer waited, ms |" for films in all_figures))
    print("| --- |" + " ---: | ---: | ---: |" * len(all_figures))
    for name in next(iter(all_figures.values())):
        cells = []
        for figures in all_figures.values():
            seconds, memory, wait = figures[name]
            cells += [f"{seconds:.2f}", f"{memory:.0f}", "" if wait is None else f"{wait * 1000:.0f}"]
        print(f"| `{name}` | " + " | ".join(cells) + " |")
    json.dump(
        {str(films): {name: value for name, value in figures.items()} for films, figures in all_figures.items()},
        sys.stderr)
    sys.stderr.write("\n")


if __name__ == "__main__":
    main()
