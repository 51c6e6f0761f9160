#include "Codecs.hpp"
#include "Guarded.hpp"

#include <charls/charls.h>

#include <algorithm>
#include <memory>

namespace {

struct Destroy {
    void operator()(charls_jpegls_encoder *encoder) const { charls_jpegls_encoder_destroy(encoder); }
};

OFCondition failed() { return fmd::failure(FMD_WRONG_ARGUMENT, "CharLS does not encode the frame"); }

} // namespace

OFCondition fmd::encodeJPEGLS(const Frame &frame, const Uint8 *pixels, Bytes &out)
{
    const std::unique_ptr<charls_jpegls_encoder, Destroy> encoder(charls_jpegls_encoder_create());
    if (!encoder) return EC_MemoryExhausted;
    // Fewer than eight bits are encoded as eight: readers refuse other depths.
    charls_frame_info info = {frame.columns, frame.rows, std::max<int32_t>(8, frame.bitsStored), frame.samples};
    const auto mode = frame.samples == 1 ? charls::interleave_mode::none : charls::interleave_mode::sample;
    size_t size = 0;
    if (charls_jpegls_encoder_set_frame_info(encoder.get(), &info) != charls::jpegls_errc::success ||
        charls_jpegls_encoder_set_interleave_mode(encoder.get(), mode) != charls::jpegls_errc::success ||
        charls_jpegls_encoder_get_estimated_destination_size(encoder.get(), &size) != charls::jpegls_errc::success)
        return failed();
    out.resize(size);
    if (charls_jpegls_encoder_set_destination_buffer(encoder.get(), out.data(), size) != charls::jpegls_errc::success ||
        charls_jpegls_encoder_encode_from_buffer(encoder.get(), pixels, frame.bytes(), 0) !=
            charls::jpegls_errc::success ||
        charls_jpegls_encoder_get_bytes_written(encoder.get(), &size) != charls::jpegls_errc::success)
        return failed();
    out.resize(size);
    return EC_Normal;
}
