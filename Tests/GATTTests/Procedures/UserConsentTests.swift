import GATT
import Testing
import Vitals

@Suite("Consent of a device's user")
struct UserConsentTests {
    typealias Action = UserConsent.Action

    static func at(_ seconds: Int) -> Instant { Instant(sinceBoot: .seconds(seconds)) }

    let code: ConsentCode

    init() throws { code = try #require(ConsentCode(0x0BC7)) }

    private func written(_ actions: [Action]) -> [UInt8]? {
        guard case .write(let bytes) = actions.first else { return nil }
        return bytes.bytes
    }

    @Test("A new person is registered, then consents; the device's number is kept")
    func register() {
        var consent = UserConsent()
        #expect(written(consent.started(.new(code), at: Self.at(0))) == [0x01, 0xC7, 0x0B])
        let actions = consent.response([0x20, 0x01, 0x01, 0x02], at: Self.at(1))
        #expect(actions.first == .registered(index: 2))
        #expect(written(Array(actions.dropFirst())) == [0x02, 0x02, 0xC7, 0x0B])
        #expect(actions.last == .waitUntil(Self.at(31)))
        #expect(consent.response([0x20, 0x02, 0x01], at: Self.at(2)) == [.finished(.consented(index: 2))])
        #expect(consent.timer(at: Self.at(99)) == [])
    }

    @Test("Consent ends with the link, and is given again on the next one, without another registration")
    func reconnect() {
        var consent = UserConsent()
        #expect(consent.connected(at: Self.at(0)) == [])
        _ = consent.started(.new(code), at: Self.at(0))
        _ = consent.response([0x20, 0x01, 0x01, 0x02], at: Self.at(1))
        _ = consent.response([0x20, 0x02, 0x01], at: Self.at(2))
        for now in [10, 20] {
            consent.linkLost()
            #expect(consent.response([0x20, 0x02, 0x01], at: Self.at(now)) == [])
            #expect(written(consent.connected(at: Self.at(now))) == [0x02, 0x02, 0xC7, 0x0B])
            #expect(consent.response([0x20, 0x02, 0x01], at: Self.at(now)) == [.finished(.consented(index: 2))])
        }
        // A link that ends before the answer.
        consent.linkLost()
        _ = consent.connected(at: Self.at(30))
        consent.linkLost()
        #expect(written(consent.connected(at: Self.at(40))) == [0x02, 0x02, 0xC7, 0x0B])
    }

    static let refusals: [(UInt8, UserConsent.Refusal)] = [
        (0x02, .notSupported), (0x03, .invalidParameter), (0x04, .operationFailed), (0x05, .userNotAuthorized), (0x00, .reserved(0)),
        (0x77, .reserved(0x77)),
    ]

    @Test("A refused consent is not tried again on the next connection: the device might lock the person out", arguments: refusals)
    func refused(answer: UInt8, refusal: UserConsent.Refusal) {
        var consent = UserConsent()
        #expect(written(consent.started(.known(index: 1, code), at: Self.at(0))) == [0x02, 0x01, 0xC7, 0x0B])
        #expect(consent.response([0x20, 0x02, answer], at: Self.at(1)) == [.finished(.refused(refusal))])
        consent.linkLost()
        #expect(consent.connected(at: Self.at(10)) == [.finished(.refused(refusal))])
        #expect(written(consent.started(.known(index: 1, code), at: Self.at(20))) == [0x02, 0x01, 0xC7, 0x0B])
    }

    @Test("A refused registration ends it", arguments: refusals)
    func notRegistered(answer: UInt8, refusal: UserConsent.Refusal) {
        var consent = UserConsent()
        _ = consent.started(.new(code), at: Self.at(0))
        #expect(consent.response([0x20, 0x01, answer], at: Self.at(1)) == [.finished(.refused(refusal))])
    }

    @Test("A registration without an answer is not repeated")
    func uncertain() {
        var consent = UserConsent()
        _ = consent.started(.new(code), at: Self.at(0))
        #expect(consent.timer(at: Self.at(29)) == [.waitUntil(Self.at(30))])
        #expect(consent.timer(at: Self.at(30)) == [.finished(.registrationUncertain)])
        #expect(consent.connected(at: Self.at(40)) == [.finished(.registrationUncertain)])
        _ = consent.started(.new(code), at: Self.at(50))
        consent.linkLost()
        #expect(consent.connected(at: Self.at(60)) == [.finished(.registrationUncertain)])
        // A success that does not say which user.
        _ = consent.started(.new(code), at: Self.at(70))
        #expect(consent.response([0x20, 0x01, 0x01], at: Self.at(71)) == [.finished(.registrationUncertain)])
    }

    @Test("A consent without an answer is asked for once more, and again on the next connection")
    func silence() {
        var consent = UserConsent()
        _ = consent.started(.known(index: 1, code), at: Self.at(0))
        #expect(written(consent.timer(at: Self.at(30))) == [0x02, 0x01, 0xC7, 0x0B])
        #expect(consent.timer(at: Self.at(60)) == [.finished(.silence)])
        consent.linkLost()
        #expect(written(consent.connected(at: Self.at(70))) == [0x02, 0x01, 0xC7, 0x0B])
    }

    @Test("An error of the protocol ends it, until the next connection")
    func error() {
        var consent = UserConsent()
        _ = consent.started(.known(index: 1, code), at: Self.at(0))
        #expect(consent.refused(.insufficientEncryption, at: Self.at(1)) == [.finished(.error(.insufficientEncryption))])
        #expect(consent.refused(.insufficientEncryption, at: Self.at(1)) == [])
        consent.linkLost()
        #expect(written(consent.connected(at: Self.at(2))) == [0x02, 0x01, 0xC7, 0x0B])
        _ = consent.started(.new(code), at: Self.at(3))
        #expect(consent.refused(.clientConfigurationImproper, at: Self.at(4)) == [.finished(.error(.clientConfigurationImproper))])
    }

    @Test(
        "Values that answer nothing are left alone",
        arguments: [[], [0x20], [0x20, 0x02], [0x21, 0x02, 0x01], [0x20, 0x01, 0x01, 0x03], [0x20, 0x03, 0x01]] as [[UInt8]])
    func noAnswer(value: [UInt8]) {
        var consent = UserConsent()
        _ = consent.started(.known(index: 1, code), at: Self.at(0))
        #expect(consent.response(value, at: Self.at(1)) == [])
    }

    @Test("The code is never printed")
    func secret() {
        var consent = UserConsent()
        let actions = consent.started(.known(index: 1, code), at: Self.at(0))
        // A mirror is what `dump` and debuggers go by.
        let mirrored = (actions.flatMap { Mirror(reflecting: $0).children } + Mirror(reflecting: code).children).map { "\($0.value)" }
        let person = UserConsent.Person.known(index: 1, code)
        let texts = [
            mirrored.joined(), "\(actions)", String(reflecting: actions), "\(code)", String(reflecting: code), "\(person)",
            String(reflecting: person),
        ]
        for text in texts {
            // 0x0BC7 as a number, and its bytes.
            for secret in ["3015", "199", "c7", "C7", "0b"] { #expect(!text.contains(secret), "\(text)") }
        }
        #expect(code.secret == 0x0BC7)
    }

    @Test("Codes are 0 to 9999")
    func range() {
        #expect(ConsentCode(0) != nil)
        #expect(ConsentCode(9999) != nil)
        #expect(ConsentCode(10_000) == nil)
    }
}
