// How long a decoder takes and how often it asks for memory, beside the least that could be done: copying the bytes.

import CAllocations
import GATT
import Glibc  // links the mathematics library
import TestSupport
import Vitals

@main
enum DecodeBenchmark {
    private static let rounds = 200_000
    /// The best of several runs: what other programs on the machine add is no property of the decoder.
    private static let runs = 5

    struct Cost {
        var nanoseconds: Double
        var allocations: Double
    }

    static func main() {
        let strap: [UInt8] = [0x16, 0x48, 0x0A, 0x03, 0x14, 0x03]
        let limit = cost { copy(strap) }
        let direct = cost { if let value = try? HeartRateMeasurement(decoding: strap.span) { consume(value) } }
        line("2a37 with two RR intervals, decoder alone", strap.count, direct, limit: limit)
        for characteristic in CharacteristicDescription.all {
            guard let sample = sample(of: characteristic) else {
                line("\(characteristic.uuid) \(characteristic.name): no valid value found", 0, nil, limit: limit)
                continue
            }
            let limit = cost { copy(sample) }
            let decoded = cost { if let value = try? characteristic.decode(sample) { consume(value) } }
            line("\(characteristic.uuid) \(characteristic.name)", sample.count, decoded, limit: limit)
        }
    }

    /// An allocation, and the bytes moved there.
    private static func copy(_ bytes: [UInt8]) {
        var copy = bytes
        copy.append(0)
        consume(copy)
    }

    private static func cost(_ body: () -> Void) -> Cost {
        var best = Cost(nanoseconds: .infinity, allocations: 0)
        for _ in 0..<runs {
            let before = vf_allocations()
            let time = ContinuousClock().measure { for _ in 0..<rounds / runs { body() } }
            let allocations = Double(vf_allocations() - before) / Double(rounds / runs)
            best.nanoseconds = min(best.nanoseconds, time.inSeconds * 1e9 / Double(rounds / runs))
            best.allocations = (allocations * 10).rounded() / 10
        }
        return best
    }

    /// The longest valid value of many made up: with as many optional fields as chance found.
    private static func sample(of characteristic: CharacteristicDescription) -> [UInt8]? {
        var random = SeededGenerator(seed: 42)
        var best: [UInt8]?
        for _ in 0..<30_000 {
            let bytes = (0..<Int(random.next() % 32)).map { _ in UInt8(truncatingIfNeeded: random.next() & random.next()) }
            if bytes.count > best?.count ?? -1, (try? characteristic.decode(bytes)) != nil { best = bytes }
        }
        return best
    }

    private static func line(_ name: String, _ bytes: Int, _ cost: Cost?, limit: Cost) {
        guard let cost else { return print("{\"name\":\"decode\",\"of\":\"\(name)\"}") }
        let ratio = (cost.nanoseconds / limit.nanoseconds * 10).rounded() / 10
        print(
            "{\"name\":\"decode\",\"of\":\"\(name)\",\"bytes\":\(bytes),\"value\":\(Int(cost.nanoseconds.rounded())),\"unit\":\"ns\","
                + "\"allocations\":\(cost.allocations),\"limit\":\(Int(limit.nanoseconds.rounded())),\"ratio\":\(ratio)}")
    }

    /// Not inlined, so that the value has to be there.
    @inline(never)
    private static func consume<Value>(_ value: Value) { withExtendedLifetime(value) {} }
}
