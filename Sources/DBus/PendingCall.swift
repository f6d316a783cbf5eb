// A call that waits for its answer. sd-bus has a pointer to it; the handle's table keeps it alive until then.

import CSystemd

final class PendingCall {
    let number: UInt64
    let completion: @Sendable (Result<[BusValue], any Error>) -> Void
    private unowned let bus: BusHandle

    init(number: UInt64, bus: BusHandle, completion: @escaping @Sendable (Result<[BusValue], any Error>) -> Void) {
        self.number = number
        self.bus = bus
        self.completion = completion
    }

    func finish(with message: consuming MessageHandle) {
        bus.forget(self)
        if let error = message.error() { return completion(.failure(error)) }
        do {
            completion(.success(try message.read()))
        } catch {
            completion(.failure(error))
        }
    }
}
