// The connection that associations use: DCMTK's TCP connection with one change.
#pragma once

#include "dcmtk/config/osconfig.h"
#include "dcmtk/dcmnet/dcmlayer.h"

namespace fmd {

/// Makes connections that acknowledge at once what they read. DCMTK sends a message as a 12-byte header and the
/// rest; a peer with Nagle on (DCMTK's default) holds the rest back until the header is acknowledged, and the
/// kernel delays that by 40 ms: for every single answer.
class PromptLayer : public DcmTransportLayer {
public:
    PromptLayer();
    DcmTransportConnection *createConnection(DcmNativeSocketType openSocket, OFBool useSecureLayer) override;
};

} // namespace fmd
