// What a strap counts belongs to whoever wore it: before another person wears it, the count is reset.

package import GATT
import Vitals

/// Resets the energy expended of a heart-rate sensor, over a link that is there or is made for it.
package struct EnergyResetProcedure: Sendable {
    package let radio: Radio
    /// Of the device.
    package let path: String

    package init(radio: Radio, path: String) {
        self.radio = radio
        self.path = path
    }

    package func run() async throws -> EnergyReset.Outcome {
        let wasConnected = radio.tree.device(at: path)?.isConnected == true
        let client = try await LinkClient.connect(to: path, radio)
        let outcome = try await reset(client)
        if !wasConnected { try await radio.call(path, ObjectTree.Interface.device, "Disconnect") }
        return outcome
    }

    private func reset(_ client: LinkClient) async throws -> EnergyReset.Outcome {
        guard let point = client.characteristic(.heartRateControlPoint) else { return .notSupported }
        var reset = EnergyReset()
        // BlueZ ends a write that gets no answer: deadlines need no clock here.
        var pending = reset.started(at: Instant(sinceBoot: .zero))
        while !pending.isEmpty {
            switch pending.removeFirst() {
            case .write(let bytes): pending += try await client.write(bytes, to: point).map { reset.refused($0) } ?? reset.written()
            case .waitUntil: break
            case .finished(let outcome): return outcome
            }
        }
        return .silence
    }
}
