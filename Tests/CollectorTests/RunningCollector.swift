// A whole collector inside the test, on a real broker and real files.

import Collector
import Conditions
import Foundation
import Logging
import Settings
import TestSupport
import Vitals

struct RunningCollector {
    let address: String

    /// Runs a collector for as long as `body` takes, then ends it as SIGTERM would end it: everything is cancelled.
    static func with<Result: Sendable>(
        _ broker: Broker, folder: TemporaryFolder, limits: MonitorLimits = .standard, notifications: String? = nil,
        homeAssistantPrefix: String? = nil, token: String? = nil,
        _ body: @escaping @Sendable (RunningCollector) async throws -> Result
    ) async throws -> Result {
        var configuration = CollectorConfiguration(
            broker: broker.settings, dataDirectory: folder.path + "/data",
            http: HTTPSettings(port: 0, webRoot: folder.path), assignments: try Assignments("C0:00:00:00:00:01=anna"))
        configuration.limits = limits
        configuration.notificationsFile = notifications
        configuration.homeAssistantPrefix = homeAssistantPrefix
        configuration.http.writeToken = token.map { Secret($0) }
        let addressFile = folder.path + "/data/http.address"
        try? FileManager.default.removeItem(atPath: addressFile)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let program = CollectorProgram(configuration, logger: logger)
        return try await withThrowingTaskGroup { group in
            group.addTask {
                try? await program.run()
                return Result?.none
            }
            group.addTask {
                try await Eventually.holds("the http server listens") { FileManager.default.fileExists(atPath: addressFile) }
                let address = try String(contentsOfFile: addressFile, encoding: .utf8).filter { !$0.isNewline }
                return try await body(RunningCollector(address: address))
            }
            while let ended = try await group.next() {
                guard let result = ended else { continue }
                group.cancelAll()
                return result
            }
            throw NeverHappened(what: "the test's body ran", seconds: 0)
        }
    }

    struct Answer {
        let status: Int
        let text: String
        let headers: [String: String]

        func json<Value: Decodable>(_ type: Value.Type) throws -> Value { try JSONDecoder().decode(type, from: Data(text.utf8)) }
    }

    func get(_ path: String, host: String? = nil) async throws -> Answer {
        try await HTTPExchange.get("http://\(address)\(path)", host: host)
    }

    func becomesReady() async throws {
        try await Eventually.holds("the collector is ready") { try await get("/health/ready").status == 200 }
    }
}
