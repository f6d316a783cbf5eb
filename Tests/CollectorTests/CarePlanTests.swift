import Collector
import Conditions
import Testing
import Vitals

@Suite("Care plans")
struct CarePlanTests {
    private static let today = Timestamp("2026-12-01T00:00:00Z") ?? Timestamp(milliseconds: 0)

    @Test("A person's age and own limits replace everybody's, and nothing else does")
    func applied() throws {
        let plans = try CarePlans.read(
            #"{"anna": {"born": "1950-04-30", "heart_rate_max": 110, "oxygen_low": 86}, "ben": {"born": "2021-11-30"}}"#, today: Self.today)
        var everybody = MonitorLimits.standard
        everybody.heartRateDelay = .seconds(30)
        let anna = try #require(plans["anna"]).applied(to: everybody)
        #expect(anna.heartRateMax == 110 && anna.heartRateMin == 40 && anna.heartRateDelay == .seconds(30))
        #expect(anna.others == ["oxygen_low": 86])
        let ben = try #require(plans["ben"]).applied(to: everybody)
        #expect(plans["ben"]?.years == 5 && ben.heartRateMax == 151)
        #expect(ben.others["respiratory_rate_high"] == 33)
    }

    @Test(
        "What is wrong is said with the person and the limit",
        arguments: [
            ("[]", CarePlans.Fault.notAnObject), ("{", .notAnObject), (#"{"a b": {}}"#, .person("a b")),
            (#"{"anna": {"oxygen": 90}}"#, .key("oxygen", person: "anna")),
            (#"{"anna": {"oxygen_low": 900}}"#, .value("oxygen_low", person: "anna")),
            (#"{"anna": {"heart_rate_max": "high"}}"#, .value("heart_rate_max", person: "anna")),
            (#"{"anna": {"born": "2030-01-01"}}"#, .value("born", person: "anna")),
            (#"{"anna": {"heart_rate_max": 60, "heart_rate_min": 70}}"#, .order(person: "anna")),
        ])
    func faults(text: String, fault: CarePlans.Fault) {
        #expect(throws: fault) { try CarePlans.read(text, today: Self.today) }
        #expect(!fault.description.isEmpty)
    }
}
