"""An adversary of the matcher: indexes of four kinds of population and labels of a hundred kinds of mischief
(adversary_classes.py), and what the matcher makes of them. Prints right, wrong, review and none by class, where the
person stands among the candidates of a review, and the evidence of every wrong match. Ends with 1 where a class that can
be decided has a wrong match.

    scripts/bench adversary                        four indexes of 55,000, over 500,000 labels
    scripts/bench adversary --persons 2000 --labels 20   small, as the tests run it
"""

import argparse
import collections
import csv
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from adversary_classes import CLASSES  # noqa: E402
from adversary_people import POPULATIONS, World  # noqa: E402

COLUMNS = ["label_id", "nhs_number", "hospital_number", "local_id_issuer", "family_name", "given_name", "birth_date", "sex",
           "address", "town", "postcode", "exam_date"]


def fits(who, person):
    twin, namesake = person.twin, person.namesake
    if who == "plain": return twin is None and namesake is None
    if who == "twin": return twin is not None and twin.nhs != "" and twin.middle != person.given
    if who == "kin": return bool(person.kin)
    if who == "namesake": return namesake is not None and namesake.nhs != ""
    if who == "father": return namesake is not None and namesake.nhs != "" and abs(namesake.birth[0] - person.birth[0]) > 12
    if who == "cousin": return namesake is not None and namesake.nhs != "" and abs(namesake.birth[0] - person.birth[0]) <= 12
    return True


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(path, columns, table):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def make(folder, kind, persons, each, seed):
    """Writes index.csv, labels.csv and truth.csv of one population."""
    os.makedirs(folder, exist_ok=True)
    world = World(kind, persons, seed)
    index = world.index()
    write(f"{folder}/index.csv", list(index[0]), index)
    labels, truth = [], []
    for name, group, who, own, undecidable, stranger, mischief in CLASSES:
        dice = random.Random(f"{seed} {kind} {name}")
        pool = [person for person in world.people if fits(who, person) and (person.is_present or not stranger)]
        made, tries = 0, 0
        while pool and made < each and tries < each * 30:
            tries += 1
            person = dice.choice(pool)
            row = mischief(world, person, dice)
            if row is None: continue
            made += 1
            row = {**row, "label_id": f"{name.split()[0]}-{made}"}
            if dice.random() < 0.4:
                row["family_name"] = row.get("family_name", "").upper()
            labels.append(row)
            truth.append({"label_id": row["label_id"], "person_id": person.id if person.is_present and not stranger else ""})
    write(f"{folder}/labels.csv", COLUMNS, labels)
    write(f"{folder}/truth.csv", ["label_id", "person_id"], truth)
    return len(labels)


def decide(binary, folder, routes, output):
    arguments = [part for route in routes for part in ("--route", route)]
    subprocess.run([binary, "match", "--index", f"{folder}/index.csv", "--labels", f"{folder}/labels.csv", *arguments,
                    "--output", output], check=True, stderr=subprocess.DEVNULL)
    return rows(output)


def share(part, whole): return f"{part * 100 / whole:.1f} %" if whole else "–"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary")
    parser.add_argument("--persons", type=int, default=55_000)
    parser.add_argument("--labels", type=int, default=1_300, help="labels of each class for each population")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", default=".build-bench/adversary")
    parser.add_argument("--evidence", type=int, default=1000, help="show the evidence of at most so many wrong matches")
    options = parser.parse_args()
    tally = collections.defaultdict(collections.Counter)
    evidence, border = [], 0
    for kind in POPULATIONS:
        folder = f"{options.folder}/{kind}-{options.persons}-{options.labels}-{options.seed}"
        make(folder, kind, options.persons, options.labels, options.seed)
        if not options.binary: continue
        truth = {row["label_id"]: row["person_id"] for row in rows(f"{folder}/truth.csv")}
        labels = {row["label_id"]: row for row in rows(f"{folder}/labels.csv")}
        for row in decide(options.binary, folder, ["NHS", "CHI"], f"{folder}/matches.csv"):
            person, name = truth[row["label_id"]], row["label_id"].split("-")[0]
            count = tally[name]
            if row["decision"] == "match":
                is_right = row["person_id"] == person
                count["right" if is_right else "wrong"] += 1
                if not is_right:
                    given = ", ".join(f"{key} {value}" for key, value in labels[row["label_id"]].items() if value and key != "label_id")
                    evidence.append((name, f"{kind} {row['label_id']}: is {person or 'nobody'}, was {row['person_id']}; {given}; {row['reasons']}"))
            else:
                count[row["decision"]] += 1
                if row["decision"] == "review" and person:
                    shown = [id.strip() for id in row["candidates"].split(";")]
                    place = shown.index(person) + 1 if person in shown else 0
                    count["present"] += 1
                    count["first"] += place == 1
                    count["near"] += place in (1, 2)
        if kind == "north":
            people = {row["person_id"]: row for row in rows(f"{folder}/index.csv")}
            border = sum(1 for row in decide(options.binary, folder, ["NHS"], f"{folder}/border.csv")
                         if row["decision"] == "match" and people[row["person_id"]]["nhs_number"])
    if not options.binary: return
    faults = report(tally, evidence, options.evidence)
    print(f"\nPersons with a number without a route, matched: {border}")
    sys.exit(1 if faults or border else 0)


def report(tally, evidence, most):
    print("| class | right | wrong | review | none | first | first two |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    total, own, faults, undecided = collections.Counter(), collections.Counter(), 0, set()
    for name, group, who, is_own, undecidable, stranger, mischief in CLASSES:
        count = tally[name.split()[0]]
        total += count
        if is_own: own += count
        if undecidable: undecided.add(name.split()[0])
        else: faults += count["wrong"]
        print(f"| {name}{' (undecidable)' if undecidable else ''} | {count['right']} | {count['wrong']} | {count['review']} | {count['none']} "
              f"| {share(count['first'], count['present'])} | {share(count['near'], count['present'])} |")
    for title, count in (("all", total), ("the person's own data", own)):
        print(f"| **{title}** | {count['right']} | {count['wrong']} | {count['review']} | {count['none']} "
              f"| {share(count['first'], count['present'])} | {share(count['near'], count['present'])} |")
    print(f"\nWrong in classes that can be decided: {faults}; in those that cannot: {total['wrong'] - faults}")
    for name, text in [one for one in evidence if one[0] not in undecided][:most]: print(text)
    for name, text in [one for one in evidence if one[0] in undecided][:max(0, most // 50)]: print("undecidable:", text)
    return faults


if __name__ == "__main__":
    main()
