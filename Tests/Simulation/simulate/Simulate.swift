// The deterministic simulation: gateway and collector machines over a network, disks and clocks that fail as a seed says.

import Foundation
import PollLoop
import Simulation
import Vitals

@main
struct Simulate {
    /// `TRACE=yes` tells what happens in a seed.
    static let traces = ProcessInfo.processInfo.environment["TRACE"] != nil

    /// `simulate FIRST COUNT [PLANT]`: runs the seeds, prints what happened, and ends with 1 at the first violation.
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let plant = arguments.count == 3 ? Plant(rawValue: arguments[2]) : nil
        guard (2...3).contains(arguments.count), let first = UInt64(arguments[0]), let count = UInt64(arguments[1]), count > 0,
            arguments.count == 2 || plant != nil
        else {
            print("say simulate FIRST COUNT [PLANT], where PLANT is one of \(Plant.allCases.map(\.rawValue).joined(separator: ", "))")
            exit(2)
        }
        let process = SimulatedProcess(seed: first, wall: Timestamp(milliseconds: 1_795_419_900_000))
        let result = await Driver().run(first..<first + count, plant: plant)
        _ = consume process
        switch result {
        case .success(let sum):
            print("seeds: \(count), \(sum.description), violations: 0")
        case .failure(let failure):
            print("seed \(failure.seed): \(failure.violation)")
            print("replay: make simulate SEEDS=1 SEED=\(failure.seed)\(plant.map { " PLANT=\($0.rawValue)" } ?? "")")
            exit(1)
        }
    }
}

/// Runs on the outbox's own thread, so that asking it costs no change of threads.
private actor Driver {
    struct Failure: Error {
        let seed: UInt64
        let violation: any Error
    }

    private nonisolated let executor = PollExecutor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    func run(_ seeds: Range<UInt64>, plant: Plant?) async -> Result<Tally, Failure> {
        var sum = Tally()
        let template = try? await Scenario.Template(executor: executor)
        for seed in seeds {
            do {
                var scenario = try Scenario(seed: seed, plant: plant, template: template, executor: executor)
                sum += try await scenario.run()
            } catch {
                return .failure(Failure(seed: seed, violation: error))
            }
        }
        return .success(sum)
    }
}
