/// A coarse key of how a name sounds in English: its first sound, and the classes of the next three
/// consonants. Vowels, H, W and Y, and doubled sounds, are passed over. (The classes are those of Soundex,
/// US patent 1,261,167 of 1918.)
enum SoundKey {
    static func of(_ name: Span<UInt8>) -> UInt64 {
        guard !name.isEmpty else { return 0 }
        var start = 0
        // Silent beginnings: KNight, GNash, WRight, PNeu…; PHilip sounds as an F.
        var first = name[0]
        if name.count > 1 {
            switch (name[0], name[1]) {
            case (0x4B, 0x4E), (0x47, 0x4E), (0x50, 0x4E), (0x57, 0x52):
                start = 1
                first = name[1]
            case (0x50, 0x48):
                start = 1
                first = 0x46
            default: break
            }
        }
        var key = UInt64(initial(first))
        var last = sound(name[start])
        var count = 0
        var index = start + 1
        while index < name.count, count < 3 {
            let code = sound(name[index])
            if code != 0, code != last {
                key = key << 8 | UInt64(code)
                count += 1
            }
            // H and W do not divide two equal sounds; vowels do.
            if name[index] != 0x48, name[index] != 0x57 { last = code }
            index += 1
        }
        return key
    }

    private static func initial(_ letter: UInt8) -> UInt8 {
        switch letter {
        case 0x43, 0x51: 0x4B  // C, Q: K
        case 0x47: 0x4A  // G: J
        case 0x5A: 0x53  // Z: S
        case 0x45, 0x49, 0x4F, 0x55, 0x59, 0x48: 0x41  // vowels, Y, H: A
        default: letter
        }
    }

    private static func sound(_ letter: UInt8) -> UInt8 {
        switch letter {
        case 0x42, 0x46, 0x50, 0x56: 1
        case 0x43, 0x47, 0x4A, 0x4B, 0x51, 0x53, 0x58, 0x5A: 2
        case 0x44, 0x54: 3
        case 0x4C: 4
        case 0x4D, 0x4E: 5
        case 0x52: 6
        case 0x80...: letter
        default: 0
        }
    }
}
