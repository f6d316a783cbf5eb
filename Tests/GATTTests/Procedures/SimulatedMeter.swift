// A meter that remembers records and reports them as a Record Access Control Point does, well or badly.

import GATT

/// Answers requests with records and responses that wait in `outbox` until they are delivered.
struct SimulatedMeter {
    enum Output: Hashable {
        case record(UInt16)
        case response([UInt8])
        case refusal(UInt8)
    }

    struct Behaviour: Hashable, Sendable {
        var filters = true
        var tellsNewest = true
        /// Newest first, as no specification forbids.
        var reverses = false
    }

    /// Oldest first.
    let records: [UInt16]
    let behaviour: Behaviour
    private(set) var outbox: [Output] = []
    /// The next request is answered so.
    var failure: UInt8?
    var refusesAbort = false
    private(set) var requestCount = 0

    init(records: [UInt16], behaviour: Behaviour) {
        self.records = records
        self.behaviour = behaviour
    }

    mutating func write(_ request: [UInt8]) {
        requestCount += 1
        if request == [0x03, 0x00] {
            if refusesAbort {
                refusesAbort = false
                outbox.append(.response([0x06, 0x00, 0x03, 0x07]))
            } else {
                outbox = [.response([0x06, 0x00, 0x03, 0x01])]
            }
            return
        }
        guard outbox.isEmpty else {
            outbox.append(.refusal(0xFE))
            return
        }
        if let failure {
            self.failure = nil
            outbox.append(.response([0x06, 0x00, 0x01, failure]))
            return
        }
        switch request.dropFirst().first {
        case 0x01: report(records)
        case 0x03 where behaviour.filters && request.count == 5:
            let least = UInt16(request[3]) | UInt16(request[4]) << 8
            report(records.filter { $0 >= least })
        case 0x06 where behaviour.tellsNewest: report(records.suffix(1))
        default: outbox.append(.response([0x06, 0x00, 0x01, 0x04]))
        }
    }

    private mutating func report(_ selected: [UInt16]) {
        outbox += (behaviour.reverses ? selected.reversed() : selected).map(Output.record)
        outbox.append(.response([0x06, 0x00, 0x01, selected.isEmpty ? 0x06 : 0x01]))
    }

    mutating func deliver() -> Output? { outbox.isEmpty ? nil : outbox.removeFirst() }

    /// Everything that is on its way gets lost: the link is gone, or the meter has hung up.
    mutating func fallSilent() { outbox.removeAll() }
}
