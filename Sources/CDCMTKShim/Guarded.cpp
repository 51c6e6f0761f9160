#include "Guarded.hpp"

#include <cstring>

fmd_status fmd::status(uint16_t module, uint16_t code, const char *text) noexcept
{
    fmd_status result = {module, code, ""};
    if (text == nullptr) return result;
    size_t length = strnlen(text, sizeof result.text);
    if (length == sizeof result.text) {
        length = sizeof result.text - 1;
        while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
    }
    memcpy(result.text, text, length);
    return result;
}
