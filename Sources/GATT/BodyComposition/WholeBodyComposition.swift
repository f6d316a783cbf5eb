// What the halves of a measurement amount to.

/// A Body Composition Measurement as complete as it will get.
package struct WholeBodyComposition: Hashable, Sendable {
    package let measurement: BodyCompositionMeasurement
    /// The second half never came.
    package let isIncomplete: Bool
    /// What the second half may have told: what the analyzer supports and the first half lacks. Empty unless the measurement is incomplete.
    package let missing: [BodyCompositionPart]

    package init(measurement: BodyCompositionMeasurement, isIncomplete: Bool, missing: [BodyCompositionPart]) {
        self.measurement = measurement
        self.isIncomplete = isIncomplete
        self.missing = missing
    }
}
