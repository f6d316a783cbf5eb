// The deterministic simulation, as a program of its own: it takes SQLite's default file system for itself.

import Foundation
import TestSupport
import Testing

@Suite("The simulation")
struct SimulationRunTests {
    private func run(_ arguments: [String]) async throws -> (status: Int32, printed: String) {
        let folder = try TemporaryFolder()
        let process = try ChildProcess(RepositoryPath.program("simulate"), arguments, output: folder.file("simulate"))
        let status = try await process.exitStatus(within: 300)
        return (status, process.printed)
    }

    @Test("Loss, reordering, crashes, full and failing disks: everything committed is delivered once, or a gap says why")
    func holds() async throws {
        let (status, printed) = try await run(["1", "400"])
        #expect(status == 0, "\(printed)")
        Attachment.record(printed, named: "simulation.txt")
        #expect(printed.contains("violations: 0"))
    }

    @Test("A mistake is found", arguments: ["ack-before-commit", "delete-before-ack", "append-twice", "no-gap"])
    func finds(plant: String) async throws {
        let (status, printed) = try await run(["1", "1000", plant])
        #expect(status == 1, "\(plant): \(printed)")
        #expect(printed.contains("replay: make simulate SEEDS=1 SEED="))
    }
}
