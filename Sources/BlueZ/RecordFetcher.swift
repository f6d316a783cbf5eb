// Drives the fetching of records over one link: values and commits in, writes and watermarks out.

import GATT
import Logging
import Synchronization
import Vitals

/// Fetches the records of one service while its device is connected.
final class RecordFetcher: Sendable {
    /// A record that was handed on to be stored.
    private struct Pending {
        let receipt: UInt64
        let sequence: UInt16
        var isStored = false
        /// A further value of this record is expected.
        var isPartial: Bool
    }

    private struct State: ~Copyable {
        var fetch = RecordFetch()
        /// In order of arrival, which is the order of commits.
        var pending: [Pending] = []

        /// Tells the procedure of the records at the front that are whole and stored.
        mutating func settled(at now: Instant) -> [RecordFetch.Action] {
            let whole = pending.prefix { $0.isStored && !$0.isPartial }
            guard let receipt = whole.last?.receipt else { return [] }
            pending.removeFirst(whole.count)
            return fetch.committed(upTo: receipt, at: now)
        }
    }

    private enum Step {
        case actions([RecordFetch.Action])
        case timer
    }

    private let device: DeviceAddress
    private let characteristic: BluetoothUUID
    private let keeper: any RecordKeeper
    private let logger: Logger
    private let state = Mutex(State())
    private let steps: AsyncStream<Step>
    private let continuation: AsyncStream<Step>.Continuation

    init(_ device: DeviceAddress, _ characteristic: BluetoothUUID, keeper: any RecordKeeper, logger: Logger) {
        self.device = device
        self.characteristic = characteristic
        self.keeper = keeper
        self.logger = logger
        // Bounded by the records of a device: each brings a few steps, and the loop takes them at once.
        (steps, continuation) = AsyncStream.makeStream()
    }

    /// A value came: whether it is to be stored. Called on the bus connection's thread.
    func received(_ uuid: BluetoothUUID, _ value: [UInt8]) -> Bool {
        guard let part = RecordSequence.part(uuid, value), part.isFirst else { return true }
        return state.withLock { state in
            let actions = state.fetch.record(part.sequence, at: keeper.now)
            var isStored = false
            for case .store(let receipt) in actions {
                isStored = true
                state.pending.append(Pending(receipt: receipt, sequence: part.sequence, isPartial: !part.isLast))
            }
            continuation.yield(.actions(actions))
            return isStored
        }
    }

    /// The control point answered.
    func answered(_ value: [UInt8]) {
        state.withLock { state in
            // What has not come by now does not come.
            for index in state.pending.indices { state.pending[index].isPartial = false }
            let settled = state.settled(at: keeper.now)
            continuation.yield(.actions(settled + state.fetch.response(value, at: keeper.now)))
        }
    }

    private func committed(_ uuid: BluetoothUUID, _ value: [UInt8]) {
        guard let part = RecordSequence.part(uuid, value) else { return }
        state.withLock { state in
            let index = state.pending.firstIndex { $0.sequence == part.sequence && (part.isFirst ? !$0.isStored : $0.isPartial) }
            guard let index else { return }
            if part.isFirst { state.pending[index].isStored = true }
            if part.isLast { state.pending[index].isPartial = false }
            continuation.yield(.actions(state.settled(at: keeper.now)))
        }
    }

    /// Fetches, and then follows what the device sends, until the task is cancelled because the link ended.
    func run(_ client: LinkClient, controlPoint: ObjectTree.Characteristic) async throws {
        keeper.onCommit(of: device) { [weak self] in self?.committed($0, $1) }
        defer { keeper.onCommit(of: device, nil) }
        let watermark = try await keeper.watermark(of: device, characteristic)
        let first = state.withLock { $0.fetch.started(at: keeper.now, watermark: watermark) }
        continuation.yield(.actions(first))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                for await step in steps {
                    var pending: [RecordFetch.Action] =
                        switch step {
                        case .actions(let actions): actions
                        case .timer: state.withLock { $0.fetch.timer(at: keeper.now) }
                        }
                    while !pending.isEmpty { pending = try await perform(pending.removeFirst(), client, controlPoint) + pending }
                }
            }
            group.addTask { [self] in
                // The deadlines of the procedure are seconds apart: a tick each second meets them.
                while !Task.isCancelled {
                    try await Task.sleep(for: .seconds(1))
                    continuation.yield(.timer)
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func perform(
        _ action: RecordFetch.Action, _ client: LinkClient, _ controlPoint: ObjectTree.Characteristic
    ) async throws -> [RecordFetch.Action] {
        switch action {
        case .write(let bytes):
            guard let refusal = try await client.write(bytes, to: controlPoint) else { return [] }
            return state.withLock { $0.fetch.refused(refusal, at: keeper.now) }
        case .advance(let sequence): try await keeper.set(sequence, of: device, characteristic)
        case .setBack(let sequence): try await keeper.set(sequence, of: device, characteristic)
        case .finished(let outcome): logger.info("records fetched", metadata: ["outcome": "\(outcome)"])
        case .waitUntil, .ignore, .store: break
        }
        return []
    }
}
