// User Data Service: what is one of a few.

/// Which enumeration of the User Data Service a value is.
package protocol UserCodeKind: FieldKind {
    static var names: [String?] { get }
}

/// A Gender (0x2A8C), Sport Type for Aerobic and Anaerobic Thresholds (0x2A93) or Handedness (0x2B4A): one octet.
///
/// Codes beyond the list are reserved. Source: User Data Service 1.1; GATT Specification Supplement.
package struct UserCode<Kind: UserCodeKind>: CodedValue {
    package let code: UInt8

    package init(code: UInt8) { self.code = code }

    package static var names: [String?] { Kind.names }

    package var fields: [Field] { [.code(Kind.fieldName, code, Kind.names)] }
}

package enum GenderKind: UserCodeKind {
    package static let fieldName = "gender"
    package static let names: [String?] = ["male", "female", "unspecified"]
}

package enum SportTypeKind: UserCodeKind {
    package static let fieldName = "sport_type"
    package static let names: [String?] = [
        "unspecified", "running (treadmill)", "cycling (ergometer)", "rowing (ergometer)", "cross training (elliptical)", "climbing",
        "skiing", "skating", "arm exercising", "lower body exercising", "upper body exercising", "whole body exercising",
    ]
}

package enum HandednessKind: UserCodeKind {
    package static let fieldName = "handedness"
    package static let names: [String?] = ["left handed", "right handed", "ambidextrous", "unspecified"]
}
