// Device Information Service: what a device is certified for, in the words of IEEE 11073-20601.

/// An IEEE 11073-20601 Regulatory Certification Data List (0x2A2A).
///
/// A RegCertDataList in the medical device encoding rules, that is with the most significant octet first: count and length of the list, then
/// for each entry the authority, the kind of its data, their length and the data. The entries of Continua (authority 2) are explained.
/// The service itself leaves the value opaque, and devices put other things there, so what is no such list is kept as bytes and no error.
/// Source: Device Information Service 1.2, §3.8; IEEE 11073-20601, annex A (RegCertDataList).
package struct RegulatoryCertificationDataList: CharacteristicValue {
    package struct Entry: Hashable, Sendable {
        package let authority: UInt8
        package let kind: UInt8
        package let data: [UInt8]
    }

    /// `nil` where the value is no such list.
    package let entries: [Entry]?
    package let bytes: [UInt8]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bytes = try cursor.rest(of: value)
        entries = Self.entries(of: bytes)
    }

    private static func entries(of bytes: [UInt8]) -> [Entry]? {
        var rest = bytes[...]
        guard let count = Self.word(&rest), let length = Self.word(&rest), length == rest.count else { return nil }
        var entries: [Entry] = []
        while !rest.isEmpty {
            guard let authority = rest.popFirst(), let kind = rest.popFirst(), let size = Self.word(&rest), size <= rest.count else {
                return nil
            }
            entries.append(Entry(authority: authority, kind: kind, data: Array(rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        return entries.count == count ? entries : nil
    }

    /// Sixteen bits, most significant octet first.
    fileprivate static func word(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard let high = bytes.popFirst(), let low = bytes.popFirst() else { return nil }
        return Int(high) << 8 | Int(low)
    }

    package var fields: [Field] {
        guard let entries else { return [Field("regulatory_certification_data", .raw(bytes))] }
        return [.integer("count", entries.count)] + entries.flatMap(\.fields)
    }
}

extension RegulatoryCertificationDataList.Entry {
    private static let authorities: [String?] = ["empty", "IEEE", "Continua"]

    fileprivate var fields: [Field] {
        let authorityField: Field =
            switch authority {
            case 254: .text("authorizing_body", "experimental")
            default: .code("authorizing_body", authority, Self.authorities)
            }
        return [authorityField] + (explained ?? [.integer("structure_type", kind), Field("data", .raw(data))])
    }

    /// Continua's two structures; `nil` for any other, and for one that does not fit its length.
    private var explained: [Field]? {
        var rest = data[...]
        switch (authority, kind) {
        case (2, 1):
            guard let major = rest.popFirst(), let minor = rest.popFirst(), let count = RegulatoryCertificationDataList.word(&rest),
                let length = RegulatoryCertificationDataList.word(&rest), length == rest.count, length == 2 * count
            else { return nil }
            var devices: [Double] = []
            while let device = RegulatoryCertificationDataList.word(&rest) { devices.append(Double(device)) }
            return [.text("continua_version", "\(major).\(minor)"), Field("certified_device_classes", .numbers(devices))]
        case (2, 2):
            guard let bits = RegulatoryCertificationDataList.word(&rest), rest.isEmpty else { return nil }
            // Bit 0 of a bit string is the most significant one.
            let regulated = Field.text("regulation_status", bits & 0x8000 == 0 ? "regulated" : "unregulated")
            return [regulated] + Field.reserved("unknown_regulation_status", UInt16(bits & 0x7FFF))
        default: return nil
        }
    }
}
