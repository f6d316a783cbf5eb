// Why a device refuses a read or a write, as far as procedures decide by it.

/// An error code of the Attribute Protocol. Source: Core Specification 5.4, Vol 3, Part F, §3.4.1.1; Core Specification Supplement, Part B.
package struct ATTError: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let writeNotPermitted = Self(rawValue: 0x03)
    package static let insufficientAuthentication = Self(rawValue: 0x05)
    package static let insufficientAuthorization = Self(rawValue: 0x08)
    package static let attributeNotFound = Self(rawValue: 0x0A)
    package static let invalidAttributeValueLength = Self(rawValue: 0x0D)
    package static let insufficientEncryption = Self(rawValue: 0x0F)
    package static let valueNotAllowed = Self(rawValue: 0x13)
    /// The first of the codes whose meaning each service defines: 0x80 to 0x9F.
    package static let application80 = Self(rawValue: 0x80)
    /// The client has not subscribed to what answers.
    package static let clientConfigurationImproper = Self(rawValue: 0xFD)
    package static let procedureAlreadyInProgress = Self(rawValue: 0xFE)
    package static let outOfRange = Self(rawValue: 0xFF)
}
