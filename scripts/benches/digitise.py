"""Reading, encoding and `convert`, each beside its peer in the same run.

Peers: libtiff and CharLS with nothing around them (bare.cpp), and a script of tifffile and pydicom (peer.py), a
process a film as `convert` is. The order turns from round to round; ratios are taken round by round.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from films import write

PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--films", type=int, default=24)
PARSER.add_argument("--rounds", type=int, default=5)
OPTIONS = PARSER.parse_args()
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TOOLS = os.path.join(ROOT, ".build-bench")


def prepare():
    """The peers' programs, and ours, under .build-bench."""
    os.makedirs(TOOLS, exist_ok=True)
    bare, venv = os.path.join(TOOLS, "bare"), os.path.join(TOOLS, "venv-digitise")
    subprocess.run(["g++", "-O2", "-o", bare, os.path.join(HERE, "bare.cpp"), "-ltiff", "-lcharls"], check=True)
    python = os.path.join(venv, "bin", "python")
    if subprocess.run([python, "-c", "import tifffile, pydicom"], capture_output=True).returncode \
            if os.path.exists(python) else True:
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "numpy", "tifffile", "pydicom"], check=True)
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "DigitiseBench"], check=True, cwd=ROOT,
        env={**os.environ, "FILMMIGRATE_BENCH": "1"}, stdout=subprocess.DEVNULL)
    return bare, os.path.join(ROOT, ".build", "release", "DigitiseBench"), python


def figures(program, films):
    """Lines of `name milliseconds`."""
    lines = subprocess.run([program, *films], check=True, capture_output=True, text=True).stdout.split("\n")
    return {name: float(value) for name, value in (line.split() for line in lines if line)}


def whole(command, films, folder):
    """Seconds for all films, a process each."""
    started = time.monotonic()
    for film in films:
        subprocess.run(
            [*command, film, os.path.join(folder, "out.dcm")], check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
    return time.monotonic() - started


def main():
    bare, ours, python = prepare()
    folder = tempfile.mkdtemp(prefix="filmmigrate-digitise-")
    try:
        films = [os.path.join(folder, f"{number}.tif") for number in range(OPTIONS.films)]
        for number, film in enumerate(films):
            write(film, number)
        lzw = [film.replace(".tif", "-lzw.tif") for film in films]
        for film, packed in zip(films, lzw):
            subprocess.run(["tiffcp", "-c", "lzw:2", "-r", "64", film, packed], check=True)
        measure(bare, ours, python, films, lzw, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(bare, ours, python, films, lzw, folder):
    print(f"{OPTIONS.films} films of 2048 x 2500, 12 bits in 16; {os.cpu_count()} processors; "
          f"{OPTIONS.rounds} rounds", flush=True)
    convert = [os.path.abspath(OPTIONS.binary), "convert", "--film", "bits_stored=12"]
    script = [python, os.path.join(HERE, "peer.py")]
    rounds = []
    for turn in range(OPTIONS.rounds):
        steps = {
            "bare": lambda: figures(bare, films), "ours": lambda: figures(ours, films),
            "bare lzw": lambda: figures(bare, lzw), "ours lzw": lambda: figures(ours, lzw),
            "convert": lambda: whole(convert, films, folder), "script": lambda: whole(script, films, folder),
        }
        names = list(steps)
        names = names[turn % len(names):] + names[:turn % len(names)]
        rounds.append({name: steps[name]() for name in names})
    table = [
        ("decode, uncompressed (ms a film)", lambda r: r["ours"]["decode"], lambda r: r["bare"]["decode"]),
        ("decode, LZW (ms a film)", lambda r: r["ours lzw"]["decode"], lambda r: r["bare lzw"]["decode"]),
        ("read with digests and checks, uncompressed", lambda r: r["ours"]["read"], lambda r: r["bare"]["decode"]),
        ("encode JPEG-LS (ms a film)", lambda r: r["ours"]["encode"], lambda r: r["bare"]["encode"]),
        ("convert (ms a film)", lambda r: 1000 * r["convert"] / OPTIONS.films,
         lambda r: 1000 * r["script"] / OPTIONS.films),
    ]
    print("| | ours, median | peer, median | ours ÷ peer, median (min–max) |")
    print("| --- | --- | --- | --- |")
    for name, mine, theirs in table:
        ratios = [mine(r) / theirs(r) for r in rounds]
        print(f"| {name} | {statistics.median(map(mine, rounds)):.1f} | {statistics.median(map(theirs, rounds)):.1f} "
              f"| {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) |")


main()
