import Testing
import Vitals

@testable import Uplink

@Suite("Collector keys as text")
struct SealingKeyTests {
    @Test("come back, and are one line that survives any setting")
    func roundTrip() throws {
        for _ in 0..<50 {
            let secret = CollectorSecret()
            #expect(try CollectorKey(secret.key.text) == secret.key)
            #expect(try CollectorSecret(secret.revealed).key == secret.key)
            #expect(secret.key.text.count == 96)
            #expect(secret.key.text.dropFirst(5).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
        }
    }

    @Test("of a known key are as the README says")
    func known() throws {
        // Private keys of 32 bytes 01 and 32 bytes 02; the line was made with OpenSSL.
        let bytes = [UInt8](repeating: 1, count: 32) + [UInt8](repeating: 2, count: 32)
        let id = try #require(KeyID("7a3dba47"))
        let secret = try CollectorSecret(KeyText.encoded(bytes + KeyID(of: bytes).rawValue.bigEndianBytes, kind: KeyText.secret))
        #expect(
            secret.key.text == "vfk1:pOCSkrZRwni5dyxWn1-puxPZBrRqtoyd-dwrRAn4ogmBOXcOqH0XX1ajVGbDTH7My42KkbTuN6Jd9g9bj8mzlHo9ukc")
        #expect(secret.key.id == id)
    }

    @Test("with a character changed are refused")
    func changed() throws {
        let secret = CollectorSecret()
        for (text, isSecret) in [(secret.key.text, false), (secret.revealed, true)] {
            for position in text.indices {
                for other in ["A", "b", "-", "=", "+", " ", "ü"] where String(text[position]) != other {
                    let changed = text.replacingCharacters(at: position, with: other)
                    #expect(throws: KeyTextError.self, "\(changed)") {
                        if isSecret { _ = try CollectorSecret(changed) } else { _ = try CollectorKey(changed) }
                    }
                }
            }
            for length in 0..<text.count {
                #expect(throws: KeyTextError.self) { try CollectorKey(text.prefix(length)) }
                #expect(throws: KeyTextError.self) { try CollectorSecret(text.prefix(length)) }
            }
        }
    }

    @Test("say what is wrong")
    func reasons() throws {
        let secret = CollectorSecret()
        #expect(throws: KeyTextError.kind(expected: "vfk1:")) { try CollectorKey(secret.revealed) }
        #expect(throws: KeyTextError.kind(expected: "vfs1:")) { try CollectorSecret(secret.key.text) }
        #expect(throws: KeyTextError.length(characters: 97, expected: 96)) { try CollectorKey(secret.key.text + "A") }
        let two = secret.key.text.suffix(91).prefix(45) + CollectorSecret().key.text.suffix(46)
        #expect(throws: KeyTextError.checksum) { try CollectorKey("vfk1:" + two) }
        for point in WeakPoint.all {
            #expect(throws: KeyTextError.weakKey) { try CollectorKey(decoding: point + secret.key.signing) }
        }
    }

    @Test("of secrets do not get into a log")
    func secrecy() {
        let secret = CollectorSecret()
        let shown = ["\(secret)", String(reflecting: secret), "\([secret])", "\(["key": secret])"].joined()
        #expect(shown.contains(secret.key.id.description))
        #expect(!shown.contains(secret.revealed.dropFirst(5).prefix(20)))
        var dumped = ""
        _ = Swift.dump(secret, to: &dumped)
        #expect(!dumped.contains("Curve25519"))
    }

    @Test("have ids of eight digits")
    func ids() throws {
        #expect(KeyID(rawValue: 0xAB).description == "000000ab")
        #expect(KeyID("000000ab") == KeyID(rawValue: 0xAB))
        for text in ["", "ab", "0x0000ab", "+00000ab", "000000ab0", "000000ag", "１２３４５６７８"] { #expect(KeyID(text) == nil) }
    }
}

extension String {
    fileprivate func replacingCharacters(at position: Index, with other: String) -> String {
        self[..<position] + other + self[index(after: position)...]
    }
}
