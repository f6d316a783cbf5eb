// Record Access Control Point: how a device is asked for what it measured while nobody was connected.

/// A Record Access Control Point value (0x2A52): a request, or what the device answers.
///
/// One octet of op code, one of operator, then an operand that both decide on: a filter type with one or two values, the number of records
/// (16 bits; 32 bits in Generic Health Sensor), or the op code that is answered and the response code. A filter of type 0x01 is a sequence
/// number (Glucose, Blood Pressure), a time offset in minutes (Continuous Glucose Monitoring) or a 32-bit record number (Generic Health
/// Sensor); of type 0x02, the user facing time. Operands of reserved codes are kept as they are.
/// Source: GATT Specification Supplement, "Record Access Control Point"; Glucose Service 1.0.1, §3.4; Continuous Glucose Monitoring Service
/// 1.0.2, §3.6.
package struct RecordAccessControlPoint: CharacteristicValue {
    /// A value that records are compared with.
    package enum Bound: Hashable, Sendable {
        /// Sequence number, time offset in minutes, or record number.
        case number(UInt32)
        case time(DeviceDateTime)
    }

    package enum Operand: Hashable, Sendable {
        case none
        /// Type 0x01 or 0x02; `upper` is there for a range only.
        case filter(type: UInt8, lower: Bound, upper: Bound?)
        case count(UInt32)
        case response(to: RecordAccessOpCode, RecordAccessResponseCode)
        /// The rest of a value whose operator, op code or filter type is reserved.
        case unknown([UInt8])
    }

    package let opCode: RecordAccessOpCode
    package let `operator`: RecordAccessOperator
    package let operand: Operand

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        opCode = RecordAccessOpCode(rawValue: try cursor.uint8(from: value))
        `operator` = RecordAccessOperator(rawValue: try cursor.uint8(from: value))
        switch opCode.rawValue {
        case 0x01, 0x02, 0x04, 0x07:
            switch `operator` {
            case .null, .allRecords, .firstRecord, .lastRecord: operand = .none
            case .lessThanOrEqualTo, .greaterThanOrEqualTo: operand = try Self.filter(from: value, at: &cursor, bounds: 1)
            case .withinRange: operand = try Self.filter(from: value, at: &cursor, bounds: 2)
            default: operand = .unknown(try cursor.rest(of: value))
            }
        case 0x03: operand = .none
        case 0x05, 0x08:
            operand = .count(cursor.remaining(in: value) <= 2 ? UInt32(try cursor.uint16(from: value)) : try cursor.uint32(from: value))
        case 0x06:
            operand = .response(
                to: RecordAccessOpCode(rawValue: try cursor.uint8(from: value)),
                RecordAccessResponseCode(rawValue: try cursor.uint8(from: value)))
        default: operand = .unknown(try cursor.rest(of: value))
        }
        try cursor.end(of: value)
    }

    private static func filter(from value: Span<UInt8>, at cursor: inout ByteCursor, bounds: Int) throws(DecodingError) -> Operand {
        let start = cursor
        let type = try cursor.uint8(from: value)
        // Numbers have 16 bits, or 32 where the operand is longer than two or four octets.
        let isWide = cursor.remaining(in: value) > 2 * bounds
        func bound() throws(DecodingError) -> Bound {
            if type == 0x02 { return .time(try cursor.dateTime(from: value)) }
            return .number(isWide ? try cursor.uint32(from: value) : UInt32(try cursor.uint16(from: value)))
        }
        guard type == 0x01 || type == 0x02 else {
            cursor = start
            return .unknown(try cursor.rest(of: value))
        }
        let lower = try bound()
        return .filter(type: type, lower: lower, upper: bounds == 2 ? try bound() : nil)
    }

    package var fields: [Field] {
        let head: [Field] = [
            .code("op_code", opCode.rawValue, RecordAccessOpCode.names),
            .code("operator", `operator`.rawValue, RecordAccessOperator.names),
        ]
        switch operand {
        case .none: return head
        case .filter(let type, let lower, let upper):
            let bounds: [Field] =
                switch (`operator`, upper) {
                case (_, let upper?): [Self.field("minimum", lower), Self.field("maximum", upper)]
                case (.lessThanOrEqualTo, nil): [Self.field("maximum", lower)]
                default: [Self.field("minimum", lower)]
                }
            return head + [.code("filter_type", type, [nil, "sequence number or time offset", "user facing time"])] + bounds
        case .count(let count): return head + [.integer("number_of_records", count)]
        case .response(let request, let code):
            return head + [
                .code("request_op_code", request.rawValue, RecordAccessOpCode.names),
                .code("response_code_value", code.rawValue, RecordAccessResponseCode.names),
            ]
        case .unknown(let bytes): return head + Field.bytes("operand", bytes)
        }
    }

    private static func field(_ name: String, _ bound: Bound) -> Field {
        switch bound {
        case .number(let number): .integer(name, number)
        case .time(let time): .time(name, time)
        }
    }
}
