"""Films per second through the ledger, beside litequeue (SQLite) and PgQueuer (Debian's PostgreSQL).

A ledger of 250 Trusts, one with half of all films, is made twice: shallow and deep. Each figure is of one run of
LedgerDrill: films claimed and finished in groups, every commit synced, by one loop or by two side by side, as the
lanes of a run are. "migrate" writes all that a delivered film leaves (findings, the archive's word, history,
counters, the place to be proved from); "verify" the archive's word, state, history and counters; "moves" no state
and no history. Peers do no work either: pop and done.
"""

import argparse
import asyncio
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--films", type=int, default=10_000_000, help="depth of the deep ledger")
PARSER.add_argument("--shallow", type=int, default=100_000)
PARSER.add_argument("--seconds", type=float, default=10)
PARSER.add_argument("--reader", type=float, default=0, help="seconds beside a reader that never ends")
PARSER.add_argument("--ledger", help="a deep ledger that is there already")
PARSER.add_argument("--only-reader", action="store_true", help="leave out all else")
PARSER.add_argument("--python", help="a Python with litequeue, pgqueuer and asyncpg; none: no peers")
PARSER.add_argument("--peer", choices=["litequeue", "pgqueuer"], help=argparse.SUPPRESS)
OPTIONS = PARSER.parse_args()
FOLDER = tempfile.mkdtemp(prefix="ledger-bench-")


def drill(*arguments):
    """One run of LedgerDrill: its figures. Freed memory is kept, as a run keeps it (fmd_library_keep_memory)."""
    kept = {"MALLOC_TRIM_THRESHOLD_": str(256 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}
    answer = subprocess.run(
        [OPTIONS.binary, *map(str, arguments)], check=True, capture_output=True, text=True,
        env={**os.environ, **kept})
    return json.loads(answer.stdout)


def line(name, figures):
    print(
        f"| {name} | {figures['films_per_second']:,.0f} | {figures['claim_p50']:.2f} / {figures['claim_p99']:.2f} "
        f"| {figures['finish_p50']:.2f} / {figures['finish_p99']:.2f} | {figures['wal_megabytes']:.0f} "
        f"| {figures['peak_megabytes']:.0f} |", flush=True)


def litequeue(films=20_000):
    """Single jobs, as litequeue has them: put, pop, done, with every commit synced."""
    from litequeue import LiteQueue
    queue = LiteQueue(os.path.join(FOLDER, "litequeue.sqlite"))
    queue.conn.execute("PRAGMA synchronous = FULL")
    for number in range(films):
        queue.put(str(number))
    started, done = time.monotonic(), 0
    while time.monotonic() - started < OPTIONS.seconds and (job := queue.pop()):
        queue.done(job.message_id)
        done += 1
    print(f"| litequeue, single | {done / (time.monotonic() - started):,.0f} | | | | |", flush=True)


async def pgqueuer(films=600_000):
    """PgQueuer's own statements, dequeue and log, in its groups."""
    import datetime
    import uuid
    import asyncpg
    from pgqueuer.db import AsyncpgDriver
    from pgqueuer.queries import EntrypointExecutionParameter, Queries
    connection = await asyncpg.connect(host=FOLDER, user="postgres", database="postgres")
    queries = Queries(AsyncpgDriver(connection))
    await queries.install()
    for start in range(0, films, 10_000):
        await queries.enqueue(["film"] * 10_000, [None] * 10_000, [0] * 10_000)
    await connection.execute("VACUUM ANALYZE")
    import inspect
    wanted = inspect.signature(EntrypointExecutionParameter).parameters
    limits = EntrypointExecutionParameter(**{name: 0 for name in wanted}) if wanted else None
    for group in (64, 256):
        started, done = time.monotonic(), 0
        while time.monotonic() - started < OPTIONS.seconds:
            jobs = await queries.dequeue(
                group, {"film": limits}, uuid.uuid4(), None, datetime.timedelta(seconds=30))
            if not jobs:
                break
            await queries.log_jobs([(job, "successful", None) for job in jobs])
            done += len(jobs)
        print(f"| PgQueuer, groups of {group} | {done / (time.monotonic() - started):,.0f} | | | | |", flush=True)
    await connection.close()


def with_postgres(body):
    """A PostgreSQL of its own in a temporary folder, with its defaults: every commit synced."""
    programs = "/usr/lib/postgresql/15/bin/"
    os.chmod(FOLDER, 0o777)
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    data = os.path.join(FOLDER, "postgres")
    subprocess.run(
        as_postgres + [programs + "initdb", "-D", data, "-A", "trust", "-U", "postgres"],
        check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        as_postgres + [programs + "postgres", "-D", data, "-k", FOLDER, "-c", "listen_addresses="],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            if os.path.exists(os.path.join(FOLDER, ".s.PGSQL.5432")):
                break
            time.sleep(0.1)
        time.sleep(0.5)
        body()
    finally:
        server.terminate()
        server.wait()


def peer(name):
    command = [OPTIONS.python, __file__, "--binary", OPTIONS.binary, "--seconds", str(OPTIONS.seconds)]
    try:
        subprocess.run(command + ["--peer", name], env={**os.environ, "BENCH_FOLDER": FOLDER}, check=True)
    except subprocess.CalledProcessError as error:
        print(f"| {name}: ended with {error.returncode} | | | | | |", flush=True)


def floor(path):
    """The same statements, bare: SQLite from C (ledger-floor.c)."""
    program = os.path.join(FOLDER, "floor")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ledger-floor.c")
    subprocess.run(["cc", "-O2", "-Wall", "-Wextra", "-o", program, source, "-lsqlite3"], check=True)
    for group in (64, 256):
        rate = subprocess.run(
            [program, path, str(group), str(OPTIONS.seconds)], check=True, capture_output=True, text=True).stdout
        print(f"| migrate by bare statements in C, groups of {group} | {float(rate):,.0f} | | | | |", flush=True)


READER = """
import sqlite3, sys, time
ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
ledger.execute("BEGIN")
ledger.execute("SELECT COUNT(*) FROM trust").fetchone()
print("reads", flush=True)
time.sleep(1e6)
"""


def beside_reader():
    """The same work without and with a reader that opened a transaction and never ends it, on a ledger that lasts."""
    path = os.path.join(FOLDER, "read.sqlite")
    alone = 60
    films = int((alone + OPTIONS.reader) * 40_000)
    drill("load", "--path", path, "--films", films)

    def run(seconds):
        figures = drill("drain", "--path", path, "--kind", "migrate", "--group", 256, "--workers", 2,
                        "--seconds", seconds)
        if figures["films_per_second"] * seconds < 1:
            raise SystemExit("no film was left")
        return figures
    line(f"migrate, 256, {films:,} deep, no reader", run(alone))
    # A process of its own: who reads without an end is ended by the run.
    reader = subprocess.Popen([sys.executable, "-c", READER, path], stdout=subprocess.PIPE)
    reader.stdout.readline()
    started, most, ended = time.monotonic(), 0.0, None
    watching = threading.Event()

    def watch():
        nonlocal most, ended
        while not watching.wait(0.1):
            most = max(most, os.path.getsize(path + "-wal") / 2**20)
            if ended is None and reader.poll() is not None:
                ended = time.monotonic() - started
    thread = threading.Thread(target=watch)
    thread.start()
    figures = run(OPTIONS.reader)
    watching.set()
    thread.join()
    line("migrate, 256, beside a reader that never ends", figures)
    print(f"largest log: {most:,.0f} MB; the reader was ended after {ended or math.nan:.0f} s", flush=True)
    reader.kill()
    reader.wait()


def main():
    print("| what | films/s | claim p50 / p99, ms | finish p50 / p99, ms | log, MB | peak, MB |")
    print("| --- | --- | --- | --- | --- | --- |", flush=True)
    if OPTIONS.only_reader:
        return beside_reader()
    shallow = os.path.join(FOLDER, "shallow.sqlite")
    deep = OPTIONS.ledger or os.path.join(FOLDER, "deep.sqlite")
    ledgers = [(f"{OPTIONS.shallow:,} deep", shallow), (f"{OPTIONS.films:,} deep", deep)]
    # Batches of 200, so that all 250 Trusts have films here too.
    line(f"intake of {OPTIONS.shallow:,}",
         drill("load", "--path", shallow, "--films", OPTIONS.shallow, "--batch", 200))
    if not OPTIONS.ledger:
        line(f"intake of {OPTIONS.films:,}", drill("load", "--path", deep, "--films", OPTIONS.films))
    for depth, path in ledgers:
        # Shallow, each run takes a part, so that films are left for the next one.
        limit = ("--films", 7_000) if path == shallow else ()
        for kind in ("migrate", "moves", "verify"):
            for loops in (1, 2):
                for group in (64, 256):
                    line(
                        f"{kind}, groups of {group}, {loops} loop{'s' * (loops > 1)}, {depth}",
                        drill("drain", "--path", path, "--kind", kind, "--group", group, "--workers", loops,
                              "--seconds", OPTIONS.seconds, *limit))
        look = drill("look", "--path", path)
        print(f"{depth}: status {look['claim_p50']:.2f} / {look['claim_p99']:.2f} ms (p50 / p99), "
              f"fair choice of 64 {look['finish_p50']:.2f} / {look['finish_p99']:.2f} ms")
    floor(deep)
    if OPTIONS.reader:
        beside_reader()
    if OPTIONS.python:
        peer("litequeue")
        with_postgres(lambda: peer("pgqueuer"))


if OPTIONS.peer:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER = os.environ["BENCH_FOLDER"]
    litequeue() if OPTIONS.peer == "litequeue" else asyncio.run(pgqueuer())
else:
    try:
        main()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
sys.exit(0)
