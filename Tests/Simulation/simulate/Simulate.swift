// The deterministic simulation: gateway and collector machines over a network, disks and clocks that fail as a seed says.

import Foundation
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
        var sum = Tally()
        // SQLite's own randomness and time, for the log that cannot name a disk.
        let process = SimulatedProcess(seed: first, wall: Timestamp(milliseconds: 1_795_419_900_000))
        let template = try? await Scenario.Template()
        for seed in first..<first + count {
            do {
                var scenario = try Scenario(seed: seed, plant: plant, template: template)
                sum += try await scenario.run()
            } catch {
                print("seed \(seed): \(error)")
                print("replay: make simulate SEEDS=1 SEED=\(seed)\(plant.map { " PLANT=\($0.rawValue)" } ?? "")")
                exit(1)
            }
        }
        _ = consume process
        print(
            "seeds: \(count), steps: \(sum.steps), crashes: \(sum.crashes), disk faults: \(sum.faults), "
                + "messages harmed: \(sum.messagesHarmed), batches committed: \(sum.committed), delivered: \(sum.delivered), "
                + "in gaps: \(sum.inGaps), streams lost by power cuts: \(sum.lostByPowerCut), violations: 0")
    }
}
