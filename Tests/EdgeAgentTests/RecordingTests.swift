import EdgeAgent
import Foundation
import GATT
import TestSupport
import Testing

@Suite("A recording, played as a strap")
struct RecordingTests {
    @Test("Its notifications carry every RR interval once, to the strap's resolution, about one a second")
    func notifications() throws {
        let recording = try Recording(file: RepositoryPath.recording)
        #expect(recording.intervals.count == 1500)
        let measurements = try recording.notifications.map { try HeartRateMeasurement(decoding: $0.bytes.span) }
        let intervals = measurements.flatMap { $0.rrIntervals.map(\.milliseconds) }
        #expect(intervals.count == recording.intervals.count)
        #expect(zip(intervals, recording.intervals).allSatisfy { abs($0 - $1) <= 0.5 })
        let seconds = recording.intervals.reduce(0, +) / 1000
        #expect(Double(measurements.count) > seconds / 2 && Double(measurements.count) <= seconds)
        #expect(measurements.allSatisfy { $0.contact == .detected })
    }

    @Test("What is no recording is refused with the place of the mistake")
    func refused() throws {
        let folder = try TemporaryFolder()
        func write(_ text: String) throws -> String {
            try text.write(toFile: folder.file("r.csv"), atomically: true, encoding: .utf8)
            return folder.file("r.csv")
        }
        let file = folder.file("r.csv")
        #expect(throws: RecordingError.unreadable(file: "/nonexistent")) { try Recording(file: "/nonexistent") }
        #expect(throws: RecordingError.noColumn(file: file, name: "rr_ms")) { try Recording(file: try write("rr\n800\n")) }
        #expect(throws: RecordingError.notANumber(file: file, line: 3, text: "x")) {
            try Recording(file: try write("label,rr_ms\nN,800\nN,x\n"))
        }
        #expect(throws: RecordingError.notANumber(file: file, line: 2, text: "-5")) { try Recording(file: try write("rr_ms\n-5\n")) }
        #expect(throws: RecordingError.empty(file: file)) { try Recording(file: try write("rr_ms\n")) }
    }
}
