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
        var stream = PolarStream(type: 0, sampleRateMax: Limit.sampleRateMax)
        try await point.run(stream.started(at: keeper.now)) { event in
            switch event {
            case .input(let value): stream.response(value, at: keeper.now)
            case .tick: stream.timer(at: keeper.now)
            }
        } perform: { action in
            switch action {
            case .write(let bytes): return try await point.write(bytes).map { stream.refused($0, at: keeper.now) } ?? []
            case .streaming(let rate, _):
                logger.info("electrocardiogram started", metadata: ["sample.rate": "\(rate.map(String.init) ?? "not told")"])
                return []
            case .waitUntil: return []
            case .finished(let outcome):
                logger.warning("electrocardiogram ended", metadata: ["outcome": "\(outcome)"])
                return nil
            }
        }
    }
}
