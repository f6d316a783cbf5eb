// The air and surroundings.

extension Metric {
    package static let ambientTemperature = Metric(
        "ambient_temperature", "Ambient temperature", unit: "Cel", plausible: -60...70, .sample)

    /// Relative humidity of the air.
    package static let humidity = Metric("humidity", "Humidity", unit: "%", plausible: 0...100, .sample)

    package static let atmosphericPressure = Metric(
        "atmospheric_pressure", "Atmospheric pressure", unit: "hPa", plausible: 300...1100, .sample)

    /// A code of the Environmental Sensing Service: 1 continuously falling, 2 continuously rising, 3 falling then steady, 4 rising then
    /// steady, 5 falling before a lesser rise, 6 falling before a greater rise, 7 rising before a greater fall, 8 rising before a lesser
    /// fall, 9 steady.
    package static let barometricPressureTrend = Metric(
        "barometric_pressure_trend", "Barometric pressure trend", unit: "1", plausible: 1...9, .state)

    package static let dewPoint = Metric("dew_point", "Dew point", unit: "Cel", plausible: -80...50, .sample)
    package static let heatIndex = Metric("heat_index", "Heat index", unit: "Cel", plausible: -60...100, .sample)
    package static let windChill = Metric("wind_chill", "Wind chill", unit: "Cel", plausible: -100...50, .sample)

    /// Above sea level.
    package static let elevation = Metric("elevation", "Elevation", unit: "m", plausible: -500...9000, .sample)

    /// Ratio of a gust's speed to the wind's.
    package static let gustFactor = Metric("gust_factor", "Gust factor", unit: "1", plausible: 0...10, .sample)

    /// Over ground.
    package static let trueWindSpeed = Metric("true_wind_speed", "True wind speed", unit: "m/s", plausible: 0...120, .sample)
    package static let trueWindDirection = Metric("true_wind_direction", "True wind direction", unit: "deg", plausible: 0...360, .sample)

    /// As a moving observer feels it.
    package static let apparentWindSpeed = Metric("apparent_wind_speed", "Apparent wind speed", unit: "m/s", plausible: 0...150, .sample)
    package static let apparentWindDirection = Metric(
        "apparent_wind_direction", "Apparent wind direction", unit: "deg", plausible: 0...360, .sample)

    package static let rainfall = Metric("rainfall", "Rainfall", unit: "mm", plausible: 0...2000, .sample)
    package static let irradiance = Metric("irradiance", "Irradiance", unit: "W/m2", plausible: 0...1600, .sample)

    /// Light as the eye weighs it; the full sun gives some 130000 lx.
    package static let illuminance = Metric("illuminance", "Illuminance", unit: "lx", plausible: 0...200_000, .sample)

    package static let uvIndex = Metric("uv_index", "UV index", unit: "1", plausible: 0...20, .sample)

    /// Sound pressure level.
    package static let noise = Metric("noise", "Noise", unit: "dB[SPL]", plausible: 0...140, .sample)

    package static let magneticDeclination = Metric(
        "magnetic_declination", "Magnetic declination", unit: "deg", plausible: 0...360, .state)
    package static let magneticFluxDensityX = Metric(
        "magnetic_flux_density_x", "Magnetic flux density, X axis", unit: "uT", plausible: -3300...3300, .sample)
    package static let magneticFluxDensityY = Metric(
        "magnetic_flux_density_y", "Magnetic flux density, Y axis", unit: "uT", plausible: -3300...3300, .sample)
    package static let magneticFluxDensityZ = Metric(
        "magnetic_flux_density_z", "Magnetic flux density, Z axis", unit: "uT", plausible: -3300...3300, .sample)

    static let environmentMetrics: [Metric] =
        [
            .ambientTemperature, .humidity, .atmosphericPressure, .barometricPressureTrend, .dewPoint, .heatIndex, .windChill, .elevation,
            .gustFactor, .trueWindSpeed, .trueWindDirection, .apparentWindSpeed, .apparentWindDirection, .rainfall, .irradiance,
            .illuminance,
            .uvIndex, .noise, .magneticDeclination, .magneticFluxDensityX, .magneticFluxDensityY, .magneticFluxDensityZ,
        ] + airMetrics

    private static let airMetrics: [Metric] = [
        .pollenConcentration, .carbonDioxideConcentration, .methaneConcentration, .ammoniaConcentration, .carbonMonoxideConcentration,
        .nitrogenDioxideConcentration, .nonMethaneVolatileOrganicCompounds, .volatileOrganicCompounds, .ozoneConcentration,
        .pm1Concentration,
        .pm2Point5Concentration, .pm10Concentration, .sulfurDioxideConcentration, .sulfurHexafluorideConcentration,
    ]
}

// What is in the air.
extension Metric {
    /// Grains in a cubic metre.
    package static let pollenConcentration = Metric(
        "pollen_concentration", "Pollen concentration", unit: "/m3", plausible: 0...100_000, .sample)

    package static let carbonDioxideConcentration = Metric(
        "carbon_dioxide_concentration", "Carbon dioxide concentration", unit: "[ppm]", plausible: 300...40_000, .sample)
    package static let methaneConcentration = Metric(
        "methane_concentration", "Methane concentration", unit: "[ppb]", plausible: 0...50_000_000, .sample)

    package static let ammoniaConcentration = perCubicMetre("ammonia_concentration", "Ammonia concentration")
    package static let carbonMonoxideConcentration = perCubicMetre("carbon_monoxide_concentration", "Carbon monoxide concentration")
    package static let nitrogenDioxideConcentration = perCubicMetre("nitrogen_dioxide_concentration", "Nitrogen dioxide concentration")
    package static let nonMethaneVolatileOrganicCompounds = perCubicMetre(
        "non_methane_voc_concentration", "Non-methane volatile organic compounds concentration")

    /// All kinds together, as far as the sensor answers to them; most cannot tell one from another.
    package static let volatileOrganicCompounds = perCubicMetre(
        "tvoc_concentration", "Total volatile organic compounds concentration")

    package static let ozoneConcentration = perCubicMetre("ozone_concentration", "Ozone concentration")
    package static let sulfurDioxideConcentration = perCubicMetre("sulfur_dioxide_concentration", "Sulfur dioxide concentration")
    package static let sulfurHexafluorideConcentration = perCubicMetre(
        "sulfur_hexafluoride_concentration", "Sulfur hexafluoride concentration")

    /// Particles of less than 1 µm, 2.5 µm, 10 µm.
    package static let pm1Concentration = perCubicMetre("pm1_concentration", "PM1 concentration")
    package static let pm2Point5Concentration = perCubicMetre("pm2_5_concentration", "PM2.5 concentration")
    package static let pm10Concentration = perCubicMetre("pm10_concentration", "PM10 concentration")

    /// Up to a gram in a cubic metre.
    private static func perCubicMetre(_ key: String, _ name: String) -> Metric {
        Metric(key, name, unit: "ug/m3", plausible: 0...1_000_000, .sample)
    }
}
