import HeartRhythm
import Testing

@Suite("Heart-rate variability of one window")
struct HeartRateVariabilityTests {
    /// 400 intervals that look random, 333 s.
    static let series = (0..<400).map { (beat: Int) -> Double in
        let first = (beat * beat * 7919 + beat * 104_729) % 97
        let second = beat * beat / 7 % 61
        return Double(752 + first + second)
    }

    /// Their figures by numpy 2.4 and scipy 1.17, from the written-out definitions (`score/hrv_definitions.py`).
    static let definition: [String: Double] = [
        "n": 400, "meanNN": 833.3375, "SDNN": 33.864444410592284, "RMSSD": 49.042076967469555, "SDSD": 49.102548572542936,
        "pNN50": 30.32581453634085, "pNN20": 66.9172932330827, "meanHR": 72.11931723236214, "SD1": 34.72074506918694,
        "SD2": 32.98592203223552, "SampEn": 1.9471304054605427, "DFA_a1": 0.41582504028027073, "LF_welch": 119.54810870213815,
        "HF_welch": 506.93934003470963, "LFHF_welch": 0.23582330125326792, "VLF_welch": 32.19450304483311,
        "LF_lomb": 127.72546390429702, "HF_lomb": 534.042882140741, "LFHF_lomb": 0.23916705600925212, "VLF_lomb": 46.64087678636869,
    ]

    /// The first 40 beats of MIT-BIH record 100, with an atrial premature beat: shorter than one Welch segment.
    static let mitdb100 = [
        813.9, 811.1, 788.9, 791.7, 788.9, 816.7, 652.8, 994.4, 844.4, 811.1, 788.9, 772.2, 838.9, 855.6, 822.2, 827.8, 822.2, 794.4,
        797.2, 791.7, 822.2, 869.4, 822.2, 786.1, 791.7, 775.0, 786.1, 811.1, 816.7, 827.8, 844.4, 805.6, 775.0, 800.0, 788.9, 858.3,
        841.7, 825.0, 802.8, 836.1,
    ]
    static let definitionOfMitdb100: [String: Double] = [
        "SDNN": 45.62474861188208, "pNN50": 12.82051282051282, "SD1": 50.558489197755044, "SD2": 40.088334236225855,
        "SampEn": 1.9924301646902063, "DFA_a1": 0.4529730684534867, "LF_welch": 85.2478699881931, "HF_welch": 559.7337459755586,
        "VLF_welch": 17.47970063194861, "LF_lomb": 127.9585356759899, "HF_lomb": 1083.868788308156, "VLF_lomb": 10.553976127051193,
    ]

    @Test("Every figure is that of the written-out definitions", arguments: [(series, definition), (mitdb100, definitionOfMitdb100)])
    func definitions(series: [Double], expected: [String: Double]) throws {
        let figures = HeartRateVariability(ofAll: series).figures
        #expect(Set(figures.map(\.name)).count == 20)
        for (name, value) in figures {
            guard let expected = expected[name] else { continue }
            let found = try #require(value, "\(name)")
            #expect(abs(found - expected) <= 1e-12 * expected, "\(name)")
        }
    }

    @Test("A sine wave's power lies in its band, half of the squared amplitude", arguments: [(0.1, true), (0.25, false)])
    func sineWave(frequency: Double, isLow: Bool) throws {
        // A quarter of an hour, modulated by 20 ms: 200 ms². The angle grows with time, not with the number of beats.
        var time = 0.0
        let intervals = (0..<1000).map { _ in
            let interval = 900 + 20 * Self.sine(frequency * time)
            time += interval / 1000
            return interval
        }
        let variability = HeartRateVariability(ofAll: intervals)
        for powers in [try #require(variability.welch), try #require(variability.lombScargle)] {
            #expect(abs((isLow ? powers.low : powers.high) - 200) < 16)
            #expect((isLow ? powers.high : powers.low) < 8)
        }
    }

    /// Bhaskara's approximation, good to 0.2 %.
    private static func sine(_ turns: Double) -> Double {
        let part = turns - turns.rounded(.down)
        let half = part < 0.5 ? part : part - 0.5
        let product = half * (0.5 - half)
        return (part < 0.5 ? 1 : -1) * 16 * product / (1.25 - 4 * product)
    }

    @Test("A constant rhythm has no variability, and nothing is made up of it")
    func constant() throws {
        let variability = HeartRateVariability(ofAll: Array(repeating: 800, count: 400))
        let timeDomain = try #require(variability.timeDomain)
        #expect(timeDomain.sdnn == 0 && timeDomain.rmssd == 0 && timeDomain.pnn20 == 0 && timeDomain.sd2 == 0)
        #expect(variability.sampleEntropy == 0)
        #expect(variability.shortTermExponent == nil)
        #expect(variability.welch?.ratio == nil && variability.lombScargle?.ratio == nil)
    }

    @Test("Too few beats give fewer figures, never a wrong one", arguments: 0...20)
    func fewBeats(count: Int) {
        let variability = HeartRateVariability(ofAll: Array(Self.series.prefix(count)))
        #expect((variability.timeDomain?.meanNN != nil) == (count > 0))
        #expect((variability.timeDomain?.sdnn != nil) == (count > 1))
        #expect((variability.timeDomain?.sdsd != nil) == (count > 2))
        #expect((variability.welch != nil) == (count > 3))
        #expect((variability.shortTermExponent != nil) == (count >= 16))
        #expect(variability.figures.allSatisfy { $0.value?.isFinite ?? true })
    }

    @Test("A difference of exactly 50 ms is not more than 50 ms")
    func thresholds() {
        let timeDomain = HeartRateVariability(ofAll: [800, 850, 800, 820, 870.5]).timeDomain
        #expect(timeDomain?.pnn50 == 25)
        #expect(timeDomain?.pnn20 == 75)
    }

    @Test("What is no interval is a gap", arguments: [.nan, .infinity, -.infinity, 0, -800, 1e300, 0x1p60])
    func badIntervals(bad: Double) throws {
        var series = Self.series
        series[200] = bad
        let variability = HeartRateVariability(ofAll: series)
        let timeDomain = try #require(variability.timeDomain)
        #expect(timeDomain.intervals == 399 && timeDomain.differences == 397)
        #expect(variability.usable.value == 399.0 / 400)
        #expect(variability.welch == nil && variability.lombScargle == nil)
        #expect(variability.figures.allSatisfy { $0.value?.isFinite ?? true })
    }

    @Test("Only differences of normal neighbours count")
    func neighbours() {
        let intervals = [
            CorrectedInterval(milliseconds: 800), CorrectedInterval(milliseconds: 810),
            CorrectedInterval(milliseconds: 900, isNormal: false), CorrectedInterval(milliseconds: 830),
            CorrectedInterval(milliseconds: 850), CorrectedInterval(milliseconds: 700, followsGap: true),
        ]
        let timeDomain = TimeDomainVariability(of: intervals.span)
        #expect(timeDomain.intervals == 5)
        #expect(timeDomain.differences == 2)
        #expect(timeDomain.rmssd == 250.0.squareRoot())
        #expect(timeDomain.meanNN == 798)
    }

    @Test("Below its least share a figure is left out", arguments: [0, 19, 21, 39, 41, 79, 81])
    func shares(unusable: Int) {
        // Unusable beats in one run at the begin.
        let intervals = Self.series.enumerated().map { CorrectedInterval(milliseconds: $1, isNormal: $0 >= unusable) }
        let variability = HeartRateVariability(of: intervals.span, lasting: nil)
        #expect(variability.usable.value == Double(400 - unusable) / 400)
        #expect((variability.welch != nil) == (unusable <= 20))
        #expect((variability.lombScargle != nil) == (unusable <= 20))
        #expect((variability.sampleEntropy != nil) == (unusable <= 40))
        #expect((variability.shortTermExponent != nil) == (unusable <= 40))
        #expect((variability.timeDomain != nil) == (unusable <= 80))
    }

    @Test("Time without beats counts as unusable")
    func missingTime() {
        let intervals = Self.series.map { CorrectedInterval(milliseconds: $0) }
        let variability = HeartRateVariability(of: intervals.span, lasting: .seconds(500))
        #expect(abs(variability.usable.value - 333.335 / 500) < 1e-9)
        #expect(variability.timeDomain == nil)
        #expect(HeartRateVariability(of: intervals.span, lasting: .seconds(300)).usable.value == 1)
    }

    @Test("A gap leaves no spectrum")
    func gap() {
        let intervals = Self.series.enumerated().map { CorrectedInterval(milliseconds: $1, followsGap: $0 == 200) }
        let variability = HeartRateVariability(of: intervals.span, lasting: nil)
        #expect(variability.welch == nil && variability.lombScargle == nil)
        #expect(variability.sampleEntropy != nil && variability.timeDomain?.differences == 398)
    }

    @Test("The toolbox's sample entropy differs from the paper's")
    func entropyRecipes() throws {
        let toolbox = try #require(SampleEntropy.of(Self.series, recipe: .physioNetToolbox))
        #expect(abs(toolbox - 1.9471304054605427) > 1e-3)
        // 1, 2, 1, 2, … foretells itself: A/B falls short of 1 only by the patterns that have no next interval.
        let alternating = (0..<100).map { Double(800 + 50 * ($0 % 2)) }
        #expect(SampleEntropy.of(alternating) == 0)
        #expect(SampleEntropy.of([800, 801, 900]) == nil)
    }
}
