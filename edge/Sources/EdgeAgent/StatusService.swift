// Tells the world how the gateway is: a retained topic for the collector and home automation, two files for this machine.

import FoundationEssentials
import Logging
import MQTT
import Outbox
import ServiceLifecycle
import Telemetry
import Uplink
import Vitals

struct StatusService: Service {
    let settings: EdgeSettings
    let client: Client
    let uplink: UplinkService
    let queue: BatchQueue
    let board: DeviceBoard
    let clock: SystemClock
    let metrics: EdgeMetrics
    let version: String
    let instance: UInt64
    let logger: Logger

    private enum Limit {
        static let interval = Duration.seconds(1)
        /// Published at once when something but the time changed, and at least this often.
        static let publishEvery = 10
        /// An hour of rounds between looks for acknowledged batches that are old enough to go.
        static let cleanEvery = 3600
    }

    func run() async throws {
        let files = RuntimeFiles(directory: settings.runtimeDirectory)
        await cancelWhenGracefulShutdown { await tellEveryInterval(files) }
        files.remove()
        var status = (try? await self.status()) ?? Self.offline(version: version, isSimulated: settings.simulation != nil)
        status.online = false
        try? publish(status)
    }

    private func tellEveryInterval(_ files: RuntimeFiles) async {
        var published: GatewayStatus?
        var wasConnected = false
        var round = 0
        while !Task.isCancelled {
            do {
                let status = try await self.status()
                let isConnected = await uplink.isConnected
                try files.write(StatusFile(gateway: settings.gateway.text, brokerConnected: isConnected, status: status))
                try files.write(metrics: metrics.registry.prometheusText())
                if isConnected, !wasConnected || round % Limit.publishEvery == 0 || status.isNews(after: published) {
                    try publish(status)
                    published = status
                }
                wasConnected = isConnected
                if round % Limit.cleanEvery == 0 {
                    try await queue.deleteAcknowledged(before: clock.wall - settings.retention, now: clock.wall)
                }
            } catch {
                logger.warning("status not written", metadata: ["error": "\(error)"])
            }
            round += 1
            try? await Task.sleep(for: Limit.interval)
        }
    }

    /// What the broker publishes when the gateway is gone without a goodbye.
    static func offline(version: String, isSimulated: Bool) -> GatewayStatus {
        GatewayStatus(online: false, version: version, simulated: isSimulated)
    }

    private func publish(_ status: GatewayStatus) throws {
        try client.publish(RuntimeFiles.encoded(status), to: settings.topics.gateway(settings.gateway, .status), retain: true)
    }

    private func status() async throws -> GatewayStatus {
        let backlog = await queue.backlog()
        let devices = board.all
        metrics.outboxFrames.set(Double(backlog.frames))
        metrics.outboxBatches.set(Double(backlog.batches))
        metrics.outboxBytes.set(Double(backlog.bytes))
        metrics.devicesConnected.set(Double(devices.count { $0.link == .connected }))
        return GatewayStatus(
            online: true, version: version, instance: instance, time: clock.wall.description, simulated: settings.simulation != nil,
            clock: clock.isSynchronized ? .synchronized : .unsynchronized, bufferedFrames: backlog.frames,
            bufferedBatches: backlog.batches, oldestUnsent: try await queue.oldestUnacknowledged()?.description,
            deliveredFrames: await uplink.deliveredFrames, devices: devices)
    }
}

extension GatewayStatus {
    /// Whether anything changed that somebody waits for; counters alone can wait for the next round.
    fileprivate func isNews(after earlier: GatewayStatus?) -> Bool {
        guard let earlier else { return true }
        return devices != earlier.devices || clock != earlier.clock || (bufferedBatches > 2) != (earlier.bufferedBatches > 2)
    }
}
