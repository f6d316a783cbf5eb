// All figures of one window of beats, from the beats alone: no state, so that a window can be computed again at any time.

import Vitals

/// Heart-rate variability of one window.
///
/// Without flags (`init(ofAll:)`) every interval counts, and the figures are those of the written-out definitions, checked against them to
/// 1e-6. With flags, time-domain figures take the normal intervals, sample entropy the normal ones one after the other, and DFA and the two
/// spectra the corrected series: leaving beats out instead made the error of the Lomb–Scargle HF power five times as large, and correcting
/// them that of sample entropy four times (48 windows of healthy people, 10 % of the beats in runs of one to four). Spectra also need a series without gaps.
/// A figure below its least share (`UsableShare`) is nil.
package struct HeartRateVariability: Hashable, Sendable, Codable {
    package let usable: UsableShare
    package let timeDomain: TimeDomainVariability?
    package let sampleEntropy: Double?
    /// DFA α1.
    package let shortTermExponent: Double?
    package let welch: BandPowers?
    package let lombScargle: BandPowers?

    /// Every value an interval between two beats, in ms, as in a file without flags. What is no interval (`isInterval`) is a gap.
    package init(ofAll milliseconds: [Double]) {
        let intervals = milliseconds.map { CorrectedInterval(milliseconds: $0) }
        self.init(of: intervals.span, lasting: nil)
    }

    /// The intervals of a window of the given length.
    package init(of intervals: Span<CorrectedInterval>, lasting duration: Duration?) {
        var normal: [Double] = []
        var corrected: [Double] = []
        var normalMilliseconds = 0.0
        var isUnbroken = true
        for index in intervals.indices {
            let interval = intervals[index]
            isUnbroken = isUnbroken && interval.isInterval && (index == 0 || !interval.followsGap)
            guard interval.isInterval else { continue }
            corrected.append(interval.milliseconds)
            guard interval.isNormal else { continue }
            normal.append(interval.milliseconds)
            normalMilliseconds += interval.milliseconds
        }
        let usable = UsableShare(
            beats: intervals.count, normalBeats: normal.count, normalMilliseconds: normalMilliseconds,
            windowMilliseconds: duration.map { $0.inSeconds * 1000 })
        self.usable = usable
        timeDomain = usable.value >= UsableShare.timeDomainMin ? TimeDomainVariability(of: intervals) : nil
        let isNonlinearUsable = usable.value >= UsableShare.nonlinearMin
        sampleEntropy = isNonlinearUsable ? SampleEntropy.of(normal) : nil
        shortTermExponent = isNonlinearUsable ? DetrendedFluctuation.shortTermExponent(of: corrected) : nil
        let isSpectrumUsable = isUnbroken && usable.value >= UsableShare.spectrumMin
        let times = isSpectrumUsable ? Self.seconds(atEndsOf: corrected) : []
        welch = WelchSpectrum.powers(times: times, values: corrected)
        lombScargle = LombScargleSpectrum.powers(times: times, values: corrected)
    }

    /// When each beat ended, in seconds after the first did.
    private static func seconds(atEndsOf intervals: [Double]) -> [Double] {
        var sum = 0.0
        var first: Double?
        return intervals.map { interval in
            sum += interval
            let time = sum / 1000
            let start = first ?? time
            first = start
            return time - start
        }
    }

    /// Each figure by its usual name, in the order in which they are printed; nil where it cannot be said.
    ///
    /// Units: ms; % for pNN20 and pNN50; 1/min for meanHR; ms² for the powers; none for SampEn, DFA_a1 and the ratios.
    package var figures: [(name: String, value: Double?)] {
        [
            ("n", Double(usable.normalBeats)), ("meanNN", timeDomain?.meanNN), ("SDNN", timeDomain?.sdnn), ("RMSSD", timeDomain?.rmssd),
            ("SDSD", timeDomain?.sdsd), ("pNN50", timeDomain?.pnn50), ("pNN20", timeDomain?.pnn20),
            ("meanHR", timeDomain?.meanHeartRate), ("SD1", timeDomain?.sd1), ("SD2", timeDomain?.sd2), ("SampEn", sampleEntropy),
            ("DFA_a1", shortTermExponent), ("LF_welch", welch?.low), ("HF_welch", welch?.high), ("LFHF_welch", welch?.ratio),
            ("VLF_welch", welch?.veryLow), ("LF_lomb", lombScargle?.low), ("HF_lomb", lombScargle?.high),
            ("LFHF_lomb", lombScargle?.ratio), ("VLF_lomb", lombScargle?.veryLow),
        ]
    }
}
