// Times, addresses and identifiers are written with all their digits.

extension BinaryInteger {
    /// At least so many digits, with zeros in front.
    package func padded(_ width: Int, radix: Int = 10) -> String {
        let digits = String(magnitude, radix: radix)
        return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
