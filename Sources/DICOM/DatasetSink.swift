import CDCMTKShim

/// Gathers the datasets that the shim hands over while a C-FIND or C-GET runs. Lives on that call's stack.
@safe
final class DatasetSink {
    private(set) var datasets: [Dataset] = []
    /// Most datasets that are kept: a peer that answers without end must not fill the memory.
    static let limit = 64

    /// The shim's callback: takes ownership of one dataset.
    static let take: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer) -> Void = { context, dataset in
        guard let context = unsafe context else { return unsafe fmd_dataset_destroy(dataset) }
        let sink = unsafe Unmanaged<DatasetSink>.fromOpaque(context).takeUnretainedValue()
        let taken = unsafe Dataset(adopting: dataset)
        if sink.datasets.count < limit { sink.datasets.append(taken) }
    }
}
