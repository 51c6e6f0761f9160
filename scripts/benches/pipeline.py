"""Films per second of the whole pipeline beside `dcmsend` of the same films ready-made.

Each round starts every contender on an Orthanc of its own with an empty store, one after another, in an
order that turns from round to round, and checks the archive's own count. Ratios are taken round by round.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

from contenders import migrate, send, timed
from films import bag
from orthanc import Orthanc

PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--films", type=int, default=48)
PARSER.add_argument("--rounds", type=int, default=5)
PARSER.add_argument("--folder", help="where films and stores lie; needs 60 MB a film (default: a temporary one)")
OPTIONS = PARSER.parse_args()
BINARY = os.path.abspath(OPTIONS.binary)


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
        "run, one archive": (1, lambda archives: migrate(BINARY, folder, archives, "verified", OPTIONS.films)),
        "run, duplicates: pixels": (1, lambda archives: migrate(
            BINARY, folder, archives, "verified", OPTIONS.films, settings="duplicates: pixels\n")),
        "run, with second copy": (2, lambda archives: migrate(BINARY, folder, archives, "verified", OPTIONS.films)),
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
    slower = statistics.median(
        apart[0] / together[0] - 1
        for apart, together in zip(figures["run, duplicates: pixels"], figures["run, one archive"]))
    print(f"\nknowing rescans again makes run {slower:.1%} slower")


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
