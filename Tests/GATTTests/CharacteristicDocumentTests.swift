import GATT
import TestSupport
import Testing
import Vitals

@Suite("The table of characteristics")
struct CharacteristicDocumentTests {
    @Test("Sources/GATT/README.md lists every characteristic (WRITE_DOCUMENTS=yes writes the table)")
    func table() throws {
        let rows = CharacteristicDescription.all.map { characteristic in
            ["`\(characteristic.uuid)`", characteristic.name, characteristic.service.name, characteristic.access.rawValue]
        }
        #expect(
            try DocumentTable(
                file: "Sources/GATT/README.md", heading: "## Characteristics", columns: ["UUID", "characteristic", "service", "access"],
                rows: rows
            ).isUpToDate())
    }
}
