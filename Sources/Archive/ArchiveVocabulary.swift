/// Words that archives write with a capital and that name nobody. Any other such word in what an archive says may be a
/// name, of this patient or of another, and is left out.
enum ArchiveVocabulary {
    /// Whether a word, written with a capital or in capitals, is one of these; so are several written as one
    /// (`PatientName`), and one with a number behind it (`PACS01`).
    static func knows(_ word: some StringProtocol) -> Bool {
        let letters = word.reversed().drop { $0.isNumber }.reversed()
        if words.contains(String(letters).lowercased()) { return true }
        var parts: [String] = []
        var before: Character?
        for letter in letters {
            if letter.isUppercase, before?.isLowercase ?? true { parts.append("") }
            guard !parts.isEmpty else { return false }
            parts[parts.count - 1].append(letter)
            before = letter
        }
        return parts.count > 1 && parts.allSatisfy { words.contains($0.lowercased()) }
    }

    private static let words = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let text = """
        a abort aborted abstract accept accepted access accession account ack acquisition action active add address ae
        after aet again age all allowed already also alternate an and another any application archive archived archiving are
        array as association at attempt attribute attributes audit authorised authorisation authorization authorized
        available bad be because been before begin being birth bit bits block blocked body both broken buffer busy but by
        byte bytes calibration call called calling can cancel cancelled cannot capacity capture case cause change changed
        channel character charset check checksum class clean client close closed code codec coerced coercion collision column
        columns command comment commit commitment complete compressed compression condition conflict conflicting
        conformance connect connected connection constraint contact contain contains content context copy corrupt corrupted
        could count create created creation cstore current data database dataset date db dcm death decode decompress default
        delete deleted deletion delivery denied description destination detail details device dicom did diff different
        digitized digitised dimse directory disabled disk does doing done down drive due duplicate duplicated during each
        element elements empty enabled encoded encoding end enough entry equipment err error errors exam examination
        exception exceeded exceeds exist existing exists expected expired explicit export external fail failed failure fatal
        fault field file files film find first folder for forbidden format forward found frame frames from full function gb
        general generic get given group handler has have header held hexadecimal hold host how http i id identical
        identification identifier identity if ignored illegal image images implicit import in incoming incomplete incorrect
        index info information input insert instance instances institution insufficient integrity internal invalid io ip
        is issuer it item items its java jpeg kb key known large last later laterality length level license licence limit
        limited little big endian local locked long lossless lost low maintenance malformed mandatory manufacturer mapping
        match matches matching maximum maxstoragesize may mb media member memory merge merged message meta method mime
        minimum mismatch missing modality modified module more move moved mpps mrn must name names near negative network new
        nhs no node none not nothing null number object of off offending offline ok on one only open operation operator or
        order origin orthanc other others out over overwrite owner pacs package parameter parse parser part parsing partial
        partition patient patients pdu pending performed permission permitted photometric physician pixel pixels please port
        position power preferred presentation previous primary private problem procedure process processed processing
        profile protected protocol provider query queue quarantine quirk quota radiology range rate read reading reason
        receive received reconciled reconciliation record reference referenced refuse refused registered registry reject
        rejected rejection remote remove removed replace replaced reply report request requested require required reset
        resource resources response restricted result retention retired retrieve retry role root rows rule sample schedule
        scheduled schema scp scu search secondary security see send sender sending sequence series server service session
        set sex shutdown shutting side site size sop source space specific sql stack standard start state status still
        stop stopped storage store stored storing stream string study subsystem success suffix support supported suspended
        syntax system table tag tb temporarily temporary than that the their there this thread time timed timeout title to
        token too transaction transfer transferred try type uid uids unable unavailable under unexpected unique unknown
        unrecognized unrecognised unspecified unsupported until update updated upload use used user uses valid validate
        validation value values verification verify version vl volume vr waiting warning was were when which while will
        window with within without worklist would write writing written wrong xml year you
        """
}
