import TestSupport
import Testing
import Vitals

@Suite("The table of metrics")
struct MetricDocumentTests {
    @Test("Sources/Vitals/README.md lists every metric with its codes (WRITE_DOCUMENTS=yes writes the table)")
    func table() throws {
        let rows = Metric.all.map { metric in
            [
                "`\(metric.key)`", metric.name, "`\(metric.unit)`", metric.loinc ?? "", metric.mdc.map { "\($0)" } ?? "",
                Self.range(metric.plausible), metric.aggregation.rawValue,
            ]
        }
        let columns = ["key", "metric", "UCUM unit", "LOINC", "MDC", "plausible", "aggregation"]
        #expect(try DocumentTable(file: "Sources/Vitals/README.md", heading: "## Metrics", columns: columns, rows: rows).isUpToDate())
    }

    private static func range(_ range: ClosedRange<Double>) -> String {
        func short(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
        return "\(short(range.lowerBound)) to \(short(range.upperBound))"
    }

    @Test("Keys are unique, in snake case, and a code stands for one metric")
    func unique() {
        #expect(Set(Metric.all.map(\.key)).count == Metric.all.count)
        for metric in Metric.all {
            #expect(metric.key.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }, "\(metric.key)")
            #expect(!metric.name.isEmpty && !metric.unit.isEmpty)
        }
        let loinc = Dictionary(grouping: Metric.all.filter { $0.loinc != nil }, by: \.loinc).filter { $0.value.count > 1 }
        #expect(loinc.isEmpty, "\(loinc.mapValues { $0.map(\.key) })")
        let mdc = Dictionary(grouping: Metric.all.filter { $0.mdc != nil }, by: \.mdc).filter { $0.value.count > 1 }
        #expect(mdc.isEmpty, "\(mdc.mapValues { $0.map(\.key) })")
    }

    @Test("A LOINC code ends with its check digit (mod 10)", arguments: Metric.all.compactMap(\.loinc))
    func loinc(code: String) throws {
        let parts = code.split(separator: "-")
        try #require(parts.count == 2 && parts[0].allSatisfy(\.isNumber))
        // Luhn's algorithm over the number before the hyphen. Source: LOINC Users' Guide, appendix C.
        var sum = 0
        for (index, digit) in parts[0].reversed().enumerated() {
            let value = (digit.wholeNumberValue ?? 0) * (index.isMultiple(of: 2) ? 2 : 1)
            sum += value / 10 + value % 10
        }
        #expect(Int(parts[1]) == (10 - sum % 10) % 10)
    }
}
