// Where gateways hear of the collector's next key.

extension Topics {
    /// Retained: `KeyAnnouncement.payload`.
    package var collectorKey: String { root + "/collector/key" }
}
