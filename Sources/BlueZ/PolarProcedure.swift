// A Polar sensor sends its electrocardiogram once it is asked to.

import GATT
import Logging
import Vitals

/// Starts the electrocardiogram of a Polar sensor that has one, and keeps it going until cancelled.
struct PolarProcedure: Sendable {
    let point: ControlPoint
    let keeper: any RecordKeeper
    let logger: Logger

    private enum Limit {
        /// What the H10 has; enough to see each part of a heart beat.
        static let sampleRateMax = 130
    }

    private enum Features {
        /// The first octet of what the control point reads as. Source: Polar Measurement Data Specification, "Features".
        static let marker: UInt8 = 0x0F
        static let electrocardiogram: UInt8 = 1 << 0
    }

    func run() async throws {
        let features = try await point.client.read(point.characteristic)
        guard features.count >= 2, features[0] == Features.marker, features[1] & Features.electrocardiogram != 0 else { return }
        try await point.withEvents { events in
            var stream = PolarStream(type: 0, sampleRateMax: Limit.sampleRateMax)
            var pending = stream.started(at: keeper.now)
            var iterator = events.makeAsyncIterator()
            while true {
                while !pending.isEmpty {
                    switch pending.removeFirst() {
                    case .write(let bytes):
                        if let refusal = try await point.write(bytes) { pending += stream.refused(refusal, at: keeper.now) }
                    case .streaming(let rate, _):
                        logger.info("electrocardiogram started", metadata: ["sample.rate": "\(rate.map(String.init) ?? "not told")"])
                    case .waitUntil: break
                    case .finished(let outcome): return logger.warning("electrocardiogram ended", metadata: ["outcome": "\(outcome)"])
                    }
                }
                switch await iterator.next() {
                case .indicated(let value): pending = stream.response(value, at: keeper.now)
                case .tick: pending = stream.timer(at: keeper.now)
                case nil: return
                }
            }
        }
    }
}
