// The peers of `scripts/bench digitise`: libtiff's decoding and CharLS's encoding, with nothing around them.
// Prints the median milliseconds a film, one line each.
#include <charls/charls.h>
#include <tiffio.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

using Clock = std::chrono::steady_clock;

static double since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

static double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Memory {
    const unsigned char *bytes;
    toff_t length, position;
};

static tmsize_t readSome(thandle_t handle, void *to, tmsize_t size)
{
    auto &memory = *static_cast<Memory *>(handle);
    size = std::min<tmsize_t>(size, static_cast<tmsize_t>(memory.length - memory.position));
    memcpy(to, memory.bytes + memory.position, size);
    memory.position += size;
    return size;
}
static tmsize_t writeNone(thandle_t, void *, tmsize_t) { return -1; }
static toff_t seekTo(thandle_t handle, toff_t offset, int whence)
{
    auto &memory = *static_cast<Memory *>(handle);
    return memory.position = offset + (whence == SEEK_CUR ? memory.position : whence == SEEK_END ? memory.length : 0);
}
static int closeNone(thandle_t) { return 0; }
static toff_t sizeOf(thandle_t handle) { return static_cast<Memory *>(handle)->length; }
static int mapAll(thandle_t handle, void **base, toff_t *size)
{
    auto &memory = *static_cast<Memory *>(handle);
    *base = const_cast<unsigned char *>(memory.bytes);
    *size = memory.length;
    return 1;
}
static void unmapNone(thandle_t, void *, toff_t) {}

int main(int count, char **arguments)
{
    std::vector<double> decoding, encoding;
    for (int index = 1; index < count; ++index) {
        std::vector<unsigned char> file;
        FILE *handle = fopen(arguments[index], "rb");
        if (handle == nullptr) return 1;
        fseek(handle, 0, SEEK_END);
        file.resize(static_cast<size_t>(ftell(handle)));
        rewind(handle);
        if (fread(file.data(), 1, file.size(), handle) != file.size()) return 1;
        fclose(handle);

        const auto start = Clock::now();
        Memory memory = {file.data(), file.size(), 0};
        TIFF *tiff = TIFFClientOpen("memory", "r", &memory, readSome, writeNone, seekTo, closeNone, sizeOf, mapAll,
                                    unmapNone);
        uint32_t width = 0, height = 0;
        TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
        TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
        auto *pixels = static_cast<unsigned char *>(malloc(size_t(width) * height * 2));
        size_t done = 0;
        for (uint32_t strip = 0; strip < TIFFNumberOfStrips(tiff); ++strip)
            done += static_cast<size_t>(TIFFReadEncodedStrip(tiff, strip, pixels + done, -1));
        TIFFClose(tiff);
        decoding.push_back(since(start));

        const auto begun = Clock::now();
        charls_jpegls_encoder *encoder = charls_jpegls_encoder_create();
        const charls_frame_info info = {width, height, 12, 1};
        size_t size = 0;
        (void)charls_jpegls_encoder_set_frame_info(encoder, &info);
        (void)charls_jpegls_encoder_get_estimated_destination_size(encoder, &size);
        auto *out = static_cast<unsigned char *>(malloc(size));
        (void)charls_jpegls_encoder_set_destination_buffer(encoder, out, size);
        (void)charls_jpegls_encoder_encode_from_buffer(encoder, pixels, done, 0);
        charls_jpegls_encoder_destroy(encoder);
        encoding.push_back(since(begun));
        free(out);
        free(pixels);
    }
    printf("decode %f\nencode %f\n", median(decoding), median(encoding));
}
