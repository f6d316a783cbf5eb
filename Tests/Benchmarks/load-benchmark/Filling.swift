// A log as it would be after some time of load, written at once.

import EventLog
import Uplink
import Vitals

enum Filling {
    /// Prints how many observations the log has then.
    static func fill(_ file: String, gateways count: Int, straps: Int, seconds: Int) async throws {
        let log = try SQLiteLog(file: file)
        var gateways = try (0..<count).map { try SimulatedGateway("load-\($0)", number: $0, straps: straps, epoch: 1) }
        // Everything of it lies in the past.
        let start = SimulatedGateway.now().wall - .seconds(seconds + 10)
        for second in 0..<seconds {
            var events: [ArrivedEvent] = []
            for index in gateways.indices {
                let batch = gateways[index].next(at: start + .seconds(second))
                events.append(
                    ArrivedEvent(
                        key: EventKey(gateway: gateways[index].id, epoch: batch.epoch, sequence: batch.sequence),
                        received: start + .seconds(second), body: batch.encoded()))
            }
            _ = try await log.append(events)
        }
        print(gateways.reduce(0) { $0 + $1.observations })
    }
}
