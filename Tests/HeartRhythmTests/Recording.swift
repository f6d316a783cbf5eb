// Recorded beats for the tests: the repository's excerpt, and the larger data beside the repository where it is present.

import Foundation
import TestSupport
import Testing

/// One recording: intervals in milliseconds, and the rhythm label of each beat (`A` atrial fibrillation, anything else is not).
struct Recording {
    let name: String
    var intervals: [Double] = []
    var isFibrillation: [Bool] = []

    /// Reads a CSV with a column `rr_ms`, and `label` where it is labelled.
    init(csv file: URL) throws {
        name = file.lastPathComponent
        let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
        let header = Self.fields(try #require(lines.first))
        let interval = try #require(header.firstIndex(of: "rr_ms"))
        let label = header.firstIndex(of: "label")
        for line in lines.dropFirst() {
            let fields = Self.fields(line)
            intervals.append(try #require(Double(fields[interval])))
            isFibrillation.append(label.map { fields[$0] == "A" } ?? false)
        }
    }

    private static func fields(_ line: Data) -> [String] {
        String(decoding: line, as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
    }

    /// 119 beats of sinus rhythm, then 1,381 of atrial fibrillation (`edge/Recordings/README.md`).
    static func excerpt() throws -> Recording {
        try Recording(csv: URL(filePath: RepositoryPath.recording))
    }

    static func shared(_ path: String) throws -> Recording {
        try Recording(csv: URL(filePath: SharedData.folder).appending(path: path))
    }
}
