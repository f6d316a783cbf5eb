// A log in a folder of its own, which goes away with it.

import EventLog
import Foundation
import Vitals

/// A temporary folder for the files of one test.
final class LogFile: Sendable {
    let folder: String
    var path: String { folder + "/events.sqlite" }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("vitalflow-log-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func open() throws -> SQLiteLog { try SQLiteLog(file: path) }
}

extension ArrivedEvent {
    static func sample(_ sequence: UInt64, of gateway: String = "ward", epoch: UInt64 = 7, body: [UInt8]? = nil) throws -> ArrivedEvent {
        ArrivedEvent(
            key: EventKey(gateway: try GatewayID(gateway), epoch: epoch, sequence: sequence), received: Timestamp(milliseconds: 1000),
            body: body ?? [UInt8(truncatingIfNeeded: sequence)])
    }
}
