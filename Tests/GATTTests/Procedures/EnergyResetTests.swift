import GATT
import Testing
import Vitals

@Suite("Resetting the energy expended")
struct EnergyResetTests {
    static func at(_ seconds: Int) -> Instant { Instant(sinceBoot: .seconds(seconds)) }

    @Test("One write, and it is done")
    func reset() {
        var reset = EnergyReset()
        #expect(reset.written() == [])
        #expect(reset.started(at: Self.at(0)) == [.write([0x01]), .waitUntil(Self.at(30))])
        #expect(reset.timer(at: Self.at(29)) == [.waitUntil(Self.at(30))])
        #expect(reset.written() == [.finished(.reset)])
        #expect(reset.timer(at: Self.at(31)) == [])
        #expect(reset.linkLost() == [])
    }

    @Test(
        "A refusal ends it",
        arguments: [(0x80, .notSupported), (0x05, .refused(.insufficientAuthentication))] as [(UInt8, EnergyReset.Outcome)])
    func refused(code: UInt8, outcome: EnergyReset.Outcome) {
        var reset = EnergyReset()
        _ = reset.started(at: Self.at(0))
        #expect(reset.refused(ATTError(rawValue: code)) == [.finished(outcome)])
        #expect(reset.refused(ATTError(rawValue: code)) == [])
    }

    @Test("So do silence and the end of the link")
    func silence() {
        var reset = EnergyReset()
        _ = reset.started(at: Self.at(0))
        #expect(reset.timer(at: Self.at(30)) == [.finished(.silence)])
        _ = reset.started(at: Self.at(40))
        #expect(reset.linkLost() == [.finished(.linkLost)])
    }
}
