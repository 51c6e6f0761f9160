#include "Codecs.hpp"
#include "Guarded.hpp"

#include <openjpeg-2.5/openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace {

/// OpenJPEG's codec and stream are both void.
template <auto destroy> struct Destroyer {
    template <typename Handle> void operator()(Handle *handle) const { destroy(handle); }
};
using Codec = std::unique_ptr<opj_codec_t, Destroyer<opj_destroy_codec>>;
using Image = std::unique_ptr<opj_image_t, Destroyer<opj_image_destroy>>;
using Stream = std::unique_ptr<opj_stream_t, Destroyer<opj_stream_destroy>>;

/// A stream in memory: what is written goes to `written`, what is read comes from `bytes`.
struct Memory {
    fmd::Bytes *written = nullptr;
    const Uint8 *bytes = nullptr;
    size_t length = 0;
    size_t position = 0;
};

OPJ_SIZE_T readSome(void *target, OPJ_SIZE_T count, void *user)
{
    auto &memory = *static_cast<Memory *>(user);
    if (memory.position >= memory.length) return static_cast<OPJ_SIZE_T>(-1);
    const size_t size = std::min<size_t>(count, memory.length - memory.position);
    memcpy(target, memory.bytes + memory.position, size);
    memory.position += size;
    return size;
}

OPJ_SIZE_T writeSome(void *source, OPJ_SIZE_T count, void *user)
{
    auto &memory = *static_cast<Memory *>(user);
    try {
        if (memory.written->size() < memory.position + count) memory.written->resize(memory.position + count);
    } catch (const std::bad_alloc &) {
        return static_cast<OPJ_SIZE_T>(-1);
    }
    memcpy(memory.written->data() + memory.position, source, count);
    memory.position += count;
    return count;
}

OPJ_BOOL seekTo(OPJ_OFF_T position, void *user)
{
    auto &memory = *static_cast<Memory *>(user);
    if (position < 0) return OPJ_FALSE;
    memory.position = static_cast<size_t>(position);
    return OPJ_TRUE;
}

OPJ_OFF_T skipSome(OPJ_OFF_T count, void *user)
{
    auto &memory = *static_cast<Memory *>(user);
    if (count < 0 && static_cast<size_t>(-count) > memory.position) return -1;
    memory.position += static_cast<size_t>(count);
    return count;
}

Stream open(Memory &memory, bool forReading)
{
    Stream stream(opj_stream_default_create(forReading ? OPJ_TRUE : OPJ_FALSE));
    if (!stream) return stream;
    opj_stream_set_user_data(stream.get(), &memory, nullptr);
    opj_stream_set_user_data_length(stream.get(), memory.length);
    opj_stream_set_read_function(stream.get(), readSome);
    opj_stream_set_write_function(stream.get(), writeSome);
    opj_stream_set_seek_function(stream.get(), seekTo);
    opj_stream_set_skip_function(stream.get(), skipSome);
    return stream;
}

/// The frame's samples as OpenJPEG wants them: each colour apart, 32 bits.
Image imageOf(const fmd::Frame &frame, const Uint8 *pixels)
{
    opj_image_cmptparm_t parts[3] = {};
    for (auto &part : parts) {
        part.dx = part.dy = 1;
        part.w = frame.columns;
        part.h = frame.rows;
        part.prec = frame.bitsStored;
    }
    Image image(opj_image_create(frame.samples, parts, frame.samples == 1 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB));
    if (!image) return image;
    image->x1 = frame.columns;
    image->y1 = frame.rows;
    const size_t count = size_t(frame.rows) * frame.columns;
    for (Uint16 sample = 0; sample < frame.samples; ++sample) {
        OPJ_INT32 *to = image->comps[sample].data;
        if (frame.bitsAllocated == 8) {
            for (size_t at = 0; at < count; ++at) to[at] = pixels[at * frame.samples + sample];
        } else {
            const auto *words = reinterpret_cast<const Uint16 *>(pixels);
            for (size_t at = 0; at < count; ++at) to[at] = words[at * frame.samples + sample];
        }
    }
    return image;
}

} // namespace

OFCondition fmd::encodeJPEG2000(const Frame &frame, const Uint8 *pixels, Bytes &out)
{
    const Codec codec(opj_create_compress(OPJ_CODEC_J2K));
    const Image image = imageOf(frame, pixels);
    if (!codec || !image) return EC_MemoryExhausted;
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.tcp_numlayers = 1;
    parameters.cp_disto_alloc = 1;
    parameters.tcp_rates[0] = 0; // lossless
    parameters.irreversible = 0;
    parameters.tcp_mct = frame.samples == 3 ? 1 : 0;
    // No more decompositions than the shorter side can be halved.
    while (parameters.numresolution > 1 && (1 << (parameters.numresolution - 1)) > std::min(frame.rows, frame.columns))
        --parameters.numresolution;
    out.clear();
    Memory memory;
    memory.written = &out;
    const Stream stream = open(memory, false);
    if (!stream) return EC_MemoryExhausted;
    if (!opj_setup_encoder(codec.get(), &parameters, image.get()) ||
        !opj_start_compress(codec.get(), image.get(), stream.get()) || !opj_encode(codec.get(), stream.get()) ||
        !opj_end_compress(codec.get(), stream.get()))
        return failure(FMD_WRONG_ARGUMENT, "OpenJPEG does not encode the frame");
    return EC_Normal;
}

OFCondition fmd::decodeJPEG2000(const Frame &frame, const Uint8 *data, size_t length, Uint8 *pixels)
{
    Memory memory;
    memory.bytes = data;
    memory.length = length;
    const Codec codec(opj_create_decompress(OPJ_CODEC_J2K));
    const Stream stream = open(memory, true);
    if (!codec || !stream) return EC_MemoryExhausted;
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t *header = nullptr;
    if (!opj_setup_decoder(codec.get(), &parameters) || !opj_decoder_set_strict_mode(codec.get(), OPJ_TRUE) ||
        !opj_read_header(stream.get(), codec.get(), &header))
        return failure(FMD_WRONG_ARGUMENT, "the frame is no JPEG 2000 code stream");
    const Image image(header);
    // Nothing is decoded that the dataset does not declare.
    const auto isOther = [&](const opj_image_comp_t &part) {
        return part.w != frame.columns || part.h != frame.rows || part.prec > frame.bitsAllocated || part.sgnd != 0;
    };
    if (image->numcomps != frame.samples || std::any_of(image->comps, image->comps + image->numcomps, isOther))
        return failure(FMD_WRONG_ARGUMENT, "the code stream is of another form than the dataset says");
    if (!opj_decode(codec.get(), stream.get(), image.get()) || !opj_end_decompress(codec.get(), stream.get()))
        return failure(FMD_WRONG_ARGUMENT, "OpenJPEG does not decode the frame");
    const size_t count = size_t(frame.rows) * frame.columns;
    for (Uint16 sample = 0; sample < frame.samples; ++sample) {
        const OPJ_INT32 *from = image->comps[sample].data;
        if (from == nullptr) return failure(FMD_WRONG_ARGUMENT, "the code stream lacks samples");
        if (frame.bitsAllocated == 8) {
            for (size_t at = 0; at < count; ++at) pixels[at * frame.samples + sample] = static_cast<Uint8>(from[at]);
        } else {
            auto *words = reinterpret_cast<Uint16 *>(pixels);
            for (size_t at = 0; at < count; ++at) words[at * frame.samples + sample] = static_cast<Uint16>(from[at]);
        }
    }
    return EC_Normal;
}
