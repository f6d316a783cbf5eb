// Environmental Sensing Service: concentrations of gases and particles, each one medical float.

package import Vitals

/// Names a pollutant as a type, so that each characteristic has a type of its own.
package protocol AirPollutantRow: Sendable {
    /// Of the field.
    static var name: String { get }
    /// UCUM, as the device sends it.
    static var unit: String { get }
    static var metric: Metric { get }
    /// From `unit` to the metric's unit, as a power of ten.
    static var metricExponent: Int8 { get }
}

extension AirPollutantRow {
    package static var unit: String { "kg/m3" }
    package static var metricExponent: Int8 { 9 }
}

/// The concentration of a gas or of particles in the air, as a 16-bit medical float.
///
/// NRes: outside of the range that the device can measure or the format can hold. NaN: the measurement failed. Either has no reading.
/// Source: GATT Specification Supplement, the characteristic's section.
package struct AirPollutantConcentration<Row: AirPollutantRow>: CharacteristicValue {
    package let concentration: MedicalFloat

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        concentration = try cursor.sfloat(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.medical(Row.name, concentration, Row.unit)] }

    package var readings: [Reading] {
        // Shifting the decimal exponent keeps 35 µg/m³ exactly 35.
        concentration.decimal.map { [Reading(Row.metric, $0.shifted(by: Row.metricExponent).double)] } ?? []
    }
}

/// The pollutants that the service knows. All are in kilograms per cubic metre, save methane in parts per billion.
package enum AirPollutant {
    package enum Ammonia: AirPollutantRow {
        package static let name = "ammonia_concentration"
        package static let metric = Metric.ammoniaConcentration
    }

    package enum CarbonMonoxide: AirPollutantRow {
        package static let name = "carbon_monoxide_concentration"
        package static let metric = Metric.carbonMonoxideConcentration
    }

    package enum Methane: AirPollutantRow {
        package static let name = "methane_concentration"
        package static let unit = "[ppb]"
        package static let metric = Metric.methaneConcentration
        package static let metricExponent: Int8 = 0
    }

    package enum NitrogenDioxide: AirPollutantRow {
        package static let name = "nitrogen_dioxide_concentration"
        package static let metric = Metric.nitrogenDioxideConcentration
    }

    package enum NonMethaneVolatileOrganicCompounds: AirPollutantRow {
        package static let name = "non_methane_volatile_organic_compounds_concentration"
        package static let metric = Metric.nonMethaneVolatileOrganicCompounds
    }

    package enum Ozone: AirPollutantRow {
        package static let name = "ozone_concentration"
        package static let metric = Metric.ozoneConcentration
    }

    /// Particles of less than 1 µm.
    package enum PM1: AirPollutantRow {
        package static let name = "particulate_matter_pm1_concentration"
        package static let metric = Metric.pm1Concentration
    }

    /// Particles of less than 2.5 µm.
    package enum PM2Point5: AirPollutantRow {
        package static let name = "particulate_matter_pm2_5_concentration"
        package static let metric = Metric.pm2Point5Concentration
    }

    /// Particles of less than 10 µm.
    package enum PM10: AirPollutantRow {
        package static let name = "particulate_matter_pm10_concentration"
        package static let metric = Metric.pm10Concentration
    }

    package enum SulfurDioxide: AirPollutantRow {
        package static let name = "sulfur_dioxide_concentration"
        package static let metric = Metric.sulfurDioxideConcentration
    }

    package enum SulfurHexafluoride: AirPollutantRow {
        package static let name = "sulfur_hexafluoride_concentration"
        package static let metric = Metric.sulfurHexafluorideConcentration
    }
}
