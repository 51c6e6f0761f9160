// From native to encapsulated pixel data (PS3.5 A.4), and back where DCMTK has no decoder.
#include "Codecs.hpp"
#include "Guarded.hpp"
#include "Handles.hpp"

#include "dcmtk/dcmdata/dcpixseq.h"
#include "dcmtk/dcmdata/dcpxitem.h"
#include "dcmtk/dcmjpeg/djrplol.h"

using fmd::failure;
using fmd::guarded;

namespace {

using Encoder = OFCondition (*)(const fmd::Frame &, const Uint8 *, fmd::Bytes &);

/// The value of `pixels` as bytes.
OFCondition bytesOf(DcmElement &pixels, const Uint8 *&bytes)
{
    Uint8 *octets = nullptr;
    Uint16 *words = nullptr;
    const bool isWords = pixels.getVR() == EVR_OW;
    const OFCondition condition = isWords ? pixels.getUint16Array(words) : pixels.getUint8Array(octets);
    bytes = isWords ? reinterpret_cast<const Uint8 *>(words) : octets;
    if (condition.good() && bytes == nullptr) return failure(FMD_NOT_FOUND, "pixel data is empty");
    return condition;
}

Uint32 frameCount(DcmItem &root)
{
    Sint32 count = 1;
    return root.findAndGetSint32(DCM_NumberOfFrames, count).good() && count > 0 ? static_cast<Uint32>(count) : 1;
}

/// Puts pixel data made of `frames` in place of what `root` has.
OFCondition encapsulate(DcmDataset &root, E_TransferSyntax syntax, Encoder encode)
{
    fmd::Frame frame;
    OFCondition condition = frame.read(root);
    DcmElement *pixels = nullptr;
    if (condition.good()) condition = root.findAndGetElement(DCM_PixelData, pixels);
    if (condition.bad()) return condition;
    const Uint8 *bytes = nullptr;
    condition = bytesOf(*pixels, bytes);
    if (condition.bad()) return condition;
    const Uint32 count = frameCount(root);
    if (frame.bytes() * count > pixels->getLength()) return failure(FMD_WRONG_ARGUMENT, "pixel data is too short");

    auto sequence = std::make_unique<DcmPixelSequence>(DcmTag(DCM_PixelSequenceTag));
    auto *table = new DcmPixelItem(DcmTag(DCM_PixelItemTag));
    condition = sequence->insert(table);
    DcmOffsetList offsets;
    fmd::Bytes encoded;
    for (Uint32 number = 0; number < count && condition.good(); ++number) {
        condition = encode(frame, bytes + number * frame.bytes(), encoded);
        if (condition.good())
            condition = sequence->storeCompressedFrame(offsets, encoded.data(), static_cast<Uint32>(encoded.size()), 0);
    }
    if (condition.good() && count > 1) condition = table->createOffsetTable(offsets);
    if (condition.bad()) return condition;

    auto made = std::make_unique<DcmPixelData>(DcmTag(DCM_PixelData));
    made->putOriginalRepresentation(syntax, nullptr, sequence.release());
    condition = root.insert(made.get(), OFTrue);
    if (condition.bad()) return condition;
    (void)made.release();
    if (syntax == EXS_JPEG2000LosslessOnly && frame.samples == 3)
        condition = root.putAndInsertString(DCM_PhotometricInterpretation, "YBR_RCT");
    return condition.good() ? root.chooseRepresentation(syntax, nullptr) : condition;
}

} // namespace

OFCondition fmd::Frame::read(DcmItem &root)
{
    Uint16 representation = 0;
    OFCondition condition = root.findAndGetUint16(DCM_Rows, rows);
    if (condition.good()) condition = root.findAndGetUint16(DCM_Columns, columns);
    if (condition.good()) condition = root.findAndGetUint16(DCM_SamplesPerPixel, samples);
    if (condition.good()) condition = root.findAndGetUint16(DCM_BitsAllocated, bitsAllocated);
    if (condition.good()) condition = root.findAndGetUint16(DCM_BitsStored, bitsStored);
    if (condition.good()) condition = root.findAndGetUint16(DCM_PixelRepresentation, representation);
    if (condition.bad()) return condition;
    if (rows == 0 || columns == 0 || (samples != 1 && samples != 3) || (bitsAllocated != 8 && bitsAllocated != 16) ||
        bitsStored == 0 || bitsStored > bitsAllocated || representation != 0)
        return failure(FMD_WRONG_ARGUMENT, "the pixels are of a form that is not encoded");
    return EC_Normal;
}

OFCondition fmd::decodeJPEG2000(DcmDataset &root)
{
    Frame frame;
    OFCondition condition = frame.read(root);
    DcmElement *element = nullptr;
    if (condition.good()) condition = root.findAndGetElement(DCM_PixelData, element);
    if (condition.bad()) return condition;
    auto *pixels = dynamic_cast<DcmPixelData *>(element);
    DcmPixelSequence *sequence = nullptr;
    const DcmRepresentationParameter *parameter = nullptr;
    E_TransferSyntax syntax = EXS_Unknown;
    if (pixels == nullptr) return failure(FMD_NOT_FOUND, "no pixel data");
    pixels->getOriginalRepresentationKey(syntax, parameter);
    condition = pixels->getEncapsulatedRepresentation(syntax, parameter, sequence);
    if (condition.bad()) return condition;
    if (frameCount(root) != 1) return failure(FMD_WRONG_ARGUMENT, "more than one frame of JPEG 2000");
    // Fragments after the offset table are one frame's.
    std::vector<Uint8> data;
    for (unsigned long number = 1; number < sequence->card(); ++number) {
        DcmPixelItem *item = nullptr;
        Uint8 *bytes = nullptr;
        condition = sequence->getItem(item, number);
        if (condition.good()) condition = item->getUint8Array(bytes);
        if (condition.bad()) return condition;
        data.insert(data.end(), bytes, bytes + item->getLength());
    }
    const size_t length = frame.bytes() + frame.bytes() % 2;
    auto made = std::make_unique<DcmPixelData>(DcmTag(DCM_PixelData));
    condition = made->setVR(EVR_OW);
    Uint16 *words = nullptr;
    if (condition.good()) condition = made->createUint16Array(static_cast<Uint32>(length / 2), words);
    if (condition.good()) condition = decodeJPEG2000(frame, data.data(), data.size(), reinterpret_cast<Uint8 *>(words));
    if (condition.good()) condition = root.insert(made.get(), OFTrue);
    if (condition.bad()) return condition;
    (void)made.release();
    OFString photometric;
    if (root.findAndGetOFString(DCM_PhotometricInterpretation, photometric).good() && photometric == "YBR_RCT")
        condition = root.putAndInsertString(DCM_PhotometricInterpretation, "RGB");
    return condition.good() ? root.chooseRepresentation(EXS_LittleEndianExplicit, nullptr) : condition;
}

fmd_status fmd_dataset_encode(fmd_dataset *dataset, const char *transfer_syntax) noexcept
{
    return guarded([&]() -> OFCondition {
        DcmDataset &root = dataset->root();
        const DcmXfer wanted(transfer_syntax);
        OFCondition condition = EC_Normal;
        switch (wanted.getXfer()) {
        case EXS_LittleEndianExplicit: return EC_Normal;
        case EXS_JPEGLSLossless: return encapsulate(root, EXS_JPEGLSLossless, fmd::encodeJPEGLS);
        case EXS_JPEG2000LosslessOnly: return encapsulate(root, EXS_JPEG2000LosslessOnly, fmd::encodeJPEG2000);
        case EXS_RLELossless: condition = root.chooseRepresentation(EXS_RLELossless, nullptr); break;
        case EXS_JPEGProcess14SV1: {
            const DJ_RPLossless parameters;
            condition = root.chooseRepresentation(EXS_JPEGProcess14SV1, &parameters);
            break;
        }
        default: return failure(FMD_WRONG_ARGUMENT, "the transfer syntax is not one that is written");
        }
        if (condition.bad()) return condition;
        if (!root.canWriteXfer(wanted.getXfer())) return failure(FMD_WRONG_ARGUMENT, "DCMTK does not encode the pixels");
        root.removeAllButCurrentRepresentations();
        return EC_Normal;
    });
}
