import Foundation

/// libFuzzer's own driver, which its `main` calls too.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What libFuzzer's `main`, which is linked and never runs, wants to find.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNothing(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt { 0 }

/// What the package manager makes the program's entry of. `FUZZ=bag` turns it on bags, otherwise on scans.
/// Built by `scripts/fuzz` alone.
@_cdecl("Fuzzer_main")
public func main(
    _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    var count = count
    var arguments = unsafe arguments
    if ProcessInfo.processInfo.environment["FUZZ"] == "bag" {
        return unsafe runDriver(&count, &arguments, { unsafe FuzzBag.run($0, $1) })
    }
    return unsafe runDriver(&count, &arguments, { unsafe FuzzScan.run($0, $1) })
}
