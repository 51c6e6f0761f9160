#include "ValueCheck.hpp"

#include "Guarded.hpp"

#include <algorithm>
#include <string>

namespace {

/// `value` with every character outside ASCII replaced by one ASCII letter. DCMTK applies its full check of
/// a VR (control characters, component groups) only to the default repertoire: with ISO_IR 192 it lets them
/// pass. Lengths count characters too (PS3.5 6.2).
std::string projectedOnASCII(const char *value, bool &changed)
{
    std::string result;
    changed = false;
    for (const char *at = value; *at != '\0'; ++at) {
        const auto octet = static_cast<unsigned char>(*at);
        if (octet < 0x80) {
            result.push_back(*at);
            continue;
        }
        changed = true;
        if ((octet & 0xC0) != 0x80) result.push_back('X');
    }
    return result;
}

/// Whether text can be put into the VR: strings and numbers, not bulk data and not sequences.
bool takesText(DcmEVR vr)
{
    switch (vr) {
    case EVR_US: case EVR_SS: case EVR_UL: case EVR_SL: case EVR_FL: case EVR_FD: case EVR_AT:
        return true;
    default:
        return DcmVR(vr).isaString();
    }
}

/// DCMTK 3.6.7 lets a string value of any length pass, so the lengths of PS3.5 6.2 are checked here, in
/// characters and for each value; in a PN for each component group.
OFCondition checkLengths(const DcmElement &element, const std::string &value)
{
    const DcmEVR evr = element.getVR();
    const DcmVR vr(evr);
    if (!vr.isaString()) return EC_Normal;
    // In these a backslash is text (PS3.5 6.2).
    const bool single = evr == EVR_ST || evr == EVR_LT || evr == EVR_UT || evr == EVR_UR;
    std::string dividers = single ? "" : "\\";
    if (evr == EVR_PN) dividers += "=";
    const size_t longest = evr == EVR_PN ? 64 : vr.getMaxValueLength();
    for (size_t start = 0; start <= value.size();) {
        const size_t end = std::min(value.find_first_of(dividers, start), value.size());
        if (end - start > longest) return EC_MaximumLengthViolated;
        start = end + 1;
    }
    return EC_Normal;
}

/// DCMTK's check of the VR looks at the form of a date, and its OFDate too: 30 February passes both.
OFCondition checkDates(DcmElement &element)
{
    if (element.getVR() != EVR_DA && element.getVR() != EVR_DT) return EC_Normal;
    for (unsigned long position = 0; position < element.getVM(); ++position) {
        OFString text;
        OFCondition condition = element.getOFString(text, position);
        if (condition.bad()) return condition;
        if (text.length() < 8) continue; // a partial DT
        OFDate date;
        condition = DcmDate::getOFDateFromString(text.substr(0, 8), date, OFFalse);
        if (condition.bad()) return condition;
        const unsigned year = date.getYear(), month = date.getMonth();
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        const bool shortMonth = month == 4 || month == 6 || month == 9 || month == 11;
        const unsigned days = month == 2 ? (leap ? 29 : 28) : (shortMonth ? 30 : 31);
        if (date.getDay() > days) return EC_ValueRepresentationViolated;
    }
    return EC_Normal;
}

/// DCMTK cuts an integer that is too large for its VR: what it holds must read as what was given.
OFCondition checkIntegers(DcmElement &element, const std::string &value)
{
    const DcmEVR vr = element.getVR();
    if (vr != EVR_US && vr != EVR_SS && vr != EVR_UL && vr != EVR_SL) return EC_Normal;
    OFString text;
    const OFCondition condition = element.getOFStringArray(text);
    if (condition.bad()) return condition;
    return text == value.c_str() ? EC_Normal : EC_ValueRepresentationViolated;
}

/// Whether `text` is an offset from UTC as a DT may have it (PS3.5 6.2): -1200 to +1400, and not -0000.
bool isOffset(const std::string &text)
{
    if (text.size() != 5 || text.find_first_not_of("0123456789", 1) != std::string::npos || text == "-0000")
        return false;
    const int hours = std::stoi(text.substr(1, 2)), minutes = std::stoi(text.substr(3));
    const int offset = (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    return minutes < 60 && offset >= -12 * 60 && offset <= 14 * 60;
}

/// DCMTK's grammar of a DT lacks +0000, and any offset behind a date without a time of day; PS3.5 6.2 allows
/// both. So offsets are checked here, and taken away before DCMTK looks at the rest.
OFCondition takeOffsets(const DcmElement &element, std::string &value)
{
    if (element.getVR() != EVR_DT) return EC_Normal;
    for (size_t start = 0; start <= value.size();) {
        const size_t end = std::min(value.find('\\', start), value.size());
        const size_t sign = std::min(value.find_first_of("+-", start), end);
        if (sign < end) {
            // A date stands before it: at least the year.
            if (sign - start < 4 || !isOffset(value.substr(sign, end - sign))) return EC_ValueRepresentationViolated;
            value.erase(sign, end - sign);
        }
        start = sign + 1;
    }
    return EC_Normal;
}

/// Checks `value`, projected on ASCII, in an element of its own.
OFCondition checkForm(const DcmTagKey &key, const std::string &value)
{
    std::unique_ptr<DcmElement> made;
    OFCondition condition = fmd::makeElement(key, made);
    if (condition.bad()) return condition;
    // The element needs a dataset around it: without one DCMTK takes the character set for unknown and
    // checks nothing. A dataset that names none stands for the default repertoire.
    DcmDataset surroundings;
    condition = surroundings.insert(made.get());
    if (condition.bad()) return condition;
    DcmElement &probe = *made.release();
    std::string form = value;
    condition = takeOffsets(probe, form);
    if (condition.good()) condition = probe.putString(form.c_str());
    if (condition.good()) condition = probe.checkValue("1-n");
    if (condition.good()) condition = checkLengths(probe, value);
    if (condition.good()) condition = checkDates(probe);
    if (condition.good()) condition = checkIntegers(probe, value);
    return condition;
}

} // namespace

namespace fmd {

OFCondition makeElement(const DcmTagKey &key, std::unique_ptr<DcmElement> &out)
{
    // Groups below 8 belong to the command and to the file meta header (PS3.7 E, PS3.10 7.1).
    if (key.getGroup() < 0x0008 || key.getGroup() % 2 != 0)
        return failure(FMD_WRONG_ARGUMENT, "group is private or no part of a dataset");
    const DcmTag tag(key);
    if (tag.getEVR() == EVR_UN || tag.getEVR() == EVR_UNKNOWN || tag.getEVR() == EVR_UNKNOWN2B)
        return failure(FMD_WRONG_ARGUMENT, "attribute is not in the data dictionary");
    if (!takesText(DcmVR(tag.getEVR()).getValidEVR()))
        return failure(FMD_WRONG_ARGUMENT, "attribute does not take text");
    DcmElement *made = nullptr;
    const OFCondition condition = DcmItem::newDicomElement(made, key);
    out.reset(made);
    return condition;
}

OFCondition checkMultiplicity(DcmElement &element)
{
    const auto count = static_cast<long>(element.getVM());
    if (count == 0) return EC_Normal;
    long lowest = 1, highest = DcmVariableVM;
    const DcmDataDictionary &dictionary = dcmDataDict.rdlock();
    const DcmDictEntry *entry = dictionary.findEntry(element.getTag(), nullptr);
    if (entry != nullptr) {
        lowest = entry->getVMMin();
        highest = entry->getVMMax();
    }
    dcmDataDict.rdunlock();
    if ((lowest != DcmVariableVM && count < lowest) || (highest != DcmVariableVM && count > highest))
        return EC_ValueMultiplicityViolated;
    return EC_Normal;
}

OFCondition putChecked(DcmElement &element, const char *value)
{
    bool changed = false;
    const std::string plain = projectedOnASCII(value, changed);
    OFCondition condition = checkForm(element.getTag(), plain);
    if (condition.good()) condition = element.putString(value);
    // Only some VRs have a character set (PS3.5 6.1.2.3): the others take ASCII.
    if (condition.good() && changed && !element.isAffectedBySpecificCharacterSet())
        condition = EC_InvalidCharacter;
    if (condition.good()) condition = checkMultiplicity(element);
    if (condition.good() || condition == EC_MemoryExhausted) return condition;
    return failure(FMD_WRONG_ARGUMENT, condition.text());
}

} // namespace fmd
