// The metrics of a process and their Prometheus text. Small on purpose: three kinds, labels fixed at creation, no lookup on the hot path.

import Synchronization

/// Holds every metric of a process.
package final class MetricsRegistry: Sendable {
    private struct Family {
        let help: String
        let kind: String
        var series: [(labels: [(String, String)], render: @Sendable (_ name: String, _ labels: [(String, String)]) -> String)] = []
    }

    private let families = Mutex<[String: Family]>([:])

    package init() {}

    package func counter(_ name: String, help: String, labels: [(String, String)] = []) -> Counter {
        let counter = Counter()
        add(name, help, "counter", labels) { name, labels in "\(name)\(Self.braces(labels)) \(counter.value)\n" }
        return counter
    }

    package func gauge(_ name: String, help: String, labels: [(String, String)] = []) -> Gauge {
        let gauge = Gauge()
        add(name, help, "gauge", labels) { name, labels in "\(name)\(Self.braces(labels)) \(Self.number(gauge.value))\n" }
        return gauge
    }

    package func histogram(_ name: String, help: String, buckets: [Double], labels: [(String, String)] = []) -> Histogram {
        let histogram = Histogram(buckets: buckets)
        add(name, help, "histogram", labels) { name, labels in
            let snapshot = histogram.snapshot
            var text = ""
            var cumulative = 0
            for (bound, count) in zip(buckets.map(Self.number) + ["+Inf"], snapshot.counts) {
                cumulative += count
                text += "\(name)_bucket\(Self.braces(labels + [("le", bound)])) \(cumulative)\n"
            }
            return text + "\(name)_sum\(Self.braces(labels)) \(Self.number(snapshot.sum))\n"
                + "\(name)_count\(Self.braces(labels)) \(cumulative)\n"
        }
        return histogram
    }

    /// The exposition format 0.0.4 of Prometheus, families sorted by name.
    package func prometheusText() -> String {
        families.withLock { families in
            families.sorted { $0.key < $1.key }.map { name, family in
                "# HELP \(name) \(family.help)\n# TYPE \(name) \(family.kind)\n"
                    + family.series.map { $0.render(name, $0.labels) }.joined()
            }.joined()
        }
    }

    private func add(
        _ name: String, _ help: String, _ kind: String, _ labels: [(String, String)],
        render: @escaping @Sendable (String, [(String, String)]) -> String
    ) {
        families.withLock { families in
            families[name, default: Family(help: help, kind: kind)].series.append((labels, render))
        }
    }

    private static func braces(_ labels: [(String, String)]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",") + "}"
    }

    private static func escaped(_ value: String) -> String {
        value.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : "\(value)"
    }
}
