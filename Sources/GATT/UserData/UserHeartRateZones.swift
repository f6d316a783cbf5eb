// User Data Service: where one training zone ends and the next begins.

/// Into how many zones the heart rate is divided.
package protocol UserHeartRateZonesKind: Sendable {
    /// The limits in the order in which they are sent, from the lowest on.
    static var limits: [String] { get }
}

/// A Five, Four, Three or Two Zone Heart Rate Limits (0x2A8B, 0x2B4C, 0x2A94, 0x2A95): limits between zones, in beats a minute.
///
/// Each is an octet. They are settings and give no readings. Source: User Data Service 1.1; GATT Specification Supplement.
package struct UserHeartRateZones<Kind: UserHeartRateZonesKind>: CharacteristicValue {
    /// As many as the kind has limits.
    package let beatsPerMinute: [UInt8]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        beatsPerMinute = try cursor.bytes(Kind.limits.count, from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { zip(Kind.limits, beatsPerMinute).map { .integer($0, $1, "/min") } }
}

package enum FiveZoneKind: UserHeartRateZonesKind {
    package static let limits = ["very_light_light_limit", "light_moderate_limit", "moderate_hard_limit", "hard_maximum_limit"]
}

package enum FourZoneKind: UserHeartRateZonesKind {
    package static let limits = ["light_moderate_limit", "moderate_hard_limit", "hard_maximum_limit"]
}

package enum ThreeZoneKind: UserHeartRateZonesKind {
    package static let limits = ["light_moderate_limit", "moderate_hard_limit"]
}

package enum TwoZoneKind: UserHeartRateZonesKind {
    package static let limits = ["fat_burn_fitness_limit"]
}
