// What `analyze` reads and writes: files that programs of others read.

import Foundation
import TestSupport
import Testing

@testable import Collector

@Suite("Recordings in files")
struct AnalysisTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A file of the folder with a header and these rows; its path.
    private func file(_ name: String, _ header: String, _ rows: [String]) throws -> String {
        let path = folder.file(name)
        try AnalysisFiles.write(([header] + rows).joined(separator: "\n") + "\n", to: path)
        return path
    }

    private func lines(_ path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func irregular(_ count: Int, seed: UInt64 = 1) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in "\(Int.random(in: 350...1100, using: &generator))" }
    }

    @Test("Every interval has its verdict, also one that is no number", arguments: [0, 1, 39, 40, 300])
    func rhythm(count: Int) throws {
        var rows = irregular(count)
        for index in stride(from: 5, to: count, by: 50) { rows[index] = ["", "x", "nan", "-1"][index / 50 % 4] }
        let output = folder.file("out/verdicts.csv")
        try AnalyzeProgram(input: try file("in.csv", "label,rr_ms", rows.map { "A," + $0 }), output: output).rhythm()
        let verdicts = try lines(output)
        #expect(verdicts.first == "pred,score" && verdicts.count == count + 1)
        if count == 300 { #expect(verdicts.dropFirst().count { $0.hasPrefix("1,") } > 200) }
    }

    @Test("A verdict depends on later rows as far as the help says, and no further")
    func lookAhead() throws {
        let rows = irregular(300) + irregular(300, seed: 2)
        let changed = irregular(300) + Array(repeating: "800", count: 300)
        for (name, rows) in [("one", rows), ("other", changed)] {
            try AnalyzeProgram(input: try file("\(name).csv", "rr_ms", rows), output: folder.file("\(name).out")).rhythm()
        }
        let (one, other) = (try lines(folder.file("one.out")), try lines(folder.file("other.out")))
        let known = 1 + 300 - AnalyzeProgram.rhythmLookAhead
        #expect(one[..<known] == other[..<known])
        #expect(one != other)
    }

    @Test("Of a folder each file has its output, in folders below too")
    func folders() throws {
        _ = try file("recordings/a.csv", "rr_ms", irregular(60))
        _ = try file("recordings/deep/b.csv", "rr_ms", irregular(80))
        let (input, output) = (folder.file("recordings"), folder.file("verdicts"))
        try AnalyzeProgram(input: input, output: output).artifacts(corrected: output)
        #expect(try lines(output + "/a.csv").count == 61)
        #expect(try lines(output + "/deep/b.csv").count == 81)
        #expect(try lines(output + "/deep/b_corrected.csv").first == "rr_ms")
    }

    @Test("A missed beat is flagged, and its interval made two")
    func artifacts() throws {
        var rows = (0..<100).map { "\(800 + $0 % 7)" }
        rows[50] = "1605"
        let (output, corrected) = (folder.file("o.csv"), folder.file("c.csv"))
        try AnalyzeProgram(input: try file("in.csv", "rr_ms", rows), output: output).artifacts(corrected: corrected)
        #expect(try lines(output)[51] == "1" && lines(output).count { $0 == "1" } <= 2)
        #expect(try lines(corrected).count == 102)
        #expect(try lines(corrected).dropFirst().allSatisfy { (700...900).contains(Double($0) ?? 0) })
    }

    @Test("Of records those without decision are left out, whatever they are called")
    func records() throws {
        let rows = irregular(40).map { "\"odd, name\",\($0)" } + (0..<40).map { "even,\(800 + $0 % 5)" } + ["short,800"]
        let output = folder.file("o.csv")
        try AnalyzeProgram(input: try file("in.csv", "record,rr_ms", rows), output: output).records()
        let found = try lines(output)
        #expect(found.count == 3 && found[1].hasPrefix("\"odd, name\",1,") && found[2].hasPrefix("even,0,"))
    }

    @Test("Each day of each person has its alert, with or without the columns that may be missing")
    func illness() throws {
        let rows = (0..<60).map { "p,\($0),\($0 == 3 ? "" : "\(60 + $0 % 3 + ($0 >= 50 ? 12 : 0))")" }
        let output = folder.file("o.csv")
        try AnalyzeProgram(input: try file("in.csv", "pid,day,resting_hr", rows), output: output).illness()
        let alerts = try lines(output)
        #expect(alerts.count == 61 && alerts[4] == "p,3,0")
        // The third raised day is beyond the limit, and the fourth confirms it.
        #expect(alerts.contains("p,53,2") && alerts[1...53].allSatisfy { $0.hasSuffix(",0") })
    }

    @Test("Series keep their rows")
    func anomalies() throws {
        let rows =
            (0..<400).map { "2026-01-0\(1 + $0 / 288) \($0 % 288 / 12 < 10 ? "0" : "")\($0 % 288 / 12):00:00,\($0 % 5)" } + ["when,x"]
        let output = folder.file("o.csv")
        try AnalyzeProgram(input: try file("in.csv", "timestamp,value", rows), output: output).anomalies()
        let scores = try lines(output)
        #expect(scores.count == 402 && scores[1].hasPrefix("2026-01-01 00:00:00,0,") && scores.last == "when,x,0.0")
    }

    @Test("Variability is an object for programs and a table for people")
    func variability() throws {
        let input = try file("in.csv", "rr_ms", irregular(300))
        var said: [String] = []
        try VariabilityAnalysis.run(input: input, output: nil, isJSON: true) { said.append($0) }
        let figures = try #require(try JSONSerialization.jsonObject(with: Data(said[0].utf8)) as? [String: Any])
        #expect(figures["n"] as? Double == 300 && figures["RMSSD"] is Double && figures["SampEn_toolbox"] is Double)
        said = []
        try VariabilityAnalysis.run(input: input, output: nil, isJSON: false) { said.append($0) }
        #expect(said[0].contains("RMSSD") && !said[0].contains("{"))
        try VariabilityAnalysis.run(input: try file("short.csv", "rr_ms", ["800"]), output: nil, isJSON: true) { said.append($0) }
        #expect(said[1].contains("\"SDNN\":null"))
    }

    @Test("What is wrong is said with the file, and nothing is written over")
    func faults() throws {
        let input = try file("in.csv", "time,rr", ["1,800"])
        let output = folder.file("o.csv")
        #expect(throws: AnalysisError.missing("nowhere")) { try AnalyzeProgram(input: "nowhere", output: output).rhythm() }
        #expect(throws: AnalysisError.column("rr_ms", file: input)) { try AnalyzeProgram(input: input, output: output).rhythm() }
        #expect(throws: AnalysisError.sameOutput(output)) {
            try AnalyzeProgram(input: input, output: output).artifacts(corrected: output)
        }
        #expect(throws: AnalysisError.outputIsFile(input)) { try AnalyzeProgram(input: folder.path, output: input).rhythm() }
        try FileManager.default.createDirectory(atPath: folder.file("empty"), withIntermediateDirectories: true)
        #expect(throws: AnalysisError.empty(folder.file("empty"))) {
            try AnalyzeProgram(input: folder.file("empty"), output: output).rhythm()
        }
        #expect(!FileManager.default.fileExists(atPath: output))
    }
}
