// The keys of a running collector: what it opens with, and what it announces.

import Synchronization
package import Uplink
package import Vitals

/// Read when the collector starts, and again by `KeyService` when somebody rotated or retired a key.
///
/// A gateway learns a key only from `announcement`, and that only names keys that `opener` has: nobody seals to a key that cannot open
/// yet, except a gateway whose settings a person changed within the last seconds. Its batch stays unacknowledged and comes again.
package final class CollectorKeys: Sendable {
    private struct State {
        var set: KeySet
        var opener: BatchOpener
        var announcement: [UInt8]?

        init(_ set: KeySet) {
            self.set = set
            opener = set.opener
            let announcements = set.ring.announcements
            announcement = announcements.isEmpty ? nil : KeyAnnouncement.payload(announcements)
        }
    }

    private let store: CollectorKeyStore
    private let state: Mutex<State>

    /// Makes the first key when there is none; throws what keeps the collector from starting.
    package init(_ store: CollectorKeyStore) throws(KeyStoreError) {
        self.store = store
        state = Mutex(State(try store.prepare()))
    }

    /// Opens a sealed batch; `gateway` is the one that the topic names.
    package func open(_ payload: [UInt8], from gateway: GatewayID) throws(OpeningError) -> OpenedBatch {
        try state.withLock { (state) throws(OpeningError) in try state.opener.open(payload, from: gateway) }
    }

    /// A batch and the bytes that the log keeps of it, whether it came sealed or, from a gateway without a key, as it is.
    func batch(of payload: [UInt8], from gateway: GatewayID) throws(OpeningError) -> (body: [UInt8], batch: Batch) {
        if SealedBatch.isSealed(payload) {
            let opened = try open(payload, from: gateway)
            return (opened.bytes, opened.batch)
        }
        do { return (payload, try Batch(decoding: payload)) } catch { throw .content(error) }
    }

    /// The retained payload of `Topics.collectorKey`; `nil` before the first rotation, when there is nothing to say.
    package var announcement: [UInt8]? { state.withLock { $0.announcement } }

    package func present(at now: Timestamp) -> CollectorKey { state.withLock { $0.set.present(at: now) } }

    /// Reads the folder again; true when something changed. What cannot be read leaves everything as it was.
    package func refresh() throws(KeyStoreError) -> Bool {
        let fresh = State(try store.load())
        return state.withLock { state in
            let isNew = fresh.set.ring != state.set.ring || fresh.opener.keys != state.opener.keys
            if isNew { state = fresh }
            return isNew
        }
    }
}
