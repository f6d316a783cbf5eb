import GATT
import Testing

@Suite("Device Information")
struct DeviceInformationTests {
    static let texts = [
        ("2A29", "manufacturer_name"), ("2A24", "model_number"), ("2A25", "serial_number"), ("2A27", "hardware_revision"),
        ("2A26", "firmware_revision"), ("2A28", "software_revision"),
    ]

    @Test("A text stands under the name of its characteristic", arguments: texts)
    func named(uuid: String, name: String) throws {
        try Vector(uuid, "56 31 2E 32 (V1.2)", ["\(name): V1.2"], readings: [], wholePrefixes: [0, 1, 2, 3]).check()
        try Vector(uuid, "C3 84 00 (Ä NUL)", ["\(name): Ä"], wholePrefixes: [0, 2]).check()
        try Vector(uuid, "", ["\(name): "]).check()
    }

    static let numbers = [
        // Made of the address 12:34:56:9A:BC:DE, as in the specification's example.
        Vector(
            "2A23", "DEBC9AFEFF (manufacturer) 563412 (OUI)",
            ["manufacturer_identifier: fffe9abcde", "organizationally_unique_identifier: 123456"], readings: []),
        Vector(
            "2A23", "00 00 00 00 00 (manufacturer) 01 00 00 (OUI)",
            ["manufacturer_identifier: 0000000000", "organizationally_unique_identifier: 000001"]),
        Vector(
            "2A23", "FF FF FF FF FF (manufacturer) FF FF FF (OUI)",
            ["manufacturer_identifier: ffffffffff", "organizationally_unique_identifier: ffffff"]),
        Vector(
            "2A50", "01 (Bluetooth SIG) 6B00 (vendor 107) 0200 (product) 1302 (version 2.1.3)",
            ["vendor_id_source: Bluetooth SIG", "vendor_id: 107", "product_id: 2", "product_version: 2.1.3"], readings: []),
        Vector(
            "2A50", "02 (USB-IF) FFFF (vendor) FFFF (product) 9999 (version 99.9.9)",
            ["vendor_id_source: USB Implementers Forum", "vendor_id: 65535", "product_id: 65535", "product_version: 99.9.9"]),
        Vector(
            "2A50", "00 (reserved) 0000 0000 0000",
            ["vendor_id_source: unknown (0x0)", "vendor_id: 0", "product_id: 0", "product_version: 0.0.0"]),
        Vector(
            "2A50", "03 (reserved) 0100 0000 AF12 (no decimal)",
            ["vendor_id_source: unknown (0x3)", "vendor_id: 1", "product_id: 0", "product_version: 12.a.f"]),
    ]

    @Test("Identifiers", arguments: numbers)
    func identifiers(vector: Vector) throws { try vector.check() }

    static let udi = [
        Vector("2BFF", "00 (no field)", [], readings: []),
        Vector("2BFF", "01 (label) 28 30 31 29 00", ["udi_label: (01)"]),
        Vector("2BFF", "02 (device identifier) 30 39 00", ["udi_device_identifier: 09"]),
        Vector("2BFF", "04 (issuer) 32 2E 35 00", ["udi_issuer: 2.5"]),
        Vector("2BFF", "08 (authority) 32 2E 31 36 00", ["udi_authority: 2.16"]),
        Vector(
            "2BFF", "0F (all) 41 00 (label) 42 43 00 (device identifier) 00 (issuer, empty) 44 00 (authority)",
            ["udi_label: A", "udi_device_identifier: BC", "udi_issuer: ", "udi_authority: D"]),
        Vector("2BFF", "F1 (label, reserved) 41 00", ["udi_label: A", "reserved_flags: unknown (0xf0)"]),
        Vector(
            "2BFF", "12 (device identifier, reserved) 41 00 58 00 (what the reserved flag stands for)",
            ["udi_device_identifier: A", "unknown: 58 00", "reserved_flags: unknown (0x10)"], wholePrefixes: [3, 4]),
    ]

    @Test("UDI for Medical Devices", arguments: udi)
    func medicalIdentity(vector: Vector) throws { try vector.check() }

    @Test("A UDI text has to be closed and UTF-8, and nothing may follow")
    func refusedUDI() throws {
        let characteristic = try #require(CharacteristicDescription(uuid: Vector("2BFF", "", []).uuid))
        #expect(throws: DecodingError.truncated(at: 2, needs: 1, has: 0)) { try characteristic.decode([0x01, 0x41]) }
        #expect(throws: DecodingError.notUTF8(at: 1)) { try characteristic.decode([0x01, 0xC3, 0x00]) }
        #expect(throws: DecodingError.trailing(at: 3, has: 1)) { try characteristic.decode([0x01, 0x41, 0x00, 0x00]) }
    }

    static let certificates = [
        // Two entries of Continua: version with one certified class, and the regulation status.
        Vector(
            "2A2A",
            "0002 (count) 0012 (length) 02 01 0008 (Continua, version) 01 05 0001 0002 2004 02 02 0002 (Continua, regulation) 8000",
            [
                "count: 2", "authorizing_body: Continua", "continua_version: 1.5", "certified_device_classes: 8196",
                "authorizing_body: Continua", "regulation_status: unregulated",
            ], readings: [], wholePrefixes: Set(0..<22)),
        Vector(
            "2A2A", "0001 (count) 0006 (length) 02 02 0002 (Continua, regulation) 0001 (reserved bit)",
            ["count: 1", "authorizing_body: Continua", "regulation_status: regulated", "unknown_regulation_status: unknown (0x1)"],
            wholePrefixes: Set(0..<10)),
        Vector(
            "2A2A", "0003 (count) 000F (length) 00 00 0000 (empty) 01 07 0001 (IEEE) AA FE 00 0002 (experimental) 0102",
            [
                "count: 3", "authorizing_body: empty", "structure_type: 0", "data: none", "authorizing_body: IEEE", "structure_type: 7",
                "data: aa", "authorizing_body: experimental", "structure_type: 0", "data: 01 02",
            ], wholePrefixes: Set(0..<19)),
        // A version whose list of classes is longer than its entry: shown as it is.
        Vector(
            "2A2A", "0001 (count) 000A (length) 02 01 0006 (Continua, version) 01 05 0001 0002",
            ["count: 1", "authorizing_body: Continua", "structure_type: 1", "data: 01 05 00 01 00 02"], wholePrefixes: Set(0..<14)),
        Vector("2A2A", "0000 0000", ["count: 0"], wholePrefixes: Set(0..<4)),
        Vector(
            "2A2A", "0001 0004 09 00 0000 (unknown authority)",
            ["count: 1", "authorizing_body: unknown (0x9)", "structure_type: 0", "data: none"], wholePrefixes: Set(0..<8)),
        // What chips come with: no list.
        Vector("2A2A", "FE 00 65 78 70", ["regulatory_certification_data: fe 00 65 78 70"], wholePrefixes: Set(0..<5)),
        Vector(
            "2A2A", "0002 0004 02 09 0000 (one entry short)", ["regulatory_certification_data: 00 02 00 04 02 09 00 00"],
            wholePrefixes: Set(0..<8)),
    ]

    @Test("Regulatory certification", arguments: certificates)
    func certification(vector: Vector) throws { try vector.check() }
}
