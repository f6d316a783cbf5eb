// What a fetch of records asks for, how it ends, and its bounds.

package import Vitals

extension RecordFetch {
    package enum Action: Hashable, Sendable {
        /// To the control point, with response.
        case write([UInt8])
        /// Call `timer` then, if nothing else happens before.
        case waitUntil(Instant)
        /// Every record up to this one is committed: remember it.
        case advance(UInt16)
        /// Forget that the watermark was higher: records came out of order, or the device's numbers started again.
        case setBack(UInt16?)
        /// Store the record; once it is durable, tell `committed` this receipt. Receipts only grow.
        case store(UInt64)
        /// The record is known, or will come again: it need not be stored.
        case ignore(UInt16)
        case finished(Outcome)
    }

    package enum Outcome: Hashable, Sendable {
        /// Everything is here. `isNewestConfirmed`: the device said so, rather than refusing to tell its newest record.
        case complete(records: Int, isNewestConfirmed: Bool)
        /// The device cannot report its records at all.
        case notSupported(RecordAccessResponseCode)
        /// The device refused the request in a way that does not pass by itself.
        case refused(ATTError)
        /// It may be tried again later.
        case gaveUp(Setback)
        case cancelled
    }

    /// Why a request has to be repeated.
    package enum Setback: Hashable, Sendable {
        case response(RecordAccessResponseCode)
        case refused(ATTError)
        /// Neither a record nor a response came.
        case silence
        /// The gateway did not commit what it received.
        case notCommitted
    }

    package enum Limit {
        /// The procedure time-out of the Glucose Profile.
        package static let silenceMax = Duration.seconds(30)
        /// A commit takes milliseconds; a disk that takes half a minute will not take the next batch either.
        package static let commitMax = Duration.seconds(30)
        package static let backOffFirst = Duration.seconds(2)
        /// 2, 4, 8, 16, 32, 60, 60 s: with the time-outs, a device is let alone after some ten minutes.
        package static let backOffMax = Duration.seconds(60)
        package static let setbacksMax = 8
        /// Once may be chance.
        package static let newestSilencesMax = 2
        /// Setbacks, one request for all records, one after a wrap, one after a restart, and a question for the newest after each.
        package static let requestsMax = 24
        /// Records that wait for their commit: as many as there are sequence numbers.
        package static let uncommittedMax = 65_536
    }
}
