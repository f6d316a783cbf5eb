// `vitalflow-collector analyze`: the detectors on recordings in files, as they run on live data.

import Conditions
import Foundation
import HeartRhythm
import Vitals

/// One analysis of a file, or of each file of a folder. Every row of the input has a row in the output, but for records, which have one each.
package struct AnalyzeProgram: Sendable {
    private let input: String
    private let output: String

    package static var artifactsLookAhead: Int { BeatClassifier.lookAheadBeats }

    package static var rhythmLookAhead: Int { IrregularRhythmDetector.lookAheadBeats }

    package init(input: String, output: String) {
        self.input = input
        self.output = output
    }

    /// Reads the columns of each input file, and writes what `verdict` makes of them.
    private func each(
        _ columns: [String], optional: Set<String> = [], header: String, _ verdict: (AnalysisTable, _ line: (String) -> Void) throws -> Void
    ) throws {
        for pair in try AnalysisFiles(input: input, output: output).pairs {
            var text = header + "\n"
            try verdict(AnalysisTable(file: pair.input, columns: columns, optional: optional)) { text += $0 + "\n" }
            try AnalysisFiles.write(text, to: pair.output)
        }
    }

    /// `pred,score` for each interval: 1 where the rhythm is irregular.
    package func rhythm() throws {
        try each(["rr_ms"], header: "pred,score") { table, line in
            var detector = IrregularRhythmDetector()
            let intervals = table.numbers()
            var readings = intervals.map { detector.add(rr: $0) }.dropFirst(IrregularRhythmDetector.lookAheadBeats)[...]
            readings += detector.rest(of: intervals.count - readings.count)
            for reading in readings { line("\(reading.rhythm == .irregular ? 1 : 0),\(Self.rounded(reading.score))") }
        }
    }

    /// `record,pred,score` of many short records; one without decision is left out.
    package func records() throws {
        try each(["record", "rr_ms"], header: "record,pred,score") { table, line in
            let intervals = table.numbers(1)
            // In the order in which they begin; their rows may be mixed.
            var order: [String] = []
            var records: [String: [Double]] = [:]
            for (index, row) in table.rows.enumerated() {
                if records[row[0]] == nil { order.append(row[0]) }
                records[row[0], default: []].append(intervals[index])
            }
            for name in order {
                let reading = ShortRecordRhythm.reading(of: records[name] ?? [])
                guard reading.rhythm != .unknown else { continue }
                line("\(CSVLines.field(name)),\(reading.rhythm == .irregular ? 1 : 0),\(Self.rounded(reading.score))")
            }
        }
    }

    /// `pid,day,alert` of days of people: 0 none, 1 yellow, 2 red; a day's alert depends on that day and earlier ones alone.
    package func illness() throws {
        let others = ["hr_mean", "breath_rate", "skin_temp_c", "steps"]
        try each(["pid", "day", "resting_hr"] + others, optional: Set(others), header: "pid,day,alert") { table, line in
            var people: [String: [(day: Int, row: [String])]] = [:]
            for row in table.rows {
                guard let day = Double(row[1]), abs(day) < 1e6 else { continue }
                people[row[0], default: []].append((Int(day), row))
            }
            for (person, days) in people.sorted(by: { $0.key < $1.key }) {
                var detector = IllnessDetector()
                for (day, row) in days.sorted(by: { $0.day < $1.day }) {
                    let values = row[2...].map { Double($0) }
                    let measures = DailyMeasures(
                        day: day, restingHeartRate: values[0], meanHeartRate: values[1], breathingRate: values[2],
                        skinTemperature: values[3], steps: values[4])
                    // Of a day without a resting heart rate, or of a person not known yet, nothing is said.
                    line("\(CSVLines.field(person)),\(day),\(detector.add(measures)?.alert.rawValue ?? 0)")
                }
            }
        }
    }

    /// `pred` for each interval, 1 where it ends at an artefact or ectopic beat, or begins at an artefact; `corrected`: the series with all of
    /// them corrected.
    package func artifacts(corrected: String) throws {
        let files = try AnalysisFiles(input: input, output: output)
        guard files.isFolder || corrected != output else { throw AnalysisError.sameOutput(output) }
        let series = try AnalysisFiles(input: input, output: corrected, suffix: corrected == output ? "_corrected" : "")
        for (pair, other) in zip(files.pairs, series.pairs) {
            var classifier = BeatClassifier()
            let intervals = try AnalysisTable(file: pair.input, columns: ["rr_ms"]).numbers()
            let beats = intervals.compactMap { classifier.add(rr: $0) } + classifier.finish()
            var corrector = IntervalCorrector()
            var (verdicts, values) = ("pred\n", "rr_ms\n")
            var before = BeatKind.normal
            for beat in beats {
                let isFlagged = beat.kind.isAbnormalBeat || (beat.kind == .afterAbnormal && before.isArtifact)
                verdicts += isFlagged ? "1\n" : "0\n"
                for value in corrector.add(beat) { values += "\((value * 1000).rounded() / 1000)\n" }
                before = beat.kind
            }
            try AnalysisFiles.write(verdicts, to: pair.output)
            try AnalysisFiles.write(values, to: other.output)
        }
    }

    /// `timestamp,value,anomaly_score` of any series; a row's score depends on that row and earlier ones alone.
    package func anomalies() throws {
        try each(["timestamp", "value"], header: "timestamp,value,anomaly_score") { table, line in
            var detector = SeriesAnomalyDetector()
            for row in table.rows {
                let seconds = Timestamp(row[0].replacing(" ", with: "T") + "Z") ?? Timestamp(row[0])
                let reading = detector.add(Double(row[1]) ?? .nan, at: seconds.map { Double($0.milliseconds) / 1000 } ?? .nan)
                line("\(row[0]),\(row[1]),\(Self.rounded(reading.score))")
            }
        }
    }

    /// Scores in millionths.
    static func rounded(_ score: Double) -> Double { (score * 1e6).rounded() / 1e6 }
}
