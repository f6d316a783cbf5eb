// The role that answers people and programs over HTTP.

import EventLog
import Foundation
import GRDB
import Hummingbird
import Logging
import ServiceLifecycle
import Telemetry

/// The HTTP server with all routes, the live stream and the web page.
struct HTTPService: Service {
    let settings: HTTPSettings
    let addressFile: String
    let assignments: Assignments
    let log: any DurableLog
    let views: ViewsDatabase
    let links: ActionLinks
    let hub: LiveHub
    let health: HealthBoard
    let metrics: CollectorMetrics
    let clock: WallClock
    let logger: Logger

    /// The live streams, and as many requests again five times.
    static let connectionsMax = 600
    /// A client that says nothing for this long is gone; the live stream writes every 15 s.
    static let idleTimeout = Duration.seconds(60)

    func run() async throws {
        if !FileManager.default.fileExists(atPath: settings.webRoot + "/index.html") {
            logger.warning("no web page at the web root, only the API is served", metadata: ["web.root": "\(settings.webRoot)"])
        }
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                availableConnectionsDelegate: .maximum(Self.connectionsMax, logger: serverLogger)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.port
                let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
                let address = "\(host):\(port)"
                logger.info("http server listens", metadata: ["http.address": "\(address)"])
                do {
                    try Data((address + "\n").utf8).write(to: URL(fileURLWithPath: addressFile), options: .atomic)
                } catch {
                    logger.warning("cannot write the http address file", metadata: ["file": "\(addressFile)"])
                }
            },
            logger: serverLogger)
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: {
            hub.close()
        }
    }

    /// Hummingbird tells of each connection and its own life cycle; what matters to people is said here.
    private var serverLogger: Logger {
        var server = logger
        server.logLevel = max(logger.logLevel, .warning)
        return server
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.middlewares.add(FrontMiddleware(names: HostNames(settings), metrics: metrics.api))
        router.middlewares.add(
            FileMiddleware(
                settings.webRoot, cacheControl: CacheControl([(MediaType(type: .any), [CacheControl.CacheControlValue.noCache])]),
                searchForIndexHtml: true, logger: serverLogger))
        router.middlewares.add(ErrorMiddleware(logger: logger))
        let system = SystemRoutes(views: views, hub: hub, health: health, registry: metrics.registry, clock: clock)
        system.addProbes(to: router)
        let version = router.group("v1")
        system.add(to: version)
        PeopleRoutes(views: views, hub: hub, assignments: assignments, clock: clock).add(to: version)
        GapRoutes(views: views).add(to: version)
        LiveRoute(hub: hub).add(to: version)
        AlarmRoutes(log: log, views: views, access: WriteAccess(settings), clock: clock).add(to: version)
        ActionRoute(links: links, log: log, views: views, clock: clock).add(to: version)
        SubmissionRoute(log: log, access: WriteAccess(settings), clock: clock).add(to: version)
        return router
    }
}
