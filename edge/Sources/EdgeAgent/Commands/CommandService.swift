// Does what the collector asks for: one command at a time, beside everything else.

import BlueZ
import DBus
import FoundationEssentials
import Logging
import MQTT
import ServiceLifecycle
import Settings
import Uplink
import Vitals

actor CommandService: Service {
    private let sources: SettingSources
    private let settings: EdgeSettings
    private let client: Client
    private let trust: CollectorTrust
    private let board: DeviceBoard
    private let logger: Logger
    private let messages: AsyncStream<Message>
    private let inbox: AsyncStream<Message>.Continuation
    private var commandGuard: CommandGuard
    private var isBusy = false
    private var refused: ContinuousClock.Instant?
    private var prompt: RemotePrompt?
    /// The settings are others now: the gateway has to read them again.
    private(set) var hasConfigured = false

    private enum Limit {
        /// What more comes while one is looked at was not sent by a person.
        static let messagesMax = 8
        /// Whoever may publish on the broker must not fill the log, nor the way to the broker.
        static let refusalInterval = Duration.seconds(1)
        static let correlationBytesMax = 64
    }

    init(
        sources: SettingSources, settings: EdgeSettings, instance: UInt64, client: Client, trust: CollectorTrust, board: DeviceBoard,
        logger: Logger
    ) {
        self.sources = sources
        self.settings = settings
        self.client = client
        self.trust = trust
        self.board = board
        self.logger = logger
        commandGuard = CommandGuard(gateway: settings.gateway, instance: instance)
        (messages, inbox) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Limit.messagesMax))
    }

    /// A message of the gateway's command topic.
    nonisolated func received(_ message: Message) {
        // Nobody is to find a command waiting for the next start.
        if !message.isRetained, message.correlation.count <= Limit.correlationBytesMax { inbox.yield(message) }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                for await message in self.messages {
                    guard let command = await self.opened(message) else { continue }
                    group.addTask { await self.perform(command, for: message.correlation) }
                }
                group.cancelAll()
            }
        }
    }

    /// The command to begin with now.
    private func opened(_ message: Message) -> GatewayCommand? {
        do {
            let content = try commandGuard.open(message.payload, trusting: trust.newestKey)
            let command = try JSONDecoder().decode(GatewayCommand.self, from: Data(content))
            if case .answer(let passkey) = command {
                if prompt?.answer(passkey) != true { reply(.init(.failed, "nothing was asked"), to: message.correlation) }
                return nil
            }
            guard !isBusy else {
                reply(.init(.failed, "the gateway does another command: wait for its end"), to: message.correlation)
                return nil
            }
            isBusy = true
            return command
        } catch let error as CommandRefusal {
            guard refused.map({ ContinuousClock.now - $0 >= Limit.refusalInterval }) ?? true else { return nil }
            refused = .now
            logger.warning("command refused", metadata: ["reason": "\(error)"])
            reply(.init(.failed, "\(error)"), to: message.correlation)
        } catch {
            reply(.init(.failed, "the gateway does not understand this command: is it older than the collector?"), to: message.correlation)
        }
        return nil
    }

    private func perform(_ command: GatewayCommand, for correlation: [UInt8]) async {
        logger.info("command", metadata: ["command": "\(command.name)"])
        var result: CommandReply
        do {
            result = try await perform(command) { self.reply($0, to: correlation) }
        } catch let error as RadioError {
            result = .init(.failed, "\(error)")
        } catch let error as BusError {
            result = .init(.failed, "\(error); does bluetoothd run on the gateway?")
        } catch is CancellationError {
            result = .init(.failed, "the gateway ends")
        } catch {
            result = .init(.failed, "\(error)")
        }
        isBusy = false
        prompt = nil
        reply(result, to: correlation)
        if case .configure = command, result.state == .done {
            hasConfigured = true
            inbox.finish()
        }
    }

    private func perform(
        _ command: GatewayCommand, onReply: @escaping @Sendable (CommandReply) -> Void
    ) async throws -> CommandReply {
        if case .configure(let changes) = command { return try configure(changes) }
        guard settings.simulation == nil else { return .init(.failed, "this gateway plays a recording and uses no Bluetooth") }
        let devices = DeviceList(stateDirectory: settings.stateDirectory)
        if case .forget(let device) = command, settings.devices.contains(where: { $0.octets == device.octets }) {
            return .init(.failed, "the device stands in the gateway's \(EdgeSettings.Key.devices.variable): take it out there")
        }
        return try await BluetoothSession.run(adapter: settings.adapter, logger: logger) { session in
            switch command {
            case .scan(let seconds, let all):
                onReply(.init(.running, "listening for \(seconds) s"))
                let found = try await session.scan(seconds: seconds, all: all)
                return .init(.done, "\(found.count) found", devices: found)
            case .pair(let device):
                let prompt = RemotePrompt(onReply: onReply)
                self.prompt = prompt
                let kept = try await session.pair(device, in: devices, prompt: prompt) { onReply(.init(.running, $0)) }
                return .init(.done, kept == .paired ? "paired; the gateway connects to it" : "kept; the gateway listens to it")
            case .forget(let device):
                let isKnown = try await session.forget(
                    device, in: devices, ConsentList(stateDirectory: settings.stateDirectory)
                ) { await self.waitForEnd(of: device) }
                return isKnown ? .init(.done, "forgotten") : .init(.failed, "the gateway does not know this device")
            case .answer, .configure: preconditionFailure("done before")
            }
        }
    }

    private nonisolated func waitForEnd(of device: DeviceAddress) async {
        let deadline = ContinuousClock.now + BluetoothSession.listPatience
        while board.has(device), ContinuousClock.now < deadline, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(100)) }
    }

    private func configure(_ changes: [String: String]) throws -> CommandReply {
        let remote = RemoteSettings(stateDirectory: settings.stateDirectory)
        let values = try remote.changed(by: changes)
        if let flag = changes.filter({ !$0.value.isEmpty }).keys.sorted().first(where: { sources.overrides[$0] != nil }) {
            return .init(.failed, "\(flag) is set by a flag of the gateway, which wins")
        }
        // What it would not start with is not written.
        _ = try sources.settings(remote: values)
        try remote.write(values)
        return .init(.done, "the gateway starts anew with these settings")
    }

    private nonisolated func reply(_ reply: CommandReply, to correlation: [UInt8]) {
        do {
            try client.publish(
                RuntimeFiles.encoded(reply), to: settings.topics.gateway(settings.gateway, .reply), correlation: correlation)
        } catch {
            logger.warning("publish failed", metadata: ["error": "\(error)"])
        }
    }
}

extension GatewayCommand {
    /// For logs: without the device.
    fileprivate var name: String {
        switch self {
        case .scan: "scan"
        case .pair: "pair"
        case .answer: "answer"
        case .forget: "forget"
        case .configure: "configure"
        }
    }
}
