// Environmental Sensing Service: the table of its scaled integers, a row for each characteristic.

import Vitals

/// The formats of the characteristics that are one scaled integer. Source: GATT Specification Supplement, each characteristic's section.
package enum Ambient {
    /// 0 to 359.99°, where the wind comes from as a moving observer feels it.
    package enum ApparentWindDirection: ScaledFormatRow {
        package static let format = ScaledFormat(
            "apparent_wind_direction", .uint16, exponent: -2, "deg", allowed: 0...35_999, .apparentWindDirection)
    }

    package enum ApparentWindSpeed: ScaledFormatRow {
        package static let format = ScaledFormat("apparent_wind_speed", .uint16, exponent: -2, "m/s", .apparentWindSpeed)
    }

    package enum DewPoint: ScaledFormatRow {
        package static let format = ScaledFormat("dew_point", .int8, "Cel", .dewPoint)
    }

    /// Above sea level.
    package enum Elevation: ScaledFormatRow {
        package static let format = ScaledFormat("elevation", .int24, exponent: -2, "m", .elevation)
    }

    package enum GustFactor: ScaledFormatRow {
        package static let format = ScaledFormat("gust_factor", .uint8, exponent: -1, "1", .gustFactor)
    }

    package enum HeatIndex: ScaledFormatRow {
        package static let format = ScaledFormat("heat_index", .int8, "Cel", .heatIndex)
    }

    /// 0 to 100 %.
    package enum Humidity: ScaledFormatRow {
        package static let format = ScaledFormat(
            "humidity", .uint16, exponent: -2, "%", allowed: 0...10_000, notKnown: 0xFFFF, .humidity)
    }

    package enum Irradiance: ScaledFormatRow {
        package static let format = ScaledFormat("irradiance", .uint16, exponent: -1, "W/m2", .irradiance)
    }

    /// 0 to 359.99°.
    package enum MagneticDeclination: ScaledFormatRow {
        package static let format = ScaledFormat(
            "magnetic_declination", .uint16, exponent: -2, "deg", allowed: 0...35_999, .magneticDeclination)
    }

    package enum PollenConcentration: ScaledFormatRow {
        package static let format = ScaledFormat("pollen_concentration", .uint24, "/m3", .pollenConcentration)
    }

    package enum Pressure: ScaledFormatRow {
        package static let format = ScaledFormat("pressure", .uint32, exponent: -1, "Pa", .atmosphericPressure, metricExponent: -2)
    }

    package enum Rainfall: ScaledFormatRow {
        package static let format = ScaledFormat("rainfall", .uint16, exponent: -3, "m", .rainfall, metricExponent: 3)
    }

    /// -273.15 to 327.67 °C.
    package enum Temperature: ScaledFormatRow {
        package static let format = ScaledFormat(
            "temperature", .int16, exponent: -2, "Cel", allowed: -27_315...32_767, notKnown: -32_768, .ambientTemperature)
    }

    /// 0 to 359.99°, where the wind comes from over ground.
    package enum TrueWindDirection: ScaledFormatRow {
        package static let format = ScaledFormat(
            "true_wind_direction", .uint16, exponent: -2, "deg", allowed: 0...35_999, .trueWindDirection)
    }

    package enum TrueWindSpeed: ScaledFormatRow {
        package static let format = ScaledFormat("true_wind_speed", .uint16, exponent: -2, "m/s", .trueWindSpeed)
    }

    package enum UVIndex: ScaledFormatRow {
        package static let format = ScaledFormat("uv_index", .uint8, "1", .uvIndex)
    }

    package enum WindChill: ScaledFormatRow {
        package static let format = ScaledFormat("wind_chill", .int8, "Cel", .windChill)
    }

    /// 0 to 65533 parts per million.
    package enum CarbonDioxideConcentration: ScaledFormatRow {
        package static let format = ScaledFormat(
            "co2_concentration", .uint16, "[ppm]", notKnown: 0xFFFF, orGreater: 0xFFFE, .carbonDioxideConcentration)
    }

    /// 0 to 253 dB.
    package enum Noise: ScaledFormatRow {
        package static let format = ScaledFormat("noise", .uint8, "dB[SPL]", notKnown: 0xFF, orGreater: 0xFE, .noise)
    }
}
