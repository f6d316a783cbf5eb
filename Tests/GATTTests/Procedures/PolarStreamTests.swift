import GATT
import Testing
import Vitals

@Suite("A Polar sensor's stream")
struct PolarStreamTests {
    typealias Action = PolarStream.Action

    static func at(_ seconds: Int) -> Instant { Instant(sinceBoot: .seconds(seconds)) }

    /// An H10's acceleration: 25, 50, 100 and 200 Hz, 16 bits, ±2, 4 and 8 g.
    static let settings = Vector.bytes(
        "F0 01 02 00 (success) 00 (no more) 00 04 1900 3200 6400 C800 (rates) 01 01 1000 (bits) 02 03 0200 0400 0800 (ranges)")
    static let ask = Action.write([0x01, 0x02])
    static let start = Action.write(Vector.bytes("02 02 00 01 6400 01 01 1000 02 01 0800"))
    static let stop = Action.write([0x03, 0x02])
    static func answer(_ opCode: UInt8, _ code: UInt8) -> [UInt8] { [0xF0, opCode, 0x02, code, 0x00] }

    /// At 100 Hz, or as far as that.
    static func streaming(_ stream: inout PolarStream, at now: Int = 0) {
        _ = stream.started(at: at(now))
        _ = stream.response(settings, at: at(now))
        _ = stream.response(answer(2, 0), at: at(now))
    }

    @Test("Settings are asked for, the best up to the limit are chosen, and the stream runs until it is stopped")
    func whole() {
        var stream = PolarStream(type: 2, sampleRateMax: 130)
        #expect(stream.started(at: Self.at(0)) == [Self.ask, .waitUntil(Self.at(10))])
        #expect(stream.response(Self.settings, at: Self.at(1)) == [Self.start, .waitUntil(Self.at(11))])
        #expect(
            stream.response(Vector.bytes("F0 02 02 00 00 05 01 DB0F4940"), at: Self.at(2)) == [
                .streaming(sampleRate: 100, factorBits: 0x4049_0FDB)
            ])
        #expect(stream.timer(at: Self.at(99)) == [])
        #expect(stream.refused(.outOfRange, at: Self.at(99)) == [])
        #expect(stream.stop(at: Self.at(100)) == [Self.stop, .waitUntil(Self.at(110))])
        #expect(stream.stop(at: Self.at(100)) == [])
        #expect(stream.response(Self.answer(3, 0), at: Self.at(101)) == [.finished(.stopped(isConfirmed: true))])
        #expect(stream.connected(at: Self.at(102)) == [])
    }

    @Test(
        "The sample rate is the highest up to the limit, or the lowest",
        arguments: [(1000, "C800"), (200, "C800"), (199, "6400"), (25, "1900"), (24, "1900"), (0, "1900")])
    func rates(limit: Int, rate: String) {
        var stream = PolarStream(type: 2, sampleRateMax: limit)
        _ = stream.started(at: Self.at(0))
        #expect(
            stream.response(Self.settings, at: Self.at(0)).first
                == .write(Vector.bytes("02 02 00 01 \(rate) 01 01 1000 02 01 0800")))
    }

    @Test("Every kind of setting is chosen; what is unknown is left to the sensor")
    func kinds() {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        _ = stream.started(at: Self.at(0))
        let all = Vector.bytes("F0 01 02 00 00 04 02 0103 03 01 78563412 01 02 1600 0E00 05 01 00000000 00 01 3400 77 (unknown) 01 00")
        #expect(
            stream.response(all, at: Self.at(0)).first
                == .write(Vector.bytes("02 02 00 01 3400 01 01 1600 03 01 78563412 04 01 03")))
        #expect(stream.response(Self.answer(2, 0), at: Self.at(0)) == [.streaming(sampleRate: 52, factorBits: nil)])
    }

    @Test("Settings in two indications are put together; a cut-off or empty list leaves them to the sensor")
    func parts() {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        _ = stream.started(at: Self.at(0))
        #expect(stream.response(Vector.bytes("F0 01 02 00 01 00 02 19"), at: Self.at(5)) == [.waitUntil(Self.at(15))])
        #expect(
            stream.response(Vector.bytes("F0 01 02 00 00 00 3200"), at: Self.at(6)).first == .write(Vector.bytes("02 02 00 01 3200")))
        for list in ["", "00", "00 02 1900 32", "00 00"] {
            _ = stream.started(at: Self.at(20))
            #expect(stream.response(Vector.bytes("F0 01 02 00 00 \(list)"), at: Self.at(20)).first == .write([0x02, 0x02]))
        }
        _ = stream.started(at: Self.at(20))
        #expect(stream.response([0xF0, 0x01, 0x02, 0x00], at: Self.at(20)).first == .write([0x02, 0x02]))
    }

    @Test("A list without end is not read to its end")
    func endless() {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        _ = stream.started(at: Self.at(0))
        var actions: [Action] = []
        for _ in 0..<10 where actions.first != .finished(.failed(0)) {
            actions = stream.response([0xF0, 0x01, 0x02, 0x00, 0x01] + [UInt8](repeating: 0, count: 100), at: Self.at(0))
        }
        #expect(actions == [.finished(.failed(0))])
    }

    @Test("Peak-to-peak intervals have no settings")
    func peakToPeak() {
        var stream = PolarStream(type: 3, sampleRateMax: 100)
        #expect(stream.started(at: Self.at(0)) == [.write([0x02, 0x03]), .waitUntil(Self.at(10))])
        #expect(stream.response([0xF0, 0x02, 0x03, 0x00], at: Self.at(0)) == [.streaming(sampleRate: nil, factorBits: nil)])
    }

    @Test(
        "What does not pass ends it",
        arguments: [
            (1, .notSupported), (2, .notSupported), (3, .notSupported), (4, .failed(4)), (5, .failed(5)), (7, .failed(7)), (8, .failed(8)),
            (9, .failed(9)), (10, .failed(10)), (11, .failed(11)), (14, .failed(14)), (99, .failed(99)),
        ] as [(UInt8, PolarStream.Outcome)])
    func failed(code: UInt8, outcome: PolarStream.Outcome) {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        _ = stream.started(at: Self.at(0))
        #expect(stream.response(Self.answer(1, code), at: Self.at(1)) == [.finished(outcome)])
        _ = stream.started(at: Self.at(2))
        _ = stream.response(Self.settings, at: Self.at(3))
        #expect(stream.response(Self.answer(2, code), at: Self.at(4)) == [.finished(outcome)])
        stream.linkLost()
        #expect(stream.connected(at: Self.at(5)) == [])
    }

    @Test(
        "A sensor that is not ready or is charged is tried again, a few times",
        arguments: [(12, [2, 4, 8, 16, 32], .notReady), (13, [60, 60, 60, 60, 60], .charging)] as [(UInt8, [Int], PolarStream.Outcome)])
    func notReady(code: UInt8, pauses: [Int], outcome: PolarStream.Outcome) {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        var now = 0
        var actions = stream.started(at: Self.at(0))
        for pause in pauses {
            #expect(actions.first == Self.ask)
            _ = stream.response(Self.settings, at: Self.at(now))
            #expect(stream.response(Self.answer(2, code), at: Self.at(now)) == [.waitUntil(Self.at(now + pause))])
            #expect(stream.timer(at: Self.at(now)) == [.waitUntil(Self.at(now + pause))])
            now += pause
            actions = stream.timer(at: Self.at(now))
        }
        #expect(stream.response(Self.answer(1, code), at: Self.at(now)) == [.finished(outcome)])
        // A new link, a new try.
        stream.linkLost()
        #expect(stream.connected(at: Self.at(now)).first == Self.ask)
    }

    @Test("A stream that already runs is stopped and started with the chosen settings, once")
    func alreadyRunning() {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        _ = stream.started(at: Self.at(0))
        _ = stream.response(Self.settings, at: Self.at(1))
        #expect(stream.response(Self.answer(2, 6), at: Self.at(2)) == [Self.stop, .waitUntil(Self.at(12))])
        #expect(stream.response(Self.answer(3, 0), at: Self.at(3)) == [Self.start, .waitUntil(Self.at(13))])
        #expect(stream.response(Self.answer(2, 6), at: Self.at(4)) == [.streaming(sampleRate: 100, factorBits: nil)])
        // Asked for settings, it makes no sense, and passes.
        _ = stream.started(at: Self.at(10))
        #expect(stream.response(Self.answer(1, 6), at: Self.at(11)) == [.waitUntil(Self.at(13))])
    }

    @Test("A stream that the sensor ended is started again")
    func stoppedBySensor() {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        #expect(stream.response([0x01, 0x02], at: Self.at(0)) == [])
        Self.streaming(&stream)
        #expect(stream.response([0x01, 0x00], at: Self.at(1)) == [], "another measurement")
        #expect(stream.response([0x01, 0x00, 0x82], at: Self.at(1)) == [.waitUntil(Self.at(3))])
        #expect(stream.timer(at: Self.at(3)).first == Self.ask)
        _ = stream.response(Self.settings, at: Self.at(3))
        _ = stream.response(Self.answer(2, 0), at: Self.at(3))
        // Soon after: later. Long after: as the first time.
        #expect(stream.response([0x01, 0x02], at: Self.at(4)) == [.waitUntil(Self.at(8))])
        _ = stream.timer(at: Self.at(8))
        _ = stream.response(Self.settings, at: Self.at(8))
        _ = stream.response(Self.answer(2, 0), at: Self.at(8))
        #expect(stream.response([0x01, 0x02], at: Self.at(68)) == [.waitUntil(Self.at(70))])
        // While it is stopped, it is what was wanted.
        Self.streaming(&stream, at: 80)
        _ = stream.stop(at: Self.at(81))
        #expect(stream.response([0x01, 0x02], at: Self.at(82)) == [.finished(.stopped(isConfirmed: true))])
    }

    @Test("A lost link starts it again, unless it was being stopped")
    func linkLost() {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        Self.streaming(&stream)
        stream.linkLost()
        #expect(stream.response(Self.answer(2, 0), at: Self.at(1)) == [])
        #expect(stream.connected(at: Self.at(10)) == [Self.ask, .waitUntil(Self.at(20))])
        #expect(stream.connected(at: Self.at(10)) == [])
        Self.streaming(&stream, at: 20)
        _ = stream.stop(at: Self.at(21))
        stream.linkLost()
        #expect(stream.connected(at: Self.at(30)) == [])
    }

    @Test("A stop that is refused or not answered has stopped it, as far as anybody knows")
    func stopUnconfirmed() {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        Self.streaming(&stream)
        _ = stream.stop(at: Self.at(1))
        #expect(stream.timer(at: Self.at(11)) == [.finished(.stopped(isConfirmed: false))])
        Self.streaming(&stream, at: 20)
        _ = stream.stop(at: Self.at(21))
        #expect(stream.refused(.outOfRange, at: Self.at(22)) == [.finished(.stopped(isConfirmed: false))])
        Self.streaming(&stream, at: 30)
        _ = stream.stop(at: Self.at(31))
        #expect(stream.response(Self.answer(3, 12), at: Self.at(32)) == [.finished(.stopped(isConfirmed: false))])
        Self.streaming(&stream, at: 30)
        _ = stream.stop(at: Self.at(31))
        #expect(stream.response(Self.answer(3, 6), at: Self.at(32)) == [.finished(.stopped(isConfirmed: true))])
    }

    @Test("A stream that does not run yet is stopped at once")
    func stoppedEarly() {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        _ = stream.started(at: Self.at(0))
        #expect(stream.stop(at: Self.at(1)) == [.finished(.stopped(isConfirmed: true))])
        #expect(stream.response(Self.settings, at: Self.at(2)) == [])
        #expect(stream.timer(at: Self.at(99)) == [])
    }

    @Test("Silence is tried again, and given up")
    func silence() {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        var actions = stream.started(at: Self.at(0))
        var now = 0
        for _ in 0..<40 where actions.first != .finished(.silence) {
            now += 5
            actions = stream.timer(at: Self.at(now))
        }
        #expect(actions == [.finished(.silence)])
    }

    @Test("A refused write ends it; one that comes too early does not")
    func refused() {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        _ = stream.started(at: Self.at(0))
        #expect(stream.refused(.procedureAlreadyInProgress, at: Self.at(1)) == [.waitUntil(Self.at(3))])
        _ = stream.timer(at: Self.at(3))
        #expect(
            stream.refused(.insufficientAuthentication, at: Self.at(4)) == [.finished(.refused(.insufficientAuthentication))])
    }

    @Test(
        "Values that answer nothing are left alone",
        arguments: [[], [0xF0], [0xF0, 1, 2], [0xF0, 1, 0, 0, 0], [0xF0, 2, 2, 0, 0], [0x0F, 1, 2, 0, 0]] as [[UInt8]])
    func noAnswer(value: [UInt8]) {
        var stream = PolarStream(type: 2, sampleRateMax: 100)
        _ = stream.started(at: Self.at(0))
        #expect(stream.response(value, at: Self.at(1)) == [])
    }
}
