"""The obvious script: tifffile, pydicom and pynetdicom, one process, one association.
`storing.py TITLE PORT SCAN...`"""

import sys

from pynetdicom import AE
from pynetdicom.sop_class import SecondaryCaptureImageStorage
from pydicom.uid import ExplicitVRLittleEndian

from peer import instance_of

TITLE, PORT, *SCANS = sys.argv[1:]

ae = AE(ae_title="SCRIPT")
ae.add_requested_context(SecondaryCaptureImageStorage, ExplicitVRLittleEndian)
association = ae.associate("127.0.0.1", int(PORT), ae_title=TITLE)
if not association.is_established:
    raise SystemExit("no association")
for scan in SCANS:
    if association.send_c_store(instance_of(scan)).Status != 0:
        raise SystemExit("refused")
association.release()
