// A wheel sensor counts turns; only the size of the wheel makes a speed of them.

/// How far one turn of the wheel goes.
package struct WheelCircumference: Hashable, Sendable, Codable {
    package let millimetres: Int

    /// Children's wheels of 12 inches to the largest that are ridden.
    package static let millimetresAllowed = 900...2500

    /// 700×25C (ISO 25-622), the usual tyre of a road bicycle: 2105 mm.
    package static let roadDefault = Self(known: 2105)

    /// `nil` outside of `millimetresAllowed`.
    package init?(millimetres: Int) {
        guard Self.millimetresAllowed.contains(millimetres) else { return nil }
        self.millimetres = millimetres
    }

    private init(known millimetres: Int) { self.millimetres = millimetres }

    package func metresPerSecond(revolutionsPerSecond: Double) -> Double { revolutionsPerSecond * Double(millimetres) / 1000 }
}
