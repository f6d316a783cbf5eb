// One line of JSON for each figure, as Tests/Benchmarks/README.md describes them.

enum Figure {
    static func print(_ benchmark: String, _ value: Double, _ unit: String, limit: Double, _ limitName: String) {
        func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
        Swift.print(
            "{\"benchmark\": \"\(benchmark)\", \"value\": \(rounded(value)), \"unit\": \"\(unit)\", \"limit\": \(rounded(limit)), "
                + "\"limit_name\": \"\(limitName)\", \"ratio\": \(rounded(value / limit))}")
    }
}

extension Array<Double> {
    var median: Double { sorted()[count / 2] }
}
