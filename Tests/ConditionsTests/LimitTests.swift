import Conditions
import Testing
import Vitals

@Suite("Limits of every metric")
struct LimitTests {
    @Test(
        "A clinical value beyond its limit counts at once, and one well inside ends it",
        arguments: [
            (Metric.bodyTemperature, 38.0, 37.5, "temperature_high"), (.bodyTemperature, 35.0, 36.0, "temperature_low"),
            (.systolicPressure, 190, 150, "systolic_high"), (.systolicPressure, 85, 110, "systolic_low"),
            (.diastolicPressure, 125, 90, "diastolic_high"),
            (.bloodGlucose, 60, 90, "glucose_low"), (.bloodGlucose, 300, 180, "glucose_high"), (.batteryLevel, 10, 90, "battery_low"),
        ])
    func clinical(metric: Metric, beyond: Double, inside: Double, kind: String) {
        var feed = Feed()
        feed.values(metric, [beyond, beyond, inside, inside], every: 3600)
        #expect(feed.told == ["+" + kind, "-" + kind])
        #expect(feed.changes.first?.evidence.value(metric.key) == beyond)
    }

    @Test("Oxygen has to stay low for a minute, and a moving finger is no condition")
    func oxygen() {
        var feed = Feed()
        feed.values(.oxygenSaturation, [97, 97, 88, 89, 87, 97, 96], every: 1)
        feed.values(.oxygenSaturation, Array(repeating: 88, count: 60), every: 1)
        #expect(feed.told == [])
        feed.values(.oxygenSaturation, [88], every: 1)
        #expect(feed.told == ["+oxygen_low"])
        feed.values(.oxygenSaturation, Array(repeating: 80, count: 21), every: 1)
        #expect(feed.told == ["+oxygen_low", "+oxygen_very_low"])
        feed.values(.oxygenSaturation, Array(repeating: 96, count: 16), every: 1)
        #expect(feed.told.suffix(2).sorted() == ["-oxygen_low", "-oxygen_very_low"])
    }

    @Test("Of spot checks two in a row stand for the delay, if they lie within an hour")
    func spots() {
        var feed = Feed()
        feed.values(.oxygenSaturation, [88, 88], every: 5000)
        #expect(feed.told == [])
        feed.values(.oxygenSaturation, [88], every: 600)
        #expect(feed.told == ["+oxygen_low"])
    }

    @Test("Glucose is low as long as the sensor or the finger says so")
    func twoSources() {
        var feed = Feed()
        feed.values(.interstitialGlucose, [65, 64], every: 300)
        #expect(feed.told == ["+glucose_low"])
        feed.values(.bloodGlucose, [62], every: 60)
        feed.values(.interstitialGlucose, [90, 95], every: 300)
        #expect(feed.told == ["+glucose_low"])
        feed.values(.bloodGlucose, [90], every: 60)
        #expect(feed.told == ["+glucose_low", "-glucose_low"])
    }

    @Test("A person's own limit replaces the standard one")
    func own() {
        var feed = Feed()
        feed.monitor.limits.others["oxygen_low"] = 86
        feed.values(.oxygenSaturation, Array(repeating: 88, count: 200), every: 1)
        #expect(feed.told == [])
        feed.values(.oxygenSaturation, Array(repeating: 85, count: 62), every: 1)
        #expect(feed.told == ["+oxygen_low"])
    }

    @Test("Children have limits of their own", arguments: [(0.1, 208.0, 93.0), (5, 151, 57), (16, 120, 37), (40, 120, 40), (-1, 120, 40)])
    func ages(years: Double, high: Double, low: Double) {
        let limits = AgeGroup.limits(years: years)
        #expect(limits.heartRateMax == high && limits.heartRateMin == low)
    }

    @Test("A heart that races while its owner runs, or has just run, is no condition")
    func exertion() {
        var feed = Feed()
        for _ in 0..<300 {
            feed.values(.runningCadence, [80], every: 0.5)
            feed.values(.heartRate, [165], every: 0.5)
        }
        feed.values(.heartRate, Array(repeating: 140, count: 240), every: 1)
        #expect(feed.told == [])
        feed.values(.heartRate, Array(repeating: 140, count: 130), every: 1)
        #expect(feed.told == ["+heart_rate_high"])
    }

    @Test("An oximeter's pulse counts where no strap tells a heart rate")
    func pulse() {
        var feed = Feed()
        for _ in 0..<100 {
            feed.values(.heartRate, [70], every: 0.5)
            feed.values(.pulseRate, [150], every: 0.5)
        }
        #expect(feed.told == [])
        feed.values(.pulseRate, Array(repeating: 150, count: 80), every: 1)
        #expect(feed.told.contains("+heart_rate_high"))
    }
}
