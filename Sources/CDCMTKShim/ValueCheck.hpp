// Whether a value is allowed for its attribute: DCMTK's check of the VR, the dictionary's multiplicity.
#pragma once

#include "dcmtk/config/osconfig.h"
#include "dcmtk/dcmdata/dctk.h"

#include <memory>

namespace fmd {

/// An empty element for an attribute that the dictionary knows and that takes text, with the dictionary's VR.
OFCondition makeElement(const DcmTagKey &key, std::unique_ptr<DcmElement> &out);

/// Checks the number of values that `element` holds.
OFCondition checkMultiplicity(DcmElement &element);

/// Gives `element` the value (UTF-8) where it is allowed; otherwise FMD_WRONG_ARGUMENT with DCMTK's reason.
OFCondition putChecked(DcmElement &element, const char *value);

} // namespace fmd
