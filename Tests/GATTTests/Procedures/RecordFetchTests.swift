import GATT
import Testing
import Vitals

@Suite("Fetching stored records")
struct RecordFetchTests {
    typealias Action = RecordFetch.Action

    /// Names receipts by the sequence number that was stored last under one.
    struct Gateway: ~Copyable {
        var fetch = RecordFetch()
        var receipts: [UInt16: UInt64] = [:]

        mutating func started(at now: Instant, watermark: UInt16?) -> [Action] { fetch.started(at: now, watermark: watermark) }
        mutating func response(_ value: [UInt8], at now: Instant) -> [Action] { fetch.response(value, at: now) }
        mutating func refused(_ error: ATTError, at now: Instant) -> [Action] { fetch.refused(error, at: now) }
        mutating func timer(at now: Instant) -> [Action] { fetch.timer(at: now) }
        mutating func linkLost() { fetch.linkLost() }
        mutating func cancelled() -> [Action] { fetch.cancelled() }

        /// What has to be done besides storing it.
        mutating func record(_ sequence: UInt16, at now: Instant) -> [Action] {
            let actions = fetch.record(sequence, at: now)
            guard case .store(let receipt) = actions.first else { return actions }
            receipts[sequence] = receipt
            return Array(actions.dropFirst())
        }

        mutating func committed(upTo sequence: UInt16, at now: Instant) -> [Action] {
            fetch.committed(upTo: receipts[sequence] ?? 0, at: now)
        }
    }

    static func at(_ seconds: Int) -> Instant { Instant(sinceBoot: .seconds(seconds)) }
    static func response(_ code: UInt8, to opCode: UInt8 = 0x01) -> [UInt8] { [0x06, 0x00, opCode, code] }

    static let all = Action.write([0x01, 0x01])
    static let last = Action.write([0x01, 0x06])
    static let abort = Action.write([0x03, 0x00])
    static func atLeast(_ sequence: UInt16) -> Action {
        .write([0x01, 0x03, 0x01, UInt8(truncatingIfNeeded: sequence), UInt8(sequence >> 8)])
    }
    static func complete(_ records: Int, confirmed: Bool = true) -> Action {
        .finished(.complete(records: records, isNewestConfirmed: confirmed))
    }

    @Test("The first fetch asks for everything, and the watermark follows the commits")
    func first() {
        var fetch = Gateway()
        #expect(fetch.fetch.isActive == false)
        #expect(fetch.started(at: Self.at(0), watermark: nil) == [Self.all, .waitUntil(Self.at(30))])
        #expect(fetch.fetch.isActive == true)
        #expect(fetch.record(0, at: Self.at(1)) == [])
        #expect(fetch.record(1, at: Self.at(1)) == [])
        #expect(fetch.record(2, at: Self.at(1)) == [])
        #expect(fetch.committed(upTo: 1, at: Self.at(2)) == [.advance(1)])
        #expect(fetch.response(Self.response(1), at: Self.at(3)) == [.waitUntil(Self.at(33))])
        #expect(fetch.committed(upTo: 2, at: Self.at(4)) == [.advance(2), Self.complete(3)])
        #expect(fetch.fetch.isActive == false)
        #expect(fetch.timer(at: Self.at(99)) == [])
        // Live values afterwards carry the watermark on.
        #expect(fetch.record(3, at: Self.at(100)) == [])
        #expect(fetch.committed(upTo: 3, at: Self.at(101)) == [.advance(3)])
        // An older one is stored, and does not move it.
        #expect(fetch.record(1, at: Self.at(102)) == [])
        #expect(fetch.committed(upTo: 1, at: Self.at(103)) == [])
        #expect(fetch.cancelled() == [])
    }

    @Test("A device without records has nothing to give")
    func empty() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: nil)
        #expect(fetch.response(Self.response(6), at: Self.at(1)) == [Self.complete(0)])
        #expect(fetch.record(5, at: Self.at(2)) == [])
        #expect(fetch.committed(upTo: 5, at: Self.at(3)) == [.advance(5)])
    }

    @Test("Later fetches ask from the watermark on, and whether the newest record is known")
    func later() {
        var fetch = Gateway()
        #expect(fetch.started(at: Self.at(0), watermark: 258) == [Self.atLeast(259), .waitUntil(Self.at(30))])
        _ = fetch.record(259, at: Self.at(1))
        // It may be the newest of several that come newest first.
        #expect(fetch.committed(upTo: 259, at: Self.at(1)) == [])
        #expect(fetch.response(Self.response(1), at: Self.at(2)) == [.advance(259), Self.last, .waitUntil(Self.at(32))])
        #expect(fetch.record(259, at: Self.at(3)) == [.ignore(259)])
        #expect(fetch.response(Self.response(1), at: Self.at(4)) == [Self.complete(1)])
    }

    @Test("No records found, and the newest is the one known: up to date")
    func upToDate() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 7)
        #expect(fetch.response(Self.response(6), at: Self.at(1)) == [Self.last, .waitUntil(Self.at(31))])
        _ = fetch.record(7, at: Self.at(2))
        #expect(fetch.response(Self.response(1), at: Self.at(2)) == [Self.complete(0)])
        // A device that was emptied meanwhile.
        _ = fetch.started(at: Self.at(0), watermark: 7)
        _ = fetch.response(Self.response(6), at: Self.at(1))
        #expect(fetch.response(Self.response(6), at: Self.at(2)) == [Self.complete(0)])
        // Success without a record.
        _ = fetch.started(at: Self.at(0), watermark: 7)
        _ = fetch.response(Self.response(1), at: Self.at(1))
        #expect(fetch.response(Self.response(1), at: Self.at(2)) == [Self.complete(0)])
    }

    @Test("A device that cannot filter is asked for everything, and what is known is ignored", arguments: [2, 3, 4, 5, 9] as [UInt8])
    func fallback(code: UInt8) {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 2)
        #expect(fetch.response(Self.response(code), at: Self.at(1)) == [Self.all, .waitUntil(Self.at(31))])
        #expect(fetch.record(1, at: Self.at(2)) == [.ignore(1)])
        #expect(fetch.record(2, at: Self.at(2)) == [.ignore(2)])
        #expect(fetch.record(3, at: Self.at(2)) == [])
        #expect(fetch.record(3, at: Self.at(2)) == [.ignore(3)])
        #expect(fetch.committed(upTo: 3, at: Self.at(2)) == [])
        #expect(fetch.response(Self.response(1), at: Self.at(3)) == [.advance(3), Self.complete(1)])
        // The next connection remembers it.
        fetch.linkLost()
        #expect(fetch.started(at: Self.at(10), watermark: 3).first == Self.all)
        #expect(fetch.response(Self.response(code), at: Self.at(11)) == [.finished(.notSupported(.init(rawValue: code)))])
    }

    @Test("A device that does not tell its newest record is not asked again", arguments: [2, 3, 4, 5, 9] as [UInt8])
    func newestNotSupported(code: UInt8) {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 2)
        #expect(fetch.response(Self.response(6), at: Self.at(1)).first == Self.last)
        #expect(fetch.response(Self.response(code), at: Self.at(2)) == [Self.complete(0, confirmed: false)])
        _ = fetch.started(at: Self.at(3), watermark: 2)
        #expect(fetch.response(Self.response(6), at: Self.at(4)) == [Self.complete(0, confirmed: false)])
    }

    @Test("A device that falls silent over its newest record is let alone")
    func newestSilent() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 2)
        _ = fetch.response(Self.response(6), at: Self.at(1))
        #expect(fetch.timer(at: Self.at(31)) == [Self.abort, .waitUntil(Self.at(61))])
        #expect(fetch.timer(at: Self.at(61)) == [.waitUntil(Self.at(63))])
        // Once may be chance, twice is not.
        #expect(fetch.timer(at: Self.at(63)).first == Self.atLeast(3))
        #expect(fetch.response(Self.response(6), at: Self.at(64)).first == Self.last)
        #expect(fetch.timer(at: Self.at(94)) == [Self.abort, .waitUntil(Self.at(124))])
        #expect(fetch.response(Self.response(1, to: 3), at: Self.at(95)) == [Self.complete(0, confirmed: false)])
    }

    @Test("Busy and not completed are tried again, each time later, and then given up", arguments: [8, 0x0A, 0x77] as [UInt8])
    func busy(code: UInt8) {
        var fetch = Gateway()
        var actions = fetch.started(at: Self.at(0), watermark: 9)
        var now = 0
        for pause in [2, 4, 8, 16, 32, 60, 60, 60] {
            #expect(actions.first == Self.atLeast(10))
            #expect(fetch.response(Self.response(code), at: Self.at(now)) == [.waitUntil(Self.at(now + pause))])
            #expect(fetch.timer(at: Self.at(now + pause - 1)) == [.waitUntil(Self.at(now + pause))])
            now += pause
            actions = fetch.timer(at: Self.at(now))
        }
        #expect(fetch.response(Self.response(code), at: Self.at(now)) == [.finished(.gaveUp(.response(.init(rawValue: code))))])
        #expect(fetch.fetch.isActive == false)
    }

    @Test("Silence is aborted, whatever the abort brings, and asked again from the watermark", arguments: [1, 7, nil] as [UInt8?])
    func silence(abortResponse: UInt8?) {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: nil)
        _ = fetch.record(0, at: Self.at(10))
        #expect(fetch.committed(upTo: 0, at: Self.at(11)) == [])
        // The last activity counts.
        #expect(fetch.timer(at: Self.at(30)) == [.waitUntil(Self.at(40))])
        #expect(fetch.timer(at: Self.at(40)) == [Self.abort, .waitUntil(Self.at(70))])
        // A record on its way is taken.
        #expect(fetch.record(1, at: Self.at(41)) == [])
        #expect(fetch.committed(upTo: 1, at: Self.at(41)) == [.advance(1)])
        let retry: [Action]
        if let abortResponse {
            retry = fetch.response(Self.response(abortResponse, to: 0x03), at: Self.at(69))
            #expect(retry == [.waitUntil(Self.at(71))])
        } else {
            #expect(fetch.timer(at: Self.at(71)) == [.waitUntil(Self.at(73))])
        }
        // A late record does not move the watermark.
        #expect(fetch.record(2, at: Self.at(71)) == [])
        #expect(fetch.committed(upTo: 2, at: Self.at(71)) == [])
        #expect(fetch.timer(at: Self.at(80)) == [Self.atLeast(2), .waitUntil(Self.at(110))])
    }

    @Test("A request that ends while it is aborted has ended")
    func endedWhileAborted() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: nil)
        _ = fetch.timer(at: Self.at(30))
        #expect(fetch.response(Self.response(8), at: Self.at(31)) == [])
        #expect(fetch.response(Self.response(1), at: Self.at(31)) == [Self.complete(0)])
        #expect(fetch.response(Self.response(7, to: 3), at: Self.at(32)) == [])
    }

    @Test("A gateway that does not commit is noticed")
    func notCommitted() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: nil)
        _ = fetch.record(0, at: Self.at(1))
        _ = fetch.response(Self.response(1), at: Self.at(2))
        #expect(fetch.timer(at: Self.at(32)) == [.waitUntil(Self.at(34))])
        #expect(fetch.timer(at: Self.at(34)).first == Self.all)
        _ = fetch.record(0, at: Self.at(35))
        // The commit of the first delivery is not that of the second.
        #expect(fetch.fetch.committed(upTo: 1, at: Self.at(36)) == [])
        #expect(fetch.response(Self.response(1), at: Self.at(37)) == [.waitUntil(Self.at(67))])
        #expect(fetch.fetch.committed(upTo: 1, at: Self.at(38)) == [])
        #expect(fetch.fetch.committed(upTo: 2, at: Self.at(38)) == [.advance(0), Self.complete(2)])
        var stuck = Gateway()
        _ = stuck.started(at: Self.at(0), watermark: nil)
        var end: Action?
        for round in 0..<40 where end == nil {
            _ = stuck.record(0, at: Self.at(round * 100))
            _ = stuck.response(Self.response(1), at: Self.at(round * 100))
            let actions = stuck.timer(at: Self.at(round * 100 + 40))
            if case .finished = actions.first { end = actions.first }
            _ = stuck.timer(at: Self.at(round * 100 + 99))
        }
        #expect(end == .finished(.gaveUp(.notCommitted)))
    }

    @Test("A lost link keeps what is committed afterwards; the next start goes on from the watermark")
    func linkLost() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 9)
        _ = fetch.record(10, at: Self.at(1))
        _ = fetch.record(11, at: Self.at(1))
        fetch.linkLost()
        #expect(fetch.fetch.isActive == false)
        #expect(fetch.timer(at: Self.at(99)) == [])
        #expect(fetch.response(Self.response(1), at: Self.at(99)) == [])
        #expect(fetch.refused(.outOfRange, at: Self.at(99)) == [])
        #expect(fetch.committed(upTo: 10, at: Self.at(2)) == [.advance(10)])
        #expect(fetch.started(at: Self.at(100), watermark: 10).first == Self.atLeast(11))
        // The commit of the first delivery of 11 is not that of the second.
        _ = fetch.record(11, at: Self.at(101))
        _ = fetch.record(12, at: Self.at(101))
        #expect(fetch.fetch.committed(upTo: 2, at: Self.at(102)) == [])
        #expect(fetch.committed(upTo: 12, at: Self.at(102)) == [.advance(12)])
    }

    @Test("Records out of order take the watermark back, and it waits for the end")
    func outOfOrder() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 4)
        _ = fetch.record(8, at: Self.at(1))
        _ = fetch.record(9, at: Self.at(1))
        #expect(fetch.committed(upTo: 9, at: Self.at(1)) == [.advance(9)])
        #expect(fetch.record(5, at: Self.at(2)) == [.setBack(4)])
        #expect(fetch.record(6, at: Self.at(2)) == [])
        #expect(fetch.committed(upTo: 6, at: Self.at(2)) == [])
        #expect(fetch.response(Self.response(1), at: Self.at(3)) == [.advance(9), Self.last, .waitUntil(Self.at(33))])
    }

    @Test("Records that come newest first move the watermark at the end only")
    func newestFirst() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: 4)
        _ = fetch.record(7, at: Self.at(1))
        #expect(fetch.committed(upTo: 7, at: Self.at(1)) == [])
        #expect(fetch.record(6, at: Self.at(2)) == [])
        #expect(fetch.record(5, at: Self.at(2)) == [])
        #expect(fetch.committed(upTo: 6, at: Self.at(3)) == [])
        #expect(fetch.response(Self.response(1), at: Self.at(3)) == [.waitUntil(Self.at(33))])
        #expect(fetch.committed(upTo: 5, at: Self.at(4)) == [.advance(7), Self.last, .waitUntil(Self.at(34))])
    }

    @Test("A device that leads in circles is left")
    func circles() {
        var fetch = Gateway()
        var actions = fetch.started(at: Self.at(0), watermark: 5)
        var sequence: UInt16 = 5
        for _ in 0..<100 where actions.first != nil {
            if case .finished = actions[0] { break }
            sequence += 1
            if actions[0] != Self.last {
                _ = fetch.record(sequence, at: Self.at(0))
                _ = fetch.committed(upTo: sequence, at: Self.at(0))
            } else {
                _ = fetch.record(sequence, at: Self.at(0))
            }
            actions = fetch.response(Self.response(1), at: Self.at(0))
        }
        #expect(actions == [Self.complete(12, confirmed: false)])
    }

    @Test("Refusals that do not pass end the fetch", arguments: [0x03, 0x05, 0x08, 0x0A, 0x0C, 0x0F, 0xFD] as [UInt8])
    func refused(code: UInt8) {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: nil)
        #expect(fetch.refused(ATTError(rawValue: code), at: Self.at(1)) == [.finished(.refused(ATTError(rawValue: code)))])
        #expect(fetch.refused(ATTError(rawValue: code), at: Self.at(1)) == [])
    }

    @Test("Others are tried again; a procedure in progress is aborted first")
    func refusedForNow() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: nil)
        #expect(fetch.refused(.application80, at: Self.at(1)) == [.waitUntil(Self.at(3))])
        _ = fetch.timer(at: Self.at(3))
        #expect(fetch.refused(.procedureAlreadyInProgress, at: Self.at(4)) == [Self.abort, .waitUntil(Self.at(34))])
        #expect(fetch.refused(.application80, at: Self.at(5)) == [.waitUntil(Self.at(9))])
    }

    @Test("Cancelling aborts what is under way")
    func cancelled() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: nil)
        #expect(fetch.cancelled() == [Self.abort, .finished(.cancelled)])
        #expect(fetch.cancelled() == [])
        _ = fetch.started(at: Self.at(0), watermark: nil)
        _ = fetch.timer(at: Self.at(30))
        #expect(fetch.cancelled() == [.finished(.cancelled)])
    }

    @Test(
        "Values that are no response are left alone",
        arguments: [[], [0x06], [0x05, 0, 1, 0], [6, 0, 4, 1], [6, 0, 1, 1, 1]] as [[UInt8]])
    func noResponse(value: [UInt8]) {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: nil)
        #expect(fetch.response(value, at: Self.at(1)) == [])
        #expect(fetch.fetch.isActive == true)
    }

    @Test("A gateway that commits nothing any more stops the watermark, not the memory")
    func flood() {
        var fetch = Gateway()
        _ = fetch.started(at: Self.at(0), watermark: nil)
        _ = fetch.response(Self.response(6), at: Self.at(0))
        for number in 0..<70_000 { _ = fetch.record(UInt16(truncatingIfNeeded: number), at: Self.at(1)) }
        #expect(fetch.fetch.committed(upTo: 2, at: Self.at(2)) == [])
        // The next request finds the memory full, and does not believe that it has everything.
        _ = fetch.started(at: Self.at(3), watermark: nil)
        for number in 0..<8 as Range<UInt16> { _ = fetch.record(number, at: Self.at(4)) }
        #expect(fetch.response(Self.response(1), at: Self.at(5)) == [.waitUntil(Self.at(35))])
        // What could be kept is committed; the rest is asked for again.
        #expect(fetch.committed(upTo: 7, at: Self.at(6)) == [.waitUntil(Self.at(8))])
        #expect(fetch.timer(at: Self.at(8)).first == Self.all)
    }
}
