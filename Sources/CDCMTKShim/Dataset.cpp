// Building and reading a dataset.
#include "Guarded.hpp"
#include "Handles.hpp"
#include "ValueCheck.hpp"

#include <cstring>

using fmd::borrowed;
using fmd::failure;
using fmd::guarded;
using fmd::lend;

fmd_status fmd_dataset_create(fmd_dataset **out) noexcept
{
    *out = nullptr;
    return guarded([&]() -> OFCondition {
        *out = new fmd_dataset();
        return EC_Normal;
    });
}

fmd_status fmd_dataset_copy(fmd_dataset *dataset, fmd_dataset **out) noexcept
{
    *out = nullptr;
    return guarded([&]() -> OFCondition {
        auto copy = std::make_unique<DcmDataset>(dataset->root());
        *out = new fmd_dataset(copy.get());
        (void)copy.release();
        return EC_Normal;
    });
}

fmd_status fmd_dataset_use_utf8(fmd_dataset *dataset) noexcept
{
    return guarded([&]() -> OFCondition {
        OFString charset;
        // Without the attribute the texts are ASCII, which is UTF-8.
        if (dataset->root().findAndGetOFStringArray(DCM_SpecificCharacterSet, charset).bad() || charset.empty() ||
            charset == "ISO_IR 192" || charset == "ISO_IR 6")
            return EC_Normal;
        return dataset->root().convertToUTF8();
    });
}

void fmd_dataset_destroy(fmd_dataset *dataset) noexcept { delete dataset; }

fmd_item *fmd_dataset_root(fmd_dataset *dataset) noexcept { return lend(&dataset->root()); }

namespace {

/// Puts a finished element into `item`, in place of one that is there already.
OFCondition insert(DcmItem &item, std::unique_ptr<DcmElement> &element)
{
    const OFCondition condition = item.insert(element.get(), OFTrue);
    if (condition.good()) (void)element.release();
    return condition;
}

} // namespace

fmd_status fmd_item_put_string(fmd_item *item, uint16_t group, uint16_t element, const char *value) noexcept
{
    return guarded([&]() -> OFCondition {
        std::unique_ptr<DcmElement> made;
        OFCondition condition = fmd::makeElement(DcmTagKey(group, element), made);
        if (condition.good() && *value != '\0') condition = fmd::putChecked(*made, value);
        if (condition.good()) condition = insert(borrowed(item), made);
        return condition;
    });
}

fmd_status fmd_item_put_uint16(fmd_item *item, uint16_t group, uint16_t element, uint16_t value) noexcept
{
    return guarded([&]() -> OFCondition {
        std::unique_ptr<DcmElement> made;
        OFCondition condition = fmd::makeElement(DcmTagKey(group, element), made);
        if (condition.good() && made->getVR() != EVR_US)
            return failure(FMD_WRONG_ARGUMENT, "attribute is not of VR US");
        if (condition.good()) condition = made->putUint16(value);
        if (condition.good()) condition = fmd::checkMultiplicity(*made);
        if (condition.good()) condition = insert(borrowed(item), made);
        return condition;
    });
}

fmd_status fmd_item_add_item(fmd_item *item, uint16_t group, uint16_t element, fmd_item **out) noexcept
{
    *out = nullptr;
    return guarded([&]() -> OFCondition {
        const DcmTag tag(group, element);
        if (tag.getEVR() != EVR_SQ) return failure(FMD_WRONG_ARGUMENT, "attribute is not a sequence");
        DcmItem *made = nullptr;
        // -2 appends.
        const OFCondition condition = borrowed(item).findOrCreateSequenceItem(tag, made, -2);
        if (condition.good()) *out = lend(made);
        return condition;
    });
}

fmd_status fmd_item_get_string(fmd_item *item, uint16_t group, uint16_t element, char *buffer,
                               size_t capacity, size_t *needed) noexcept
{
    *needed = 0;
    return guarded([&]() -> OFCondition {
        DcmElement *found = nullptr;
        if (borrowed(item).findAndGetElement(DcmTagKey(group, element), found).bad())
            return failure(FMD_NOT_FOUND, "attribute is absent");
        if (!found->isLeaf()) return failure(FMD_WRONG_ARGUMENT, "attribute is a sequence");
        OFString value;
        if (!found->isEmpty(OFFalse)) {
            // Padding is no part of a value (PS3.5 6.2): DCMTK takes away what the VR says is padding.
            const OFCondition condition = found->getOFStringArray(value, OFTrue);
            if (condition.bad()) return condition;
        }
        *needed = value.length() + 1;
        if (buffer == nullptr || capacity == 0) return EC_Normal;
        if (capacity < *needed) {
            buffer[0] = '\0';
        } else {
            memcpy(buffer, value.c_str(), *needed);
        }
        return EC_Normal;
    });
}

fmd_status fmd_item_get_item(fmd_item *item, uint16_t group, uint16_t element, uint32_t index,
                             fmd_item **out) noexcept
{
    *out = nullptr;
    return guarded([&]() -> OFCondition {
        DcmSequenceOfItems *sequence = nullptr;
        if (borrowed(item).findAndGetSequence(DcmTagKey(group, element), sequence).bad())
            return failure(FMD_NOT_FOUND, "sequence is absent");
        if (index >= sequence->card()) return failure(FMD_NOT_FOUND, "sequence has no such item");
        *out = lend(sequence->getItem(index));
        return EC_Normal;
    });
}
