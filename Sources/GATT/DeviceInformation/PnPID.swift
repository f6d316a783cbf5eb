// Device Information Service: maker, product and version as numbers of a registry.

/// A PnP ID (0x2A50): whose numbers they are, then vendor, product and version.
///
/// The version is binary-coded decimal JJ.M.N in two octets (0x0213 is 2.1.3). Sources other than 1 and 2 are reserved.
/// Source: Device Information Service 1.2, §3.9; GATT Specification Supplement, "PnP ID".
package struct PnPID: CharacteristicValue {
    /// 1: company identifiers of the Bluetooth SIG; 2: vendor identifiers of the USB Implementers Forum.
    package let vendorIDSource: UInt8
    package let vendorID: UInt16
    package let productID: UInt16
    package let productVersion: UInt16

    private static let sources = [nil, "Bluetooth SIG", "USB Implementers Forum"]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        vendorIDSource = try cursor.uint8(from: value)
        vendorID = try cursor.uint16(from: value)
        productID = try cursor.uint16(from: value)
        productVersion = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    /// Digits as sent, so that a version that is not decimal stays visible.
    package var version: String {
        let parts = [productVersion >> 8, productVersion >> 4 & 0xF, productVersion & 0xF]
        return parts.map { String($0, radix: 16) }.joined(separator: ".")
    }

    package var fields: [Field] {
        [
            .code("vendor_id_source", vendorIDSource, Self.sources), .integer("vendor_id", vendorID), .integer("product_id", productID),
            .text("product_version", version),
        ]
    }
}
