// What must not stand in code. Each rule names what to write instead, because that is what its reader needs.

/// A construct that is banned in a part of the repository.
struct CodeRule: Sendable {
    /// What is found, and what to write instead.
    let message: String
    /// Tokens in a row; any of these is a violation.
    let patterns: [[String]]
    /// Where the same word means something else.
    var notAfter: Set<String> = []
    /// Everywhere unless told.
    var holds: @Sendable (Place) -> Bool = { _ in true }

    func violations(in file: SourceFile, at place: Place) -> [Violation] {
        guard holds(place) else { return [] }
        let lines = Set(patterns.flatMap { file.lines(of: $0, notAfter: notAfter) })
        return lines.sorted().map { Violation(path: file.path, line: $0, message: message) }
    }

    static let all = [unstructuredTask, forcedTry, fatalError, printing, publicAccess, clock, sleep]

    private static let declarations: Set = ["struct", "class", "enum", "actor", "protocol", "extension", "func", "case", "."]

    static let unstructuredTask = CodeRule(
        message: "a task that nobody waits for: use a task group, `async let` or a Service",
        patterns: [["Task", "{"], ["Task", "("], ["Task", ".", "detached"], ["Task", ".", "init"], ["Task", ".", "immediate"]],
        notAfter: declarations)

    static let forcedTry = CodeRule(
        message: "`try!` ends the process: throw, or in a test let the test throw", patterns: [["try", "!"]])

    static let fatalError = CodeRule(
        message: "`fatalError` ends the process: throw an error that carries the evidence", patterns: [["fatalError", "("]],
        notAfter: declarations)

    /// Programs that are run for what they print.
    private static let printers = [
        "edge/Sources/vitalflow-edge/", "collector/Sources/vitalflow-collector/", "Tests/Benchmarks/", "Tests/Simulation/disk-benchmark/",
        "Tests/Simulation/simulate/", "Tests/ModelCheck/modelcheck/",
    ]

    static let printing = CodeRule(
        message: "`print` belongs to the command lines: log it, return it, or throw it",
        patterns: [["print", "("], ["debugPrint", "("], ["dump", "("]], notAfter: ["func", "."],
        holds: { place in !printers.contains { place.path.hasPrefix($0) } })

    static let publicAccess = CodeRule(
        message: "nothing is public here: use `package` or less",
        patterns: [["public"], ["open", "class"], ["open", "func"], ["open", "var"]], notAfter: ["."])

    static let clock = CodeRule(
        message: "no clock in a pure module or the contract: take a Timestamp or an Instant as an argument",
        patterns: [
            ["Date", "("], ["Date", ".", "now"], ["ContinuousClock"], ["SuspendingClock"], ["DispatchTime"], ["clock_gettime"],
            ["gettimeofday"], ["CFAbsoluteTimeGetCurrent"],
        ],
        holds: \.isWithoutClock)

    static let sleep = CodeRule(
        message: "a sleep is slow when it is long and wrong when it is short: await the event itself, or use a manual clock",
        patterns: [["sleep", "("], ["usleep", "("], ["nanosleep", "("]], notAfter: ["func"],
        holds: { $0.layer == .test && !SleepException.paths.contains($0.path) })
}
