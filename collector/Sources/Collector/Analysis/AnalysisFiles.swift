// Recordings in, verdicts out: one file, or a folder of them.

import Foundation

package enum AnalysisError: Error, Hashable, CustomStringConvertible {
    case missing(String)
    case empty(String)
    case column(String, file: String)
    case outputIsFile(String)
    case sameOutput(String)
    case cannotWrite(String)

    package var description: String {
        switch self {
        case .missing(let path): "\(path) is not there. Name a CSV file, or a folder of them."
        case .empty(let path): "there is no .csv file in \(path)."
        case .column(let name, let file): "the first line of \(file) names no column \(name); --help says which are read."
        case .outputIsFile(let path): "the input is a folder, so the output has to be one too: \(path) is a file."
        case .sameOutput(let path): "--out and --corrected are both \(path): give each a file of its own."
        case .cannotWrite(let path): "\(path) cannot be written. Name a file in a folder that this user may write to."
        }
    }
}

/// What is read, and what is written for it: for a file a file, for a folder one of the same name for each file in it.
struct AnalysisFiles {
    struct Pair {
        let input: String
        let output: String
    }

    let pairs: [Pair]
    let isFolder: Bool

    /// `suffix`: what the names of a folder's outputs end in, before `.csv`.
    init(input: String, output: String, suffix: String = "") throws(AnalysisError) {
        var isDirectory: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: input, isDirectory: &isDirectory) else { throw .missing(input) }
        isFolder = isDirectory.boolValue
        guard isFolder else {
            pairs = [Pair(input: input, output: output)]
            return
        }
        var isOutputDirectory: ObjCBool = true
        if unsafe FileManager.default.fileExists(atPath: output, isDirectory: &isOutputDirectory), !isOutputDirectory.boolValue {
            throw .outputIsFile(output)
        }
        let names = (FileManager.default.enumerator(atPath: input)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".csv") && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }.sorted()
        guard !names.isEmpty else { throw .empty(input) }
        pairs = names.map { Pair(input: "\(input)/\($0)", output: "\(output)/\($0.dropLast(4))\(suffix).csv") }
    }

    /// Writes a file at once, and the folder that it lies in.
    static func write(_ text: String, to path: String) throws(AnalysisError) {
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw .cannotWrite(path)
        }
    }
}

/// The columns of a file that an analysis asked for.
struct AnalysisTable {
    /// A row for each line after the header, a field for each column asked for; a field that is not there is empty.
    private(set) var rows: [[String]] = []

    init(file: String, columns: [String], optional: Set<String> = []) throws {
        let lines = try CSVLines(file: file, keepsEmptyLines: true)
        guard let header = try lines.next() else { throw AnalysisError.column(columns[0], file: file) }
        let names = header.fields.map { $0.filter { $0 != "\u{FEFF}" && $0 != " " } }
        var places: [Int] = []
        for column in columns {
            let place = names.firstIndex(of: column)
            guard place != nil || optional.contains(column) else { throw AnalysisError.column(column, file: file) }
            places.append(place ?? .max)
        }
        while let line = try lines.next() { rows.append(places.map { $0 < line.fields.count ? line.fields[$0] : "" }) }
    }

    /// What is no number becomes NaN: every row has its verdict.
    func numbers(_ column: Int = 0) -> [Double] { rows.map { Double($0[column]) ?? .nan } }
}
