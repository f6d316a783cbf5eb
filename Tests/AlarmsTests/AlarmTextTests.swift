import Alarms
import Conditions
import Testing

@Suite("What an alarm says")
struct AlarmTextTests {
    @Test(
        "On: what was measured, against which limit, for how long",
        arguments: [
            (ConditionKind.irregularRhythm, [Evidence.score(0.91), .duration(.seconds(60))], "Irregular rhythm for 1 min"),
            (.heartRateHigh, [.heartRate(134), .limit(rate: 120), .duration(.seconds(61))], "Heart rate 134/min, above 120 for 1 min"),
            (.heartRateLow, [.heartRate(35.6), .limit(rate: 40), .duration(.seconds(90))], "Heart rate 35/min, below 40 for 1 min"),
            (.heartRateHigh, [.heartRate(120.3), .limit(rate: 120), .duration(.seconds(60))], "Heart rate 121/min, above 120 for 1 min"),
            (.noData, [.duration(.milliseconds(30_900)), .limit(.seconds(30))], "No data for 30 s"),
            (.noData, [.duration(.seconds(3600))], "No data for 1 h"),
            (.noData, [.duration(.seconds(7505))], "No data for 2 h 5 min"),
            (.noData, [], "No data"),
            (.heartRateHigh, [], "Heart rate high"),
            (.heartRateLow, [], "Heart rate low"),
        ])
    func on(kind: ConditionKind, evidence: [Evidence], text: String) {
        #expect(AlarmText.on(kind, evidence) == text)
    }

    @Test(
        "Off: what is so again",
        arguments: [
            (ConditionKind.irregularRhythm, [Evidence.score(0.2)], "Rhythm regular again"),
            (.heartRateHigh, [.heartRate(96), .limit(rate: 120)], "Heart rate 96/min, back below 120"),
            (.heartRateLow, [.heartRate(58), .limit(rate: 40)], "Heart rate 58/min, back above 40"),
            (.noData, [], "Data is back"),
        ])
    func off(kind: ConditionKind, evidence: [Evidence], text: String) {
        #expect(AlarmText.off(kind, evidence) == text)
    }

    @Test("Texts fit a watch, and no figure traps", arguments: ConditionKind.allCases, [0, -1, .nan, .infinity, -.infinity, 1e300, 86_400])
    func fits(kind: ConditionKind, value: Double) {
        let evidence = ["heart_rate", "limit", "duration"].map { Evidence(name: $0, value: value, unit: "1") }
        #expect(AlarmText.on(kind, evidence).count <= 80)
        #expect(AlarmText.off(kind, evidence).count <= 80)
    }
}
