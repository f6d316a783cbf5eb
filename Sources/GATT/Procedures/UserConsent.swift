// A scale or cuff that several people use tells a collector a person's data after that person's consent only. Decides only.

package import Vitals

/// Registers a person with a device, or consents as a person whom it knows, on every connection anew.
///
/// A refusal is not repeated by itself: devices lock a person out after some wrong codes. A registration without an answer is not repeated
/// either, since the device may have made a user of it. Source: User Data Service 1.0, User Control Point (0x2A9F).
package struct UserConsent: ~Copyable {
    package enum Person: Hashable, Sendable {
        case new(ConsentCode)
        case known(index: UInt8, ConsentCode)
    }

    package enum Action: Hashable, Sendable {
        /// To the control point, with response. Not to be logged.
        case write(SecretBytes)
        /// Call `timer` then, if nothing else happens before.
        case waitUntil(Instant)
        /// The device's number for the person: keep it with the code.
        case registered(index: UInt8)
        case finished(Outcome)
    }

    package enum Outcome: Hashable, Sendable {
        /// Until the link ends.
        case consented(index: UInt8)
        case refused(Refusal)
        case error(ATTError)
        case silence
        /// The link ended or the device fell silent while it registered: there may be a user that nobody knows of.
        case registrationUncertain
    }

    package enum Refusal: Hashable, Sendable {
        case notSupported
        /// A code outside of the allowed range, or a user that the device no longer has.
        case invalidParameter
        /// Such as: all users are taken.
        case operationFailed
        /// The code is wrong.
        case userNotAuthorized
        case reserved(UInt8)

        init(_ code: UInt8) {
            switch code {
            case 0x02: self = .notSupported
            case 0x03: self = .invalidParameter
            case 0x04: self = .operationFailed
            case 0x05: self = .userNotAuthorized
            default: self = .reserved(code)
            }
        }
    }

    package enum Limit {
        /// The procedure time-out of the User Data Profile.
        package static let silenceMax = Duration.seconds(30)
        /// Asking for consent twice does no harm; more often, the device is not there.
        package static let consentsMax = 2
    }

    private enum OpCode {
        static let registerNewUser: UInt8 = 0x01
        static let consent: UInt8 = 0x02
        static let response: UInt8 = 0x20
        static let success: UInt8 = 0x01
    }

    private enum State {
        case idle
        case registering
        case consenting(index: UInt8, attempt: Int)
        case consented
        /// Until `started` is called again.
        case over(Outcome)
    }

    private var state = State.idle
    private var person: Person?
    private var deadline: Instant?

    package init() {}

    /// Connected, subscribed, and `person` is to be the user from now on.
    package mutating func started(_ person: Person, at now: Instant) -> [Action] {
        self.person = person
        state = .idle
        return begin(at: now)
    }

    /// Connected once more: consent ended with the last link.
    package mutating func connected(at now: Instant) -> [Action] {
        if case .over(let outcome) = state { return [.finished(outcome)] }
        return begin(at: now)
    }

    package mutating func linkLost() {
        deadline = nil
        switch state {
        case .registering: state = .over(.registrationUncertain)
        case .over(.silence), .over(.error), .idle, .consenting, .consented: state = .idle
        case .over: break
        }
    }

    /// The control point indicated this.
    package mutating func response(_ value: [UInt8], at now: Instant) -> [Action] {
        guard value.count >= 3, value[0] == OpCode.response else { return [] }
        switch (state, value[1]) {
        case (.registering, OpCode.registerNewUser):
            guard value[2] == OpCode.success else { return finish(.refused(Refusal(value[2]))) }
            guard value.count == 4, let code = person?.code else { return finish(.registrationUncertain) }
            person = .known(index: value[3], code)
            return [.registered(index: value[3])] + consent(index: value[3], attempt: 1, at: now)
        case (.consenting(let index, _), OpCode.consent):
            guard value[2] == OpCode.success else { return finish(.refused(Refusal(value[2]))) }
            state = .consented
            deadline = nil
            return [.finished(.consented(index: index))]
        default: return []
        }
    }

    /// The control point refused what was written to it.
    package mutating func refused(_ error: ATTError, at now: Instant) -> [Action] {
        switch state {
        case .registering, .consenting: finish(.error(error))
        case .idle, .consented, .over: []
        }
    }

    package mutating func timer(at now: Instant) -> [Action] {
        guard let deadline else { return [] }
        guard deadline <= now else { return [.waitUntil(deadline)] }
        switch state {
        case .registering: return finish(.registrationUncertain)
        case .consenting(let index, let attempt) where attempt < Limit.consentsMax:
            return consent(index: index, attempt: attempt + 1, at: now)
        case .consenting: return finish(.silence)
        case .idle, .consented, .over: return []
        }
    }

    private mutating func begin(at now: Instant) -> [Action] {
        switch person {
        case nil: return []
        case .known(let index, _): return consent(index: index, attempt: 1, at: now)
        case .new(let code):
            state = .registering
            return write([OpCode.registerNewUser] + code.bytes, at: now)
        }
    }

    private mutating func consent(index: UInt8, attempt: Int, at now: Instant) -> [Action] {
        guard let code = person?.code else { return [] }
        state = .consenting(index: index, attempt: attempt)
        return write([OpCode.consent, index] + code.bytes, at: now)
    }

    private mutating func write(_ bytes: [UInt8], at now: Instant) -> [Action] {
        deadline = now + Limit.silenceMax
        return [.write(SecretBytes(bytes: bytes)), .waitUntil(now + Limit.silenceMax)]
    }

    private mutating func finish(_ outcome: Outcome) -> [Action] {
        state = .over(outcome)
        deadline = nil
        return [.finished(outcome)]
    }
}

extension UserConsent.Person {
    fileprivate var code: ConsentCode {
        switch self {
        case .new(let code), .known(_, let code): code
        }
    }
}

extension ConsentCode {
    fileprivate var bytes: [UInt8] { secret.littleEndianBytes }
}
