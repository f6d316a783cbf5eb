// A cursor travels through URLs and comes back the same, or is refused.

import Testing
import Timeline
import Vitals

@Suite("Cursors")
struct ObservationCursorTests {
    @Test("A cursor reads what it writes")
    func roundTrip() throws {
        let cursor = ObservationCursor(of: try .sample(at: 1_795_417_200_123, offset: 7, frame: 3, part: 16))
        #expect(cursor.description == "1795417200123.7.3.16")
        #expect(ObservationCursor(cursor.description) == cursor)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "1", "1.2.3", "1.2.3.4.5", "a.b.c.d", "-9223372036854775808.0.0.0", "9223372036854775807.0.0.0", "1.2.3.99999999999",
            "1..3.4",
        ])
    func refused(text: String) {
        #expect(ObservationCursor(text) == nil)
    }
}
