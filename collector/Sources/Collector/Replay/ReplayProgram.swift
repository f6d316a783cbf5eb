// `vitalflow-collector replay`: the views made anew from the log, while the collector runs or not.

import EventLog
import Foundation
import GRDB
import Vitals

package struct ReplayProgram: Sendable {
    private let directory: String
    private let clock: WallClock

    package init(dataDirectory: String, clock: WallClock = .system) {
        directory = dataDirectory
        self.clock = clock
    }

    package struct Result: Encodable {
        package let observations: Int
        package let events: Int64
        package let seconds: Double
        /// The tables that the log and the views do not agree on; only of a comparison.
        package var different: [String]?
    }

    /// Makes the views anew, and puts them in the place of the present ones, by the running collector where there is one.
    package func run(force: Bool, _ progress: ProgressReport) async throws -> Result {
        let files = ViewsFiles(directory: directory)
        let log = try SQLiteLog.existing(in: directory)
        if !force, let first = try await log.firstOffset(), try await !log.droppedEvents().isEmpty { throw RebuildError.begins(at: first) }
        files.withdraw()
        let file = files.next()
        let result: Result
        do {
            result = try await rebuild(log, in: file, progress)
        } catch {
            files.remove(file)
            throw error
        }
        try files.announce(file)
        do {
            // Nobody runs: it is ours to take over.
            let held = try DataDirectory(directory)
            try await ViewsAdoption(files: files, log: log, clock: clock).adopt(file, insteadOf: ViewsDatabase(file: files.current))
            withExtendedLifetime(held) {}
        } catch DataDirectoryError.inUse {
            var waited = 0
            while files.waiting != nil {
                waited += 1
                progress(Int64(waited), 0, "seconds until the running collector has taken the new views over")
                try await Task.sleep(for: .seconds(1))
            }
            guard files.current == file else { throw ReplayError.refused }
        }
        return result
    }

    /// Makes the views anew beside the present ones, and says where they differ. The collector must not run.
    package func compare(_ progress: ProgressReport) async throws -> Result {
        let log = try SQLiteLog.existing(in: directory)
        let held = try DataDirectory(directory)
        let files = ViewsFiles(directory: directory)
        let live = Rebuild(log: log, views: try ViewsDatabase(file: files.current), clock: clock)
        try await live.run(saving: .inTurn)
        let file = files.next()
        defer { files.remove(file) }
        var result = try await rebuild(log, in: file, progress)
        let anew = Rebuild(log: log, views: try ViewsDatabase(file: file), clock: clock)
        result.different = try await live.digest().differences(from: anew.digest())
        withExtendedLifetime(held) {}
        return result
    }

    private func rebuild(_ log: SQLiteLog, in file: String, _ progress: ProgressReport) async throws -> Result {
        let start = ContinuousClock.now
        let views = try ViewsDatabase(file: file)
        let done = try await Rebuild(log: log, views: views, clock: clock).run {
            progress($0.offset, $0.end, "events, \($0.observations) observations")
        }
        try views.pool.close()
        return Result(observations: done.observations, events: done.offset, seconds: (ContinuousClock.now - start).inSeconds)
    }
}

enum ReplayError: Error, Hashable, CustomStringConvertible {
    case refused

    var description: String { "the running collector could not use the new views; its log says why. The old ones are in use." }
}
