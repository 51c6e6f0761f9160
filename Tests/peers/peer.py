"""A DICOM archive that misbehaves on purpose: `peer.py PORT MODE [CALLBACK-PORT]`. It keeps what it is sent in
memory. To the callback port it reports on storage commitment, passes on what it gets (`passes-on`), or carries
every byte (`relay`)."""

import copy
import socket
import sys
import threading
import time

from pydicom.dataset import Dataset
from pynetdicom import AE, build_role, evt
from pynetdicom.sop_class import (
    SecondaryCaptureImageStorage, StorageCommitmentPushModel, StudyRootQueryRetrieveInformationModelFind,
    StudyRootQueryRetrieveInformationModelGet, Verification)

PORT, MODE = int(sys.argv[1]), sys.argv[2]
CALLBACK = int(sys.argv[3]) if len(sys.argv) > 3 else 0
COMMITMENT_INSTANCE = "1.2.840.10008.1.20.1.1"
KEPT = {}
SENT = []
STORED = {}


def forever():
    while True:
        time.sleep(3600)


def keep(dataset):
    if MODE == "keeps-old":
        # What the UID stands for already: another picture.
        old = copy.deepcopy(dataset)
        pixels = bytearray(old.PixelData)
        pixels[0] ^= 1
        old.PixelData = bytes(pixels)
        KEPT.setdefault(dataset.SOPInstanceUID, old)
    else:
        KEPT[dataset.SOPInstanceUID] = dataset


def pass_on(dataset):
    ae = AE(ae_title="BADPEER")
    ae.add_requested_context(SecondaryCaptureImageStorage, dataset.file_meta.TransferSyntaxUID)
    other = ae.associate("127.0.0.1", CALLBACK, ae_title="BADPEER")
    if other.is_established:
        other.send_c_store(dataset)
        other.release()


def on_store(event):
    dataset = event.dataset
    dataset.file_meta = event.file_meta
    SENT.append(dataset.SOPInstanceUID)
    if MODE.startswith("status-"):
        code = int(MODE.removeprefix("status-"), 16)
        if code >> 12 == 0xB:
            keep(dataset)
        return code
    if MODE == "duplicate-kept":
        keep(dataset)
        return 0x0111
    if MODE == "busy" and len(SENT) <= 2:
        return 0xA700
    if MODE == "full-after-two" and len(SENT) > 2:
        return 0xA700
    if MODE == "forgetful":
        return 0x0000
    if MODE == "slow":
        time.sleep(1.0)
    if MODE == "mute-store":
        forever()
    keep(dataset)
    STORED[dataset.SOPInstanceUID] = time.monotonic()
    if MODE == "passes-on":
        pass_on(dataset)
    if MODE == "mute-after-keeping" and len(SENT) == 1:
        forever()
    if MODE == "cut-after-keeping" and len(SENT) == 1:
        # The connection is gone before the answer can go.
        event.assoc.dul.socket.socket.shutdown(socket.SHUT_RDWR)
    return 0x0000


def hit(dataset, patient=None):
    answer = Dataset()
    answer.QueryRetrieveLevel = "IMAGE"
    answer.StudyInstanceUID = dataset.StudyInstanceUID
    answer.SeriesInstanceUID = dataset.SeriesInstanceUID
    answer.SOPInstanceUID = dataset.SOPInstanceUID
    answer.PatientID = patient or dataset.get("PatientID", "")
    return answer


def on_find(event):
    wanted = event.identifier
    if MODE == "mute-find":
        forever()
    if MODE == "find-A700":
        yield 0xA700, None
        return
    if MODE == "find-denies":
        return
    if MODE == "find-claims":
        # Claims to have whatever it is asked for.
        wanted.PatientID = "P1"
        yield 0xFF00, hit(wanted)
    if MODE == "find-others":
        # Answers with somebody else's instances, whatever it is asked for.
        other = copy.deepcopy(wanted)
        for number in range(3):
            other.SOPInstanceUID = f"2.25.99{number}"
            yield 0xFF00, hit(other, patient="STRANGER")
    kept = KEPT.get(wanted.SOPInstanceUID)
    if kept is not None:
        yield 0xFF00, hit(kept, patient="STRANGER" if MODE == "find-other-patient" else None)
        if MODE == "find-twice":
            yield 0xFF00, hit(kept, patient="STRANGER")


def on_get(event):
    kept = KEPT.get(event.identifier.SOPInstanceUID)
    if MODE == "mute-always-get" or MODE == "mute-get" and kept is not None:
        forever()
    if MODE == "aborts-get":
        event.assoc.abort()
        return
    if MODE.startswith("get-") and kept is not None:
        yield 1
        yield int(MODE.removeprefix("get-"), 16), Dataset()
        return
    if MODE == "slow-index" and time.monotonic() - STORED.get(event.identifier.SOPInstanceUID, 0) < 3:
        # It has taken it, and knows of it a little later.
        kept = None
    if kept is None:
        yield 0
        return
    given = copy.deepcopy(kept)
    given.file_meta = kept.file_meta
    if MODE == "flips":
        pixels = bytearray(given.PixelData)
        pixels[len(pixels) // 2] ^= 1
        given.PixelData = bytes(pixels)
    if MODE == "truncates":
        given.PixelData = given.PixelData[:len(given.PixelData) // 2 * 2 - 1000]
    if MODE == "no-pixels":
        del given.PixelData
    if MODE == "other-patient":
        given.PatientID = "STRANGER"
    if MODE == "other-side":
        given.ImageLaterality = "L"
    if MODE == "other-instance":
        given.SOPInstanceUID = "2.25.99"
    yield 2 if MODE == "gives-twice" else 1
    yield 0xFF00, given
    if MODE == "gives-twice":
        yield 0xFF00, given


def report(association, information):
    return association.send_n_event_report(
        information, 2 if "FailedSOPSequence" in information else 1, StorageCommitmentPushModel,
        COMMITMENT_INSTANCE)


def answer_commitment(association, asked):
    time.sleep(0.2)
    if MODE == "commit-never":
        return
    answer = Dataset()
    answer.TransactionUID = "2.25.1" if MODE == "commit-other" else asked.TransactionUID
    kept = [item for item in asked.ReferencedSOPSequence if item.ReferencedSOPInstanceUID in KEPT]
    lost = [item for item in asked.ReferencedSOPSequence if item.ReferencedSOPInstanceUID not in KEPT]
    if MODE == "commit-fails":
        # It has them, and will not answer for them.
        kept, lost = [], list(asked.ReferencedSOPSequence)
    if MODE == "commit-partly":
        # Says nothing of the last one.
        kept = kept[:-1]
    answer.ReferencedSOPSequence = kept
    for item in lost:
        item.FailureReason = 0x0112
    if lost:
        answer.FailedSOPSequence = lost
    if MODE == "commit-same":
        report(association, answer)
        return
    ae = AE(ae_title="BADPEER")
    ae.add_requested_context(StorageCommitmentPushModel)
    for _ in range(2 if MODE == "commit-twice" else 1):
        own = ae.associate(
            "127.0.0.1", CALLBACK, ae_title="FILMMIGRATE",
            ext_neg=[build_role(StorageCommitmentPushModel, scp_role=True)])
        if own.is_established:
            report(own, answer)
            own.release()


def on_action(event):
    if MODE == "commit-refused":
        return 0x0110, None
    threading.Thread(
        target=answer_commitment, args=(event.assoc, event.action_information), daemon=True).start()
    return 0x0000, None


def serve(port):
    ae = AE(ae_title="BADPEER")
    ae.maximum_pdu_size = 131072
    ae.network_timeout = None
    ae.dimse_timeout = None
    ae.add_supported_context(Verification)
    if MODE == "rejects":
        ae.ae_title, ae.require_called_aet = "OTHER", True
    if MODE == "rejects-caller":
        ae.require_calling_aet = ["NOBODY"]
    if MODE == "full":
        ae._maximum_associations = 0  # its setter takes no less than one
    if MODE != "no-contexts":
        ae.add_supported_context(SecondaryCaptureImageStorage, scu_role=True, scp_role=True)
        ae.add_supported_context(StudyRootQueryRetrieveInformationModelFind)
        ae.add_supported_context(StudyRootQueryRetrieveInformationModelGet)
    if MODE.startswith("commit-"):
        ae.add_supported_context(StorageCommitmentPushModel)
    handlers = [
        (evt.EVT_C_STORE, on_store), (evt.EVT_C_FIND, on_find), (evt.EVT_C_GET, on_get),
        (evt.EVT_N_ACTION, on_action)]
    return ae.start_server(("127.0.0.1", port), block=False, evt_handlers=handlers)


def pump(source, target, limit=None, pause=0.0):
    """Carries bytes; cuts both ends after `limit` bytes, or lets a byte through every `pause` seconds: from the
    start, or behind the first part, which is the negotiation's."""
    passed = 0
    try:
        while True:
            drips = pause and (passed > 0 or MODE == "drips")
            data = source.recv(1 if drips else 4096)
            if not data:
                break
            passed += len(data)
            target.sendall(data)
            if drips:
                time.sleep(pause)
            if limit is not None and passed > limit:
                break
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def stand_between(port, inner):
    listener = socket.create_server(("127.0.0.1", port))
    while True:
        client, _ = listener.accept()
        if MODE == "mute-connect":
            SENT.append(client)
            continue
        server = socket.create_connection(("127.0.0.1", inner))
        limit = 20_000 if MODE == "cuts-object" else None
        drip = 0.3 if MODE in ("drips", "drips-answer") else 0.0
        intake = 0.01 if MODE == "drips-object" else 0.0
        threading.Thread(target=pump, args=(client, server, limit, intake), daemon=True).start()
        answers = threading.Thread(target=pump, args=(server, client, None, drip), daemon=True)
        answers.start()
        if MODE == "one-by-one":
            # The next caller waits in the kernel's queue, without a word.
            answers.join()


if MODE == "relay":
    stand_between(PORT, CALLBACK)
elif MODE in ("one-by-one", "mute-connect", "cuts-object", "drips", "drips-answer", "drips-object"):
    server = serve(0)
    stand_between(PORT, server.socket.getsockname()[1])
else:
    serve(PORT)
    forever()
