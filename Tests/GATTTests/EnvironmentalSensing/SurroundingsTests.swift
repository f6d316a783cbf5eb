import GATT
import Testing

@Suite("Environmental sensing: pressure trend, magnetic field, changed descriptors")
struct SurroundingsTests {
    static let trends = [
        "unknown", "continuously falling", "continuously rising", "falling, then steady", "rising, then steady",
        "falling before a lesser rise", "falling before a greater rise", "rising before a greater fall", "rising before a lesser fall",
        "steady",
    ]

    @Test("A pressure trend is one of nine codes; unknown and reserved ones give no reading", arguments: trends.indices)
    func trend(code: Int) throws {
        try Vector(
            "2AA3", "0\(code)", ["barometric_pressure_trend: \(Self.trends[code])"],
            readings: code == 0 ? [] : ["barometric_pressure_trend \(code)"]
        ).check()
    }

    @Test("A reserved trend keeps its code", arguments: ["0A", "FF"])
    func reservedTrend(hex: String) throws {
        try Vector("2AA3", hex, ["barometric_pressure_trend: unknown (0x\(hex == "FF" ? "ff" : "a"))"], readings: []).check()
    }

    @Test(
        "The magnetic field is signed, in steps of 10^-7 T",
        arguments: [
            Vector(
                "2AA0", "F401 (X 500) 0CFE (Y -500)", ["x_axis: 0.0000500 T", "y_axis: -0.0000500 T"],
                readings: ["magnetic_flux_density_x 50", "magnetic_flux_density_y -50"]),
            Vector(
                "2AA0", "FF7F 0080", ["x_axis: 0.0032767 T", "y_axis: -0.0032768 T"],
                readings: ["magnetic_flux_density_x 3276.7", "magnetic_flux_density_y -3276.8"]),
            Vector(
                "2AA1", "0000 0100 (Y 1) FFFF (Z -1)", ["x_axis: 0.0000000 T", "y_axis: 0.0000001 T", "z_axis: -0.0000001 T"],
                readings: ["magnetic_flux_density_x 0", "magnetic_flux_density_y 0.1", "magnetic_flux_density_z -0.1"]),
        ])
    func magnetic(vector: Vector) throws { try vector.check() }

    @Test(
        "A changed descriptor is told with its source and its characteristic",
        arguments: [
            Vector(
                "2A7D", "0000 (none, by the server) 6E2A", ["source_of_change: server", "change: none", "characteristic_uuid: 2a6e"],
                readings: []),
            Vector(
                "2A7D", "0300 (trigger, by a client) 6F2A",
                ["source_of_change: client", "change: es_trigger_setting", "characteristic_uuid: 2a6f"]),
            Vector(
                "2A7D", "1E00 (all four) 6F2A",
                [
                    "source_of_change: server",
                    "change: es_trigger_setting, es_configuration, es_measurement, characteristic_user_description",
                    "characteristic_uuid: 2a6f",
                ]),
            Vector(
                "2A7D", "E0FF (reserved) 6F2A",
                ["source_of_change: server", "change: none", "unknown_change: unknown (0xffe0)", "characteristic_uuid: 2a6f"]),
            Vector(
                "2A7D", "0400 9ECADC240EE5A9E093F3A3B50100406E (6E400001-B5A3-F393-E0A9-E50E24DCCA9E)",
                ["source_of_change: server", "change: es_configuration", "characteristic_uuid: 6e400001-b5a3-f393-e0a9-e50e24dcca9e"],
                wholePrefixes: [4]),
        ])
    func changed(vector: Vector) throws { try vector.check() }
}
