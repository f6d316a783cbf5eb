import Conditions
import Foundation
import HeartRhythm
import TestSupport
import Testing
import Vitals

@testable import Collector

@Suite("States as they are stored")
struct StateCodingTests {
    private struct Everything: Codable, Hashable {
        var yes = true
        var no = false
        var text = "Grüße, \u{1F600}"
        var empty = ""
        var numbers: [Int] = [0, 23, 24, 255, 256, 65_535, 65_536, -1, -24, -25, .max, .min]
        var large: [UInt64] = [.max, UInt64(UInt32.max), UInt64(UInt32.max) + 1]
        var doubles: [Double] = [0, -0.0, 1.5, .infinity, -.infinity, .leastNonzeroMagnitude]
        var absent: Int?
        var holes: [Double?] = [nil, 1, nil]
        var nested: [Inner] = [Inner(), Inner(name: "b")]
        var byName: [String: Inner] = ["z": Inner(), "a": Inner(name: "a"), "m": Inner()]
        var none: [Int] = []
        var small: Int8 = -128
        var float: Float = 0.25

        struct Inner: Codable, Hashable {
            var name = "inner"
            var packed = PackedArray<UInt16>([1, 2, 65_535])
        }
    }

    @Test("What goes in comes out")
    func roundTrip() throws {
        let value = Everything()
        #expect(try StateDecoder.value(Everything.self, from: StateEncoder.bytes(value)) == value)
    }

    @Test(
        "Values are the bytes of RFC 8949, appendix A",
        arguments: [
            (0, "00"), (23, "17"), (24, "1818"), (1000, "1903e8"), (-1, "20"), (-1000, "3903e7"), (1_000_000_000_000, "1b000000e8d4a51000"),
        ])
    func vectors(number: Int, hex: String) throws {
        #expect(try StateEncoder.bytes(number).map { $0.padded(2, radix: 16) }.joined() == hex)
    }

    @Test("Texts, lists, maps and nothing too")
    func moreVectors() throws {
        #expect(try StateEncoder.bytes("IETF") == [0x64, 0x49, 0x45, 0x54, 0x46])
        #expect(try StateEncoder.bytes([1.1]) == [0x9F, 0xFB, 0x3F, 0xF1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A, 0xFF])
        #expect(try StateEncoder.bytes(["b": 1, "a": 2]) == [0xBF, 0x61, 0x61, 2, 0x61, 0x62, 1, 0xFF])
        #expect(try StateEncoder.bytes([nil, true] as [Bool?]) == [0x9F, 0xF6, 0xF5, 0xFF])
    }

    @Test("Dictionaries are in order, so equal values are equal bytes")
    func sorted() throws {
        var names = (0..<100).map { "name-\($0)" }
        let one = Dictionary(uniqueKeysWithValues: names.map { ($0, $0.count) })
        names.reverse()
        let other = Dictionary(uniqueKeysWithValues: names.map { ($0, $0.count) })
        #expect(try StateEncoder.bytes(one) == StateEncoder.bytes(other))
    }

    @Test("A person's detectors come back as they were")
    func person() throws {
        var monitor = PersonMonitor(person: try PersonID("anna"))
        var random = SeededGenerator(seed: 3)
        var time = Timestamp(milliseconds: 1_795_417_200_000)
        for _ in 0..<500 {
            let interval = Double(Int.random(in: 500...1200, using: &random))
            time = time + .milliseconds(interval)
            for (metric, value) in [(Metric.rrInterval, interval), (.heartRate, 60_000 / interval), (.oxygenSaturation, 96)] {
                _ = monitor.observe(
                    Observation(
                        person: try PersonID("anna"), device: .named(try DeviceName("strap")), gateway: try GatewayID("home"),
                        metric: metric,
                        time: time, timeQuality: .synchronized, value: value, quality: .good, isSimulated: false,
                        source: FrameReference(offset: 0, frame: 0, part: 0)), received: time)
            }
        }
        let bytes = try StateEncoder.bytes(monitor)
        #expect(try StateDecoder.value(PersonMonitor.self, from: bytes) == monitor)
        #expect(bytes.count < JSON.bytes(monitor).count)
    }

    @Test("Cut anywhere it is refused, and no changed byte traps")
    func damaged() throws {
        let bytes = try StateEncoder.bytes(Everything())
        for end in bytes.indices {
            #expect(throws: (any Error).self) { try StateDecoder.value(Everything.self, from: Array(bytes[..<end])) }
        }
        for place in bytes.indices {
            for bit in 0..<8 {
                var other = bytes
                other[place] ^= 1 << bit
                _ = try? StateDecoder.value(Everything.self, from: other)
            }
        }
        #expect(throws: (any Error).self) { try StateDecoder.value([Int].self, from: Array(repeating: StateCode.array, count: 100_000)) }
        #expect(throws: (any Error).self) { try StateDecoder.value(Int.self, from: [0x1B, 255, 255, 255, 255, 255, 255, 255, 255]) }
        #expect(throws: (any Error).self) { try StateDecoder.value(String.self, from: [0x7B, 255, 255, 255, 255, 255, 255, 255, 255]) }
    }
}
