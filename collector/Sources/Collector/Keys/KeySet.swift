// Everything that was in the folder of keys at one moment.

package import Uplink
package import Vitals

/// The collector's keys: the ring says in which order they follow, the secrets open what gateways sealed.
package struct KeySet: Sendable {
    package let ring: KeyRing
    package let secrets: [KeyID: CollectorSecret]

    /// What a key is for now.
    package enum Use: String, Hashable, Sendable, CaseIterable {
        /// Gateways are to seal to it.
        case present
        /// Announced, and valid later.
        case next
        /// For batches that were sealed before gateways learned the present key.
        case old
    }

    package func present(at now: Timestamp) -> CollectorKey { ring.sealingKey(at: now) }

    package func use(of key: KeyID, at now: Timestamp) -> Use {
        let order = ring.keys.map(\.id)
        guard let position = order.firstIndex(of: key), let present = order.firstIndex(of: present(at: now).id) else { return .old }
        return position == present ? .present : position > present ? .next : .old
    }

    /// When gateways began to seal to this key; `nil` for the first one, and for one whose announcement is kept no longer.
    package func validFrom(_ key: KeyID) -> Timestamp? {
        ring.announcements.first { $0.next.id == key }?.validFrom
    }

    /// When the key that follows became valid.
    package func supersededFrom(_ key: KeyID) -> Timestamp? {
        ring.announcements.first { $0.signer == key }?.validFrom
    }

    package var opener: BatchOpener { BatchOpener(secrets.values) }
}
