// From a decision of the lattice to rows, and their second look.

extension BeatClassifier {
    mutating func decide() {
        let from = lattice.decided
        func rr(_ offset: Int) -> Double { lattice.rr[(from + offset) & (BeatLattice.places - 1)] }
        let intervals = (rr(0), rr(1), rr(2))
        let decision = lattice.decide()
        order.add(decision, intervals)
        if decision.step == .pause { renameSplit(before: decided) }
        for place in 0..<decision.length {
            let interval = place == 0 ? intervals.0 : place == 1 ? intervals.1 : intervals.2
            rows[decided & (Self.places - 1)] =
                order.isIrregular && interval > 0
                ? disorderly(interval, decision) : row(interval, decision, place: place, half: (intervals.0 + intervals.1) / 2)
            decided += 1
            look()
        }
    }

    /// What looked like a split interval, and is followed by a pause, were two premature beats.
    private mutating func renameSplit(before number: Int) {
        guard number > released + 1 else { return }
        let (first, second) = ((number - 2) & (Self.places - 1), (number - 1) & (Self.places - 1))
        guard rows[first].kind == .extra, rows[second].kind == .afterAbnormal else { return }
        rows[first].kind = .premature
        rows[second].kind = .premature
    }

    private func disorderly(_ interval: Double, _ decision: BeatLattice.Decision) -> BeatRow {
        let isBeat = interval >= Self.shortestInDisorder
        return BeatRow(
            rr: interval, value: interval, corrected: isBeat ? interval : decision.expected, kind: isBeat ? .irregular : .unclassified,
            isReplaced: true)
    }

    private func row(_ rr: Double, _ decision: BeatLattice.Decision, place: Int, half: Double) -> BeatRow {
        let isLast = place == decision.length - 1
        var row = BeatRow(rr: rr, value: decision.interval, corrected: decision.interval, isReplaced: true)
        switch decision.step {
        case .normal, .newLevel:
            row = BeatRow(rr: rr, value: rr, corrected: rr)
        case .missedOne, .missedTwo:
            row.kind = .missed
            row.correctedCount = decision.step == .missedOne ? 2 : 3
        case .extra, .twoExtra:
            row.kind = isLast ? .afterAbnormal : .extra
            row.correctedCount = isLast ? 1 : 0
        case .misplaced:
            row = BeatRow(rr: rr, value: rr, corrected: rr, kind: .misplaced, awaitsConfirmation: true)
        case .prematureCompensated:
            row.kind = isLast ? .afterAbnormal : .premature
            if BeatDisplacement.magnitude(rr - half) < 0.16 * decision.expected {
                row.value = rr
                row.isReplaced = false
                row.awaitsConfirmation = true
            }
        case .premature, .pause, .unclassified:
            row.kind = decision.step == .premature ? .premature : decision.step == .pause ? .afterAbnormal : .unclassified
            row.isInterpolated = true
        case .gap:
            row.kind = .gap
            row.correctedCount = 0
        }
        return row
    }

    /// Looks again at the pair five beats ago.
    private mutating func look() {
        let newest = decided - 1
        guard newest >= 3 else { return }
        rows[(newest - 2) & (Self.places - 1)].displacement = BeatDisplacement.size(
            value(newest - 3), value(newest - 2), value(newest - 1), value(newest))
        let pair = newest - Self.confirmationBeats
        guard pair >= 4 else { return }
        rejectUnconfirmed(pair)
        guard !isReplaced(pair), !isReplaced(pair + 1), !isReplaced(pair - 1), !isReplaced(pair + 2) else { return }
        let size = rows[pair & (Self.places - 1)].displacement
        let median = median(around: pair)
        if size >= rows[(pair - 1) & (Self.places - 1)].displacement, size > rows[(pair + 1) & (Self.places - 1)].displacement {
            let around = (value(pair - 2), value(pair - 1), value(pair), value(pair + 1), value(pair + 2), value(pair + 3))
            if displacement.isLikely(around, size: size, median: median) { confirm(pair, size: size, median: median) }
        }
        displacement.add(share: size / median)
    }

    private mutating func confirm(_ pair: Int, size: Double, median: Double) {
        let isPremature = value(pair) < value(pair + 1) && size > 0.1 * median
        let middle = (value(pair) + value(pair + 1)) / 2
        let trend = (value(pair + 2) - value(pair - 1)) / 6
        for (number, sign) in [(pair, -1.0), (pair + 1, 1)] {
            let place = number & (Self.places - 1)
            rows[place].kind = sign > 0 ? .afterAbnormal : isPremature ? .premature : .misplaced
            rows[place].awaitsConfirmation = false
            rows[place].corrected = middle + sign * min(max(trend, -middle / 20), middle / 20)
        }
    }

    mutating func rejectUnconfirmed(_ number: Int) {
        let place = number & (Self.places - 1)
        guard rows[place].awaitsConfirmation else { return }
        rows[place].awaitsConfirmation = false
        rows[place].kind = .normal
        rows[place].corrected = rows[place].rr
    }

    /// Of ten values, from four before to five after.
    private func median(around pair: Int) -> Double {
        var ten: InlineArray<10, Double> = .init(repeating: 0)
        for offset in 0..<10 {
            let new = value(pair - 4 + offset)
            var place = offset
            while place > 0, ten[place - 1] > new {
                ten[place] = ten[place - 1]
                place -= 1
            }
            ten[place] = new
        }
        return (ten[4] + ten[5]) / 2
    }

    func value(_ number: Int) -> Double { rows[number & (Self.places - 1)].value }

    private func isReplaced(_ number: Int) -> Bool { rows[number & (Self.places - 1)].isReplaced }
}
