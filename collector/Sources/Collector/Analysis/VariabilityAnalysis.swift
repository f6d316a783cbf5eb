// `vitalflow-collector analyze hrv`: figures of heart-rate variability, by the definitions.

import Foundation
import HeartRhythm

package enum VariabilityAnalysis {
    private typealias Figure = (name: String, value: Double?)

    private static func figures(of file: String) throws -> [Figure] {
        let intervals = try AnalysisTable(file: file, columns: ["rr_ms"]).numbers()
        let toolbox = SampleEntropy.of(intervals.filter(\.isFinite), recipe: .physioNetToolbox)
        return (HeartRateVariability(ofAll: intervals).figures + [("SampEn_toolbox", toolbox)]).map { name, value in
            (name, value.flatMap { $0.isFinite ? $0 : nil })
        }
    }

    /// One JSON object, metric to value; `null` where a figure cannot be said.
    private static func json(_ figures: [Figure]) -> String {
        "{" + figures.map { name, value in "\"\(name)\":" + (value.map { "\($0)" } ?? "null") }.joined(separator: ",") + "}"
    }

    /// For people: a line each.
    private static func table(_ figures: [Figure]) -> String {
        figures.map { name, value in
            name + String(repeating: " ", count: max(1, 16 - name.count)) + (value.map { "\(($0 * 1000).rounded() / 1000)" } ?? "-")
        }.joined(separator: "\n")
    }

    /// Of a file, or of each file of a folder. Without an output it is said, as JSON or for people; with one, JSON is written: of a folder into
    /// a folder of `.json` files.
    package static func run(input: String, output: String?, isJSON: Bool, _ say: (String) -> Void) throws {
        let files = try AnalysisFiles(input: input, output: output ?? "")
        for pair in files.pairs {
            let figures = try figures(of: pair.input)
            if output != nil {
                let path = files.isFolder ? String(pair.output.dropLast(4)) + ".json" : pair.output
                try AnalysisFiles.write(json(figures) + "\n", to: path)
            } else if isJSON {
                say(files.isFolder ? "{\"file\":\(JSON.text(pair.input)),\"figures\":\(json(figures))}" : json(figures))
            } else {
                if files.isFolder { say(pair.input) }
                say(table(figures))
            }
        }
    }
}
