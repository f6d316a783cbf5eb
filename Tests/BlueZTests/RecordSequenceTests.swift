import GATT
import Testing
import Vitals

@testable import BlueZ

@Suite("Records and refusals as BlueZ tells them")
struct RecordSequenceTests {
    @Test("A glucose measurement is a whole record, or its first value when a context follows")
    func glucose() {
        // flags, sequence number 258
        #expect(RecordSequence.part(.glucoseMeasurement, [0x00, 0x02, 0x01, 9, 9])?.isLast == true)
        #expect(RecordSequence.part(.glucoseMeasurement, [0x10, 0x02, 0x01, 9, 9])?.isLast == false)
        let context = RecordSequence.part(.glucoseMeasurementContext, [0x00, 0x02, 0x01])
        #expect(context?.sequence == 258 && context?.isFirst == false && context?.isLast == true)
        #expect(RecordSequence.part(.glucoseMeasurement, [0x00, 0x02]) == nil)
        #expect(RecordSequence.part(.heartRateMeasurement, [0x00, 0x02, 0x01]) == nil)
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
