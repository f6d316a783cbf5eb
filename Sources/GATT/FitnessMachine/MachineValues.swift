// The numbers of a fitness machine's record, decoded by its layout.

/// What one notification of a fitness machine holds, or several that were joined.
package struct MachineValues: Hashable, Sendable {
    package struct Value: Hashable, Sendable {
        /// Place in the specification's order.
        let place: Int
        package let quantity: MachineQuantity
        package let ticks: Int
    }

    /// More notifications of the same record follow.
    package let moreData: Bool
    /// In the order of the specification.
    package let values: [Value]
    /// Bits that mean something of themselves, such as the direction.
    package let otherFlags: UInt32
    let reserved: ReservedRest

    init(moreData: Bool, values: [Value], otherFlags: UInt32, reserved: ReservedRest) {
        self.moreData = moreData
        self.values = values
        self.otherFlags = otherFlags
        self.reserved = reserved
    }

    /// Decodes by the first layout whose length is that of the value, since editions of the specification differ in the size of some
    /// fields; if none has it, by the first layout, which then says what is wrong.
    init(decoding value: Span<UInt8>, flagBytes: Int, layouts: [MachineLayout]) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = flagBytes == 3 ? try cursor.uint24(from: value) : UInt32(try cursor.uint16(from: value))
        let has = cursor.remaining(in: value)
        let layout = layouts.first { $0.byteCount(of: flags) == has } ?? layouts.first ?? MachineLayout([])
        var values: [Value] = []
        var place = 0
        for group in layout.groups {
            let isPresent = group.isPresent(in: flags)
            for quantity in group.quantities {
                if isPresent {
                    values.append(Value(place: place, quantity: quantity, ticks: Int(try quantity.format.read(from: value, at: &cursor))))
                }
                place += 1
            }
        }
        moreData = flags & 1 == 1
        self.values = values
        otherFlags = flags & layout.otherBits
        reserved = try ReservedRest(flags & ~layout.knownBits, from: &cursor, in: value)
    }

    var fields: [Field] {
        (moreData ? [.text("more_data", "true")] : []) + values.map { $0.quantity.field($0.ticks) }
    }

    var readings: [Reading] { values.compactMap { $0.quantity.reading($0.ticks) } }
}
