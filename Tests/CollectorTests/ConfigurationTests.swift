// Settings that are wrong say what to do; right ones come in the right order.

import Foundation
import MQTT
import Settings
import TestSupport
import Testing
import Uplink
import Vitals

@testable import Collector

@Suite("Configuration")
struct ConfigurationTests {
    private func configuration(_ environment: [String: String], flags: ServeFlags = ServeFlags()) throws -> CollectorConfiguration {
        try flags.configuration(environment: environment)
    }

    @Test("Without settings the defaults hold")
    func defaults() throws {
        let configuration = try configuration([:])
        #expect(configuration.broker.host == "localhost")
        #expect(configuration.broker.port == 1883)
        #expect(configuration.http.host == "127.0.0.1")
        #expect(configuration.http.port == 8085)
        #expect(configuration.publishesLatest)
        #expect(configuration.http.webRoot.hasSuffix("/share/vitalflow/web"))
    }

    @Test("A flag wins over the environment, and that over the file")
    func order() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/collector.env"
        try "VITALFLOW_BROKER_HOST=file\nVITALFLOW_HTTP_HOST='::1'\n# comment\nVITALFLOW_TOPIC_ROOT=a/b\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
        var flags = ServeFlags()
        flags.settingsFile = file
        flags.broker = "flag:1999"
        let configuration = try configuration(["VITALFLOW_HTTP_HOST": "127.0.0.2", "VITALFLOW_BROKER_PORT": "7"], flags: flags)
        #expect(configuration.broker.host == "flag")
        #expect(configuration.broker.port == 1999)
        #expect(configuration.http.host == "127.0.0.2")
        #expect(configuration.topics.root == "a/b")
    }

    @Test(
        "A wrong value names its variable and says what it has to be",
        arguments: [
            ("VITALFLOW_HTTP_PORT", "http"), ("VITALFLOW_HTTP_PORT", "65536"), ("VITALFLOW_NO_DATA_SECONDS", "1"),
            ("VITALFLOW_ASSIGNMENTS", "C0:00=anna"), ("VITALFLOW_ASSIGNMENTS", "C0:00:00:00:00:01=a/b"),
            ("VITALFLOW_ASSIGNMENTS", "C0:00:00:00:00:01=a,C0:00:00:00:00:01=b"), ("VITALFLOW_TOPIC_ROOT", "a/+"),
            ("VITALFLOW_PUBLISH_LATEST", "perhaps"), ("VITALFLOW_LOG_LEVEL", "loud"), ("VITALFLOW_HEART_RATE_MIN", "130"),
        ])
    func wrong(variable: String, value: String) throws {
        let error = #expect(throws: SettingsError.self) { try configuration([variable: value]) }
        #expect(error?.description.contains(variable) == true)
    }

    @Test("A name in the file that is no setting stops the program, and a foreign one does not")
    func unknownName() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/collector.env"
        try "PATH=/bin\n\nVITALFLOW_BROKER_HOTS=x\n".write(toFile: file, atomically: true, encoding: .utf8)
        var flags = ServeFlags()
        flags.settingsFile = file
        #expect(throws: SettingsError.unknownVariable("VITALFLOW_BROKER_HOTS", file: file, line: 3)) {
            try configuration([:], flags: flags)
        }
    }

    @Test("The commented example names every setting, and nothing else")
    func example() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../collector/config/collector.env").standardized.path
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline)
        let names = lines.filter { $0.hasPrefix("#VITALFLOW_") }.map { String($0.dropFirst().prefix { $0 != "=" }) }
        #expect(Set(names) == CollectorConfiguration.variables)
        #expect(names.count == Set(names).count)
    }

    @Test("Assignments are read however addresses are written")
    func assignments() throws {
        let assignments = try Assignments("c0:00:00:00:00:01=anna, C0-00-00-00-00-02=ben")
        #expect(assignments.entries.map(\.device.description) == ["C0:00:00:00:00:01", "C0:00:00:00:00:02"])
        #expect(assignments.entries.map(\.person.text) == ["anna", "ben"])
    }
}
