// The codecs that are called directly: one frame of a dataset, to and from its compressed form.
#pragma once

#include "dcmtk/config/osconfig.h"
#include "dcmtk/dcmdata/dctk.h"

#include <memory>
#include <vector>

namespace fmd {

/// Leaves new bytes as they are: a codec writes over them, and clearing ten million costs more than it protects.
template <typename Value> struct Unfilled : std::allocator<Value> {
    template <typename Other> struct rebind {
        using other = Unfilled<Other>;
    };
    template <typename Other> void construct(Other *at) { ::new (static_cast<void *>(at)) Other; }
};
/// Bytes whose values are undefined until something writes them.
using Bytes = std::vector<Uint8, Unfilled<Uint8>>;

/// The form of one frame's samples (PS3.3 C.7.6.3): native order, unsigned, colours interleaved.
struct Frame {
    Uint16 rows = 0, columns = 0, samples = 1, bitsAllocated = 0, bitsStored = 0;

    size_t sampleBytes() const { return bitsAllocated / 8; }
    size_t bytes() const { return size_t(rows) * columns * samples * sampleBytes(); }

    /// Reads it from a dataset; an error where it is not a form that can be encoded.
    OFCondition read(DcmItem &root);
};

/// JPEG-LS lossless (ISO/IEC 14495-1) through CharLS.
OFCondition encodeJPEGLS(const Frame &frame, const Uint8 *pixels, Bytes &out);

/// JPEG 2000 lossless (ISO/IEC 15444-1), RGB by the reversible colour transform, through OpenJPEG.
OFCondition encodeJPEG2000(const Frame &frame, const Uint8 *pixels, Bytes &out);
/// Decodes one JPEG 2000 frame of the form that `frame` says; `pixels` takes frame.bytes().
OFCondition decodeJPEG2000(const Frame &frame, const Uint8 *data, size_t length, Uint8 *pixels);

/// Replaces the encapsulated JPEG 2000 pixels of `root` by native ones.
OFCondition decodeJPEG2000(DcmDataset &root);

} // namespace fmd
