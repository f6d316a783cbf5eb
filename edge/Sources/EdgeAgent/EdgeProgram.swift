// The composition root of the gateway: settings in, services out. A test can run it beside a collector.

import BlueZ
import FoundationEssentials
import GATT
package import Logging
import MQTT
import Outbox
import ServiceLifecycle
import Synchronization
import Telemetry
import UnixSignals
import Uplink
import Vitals

package enum EdgeProgram {
    /// Runs the gateway until SIGTERM, SIGINT or the task's cancellation; with other settings again, when the collector changed them.
    package static func run(_ sources: SettingSources, logger: Logger) async throws {
        let termination = Termination()
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { for await _ in signals { await termination.come() } }
            while !termination.hasCome {
                let settings = try sources.settings()
                var logger = logger
                logger.logLevel = settings.logLevel
                guard try await run(settings, from: sources, until: termination, logger: logger) == .restart else { break }
                logger.info("gateway restarts with other settings")
            }
            tasks.cancelAll()
        }
    }

    /// That somebody asked for the end of the process. A service group hears that only while it runs: it must not be missed between two.
    private final class Termination: Sendable {
        private let state = Mutex<(hasCome: Bool, services: ServiceGroup?)>((false, nil))

        var hasCome: Bool { state.withLock { $0.hasCome } }

        func come() async {
            let services = state.withLock { state in
                state.hasCome = true
                return state.services
            }
            await services?.triggerGracefulShutdown()
        }

        /// Ends these services when it comes, or at once when it has come.
        func ends(_ services: ServiceGroup) async {
            let hasCome = state.withLock { state in
                state.services = services
                return state.hasCome
            }
            if hasCome { await services.triggerGracefulShutdown() }
        }
    }

    private enum Outcome { case ended, restart }

    private static func run(
        _ settings: EdgeSettings, from sources: SettingSources, until termination: Termination, logger: Logger
    ) async throws -> Outcome {
        for directory in [settings.stateDirectory, settings.runtimeDirectory] {
            // Only this user: raw values lie here.
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let lock = try StateLock(directory: settings.stateDirectory)
        defer { withExtendedLifetime(lock) {} }
        let clock = SystemClock()
        let metrics = EdgeMetrics()
        let isSimulated = settings.simulation != nil
        let trust = CollectorTrust(
            settings.collectorKey, stateDirectory: settings.stateDirectory, gateway: settings.gateway, clock: clock, logger: logger)
        let queue = try BatchQueue(
            OutboxConfiguration(
                path: settings.stateDirectory + "/outbox.sqlite", limits: settings.outboxLimits, encode: { try trust.encode($0) }),
            now: clock.wall)
        let will = StatusService.offline(version: SoftwareVersion.current, isSimulated: isSimulated)
        let client = try Client(
            // With a random end: of two with one name, the broker would end the connection of the other each time.
            settings.broker, clientID: "vitalflow-edge-\(settings.gateway)-\(UInt32.random(in: 0...UInt32.max).padded(8, radix: 16))",
            will: LastWill(
                topic: settings.topics.gateway(settings.gateway, .status), payload: try RuntimeFiles.encoded(will), retain: true))
        let instance = UInt64.random(in: 1...UInt64.max)
        let board = DeviceBoard()
        let commands = CommandService(
            sources: sources, settings: settings, instance: instance, client: client, trust: trust, board: board, logger: logger)
        let uplink = try await UplinkService(
            gateway: settings.gateway, topics: settings.topics, client: client, queue: queue, trust: trust, clock: clock, metrics: metrics,
            isSimulated: isSimulated, software: "vitalflow-edge/\(SoftwareVersion.current)", instance: instance, logger: logger,
            onCommand: { commands.received($0) })
        let records = GatewayRecords(
            queue: queue, clock: clock, consents: ConsentList(stateDirectory: settings.stateDirectory))
        let buffer = FrameBuffer()
        let onFrame: @Sendable (Frame) -> Void = { frame in
            metrics.framesReceived.increment()
            board.note(frame)
            buffer.append(frame)
        }
        let commit = CommitService(
            buffer: buffer, queue: queue, clock: clock, interval: settings.commitInterval, isSimulated: isSimulated, metrics: metrics,
            logger: logger
        ) { batch, frames in
            if batch.isDurable { records.committed(frames) }
            await uplink.committed(batch)
        }
        let status = StatusService(
            settings: settings, client: client, uplink: uplink, queue: queue, board: board, clock: clock, metrics: metrics,
            version: SoftwareVersion.current, instance: instance, logger: logger)
        let systemd = SystemdService(
            isHealthy: {
                _ = await queue.backlog(); return true
            },
            isEnding: {
                let hasConfigured = await commands.hasConfigured
                return termination.hasCome || !hasConfigured
            }, logger: logger)
        let source: any Service =
            if let simulation = settings.simulation {
                SimulatedStrap(
                    recording: try Recording(file: simulation.file), speed: simulation.speed, repeats: simulation.repeats, clock: clock,
                    logger: logger,
                    onLink: { isLinked in
                        if let address = SimulatedStrap.address {
                            board.set(isLinked ? .connected : .searching, name: SimulatedStrap.name, of: address)
                        }
                    }, onFrame: onFrame)
            } else {
                BluetoothService(
                    settings: settings, devices: DeviceList(stateDirectory: settings.stateDirectory), clock: clock, records: records,
                    board: board, metrics: metrics, logger: logger, onFrame: onFrame)
            }
        logger.info(
            "gateway starts",
            metadata: [
                "gateway": "\(settings.gateway)", "version": "\(SoftwareVersion.current)", "state": "\(settings.stateDirectory)",
                "simulated": "\(isSimulated)", "devices": "\(settings.devices.count)",
            ])
        // Ended in reverse: first nothing new comes, then the last frames are committed, published, and the goodbye is said.
        let services: [any Service] = [uplink, status, commit, source, systemd]
        // At debug level the service group would log every service with all that it holds.
        var lifecycleLogger = logger
        lifecycleLogger.logLevel = max(logger.logLevel, .info)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0) } + [
                    // Returns when other settings are to be read.
                    .init(service: commands, successTerminationBehavior: .gracefullyShutdownGroup)
                ], logger: lifecycleLogger))
        await termination.ends(group)
        try await group.run()
        return await commands.hasConfigured ? .restart : .ended
    }
}
