import Testing
import Vitals

@Suite("Addresses, identifiers and UUIDs")
struct NamesTests {
    @Test("An address is read in either case and written in capitals")
    func address() throws {
        let address = try #require(DeviceAddress("c0:00:00:00:0a:01", isRandom: true))
        #expect(address.description == "C0:00:00:00:0A:01")
        #expect(address.isRandom)
        #expect(DeviceAddress(rawValue: address.rawValue) == address)
        #expect(DeviceAddress("C0-00-00-00-0A-01")?.octets == address.octets)
    }

    @Test(
        "What is no address is refused",
        arguments: ["", "C0", "C0:00:00:00:0A", "C0:00:00:00:0A:01:02", "C0:00:00:00:0A:G1", "+1:00:00:00:00:00"])
    func notAnAddress(text: String) {
        #expect(DeviceAddress(text) == nil)
        #expect(DeviceAddress(rawValue: 1 << 49) == nil)
    }

    @Test("A name that would be more than one topic level or URL segment is refused")
    func identifiers() throws {
        #expect(try PersonID("anna-2.b_c").text == "anna-2.b_c")
        #expect(throws: IdentifierError.empty) { try PersonID("") }
        #expect(throws: IdentifierError.character("/")) { try PersonID("a/b") }
        #expect(throws: IdentifierError.character("+")) { try GatewayID("+") }
        #expect(throws: IdentifierError.character("ä")) { try GatewayID("gerät") }
        #expect(throws: IdentifierError.tooLong(length: 65, max: 64)) { try GatewayID(String(repeating: "a", count: 65)) }
    }

    @Test(
        "A UUID is read in every form that people write",
        arguments: ["2a37", "2A37", "0x2A37", "00002a37", "00002a37-0000-1000-8000-00805f9b34fb", "00002A3700001000800000805F9B34FB"])
    func shortForms(text: String) {
        #expect(BluetoothUUID(text) == BluetoothUUID(short: 0x2A37))
        #expect(BluetoothUUID(text)?.description == "2a37")
    }

    @Test("A UUID of a vendor keeps its 128 bits")
    func vendor() {
        let text = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"
        #expect(BluetoothUUID(text)?.description == text)
        #expect(BluetoothUUID(text)?.short == nil)
        for wrong in ["", "2a3", "2a37x", "fb005c82-02e7", "zz005c82-02e7-f387-1cad-8acd2d8df0c8"] { #expect(BluetoothUUID(wrong) == nil) }
    }

    @Test("Each metric is found by its key")
    func metrics() {
        for metric in Metric.all { #expect(Metric(key: metric.key) == metric) }
        #expect(Metric(key: "heart rate") == nil)
    }
}
