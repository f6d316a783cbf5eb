import GATT
import Testing

@Suite("Bond Management")
struct BondManagementTests {
    private static let names = [
        "delete bond of requesting device (br/edr and le)", "delete bond of requesting device (br/edr)",
        "delete bond of requesting device (le)", "delete all bonds on server (br/edr and le)", "delete all bonds on server (br/edr)",
        "delete all bonds on server (le)", "delete all but the active bond on server (br/edr and le)",
        "delete all but the active bond on server (br/edr)", "delete all but the active bond on server (le)",
    ]

    static let vectors: [Vector] =
        zip(["03", "04", "05", "06", "07", "08", "09", "0A", "0B"], names).flatMap { code, name in
            [
                Vector("2AA4", code, ["op_code: \(name)"], readings: []),
                Vector("2AA4", "\(code) 3132 (12)", ["op_code: \(name)", "authorization_code: 31 32"], wholePrefixes: [1, 2]),
            ]
        } + [
            Vector("2AA4", "00", ["op_code: unknown (0x0)"]),
            Vector("2AA4", "02", ["op_code: unknown (0x2)"]),
            Vector("2AA4", "0C", ["op_code: unknown (0xc)"]),
            Vector("2AA4", "FF", ["op_code: unknown (0xff)"]),
            Vector("2AA5", "000000", ["bond_management_feature: none"], readings: []),
            Vector("2AA5", "010000", ["bond_management_feature: delete bond of requesting device (br/edr and le)"]),
            Vector(
                "2AA5", "300000",
                [
                    "bond_management_feature: delete bond of requesting device (le only), "
                        + "authorization code required for delete bond of requesting device (le only)"
                ]),
            Vector("2AA5", "400000", ["bond_management_feature: delete all bonds on server (br/edr and le)"]),
            Vector("2AA5", "000100", ["bond_management_feature: delete all bonds on server (br/edr only)"]),
            Vector("2AA5", "001000", ["bond_management_feature: delete all but the active bond on server (br/edr and le)"]),
            Vector(
                "2AA5", "000006",
                [
                    "bond_management_feature: authorization code required for delete all but the active bond on server (le only), "
                        + "identify yourself"
                ]),
            Vector("2AA5", "000078", ["bond_management_feature: none", "unknown_bond_management_feature: unknown (0x780000)"]),
            Vector("2AA5", "000080 8001", ["bond_management_feature: feature extension", "feature_extension: 80 01"]),
        ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }
}
