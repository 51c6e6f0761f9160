"""Instances before judges that are not ours: dciodvfy, dcentvfy, dcm2pnm, pydicom, GDCM and SimpleITK.

The instances are those of the demonstration, as its primary archive gives them back, and what `convert` makes of
each file of the corpus, one instance a page and all pages in one of the multi-frame classes.

Accepted: what no film can say (an unknown time or study id, which a DICOMDIR would want; a name of one part; a view,
which makes class 7 a Standard Extended SOP Class); that GDCM takes no colours of fewer than 8 bits; and that GDCM reads no spacing of the multi-frame classes, which
is why single frames are the default.
"""

import argparse
import collections
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
import warnings

PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--binary", required=True)
PARSER.add_argument("--corpus", default="../shared/corpus/tiff")
OPTIONS = PARSER.parse_args()
ACCEPTED = ("dicomdir", "retired person name form", "view position", "viewposition", "standard extended sop class")

import gdcm  # noqa: E402
import pydicom  # noqa: E402
import SimpleITK  # noqa: E402
from pydicom import config  # noqa: E402

config.settings.reading_validation_mode = config.RAISE
warnings.simplefilter("error")


def demonstration(folder):
    """Every instance of the demonstration's primary archive; the archives are stopped again."""
    output = os.path.join(folder, "demo")
    said = subprocess.run([OPTIONS.binary, "demo", "--keep", "--output", output], check=True, capture_output=True,
                          text=True).stdout
    try:
        root = re.search(r"primary: (http://\S+?)/,", said).group(1)
        paths = []
        for identifier in json.load(urllib.request.urlopen(root + "/instances")):
            path = os.path.join(folder, identifier + ".dcm")
            with urllib.request.urlopen(f"{root}/instances/{identifier}/file") as answer, open(path, "wb") as file:
                shutil.copyfileobj(answer, file)
            paths.append(path)
        return paths
    finally:
        for number in re.findall(r"`kill (\d+)`", said):
            os.kill(int(number), signal.SIGTERM)


def conversions(folder):
    """What `convert` makes of the corpus."""
    paths = []
    for parent, _, names in os.walk(OPTIONS.corpus):
        for name in sorted(names):
            for flags in ([], ["--multiframe"]):
                target = os.path.join(folder, f"{os.path.basename(parent)}-{name}{''.join(flags)}.dcm")
                # The resolution of those that state none, which the multi-frame classes need.
                made = subprocess.run(
                    [OPTIONS.binary, "convert", *flags, os.path.join(parent, name), target,
                     "--film", "modality=CR", "--film", "exam_date=2001-02-03", "--film", "laterality=L",
                     "--film", "body_part=HAND", "--film", "family_name=SMITH", "--film", "given_name=JANE",
                     "--film", "pixel_spacing_mm=0.1x0.2"], capture_output=True, text=True)
                if made.returncode not in (0, 2, 65):
                    raise SystemExit(f"{name}: exit {made.returncode}: {made.stderr}")
                paths += [line for line in made.stdout.split("\n") if line]
    return paths


def spacing(values):
    return tuple(round(float(value), 6) for value in values)


def judge(path, faults):
    """Appends what the judges say of one instance; answers its SOP class."""
    name = os.path.basename(path)
    said = subprocess.run(["dciodvfy", "-new", path], capture_output=True, text=True)
    for line in (said.stdout + said.stderr).split("\n"):
        if line.startswith(("Error", "Warning", "Abort")) and not any(word in line.lower() for word in ACCEPTED):
            faults.append(f"dciodvfy {name}: {line}")
    try:
        dataset = pydicom.dcmread(path)
        for element in dataset.iterall():
            element.value
        dataset.pixel_array
    except Exception as fault:
        faults.append(f"pydicom {name}: {fault}")
        return "unreadable"
    shown = subprocess.run(["dcm2pnm", path, os.devnull], capture_output=True, text=True)
    if shown.returncode or "W:" in shown.stderr or "E:" in shown.stderr:
        faults.append(f"dcm2pnm {name}: {shown.stderr.strip()}")
    true = spacing(reversed(dataset.PixelSpacing)) if "PixelSpacing" in dataset else (1.0, 1.0)
    isFrames = "NumberOfFrames" in dataset
    isSmallColour = dataset.SamplesPerPixel == 3 and dataset.BitsStored < 8
    reader = gdcm.ImageReader()
    reader.SetFileName(path)
    if not reader.Read():
        faults.append(f"GDCM {name}: not read")
    elif not isFrames and spacing(reader.GetImage().GetSpacing())[:2] != true:
        faults.append(f"GDCM {name}: spacing {reader.GetImage().GetSpacing()} for {true}")
    try:
        image = SimpleITK.ReadImage(path)
        if not isFrames and spacing(image.GetSpacing())[:2] != true:
            faults.append(f"SimpleITK {name}: spacing {image.GetSpacing()} for {true}")
    except RuntimeError as fault:
        if isSmallColour:
            return dataset.SOPClassUID.name
        faults.append(f"SimpleITK {name}: {str(fault).strip().splitlines()[-1]}")
    return dataset.SOPClassUID.name


def main():
    folder = tempfile.mkdtemp(prefix="filmmigrate-judge-")
    try:
        demo, corpus = demonstration(folder), conversions(folder)
        faults = []
        classes = collections.Counter(judge(path, faults) for path in demo + corpus)
        together = subprocess.run(["dcentvfy", *demo], capture_output=True, text=True)
        if together.returncode:
            faults.append(f"dcentvfy: exit {together.returncode}")
        faults += [f"dcentvfy: {line}" for line in (together.stdout + together.stderr).split("\n") if line]
        print(f"{len(demo)} instances of the demonstration, {len(corpus)} of the corpus")
        for name, count in sorted(classes.items()):
            print(f"{count:5} {name}")
        print("\n".join(faults) or "no fault")
        return 1 if faults else 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


sys.exit(main())
