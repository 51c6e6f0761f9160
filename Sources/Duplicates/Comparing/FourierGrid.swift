import CFFTW

/// Fourier transforms of squares of 64 × 64 real values. The plans are made once, without trying out
/// (`FFTW_ESTIMATE`), so that equal input gives equal output; any thread may use them.
@safe
final class FourierGrid: @unchecked Sendable {
    // because FFTW's plans are never changed, and executing them is safe on any thread (FFTW 3 manual, 5.4).
    static let side = 64
    /// Complex numbers of a spectrum: the other half is their mirror image.
    static let bins = side * (side / 2 + 1)
    static let shared = FourierGrid()

    private let forward: fftwf_plan
    private let backward: fftwf_plan

    private init() {
        let side = Int32(Self.side)
        let flags = UInt32(1 << 6 | 1 << 1)  // FFTW_ESTIMATE | FFTW_UNALIGNED, which Swift can't import.
        let real = UnsafeMutablePointer<Float>.allocate(capacity: Self.side * Self.side)
        let complex = UnsafeMutablePointer<fftwf_complex>.allocate(capacity: Self.bins)
        defer {
            unsafe real.deallocate()
            unsafe complex.deallocate()
        }
        guard let forward = unsafe fftwf_plan_dft_r2c_2d(side, side, real, complex, flags),
            let backward = unsafe fftwf_plan_dft_c2r_2d(side, side, complex, real, flags)
        else { preconditionFailure("FFTW makes no plan for 64 x 64 values") }
        unsafe self.forward = forward
        unsafe self.backward = backward
    }

    /// The spectrum of a square: real and imaginary parts in turn.
    func spectrum(of square: [Float]) -> [Float] {
        precondition(square.count == Self.side * Self.side, "a square of another size")
        var input = square
        return unsafe [Float](unsafeUninitializedCapacity: 2 * Self.bins) { output, count in
            unsafe input.withUnsafeMutableBufferPointer { input in
                guard let from = input.baseAddress, let to = output.baseAddress else { return }
                unsafe to.withMemoryRebound(to: fftwf_complex.self, capacity: Self.bins) { to in
                    unsafe fftwf_execute_dft_r2c(forward, from, to)
                }
            }
            count = 2 * Self.bins
        }
    }

    /// The square of a spectrum, times 4096. The spectrum's memory is used up.
    func square(of spectrum: UnsafeMutablePointer<Float>, into square: UnsafeMutablePointer<Float>) {
        unsafe spectrum.withMemoryRebound(to: fftwf_complex.self, capacity: Self.bins) { spectrum in
            unsafe fftwf_execute_dft_c2r(backward, spectrum, square)
        }
    }
}
