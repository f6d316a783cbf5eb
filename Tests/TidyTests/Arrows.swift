// The direction of arrows between targets: down only, never from feature to feature, nothing shared that only one program needs.

/// Checks the graph of targets against the layers.
enum Arrows {
    static func violations(in manifest: Manifest) -> [Violation] {
        manifest.targets.flatMap { target in
            order(of: target, in: manifest) + layers(of: target, in: manifest)
        } + sharedFeatures(of: manifest)
    }

    private static func violation(_ target: Manifest.Target, _ message: String) -> Violation {
        Violation(path: "Package.swift", line: target.line, message: message)
    }

    /// Targets are listed bottom-up, so a cycle or an arrow that points up is visible in the list.
    private static func order(of target: Manifest.Target, in manifest: Manifest) -> [Violation] {
        target.dependencies.compactMap { name in
            guard let dependency = manifest.target(name), dependency.line >= target.line, dependency != target else { return nil }
            return violation(target, "\(target.name) stands above \(name), which it depends on: list targets bottom-up")
        }
    }

    private static func layers(of target: Manifest.Target, in manifest: Manifest) -> [Violation] {
        guard let layer = Layer(of: target) else {
            return [violation(target, "\(target.name) has no layer: add it to one in Tests/TidyTests/Layer.swift, or put it below Tests/")]
        }
        if let allowed = Layer.imports[target.name] {
            return target.dependencies.filter { !allowed.contains($0) }.map {
                violation(target, "\(target.name) may depend on \(list(allowed)) only, not on \($0): move what needs it to a feature")
            }
        }
        guard layer != .test else { return [] }
        var found: [Violation] = []
        for name in target.dependencies {
            guard let dependency = manifest.target(name), let below = Layer(of: dependency) else { continue }
            if below == .test {
                found.append(violation(target, "\(target.name) depends on \(name), which is for tests: move what it needs to Sources/"))
            } else if below > layer {
                found.append(violation(target, "\(target.name) depends on \(name), a layer above it: let \(name) depend on it instead"))
            } else if below == layer, layer == .feature {
                found.append(violation(target, "\(target.name) imports the feature \(name): features are joined by the programs only"))
            } else if below == layer, layer > .feature {
                found.append(violation(target, "\(target.name) depends on the program \(name): share a module below both"))
            }
        }
        let systems = target.dependencies.filter { manifest.target($0)?.kind == .system }
        if layer == .technology, systems.count > 1 {
            found.append(violation(target, "\(target.name) wraps \(list(systems)): a technology module wraps one, make one each"))
        }
        return found
    }

    private static func sharedFeatures(of manifest: Manifest) -> [Violation] {
        let shared = manifest.closure(of: "EdgeAgent").intersection(manifest.closure(of: "Collector"))
        return manifest.targets.filter { shared.contains($0.name) && Layer(of: $0) == .feature }.map {
            violation($0, "the feature \($0.name) serves both programs: make it a technology module, or two features")
        }
    }

    private static func list(_ names: some Collection<String>) -> String {
        names.isEmpty ? "nothing" : names.sorted().joined(separator: ", ")
    }
}
