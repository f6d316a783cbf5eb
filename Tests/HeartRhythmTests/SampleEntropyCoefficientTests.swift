import HeartRhythm
import Testing

@Suite("Coefficient of sample entropy")
struct SampleEntropyCoefficientTests {
    /// By hand: all pairs of 12 equal intervals match, so the entropy is 0 and what remains is ln(2·0.030/0.8).
    @Test("Of a steady rhythm only the normalization remains")
    func steady() throws {
        let coefficient = try #require(SampleEntropyCoefficient.of(Array(repeating: 800, count: 12)))
        #expect((coefficient - -2.5902671654458267).magnitude < 1e-12)
        #expect(coefficient < SampleEntropyCoefficient.irregularMin)
    }

    /// The value is that of the baseline in Python, `score/baselines_af.py`, for the same 12 intervals.
    @Test("It agrees with the published definition")
    func reference() throws {
        let intervals = [612.0, 804, 540, 716, 980, 668, 592, 852, 620, 744, 512, 896]
        let coefficient = try #require(SampleEntropyCoefficient.of(intervals))
        #expect((coefficient - -0.6652886547752994).magnitude < 1e-12)
        #expect(coefficient > SampleEntropyCoefficient.irregularMin)
    }

    @Test("Few and impossible intervals give nothing", arguments: [[], [800], [.nan, .infinity, -1, 0, 800, 800, 800, 800]] as [[Double]])
    func nothing(intervals: [Double]) {
        #expect(SampleEntropyCoefficient.of(intervals) == nil)
    }
}
