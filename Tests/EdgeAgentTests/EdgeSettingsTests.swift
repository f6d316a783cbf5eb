import EdgeAgent
import MQTT
import Settings
import TestSupport
import Testing
import Vitals

@Suite("The gateway's settings")
struct EdgeSettingsTests {
    static func settings(_ environment: [String: String]) throws -> EdgeSettings {
        try SettingSources(environment: environment).settings()
    }

    @Test("Without any, the gateway uses the broker of this machine and the folders of systemd")
    func defaults() throws {
        let settings = try Self.settings(["STATE_DIRECTORY": "/s", "RUNTIME_DIRECTORY": "/r"])
        #expect(settings.broker == BrokerSettings(host: "localhost", port: 1883))
        #expect(settings.stateDirectory == "/s" && settings.runtimeDirectory == "/r")
        #expect(settings.commitInterval == .milliseconds(500))
        #expect(settings.devices.isEmpty && settings.simulation == nil)
    }

    @Test("Unsealed values leave this machine only when somebody says so")
    func unsealed() throws {
        #expect(throws: SettingsError.self) { try Self.settings(["VITALFLOW_BROKER_HOST": "broker.example"]) }
        let allowed = try Self.settings(["VITALFLOW_BROKER_HOST": "broker.example", "VITALFLOW_ALLOW_UNSEALED": "yes"])
        #expect(allowed.broker.host == "broker.example")
        for host in ["127.0.0.1", "::1", "localhost"] { _ = try Self.settings(["VITALFLOW_BROKER_HOST": host]) }
    }

    @Test("Devices are a list of addresses, and a wrong one is named")
    func devices() throws {
        let settings = try Self.settings(["VITALFLOW_DEVICES": "C0:00:00:00:00:01, c0-00-00-00-00-02"])
        #expect(settings.devices.map(\.description) == ["C0:00:00:00:00:01", "C0:00:00:00:00:02"])
        #expect(throws: SettingsError.self) { try Self.settings(["VITALFLOW_DEVICES": "C0:00"]) }
    }

    @Test("A paired device is kept in a list, once")
    func deviceList() throws {
        let folder = try TemporaryFolder()
        let list = DeviceList(stateDirectory: folder.path)
        #expect(try list.read() == [])
        let device = try #require(DeviceAddress("C0:00:00:00:00:01"))
        try list.add(device)
        try list.add(try #require(DeviceAddress("C0:00:00:00:00:01", isRandom: true)))
        #expect(try DeviceList(stateDirectory: folder.path).read() == [device])
    }

    @Test("Frames wait in a bounded buffer; the oldest streams go first, and what went is told")
    func frameBuffer() throws {
        let buffer = FrameBuffer()
        let device = try #require(DeviceAddress("C0:00:00:00:00:01"))
        func append(_ origin: FrameOrigin, _ second: Int) {
            buffer.append(
                Frame(
                    device: device, characteristic: BluetoothUUID(short: 0x2A37), origin: origin,
                    arrival: Instant(sinceBoot: .seconds(second)), value: []))
        }
        append(.indication, 0)
        for second in 1..<FrameBuffer.Limit.framesMax { append(.notification, second) }
        #expect(buffer.takeLosses().isEmpty)
        append(.notification, 100_000)
        let loss = try #require(buffer.takeLosses().first)
        #expect(loss.frameClass == .stream && loss.frames == 256)
        #expect(loss.first == Instant(sinceBoot: .seconds(1)) && loss.last == Instant(sinceBoot: .seconds(256)))
        #expect(buffer.takeLosses().isEmpty)
        let taken = buffer.take()
        #expect(taken.count == FrameBuffer.Limit.commitFrames)
        #expect(taken.first?.origin == .indication)
        #expect(taken[1].arrival == Instant(sinceBoot: .seconds(257)))
        buffer.putBack(taken)
        #expect(buffer.take() == taken)
        // Where there is nothing else, clinical frames go too.
        while !buffer.take().isEmpty {}
        for second in 0...FrameBuffer.Limit.framesMax { append(.indication, second) }
        #expect(buffer.takeLosses().map(\.frameClass) == [.clinical])
    }
}
