import GATT
import Testing
import Vitals

@testable import BlueZ

@Suite("Records and refusals as BlueZ tells them")
struct RecordSourceTests {
    @Test("A glucose measurement is a whole record, or its first value when a context follows")
    func glucose() {
        // flags, sequence number 258
        let whole = RecordSource.Part(begins: .numbered([258]), isLast: true)
        #expect(RecordSource.glucose.part(.glucoseMeasurement, [0x00, 0x02, 0x01, 9, 9]) == whole)
        #expect(RecordSource.glucose.part(.glucoseMeasurement, [0x10, 0x02, 0x01, 9, 9])?.isLast == false)
        let context = RecordSource.Part(begins: .nothing(of: 258), isLast: true)
        #expect(RecordSource.glucose.part(.glucoseMeasurementContext, [0x00, 0x02, 0x01]) == context)
        #expect(RecordSource.glucose.part(.glucoseMeasurement, [0x00, 0x02]) == nil)
        #expect(RecordSource.glucose.part(.heartRateMeasurement, [0x00, 0x02, 0x01]) == nil)
    }

    @Test("A blood-pressure record is one segment or several")
    func bloodPressure() {
        // header, sequence number 258, UUID, bytes
        let segments: [(UInt8, RecordSource.Part)] = [
            (0b11, .init(begins: .numbered([258]), isLast: true)), (0b01, .init(begins: .numbered([258]), isLast: false)),
            (0b100, .init(begins: .nothing(of: 258), isLast: false)), (0b1010, .init(begins: .nothing(of: 258), isLast: true)),
        ]
        for (header, part) in segments {
            #expect(RecordSource.bloodPressure.part(.bloodPressureRecord, [header, 0x02, 0x01, 0x34, 0x2B, 9]) == part)
        }
        #expect(RecordSource.bloodPressure.part(.bloodPressureRecord, [0b11, 0x02]) == nil)
    }

    @Test("A notification of a glucose sensor holds one record or several, each with its minute")
    func continuousGlucose() {
        // size, flags, glucose, minutes since the session began
        let one: [UInt8] = [6, 0, 0x70, 0, 5, 0]
        let other: [UInt8] = [8, 1, 0x71, 0, 0x0A, 1, 9, 9]
        #expect(RecordSource.continuousGlucose.part(.cgmMeasurement, one) == .init(begins: .numbered([5]), isLast: true))
        #expect(RecordSource.continuousGlucose.part(.cgmMeasurement, one + other) == .init(begins: .numbered([5, 266]), isLast: true))
        for malformed in [[], [6, 0, 0x70, 0, 5], one + [5], one + [7, 0, 0x70, 0, 5, 0], [0, 0, 0, 0, 0, 0]] as [[UInt8]] {
            #expect(RecordSource.continuousGlucose.part(.cgmMeasurement, malformed) == nil)
        }
    }

    @Test("Spot checks have no numbers")
    func spotChecks() {
        #expect(RecordSource.spotChecks.part(.plxSpotCheckMeasurement, [0, 1, 2, 3, 4]) == .init(begins: .unnumbered, isLast: true))
        #expect(RecordSource.spotChecks.part(.cgmMeasurement, [0, 1, 2, 3, 4]) == nil)
    }

    @Test(
        "An error of BlueZ is the device's code behind it, or none",
        arguments: [
            ("org.bluez.Error.Failed", "Operation failed with ATT error: 0x80", 0x80),
            ("org.bluez.Error.Failed", "Operation failed with ATT error: 0xfd", 0xFD),
            ("org.bluez.Error.NotPermitted", "Write not permitted", 0x03), ("org.bluez.Error.NotPermitted", "Not paired", 0x05),
            ("org.bluez.Error.InProgress", "In Progress", 0xFE), ("org.bluez.Error.Failed", "Not connected", nil),
        ] as [(String, String, UInt8?)])
    func refusals(name: String, message: String, code: UInt8?) {
        #expect(ATTError(bluezError: name, message)?.rawValue == code)
    }
}
