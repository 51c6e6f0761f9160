// Pixel buffers that a dataset adopts, and the decoded pixels of a dataset.
#include "Codecs.hpp"
#include "Guarded.hpp"
#include "Handles.hpp"

using fmd::failure;
using fmd::guarded;

fmd_status fmd_pixels_create(uint16_t bits_allocated, size_t length, fmd_pixels **out) noexcept
{
    *out = nullptr;
    return guarded([&]() -> OFCondition {
        if (bits_allocated != 8 && bits_allocated != 16)
            return failure(FMD_WRONG_ARGUMENT, "bits allocated must be 8 or 16");
        // PS3.5 7.1.1: even, and below the value that stands for an undefined length.
        if (length == 0 || length % 2 != 0 || length >= DCM_UndefinedLength)
            return failure(FMD_WRONG_ARGUMENT, "length of pixel data is zero, odd or too large");

        // The VR is given, so that no pixels wait for the dictionary.
        auto element = std::make_unique<DcmPixelData>(DcmTag(DCM_PixelData, EVR_OW));
        // OW for 8 bits too: allowed in Explicit VR (PS3.5 8.2), required in Implicit VR (PS3.5 A.1), so
        // nothing has to change its VR on the way out.
        OFCondition condition = element->setVR(EVR_OW);
        if (condition.bad()) return condition;
        Uint16 *words = nullptr;
        condition = element->createUint16Array(static_cast<Uint32>(length / 2), words);
        if (condition.bad()) return condition;
        if (words == nullptr) return EC_MemoryExhausted;
        *out = new fmd_pixels{std::move(element), reinterpret_cast<uint8_t *>(words), length};
        return EC_Normal;
    });
}

uint8_t *fmd_pixels_bytes(fmd_pixels *pixels) noexcept { return pixels->bytes; }

size_t fmd_pixels_length(const fmd_pixels *pixels) noexcept { return pixels->length; }

void fmd_pixels_destroy(fmd_pixels *pixels) noexcept { delete pixels; }

fmd_status fmd_dataset_adopt_pixels(fmd_dataset *dataset, fmd_pixels *pixels) noexcept
{
    return guarded([&]() -> OFCondition {
        const OFCondition condition = dataset->root().insert(pixels->element.get(), OFTrue);
        if (condition.bad()) return condition;
        // The dataset owns it now.
        (void)pixels->element.release();
        delete pixels;
        return EC_Normal;
    });
}

fmd_status fmd_dataset_pixels(fmd_dataset *dataset, const uint8_t **bytes, size_t *length) noexcept
{
    *bytes = nullptr;
    *length = 0;
    return guarded([&]() -> OFCondition {
        DcmDataset &root = dataset->root();
        DcmElement *element = nullptr;
        if (root.findAndGetElement(DCM_PixelData, element).bad())
            return failure(FMD_NOT_FOUND, "no pixel data");

        const E_TransferSyntax current = root.getCurrentXfer();
        OFCondition condition = current == EXS_JPEG2000LosslessOnly || current == EXS_JPEG2000
                                    ? fmd::decodeJPEG2000(root)
                                    : root.chooseRepresentation(EXS_LittleEndianExplicit, nullptr);
        if (condition.bad()) return condition;
        root.removeAllButCurrentRepresentations();

        condition = root.findAndGetElement(DCM_PixelData, element);
        if (condition.bad()) return condition;
        Uint8 *octets = nullptr;
        if (element->getVR() == EVR_OW) {
            Uint16 *words = nullptr;
            condition = element->getUint16Array(words);
            octets = reinterpret_cast<Uint8 *>(words);
        } else {
            condition = element->getUint8Array(octets);
        }
        if (condition.bad()) return condition;
        if (octets == nullptr) return failure(FMD_NOT_FOUND, "pixel data is empty");
        *bytes = octets;
        *length = element->getLength(EXS_LittleEndianExplicit);
        return EC_Normal;
    });
}
