// Comma-separated values, a line at a time in constant memory. Source: RFC 4180.

import Foundation

enum CSVError: Error, Hashable, CustomStringConvertible {
    case cannotRead(String)
    case lineTooLong(Int)
    case column(String)

    var description: String {
        switch self {
        case .cannotRead(let file): "\(file) cannot be read."
        case .lineTooLong(let number):
            "line \(number) is longer than \(CSVLines.bytesMax) bytes: this is no CSV file, or a quote is not closed."
        case .column(let name):
            "the header names no column \(name). It has to name time, metric and value, and may name unit, device, person and simulated; "
                + "--person and --device stand in for columns that are not there."
        }
    }
}

/// The lines of a file, fields unquoted. Commas and semicolons separate, whichever the first line has more of.
final class CSVLines {
    static let bytesMax = 65_536

    private let file: FileHandle
    private let keepsEmptyLines: Bool
    private var buffer: [UInt8] = []
    private var index = 0
    private(set) var bytesRead: Int64 = 0
    private var number = 0
    private var separator = UInt8(ascii: ",")

    /// `keepsEmptyLines`: each line counts, also one without a value.
    init(file path: String, keepsEmptyLines: Bool = false) throws(CSVError) {
        guard let file = FileHandle(forReadingAtPath: path) else { throw .cannotRead(path) }
        self.file = file
        self.keepsEmptyLines = keepsEmptyLines
    }

    private func byte() throws -> UInt8? {
        if index == buffer.count {
            guard let data = try file.read(upToCount: 1 << 16), !data.isEmpty else { return nil }
            buffer = [UInt8](data)
            bytesRead += Int64(buffer.count)
            index = 0
        }
        defer { index += 1 }
        return buffer[index]
    }

    /// The next line, unless asked otherwise the next that is not empty; `nil` at the end.
    func next() throws -> (number: Int, fields: [String])? {
        while true {
            guard let line = try line() else { return nil }
            number += 1
            if number == 1 {
                let semicolons = line.count { $0 == UInt8(ascii: ";") }
                if semicolons > line.count(where: { $0 == UInt8(ascii: ",") }) { separator = UInt8(ascii: ";") }
            }
            let fields = fields(of: line)
            if keepsEmptyLines || fields.contains(where: { !$0.isEmpty }) { return (number, fields) }
        }
    }

    /// A field as RFC 4180 writes it.
    static func field(_ text: String) -> String {
        text.contains { ",\"\n\r".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    /// Up to a line break that stands outside quotes.
    private func line() throws -> [UInt8]? {
        var line: [UInt8] = []
        var isQuoted = false
        while let byte = try byte() {
            if byte == UInt8(ascii: "\n"), !isQuoted { return line }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard line.count < Self.bytesMax else { throw CSVError.lineTooLong(number + 1) }
            line.append(byte)
        }
        return line.isEmpty ? nil : line
    }

    private func fields(of line: [UInt8]) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var index = line.startIndex
        while index < line.endIndex {
            let byte = line[index]
            index += 1
            if byte == UInt8(ascii: "\"") {
                if isQuoted, index < line.endIndex, line[index] == byte {
                    field.append(byte)
                    index += 1
                } else {
                    isQuoted.toggle()
                }
            } else if byte == separator, !isQuoted {
                fields.append(String(decoding: field, as: UTF8.self))
                field = []
            } else if byte != UInt8(ascii: "\r") || isQuoted {
                field.append(byte)
            }
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return fields
    }
}

/// Which column is what.
struct CSVHeader {
    private let columns: [String: Int]
    private let person: String?
    private let device: String?

    init(_ names: [String], person: String?, device: String?) throws(CSVError) {
        // Some programs begin a file with a byte order mark.
        let names = names.map { $0.filter { $0 != "\u{FEFF}" && $0 != " " }.lowercased() }
        columns = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        for name in ["time", "metric", "value"] where columns[name] == nil { throw .column(name) }
        guard person != nil || columns["person"] != nil else { throw .column("person") }
        (self.person, self.device) = (person, device)
    }

    func item(_ fields: [String]) -> SubmittedItem {
        func field(_ name: String) -> String? {
            guard let index = columns[name], index < fields.count, !fields[index].isEmpty else { return nil }
            return fields[index]
        }
        return SubmittedItem(
            person: field("person") ?? person, metric: field("metric"), time: field("time"), value: field("value").flatMap(Double.init),
            unit: field("unit"), device: field("device") ?? device, simulated: field("simulated").map { $0 == "true" || $0 == "1" })
    }
}
