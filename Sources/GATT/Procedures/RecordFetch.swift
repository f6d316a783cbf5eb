// Fetches what a device measured while nobody was connected. Decides only; the agent writes, stores and keeps the watermark.

package import Vitals

/// Asks a Record Access Control Point for every record after the last one that is safely stored, and says how far that is.
///
/// The watermark is the newest sequence number (Glucose, Blood Pressure; in Continuous Glucose Monitoring the time offset in minutes) up to
/// which every record is committed; `nil`: none. Invariants: the watermark moves past a record only after `committed` named its receipt or a
/// later one; records that come newest first do not move it before all are there, and one that comes out of order later takes it back
/// to where the request began; a request that is not answered is aborted after `Limit.silenceMax`; a start makes at most
/// `Limit.requestsMax` requests. Records are never deleted.
///
/// Numbers may wrap from 65535 to 0, and may start again (a meter was reset): after a request for "greater or equal" the newest record is
/// asked for, and if it is another than the newest one known, more is fetched. A device whose numbers started again and that has since
/// passed the watermark cannot be told from one that went on.
///
/// Records are delivered at least once: what is not committed when a request fails is asked for again. Source: Glucose Service 1.0.1, §3.4;
/// Glucose Profile 1.0.1.
package struct RecordFetch: ~Copyable {
    private enum Request {
        /// Numbers greater than the base: "greater than or equal to".
        case newer
        /// Everything; what is not newer than the base is known.
        case all
        /// The newest one, to compare.
        case newest
    }

    private enum State {
        case idle
        case asking(Request)
        case aborting(Request)
        /// The device reported everything; commits are awaited.
        case settling(Request)
        case backingOff
        /// Caught up, as long as the link lasts: what the device sends now is new.
        case complete
    }

    private struct Received {
        let receipt: UInt64
        let sequence: UInt16
        /// Of the request that is under way; others do not move the watermark.
        var counts: Bool
    }

    private var state = State.idle
    private var deadline: Instant?
    private var watermark: UInt16?
    /// The watermark when the request under way began.
    private var base: UInt16?
    /// In order of arrival.
    private var uncommitted: [Received] = []
    private var lastReceipt: UInt64 = 0
    /// What this request brought; and how many of that were new.
    private var seen: Set<UInt16> = []
    private var seenNew = 0
    private var newestSeen: UInt16?
    /// No record was older than the one before it.
    private var isInOrder = true
    /// The second record was newer than the first: the device does not send the newest first.
    private var isAscending = false
    private var sawBase = false
    /// More records came than the gateway committed for a long time.
    private var hasDropped = false
    private var probed: UInt16?
    /// The device refused "greater or equal"; kept from one connection to the next.
    private var asksForAll = false
    /// The device does not tell its newest record; kept from one connection to the next.
    private var cannotTellNewest = false
    /// How often the device fell silent over its newest record since the start.
    private var newestSilences = 0
    /// The numbers started again, which is believed once a start.
    private var hasRestarted = false
    private var setbacks = 0
    private var requests = 0
    private var records = 0

    package init() {}

    package var isActive: Bool {
        switch state {
        case .idle, .complete: false
        case .asking, .aborting, .settling, .backingOff: true
        }
    }

    /// Connected and subscribed; `watermark` as last advanced or set back.
    package mutating func started(at now: Instant, watermark: UInt16?) -> [Action] {
        self.watermark = watermark
        setbacks = 0
        requests = 0
        records = 0
        newestSilences = 0
        hasRestarted = false
        return request(firstRequest, at: now)
    }

    /// The device sent a record: the answer begins with `store` or `ignore`.
    package mutating func record(_ sequence: UInt16, at now: Instant) -> [Action] {
        switch state {
        case .asking(.newest), .aborting(.newest):
            deadline = now + Limit.silenceMax
            probed = sequence
            // It comes again if it is new.
            return [.ignore(sequence)]
        case .asking(let request), .aborting(let request):
            deadline = now + Limit.silenceMax
            return take(sequence, of: request)
        case .settling(let request): return take(sequence, of: request)
        case .complete:
            // What is measured now is new in any case; the watermark follows as long as the numbers go up.
            let counts = newestSeen.map { isNewer(sequence, than: $0, .all) } ?? true
            if counts { newestSeen = sequence }
            return [store(sequence, counts: counts)]
        case .idle, .backingOff: return [store(sequence, counts: false)]
        }
    }

    /// The gateway stored everything up to this receipt durably.
    package mutating func committed(upTo receipt: UInt64, at now: Instant) -> [Action] {
        let count = uncommitted.prefix { $0.receipt <= receipt }.count
        guard count > 0 else { return [] }
        let counted = uncommitted.prefix(count).filter(\.counts)
        uncommitted.removeFirst(count)
        var actions: [Action] = []
        if isInOrder, isAscending, let newest = counted.last?.sequence {
            watermark = newest
            actions.append(.advance(newest))
        }
        if case .settling(let request) = state {
            deadline = now + Limit.commitMax
            actions += settle(request, at: now)
        }
        return actions
    }

    /// The control point indicated this.
    package mutating func response(_ value: [UInt8], at now: Instant) -> [Action] {
        guard let answer = try? RecordAccessControlPoint(decoding: value.span), case .response(let opCode, let code) = answer.operand else {
            return []
        }
        switch (state, opCode) {
        case (.asking(let request), .reportStoredRecords): return answered(request, code, at: now)
        case (.aborting(let request), .reportStoredRecords) where code == .success || code == .noRecordsFound:
            // It ended by itself before the abort reached it.
            return answered(request, code, at: now)
        case (.aborting(let request), .abortOperation): return aborted(request, at: now)
        default: return []
        }
    }

    /// The control point refused what was written to it.
    package mutating func refused(_ error: ATTError, at now: Instant) -> [Action] {
        switch state {
        case .aborting(let request): return aborted(request, at: now)
        case .asking(let request) where error == .procedureAlreadyInProgress: return abort(request, at: now)
        case .asking: break
        case .idle, .settling, .backingOff, .complete: return []
        }
        switch error {
        case .writeNotPermitted, .insufficientAuthentication, .insufficientAuthorization, .attributeNotFound, .insufficientEncryption,
            .clientConfigurationImproper, ATTError(rawValue: 0x0C):
            return finish(.refused(error))
        default: return retry(.refused(error), at: now)
        }
    }

    package mutating func timer(at now: Instant) -> [Action] {
        guard let deadline else { return [] }
        guard deadline <= now else { return [.waitUntil(deadline)] }
        switch state {
        case .idle, .complete: return []
        case .asking(let request): return abort(request, at: now)
        case .aborting(let request): return aborted(request, at: now)
        case .settling: return retry(.notCommitted, at: now)
        case .backingOff: return request(firstRequest, at: now)
        }
    }

    /// What was received may still be committed; `started` goes on from there.
    package mutating func linkLost() {
        state = .idle
        deadline = nil
    }

    package mutating func cancelled() -> [Action] {
        switch state {
        case .idle, .complete: []
        case .asking: [.write(RecordAccessRequest.abort.bytes)] + finish(.cancelled)
        case .aborting, .settling, .backingOff: finish(.cancelled)
        }
    }
}

// Requests.
extension RecordFetch {
    private var firstRequest: Request {
        // After 65535 comes 0, and "greater than or equal to 0" is everything.
        watermark == nil || watermark == .max || asksForAll ? .all : .newer
    }

    private mutating func request(_ request: Request, at now: Instant) -> [Action] {
        requests += 1
        if case .newest = request {
            probed = nil
        } else {
            for index in uncommitted.indices { uncommitted[index].counts = false }
            base = watermark
            seen.removeAll(keepingCapacity: true)
            seenNew = 0
            newestSeen = base
            isInOrder = true
            isAscending = false
            sawBase = false
            hasDropped = false
        }
        state = .asking(request)
        deadline = now + Limit.silenceMax
        let selection: RecordAccessRequest.Selection =
            switch (request, base) {
            case (.newer, let base?): .atLeast(base &+ 1)
            case (.newer, nil), (.all, _): .all
            case (.newest, _): .last
            }
        return [.write(RecordAccessRequest.reportStoredRecords(selection).bytes), .waitUntil(now + Limit.silenceMax)]
    }

    private mutating func abort(_ request: Request, at now: Instant) -> [Action] {
        state = .aborting(request)
        deadline = now + Limit.silenceMax
        return [.write(RecordAccessRequest.abort.bytes), .waitUntil(now + Limit.silenceMax)]
    }

    /// However the abort went: there is nothing left but to try again.
    private mutating func aborted(_ request: Request, at now: Instant) -> [Action] {
        guard case .newest = request else { return retry(.silence, at: now) }
        newestSilences += 1
        return newestSilences < Limit.newestSilencesMax ? retry(.silence, at: now) : complete(isNewestConfirmed: false)
    }

    private mutating func retry(_ cause: Setback, at now: Instant) -> [Action] {
        setbacks += 1
        guard setbacks <= Limit.setbacksMax else { return finish(.gaveUp(cause)) }
        let pause = min(Limit.backOffFirst * (1 << min(setbacks - 1, 8)), Limit.backOffMax)
        state = .backingOff
        deadline = now + pause
        return [.waitUntil(now + pause)]
    }

    private mutating func complete(isNewestConfirmed: Bool) -> [Action] {
        state = .complete
        deadline = nil
        isInOrder = true
        isAscending = true
        return [.finished(.complete(records: records, isNewestConfirmed: isNewestConfirmed))]
    }

    private mutating func finish(_ outcome: Outcome) -> [Action] {
        state = .idle
        deadline = nil
        return [.finished(outcome)]
    }

    private mutating func answered(_ request: Request, _ code: RecordAccessResponseCode, at now: Instant) -> [Action] {
        switch (code, request) {
        case (.success, .newest): return compareNewest(at: now)
        case (.noRecordsFound, .newest): return complete(isNewestConfirmed: true)
        case (.success, _), (.noRecordsFound, _):
            state = .settling(request)
            deadline = now + Limit.commitMax
            return settle(request, at: now)
        case (.opCodeNotSupported, .newest), (.invalidOperator, .newest), (.operatorNotSupported, .newest), (.invalidOperand, .newest),
            (.operandNotSupported, .newest):
            cannotTellNewest = true
            return complete(isNewestConfirmed: false)
        case (.opCodeNotSupported, .newer), (.invalidOperator, .newer), (.operatorNotSupported, .newer), (.invalidOperand, .newer),
            (.operandNotSupported, .newer):
            asksForAll = true
            return next(.all, at: now)
        case (.opCodeNotSupported, .all), (.invalidOperator, .all), (.operatorNotSupported, .all), (.invalidOperand, .all),
            (.operandNotSupported, .all):
            return finish(.notSupported(code))
        // Not completed, busy, and codes that are reserved: another time it may go.
        default: return retry(.response(code), at: now)
        }
    }

    /// A further request of the same start, as long as the device does not lead in circles.
    private mutating func next(_ request: Request, at now: Instant) -> [Action] {
        requests < Limit.requestsMax ? self.request(request, at: now) : complete(isNewestConfirmed: false)
    }
}

// Records.
extension RecordFetch {
    private mutating func take(_ sequence: UInt16, of request: Request) -> [Action] {
        if sequence == base { sawBase = true }
        guard seen.insert(sequence).inserted, !isKnown(sequence, request) else { return [.ignore(sequence)] }
        records += 1
        let isFirst = seenNew == 0
        seenNew += 1
        let action = store(sequence, counts: true)
        guard let newestSeen, !isNewer(sequence, than: newestSeen, request) else {
            newestSeen = sequence
            if !isFirst { isAscending = true }
            return [action]
        }
        // The order is broken: an older record may still come, so the watermark waits for the end.
        isInOrder = false
        guard watermark != base else { return [action] }
        watermark = base
        return [action, .setBack(base)]
    }

    private mutating func store(_ sequence: UInt16, counts: Bool) -> Action {
        lastReceipt += 1
        if uncommitted.count < Limit.uncommittedMax {
            uncommitted.append(Received(receipt: lastReceipt, sequence: sequence, counts: counts))
        } else {
            // The gateway has stopped committing: the watermark stays where it is.
            isInOrder = false
            hasDropped = true
        }
        return .store(lastReceipt)
    }

    private func isKnown(_ sequence: UInt16, _ request: Request) -> Bool {
        guard let base else { return false }
        return sequence == base || !isNewer(sequence, than: base, request)
    }

    /// Within an answer to "greater or equal" numbers do not wrap; elsewhere the shorter way round decides.
    private func isNewer(_ one: UInt16, than other: UInt16, _ request: Request) -> Bool {
        if case .newer = request { return one > other }
        return Int16(bitPattern: one &- other) > 0
    }

    /// Goes on once everything that the request brought is committed.
    private mutating func settle(_ request: Request, at now: Instant) -> [Action] {
        guard !uncommitted.contains(where: \.counts) else { return [.waitUntil(deadline ?? now)] }
        guard !hasDropped else { return retry(.notCommitted, at: now) }
        var actions: [Action] = []
        if let newestSeen, watermark != newestSeen {
            watermark = newestSeen
            actions.append(.advance(newestSeen))
        }
        switch request {
        case .newer where cannotTellNewest: actions += complete(isNewestConfirmed: false)
        case .newer, .newest: actions += next(.newest, at: now)
        case .all:
            // Records are there, none is new, and the last one known is gone: the numbers started again.
            if base != nil, newestSeen == base, !sawBase, !seen.isEmpty, !hasRestarted {
                actions += restart(at: now)
            } else {
                actions += complete(isNewestConfirmed: true)
            }
        }
        return actions
    }

    private mutating func restart(at now: Instant) -> [Action] {
        hasRestarted = true
        watermark = nil
        return [.setBack(nil)] + next(.all, at: now)
    }

    private mutating func compareNewest(at now: Instant) -> [Action] {
        guard let probed, let watermark, probed != watermark else { return complete(isNewestConfirmed: true) }
        // Measured meanwhile; or the device has it and did not report it.
        if probed > watermark { return next(seen.isEmpty ? .all : .newer, at: now) }
        // Wrapped round.
        if Int16(bitPattern: probed &- watermark) > 0 { return next(.all, at: now) }
        return hasRestarted ? complete(isNewestConfirmed: true) : restart(at: now)
    }
}
