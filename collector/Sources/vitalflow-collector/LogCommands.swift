// `log`: the event log.

import ArgumentParser
import Collector
import Foundation

struct LogCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Verify, count, export and import the event log.",
        discussion: "The event log is the truth: everything else is made from it. All of this works while the collector runs.",
        subcommands: [LogVerifyCommand.self, LogStatsCommand.self, LogExportCommand.self, LogImportCommand.self])
}

struct LogVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read every event, compare its checksum and decode it. Exits with 1 when something is damaged.")

    @OptionGroup var options: StoreOptions
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws {
        let found = try await LogProgram(dataDirectory: options.directory()).verify(ProgressLine.report)
        ProgressLine.end()
        if json {
            print(JSON.text(found))
        } else {
            print(
                "\(found.events) events: \(found.intact) intact, \(found.unchecked) from a version without checksums, \(found.damaged) damaged, \(found.undecodable) undecodable"
            )
            if !found.offsets.isEmpty { print("at offsets \(found.offsets.map(String.init).joined(separator: ", "))") }
            for fault in found.faults { print("SQLite: \(fault)") }
            if !found.isSound { print("Restore a backup (vitalflow-collector restore); gateways send again what they still hold.") }
        }
        if !found.isSound { throw ExitCode(1) }
    }
}

struct LogStatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "How much of whom is in the log, and what retention dropped.")

    @OptionGroup var options: StoreOptions
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws {
        let statistics = try await LogProgram(dataDirectory: options.directory()).statistics()
        print(json ? JSON.text(statistics) : statistics.text)
    }
}

struct LogExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write events as lines of JSON to standard output, the oldest first.",
        discussion: "Bodies are base 64: batches as Sources/Uplink/uplink.proto describes them. Another collector imports them.")

    @OptionGroup var options: StoreOptions
    @Option(name: .customLong("after"), help: ArgumentHelp("Only events after this offset.", valueName: "offset"))
    var after: Int64 = 0
    @Option(name: .customLong("source"), help: ArgumentHelp("Only of this source, as log stats names it.", valueName: "name"))
    var source: String?

    func run() async throws {
        let output = FileHandle.standardOutput
        let count = try await LogProgram(dataDirectory: options.directory()).export(
            after: after, source: source, to: { try output.write(contentsOf: Data($0.utf8)) }, ProgressLine.report)
        ProgressLine.end()
        FileHandle.standardError.write(Data("\(count) events\n".utf8))
    }
}

struct LogImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in what log export wrote. What is there already changes nothing.")

    @OptionGroup var options: StoreOptions
    @Argument(help: "The file, or - for standard input.")
    var file: String
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var json = false

    func run() async throws {
        let handle: FileHandle
        if file == "-" {
            handle = .standardInput
        } else {
            guard let opened = FileHandle(forReadingAtPath: file) else { throw ValidationError("\(file) cannot be read.") }
            handle = opened
        }
        let result = try await LogProgram(dataDirectory: options.directory()).importing(Lines(handle), ProgressLine.report)
        ProgressLine.end()
        print(
            json
                ? JSON.text(result)
                : "\(result.stored) events stored, \(result.repeated) were there already, \(result.conflicting) contradict the log and were left out"
        )
    }
}

/// The lines of a file, one at a time.
struct Lines: AsyncSequence {
    typealias Element = String
    private let handle: FileHandle

    init(_ handle: FileHandle) {
        self.handle = handle
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        let handle: FileHandle
        var buffer = Data()

        mutating func next() async throws -> String? {
            while true {
                if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = String(decoding: buffer[buffer.startIndex..<end], as: UTF8.self)
                    buffer = buffer[(end + 1)...]
                    return line
                }
                guard let more = try handle.read(upToCount: 1 << 20), !more.isEmpty else {
                    guard !buffer.isEmpty else { return nil }
                    defer { buffer = Data() }
                    return String(decoding: buffer, as: UTF8.self)
                }
                buffer = Data(buffer) + more
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(handle: handle) }
}
