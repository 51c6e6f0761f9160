import DICOM
import Testing

@Suite("A pixel store is filled in place and given away once")
struct PixelStoreTests {
    @Test(
        "it is zeroed, and of even length",
        arguments: [(8, 1, 2), (8, 2, 2), (8, 2_867, 2_868), (16, 10, 10)])
    func size(bits: Int, bytes: Int, expected: Int) throws {
        let store = try PixelStore(bitsAllocated: bits, pixelBytes: bytes)
        #expect(store.byteCount == expected)
        let isZero = unsafe store.withBytes { bytes in unsafe bytes.allSatisfy { $0 == 0 } }
        #expect(isZero)
    }

    @Test("what is written stays, and belongs to the dataset that adopts it")
    func adoption() throws {
        let store = try PixelStore(bitsAllocated: 8, pixelBytes: 5)
        unsafe store.withMutableBytes { unsafe $0.copyBytes(from: [1, 2, 3, 4, 5]) }
        let dataset = try Dataset()
        try dataset.adopt(store)
        #expect(try unsafe dataset.withPixels { unsafe Array($0) } == [1, 2, 3, 4, 5, 0])
        // A second one takes its place.
        let other = try PixelStore(bitsAllocated: 8, pixelBytes: 2)
        unsafe other.withMutableBytes { unsafe $0.copyBytes(from: [9, 8]) }
        try dataset.adopt(other)
        #expect(try unsafe dataset.withPixels { unsafe Array($0) } == [9, 8])
    }

    @Test("sizes that can't be are errors", arguments: [(8, 0), (12, 10), (1, 10), (16, 1 << 33)])
    func refusals(bits: Int, bytes: Int) {
        #expect(throws: DICOMError.self) { _ = try PixelStore(bitsAllocated: bits, pixelBytes: bytes) }
    }
}
