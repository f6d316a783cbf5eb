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
        let arguments = CommandLine.arguments
        let first = arguments.count > 1 ? UInt64(arguments[1]) ?? 1 : 1
        let count = arguments.count > 2 ? UInt64(arguments[2]) ?? 1000 : 1000
        let plant = arguments.count > 3 ? Plant(rawValue: arguments[3]) : nil
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
