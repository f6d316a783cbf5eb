// `vitalflow-collector analyze hrv`: figures of heart-rate variability, by the definitions.

import Foundation
import HeartRhythm

package enum VariabilityAnalysis {
    /// One JSON object, metric to value; `null` where a figure cannot be said.
    package static func json(of file: String) throws -> String {
        let intervals = try AnalysisTable(file: file, columns: ["rr_ms"]).numbers()
        let figures = HeartRateVariability(ofAll: intervals).figures
        let toolbox = SampleEntropy.of(intervals.filter(\.isFinite), recipe: .physioNetToolbox)
        let members = (figures + [("SampEn_toolbox", toolbox)]).map { name, value in
            "\"\(name)\":" + (value.map { $0.isFinite ? "\($0)" : "null" } ?? "null")
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// The same for a file, or for each file of a folder into a folder of `.json` files; without an output it is said.
    package static func run(input: String, output: String?, _ say: (String) -> Void) throws {
        var isDirectory: ObjCBool = false
        let isFolder = unsafe FileManager.default.fileExists(atPath: input, isDirectory: &isDirectory) && isDirectory.boolValue
        guard let output else {
            for pair in try AnalysisFiles(input: input, output: "").pairs {
                let text = try json(of: pair.input)
                say(isFolder ? "{\"file\":\(JSON.text(pair.input)),\"figures\":\(text)}" : text)
            }
            return
        }
        for pair in try AnalysisFiles(input: input, output: output).pairs {
            let path = isFolder ? String(pair.output.dropLast(4)) + ".json" : pair.output
            try AnalysisFiles.write(try json(of: pair.input) + "\n", to: path)
        }
    }
}
