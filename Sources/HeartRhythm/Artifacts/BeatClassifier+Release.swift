// The last step: what stands for an abnormal interval, from the sound ones on both sides.

extension BeatClassifier {
    mutating func release() -> ClassifiedBeat {
        let place = released & (Self.places - 1)
        if rows[place].isInterpolated { rows[place].corrected = interpolated(released) }
        let row = rows[place]
        released += 1
        return ClassifiedBeat(
            milliseconds: row.rr, kind: row.kind, corrected: row.corrected, correctedCount: Int(row.correctedCount))
    }

    /// On the line between the corrected interval before and the next measured one, at most five beats on; else what was expected.
    private func interpolated(_ number: Int) -> Double {
        guard number > 0 else { return value(number) }
        let before = rows[(number - 1) & (Self.places - 1)]
        guard before.correctedCount > 0, before.kind != .gap else { return value(number) }
        for later in (number + 1)..<max(number + 1, min(number + 1 + Self.confirmationBeats, decided)) {
            let row = rows[later & (Self.places - 1)]
            if row.kind == .gap { break }
            guard !row.isInterpolated else { continue }
            return before.corrected + (row.corrected - before.corrected) / Double(later - number + 1)
        }
        return value(number)
    }
}
