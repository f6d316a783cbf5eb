// A channel that fails is an event: its alarm is then like any other, and a replay has it too.

import Vitals

/// A channel fails, or works again.
struct ChannelEvent: Codable, Hashable {
    let channel: String
    let isFailing: Bool

    private enum CodingKeys: String, CodingKey {
        case channel
        case isFailing = "failing"
    }
}

extension Identifier<Person> {
    /// Stands in for everybody who is told over a channel.
    static func channel(_ name: String) -> PersonID? { try? PersonID(String(("channel-" + name).prefix(PersonID.lengthMax))) }
}
