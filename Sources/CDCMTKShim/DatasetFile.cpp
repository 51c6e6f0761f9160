// DICOM files (PS3.10).
#include "Guarded.hpp"
#include "Handles.hpp"

#include "dcmtk/dcmdata/dcostrmf.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

using fmd::failure;
using fmd::guarded;

namespace {

/// A meta header made anew, so that nothing of a former one or of DCMTK's own names is left.
OFCondition makeMetaHeader(DcmFileFormat &file, E_TransferSyntax syntax, const char *classUID,
                           const char *versionName)
{
    // Without these, DCMTK would make up an instance UID and the file would depend on the clock.
    DcmDataset &root = *file.getDataset();
    if (!root.tagExistsWithValue(DCM_SOPClassUID) || !root.tagExistsWithValue(DCM_SOPInstanceUID))
        return failure(FMD_WRONG_ARGUMENT, "SOP Class UID or SOP Instance UID is missing");

    OFCondition condition = file.validateMetaInfo(syntax, EWM_createNewMeta);
    DcmMetaInfo &meta = *file.getMetaInfo();
    if (condition.good()) condition = meta.putAndInsertString(DCM_ImplementationClassUID, classUID);
    if (condition.good()) condition = meta.putAndInsertString(DCM_ImplementationVersionName, versionName);
    // (0002,0000) counts the bytes after it (PS3.10 7.1) and was made before the two values changed.
    if (condition.good())
        condition = meta.computeGroupLengthAndPadding(EGL_withGL, EPD_noChange, EXS_LittleEndianExplicit,
                                                      EET_ExplicitLength);
    return condition;
}

/// What errno said, under DCMTK's code for a stream that fails.
OFCondition systemFailure(int number)
{
    return OFCondition(EC_InvalidStream.theModule, EC_InvalidStream.theCode, OF_error, strerror(number));
}

/// Writes through a stdio file of our own: DCMTK's saveFile closes its file without looking at the result,
/// so that the last bytes before a full disk would be lost in silence.
OFCondition writeFile(DcmFileFormat &file, E_TransferSyntax syntax, const char *path)
{
    FILE *handle = fopen(path, "wb");
    if (handle == nullptr) return systemFailure(errno);
    // The stream closes the handle.
    DcmOutputFileStream stream(handle);

    errno = 0;
    file.transferInit();
    OFCondition condition = file.write(stream, syntax, EET_ExplicitLength, nullptr, EGL_withoutGL,
                                       EPD_withoutPadding, 0, 0, 0, EWM_dontUpdateMeta);
    file.transferEnd();
    // A failed write is more telling in the system's words than in DCMTK's.
    if (ferror(handle) != 0) return systemFailure(errno != 0 ? errno : EIO);
    if (condition.bad()) return condition;
    stream.flush();
    if (stream.status().bad()) return stream.status();
    return fflush(handle) == 0 ? OFCondition(EC_Normal) : systemFailure(errno);
}

} // namespace

fmd_status fmd_dataset_save(fmd_dataset *dataset, const char *path, const char *implementation_class_uid,
                            const char *implementation_version_name) noexcept
{
    return guarded([&]() -> OFCondition {
        // Encapsulated pixels stay as they are; all else is Explicit VR Little Endian.
        const DcmXfer current(dataset->root().getCurrentXfer());
        const E_TransferSyntax syntax = current.isEncapsulated() ? current.getXfer() : EXS_LittleEndianExplicit;
        OFCondition condition = dataset->root().chooseRepresentation(syntax, nullptr);
        if (condition.good())
            condition = makeMetaHeader(dataset->file, syntax, implementation_class_uid, implementation_version_name);
        if (condition.good()) condition = writeFile(dataset->file, syntax, path);
        return condition;
    });
}

fmd_status fmd_dataset_load(const char *path, fmd_dataset **out) noexcept
{
    *out = nullptr;
    return guarded([&]() -> OFCondition {
        // DCMTK takes "-" for the standard input.
        const std::string name = strcmp(path, "-") == 0 ? "./-" : path;
        auto dataset = std::make_unique<fmd_dataset>();
        // No value is left in the file to be read later; a file that is cut short fails here.
        OFCondition condition = dataset->file.loadFile(OFFilename(name.c_str()), EXS_Unknown, EGL_noChange,
                                                       DCM_UndefinedLength, ERM_fileOnly);
        if (condition.good()) condition = dataset->file.loadAllDataIntoMemory();
        if (condition.good()) *out = dataset.release();
        return condition;
    });
}
