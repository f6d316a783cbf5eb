// What observations and conditions depend on beside the values themselves. It comes from events of the log, so a replay finds the same.

import Conditions
import Vitals

/// Who wears what, and when values become conditions.
struct ProjectionSettings: Codable, Hashable {
    var assignments = AssignmentHistory()
    var limits = MonitorLimits.standard
    /// By person; `nil` as before there were any.
    var carePlans: [String: CarePlan]?
    /// As the last settings event had it: the next one says what changed.
    var configured: SettingsEvent?

    func limits(of person: PersonID) -> MonitorLimits { carePlans?[person.text]?.applied(to: limits) ?? limits }
}

/// The body of a settings event: what whoever runs the collector wrote into its settings.
struct SettingsEvent: Codable, Hashable {
    /// Device, as an address, and person; in the order of the devices.
    let assignments: [String: String]
    let limits: MonitorLimits
    /// By person; `nil` as before there were any.
    let carePlans: [String: CarePlan]?

    init(_ assignments: Assignments, _ limits: MonitorLimits, _ carePlans: [String: CarePlan]) {
        self.assignments = Dictionary(uniqueKeysWithValues: assignments.entries.map { ($0.device.description, $0.person.text) })
        self.limits = limits
        self.carePlans = carePlans.isEmpty ? nil : carePlans
    }
}
