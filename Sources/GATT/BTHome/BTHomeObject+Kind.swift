// BTHome: the table of objects.

package import Vitals

extension BTHomeObject {
    /// What an identifier stands for.
    ///
    /// These give readings: temperature, humidity, pressure, dew point, illuminance, UV index, precipitation, carbon dioxide, organic
    /// compounds, particles, and the charge of the battery. A temperature is that of a room, a dish or a greenhouse, and no body's; what lies
    /// on the scale is not said either, nor what is moist, moves or draws power. Names are those of the format, and end in `_state` where a
    /// state would have the name of a measurement. Source: bthome.io/format; the identifiers from 0x5A on, as
    /// github.com/Bluetooth-Devices/bthome-ble has them.
    package struct Kind: Hashable, Sendable {
        /// Byte counts, decimal exponents and UCUM units.
        enum Format: Hashable, Sendable {
            case unsigned(Int, Int8, String?)
            case signed(Int, Int8, String?)
            /// Signed, in so many hundredths of the unit.
            case hundredths(Int, Int, String)
            /// 0 and 1 have these names.
            case state(Int, [String?])
            /// Seconds since 1970 in UTC.
            case time
            /// One number a byte, the most significant last.
            case version(Int)
            case button
            case dimmer
            /// A byte of length, then UTF-8.
            case text
            /// A byte of length, then bytes.
            case raw
        }

        /// Several kinds share a name: they differ in resolution or unit.
        package let name: String
        let format: Format
        /// The metric in whose unit the value stands.
        package let metric: Metric?

        private init(_ name: String, _ format: Format, _ metric: Metric? = nil) {
            self.name = name
            self.format = format
            self.metric = metric
        }

        /// `nil` for an identifier that the format does not know.
        package init?(identifier: UInt8) {
            guard let kind = Self.table[identifier] else { return nil }
            self = kind
        }

        private static let table: [UInt8: Self] = [
            0x00: Self("packet_id", .unsigned(1, 0, nil)),
            0x01: Self("battery", .unsigned(1, 0, "%"), .batteryLevel),
            0x02: Self("temperature", .signed(2, -2, "Cel"), .ambientTemperature),
            0x03: Self("humidity", .unsigned(2, -2, "%"), .humidity),
            0x04: Self("pressure", .unsigned(3, -2, "hPa"), .atmosphericPressure),
            0x05: Self("illuminance", .unsigned(3, -2, "lx"), .illuminance),
            0x06: Self("mass", .unsigned(2, -2, "kg")),
            0x07: Self("mass", .unsigned(2, -2, "[lb_av]")),
            0x08: Self("dew_point", .signed(2, -2, "Cel"), .dewPoint),
            0x09: Self("count", .unsigned(1, 0, nil)),
            0x0A: Self("energy", .unsigned(3, -3, "kW.h")),
            0x0B: Self("power", .unsigned(3, -2, "W")),
            0x0C: Self("voltage", .unsigned(2, -3, "V")),
            0x0D: Self("pm2_5", .unsigned(2, 0, "ug/m3"), .pm2Point5Concentration),
            0x0E: Self("pm10", .unsigned(2, 0, "ug/m3"), .pm10Concentration),
            0x0F: Self("generic_boolean", .state(1, ["off", "on"])),
            0x10: Self("power_state", .state(1, ["off", "on"])),
            0x11: Self("opening", .state(1, ["closed", "open"])),
            0x12: Self("co2", .unsigned(2, 0, "[ppm]"), .carbonDioxideConcentration),
            0x13: Self("tvoc", .unsigned(2, 0, "ug/m3"), .volatileOrganicCompounds),
            0x14: Self("moisture", .unsigned(2, -2, "%")),
            0x15: Self("battery_state", .state(1, ["normal", "low"])),
            0x16: Self("battery_charging", .state(1, ["not charging", "charging"])),
            0x17: Self("carbon_monoxide", .state(1, ["not detected", "detected"])),
            0x18: Self("cold", .state(1, ["normal", "cold"])),
            0x19: Self("connectivity", .state(1, ["disconnected", "connected"])),
            0x1A: Self("door", .state(1, ["closed", "open"])),
            0x1B: Self("garage_door", .state(1, ["closed", "open"])),
            0x1C: Self("gas_state", .state(1, ["clear", "detected"])),
            0x1D: Self("heat", .state(1, ["normal", "hot"])),
            0x1E: Self("light", .state(1, ["no light", "light detected"])),
            0x1F: Self("lock", .state(1, ["locked", "unlocked"])),
            0x20: Self("moisture_state", .state(1, ["dry", "wet"])),
            0x21: Self("motion", .state(1, ["clear", "detected"])),
            0x22: Self("moving", .state(1, ["not moving", "moving"])),
            0x23: Self("occupancy", .state(1, ["clear", "detected"])),
            0x24: Self("plug", .state(1, ["unplugged", "plugged in"])),
            0x25: Self("presence", .state(1, ["away", "home"])),
            0x26: Self("problem", .state(1, ["ok", "problem"])),
            0x27: Self("running", .state(1, ["not running", "running"])),
            0x28: Self("safety", .state(1, ["unsafe", "safe"])),
            0x29: Self("smoke", .state(1, ["clear", "detected"])),
            0x2A: Self("sound", .state(1, ["clear", "detected"])),
            0x2B: Self("tamper", .state(1, ["off", "on"])),
            0x2C: Self("vibration", .state(1, ["clear", "detected"])),
            0x2D: Self("window", .state(1, ["closed", "open"])),
            0x2E: Self("humidity", .unsigned(1, 0, "%"), .humidity),
            0x2F: Self("moisture", .unsigned(1, 0, "%")),
            0x3A: Self("button", .button),
            0x3C: Self("dimmer", .dimmer),
            0x3D: Self("count", .unsigned(2, 0, nil)),
            0x3E: Self("count", .unsigned(4, 0, nil)),
            0x3F: Self("rotation", .signed(2, -1, "deg")),
            0x40: Self("distance", .unsigned(2, 0, "mm")),
            0x41: Self("distance", .unsigned(2, -1, "m")),
            0x42: Self("duration", .unsigned(3, -3, "s")),
            0x43: Self("current", .unsigned(2, -3, "A")),
            0x44: Self("speed", .unsigned(2, -2, "m/s")),
            0x45: Self("temperature", .signed(2, -1, "Cel"), .ambientTemperature),
            0x46: Self("uv_index", .unsigned(1, -1, "1"), .uvIndex),
            0x47: Self("volume", .unsigned(2, -1, "L")),
            0x48: Self("volume", .unsigned(2, 0, "mL")),
            0x49: Self("volume_flow_rate", .unsigned(2, -3, "m3/h")),
            0x4A: Self("voltage", .unsigned(2, -1, "V")),
            0x4B: Self("gas", .unsigned(3, -3, "m3")),
            0x4C: Self("gas", .unsigned(4, -3, "m3")),
            0x4D: Self("energy", .unsigned(4, -3, "kW.h")),
            0x4E: Self("volume", .unsigned(4, -3, "L")),
            0x4F: Self("water", .unsigned(4, -3, "L")),
            0x50: Self("timestamp", .time),
            0x51: Self("acceleration", .unsigned(2, -3, "m/s2")),
            0x52: Self("gyroscope", .unsigned(2, -3, "deg/s")),
            0x53: Self("text", .text),
            0x54: Self("raw", .raw),
            0x55: Self("volume_storage", .unsigned(4, -3, "L")),
            0x56: Self("conductivity", .unsigned(2, 0, "uS/cm")),
            0x57: Self("temperature", .signed(1, 0, "Cel"), .ambientTemperature),
            0x58: Self("temperature", .hundredths(1, 35, "Cel"), .ambientTemperature),
            0x59: Self("count", .signed(1, 0, nil)),
            0x5A: Self("count", .signed(2, 0, nil)),
            0x5B: Self("count", .signed(4, 0, nil)),
            0x5C: Self("power", .signed(4, -2, "W")),
            0x5D: Self("current", .signed(2, -3, "A")),
            0x5E: Self("direction", .unsigned(2, -2, "deg")),
            0x5F: Self("precipitation", .unsigned(2, -1, "mm"), .rainfall),
            0x60: Self("channel", .unsigned(1, 0, nil)),
            0x61: Self("rotational_speed", .unsigned(2, 0, "/min")),
            0x62: Self("speed", .signed(4, -6, "m/s")),
            0x63: Self("acceleration", .signed(4, -6, "m/s2")),
            0x64: Self("light_level", .unsigned(1, 0, nil)),
            0xF0: Self("device_type_id", .unsigned(2, 0, nil)),
            0xF1: Self("firmware_version", .version(4)),
            0xF2: Self("firmware_version", .version(3)),
        ]
    }
}
