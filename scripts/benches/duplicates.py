"""Recognising films that were scanned again, beside pdqhash and imagehash, on real films.

Every film of the corpus is compared with every other (all are different films), and with seeded rescans and
imitated second exposures of itself. Needs Python packages of its own: they are put into a virtual
environment under .build.
"""

import argparse
import csv
import glob
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import venv

PACKAGES = ["numpy", "opencv-python-headless", "tifffile", "imagecodecs", "imagehash", "pdqhash", "matplotlib"]
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))

PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--corpus", default=os.path.join(ROOT, "..", "shared", "corpus", "chest"))
PARSER.add_argument("--every", type=int, default=3, help="rescan every n-th film only")
PARSER.add_argument("--threes", type=int, default=12, help="combinations of three for each film")
PARSER.add_argument("--seed", type=int, default=20261124)
PARSER.add_argument("--known", type=int, default=1_000_000, help="fingerprints of which the reading is timed")
PARSER.add_argument("--plot", help="an SVG of the distributions")
OPTIONS = PARSER.parse_args()


def environment():
    """Runs this script again with the packages it needs."""
    place = os.path.join(ROOT, ".build", "bench-python")
    python = os.path.join(place, "bin", "python")
    if sys.prefix == place:
        return
    if not os.path.exists(python):
        venv.create(place, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    os.execv(python, [python, *sys.argv])


environment()
import cv2  # noqa: E402
import imagehash  # noqa: E402
import numpy as np  # noqa: E402
import pdqhash  # noqa: E402
import tifffile  # noqa: E402
from PIL import Image  # noqa: E402

from rescans import KINDS, exposure, rescan, three  # noqa: E402

cv2.setNumThreads(1)
EXPOSURES = [0.003, 0.005, 0.01, 0.02]


def films(folder):
    """Writes rescans; gives back all paths, and for each pair its kind."""
    originals = sorted(glob.glob(os.path.join(OPTIONS.corpus, "*.tif")))
    if not originals:
        raise SystemExit(f"no films in {OPTIONS.corpus}")
    paths, pairs = list(originals), []
    random = np.random.default_rng(OPTIONS.seed)

    def put(picture, number, kind, names):
        paths.append(os.path.join(folder, f"{len(paths)}.tif"))
        tifffile.imwrite(paths[-1], picture)
        pair = (number, len(paths) - 1)
        pairs.append((pair if random.random() < 0.5 else pair[::-1], kind, names))

    for number in range(0, len(originals), OPTIONS.every):
        picture = tifffile.imread(originals[number])
        for kind in KINDS:
            put(rescan(picture, [kind], random), number, kind, kind)
        for _ in range(OPTIONS.threes):
            names = three(random)
            put(rescan(picture, names, random), number, "three at once", " + ".join(names))
        for amount in EXPOSURES:
            put(exposure(picture, amount, random), number, f"exposure {amount:.1%}", "exposure")
    return originals, paths, pairs


def measure(folder, paths, pairs, *options):
    """Our scores, row by row, and times."""
    listing, wanted, output = (os.path.join(folder, name) for name in ["films", "pairs", "scores.csv"])
    with open(listing, "w") as file:
        file.write("\n".join(paths) + "\n")
    if pairs != "all":
        with open(wanted, "w") as file:
            file.writelines(f"{a} {b}\n" for a, b in pairs)
    answer = subprocess.run(
        [OPTIONS.binary, "duplicates", "measure", listing, wanted if pairs != "all" else "all", output, *options],
        check=True, capture_output=True, text=True).stdout
    with open(output) as file:
        return list(csv.DictReader(file)), json.loads(answer)


def ledger_of(folder, count):
    """A workspace's ledger with so many films' fingerprints."""
    workspace = os.path.join(folder, "workspace")
    subprocess.run([OPTIONS.binary, "--workspace", workspace, "init"], check=True, capture_output=True)
    path = os.path.join(workspace, "ledger.sqlite")
    random = np.random.default_rng(OPTIONS.seed)
    with sqlite3.connect(path) as database:
        database.executemany(
            "INSERT INTO fingerprint (film, rank, person, source, picture, hash) VALUES (?, ?, ?, ?, ?, ?)",
            ((film, film, f"P{film}", f"{film:064x} 1", f"{film:064x}", random.bytes(32))
             for film in range(1, count + 1)))
    return path


class Peers:
    """Hashes of pdqhash and imagehash, each in eight orientations where they can."""

    def __init__(self, paths):
        self.pdq, self.phash, self.dhash = [], [], []
        self.times = {"pdqhash": [], "imagehash.phash": [], "imagehash.dhash": []}
        for path in paths:
            picture = tifffile.imread(path)
            colours = np.repeat(picture[:, :, None], 3, axis=2)
            self.pdq.append(self.timed("pdqhash", lambda: np.array(pdqhash.compute_dihedral(colours)[0], np.uint8)))
            image = Image.fromarray(picture)
            self.phash.append(self.timed("imagehash.phash", lambda: imagehash.phash(image).hash.ravel()))
            self.dhash.append(self.timed("imagehash.dhash", lambda: imagehash.dhash(image).hash.ravel()))

    def timed(self, name, work):
        started = time.perf_counter()
        result = work()
        self.times[name].append((time.perf_counter() - started) * 1000)
        return result

    def said(self, a, b):
        """What each calls a duplicate at the distance that its makers, or its users' tools, take."""
        pdq = (self.pdq[a][:1] != self.pdq[b]).sum(axis=1).min()
        return {
            "pdqhash ≤ 31, 8 orientations": pdq <= 31,
            "pdqhash ≤ 90, 8 orientations": pdq <= 90,
            "imagehash phash ≤ 10": (self.phash[a] != self.phash[b]).sum() <= 10,
            "imagehash dhash ≤ 10": (self.dhash[a] != self.dhash[b]).sum() <= 10,
        }


def share(rows, verdicts):
    return sum(row["verdict"] in verdicts for row in rows) / len(rows)


def main():
    with tempfile.TemporaryDirectory(prefix="filmmigrate-bench-") as folder:
        originals, paths, pairs = films(folder)
        print(f"{len(originals)} films, {len(pairs)} pairs to be known, seed {OPTIONS.seed}", file=sys.stderr)
        strangers, times = measure(folder, originals, "all")
        known, pair_times = measure(folder, paths, [pair for pair, *_ in pairs])
        # The bench's rows are grouped by their first film.
        found = {(int(row["i"]), int(row["j"])): row for row in known}
        large = os.path.join(folder, "large.tif")
        random = np.random.default_rng(OPTIONS.seed)
        base = cv2.resize(tifffile.imread(originals[0]), (2048, 2500)).astype(np.uint16) * 16
        tifffile.imwrite(large, base + random.integers(0, 16, base.shape, np.uint16))
        # Ten million films: what a look among them costs, and in memory.
        _, large_times = measure(folder, [large] * 10, [], "--among", "10000000")
        ledger = ledger_of(folder, OPTIONS.known)
        _, load = measure(folder, [], [], "--among", "1", "--ledger", ledger)
        peers = Peers(paths)
    report(originals, pairs, strangers, found, peers)
    print("\n| | median ms | 95 % |\n| --- | --- | --- |")
    for name, spread in [
            ("fingerprint of 2048 × 2500, 12 bits, beyond decoding", large_times["fingerprint_ms"]),
            ("candidates among 1,000,000 films", times["candidates_ms"]),
            ("candidates among 10,000,000 films", large_times["candidates_ms"]),
            ("a pair of different films", times["pair_ms"]), ("a pair of the same film", pair_times["pair_ms"])]:
        print(f"| {name} | {spread['median']:.1f} | {spread['p95']:.1f} |")
    print(f"| reading {OPTIONS.known:,} fingerprints at the start of a run | {load['load_ms']['once']:.0f} | |")
    for name, values in peers.times.items():
        print(f"| {name}, one film of the corpus | {np.median(values):.1f} | {np.percentile(values, 95):.1f} |")
    print(f"\nmemory of the index: {times['index_mb']['most']:.0f} MB at 1,000,000 films, "
          f"{large_times['index_mb']['most']:.0f} MB at 10,000,000")
    if OPTIONS.plot:
        plot(strangers, pairs, found)


def report(originals, pairs, strangers, found, peers):
    review = [row for row in strangers if row["verdict"] == "review"]
    wrong = [row for row in strangers if row["verdict"] == "duplicate"]
    print(f"\n{len(strangers)} pairs of different films: {len(wrong)} called duplicate, {len(review)} for review")
    for row in wrong + review:
        a, b = (os.path.basename(originals[int(row[side])]) for side in "ij")
        print(f"- {a}, {b}: {row['verdict']}, correlation {float(row['correlation']):.2f}; {row['reasons']}")
    near = sorted(float(row["correlation"]) for row in strangers if row["depth"] == "2")
    print(f"highest correlations of different films: {', '.join(f'{value:.2f}' for value in near[-5:])}")
    kinds = list(KINDS) + ["three at once"]
    said = {name: {} for name in peers.said(0, 1)}
    for name in said:
        said[name]["strangers"] = 0
    for row in strangers:
        for name, is_duplicate in peers.said(int(row["i"]), int(row["j"])).items():
            said[name]["strangers"] += bool(is_duplicate)
    print("\n| change | pairs | duplicate | or review | " + " | ".join(said) + " |")
    print("| --- |" + " --- |" * (3 + len(said)))
    everything = []
    for kind in [*kinds, *(f"exposure {amount:.1%}" for amount in EXPOSURES)]:
        mine = [(pair, found[pair]) for pair, each, _ in pairs if each == kind]
        rows = [row for _, row in mine]
        if kind in kinds:
            everything += mine
        line(kind, mine, rows, peers, said)
    line("**all rescans**", everything, [row for _, row in everything], peers, said)
    print("| **different films** | " f"{len(strangers)} | {len(wrong)} | {len(wrong) + len(review)} | "
          + " | ".join(str(said[name]["strangers"]) for name in said) + " |")
    print("\nrescans that are not called duplicate:")
    for pair, kind, names in pairs:
        row = found[pair]
        if kind in kinds and row["verdict"] != "duplicate":
            film = os.path.basename(originals[min(pair)])
            print(f"- {film}, {names}: {row['verdict']}, correlation {float(row['correlation']):.2f}; {row['reasons']}")
    radius = [float(found[pair]["hash_distance"]) for pair, kind, _ in pairs if kind in kinds]
    print(f"\nby hash within 64: {np.mean(np.array(radius) <= 64):.2%} of the rescans; of different films "
          f"{np.mean([float(row['hash_distance']) <= 64 for row in strangers]):.4%}")


def line(name, mine, rows, peers, said):
    answers = [peers.said(*pair) for pair, _ in mine]
    shares = " | ".join(f"{np.mean([answer[peer] for answer in answers]):.1%}" for peer in said)
    print(f"| {name} | {len(rows)} | {share(rows, ['duplicate']):.1%} "
          f"| {share(rows, ['duplicate', 'review']):.1%} | {shares} |")


def plot(strangers, pairs, found):
    import matplotlib
    matplotlib.use("svg")
    import matplotlib.pyplot as plt
    matplotlib.rcParams["svg.hashsalt"] = "filmmigrate"
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
    kinds = {"rescans": [], "second exposures (imitated)": []}
    for pair, kind, _ in pairs:
        kinds["second exposures (imitated)" if kind.startswith("exposure") else "rescans"].append(found[pair])
    groups = {**kinds, "different films": strangers}
    for (name, rows), colour in zip(groups.items(), ["#1b7f4b", "#c77700", "#a3222c"]):
        fine = [row for row in rows if row["depth"] == "2"]
        values = [float(row["correlation"]) for row in fine]
        left.hist(values, bins=np.linspace(-0.1, 1, 56), color=colour, alpha=0.7, log=True,
                  label=f"{name}: {len(fine)} of {len(rows)}")
        offsets = [float(row["offset"]) for row in fine if float(row["offset"]) >= 0]
        right.hist(offsets, bins=np.linspace(0, 0.8, 41), color=colour, alpha=0.7, log=True, label=name)
    left.axvline(0.50, color="black", linestyle=":")
    left.axvline(0.70, color="black")
    right.axvline(0.16, color="black")
    left.set_xlabel("correlation of the details (dotted: review from here; line: duplicate)")
    right.set_xlabel("squares lie apart, % of the long side (line: duplicate below)")
    left.set_ylabel("pairs that came to the last comparison")
    left.legend(fontsize=8)
    right.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(OPTIONS.plot, metadata={"Date": None})


main()
