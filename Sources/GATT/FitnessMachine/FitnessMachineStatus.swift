// Fitness Machine Service: what was changed on the machine, by its user or by another client.

/// A Fitness Machine Status (0x2ADA): one octet of op code, then its parameter.
///
/// Op codes 0x00 and 0x16 to 0xFE are reserved: kept raw. Source: Fitness Machine Service 1.0.1, §4.17.
package enum FitnessMachineStatus: CharacteristicValue {
    case reset
    /// 1 stopped, 2 paused.
    case stoppedOrPausedByUser(UInt8)
    case stoppedBySafetyKey
    case startedOrResumedByUser
    case changed(MachineTarget)
    /// 1 requested, 2 success, 3 error, 4 stop pedaling.
    case spinDown(UInt8)
    case controlPermissionLost
    case unknown(opCode: UInt8, parameter: [UInt8])

    private enum OpCode {
        static let reset: UInt8 = 0x01
        static let stoppedOrPausedByUser: UInt8 = 0x02
        static let stoppedBySafetyKey: UInt8 = 0x03
        static let startedOrResumedByUser: UInt8 = 0x04
        static let spinDown: UInt8 = 0x14
        static let controlPermissionLost: UInt8 = 0xFF
    }

    private static let names: [String?] = [
        nil, "reset", "fitness machine stopped or paused by the user", "fitness machine stopped by safety key",
        "fitness machine started or resumed by the user", "target speed changed", "target incline changed",
        "target resistance level changed", "target power changed", "target heart rate changed", "targeted expended energy changed",
        "targeted number of steps changed", "targeted number of strides changed", "targeted distance changed",
        "targeted training time changed", "targeted time in two heart rate zones changed",
        "targeted time in three heart rate zones changed", "targeted time in five heart rate zones changed",
        "indoor bike simulation parameters changed", "wheel circumference changed", "spin down status", "targeted cadence changed",
    ]
    private static let spinDowns: [String?] = [nil, "spin down requested", "success", "error", "stop pedaling"]

    /// The op code of the control point that sets the same target; the status counts three on for the first five, one on for the others.
    private static func controlOpCode(_ opCode: UInt8) -> UInt8? {
        switch opCode {
        case 0x05...0x09: opCode - 3
        case 0x0A...0x13, 0x15: opCode - 1
        default: nil
        }
    }

    private static func opCode(of target: MachineTarget) -> UInt8 {
        target.controlOpCode <= 0x06 ? target.controlOpCode + 3 : target.controlOpCode + 1
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let opCode = try cursor.uint8(from: value)
        switch opCode {
        case OpCode.reset: self = .reset
        case OpCode.stoppedOrPausedByUser: self = .stoppedOrPausedByUser(try cursor.uint8(from: value))
        case OpCode.stoppedBySafetyKey: self = .stoppedBySafetyKey
        case OpCode.startedOrResumedByUser: self = .startedOrResumedByUser
        case OpCode.spinDown: self = .spinDown(try cursor.uint8(from: value))
        case OpCode.controlPermissionLost: self = .controlPermissionLost
        default:
            if let control = Self.controlOpCode(opCode), let target = try MachineTarget(controlOpCode: control, &cursor, value) {
                self = .changed(target)
            } else {
                self = .unknown(opCode: opCode, parameter: try cursor.rest(of: value))
            }
        }
        try cursor.end(of: value)
    }

    /// What a simulated machine notifies.
    package var encoded: [UInt8] {
        switch self {
        case .reset: [OpCode.reset]
        case .stoppedOrPausedByUser(let code): [OpCode.stoppedOrPausedByUser, code]
        case .stoppedBySafetyKey: [OpCode.stoppedBySafetyKey]
        case .startedOrResumedByUser: [OpCode.startedOrResumedByUser]
        case .changed(let target): [Self.opCode(of: target)] + target.encoded
        case .spinDown(let code): [OpCode.spinDown, code]
        case .controlPermissionLost: [OpCode.controlPermissionLost]
        case .unknown(let opCode, let parameter): [opCode] + parameter
        }
    }

    package var fields: [Field] {
        let op: Field = .code("op_code", encoded.first ?? 0, Self.names)
        return switch self {
        case .reset, .stoppedBySafetyKey, .startedOrResumedByUser: [op]
        case .stoppedOrPausedByUser(let code): [op, .code("control_information", code, FitnessMachineControlPoint.controlInformation)]
        case .changed(let target): [op] + target.fields
        case .spinDown(let code): [op, .code("spin_down_status_value", code, Self.spinDowns)]
        case .controlPermissionLost: [.text("op_code", "control permission lost")]
        case .unknown(_, let parameter): [op] + Field.bytes("parameter", parameter)
        }
    }
}
