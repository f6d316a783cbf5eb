// What `vitalflow-collector key` says, for programs.

import Uplink
import Vitals

/// A key without its secret.
struct KeyReport: Encodable {
    let id: String
    /// `present`, `next` or `old`.
    let use: String
    /// The line for a gateway's settings.
    let key: String
    /// RFC 3339; absent for the first key.
    let validFrom: String?

    private enum CodingKeys: String, CodingKey {
        case id, use, key
        case validFrom = "valid_from"
    }

    init(_ key: CollectorKey, in set: KeySet, at now: Timestamp) {
        id = key.id.description
        use = set.use(of: key.id, at: now).rawValue
        self.key = key.text
        validFrom = set.validFrom(key.id)?.description
    }

    /// Every key whose secret is there, in the order in which they followed; those that the ring forgot come first.
    static func all(_ set: KeySet, at now: Timestamp) -> [KeyReport] {
        let order = set.ring.keys.map(\.id)
        let keys = set.secrets.values.map(\.key).sorted { one, other in
            let (first, second) = (order.firstIndex(of: one.id) ?? -1, order.firstIndex(of: other.id) ?? -1)
            return (first, one.id) < (second, other.id)
        }
        return keys.map { KeyReport($0, in: set, at: now) }
    }
}
