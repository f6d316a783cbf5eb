// Drives the fetching of records over one link: values and commits in, writes and watermarks out.

import GATT
package import Logging
import Synchronization
package import Vitals

/// Fetches the records of one service while its device is connected.
final class RecordFetcher: Sendable {
    private struct State: ~Copyable {
        var fetch = RecordFetch()
        /// Records whose last value is still to come; they count as stored with it.
        var incomplete: Set<UInt16> = []
        /// First values that are stored while the rest of their record is not.
        var storedInPart: [UInt16] = []
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
        guard let part = RecordSequence.part(uuid, value) else { return true }
        return state.withLock { state in
            guard part.isFirst else { return true }
            let actions = state.fetch.record(part.sequence, at: keeper.now)
            if !part.isLast { state.incomplete.insert(part.sequence) }
            continuation.yield(.actions(actions))
            return !actions.contains(.ignore(part.sequence))
        }
    }

    /// The control point answered.
    func answered(_ value: [UInt8]) {
        state.withLock { state in
            // What has not come by now does not come.
            state.incomplete = []
            var actions = state.storedInPart.flatMap { state.fetch.committed(upTo: $0, at: keeper.now) }
            state.storedInPart = []
            actions += state.fetch.response(value, at: keeper.now)
            continuation.yield(.actions(actions))
        }
    }

    private func committed(_ uuid: BluetoothUUID, _ value: [UInt8]) {
        guard let part = RecordSequence.part(uuid, value) else { return }
        state.withLock { state in
            if part.isFirst, state.incomplete.contains(part.sequence) {
                state.storedInPart.append(part.sequence)
                return
            }
            state.incomplete.remove(part.sequence)
            state.storedInPart.removeAll { $0 == part.sequence }
            continuation.yield(.actions(state.fetch.committed(upTo: part.sequence, at: keeper.now)))
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
        case .waitUntil, .ignore: break
        }
        return []
    }
}
