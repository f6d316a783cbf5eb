// What the live stream tells, one case for each type of event of `/v1/live`.

package import Vitals

package enum LiveEvent: Sendable {
    case observation(Observation)
    /// The JSON of a `RhythmMessage`.
    case rhythm(person: String, json: String)
    case gateway(GatewayMessage)
    /// The JSON of an `AlarmMessage`.
    case alarm(id: String, person: String, isOn: Bool, json: String)

    /// Whom it is about; `nil` for what concerns everybody.
    var person: String? {
        switch self {
        case .observation(let observation): observation.person.text
        case .rhythm(let person, _), .alarm(_, let person, _, _): person
        case .gateway: nil
        }
    }

    /// As server-sent events write it (HTML Living Standard, §9.2).
    var text: String {
        switch self {
        case .observation(let observation): Self.event("observation", JSON.text(ObservationMessage(observation)))
        case .rhythm(_, let json): Self.event("rhythm", json)
        case .gateway(let message): Self.event("gateway", JSON.text(message))
        case .alarm(_, _, _, let json): Self.event("alarm", json)
        }
    }

    /// JSON of ours has no line breaks, so one `data` line holds it.
    private static func event(_ type: String, _ json: String) -> String {
        "event: \(type)\ndata: \(json)\n\n"
    }
}
