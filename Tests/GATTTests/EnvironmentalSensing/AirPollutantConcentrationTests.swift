import GATT
import Testing

@Suite("Environmental sensing: air pollutants")
struct AirPollutantConcentrationTests {
    /// UUID, field, metric.
    static let pollutants = [
        ("2BCF", "ammonia_concentration", "ammonia_concentration"),
        ("2BD0", "carbon_monoxide_concentration", "carbon_monoxide_concentration"),
        ("2BD2", "nitrogen_dioxide_concentration", "nitrogen_dioxide_concentration"),
        ("2BD3", "non_methane_volatile_organic_compounds_concentration", "non_methane_voc_concentration"),
        ("2BD4", "ozone_concentration", "ozone_concentration"),
        ("2BD5", "particulate_matter_pm1_concentration", "pm1_concentration"),
        ("2BD6", "particulate_matter_pm2_5_concentration", "pm2_5_concentration"),
        ("2BD7", "particulate_matter_pm10_concentration", "pm10_concentration"),
        ("2BD8", "sulfur_dioxide_concentration", "sulfur_dioxide_concentration"),
        ("2BD9", "sulfur_hexafluoride_concentration", "sulfur_hexafluoride_concentration"),
    ]

    @Test("A mass in a cubic metre becomes micrograms, exactly", arguments: pollutants)
    func mass(uuid: String, field: String, metric: String) throws {
        // 35 · 10^-8 kg/m3 = 350 ug/m3; exponent -8 in the upper four bits.
        try Vector(uuid, "2380", ["\(field): 0.00000035 kg/m3"], readings: ["\(metric) 350"]).check()
        try Vector(uuid, "0000", ["\(field): 0 kg/m3"], readings: ["\(metric) 0"]).check()
    }

    @Test("A special number says why there is none and gives no reading", arguments: pollutants + [("2BD1", "methane_concentration", "")])
    func special(uuid: String, field: String, metric: String) throws {
        let unit = uuid == "2BD1" ? "[ppb]" : "kg/m3"
        for (hex, why) in [("FF07", "NaN"), ("0008", "NRes"), ("FE07", "+INFINITY"), ("0208", "-INFINITY"), ("0108", "reserved")] {
            try Vector(uuid, hex, ["\(field): \(why) \(unit)"], readings: []).check()
        }
    }

    @Test("Methane is in parts per billion")
    func methane() throws {
        try Vector("2BD1", "7E07 (1918)", ["methane_concentration: 1918 [ppb]"], readings: ["methane_concentration 1918"]).check()
        try Vector("2BD1", "C010 (192 · 10)", ["methane_concentration: 192e1 [ppb]"], readings: ["methane_concentration 1920"]).check()
    }
}
