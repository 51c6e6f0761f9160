#!/usr/bin/env python3
"""A report of a Cluster of 30 Trusts, 36 months and ten million films: time and memory of each format.

    scripts/bench report [--folder FOLDER]

The films are put into the ledger's flow table as 20,000 batches would leave them there; the plan is imported
by the program. The day is the middle of the plan's 25th month. As a peer, sqlite3 reads the same rows.
"""
import argparse
import datetime
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

TRUSTS, MONTHS, FILMS, BATCHES = 30, 36, 10_000_000, 20_000
START = datetime.date(2024, 4, 1)


def month(number):
    return f"{START.year + (START.month - 1 + number) // 12:04}-{(START.month - 1 + number) % 12 + 1:02}"


def write_plan(folder):
    os.makedirs(folder)
    each = FILMS // TRUSTS
    codes = [f"R{number:02}" for number in range(TRUSTS)]
    files = {
        "clusters.csv": ["cluster,name,start_month,months,lsp_price,contractor_days_per_trust",
                         f"NW,North West,{month(0)},{MONTHS},90000000.00,150"],
        "shas.csv": ["sha,name,cluster"] + [f"Q{number},Authority {number},NW" for number in range(5)],
        "trusts.csv": ["trust,name,sha,community,opted_out,go_live_month,films_to_migrate,volume_commitment"],
        "schedule.csv": ["trust,month,planned_films"],
        "benefits.csv": ["trust,benefit,class,trigger,amount,from_month,owner,source"],
        "cash.csv": ["level,code,month,kind,amount"],
        "days.csv": ["trust,activity,days"],
        "teams.csv": ["level,code,role,name", "cluster,NW,lead,Ann Other"],
    }
    for number, code in enumerate(codes):
        files["trusts.csv"].append(
            f"{code},Hospital {number},Q{number % 5},C{number // 3},no,{month(number % 6)},{each},{each}")
        for place in range(MONTHS - 2):
            films = each // (MONTHS - 2) + (each % (MONTHS - 2) if place == 0 else 0)
            files["schedule.csv"].append(f"{code},{month(place)},{films}")
        for name, kind, trigger, amount in [
                ("film and chemicals", "cash_releasing", "go_live", "38000.00"),
                ("film store rent", "cash_releasing", "store_empty", "21000.00"),
                ("couriers", "cash_releasing", "per_film", "1.35"),
                ("clerks' time", "non_cash", "per_film", "0.90"),
                ("repeat exposures avoided", "societal", "go_live", "900.00")]:
            files["benefits.csv"].append(f"{code},{name},{kind},{trigger},{amount},,Finance,survey 2003")
        for activity, days in [("survey", 10), ("integration", 40), ("testing", 20)]:
            files["days.csv"].append(f"{code},{activity},{days}")
    for place in range(MONTHS):
        files["cash.csv"].append(f"cluster,NW,{month(place)},lsp_payment,2500000.00")
        files["cash.csv"].append(f"cluster,NW,{month(place)},national_priming,1900000.00")
    for name, rows in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write("\n".join(rows) + "\n")
    return codes


def fill(ledger, codes):
    chance = random.Random(2004)
    database = sqlite3.connect(ledger)
    each = FILMS // BATCHES
    database.executemany("INSERT INTO trust VALUES (?, ?, 1, NULL, 0)", [(code, code) for code in codes])
    batches, flow = [], []
    # Nine films of ten are there after 25 months of 36, the rest has come in part.
    for number in range(BATCHES):
        code = codes[number % TRUSTS]
        arrival = START + datetime.timedelta(days=number * 780 // BATCHES)
        batches.append((number + 1, f"B{number}", "bureau", str(number), code, f"d{number}", "", 0, ""))
        held, rejected, twice = chance.randrange(3), chance.randrange(4), chance.randrange(6)
        done = each - held - rejected - twice
        flow.append((number + 1, arrival, "queued", each - rejected))
        flow.append((number + 1, arrival, "rejected", rejected))
        later = arrival + datetime.timedelta(days=1 + chance.randrange(4))
        flow.append((number + 1, later, "queued", -(each - rejected)))
        flow.append((number + 1, later, "held", held))
        flow.append((number + 1, later, "duplicate", twice))
        flow.append((number + 1, later, "verified", done // 2))
        flow.append((number + 1, later, "delivered", done - done // 2))
        proof = later + datetime.timedelta(days=1)
        flow.append((number + 1, proof, "delivered", -(done - done // 2)))
        flow.append((number + 1, proof, "verified", done - done // 2))
    database.executemany("INSERT INTO batch (id, name, bureau, number, trust, digest, custody, taken_in_at, receipt) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", batches)
    database.executemany("INSERT INTO flow (batch, day, state, films) VALUES (?, ?, ?, ?)",
                         [(batch, day.isoformat(), state, films) for batch, day, state, films in flow])
    database.commit()
    database.close()


def measured(command, **options):
    before = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    return time.monotonic() - before, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--folder")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    folder = options.folder or tempfile.mkdtemp(prefix="filmmigrate-report-")
    workspace = os.path.join(folder, "workspace")
    tool = [binary, "--workspace", workspace]
    if not os.path.exists(workspace):
        subprocess.run(tool + ["init"], check=True, stdout=subprocess.DEVNULL)
        codes = write_plan(os.path.join(folder, "plan"))
        fill(os.path.join(workspace, "ledger.sqlite"), codes)
        subprocess.run(tool + ["plan", "import", os.path.join(folder, "plan")], check=True)
    peer = ("SELECT batch.trust, flow.day, flow.state, SUM(films) FROM flow JOIN batch ON batch.id = flow.batch "
            "GROUP BY 1, 2, 3")
    seconds, memory, _ = measured(
        [sys.executable, "-c", "import sqlite3, sys; list(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]))",
         os.path.join(workspace, "ledger.sqlite"), peer])
    print(f"sqlite3, the same rows: {seconds:.2f} s, {memory:.0f} MB")
    for form in ["json", "csv", "html", "xlsx", "pdf"]:
        output = os.path.join(folder, f"report.{form}")
        took, memory, status = measured(
            tool + ["report", "--as-of", "2026-04-15", "--format", form, "--output", output],
            stderr=subprocess.DEVNULL)
        print(f"report {form}: {took:.2f} s ({took / seconds:.1f} × the peer), {memory:.0f} MB, status {status}")


if __name__ == "__main__":
    main()
