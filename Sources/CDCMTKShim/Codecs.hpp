// The codecs that are called directly: one frame of a dataset, to and from its compressed form.
#pragma once

#include "dcmtk/config/osconfig.h"
#include "dcmtk/dcmdata/dctk.h"

#include <vector>

namespace fmd {

/// The form of one frame's samples (PS3.3 C.7.6.3): native order, unsigned, colours interleaved.
struct Frame {
    Uint16 rows = 0, columns = 0, samples = 1, bitsAllocated = 0, bitsStored = 0;

    size_t sampleBytes() const { return bitsAllocated / 8; }
    size_t bytes() const { return size_t(rows) * columns * samples * sampleBytes(); }

    /// Reads it from a dataset; an error where it is not a form that can be encoded.
    OFCondition read(DcmItem &root);
};

/// JPEG-LS lossless (ISO/IEC 14495-1) through CharLS.
OFCondition encodeJPEGLS(const Frame &frame, const Uint8 *pixels, std::vector<Uint8> &out);

/// JPEG 2000 lossless (ISO/IEC 15444-1), RGB by the reversible colour transform, through OpenJPEG.
OFCondition encodeJPEG2000(const Frame &frame, const Uint8 *pixels, std::vector<Uint8> &out);
/// Decodes one JPEG 2000 frame of the form that `frame` says; `pixels` takes frame.bytes().
OFCondition decodeJPEG2000(const Frame &frame, const Uint8 *data, size_t length, Uint8 *pixels);

/// Replaces the encapsulated JPEG 2000 pixels of `root` by native ones.
OFCondition decodeJPEG2000(DcmDataset &root);

} // namespace fmd
