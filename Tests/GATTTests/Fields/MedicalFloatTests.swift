import GATT
import Testing

@Suite("Medical floats")
struct MedicalFloatTests {
    @Test(
        "An SFLOAT is a decimal, digits kept",
        arguments: [
            (0x0078, "120", 120.0), (0xF16C, "36.4", 36.4), (0xE3E8, "10.00", 10), (0x8001, "0.00000001", 1e-8), (0x7001, "1e7", 1e7),
            (0x0FFF, "-1", -1), (0xF803 as UInt16, "-204.5", -204.5), (0x07FD, "2045", 2045),
        ] as [(UInt16, String, Double)])
    func sfloat(bits: UInt16, text: String, value: Double) {
        #expect(MedicalFloat(sfloat: bits).description == text)
        #expect(MedicalFloat(sfloat: bits).double == value)
    }

    @Test(
        "A FLOAT is a decimal, digits kept",
        arguments: [
            (0xFE00_0E38, "36.40", 36.4), (0xFF00_016C, "36.4", 36.4), (0x0000_0025, "37", 37), (0xFEFF_FFFF, "-0.01", -0.01),
            (0x7F00_0001, "1e127", 1e127), (0x8000_0001, "0." + String(repeating: "0", count: 127) + "1", 1e-128),
        ] as [(UInt32, String, Double)])
    func float(bits: UInt32, text: String, value: Double) {
        #expect(MedicalFloat(float: bits).description == text)
        #expect(MedicalFloat(float: bits).double == value)
    }

    @Test(
        "A special value says why there is no number",
        arguments: [
            (0x07FF, 0x007F_FFFF, "NaN"), (0x0800, 0x0080_0000, "NRes"), (0x07FE, 0x007F_FFFE, "+INFINITY"),
            (0x0802, 0x0080_0002, "-INFINITY"), (0x0801, 0x0080_0001, "reserved"),
        ] as [(UInt16, UInt32, String)])
    func special(short: UInt16, long: UInt32, text: String) {
        #expect(MedicalFloat(sfloat: short).description == text)
        #expect(MedicalFloat(float: long).description == text)
        #expect(MedicalFloat(sfloat: short).double == nil)
        #expect(MedicalFloat(float: long) == MedicalFloat(sfloat: short))
    }

    @Test("Every SFLOAT and its decimal text are the same number")
    func exact() {
        for bits in 0...UInt16.max {
            guard let decimal = MedicalFloat(sfloat: bits).decimal else { continue }
            #expect(Double(decimal.description) == decimal.double)
        }
    }
}
