# Shared by the scripts of this folder; sourced, not run.
# It says what it does, and installs by apt-get only what is missing.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '\n== %s\n' "$*"; }

# Runs as root: directly where we are root, else by sudo.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Debian packages that building and running need, and those that only tests need.
build_packages=(
    g++ libdcmtk-dev libssl-dev libtiff-dev zlib1g-dev libpng-dev libjpeg62-turbo-dev libexif-dev libcharls-dev
    libopenjp2-7-dev libsqlite3-dev libcsv-dev libxxhash-dev libfftw3-dev libxlsxwriter-dev libpango1.0-dev pkg-config
)
run_packages=(orthanc curl fonts-liberation)
test_packages=(dcmtk dicom3tools libtiff-tools libjpeg-turbo-progs openssl python3 python3-pydicom python3-venv python3-openpyxl python3-xxhash poppler-utils)

# Installs the packages named that are not installed yet.
install_missing() {
    local package missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    if [ "${#missing[@]}" -eq 0 ]; then
        say "Debian packages: all there"
        return
    fi
    say "installing Debian packages: ${missing[*]}"
    as_root apt-get update -qq
    # No service of these packages is to start by itself (Orthanc would, on its default port).
    local policy=/usr/sbin/policy-rc.d made=
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod +x "$policy"
        made=yes
    fi
    local status=0
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        >/dev/null || status=$?
    [ -z "$made" ] || as_root rm -f "$policy"
    return "$status"
}

need_swift() {
    if ! command -v swift >/dev/null 2>&1; then
        echo "no swift in PATH: install a Swift 6.2 toolchain or newer (https://www.swift.org/install/linux/)" >&2
        exit 78
    fi
    swift --version 2>/dev/null | head -1
}

# Makes the Python that the ill-behaved archives of the tests run on (Tests/peers): Debian has no pynetdicom.
# Without it, those tests are left out.
make_peers() {
    local peers=.build/peers
    "$peers/bin/python" -c 'import pynetdicom' 2>/dev/null && return
    say "making $peers with pynetdicom"
    /usr/bin/python3 -m venv --system-site-packages "$peers"
    "$peers/bin/pip" install --quiet 'pynetdicom==2.0.2' || echo "no pynetdicom: tests of ill-behaved archives are left out" >&2
}
