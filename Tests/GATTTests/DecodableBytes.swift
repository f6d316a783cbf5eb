// A span must not escape its array, so the macros of the tests cannot hold one.

import GATT

typealias DecodableBytes = [UInt8]

extension DecodableBytes {
    func heartRate() throws(DecodingError) -> HeartRateMeasurement { try HeartRateMeasurement(decoding: span) }
    func battery() throws(DecodingError) -> BatteryLevel { try BatteryLevel(decoding: span) }
    func location() throws(DecodingError) -> BodySensorLocation { try BodySensorLocation(decoding: span) }
    func text() throws(DecodingError) -> NamedText<DeviceInformationString.ModelNumber> { try NamedText(decoding: span) }
}
