import Foundation
import MQTT
import Settings
import TestSupport
import Testing

@Suite("Settings")
struct SettingTextsTests {
    enum Key: String, SettingKey {
        case speed = "simulate.speed"
        case flag
        case names
    }

    static func texts(_ environment: [String: String], file: String? = nil) throws -> SettingTexts<Key> {
        SettingTexts(try SettingsReader.make(overrides: [:], environment: environment, file: file, variables: Key.variables))
    }

    @Test("Flags win over the environment, the environment over the file")
    func order() throws {
        let folder = try TemporaryFolder()
        try "# comment\nVITALFLOW_SIMULATE_SPEED=3\nVITALFLOW_NAMES=\"a, b,,c\"\nPATH=/x\n".write(
            toFile: folder.file("env"), atomically: true, encoding: .utf8)
        let reader = try SettingsReader.make(
            overrides: ["VITALFLOW_SIMULATE_SPEED": "1"], environment: ["VITALFLOW_SIMULATE_SPEED": "2", "VITALFLOW_FLAG": "yes"],
            file: folder.file("env"), variables: Key.variables)
        let texts = SettingTexts<Key>(reader)
        #expect(try texts.integer(.speed, in: 1...9) == 1)
        #expect(try texts.yesOrNo(.flag) == true)
        #expect(texts.list(.names) == ["a", "b", "c"])
    }

    @Test("What is wrong is said with its name, its value and what it has to be")
    func wrong() throws {
        let texts = try Self.texts(["VITALFLOW_SIMULATE_SPEED": "fast", "VITALFLOW_FLAG": "maybe"])
        #expect(
            throws: SettingsError.invalid(variable: "VITALFLOW_SIMULATE_SPEED", value: "fast", expected: "a whole number from 1 to 9")
        ) { try texts.integer(.speed, in: 1...9) }
        #expect(throws: SettingsError.invalid(variable: "VITALFLOW_FLAG", value: "maybe", expected: "yes or no")) {
            try texts.yesOrNo(.flag)
        }
    }

    @Test("A misspelt name in the file is an error that names its line")
    func misspelt() {
        #expect(throws: SettingsError.unknownVariable("VITALFLOW_SPEED", file: "f", line: 2)) {
            try EnvironmentFile.parse("\nVITALFLOW_SPEED=1", file: "f", variables: Key.variables)
        }
        #expect(throws: SettingsError.notASetting(file: "f", line: 1)) {
            try EnvironmentFile.parse("speed", file: "f", variables: [])
        }
        #expect(throws: SettingsError.unreadable(file: "/nonexistent", reason: "there is no such file")) {
            try EnvironmentFile.read("/nonexistent", variables: [])
        }
    }

    @Test("A broker's password comes from a file and shows in no description")
    func password() throws {
        let folder = try TemporaryFolder()
        try "open sesame\n".write(toFile: folder.file("password"), atomically: true, encoding: .utf8)
        let reader = try SettingsReader.make(
            overrides: [:],
            environment: ["VITALFLOW_BROKER_USERNAME": "u", "VITALFLOW_BROKER_PASSWORD_FILE": folder.file("password")],
            file: nil, variables: [])
        let broker = try BrokerSettings(reader)
        #expect(broker.password?.revealed == "open sesame")
        #expect(!"\(broker)".contains("sesame"))
        #expect(!String(reflecting: broker).contains("sesame"))
        #expect(!Mirror(reflecting: broker).children.contains { String(reflecting: $0.value).contains("sesame") })
    }

    @Test("A host and a port are read as people write them")
    func hostPort() {
        #expect(HostPort("broker:8883")?.port == 8883)
        #expect(HostPort("[::1]:1883")?.host == "::1")
        #expect(HostPort("broker", portDefault: 1883)?.port == 1883)
        for wrong in ["", ":1", "broker", "broker:", "broker:70000", "bro ker:1"] { #expect(HostPort(wrong) == nil) }
    }
}
