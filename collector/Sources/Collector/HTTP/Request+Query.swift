// The parameters of a request, each checked, each refused with what it has to be.

import Hummingbird
import Timeline
import Vitals

extension Request {
    private func parameter(_ name: String) -> String? {
        uri.queryParameters[Substring(name)].map(String.init)
    }

    func time(_ name: String) throws(APIError) -> Timestamp? {
        guard let text = parameter(name) else { return nil }
        guard let time = Timestamp(text) else {
            throw .badRequest("bad_time", "\(name) has to be a time such as 2026-11-23T07:45:00Z.")
        }
        return time
    }

    func limit(_ name: String = "limit", default standard: Int, max: Int) throws(APIError) -> Int {
        guard let text = parameter(name) else { return standard }
        guard let limit = Int(text), (1...max).contains(limit) else {
            throw .badRequest("bad_limit", "\(name) has to be a whole number from 1 to \(max).")
        }
        return limit
    }

    func resolution() throws(APIError) -> Resolution? {
        guard let text = parameter("resolution") else { return nil }
        guard let resolution = Resolution(rawValue: text) else {
            throw .badRequest(
                "bad_resolution", "resolution has to be one of \(Resolution.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return resolution
    }

    /// Whether one of those that say the same is wanted, or all.
    func view() throws(APIError) -> SourceView {
        guard let text = parameter("view") else { return .resolved }
        guard let view = SourceView(rawValue: text) else {
            throw .badRequest("bad_view", "view has to be one of \(SourceView.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return view
    }

    func metric() throws(APIError) -> Metric {
        guard let metric = parameter("metric").flatMap({ Metric(key: $0) }) else {
            throw .badRequest("bad_metric", "metric has to be one of \(Metric.all.map(\.key).joined(separator: ", ")).")
        }
        return metric
    }

    func cursor() throws(APIError) -> ObservationCursor? {
        try place("cursor") { ObservationCursor($0) }
    }

    func personCursor() throws(APIError) -> String {
        try place("cursor") { try? PersonID($0) }?.text ?? ""
    }

    func gapCursor() throws(APIError) -> GapCursor {
        try place("after") { GapCursor($0) } ?? .start
    }

    /// Where a page goes on; `nil`: at the beginning.
    private func place<Place>(_ name: String, _ read: (String) -> Place?) throws(APIError) -> Place? {
        guard let text = parameter(name) else { return nil }
        guard let place = read(text) else {
            throw .badRequest("bad_cursor", "\(name) has to be the next of the page before, unchanged.")
        }
        return place
    }

    /// `nil` for all.
    func gateway() throws(APIError) -> GatewayID? {
        guard let text = parameter("gateway") else { return nil }
        guard let gateway = try? GatewayID(text) else {
            throw .badRequest("bad_gateway", "gateway has to be the name of a gateway; /v1/gateways lists them.")
        }
        return gateway
    }

    /// Whether only alarms that are on are asked for.
    func wantsActiveOnly() throws(APIError) -> Bool {
        switch parameter("state") {
        case nil, "any": false
        case "on": true
        default: throw .badRequest("bad_state", "state has to be on or any.")
        }
    }
}
