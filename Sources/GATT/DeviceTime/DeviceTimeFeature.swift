// Device Time Service: what a device's clock can do, on which the layout of all its other values depends.

/// A Device Time Feature (0x2B8E): a checksum, FFFF where the device has none, and 16 bits of features.
///
/// Devices exist that leave the checksum out, so two octets are taken as features alone. A checksum is verified where the features say that
/// there is one. Source: Device Time Service 1.0, §3.1.
package struct DeviceTimeFeature: CharacteristicValue {
    package let checksum: UInt16?
    package let features: UInt16

    package enum Bit {
        package static let checksum: UInt16 = 1 << 0
        package static let timeChangeLogging: UInt16 = 1 << 1
        package static let baseTimeSecondFractions: UInt16 = 1 << 2
        package static let displayedFormats: UInt16 = 1 << 4
        package static let separateUserTimeline: UInt16 = 1 << 6
        package static let rtcDriftTracking: UInt16 = 1 << 8
        package static let epochYear1900: UInt16 = 1 << 9
        package static let epochYear2000: UInt16 = 1 << 10
    }

    package init(features: UInt16) {
        checksum = nil
        self.features = features
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        checksum = value.count == 2 ? nil : try cursor.uint16(from: value)
        features = try cursor.uint16(from: value)
        try cursor.end(of: value)
        if checksum != nil, features & Bit.checksum != 0 { try DeviceTimeChecksum.check(value) }
    }

    package func has(_ bit: UInt16) -> Bool { features & bit != 0 }

    /// What to count from in what is written: 2000 where the device knows it.
    package var epoch: DeviceTimeEpoch { has(Bit.epochYear1900) && !has(Bit.epochYear2000) ? .year1900 : .year2000 }

    private static let names: [String?] = [
        "E2E-CRC", "time change logging", "base time second-fractions", "time or date displayed to user", "displayed formats",
        "displayed formats changeable", "separate user timeline", "authorization required", "RTC drift tracking", "epoch year 1900",
        "epoch year 2000", "propose non-logged time adjustment limit", "retrieve active time adjustments",
    ]

    package var fields: [Field] {
        let fields = Field.flags("device_time_features", features, Self.names)
        guard let checksum, !has(Bit.checksum), checksum != 0xFFFF else { return fields }
        return fields + [Field("e2e_crc", .unknown(UInt64(checksum)))]
    }
}
