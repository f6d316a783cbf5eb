// Which flag of a fitness machine's record stands for which fields.

/// The fields of a record in order, each group with the bit that says whether it is there.
///
/// Bit 0, "More Data", is inverted: its fields are there when it is 0, which also ends a record of several notifications.
package struct MachineLayout: Hashable, Sendable {
    package struct Group: Hashable, Sendable {
        let bit: UInt32
        let quantities: [MachineQuantity]

        init(_ bit: UInt32, _ quantities: MachineQuantity...) {
            self.bit = bit
            self.quantities = quantities
        }

        func isPresent(in flags: UInt32) -> Bool { (flags >> bit & 1 == 1) != (bit == 0) }
    }

    let groups: [Group]
    /// Bits that have a meaning of their own, and no fields.
    let otherBits: UInt32

    init(_ groups: [Group], otherBits: UInt32 = 0) {
        self.groups = groups
        self.otherBits = otherBits
    }

    var knownBits: UInt32 { groups.reduce(otherBits) { $0 | 1 << $1.bit } }

    /// Bytes of the fields that the flags announce.
    func byteCount(of flags: UInt32) -> Int {
        groups.reduce(0) { sum, group in
            group.isPresent(in: flags) ? sum + group.quantities.reduce(0) { $0 + $1.format.byteCount } : sum
        }
    }
}
