// /v1/gaps: what was lost, said to whoever asks.

import GRDB
import Hummingbird
import Vitals

struct GapRoutes: Sendable {
    let views: ViewsDatabase

    private static let limitDefault = 100
    private static let limitMax = 1000

    func add(to router: RouterGroup<BasicRequestContext>) {
        router.get("gaps") { request, _ in try await gaps(request) }
    }

    private struct Answer: Encodable {
        let gaps: [GapMessage]
        @Nullable var next: String?
    }

    private func gaps(_ request: Request) async throws -> Response {
        let limit = try request.limit(default: Self.limitDefault, max: Self.limitMax)
        let gateway = try request.gateway()
        let after = try request.gapCursor()
        let found = try await views.pool.read { db in try GapStore(db).page(of: gateway, after: after, limit: limit + 1) }
        let page = found.prefix(limit)
        return .json(
            JSON.text(Answer(gaps: page.map(\.message), next: found.count > limit ? page.last?.cursor.description : nil)))
    }
}
