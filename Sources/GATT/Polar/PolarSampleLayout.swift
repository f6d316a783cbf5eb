// Polar Measurement Data: how the samples of each frame type are laid out.

/// One quantity of a sample.
package struct PolarChannel: Hashable, Sendable {
    package let name: String
    /// UCUM; `nil` where the value is no quantity.
    package let unit: String?
    /// Whether the values are codes or bits, which no factor applies to.
    package let isStatus: Bool

    init(_ name: String, _ unit: String? = nil, isStatus: Bool = false) {
        self.name = name
        self.unit = unit
        self.isStatus = isStatus
    }
}

/// The channels of a sample and the format of their values.
struct PolarSampleLayout {
    enum Encoding: Hashable, Sendable {
        /// Two's complement.
        case integer
        /// The bits of an IEEE 754 binary32 number; deltas are taken of the bits.
        case float32
    }

    let channels: [PolarChannel]
    /// 1 to 4.
    let bytesPerValue: Int
    var encoding = Encoding.integer
    /// Whether the values become quantities only with the factor that the device gave when the stream started.
    var needsFactor = false

    /// `nil` for a frame type that is reserved, or known to the vendor alone.
    ///
    /// Raw and compressed frames number their types apart. Source: Polar Measurement Data Specification, "Frame types …" of each measurement;
    /// the compressed types but 0, and the temperatures and pressure, stand in the vendor's SDK. So do the types 1 to 3 of an electrocardiogram,
    /// of which the SDK tells no sign and no rate; no sensor is known to send them.
    init?(of type: PolarMeasurementType, frameType: UInt8, isCompressed: Bool) {
        switch (type, isCompressed, frameType) {
        case (.ecg, false, 0): self.init(channels: [PolarChannel("ecg", "uV")], bytesPerValue: 3)
        case (.acceleration, false, 0...2): self.init(channels: Self.axes("m[g]"), bytesPerValue: Int(frameType) + 1)
        case (.acceleration, true, 0): self.init(channels: Self.axes("[g]"), bytesPerValue: 2, needsFactor: true)
        case (.acceleration, true, 1): self.init(channels: Self.axes("m[g]"), bytesPerValue: 2, needsFactor: true)
        case (.gyroscope, true, 0): self.init(channels: Self.axes("deg/s"), bytesPerValue: 2, needsFactor: true)
        case (.gyroscope, true, 1): self.init(channels: Self.axes("deg/s"), bytesPerValue: 4, encoding: .float32, needsFactor: true)
        case (.magnetometer, true, 0): self.init(channels: Self.axes("G"), bytesPerValue: 2, needsFactor: true)
        case (.magnetometer, true, 1):
            self.init(channels: Self.axes("mG") + [PolarChannel("calibration_status", isStatus: true)], bytesPerValue: 2, needsFactor: true)
        case (.ppg, _, 0):
            self.init(channels: ["ppg0", "ppg1", "ppg2", "ambient0"].map { PolarChannel($0) }, bytesPerValue: 3)
        case (.ppg, true, 7):
            self.init(
                channels: (0..<16).map { PolarChannel("ppg\($0)") } + [PolarChannel("status", isStatus: true)], bytesPerValue: 3,
                needsFactor: true)
        case (.ppg, true, 10):
            let green = (0..<8).map { PolarChannel("green\($0)") }
            let red = (0..<6).map { PolarChannel("red\($0)") }
            let infrared = (0..<6).map { PolarChannel("infrared\($0)") }
            self.init(channels: green + red + infrared + [PolarChannel("status", isStatus: true)], bytesPerValue: 3, needsFactor: true)
        case (.skinTemperature, _, 0): self.init(channels: [PolarChannel("skin_temperature", "Cel")], bytesPerValue: 4, encoding: .float32)
        case (.temperature, _, 0): self.init(channels: [PolarChannel("temperature", "Cel")], bytesPerValue: 4, encoding: .float32)
        case (.pressure, _, 0): self.init(channels: [PolarChannel("pressure")], bytesPerValue: 4, encoding: .float32)
        default: return nil
        }
    }

    private init(channels: [PolarChannel], bytesPerValue: Int, encoding: Encoding = .integer, needsFactor: Bool = false) {
        self.channels = channels
        self.bytesPerValue = bytesPerValue
        self.encoding = encoding
        self.needsFactor = needsFactor
    }

    private static func axes(_ unit: String) -> [PolarChannel] { ["x", "y", "z"].map { PolarChannel($0, unit) } }
}
