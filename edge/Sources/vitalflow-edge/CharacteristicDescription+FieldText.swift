// A decoded field for people: at most two decimals, and the unit.

import GATT

extension CharacteristicDescription.Field {
    var text: String {
        let suffix = unit.map { $0 == "1" ? "" : " \($0)" } ?? ""
        return switch value {
        case .number(let number): Self.rounded(number) + suffix
        case .numbers(let numbers): numbers.isEmpty ? "none" : numbers.map(Self.rounded).joined(separator: ", ") + suffix
        case .text(let text): text
        }
    }

    private static func rounded(_ number: Double) -> String {
        let hundredths = (number * 100).rounded()
        guard hundredths.magnitude < 1e15 else { return "\(number)" }
        return hundredths.truncatingRemainder(dividingBy: 100) == 0 ? String(Int64(hundredths / 100)) : "\(hundredths / 100)"
    }
}
