"""Films per second of the whole pipeline beside `dcmsend` of the same films ready-made.

Each round starts every contender on an Orthanc of its own with an empty store, one after another, in an
order that turns from round to round, and checks the archive's own count. Ratios are taken round by round.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from archive import Orthanc
from films import bag

PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--films", type=int, default=48)
PARSER.add_argument("--rounds", type=int, default=5)
PARSER.add_argument("--folder", help="where films and stores lie; needs 60 MB a film (default: a temporary one)")
OPTIONS = PARSER.parse_args()
BINARY = os.path.abspath(OPTIONS.binary)


def timed(commands):
    """Runs commands at once: wall seconds, their processor seconds, the largest one's peak memory (MB)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    running = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for command in commands]
    peak = 0
    for process in running:
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(peak, usage.ru_maxrss / 1024)
        if process.returncode != 0:
            raise SystemExit(f"{process.args[0]} ended with {process.returncode}: {errors.decode()[-500:]}")
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak


def send(instances, archives, associations):
    """`dcmsend` of the ready-made instances, spread over so many processes."""
    shares = [instances[start::associations] for start in range(associations)]
    environment_prefix = ["env", "TCP_NODELAY=1", "dcmsend", "--max-send-pdu", "131072", "--no-uid-checks"]
    return timed([
        [*environment_prefix, "-aec", archives[0].title, "127.0.0.1", str(archives[0].port), *share]
        for share in shares if share])


def send_and_get(folder, instances, asked, archives):
    """The same, and then everything fetched back by `getscu`: what proving costs with ready-made tools."""
    sent = send(instances, archives, 4)
    back = tempfile.mkdtemp(dir=folder, prefix="back-")
    got = timed([
        ["env", "TCP_NODELAY=1", "getscu", "-S", "-od", back, "-pdu", "131072",
         "-aec", archives[0].title, "127.0.0.1", str(archives[0].port), query]
        for query in asked])
    if len(os.listdir(back)) != len(instances):
        raise SystemExit(f"getscu brought {len(os.listdir(back))} instances")
    shutil.rmtree(back)
    return sent[0] + got[0], sent[1] + got[1], max(sent[2], got[2])


def queries(folder, instances):
    """One file a share by which `getscu` asks for its instances: they are all of one series. (It can't be
    given several files: it crashes at the second.)"""
    import pydicom
    paths = []
    for start in range(4):
        found = [pydicom.dcmread(path, stop_before_pixels=True) for path in instances[start::4]]
        if not found:
            continue
        asked = pydicom.Dataset()
        asked.QueryRetrieveLevel = "IMAGE"
        asked.StudyInstanceUID = found[0].StudyInstanceUID
        asked.SeriesInstanceUID = found[0].SeriesInstanceUID
        asked.SOPInstanceUID = [each.SOPInstanceUID for each in found]
        asked.is_little_endian, asked.is_implicit_VR = True, False
        paths.append(os.path.join(folder, f"{start}.query"))
        asked.save_as(paths[-1])
    return paths


def migrate(folder, index, archives):
    """A fresh workspace with the bag taken in; only `run` is timed."""
    workspace = tempfile.mkdtemp(dir=folder, prefix="workspace-")

    def tool(*arguments):
        subprocess.run(
            [BINARY, "--workspace", workspace, *arguments], check=True, stdout=subprocess.DEVNULL)

    tool("init")
    for archive, role in zip(archives, ["primary", "second-copy"]):
        tool("archive", "add", role, f"{archive.title}@127.0.0.1:{archive.port}", "--role", role)
    tool("trust", "add", "RXA")
    tool("index", "import", index)
    tool("intake", os.path.join(folder, "bag"))
    figures = timed([[BINARY, "--workspace", workspace, "run", "--until-idle"]])
    status = json.loads(subprocess.run(
        [BINARY, "--workspace", workspace, "status", "--json"], check=True, capture_output=True).stdout)
    verified = status["total"]["films"]["verified"]
    if verified != OPTIONS.films:
        raise SystemExit(f"only {verified} of {OPTIONS.films} films are verified")
    shutil.rmtree(workspace)
    return figures


def main():
    folder = tempfile.mkdtemp(dir=OPTIONS.folder, prefix="filmmigrate-bench-")
    try:
        measure(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(folder):
    print(f"{OPTIONS.films} films of 2048 x 2500, 12 bits in 16, uncompressed; {os.cpu_count()} processors;")
    print(f"Orthanc {subprocess.run(['Orthanc', '--version'], capture_output=True, text=True).stdout.split()[1]},"
          " a fresh store for each figure", flush=True)
    index = os.path.join(folder, "index.csv")
    with open(index, "w") as file:
        file.write(bag(os.path.join(folder, "bag"), OPTIONS.films))
    instances = []
    os.makedirs(os.path.join(folder, "ready"))
    for number in range(OPTIONS.films):
        ready = os.path.join(folder, "ready", f"{number}.dcm")
        subprocess.run(
            [BINARY, "convert", os.path.join(folder, "bag", "data", f"F{number:05}.tif"), ready,
             "--film", f"film_id={number}", "--film", "bits_stored=12",
             "--film", "jacket_id=J", "--film", "exam_id=E"],
            check=True, stdout=subprocess.DEVNULL)
        instances.append(ready)
    asked = queries(folder, instances)
    contenders = {
        "dcmsend, 1 association": (1, lambda archives: send(instances, archives, 1)),
        "dcmsend, 4 associations": (1, lambda archives: send(instances, archives, 4)),
        "dcmsend and getscu, 4": (1, lambda archives: send_and_get(folder, instances, asked, archives)),
        "run, one archive": (1, lambda archives: migrate(folder, index, archives)),
        "run, with second copy": (2, lambda archives: migrate(folder, index, archives)),
    }
    figures = {name: [] for name in contenders}
    names = list(contenders)
    for turn in range(OPTIONS.rounds):
        for name in names[turn % len(names):] + names[:turn % len(names)]:
            count, contend = contenders[name]
            archives = [Orthanc(os.path.join(folder, f"orthanc-{number}")) for number in range(count)]
            try:
                idle = sum(archive.processor_seconds() for archive in archives)
                wall, own, peak = contend(archives)
                theirs = sum(archive.processor_seconds() for archive in archives) - idle
                for archive in archives:
                    if archive.count() != OPTIONS.films:
                        raise SystemExit(f"{name}: the archive holds {archive.count()} instances")
            finally:
                for archive in archives:
                    archive.stop()
            figures[name].append((OPTIONS.films / wall, own, theirs, peak))
            print(f"  round {turn + 1}, {name}: {OPTIONS.films / wall:.1f} films/s", file=sys.stderr, flush=True)
    report(figures)


def report(figures):
    per_film = 1000 / OPTIONS.films
    print("\n| | films/s, median (min–max) | ÷ dcmsend, 1 | ÷ dcmsend, 4 | ÷ dcmsend and getscu "
          "| own ms/film | archives' ms/film | peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, rounds in figures.items():
        rates = [rate for rate, *_ in rounds]
        ratios = [
            statistics.median(rate / peer[0] for rate, peer in zip(rates, figures[peer]))
            for peer in ["dcmsend, 1 association", "dcmsend, 4 associations", "dcmsend and getscu, 4"]]
        own, theirs, peak = (statistics.median(figure[place] for figure in rounds) for place in (1, 2, 3))
        print(f"| {name} | {statistics.median(rates):.1f} ({min(rates):.1f}–{max(rates):.1f}) "
              f"| {' | '.join(f'{ratio:.2f}' for ratio in ratios)} | {own * per_film:.0f} | {theirs * per_film:.0f} "
              f"| {peak:.0f} |")


main()
