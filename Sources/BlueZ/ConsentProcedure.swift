// A scale tells a person's measurements to whom that person trusts: consent is given on every connection anew.

import GATT
import Logging
import Vitals

/// Consents as the user that is kept for a device, or registers with it as a new one.
struct ConsentProcedure: Sendable {
    let point: ControlPoint
    let device: DeviceAddress
    let keeper: any RecordKeeper
    let logger: Logger

    func run() async throws {
        let kept = try await keeper.consent(of: device)
        // A code of our own: nobody has to remember it.
        guard let code = kept?.code ?? ConsentCode(UInt16.random(in: ConsentCode.allowed)) else { return }
        try await point.withEvents { events in
            var consent = UserConsent()
            var pending = consent.started(kept.map { .known(index: $0.index, $0.code) } ?? .new(code), at: keeper.now)
            var iterator = events.makeAsyncIterator()
            while true {
                while !pending.isEmpty {
                    switch pending.removeFirst() {
                    case .write(let secret):
                        if let refusal = try await point.write(secret.bytes) { pending += consent.refused(refusal, at: keeper.now) }
                    case .registered(let index): try await keeper.keep(KeptConsent(index: index, code: code), of: device)
                    case .waitUntil: break
                    case .finished(let outcome):
                        if case .consented = outcome { return logger.info("consent given") }
                        return logger.warning(
                            "no consent",
                            metadata: [
                                "outcome": "\(outcome)", "hint": "vitalflow-edge pair ADDRESS --user N takes over a user of the device",
                            ])
                    }
                }
                switch await iterator.next() {
                case .indicated(let value): pending = consent.response(value, at: keeper.now)
                case .tick: pending = consent.timer(at: keeper.now)
                case nil: return
                }
            }
        }
    }
}
