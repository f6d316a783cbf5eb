// Limits of single people, from a file that people can read.

package import Conditions
import Foundation
import Settings
package import Vitals

/// Reads the file of care plans.
///
/// JSON, an object by person; each may name `born` (a date, `1950-04-30`), `heart_rate_max`, `heart_rate_min`, `heart_rate_active_max`
/// (beats a minute), and any condition with a limit, such as `oxygen_low` (in the unit of its metric):
/// `{"anna": {"born": "1950-04-30", "heart_rate_max": 110, "oxygen_low": 86}}`.
package enum CarePlans {
    package enum Fault: Error, Hashable, CustomStringConvertible {
        case notAnObject
        case person(String)
        case key(String, person: String)
        case value(String, person: String)
        case order(person: String)

        package var description: String {
            switch self {
            case .notAnObject: "it has to be a JSON object of people, each with an object of limits"
            case .person(let name): "\(name) is no name of a person: up to 64 letters, digits, - _ and ."
            case .key(let key, let person):
                "\(person) has \(key), which is no limit; there are born, heart_rate_max, heart_rate_min, heart_rate_active_max, "
                    + CarePlans.conditions.sorted().joined(separator: ", ")
            case .value(let key, let person): "\(key) of \(person) is out of range"
            case .order(let person): "heart_rate_min of \(person) has to be less than heart_rate_max"
            }
        }
    }

    static let conditions = Set(LimitRule.standard.map(\.kind.rawValue))

    /// `today`: ages are counted in whole quarters of a year, so that a start on another day changes nothing.
    package static func read(_ text: String, today: Timestamp) throws(Fault) -> [String: CarePlan] {
        guard let parsed = try? JSONSerialization.jsonObject(with: Data(text.utf8)), let people = parsed as? [String: [String: Any]] else {
            throw .notAnObject
        }
        var plans: [String: CarePlan] = [:]
        for (name, entries) in people {
            guard let person = try? PersonID(name) else { throw .person(name) }
            var plan = CarePlan()
            for (key, value) in entries { try take(key, value, of: name, into: &plan, today: today) }
            if let low = plan.heartRateMin, let high = plan.heartRateMax, low >= high { throw .order(person: name) }
            plans[person.text] = plan
        }
        return plans
    }

    private static func take(_ key: String, _ value: Any, of person: String, into plan: inout CarePlan, today: Timestamp) throws(Fault) {
        func number(_ range: ClosedRange<Double>) throws(Fault) -> Double {
            guard let number = (value as? NSNumber)?.doubleValue, range.contains(number) else { throw .value(key, person: person) }
            return number
        }
        switch key {
        case "born":
            guard let text = value as? String, let born = Timestamp(text + "T00:00:00Z"), born <= today else {
                throw .value(key, person: person)
            }
            let years = Double(today.milliseconds - born.milliseconds) / (365.25 * 86_400_000)
            plan.years = (years * 4).rounded(.down) / 4
        case "heart_rate_max": plan.heartRateMax = try number(30...300)
        case "heart_rate_min": plan.heartRateMin = try number(20...200)
        case "heart_rate_active_max": plan.heartRateActiveMax = try number(60...300)
        default:
            guard let rule = LimitRule.standard.first(where: { $0.kind.rawValue == key }) else { throw .key(key, person: person) }
            plan.limits[key] = try number(rule.metric.plausible)
        }
    }
}
