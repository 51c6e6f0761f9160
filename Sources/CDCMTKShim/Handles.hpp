// What stands behind the opaque handles of CDCMTKShim.h.
#pragma once

#include "CDCMTKShim.h"
#include "Transport.hpp"

#include "dcmtk/config/osconfig.h"
#include "dcmtk/dcmdata/dctk.h"
#include "dcmtk/dcmnet/assoc.h"

#include <memory>

/// The element whose value field is the buffer: adopting it moves the element, not the bytes.
struct fmd_pixels {
    std::unique_ptr<DcmPixelData> element;
    uint8_t *bytes;
    size_t length;
};

/// DcmFileFormat owns the dataset, so that saving and loading need no copy of it.
struct fmd_dataset {
    fmd_dataset() = default;
    /// Takes ownership of a dataset that came from the network.
    explicit fmd_dataset(DcmDataset *received) : file(received, OFFalse) {}

    DcmDataset &root() { return *file.getDataset(); }

    DcmFileFormat file;
};

struct fmd_association {
    ~fmd_association();

    T_ASC_Network *network = nullptr;
    T_ASC_Association *association = nullptr;
    /// Shared with the connection, which the network owns.
    std::shared_ptr<fmd::Watch> watch = std::make_shared<fmd::Watch>();
    uint32_t acseSeconds = 0;
    int dimseSeconds = 0;
    uint32_t operationSeconds = 0;
    /// False once an operation has failed in the middle: what the peer then thinks is unknown.
    bool stands = false;
    /// The peer asked for release and waits for the answer (A-RELEASE-RP, PS3.8 7.2).
    bool peerReleases = false;
};

namespace fmd {

inline fmd_item *lend(DcmItem *item) { return reinterpret_cast<fmd_item *>(item); }
inline DcmItem &borrowed(fmd_item *item) { return *reinterpret_cast<DcmItem *>(item); }

} // namespace fmd
