// What sd-bus holds a pointer to for a match rule.

final class SignalHandler {
    let call: @Sendable (BusMessage) -> Void

    init(_ call: @escaping @Sendable (BusMessage) -> Void) {
        self.call = call
    }
}
