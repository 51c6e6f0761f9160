package import Digitise

/// What an operator can set, from `filmmigrate.yaml`. Every key has a default; an unknown key is an error,
/// so that a mistyped one never passes in silence.
package struct Settings: Sendable {
    /// How this program calls itself on the network (AE title, at most 16 characters).
    package var callingAETitle = "FILMMIGRATE"
    /// Films carried at the same time: each lane has its own associations.
    var lanes = 4
    /// Most bytes of pixels in hand at once, over all lanes, in MiB.
    var memoryMegabytes = 1024
    /// How long films in hand may go on after SIGTERM, in seconds.
    var graceSeconds = 20
    /// Charged attempts before a film is held.
    var attempts = 5
    /// Films whose clinic date is at most this many days away go first.
    var urgentDays = 14
    /// Services whose numbers are accepted without a person's decision; the others' films are held.
    package var routes = ["NHS"]
    /// Most decoded bytes of one film, in MiB.
    var decodedMegabytes = 512
    /// How far a film is looked for among those that are known.
    var duplicates = KnownAs.film
    /// What is asked of a scan: from where on a check remarks on it, holds it, rejects it.
    package var checks = ScanThresholds()
    var connectSeconds = 10
    var acseSeconds = 10
    var dimseSeconds = 60
    /// After how long an association that is not used is closed.
    var idleSeconds = 20
    /// PEM files for archives called over TLS; paths are relative to the workspace, empty is not set.
    var tlsCertificate = ""
    var tlsKey = ""
    var tlsTrusted = ""
    var tlsProfile = TLSProfile.extended
    /// Where we listen for C-MOVE and storage commitment; 0 does not listen.
    var listenPort = 0
    var listensOverTLS = false
    /// Whether archives are asked to say that they keep what they took, where we listen and they take the question.
    var asksCommitment = true
    /// How long the answer may take.
    var commitmentSeconds = 60
    /// How long after its delivery a film is read back, in minutes.
    var readBackAfterMinutes = 0.0
    /// How long after that it is read again, in hours, and which share of the films.
    var readAgainAfterHours = 24.0
    var readAgainShare = 1.0
    /// What reading again may take of an archive, in MB/s.
    package var readAgainMegabytes = 20.0
    /// An archive of which so many films came back different is paused.
    package var stopArchiveAfter = 100

    /// Everything as it is by default.
    package init() {}

    /// What counts as a film that is known: the same sheet however it was scanned, or equal pixels alone.
    enum KnownAs: String, Sendable, Decodable { case film, pixels }

    /// The profiles of PS3.15 B.10 and B.11.
    enum TLSProfile: String, Sendable, Decodable {
        case extended
        case nonDowngrading = "non-downgrading"
    }

    static let fileName = "filmmigrate.yaml"

    /// The file as `init` writes it: every key with its default and its meaning.
    static let template = """
        # Settings of this filmmigrate workspace. Every key is optional; these are the defaults.
        calling_ae_title: FILMMIGRATE  # how this program calls itself to the archives
        lanes: 4                       # films carried at the same time; 2 to 4 suit most archives
        memory_megabytes: 1024         # most pixel bytes in hand at once
        grace_seconds: 20              # after SIGTERM: how long films in hand may go on
        attempts: 5                    # failed attempts before a film is held
        urgent_days: 14                # clinic dates this near go first
        routes: [NHS]                  # numbers accepted alone: NHS, CHI, H&C; others are held for a person
        decoded_megabytes: 512         # largest decoded film
        duplicates: film               # pixels: only equal pixels make a duplicate, rescans do not
        min_line_pairs_per_mm: 2.5     # coarser scans are remarked on: 5 pixels a millimetre carry 2.5
        min_bits_in_use: 7             # fewer grey values than 2 to the power of this are remarked on
        max_clipped_share: 0.5         # most pixels at the darkest, or at the lightest value
        max_uniform_share: 0.999       # most of a picture that may be of one grey
        min_grey_range: 0.1            # least share of the range that a picture takes
        max_border_share: 0.4          # most of a picture that may lie outside the film
        max_skew_degrees: 3            # most that a film may lie askew
        max_film_side_mm: 1300         # a resolution that makes films longer is not believed
        min_pixel_mm: 0.005            # nor one that is finer than scanners are
        hold_for: [NEARLY_BLANK]       # remarks on a scan that wait for a person
        reject_for: []                 # remarks on a scan that ask for another scan
        keep_paper_for: [RESOLUTION_LOW, BITS_LOW, CLIPPED, NEARLY_BLANK]  # remarks that keep the paper until a look
        connect_seconds: 10            # limits of an association's steps
        acse_seconds: 10
        dimse_seconds: 60
        idle_seconds: 20               # associations not used for so long are closed
        tls_certificate: ""            # for archives added with --tls: our certificate (PEM)
        tls_key: ""                    # its private key, without a passphrase
        tls_trusted: ""                # certificates of the authorities that we trust
        tls_profile: extended          # BCP 195: extended, or non-downgrading for older archives
        listen_port: 0                 # where archives bring instances (C-MOVE) and commitments; 0: nowhere
        listen_tls: false              # whether they call it over TLS
        storage_commitment: true       # with a listen_port: ask archives whether they keep what they took
        commitment_seconds: 60         # how long their answer may take
        read_back_after_minutes: 0     # how long after delivery a film is read back; 0: at once
        read_again_after_hours: 24     # how long after that it is read once more
        read_again_share: 1            # of which part of the films; 0: of none
        read_again_mb_per_second: 20   # most that reading again takes of each archive
        stop_archive_after: 100        # so many films come back different: the archive is paused

        """
}
