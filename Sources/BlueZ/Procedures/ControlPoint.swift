// Procedures talk to a control point: a write, then what it indicates, or silence.

import GATT
import Vitals

/// A control point while a procedure uses it.
struct ControlPoint: Sendable {
    typealias Event = ProcedureLoop<[UInt8]>.Event

    let client: LinkClient
    let characteristic: ObjectTree.Characteristic

    /// Subscribes, and then runs a procedure on what the control point indicates.
    func run<Action>(_ first: [Action], on event: (Event) -> [Action], perform: (Action) async throws -> [Action]?) async throws {
        let loop = ProcedureLoop<[UInt8]>()
        try await client.radio.subscribe(characteristic.path) { loop.feed($0) }
        try await loop.run(first, on: event, perform: perform)
    }

    /// Another characteristic of the same service.
    func neighbour(_ uuid: BluetoothUUID) -> ObjectTree.Characteristic? { client.characteristic(uuid, beside: characteristic) }

    /// `nil`: taken.
    func write(_ bytes: [UInt8]) async throws -> ATTError? { try await client.write(bytes, to: characteristic) }
}
