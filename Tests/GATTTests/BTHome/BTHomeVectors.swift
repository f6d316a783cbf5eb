// Service data of BTHome v2: mostly the examples of bthome.io/format.

import Testing

enum BTHomeVectors {
    private static let uuid = "FCD2"
    private static let header = ["version: 2", "encrypted: no", "trigger_based: no"]

    static let all: [Vector] = [
        Vector(uuid, "40", header, readings: []),
        Vector(
            uuid, "40 02 (temperature) C409 03 (humidity) BF13", header + ["temperature: 25.00 Cel", "humidity: 50.55 %"],
            readings: ["ambient_temperature 25", "humidity 50.55"],
            wholePrefixes: [1, 4]),
        Vector(
            uuid, "44 (trigger) 00 09 01 5D 3A 00 3A 01 3A 03",
            [
                "version: 2", "encrypted: no", "trigger_based: yes", "packet_id: 9", "battery: 93 %", "button_event: none",
                "button_event: press", "button_event: triple press",
            ], readings: ["battery_level 93"], wholePrefixes: [1, 3, 5, 7, 9]),
        Vector(
            uuid, "40 3C 0000 3C 0103 3C 0203 3C 03FF",
            header + [
                "dimmer_event: none", "dimmer_steps: 0", "dimmer_event: rotate left", "dimmer_steps: 3", "dimmer_event: rotate right",
                "dimmer_steps: 3", "dimmer_event: unknown (0x3)", "dimmer_steps: 255",
            ], readings: [], wholePrefixes: [1, 4, 7, 10]),
        Vector(
            uuid, "42 (address) B2188D38C1A4 04 138A01",
            header + ["address: A4:C1:38:8D:18:B2", "pressure: 1008.83 hPa"], readings: ["atmospheric_pressure 1008.83"],
            wholePrefixes: [7]),
        Vector(
            uuid, "41 (encrypted) A47266C95F73 00112233 78237214",
            [
                "version: 2", "encrypted: yes, not decoded", "trigger_based: no", "ciphertext: a4 72 66 c9 5f 73", "counter: 857870592",
                "message_integrity_code: 343024504",
            ], readings: [], wholePrefixes: [9, 10, 11, 12, 13, 14]),
        Vector(
            uuid, "5D (encrypted, trigger, reserved) 00000000 FFFFFFFF",
            [
                "version: 2", "encrypted: yes, not decoded", "trigger_based: yes", "reserved_flags: unknown (0x18)", "ciphertext: none",
                "counter: 0", "message_integrity_code: 4294967295",
            ], readings: []),
        Vector(
            uuid, "20 (version 1) 02 C409", ["version: 1", "encrypted: no", "trigger_based: no", "unknown: 02 c4 09"], readings: [],
            wholePrefixes: [1, 2, 3]),
        Vector(
            uuid, "40 01 5D FE (no such object) 5D09 03B718", header + ["battery: 93 %", "unknown: fe 5d 09 03 b7 18"],
            readings: ["battery_level 93"], wholePrefixes: [1, 3, 4, 5, 6, 7, 8]),
        Vector(
            uuid, "40 02 0080 02 FF7F 02 FFFF 57 80 58 80",
            header + [
                "temperature: -327.68 Cel", "temperature: 327.67 Cel", "temperature: -0.01 Cel", "temperature: -128 Cel",
                "temperature: -44.80 Cel",
            ], readings: ["-327.68", "327.67", "-0.01", "-128", "-44.8"].map { "ambient_temperature \($0)" },
            wholePrefixes: [1, 4, 7, 10, 12]),
        Vector(
            uuid, "40 3E FFFFFFFF 4D FFFFFFFF 5C 00000080 62 FFFFFFFF 63 00000080",
            header + [
                "count: 4294967295", "energy: 4294967.295 kW.h", "power: -21474836.48 W", "speed: -0.000001 m/s",
                "acceleration: -2147.483648 m/s2",
            ], readings: [], wholePrefixes: [1, 6, 11, 16, 21]),
    ]

    /// Objects and the field that each becomes.
    static let objects: [(String, String)] = [
        ("00 09", "packet_id: 9"), ("01 61", "battery: 97 %"), ("02 CA09", "temperature: 25.06 Cel"), ("03 BF13", "humidity: 50.55 %"),
        ("04 138A01", "pressure: 1008.83 hPa"), ("05 138A14", "illuminance: 13460.67 lx"), ("06 5E1F", "mass: 80.30 kg"),
        ("07 3E1D", "mass: 74.86 [lb_av]"), ("08 CA06", "dew_point: 17.38 Cel"), ("09 60", "count: 96"),
        ("0A 138A14", "energy: 1346.067 kW.h"), ("0B 021B00", "power: 69.14 W"), ("0C 020C", "voltage: 3.074 V"),
        ("0D 120C", "pm2_5: 3090 ug/m3"), ("0E 021C", "pm10: 7170 ug/m3"), ("12 E204", "co2: 1250 [ppm]"), ("13 3301", "tvoc: 307 ug/m3"),
        ("14 020C", "moisture: 30.74 %"), ("2E 23", "humidity: 35 %"), ("2F 23", "moisture: 35 %"), ("3A 00", "button_event: none"),
        ("3A 02", "button_event: double press"), ("3A 04", "button_event: long press"), ("3A 05", "button_event: long double press"),
        ("3A 06", "button_event: long triple press"), ("3A 80", "button_event: hold press"), ("3A 07", "button_event: unknown (0x7)"),
        ("3D 0960", "count: 24585"), ("3E 2A2C0960", "count: 1611213866"), ("3F 020C", "rotation: 307.4 deg"),
        ("3F FFFF", "rotation: -0.1 deg"),
        ("40 0C00", "distance: 12 mm"), ("41 4E00", "distance: 7.8 m"), ("42 4E3400", "duration: 13.390 s"),
        ("43 4E34", "current: 13.390 A"),
        ("44 4E34", "speed: 133.90 m/s"), ("45 1101", "temperature: 27.3 Cel"), ("46 32", "uv_index: 5.0"), ("47 8756", "volume: 2215.1 L"),
        ("48 DC87", "volume: 34780 mL"), ("49 DC87", "volume_flow_rate: 34.780 m3/h"), ("4A 020C", "voltage: 307.4 V"),
        ("4B 138A14", "gas: 1346.067 m3"), ("4C 41018A01", "gas: 25821.505 m3"), ("4D 12138A14", "energy: 344593.170 kW.h"),
        ("4E 87562A01", "volume: 19551.879 L"), ("4F 87562A01", "water: 19551.879 L"),
        ("50 5D396164", "timestamp: 2023-05-14T19:41:17.000Z"),
        ("51 8756", "acceleration: 22.151 m/s2"), ("52 8756", "gyroscope: 22.151 deg/s"),
        ("53 0C 48656C6C6F20576F726C6421", "text: Hello World!"),
        ("54 0C 48656C6C6F20576F726C6421", "raw: 48 65 6c 6c 6f 20 57 6f 72 6c 64 21"), ("55 87562A01", "volume_storage: 19551.879 L"),
        ("56 E803", "conductivity: 1000 uS/cm"), ("57 EA", "temperature: -22 Cel"), ("58 EA", "temperature: -7.70 Cel"),
        ("59 EA", "count: -22"),
        ("5A EAEA", "count: -5398"), ("5B EA0234EA", "count: -365690134"), ("5C 02FBFFFF", "power: -12.78 W"),
        ("5D 02EA", "current: -5.630 A"),
        ("5E 9F8C", "direction: 359.99 deg"), ("5F 8700", "precipitation: 13.5 mm"), ("60 01", "channel: 1"),
        ("61 AC0D", "rotational_speed: 3500 /min"),
        ("62 87562A01", "speed: 19.551879 m/s"), ("63 87562A01", "acceleration: 19.551879 m/s2"), ("64 FF", "light_level: 255"),
        ("F0 0100", "device_type_id: 1"), ("F1 00010204", "firmware_version: 4.2.1.0"), ("F2 000106", "firmware_version: 6.1.0"),
    ]

    /// Every object of the environment, and the reading that it becomes.
    static let readings: [(String, String)] = [
        ("01 61", "battery_level 97 %"), ("02 CA09", "ambient_temperature 25.06 Cel"), ("45 1101", "ambient_temperature 27.3 Cel"),
        ("57 EA", "ambient_temperature -22 Cel"), ("58 EA", "ambient_temperature -7.7 Cel"), ("03 BF13", "humidity 50.55 %"),
        ("2E 23", "humidity 35 %"),
        ("04 138A01", "atmospheric_pressure 1008.83 hPa"), ("05 138A14", "illuminance 13460.67 lx"), ("08 CA06", "dew_point 17.38 Cel"),
        ("0D 120C", "pm2_5_concentration 3090 ug/m3"), ("0E 021C", "pm10_concentration 7170 ug/m3"),
        ("12 E204", "carbon_dioxide_concentration 1250 [ppm]"),
        ("13 3301", "tvoc_concentration 307 ug/m3"), ("46 33", "uv_index 5.1"), ("5F 8700", "rainfall 13.5 mm"),
    ]

    static let states: [(UInt8, String, String, String)] = [
        (0x0F, "generic_boolean", "off", "on"), (0x10, "power_state", "off", "on"), (0x11, "opening", "closed", "open"),
        (0x15, "battery_state", "normal", "low"), (0x16, "battery_charging", "not charging", "charging"),
        (0x17, "carbon_monoxide", "not detected", "detected"), (0x18, "cold", "normal", "cold"),
        (0x19, "connectivity", "disconnected", "connected"), (0x1A, "door", "closed", "open"), (0x1B, "garage_door", "closed", "open"),
        (0x1C, "gas_state", "clear", "detected"), (0x1D, "heat", "normal", "hot"), (0x1E, "light", "no light", "light detected"),
        (0x1F, "lock", "locked", "unlocked"), (0x20, "moisture_state", "dry", "wet"), (0x21, "motion", "clear", "detected"),
        (0x22, "moving", "not moving", "moving"), (0x23, "occupancy", "clear", "detected"), (0x24, "plug", "unplugged", "plugged in"),
        (0x25, "presence", "away", "home"), (0x26, "problem", "ok", "problem"), (0x27, "running", "not running", "running"),
        (0x28, "safety", "unsafe", "safe"), (0x29, "smoke", "clear", "detected"), (0x2A, "sound", "clear", "detected"),
        (0x2B, "tamper", "off", "on"), (0x2C, "vibration", "clear", "detected"), (0x2D, "window", "closed", "open"),
    ]
}
