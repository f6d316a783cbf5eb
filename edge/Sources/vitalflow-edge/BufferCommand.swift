// `vitalflow-edge buffer`: what waits for the collector.

import ArgumentParser
import EdgeAgent
import FoundationEssentials
import Outbox
import Vitals

struct BufferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "buffer", abstract: "Show what the outbox holds, and how long there is room.",
        discussion: """
            Reads the outbox beside a running gateway, or without one. Hours left are those until old streams would have to go. What was \
            delivered in the last ten seconds may still be counted as waiting.
            """)

    @OptionGroup var options: SettingOptions

    @Flag(help: "Print JSON.")
    var json = false

    private struct Shown: Encodable {
        let frames: Int
        let batches: Int
        let bytes: Int
        let clinicalFrames: Int
        let acknowledgedFrames: Int
        let oldestUnsent: String?
        let databaseBytes: Int
        let limitBytes: Int
        let hoursLeft: Double?
        let gaps: Int
        let epoch: String

        enum CodingKeys: String, CodingKey {
            case frames, batches, bytes, gaps, epoch
            case clinicalFrames = "clinical_frames"
            case acknowledgedFrames = "acknowledged_frames"
            case oldestUnsent = "oldest_unsent"
            case databaseBytes = "database_bytes"
            case limitBytes = "limit_bytes"
            case hoursLeft = "hours_left"
        }
    }

    func run() async throws {
        let settings = try options.settings()
        let path = settings.stateDirectory + "/outbox.sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            throw ProgramExit.failure(
                "there is no outbox in \(settings.stateDirectory); name the gateway's --state-dir, or start one with vitalflow-edge run",
                ProgramExit.unavailable)
        }
        let report: OutboxReport
        do {
            report = try OutboxReport.read(path: path)
        } catch {
            throw ProgramExit.failure(
                "the outbox cannot be read: \(error); a damaged one is mended when the gateway starts", ProgramExit.unavailable)
        }
        let shown = Self.shown(report, limits: settings.outboxLimits)
        if json {
            print(String(decoding: try RuntimeFiles.encoded(shown), as: UTF8.self))
        } else {
            show(shown)
        }
    }

    private static func shown(_ report: OutboxReport, limits: OutboxLimits) -> Shown {
        Shown(
            frames: report.waiting.frames, batches: report.waiting.batches, bytes: report.waiting.bytes,
            clinicalFrames: report.clinical.frames, acknowledgedFrames: report.acknowledged.frames,
            oldestUnsent: report.oldest?.description, databaseBytes: report.databaseBytes, limitBytes: limits.bytesMax,
            hoursLeft: report.secondsLeft(limits: limits).map { Double($0 / 360) / 10 }, gaps: report.gaps,
            epoch: report.epoch.padded(16, radix: 16))
    }

    private func show(_ shown: Shown) {
        let oldest = shown.oldestUnsent.map { ", the oldest since \($0)" } ?? ""
        print("waiting: \(shown.frames) frames in \(shown.batches) batches, \(shown.bytes) bytes\(oldest)")
        print("  of these clinical: \(shown.clinicalFrames) frames")
        print("kept after delivery: \(shown.acknowledgedFrames) frames")
        print("room: \(Self.megabytes(shown.databaseBytes)) of \(Self.megabytes(shown.limitBytes)) taken")
        print("  at the present rate it lasts \(shown.hoursLeft.map { "\($0) hours" } ?? "for as long as nothing comes")")
        print("gaps that the collector does not know of: \(shown.gaps)")
        print("epoch: \(shown.epoch)")
    }

    private static func megabytes(_ bytes: Int) -> String { "\(Double(bytes * 10 / (1 << 20)) / 10) MiB" }
}
