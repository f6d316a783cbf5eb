// Environmental Sensing Service.

package import Vitals

extension GATTService {
    package static let environmentalSensing = Self(0x181A, "Environmental Sensing")
}

extension BluetoothUUID {
    package static let ambientTemperature = Self(short: 0x2A6E)
    package static let humidity = Self(short: 0x2A6F)
}

extension CharacteristicDescription {
    static let environmentalSensing: [Self] = [
        measurement(0x2A2C, "Magnetic Declination", as: ScaledQuantity<Ambient.MagneticDeclination>.self),
        measurement(0x2A6C, "Elevation", as: ScaledQuantity<Ambient.Elevation>.self),
        measurement(0x2A6D, "Pressure", as: ScaledQuantity<Ambient.Pressure>.self),
        measurement(0x2A6E, "Temperature", as: ScaledQuantity<Ambient.Temperature>.self),
        measurement(0x2A6F, "Humidity", as: ScaledQuantity<Ambient.Humidity>.self),
        measurement(0x2A70, "True Wind Speed", as: ScaledQuantity<Ambient.TrueWindSpeed>.self),
        measurement(0x2A71, "True Wind Direction", as: ScaledQuantity<Ambient.TrueWindDirection>.self),
        measurement(0x2A72, "Apparent Wind Speed", as: ScaledQuantity<Ambient.ApparentWindSpeed>.self),
        measurement(0x2A73, "Apparent Wind Direction", as: ScaledQuantity<Ambient.ApparentWindDirection>.self),
        measurement(0x2A74, "Gust Factor", as: ScaledQuantity<Ambient.GustFactor>.self),
        measurement(0x2A75, "Pollen Concentration", as: ScaledQuantity<Ambient.PollenConcentration>.self),
        measurement(0x2A76, "UV Index", as: ScaledQuantity<Ambient.UVIndex>.self),
        measurement(0x2A77, "Irradiance", as: ScaledQuantity<Ambient.Irradiance>.self),
        measurement(0x2A78, "Rainfall", as: ScaledQuantity<Ambient.Rainfall>.self),
        measurement(0x2A79, "Wind Chill", as: ScaledQuantity<Ambient.WindChill>.self),
        measurement(0x2A7A, "Heat Index", as: ScaledQuantity<Ambient.HeatIndex>.self),
        measurement(0x2A7B, "Dew Point", as: ScaledQuantity<Ambient.DewPoint>.self),
        Self(0x2A7D, "Descriptor Value Changed", in: .environmentalSensing, .notify, as: DescriptorValueChanged.self),
        measurement(0x2AA0, "Magnetic Flux Density - 2D", as: MagneticFluxDensity2D.self),
        measurement(0x2AA1, "Magnetic Flux Density - 3D", as: MagneticFluxDensity3D.self),
        measurement(0x2AA3, "Barometric Pressure Trend", as: BarometricPressureTrend.self),
        measurement(0x2B8C, "CO₂ Concentration", as: ScaledQuantity<Ambient.CarbonDioxideConcentration>.self),
        measurement(0x2BCF, "Ammonia Concentration", as: AirPollutantConcentration<AirPollutant.Ammonia>.self),
        measurement(0x2BD0, "Carbon Monoxide Concentration", as: AirPollutantConcentration<AirPollutant.CarbonMonoxide>.self),
        measurement(0x2BD1, "Methane Concentration", as: AirPollutantConcentration<AirPollutant.Methane>.self),
        measurement(0x2BD2, "Nitrogen Dioxide Concentration", as: AirPollutantConcentration<AirPollutant.NitrogenDioxide>.self),
        measurement(
            0x2BD3, "Non-Methane Volatile Organic Compounds Concentration",
            as: AirPollutantConcentration<AirPollutant.NonMethaneVolatileOrganicCompounds>.self),
        measurement(0x2BD4, "Ozone Concentration", as: AirPollutantConcentration<AirPollutant.Ozone>.self),
        measurement(0x2BD5, "Particulate Matter - PM1 Concentration", as: AirPollutantConcentration<AirPollutant.PM1>.self),
        measurement(0x2BD6, "Particulate Matter - PM2.5 Concentration", as: AirPollutantConcentration<AirPollutant.PM2Point5>.self),
        measurement(0x2BD7, "Particulate Matter - PM10 Concentration", as: AirPollutantConcentration<AirPollutant.PM10>.self),
        measurement(0x2BD8, "Sulfur Dioxide Concentration", as: AirPollutantConcentration<AirPollutant.SulfurDioxide>.self),
        measurement(0x2BD9, "Sulfur Hexafluoride Concentration", as: AirPollutantConcentration<AirPollutant.SulfurHexafluoride>.self),
        measurement(0x2BE4, "Noise", as: ScaledQuantity<Ambient.Noise>.self),
    ]

    /// Every measurement can be read; whether it notifies too is the device's choice.
    private static func measurement(_ short: UInt16, _ name: String, as type: (some CharacteristicValue).Type) -> Self {
        Self(short, name, in: .environmentalSensing, .readAndNotify, as: type)
    }
}
