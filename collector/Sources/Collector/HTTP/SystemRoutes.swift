// Routes about the collector itself: probes, metrics, alarms and gateways.

import GRDB
import Hummingbird
import Telemetry

struct SystemRoutes: Sendable {
    let views: ViewsDatabase
    let hub: LiveHub
    let health: HealthBoard
    let registry: MetricsRegistry
    let clock: WallClock

    private static let alarmsDefault = 100
    private static let alarmsMax = 1000

    func addProbes(to router: Router<BasicRequestContext>) {
        router.get("health/live") { _, _ in
            health.isAlive()
                ? Response.json("{\"status\":\"live\"}") : Response.json("{\"status\":\"stuck\"}", status: .serviceUnavailable)
        }
        router.get("health/ready") { _, _ in ready() }
        router.get("metrics") { _, _ in Response.text(registry.prometheusText(), type: "text/plain; version=0.0.4; charset=utf-8") }
    }

    func add(to router: RouterGroup<BasicRequestContext>) {
        router.get("alarms") { request, _ in try await alarms(request) }
        router.get("gateways") { _, _ in Response.json("{\"gateways\":[\(hub.gateways().joined(separator: ","))]}") }
    }

    private struct Readiness: Encodable {
        let status: String
        let reasons: [String]
    }

    private func ready() -> Response {
        let reasons = health.reasons(at: clock.now())
        let readiness = Readiness(status: reasons.isEmpty ? "ready" : "not ready", reasons: reasons)
        return .json(JSON.text(readiness), status: reasons.isEmpty ? .ok : .serviceUnavailable)
    }

    private func alarms(_ request: Request) async throws -> Response {
        let limit = try request.limit(default: Self.alarmsDefault, max: Self.alarmsMax)
        let activeOnly = try request.wantsActiveOnly()
        let alarms = try await views.pool.read { db in
            try activeOnly ? AlarmStore(db).active(limit: limit) : AlarmStore(db).newest(limit: limit)
        }
        return .json("{\"alarms\":[\(alarms.joined(separator: ","))]}")
    }
}
