// /v1/live and /v1/people/{person}/live: server-sent events.

import Hummingbird
import Vitals

struct LiveRoute: Sendable {
    let hub: LiveHub

    func add(to router: RouterGroup<BasicRequestContext>) {
        router.get("live") { _, _ in try open() }
    }

    /// `person`: what is about somebody alone.
    func open(for person: PersonID? = nil) throws -> Response {
        guard let subscription = hub.subscribe(to: person) else {
            throw APIError(
                status: .serviceUnavailable, code: "too_many_streams",
                message: "\(LiveHub.subscribersMax) live streams are open, which is the limit. Close one, or try again later.")
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody { [hub] writer in
                defer { hub.unsubscribe(subscription.id) }
                try await writer.write(ByteBuffer(string: subscription.snapshot.joined() + LiveHub.heartbeat))
                for await event in subscription.events { try await writer.write(ByteBuffer(string: event)) }
                try await writer.finish(nil)
            })
    }
}
