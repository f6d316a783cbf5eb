// Drives the fetching of records over one link: values and commits in, writes and watermarks out.

import GATT
import Logging
import Synchronization
import Vitals

/// Fetches the records of one service while its device is connected.
final class RecordFetcher: Sendable {
    /// A value that was handed on to be stored.
    private struct Pending {
        let value: [UInt8]
        /// Of the last record that begins in it.
        let receipt: UInt64?
        /// No further value goes on with its last record.
        var isLast: Bool
        var isStored = false
    }

    private struct State: ~Copyable {
        var fetch = RecordFetch()
        /// In order of arrival, which is the order of commits.
        var pending: [Pending] = []
        /// The last record that is not to be stored: nor are the values that go on with it.
        var ignored: UInt16?
        /// Numbers for records that have none.
        var arrivals: UInt16 = 0

        /// Tells the procedure of the records at the front that are whole and stored.
        mutating func settled(at now: Instant) -> [RecordFetch.Action] {
            let stored = pending.prefix { $0.isStored }
            guard let end = stored.lastIndex(where: \.isLast) else { return [] }
            let receipt = stored[...end].last { $0.receipt != nil }?.receipt
            pending.removeFirst(end + 1)
            return receipt.map { fetch.committed(upTo: $0, at: now) } ?? []
        }
    }

    private let source: RecordSource
    private let device: DeviceAddress
    private let keeper: any RecordKeeper
    private let logger: Logger
    private let state = Mutex(State())
    private let loop = ProcedureLoop<[RecordFetch.Action]>()

    init(_ source: RecordSource, of device: DeviceAddress, keeper: any RecordKeeper, logger: Logger) {
        self.source = source
        self.device = device
        self.keeper = keeper
        self.logger = logger
    }

    /// A value came: whether it is to be stored. Called on the bus connection's thread.
    func received(_ uuid: BluetoothUUID, _ value: [UInt8]) -> Bool {
        guard let part = source.part(uuid, value) else { return true }
        return state.withLock { state in
            var numbers: [UInt16] = []
            switch part.begins {
            case .numbered(let begun): numbers = begun
            case .unnumbered:
                numbers = [state.arrivals]
                state.arrivals &+= 1
            case .nothing(let number): if number == state.ignored { return false }
            }
            let actions = numbers.flatMap { state.fetch.record($0, at: keeper.now) }
            var receipt: UInt64?
            for case .store(let next) in actions { receipt = next }
            loop.feed(actions)
            guard receipt != nil || numbers.isEmpty else {
                state.ignored = numbers.last
                return false
            }
            state.ignored = nil
            if state.pending.count < RecordFetch.Limit.uncommittedMax {
                state.pending.append(Pending(value: value, receipt: receipt, isLast: part.isLast))
            }
            return true
        }
    }

    /// The control point answered.
    func answered(_ value: [UInt8]) {
        state.withLock { state in
            // What has not come by now does not come.
            for index in state.pending.indices { state.pending[index].isLast = true }
            let settled = state.settled(at: keeper.now)
            loop.feed(settled + state.fetch.response(value, at: keeper.now))
        }
    }

    private func committed(_ uuid: BluetoothUUID, _ value: [UInt8]) {
        guard source.part(uuid, value) != nil else { return }
        state.withLock { state in
            guard let index = state.pending.firstIndex(where: { !$0.isStored && $0.value == value }) else { return }
            state.pending[index].isStored = true
            loop.feed(state.settled(at: keeper.now))
        }
    }

    /// Fetches, and then follows what the device sends, until the task is cancelled because the link ended.
    func run(_ point: ControlPoint) async throws {
        try await point.client.radio.subscribe(point.characteristic.path) { [weak self] in self?.answered($0) }
        keeper.onCommit(of: device, source.characteristic) { [weak self] in self?.committed($0, $1) }
        defer { keeper.onCommit(of: device, source.characteristic, nil) }
        let session = try await session(of: point)
        // Without numbers that the device keeps, everything is asked for each time; the collector knows what it has.
        let watermark = source == .spotChecks ? nil : try await keeper.watermark(of: device, source.characteristic, session: session)
        let first = state.withLock { $0.fetch.started(at: keeper.now, watermark: watermark) }
        try await loop.run(first) { event in
            switch event {
            case .input(let actions): actions
            case .tick: state.withLock { $0.fetch.timer(at: keeper.now) }
            }
        } perform: { action in
            switch action {
            case .write(let bytes):
                return try await point.write(bytes).map { refusal in state.withLock { $0.fetch.refused(refusal, at: keeper.now) } } ?? []
            case .advance(let sequence as UInt16?), .setBack(let sequence): try await keep(sequence, session)
            case .finished(let outcome): logger.info("records fetched", metadata: ["outcome": "\(outcome)"])
            case .waitUntil, .ignore, .store: break
            }
            return []
        }
    }

    private func keep(_ watermark: UInt16?, _ session: Int64) async throws {
        guard source != .spotChecks else { return }
        try await keeper.set(watermark, of: device, source.characteristic, session: session)
    }

    /// In which session of the device its records are numbered: a glucose sensor begins anew with each, and tells them apart by their start.
    private func session(of point: ControlPoint) async throws -> Int64 {
        guard source == .continuousGlucose, let start = point.neighbour(.cgmSessionStartTime) else { return 0 }
        // Date and time of day, 7 octets.
        return try await point.client.read(start).prefix(7).reduce(0) { $0 << 8 | Int64($1) }
    }
}
