"""The peer of `convert`: tifffile and pydicom making a Secondary Capture instance of one scan."""

import hashlib
import sys

import pydicom
import tifffile
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, UID


def instance_of(source):
    """The instance of one scan."""
    with open(source, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    with tifffile.TiffFile(source) as scan:
        page = scan.pages[0]
        pixels = page.asarray()
        across, down = (page.tags[name].value for name in ("XResolution", "YResolution"))
    stored = hashlib.sha256(pixels.tobytes()).hexdigest()

    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = UID("1.2.840.10008.5.1.4.1.1.7")
    meta.MediaStorageSOPInstanceUID = pydicom.uid.generate_uid(entropy_srcs=[digest])
    instance = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    instance.SpecificCharacterSet = "ISO_IR 192"
    instance.SOPClassUID, instance.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    instance.StudyInstanceUID = pydicom.uid.generate_uid(entropy_srcs=["study", digest])
    instance.SeriesInstanceUID = pydicom.uid.generate_uid(entropy_srcs=["series", digest])
    instance.PatientName = instance.PatientID = instance.PatientBirthDate = instance.PatientSex = ""
    instance.StudyDate = instance.StudyTime = instance.AccessionNumber = instance.StudyID = ""
    instance.ReferringPhysicianName = instance.Manufacturer = instance.PatientOrientation = ""
    instance.Modality, instance.ConversionType, instance.BurnedInAnnotation = "OT", "DF", "YES"
    instance.SeriesNumber = instance.InstanceNumber = 1
    instance.ImageType = ["ORIGINAL", "PRIMARY"]
    spacing = [25.4 * down[1] / down[0], 25.4 * across[1] / across[0]]
    instance.PixelSpacing = instance.NominalScannedPixelSpacing = spacing
    instance.SamplesPerPixel, instance.PhotometricInterpretation = 1, "MONOCHROME2"
    instance.Rows, instance.Columns = pixels.shape
    instance.BitsAllocated, instance.BitsStored, instance.HighBit, instance.PixelRepresentation = 16, 12, 11, 0
    instance.WindowCenter, instance.WindowWidth = 2048, 4096
    instance.PresentationLUTShape, instance.LossyImageCompression = "IDENTITY", "00"
    instance.ImageComments = f"source {digest}, pixels {stored}, range {pixels.min()} to {pixels.max()}"
    instance.PixelData = pixels.tobytes()
    instance.is_little_endian, instance.is_implicit_VR = True, False
    return instance


if __name__ == "__main__":
    instance_of(sys.argv[1]).save_as(sys.argv[2])
