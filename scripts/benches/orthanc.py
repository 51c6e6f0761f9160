"""An Orthanc of the benchmark's own: free ports, a fresh store, and proof that it is the one started."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Orthanc:
    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder)
        self.port, self.http = free_port(), free_port()
        self.title = f"BENCH{self.port}"
        settings = {
            "Name": self.title, "StorageDirectory": folder, "IndexDirectory": folder, "Plugins": [],
            "HttpPort": self.http, "DicomAet": self.title, "DicomPort": self.port,
            "DicomCheckCalledAet": True, "RemoteAccessAllowed": False, "AuthenticationEnabled": False,
            "MaximumPduLength": 131072, "DicomAlwaysAllowGet": True, "DicomAlwaysAllowFind": True,
        }
        path = os.path.join(folder, "orthanc.json")
        with open(path, "w") as file:
            json.dump(settings, file)
        self.process = subprocess.Popen(
            ["Orthanc", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError):
                if self.rest("system")["Name"] == self.title:
                    break
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("Orthanc did not start: see apt-get install orthanc")
            time.sleep(0.05)

    def rest(self, path):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.http}/{path}", timeout=30) as answer:
            return json.load(answer)

    def count(self):
        return self.rest("statistics")["CountInstances"]

    def processor_seconds(self):
        """User and system time so far (proc(5), fields 14 and 15 of stat)."""
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
