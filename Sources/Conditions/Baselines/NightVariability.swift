// Heart-rate variability is compared asleep or not at all: awake it follows what a person does.

import HeartRhythm
import Vitals

/// The RMSSD of the nights: the median of the five minutes between midnight and six of which four fifths can be used, an hour of them at least.
///
/// RMSSD as in the Task Force's standards (Circulation 93:1043, 1996), of normal neighbours alone, as `BeatClassifier` judges them; the night
/// because posture, food and movement matter least there (Task Force, section "Duration and circumstances of ECG recording"). Only while a
/// night lasts are beats kept: 5 KiB.
struct NightVariability: Hashable, Sendable, Codable {
    /// Of a night that is over.
    struct Night: Hashable, Sendable {
        /// Days since 1970, local.
        let day: Int64
        /// In milliseconds.
        let rmssd: Double
    }

    /// What has been seen of a night.
    private struct Course: Hashable, Sendable, Codable {
        let day: Int64
        var classifier = BeatClassifier()
        /// The five minutes that go on, by number since 1970.
        var window: Int64
        var beats = 0
        var normal = 0
        var normalMilliseconds = 0.0
        var squares = 0.0
        var differences = 0
        /// The interval before, if it was normal and a neighbour.
        var previous: Double?
        /// RMSSD of the windows before, in tenths of a millisecond.
        var windows = PackedArray<UInt16>()
    }

    private var course: Course?

    private static let windowMilliseconds: Int64 = 300_000
    private static let dayMilliseconds: Int64 = 86_400_000
    private static let nightEnd: Int64 = 6 * 3_600_000
    private static let windowsMin = 12
    private static let windowsMax = 72

    /// Takes an interval in milliseconds; says how the night was with the first beat after it. `followsGap`: beats are missing before it.
    mutating func add(rr milliseconds: Double, followsGap: Bool, at time: Timestamp, utcOffsetMinutes: Int) -> Night? {
        let local = time.milliseconds.addingReportingOverflow(Int64(utcOffsetMinutes) * 60_000)
        guard !local.overflow else { return nil }
        let (day, rest) = local.partialValue.flooredQuotientAndRemainder(dividingBy: Self.dayMilliseconds)
        let isNight = rest < Self.nightEnd
        var night: Night?
        if let course, course.day != day || !isNight {
            // A clock that went back ends no night well: what was of the later one is given up.
            night = day < course.day ? nil : over()
            self.course = nil
        }
        guard isNight else { return night }
        let window = local.partialValue / Self.windowMilliseconds
        var course = self.course ?? Course(day: day, window: window)
        self.course = nil
        if followsGap {
            for beat in course.classifier.finish() { Self.take(beat, &course) }
            course.previous = nil
        }
        if course.window != window {
            Self.close(&course)
            course.window = window
        }
        if let beat = course.classifier.add(rr: milliseconds) { Self.take(beat, &course) }
        self.course = course
        return night
    }

    /// A beat counts to the window in which it was judged, some seconds later.
    private static func take(_ beat: ClassifiedBeat, _ course: inout Course) {
        course.beats += 1
        let isNormal = beat.kind == .normal || beat.kind == .irregular
        guard isNormal, Metric.rrInterval.plausible.contains(beat.milliseconds) else {
            course.previous = nil
            return
        }
        course.normal += 1
        course.normalMilliseconds += beat.milliseconds
        if let previous = course.previous {
            course.squares += (beat.milliseconds - previous) * (beat.milliseconds - previous)
            course.differences += 1
        }
        course.previous = beat.milliseconds
    }

    private static func close(_ course: inout Course) {
        let usable = UsableShare(
            beats: course.beats, normalBeats: course.normal, normalMilliseconds: course.normalMilliseconds,
            windowMilliseconds: Double(windowMilliseconds))
        if usable.value >= UsableShare.timeDomainMin, course.differences > 0, course.windows.values.count < windowsMax {
            let rmssd = (course.squares / Double(course.differences)).squareRoot()
            course.windows.values.append(UInt16(min(rmssd * 10, 65_535).rounded()))
        }
        (course.beats, course.normal, course.normalMilliseconds, course.squares, course.differences) = (0, 0, 0, 0, 0)
    }

    private func over() -> Night? {
        guard var course else { return nil }
        for beat in course.classifier.finish() { Self.take(beat, &course) }
        Self.close(&course)
        guard course.windows.values.count >= Self.windowsMin else { return nil }
        return Night(day: course.day, rmssd: OrderStatistics(course.windows.values.map { Double($0) / 10 }).median)
    }
}
