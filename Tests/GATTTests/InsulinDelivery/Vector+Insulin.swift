// Values of insulin pumps come bare, or with a counter and a checksum.

import Testing

extension Vector {
    /// The value bare, with counter and checksum, and with the checksum alone as history has it.
    static func insulin(_ uuid: String, _ hex: String, _ fields: [String], readings: [String]? = []) -> [Vector] {
        let length = Vector.bytes(hex).count
        return [
            Vector(uuid, hex, fields, readings: readings),
            Vector(uuid, protected(hex + " 2A (counter)"), fields + ["e2e_counter: 42"], readings: readings, wholePrefixes: [length]),
            Vector(uuid, protected(hex), fields, readings: readings, wholePrefixes: [length]),
        ]
    }
}
