"""What benchmarks of the way to the archive start and time: ready-made senders, and `run` on a fresh workspace."""

import json
import os
import resource
import shutil
import subprocess
import tempfile
import time


def timed(commands, environment=None):
    """Runs commands at once: wall seconds, their processor seconds, the largest one's peak memory (MB)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    running = [
        subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})})
        for command in commands]
    peak = 0
    for process in running:
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(peak, usage.ru_maxrss / 1024)
        if process.returncode != 0:
            raise SystemExit(f"{process.args[0]} ended with {process.returncode}: {errors.decode()[-500:]}")
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak


def send(instances, archives, associations):
    """`dcmsend` of the ready-made instances at its best, spread over so many processes."""
    shares = [instances[start::associations] for start in range(associations)]
    return timed([
        ["dcmsend", "--max-send-pdu", "131072", "--no-uid-checks", "--decompress-never",
         "-aec", archives[0].title, "127.0.0.1", str(archives[0].port), *share]
        for share in shares if share], {"TCP_NODELAY": "1"})


def migrate(binary, folder, archives, state, films, syntax="explicit-vr-little-endian", settings=""):
    """A fresh workspace with the bag below `folder` taken in; only `run` is timed. All films must end in `state`."""
    workspace = tempfile.mkdtemp(dir=folder, prefix="workspace-")

    def tool(*arguments):
        return subprocess.run(
            [binary, "--workspace", workspace, *arguments], check=True, capture_output=True).stdout

    tool("init")
    with open(os.path.join(workspace, "filmmigrate.yaml"), "w") as file:
        file.write(settings)
    for archive, role in zip(archives, ["primary", "second-copy"]):
        tool("archive", "add", role, f"{archive.title}@127.0.0.1:{archive.port}", "--role", role,
             "--transfer-syntax", syntax)
    tool("trust", "add", "RXA")
    tool("index", "import", os.path.join(folder, "index.csv"))
    tool("intake", os.path.join(folder, "bag"))
    figures = timed([[binary, "--workspace", workspace, "run", "--until-idle"]])
    ended = json.loads(tool("status", "--json"))["total"]["films"][state]
    if ended != films:
        raise SystemExit(f"only {ended} of {films} films are {state}")
    shutil.rmtree(workspace)
    return figures
