// What the six kinds of machine have in common.

/// A record of a fitness machine, or a part of one: flags, then the fields that they announce.
///
/// 0xFFFF or 0xFF as an energy, and 0x7FFF as an inclination, angle, force or power output, mean that the machine cannot tell. Averages
/// have no readings, since they follow from the samples. Kilocalories become kilojoules at 4.184. A heart rate of 0 is no measurement:
/// nobody holds the sensor. Editions of the specification have resistance and pace in one octet or two; the length of the value tells.
package protocol FitnessMachineRecord: CharacteristicValue {
    /// Of the flags: 2, or 3 for a cross trainer.
    static var flagBytes: Int { get }
    /// The usual one first.
    static var layouts: [MachineLayout] { get }

    var machine: MachineValues { get }
    init(_ machine: MachineValues)
}

extension FitnessMachineRecord {
    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        self.init(try MachineValues(decoding: value, flagBytes: Self.flagBytes, layouts: Self.layouts))
    }

    package static var flagBytes: Int { 2 }

    package var fields: [Field] { machine.fields + machine.reserved.fields }

    package var readings: [Reading] { machine.readings }
}
