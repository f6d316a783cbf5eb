// The alarm machine against its invariants: every order of a few inputs, and long random walks.

import AlarmModel
import Foundation
import TestSupport

@main
enum ModelCheck {
    private static let depth = 4
    private static let walkSteps = 60

    static func main() {
        let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard arguments.count == 1, let walks = arguments.first, walks > 0 else {
            print("say: WALKS")
            exit(2)
        }
        var (states, violations) = (0, 0)
        func explore(_ model: AlarmModel, _ path: [AlarmModel.Input]) {
            guard path.count < depth else { return }
            for input in AlarmModel.Input.allCases {
                var next = model
                next.step(input)
                states += 1
                guard next.faults.isEmpty else {
                    violations += 1
                    if violations <= 10 { print("after \(path + [input]): \(next.faults)") }
                    continue
                }
                explore(next, path + [input])
            }
        }
        explore(AlarmModel(), [])
        var (steps, decided) = (0, 0)
        for seed in 0..<UInt64(walks) {
            if seed % 50_000 == 0 { FileHandle.standardError.write(Data("\(seed) of \(walks) walks\n".utf8)) }
            var random = SeededGenerator(seed: seed)
            var model = AlarmModel()
            // Storing costs a hundred steps: some walks are restarted after each step.
            model.restarts = seed % 1000 == 0
            for _ in 0..<walkSteps {
                model.step(AlarmModel.Input.allCases.randomElement(using: &random) ?? .wait)
                steps += 1
                guard model.faults.isEmpty else { break }
            }
            decided += model.decided
            guard !model.faults.isEmpty else { continue }
            violations += 1
            if violations <= 10 { print("seed \(seed): \(model.faults)") }
        }
        print("states \(states) to depth \(depth), walks \(walks), steps \(steps), messages \(decided), violations \(violations)")
        exit(violations == 0 ? 0 : 1)
    }
}
