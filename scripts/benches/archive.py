"""Delivery and proof, each beside its peers in the same run; every part prints a table.

explicit   the whole way from uncompressed TIFF to `delivered` as Explicit VR LE, beside dcmsend of the ready films; into
           Orthanc, and into a bare receiver that leaves the processors to the senders
jpegls     the same as JPEG-LS, beside dcmsend and beside what bare CharLS and the archive leave of the processors
script     the same beside tifffile, pydicom and pynetdicom, in 1, 2 and 4 processes; into Orthanc and a bare receiver
sending    ready-made films into storescp without Nagle, beside dcmsend; films of 10 MB and of 0.5 MB
verified   two archives, every film read back from both, beside delivery alone
memory     peak memory of `run`: 24 films, and 2,400
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from contenders import migrate, send, timed
from films import COLUMNS, ROWS, bag
from orthanc import Orthanc, free_port

PARTS = ["explicit", "jpegls", "script", "sending", "verified", "memory"]
PARSER = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--films", type=int, default=32)
PARSER.add_argument("--small-films", type=int, default=200, help="of 0.5 MB, for sending")
PARSER.add_argument("--many", type=int, default=2400, help="of 0.5 MB, for memory")
PARSER.add_argument("--rounds", type=int, default=3)
PARSER.add_argument("--parts", nargs="*", default=PARTS, choices=PARTS)
PARSER.add_argument("--folder", help="where films and stores lie; needs 60 MB a film (default: a temporary one)")
OPTIONS = PARSER.parse_args()
BINARY = os.path.abspath(OPTIONS.binary)
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TOOLS = os.path.join(ROOT, ".build-bench")
SMALL = (512, 512)
# Delivered, and not yet due to be proved.
LATER = "read_back_after_minutes: 60\n"


class Receiver:
    """A process that takes everything and keeps nothing, on a port of its own, with Nagle off."""

    def __init__(self, *command):
        self.port, self.title = free_port(), "BARE"
        self.process = subprocess.Popen(
            [word.format(port=self.port, title=self.title) for word in command],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "TCP_NODELAY": "1"})
        time.sleep(0.5)

    def count(self):
        return None

    def processor_seconds(self):
        return 0.0

    def stop(self):
        self.process.terminate()
        self.process.wait()


def storescp():
    return Receiver("storescp", "--fork", "--ignore", "--max-pdu", "131072", "-aet", "{title}", "{port}")


def bare():
    return Receiver(os.path.join(TOOLS, "receiver"), "{title}", "{port}")


def prepare():
    """The peers' programs, and ours, under .build-bench and .build."""
    os.makedirs(TOOLS, exist_ok=True)
    for name, libraries in [
            ("receiver", ["-ldcmnet", "-ldcmdata", "-loflog", "-lofstd"]), ("bare", ["-ltiff", "-lcharls"])]:
        subprocess.run(
            ["g++", "-O2", "-o", os.path.join(TOOLS, name), os.path.join(HERE, name + ".cpp"), *libraries],
            check=True)
    python = os.path.join(TOOLS, "venv-archive", "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(TOOLS, "venv-archive")], check=True)
    if subprocess.run([python, "-c", "import tifffile, pynetdicom"], capture_output=True).returncode:
        subprocess.run(
            [python, "-m", "pip", "-q", "install", "numpy", "tifffile", "pydicom<3", "pynetdicom==2.0.2"],
            check=True)
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "SendingBench"], check=True, cwd=ROOT,
        env={**os.environ, "FILMMIGRATE_BENCH": "1"}, stdout=subprocess.DEVNULL)
    return python, os.path.join(ROOT, ".build", "release", "SendingBench")


def films(folder, count, size=(COLUMNS, ROWS)):
    """A bag with its index below `folder`; its scans."""
    os.makedirs(folder)
    with open(os.path.join(folder, "index.csv"), "w") as file:
        file.write(bag(os.path.join(folder, "bag"), count, size=size))
    return [os.path.join(folder, "bag", "data", f"F{number:05}.tif") for number in range(count)]


def ready(scans, folder, syntax="explicit-vr-little-endian"):
    """The instances of scans, made by `convert`."""
    os.makedirs(folder, exist_ok=True)
    made = []
    for number, scan in enumerate(scans):
        made.append(os.path.join(folder, f"{number}.dcm"))
        subprocess.run(
            [BINARY, "convert", scan, made[-1], "--film", f"film_id={number}", "--film", "bits_stored=12",
             "--film", "jacket_id=J", "--film", "exam_id=E", "--transfer-syntax", syntax],
            check=True, stdout=subprocess.DEVNULL)
    return made


def contest(contenders, count, start, archives=1):
    """Rounds of all contenders, each on archives of its own: rate, own and theirs in seconds, peak memory."""
    figures = {name: [] for name in contenders}
    names = list(contenders)
    for turn in range(OPTIONS.rounds):
        for name in names[turn % len(names):] + names[:turn % len(names)]:
            peers = [start() for _ in range(archives)]
            try:
                idle = sum(peer.processor_seconds() for peer in peers)
                wall, own, peak = contenders[name](peers)
                theirs = sum(peer.processor_seconds() for peer in peers) - idle
                for peer in peers:
                    if peer.count() not in (None, count):
                        raise SystemExit(f"{name}: the archive holds {peer.count()} instances")
            finally:
                for peer in peers:
                    peer.stop()
            figures[name].append((count / wall, own, theirs, peak))
            print(f"  round {turn + 1}, {name}: {count / wall:.1f} films/s", file=sys.stderr, flush=True)
    return figures


def table(title, figures, count, peers, first="run"):
    """Medians, and the first contender's rate by its peers', round by round."""
    print(f"\n### {title}\n\n| | films/s, median (min–max) | own ms/film | archive's ms/film | peak MB | {first} ÷ it |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, rounds in figures.items():
        rates = [rate for rate, *_ in rounds]
        own, theirs, peak = (statistics.median(figure[place] for figure in rounds) for place in (1, 2, 3))
        ratios = [ours[0] / rate for ours, rate in zip(figures[first], rates)]
        ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})" if name in peers else ""
        print(f"| {name} | {statistics.median(rates):.1f} ({min(rates):.1f}–{max(rates):.1f}) "
              f"| {own * 1000 / count:.0f} | {theirs * 1000 / count:.0f} | {peak:.0f} | {ratio} |", flush=True)


def orthanc(folder):
    place = tempfile.mkdtemp(dir=folder, prefix="orthanc-")
    os.rmdir(place)
    return Orthanc(place)


def delivering(folder, syntax):
    return lambda archives: migrate(BINARY, folder, archives, "delivered", OPTIONS.films, syntax, LATER)


def explicit(folder, large, _, __):
    instances = ready(large, os.path.join(folder, "explicit"))
    for name, start in [("Orthanc", lambda: orthanc(folder)), ("a bare receiver", bare)]:
        figures = contest({
            "run": delivering(os.path.join(folder, "large"), "explicit-vr-little-endian"),
            "dcmsend, 1": lambda archives: send(instances, archives, 1),
            "dcmsend, 4": lambda archives: send(instances, archives, 4),
        }, OPTIONS.films, start)
        table(f"To delivered, Explicit VR LE, {name}", figures, OPTIONS.films, ["dcmsend, 1", "dcmsend, 4"])
    shutil.rmtree(os.path.join(folder, "explicit"))


def bare_encoding(scans):
    """What bare CharLS takes for a film while every processor encodes, in seconds."""
    running = [
        subprocess.Popen([os.path.join(TOOLS, "bare"), *scans], stdout=subprocess.PIPE, text=True)
        for _ in range(os.cpu_count())]
    outputs = [process.communicate()[0] for process in running]
    return statistics.mean(
        float(dict(line.split() for line in output.splitlines())["encode"]) / 1000 for output in outputs)


def jpegls(folder, large, _, __):
    instances = ready(large, os.path.join(folder, "jpegls"), "jpeg-ls-lossless")
    encodings = [bare_encoding(large[:12]) for _ in range(OPTIONS.rounds)]
    figures = contest({
        "run": delivering(os.path.join(folder, "large"), "jpeg-ls-lossless"),
        "dcmsend, 1": lambda archives: send(instances, archives, 1),
        "dcmsend, 4": lambda archives: send(instances, archives, 4),
    }, OPTIONS.films, lambda: orthanc(folder))
    table("To delivered, JPEG-LS, Orthanc", figures, OPTIONS.films, ["dcmsend, 1", "dcmsend, 4"])
    encode = statistics.median(encodings + [bare_encoding(large[:12]) for _ in range(OPTIONS.rounds)])
    theirs = statistics.median(figure[2] for figure in figures["dcmsend, 4"]) / OPTIONS.films
    bound = os.cpu_count() / (encode + theirs)
    rate = statistics.median(figure[0] for figure in figures["run"])
    print(f"\nbare CharLS {encode * 1000:.0f} ms and Orthanc {theirs * 1000:.0f} ms a film leave {bound:.1f} films/s "
          f"on {os.cpu_count()} processors: run reaches {rate / bound:.2f} of it")
    shutil.rmtree(os.path.join(folder, "jpegls"))


def script(folder, large, python, _):
    def scripted(processes):
        return lambda archives: timed([
            [python, os.path.join(HERE, "storing.py"), archives[0].title, str(archives[0].port),
             *large[start::processes]] for start in range(processes)])

    for name, start in [("Orthanc", lambda: orthanc(folder)), ("a bare receiver", bare)]:
        contenders = {"run": delivering(os.path.join(folder, "large"), "explicit-vr-little-endian")}
        contenders |= {f"script, {count}": scripted(count) for count in (1, 2, 4)}
        figures = contest(contenders, OPTIONS.films, start)
        table(f"To delivered beside the obvious script, {name}", figures, OPTIONS.films, list(contenders)[1:])


def sending(folder, large, _, ours):
    small = films(os.path.join(folder, "small"), OPTIONS.small_films, SMALL)
    for name, scans in [("10.2 MB", large), ("0.5 MB", small)]:
        instances = ready(scans, os.path.join(folder, "sending"))

        def linked(links):
            return lambda archives: timed([
                [ours, archives[0].title, "127.0.0.1", str(archives[0].port), str(links), *instances]])

        contenders = {"ours, 1": linked(1), "ours, 2": linked(2), "ours, 4": linked(4)}
        contenders |= {
            f"dcmsend, {count}": (lambda archives, count=count: send(instances, archives, count))
            for count in (1, 2, 4)}
        figures = contest(contenders, len(instances), storescp)
        best = max(list(contenders)[:3], key=lambda each: statistics.median(f[0] for f in figures[each]))
        table(f"Sending alone, films of {name}, storescp", figures, len(instances), list(contenders)[3:], best)
        shutil.rmtree(os.path.join(folder, "sending"))
    shutil.rmtree(os.path.join(folder, "small"))


def verified(folder, *_):
    place = os.path.join(folder, "large")
    figures = contest({
        "run": lambda archives: migrate(BINARY, place, archives, "verified", OPTIONS.films),
        "run, without read-back": delivering(place, "explicit-vr-little-endian"),
    }, OPTIONS.films, lambda: orthanc(folder), archives=2)
    table("Two archives, every film proved", figures, OPTIONS.films, ["run, without read-back"])


def memory(folder, *_):
    print("\n### Peak memory of run\n\n| films | size | peak MB | films/s |\n| --- | --- | --- | --- |", flush=True)
    for count, size, shape in [(24, "10.2 MB", (COLUMNS, ROWS)), (24, "0.5 MB", SMALL), (OPTIONS.many, "0.5 MB", SMALL)]:
        place = os.path.join(folder, f"memory-{count}-{size.replace(' ', '')}")
        films(place, count, shape)
        archive = orthanc(folder)
        try:
            wall, _, peak = migrate(BINARY, place, [archive], "verified", count)
        finally:
            archive.stop()
        print(f"| {count} | {size} | {peak:.0f} | {count / wall:.1f} |", flush=True)
        shutil.rmtree(place)


def main():
    python, ours = prepare()
    folder = tempfile.mkdtemp(dir=OPTIONS.folder, prefix="filmmigrate-archive-")
    try:
        print(f"{OPTIONS.films} films of 2048 x 2500, 12 bits in 16; {os.cpu_count()} processors; {OPTIONS.rounds} rounds;"
              " dcmsend and storescp with TCP_NODELAY=1 and PDUs of 128 KiB", flush=True)
        large = films(os.path.join(folder, "large"), OPTIONS.films)
        for part in OPTIONS.parts:
            globals()[part](folder, large, python, ours)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
