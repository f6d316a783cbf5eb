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
        var consent = UserConsent()
        try await point.run(consent.started(kept.map { .known(index: $0.index, $0.code) } ?? .new(code), at: keeper.now)) { event in
            switch event {
            case .input(let value): consent.response(value, at: keeper.now)
            case .tick: consent.timer(at: keeper.now)
            }
        } perform: { action in
            switch action {
            case .write(let secret): return try await point.write(secret.bytes).map { consent.refused($0, at: keeper.now) } ?? []
            case .registered(let index):
                try await keeper.keep(KeptConsent(index: index, code: code), of: device)
                return []
            case .waitUntil: return []
            case .finished(.consented):
                logger.info("consent given")
                return nil
            case .finished(let outcome):
                logger.warning(
                    "no consent",
                    metadata: ["outcome": "\(outcome)", "hint": "vitalflow-edge pair ADDRESS --user N takes over a user of the device"])
                return nil
            }
        }
    }
}
