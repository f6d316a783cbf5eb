// A recording of half a minute, taken with the thumbs on two electrodes, has too few beats for a detector that listens for a minute.

import Vitals

/// Says of one short record whether its beats lack order, as in atrial fibrillation, or that nothing can be said.
///
/// Split and doubled intervals are mended (`MendedIntervals`), seven features measured (`RecordFeatures`), and a logistic model with fixed
/// coefficients weighs them. The features are the usual ones of the field: sample entropy (Lake and Moorman 2011), premature beats with
/// their pauses, the turning point ratio (Dash et al., Ann Biomed Eng 37:1701, 2009), RMSSD without outliers, and autocorrelation against
/// respiratory swings. No feature depends on the rate. Records that look like noise are not judged.
///
/// Trained on simulated records: cuts of the public recordings (12 people with fibrillation, 11 of them also without, 16 in sinus rhythm,
/// 2 of mitdb) with detector errors put in, and ectopy, flutter, heart block and deep respiratory swings simulated. Cross-validated by
/// person, area under the curve of fibrillation against all else, decided records: 0.974 (COSEn on the same records 0.931), sensitivity
/// 90 %, specificity 94 %, 95 % decided; 0.958 to 0.989 in nine settings of the simulator. Of records of noise alone 26 % are judged, and
/// nearly all of those called irregular.
///
/// Known weaknesses: multifocal atrial tachycardia is called irregular, deep respiratory swings in one record of nine, more with a poor
/// detector of beats; of the person whose fibrillation is most even (afdb 06453), one record in three is missed. A simulator flatters:
/// these figures rank variants, they do not foretell real hand-held recordings. None of this is clinical validation.
package enum ShortRecordRhythm {
    /// Fewer usable intervals are too few to tell: 9 s at 70/min.
    package static let intervalsMin = 10
    /// From this score on the rhythm is irregular.
    package static let scoreMin = 0.5
    /// What is judged of a longer record: its first four minutes or so. The time grows with the square of it.
    package static let intervalsMax = 256
    /// More unusable intervals than this share of a record, and the detector of beats did not follow the heart.
    private static let unusableShareMax = 0.25
    /// Mending joins intervals; of fewer than these, no feature means much.
    private static let mendedMin = 8

    /// Reads the intervals of a whole record, in milliseconds and in order.
    ///
    /// An interval outside the metric's plausible range, or NaN, is unusable and left out. `unknown` with score 0 means: no decision.
    package static func reading(of intervals: some Sequence<Double>) -> RhythmReading {
        let judged = Array(intervals.prefix(intervalsMax))
        let usable = judged.filter { Metric.rrInterval.plausible.contains($0) }
        let unknown = RhythmReading(rhythm: .unknown, score: 0, beats: usable.count)
        guard usable.count >= intervalsMin, Double(judged.count - usable.count) <= unusableShareMax * Double(judged.count) else {
            return unknown
        }
        let mended = MendedIntervals(usable).relative
        guard mended.count >= mendedMin else { return unknown }
        let features = RecordFeatures(mended)
        guard !isNoise(usable, features) else { return unknown }
        let score = ElementaryFunctions.logistic(logit(features))
        return RhythmReading(rhythm: score >= scoreMin ? .irregular : .regular, score: score, beats: usable.count)
    }

    /// Whether the intervals scatter more than those of a heart, and in no order: a tenth of them at least three times as long as another
    /// tenth, or the middle eight tenths at least as wide as the median. An order that repeats, as in bigeminy, is believed at any spread.
    private static func isNoise(_ usable: [Double], _ features: RecordFeatures) -> Bool {
        guard features.predictability < 0.35 else { return false }
        let order = OrderStatistics(usable)
        return order.quantile(0.9) >= 3 * order.quantile(0.1) || features.spread >= 1
    }

    /// Each sign was bound to what the feature's meaning asks for; fitted to all records without that, the signs are the same.
    private static func logit(_ features: RecordFeatures) -> Double {
        let unlikeness = 0.670 * ElementaryFunctions.logarithm(features.unlikeness + 0.01)
        let core = 0.817 * ElementaryFunctions.logarithm(features.coreDifference + 0.01)
        let order = -3.448 * features.predictability - 3.802 * features.periodicity - 4.982 * features.compensated
        return 4.165 + order + 4.282 * features.turning - 7.204 * features.outlying + unlikeness + core
    }
}
