import GATT
import Testing

@Suite("Environmental sensing: scaled integers")
struct ScaledQuantityTests {
    @Test("are decoded in the unit of their table, zero, greatest, least and special values alike", arguments: Self.vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test(
        "that the specification prohibits are refused",
        arguments: [
            ("2A6F", "1127" /* 10001 */), ("2A6F", "FEFF"), ("2A6E", "4C95" /* -27316 */), ("2A6E", "0180"), ("2A71", "A08C" /* 36000 */),
            ("2A73", "FFFF"), ("2A2C", "A08C"),
        ])
    func prohibited(uuid: String, hex: String) throws {
        let characteristic = try #require(CharacteristicDescription.all.first { $0.uuid == Vector(uuid, hex, []).uuid })
        #expect(throws: DecodingError.self) { try characteristic.decode(Vector.bytes(hex)) }
    }

    static let vectors =
        temperatures + wind + [
            Vector("2A6C", "000000", ["elevation: 0.00 m"], readings: ["elevation 0"]),
            Vector("2A6C", "50C300 (50000)", ["elevation: 500.00 m"], readings: ["elevation 500"]),
            Vector("2A6C", "FFFFFF (-1)", ["elevation: -0.01 m"], readings: ["elevation -0.01"]),
            Vector("2A6C", "FFFF7F (8388607)", ["elevation: 83886.07 m"], readings: ["elevation 83886.07"]),
            Vector("2A6C", "000080 (-8388608)", ["elevation: -83886.08 m"], readings: ["elevation -83886.08"]),
            Vector("2A6D", "00000000", ["pressure: 0.0 Pa"], readings: ["atmospheric_pressure 0"]),
            Vector("2A6D", "02760F00 (1013250 · 0.1 Pa)", ["pressure: 101325.0 Pa"], readings: ["atmospheric_pressure 1013.25"]),
            Vector("2A6D", "FFFFFF7F (2147483647)", ["pressure: 214748364.7 Pa"], readings: ["atmospheric_pressure 2147483.647"]),
            Vector("2A6D", "FFFFFFFF (4294967295)", ["pressure: 429496729.5 Pa"]),
            Vector("2A6F", "0000", ["humidity: 0.00 %"], readings: ["humidity 0"]),
            Vector("2A6F", "1027 (10000)", ["humidity: 100.00 %"], readings: ["humidity 100"]),
            Vector("2A6F", "5B11 (4443)", ["humidity: 44.43 %"], readings: ["humidity 44.43"]),
            Vector("2A6F", "FFFF", ["humidity: not known %"], readings: []),
            Vector("2A74", "0F", ["gust_factor: 1.5"], readings: ["gust_factor 1.5"]),
            Vector("2A74", "FF", ["gust_factor: 25.5"], readings: ["gust_factor 25.5"]),
            Vector("2A75", "FFFFFF", ["pollen_concentration: 16777215 /m3"], readings: ["pollen_concentration 16777215"]),
            Vector("2A75", "010203", ["pollen_concentration: 197121 /m3"], readings: ["pollen_concentration 197121"]),
            Vector("2A76", "00", ["uv_index: 0"], readings: ["uv_index 0"]),
            Vector("2A76", "0B", ["uv_index: 11"], readings: ["uv_index 11"]),
            Vector("2A77", "0A00", ["irradiance: 1.0 W/m2"], readings: ["irradiance 1"]),
            Vector("2A77", "FFFF", ["irradiance: 6553.5 W/m2"], readings: ["irradiance 6553.5"]),
            Vector("2A78", "0C00 (12 mm)", ["rainfall: 0.012 m"], readings: ["rainfall 12"]),
            Vector("2A78", "FFFF", ["rainfall: 65.535 m"], readings: ["rainfall 65535"]),
            Vector("2A2C", "9F8C (35999)", ["magnetic_declination: 359.99 deg"], readings: ["magnetic_declination 359.99"]),
            Vector("2B8C", "9001", ["co2_concentration: 400 [ppm]"], readings: ["carbon_dioxide_concentration 400"]),
            Vector("2B8C", "FDFF", ["co2_concentration: 65533 [ppm]"], readings: ["carbon_dioxide_concentration 65533"]),
            Vector("2B8C", "FEFF", ["co2_concentration: 65534 or greater [ppm]"], readings: []),
            Vector("2B8C", "FFFF", ["co2_concentration: not known [ppm]"], readings: []),
            Vector("2BE4", "2D", ["noise: 45 dB[SPL]"], readings: ["noise 45"]),
            Vector("2BE4", "FD", ["noise: 253 dB[SPL]"], readings: ["noise 253"]),
            Vector("2BE4", "FE", ["noise: 254 or greater dB[SPL]"], readings: []),
            Vector("2BE4", "FF", ["noise: not known dB[SPL]"], readings: []),
        ]

    static let temperatures = [
        Vector("2A6E", "0000", ["temperature: 0.00 Cel"], readings: ["ambient_temperature 0"]),
        Vector("2A6E", "6608 (2150)", ["temperature: 21.50 Cel"], readings: ["ambient_temperature 21.5"]),
        Vector("2A6E", "9CFF (-100)", ["temperature: -1.00 Cel"], readings: ["ambient_temperature -1"]),
        Vector("2A6E", "FF7F (32767)", ["temperature: 327.67 Cel"], readings: ["ambient_temperature 327.67"]),
        Vector("2A6E", "4D95 (-27315)", ["temperature: -273.15 Cel"], readings: ["ambient_temperature -273.15"]),
        Vector("2A6E", "0080", ["temperature: not known Cel"], readings: []),
        Vector("2A7B", "0C", ["dew_point: 12 Cel"], readings: ["dew_point 12"]),
        Vector("2A7B", "80", ["dew_point: -128 Cel"], readings: ["dew_point -128"]),
        Vector("2A7A", "28", ["heat_index: 40 Cel"], readings: ["heat_index 40"]),
        Vector("2A7A", "FF", ["heat_index: -1 Cel"], readings: ["heat_index -1"]),
        Vector("2A79", "F6", ["wind_chill: -10 Cel"], readings: ["wind_chill -10"]),
        Vector("2A79", "7F", ["wind_chill: 127 Cel"], readings: ["wind_chill 127"]),
    ]

    static let wind = [
        Vector("2A70", "0E01 (270)", ["true_wind_speed: 2.70 m/s"], readings: ["true_wind_speed 2.7"]),
        Vector("2A70", "FFFF", ["true_wind_speed: 655.35 m/s"], readings: ["true_wind_speed 655.35"]),
        Vector("2A71", "0000", ["true_wind_direction: 0.00 deg"], readings: ["true_wind_direction 0"]),
        Vector("2A71", "9F8C (35999)", ["true_wind_direction: 359.99 deg"], readings: ["true_wind_direction 359.99"]),
        Vector("2A72", "6400", ["apparent_wind_speed: 1.00 m/s"], readings: ["apparent_wind_speed 1"]),
        Vector("2A73", "2823 (9000)", ["apparent_wind_direction: 90.00 deg"], readings: ["apparent_wind_direction 90"]),
    ]
}
