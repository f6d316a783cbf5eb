// The composition root: every role, what it is given, and the order in which they start and end.

import EventLog
import Foundation
import GRDB
import Glibc
package import Logging
import MQTT
import ServiceLifecycle
import Telemetry
package import UnixSignals
import Vitals

/// The collector as a whole: ingest, projection, publishing, live stream and HTTP in one process.
package struct CollectorProgram {
    private let configuration: CollectorConfiguration
    private let clock: WallClock
    private let logger: Logger

    package init(_ configuration: CollectorConfiguration, clock: WallClock = .system, logger: Logger) {
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
    }

    /// Runs until a signal or the end of the task; everything that can be wrong with the settings is thrown before anything starts.
    package static func run(configuration: CollectorConfiguration) async throws {
        // Whatever is written is health data, and nobody else's business.
        umask(0o077)
        LoggingSetup.bootstrap(format: configuration.logFormat, level: configuration.logLevel)
        let logger = Logger(label: "vitalflow-collector")
        try await CollectorProgram(configuration, logger: logger).run(signals: [.sigterm, .sigint])
    }

    package func run(signals: [UnixSignal] = []) async throws {
        let directory = try DataDirectory(configuration.dataDirectory)
        let log = try SQLiteLog(file: directory.eventsFile)
        let files = ViewsFiles(directory: directory.path)
        var views = try ViewsDatabase(file: files.current)
        let projected = try await views.pool.read { db in try Int64.fetchOne(db, sql: "SELECT log_offset FROM projection") ?? 0 }
        if try await projected > log.writtenOffset() {
            // The log is another one, or an older one: events to come would be taken for known.
            logger.error("views are ahead of the event log, they are made anew")
            try views.pool.close()
            files.removeAll()
            views = try ViewsDatabase(file: files.current)
        }
        logger.info(
            "collector starts",
            metadata: [
                "version": "\(SoftwareVersion.current)", "data.directory": "\(directory.path)",
                "broker.host": "\(configuration.broker.host)", "broker.port": "\(configuration.broker.port)",
            ])
        let metrics = CollectorMetrics()
        let rules = try NotificationFileWatch(configuration.notificationsFile, metrics: metrics.notifications, logger: logger)
        let keys = try CollectorKeys(CollectorKeyStore(dataDirectory: directory.path))
        let services = try await services(
            log: log, views: views, files: files, keys: keys, rules: rules, metrics: metrics, httpAddressFile: directory.httpAddressFile,
            id: try directory.collectorID())
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: services, gracefulShutdownSignals: signals, logger: quiet))
        try await group.run()
        logger.info("collector ended")
    }

    private func services(
        log: SQLiteLog, views: ViewsDatabase, files: ViewsFiles, keys: CollectorKeys, rules: NotificationFileWatch,
        metrics: CollectorMetrics, httpAddressFile: String, id: String
    ) async throws -> [any Service] {
        let health = HealthBoard()
        let hub = LiveHub(metrics: metrics)
        let board = NewsBoard()
        let (projectionSignal, publisherSignal, liveSignal) = (WakeSignal(), WakeSignal(), WakeSignal())
        let notificationSignal = WakeSignal()
        let links = try ActionLinks(dataDirectory: files.directory)
        // The broker keeps what comes while this collector restarts: its gateways need not send it again.
        let name = "vitalflow-collector-\(id)"
        let ingestClient = try Client(
            configuration.broker, clientID: name + "-ingest", queueMax: IngestService.queueMax, keepsSession: true)
        let publisherClient = try Client(configuration.broker, clientID: name + "-publisher", tellsPublished: true)
        let publisher = Publisher(
            client: publisherClient, topics: configuration.topics, views: views, hub: hub,
            homeAssistant: configuration.homeAssistantPrefix.map { HomeAssistant(prefix: $0, topics: configuration.topics) },
            publishesLatest: configuration.publishesLatest,
            metrics: metrics.publishing, clock: clock)
        let projection = ProjectionService(
            log: log, store: ProjectionStore(views: views),
            configured: SettingsEvent(configuration.assignments, configuration.limits, configuration.carePlans),
            adoption: ViewsAdoption(files: files, log: log, clock: clock), signal: projectionSignal,
            followers: [publisherSignal, liveSignal, notificationSignal], board: board, health: health, metrics: metrics.projection,
            clock: clock,
            logger: logger)
        try await projection.configure()
        // They end in the opposite order: nobody is told anything that was not stored.
        return [
            SystemdService(isHealthy: { health.isAlive() }, logger: logger),
            PublisherService(
                client: publisherClient, publisher: publisher,
                commands: AlarmCommands(
                    topics: configuration.topics, log: log, views: views, access: WriteAccess(configuration.http), clock: clock),
                signal: publisherSignal, metrics: metrics.publishing,
                logger: logger),
            NotificationService(
                rules: rules, store: try NotificationStore(file: NotificationStore.file(in: files.directory)), views: views, log: log,
                links: links, signal: notificationSignal, metrics: metrics.notifications, clock: clock, logger: logger),
            LiveService(
                views: views, board: board, hub: hub, publishesLatest: configuration.publishesLatest, publisherSignal: publisherSignal,
                signal: liveSignal,
                clock: clock,
                logger: logger),
            projection,
            RetentionService(log: log, views: views, policy: configuration.retention, clock: clock, logger: logger),
            IngestService(
                client: ingestClient, topics: configuration.topics, group: configuration.ingestGroup, log: log, keys: keys,
                projectionSignal: projectionSignal, hub: hub,
                health: health, metrics: metrics.ingest, clock: clock, logger: logger),
            KeyService(
                keys: keys, onChange: { [topics = configuration.topics] in IngestService.announce(keys, on: ingestClient, topics) },
                clock: clock, logger: logger),
            HTTPService(
                settings: configuration.http, addressFile: httpAddressFile, assignments: configuration.assignments, log: log, views: views,
                links: links, hub: hub,
                health: health, metrics: metrics, clock: clock, logger: logger),
        ]
    }

    /// The service group's own messages are about its machinery.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}
