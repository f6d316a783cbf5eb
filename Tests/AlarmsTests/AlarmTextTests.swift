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

@Suite("What an alarm says in German")
struct GermanTextTests {
    private let text = AlarmText(.german)

    @Test(
        "Figures, limits and durations",
        arguments: [
            (
                ConditionKind.heartRateHigh, [Evidence.heartRate(134), .limit(rate: 120), .duration(.seconds(61))],
                "Herzfrequenz 134/min, über 120 seit 1 min"
            ),
            (.noData, [.duration(.seconds(7505))], "Keine Daten seit 2 h 5 min"),
            (
                .temperatureHigh,
                [Evidence(name: "body_temperature", value: 38.64, unit: "Cel"), Evidence(name: "limit", value: 38, unit: "Cel")],
                "Körpertemperatur 38,6 °C, über 38,0"
            ),
        ])
    func on(kind: ConditionKind, evidence: [Evidence], said: String) { #expect(text.on(kind, evidence) == said) }

    @Test("Every condition has a name, an end and an advice in every language, short enough for a watch", arguments: AlarmLanguage.allCases)
    func whole(language: AlarmLanguage) {
        let text = AlarmText(language)
        for kind in ConditionKind.allCases {
            for said in [text.title(kind), text.off(kind, []), text.advice(kind), text.on(kind, [.duration(.seconds(86_399))])] {
                #expect(!said.isEmpty && said.count <= 80 && !said.contains("%"), "\(said)")
            }
        }
        for phrase in AlarmPhrase.allCases { #expect(!text.said(phrase, "eva").contains("%")) }
    }

    @Test("The languages differ in all that they say")
    func different() {
        let (english, german) = (AlarmText(.english), AlarmText(.german))
        for kind in ConditionKind.allCases {
            #expect(english.title(kind) != german.title(kind))
            #expect(english.advice(kind) != german.advice(kind))
        }
    }

    @Test("Where values went is said only where there are enough of them")
    func trend() {
        func evidence(_ values: [Double]) -> [Evidence] { [Evidence(name: "heart_rate", value: 100, unit: "/min", series: values)] }
        #expect(text.trend(evidence([80, 90, 110, 120])) == "steigend")
        #expect(text.trend(evidence([120, 110, 90, 80])) == "fallend")
        #expect(text.trend(evidence([100, 100, 101, 100])) == "gleichbleibend")
        #expect(text.trend(evidence([80, 120])) == nil)
        #expect(text.trend([.heartRate(100)]) == nil)
    }
}
