// Files through which other programs of this machine see the running gateway: `vitalflow-edge status`, a metrics collector.

import FoundationEssentials
import Glibc
package import Uplink

/// What `status.json` holds.
package struct StatusFile: Codable, Hashable, Sendable {
    package let gateway: String
    package let brokerConnected: Bool
    package let status: GatewayStatus

    package enum CodingKeys: String, CodingKey {
        case gateway, status
        case brokerConnected = "broker_connected"
    }
}

/// `status.json` and `metrics.prom`, replaced whole so that no reader sees half of one.
package struct RuntimeFiles: Sendable {
    private let status: String
    private let metrics: String

    package init(directory: String) {
        status = directory + "/status.json"
        metrics = directory + "/metrics.prom"
    }

    package func write(_ file: StatusFile) throws {
        try replace(status, with: Self.encoded(file))
    }

    package func write(metrics text: String) throws {
        try replace(metrics, with: [UInt8](text.utf8))
    }

    package func readStatus() throws -> StatusFile? {
        try FileManager.default.contents(atPath: status).map { try JSONDecoder().decode(StatusFile.self, from: $0) }
    }

    /// A gateway that has ended says nothing any more.
    package func remove() {
        _ = unsafe unlink(status)
        _ = unsafe unlink(metrics)
    }

    private func replace(_ path: String, with bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    }

    package static func encoded(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value))
    }
}
