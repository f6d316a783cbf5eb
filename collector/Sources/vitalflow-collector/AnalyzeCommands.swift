// `analyze`: what the detectors say of recordings.

import ArgumentParser
import Collector

struct AnalyzeCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze", abstract: "Let the detectors judge recordings in CSV files, as they judge live data.",
        discussion: """
            IN and OUT are files, or both folders: then each .csv file below IN has its output under the same name below OUT.
            Nothing here is a diagnosis; VitalFlow is not a medical device.
            """,
        subcommands: [Rhythm.self, Records.self, Artifacts.self, Variability.self, Illness.self, Anomalies.self])

    struct Files: ParsableArguments {
        @Argument(help: ArgumentHelp("What to read.", valueName: "in"))
        var input: String
        @Option(name: .customLong("out"), help: ArgumentHelp("What to write.", valueName: "out"))
        var output: String

        var program: AnalyzeProgram { AnalyzeProgram(input: input, output: output) }
    }

    struct Rhythm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rhythm", abstract: "Long recordings: which beats are irregular, as in atrial fibrillation?",
            discussion: """
                Reads rr_ms, writes pred,score, a row for each interval: pred 1 is irregular, score 0 to 1 ranks. A row depends on the
                \(AnalyzeProgram.rhythmLookAhead) later rows at most (look-ahead: \(AnalyzeProgram.rhythmLookAhead) beats).
                """)
        @OptionGroup var files: Files

        func run() async throws { try files.program.rhythm() }
    }

    struct Records: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "record", abstract: "Short recordings: is the rhythm of each irregular, as in atrial fibrillation?",
            discussion: """
                Reads the columns record and rr_ms, writes record,pred,score: pred 1 is irregular, score 0 to 1 ranks. A record is judged as a
                whole, from ten intervals on; one with too few of them or full of noise is left out.
                """)
        @OptionGroup var files: Files

        func run() async throws { try files.program.records() }
    }

    struct Variability: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hrv", abstract: "Heart-rate variability by the definitions of the Task Force (1996) and others.",
            discussion: """
                Reads rr_ms; every interval counts. Milliseconds; pNN20 and pNN50 in percent, meanHR in beats a minute, powers in ms². Welch:
                cubic spline at 4 Hz, Hann windows. SampEn: m = 2, r = 0.2 SD; SampEn_toolbox: r = 0.15 SD as the PhysioNet toolbox has it.
                """)
        @Argument(help: ArgumentHelp("A file, or a folder of them.", valueName: "in"))
        var input: String
        @Option(name: .customLong("out"), help: ArgumentHelp("Where to write, as JSON; without it, the terminal.", valueName: "out"))
        var output: String?
        @Flag(name: .customLong("json"), help: "One JSON object, and null where a figure cannot be said; of a folder a line each.")
        var json = false

        func run() async throws { try VariabilityAnalysis.run(input: input, output: output, isJSON: json) { print($0) } }
    }

    struct Illness: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "illness", abstract: "Days of people: does the resting heart rate lie above what was usual, as in illness?",
            discussion: """
                Reads pid, day (a number) and resting_hr, and where they are there hr_mean, breath_rate, skin_temp_c
                and steps; writes pid,day,alert: 0
                none, 1 yellow, 2 red. A day's alert depends on that day and earlier ones alone; the first week says nothing.
                """)
        @OptionGroup var files: Files

        func run() async throws { try files.program.illness() }
    }

    struct Artifacts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "artifacts", abstract: "Beats that were missed, doubled, misplaced or premature; and the series without them.",
            discussion: """
                Reads rr_ms; writes pred, a row for each interval: 1 where it ends at an artefact or ectopic beat, or begins at an artefact. The
                corrected series may have more or fewer rows. Look-ahead: \(AnalyzeProgram.artifactsLookAhead) beats.
                Of folders the corrected series lie in the folder of --corrected, and end in _corrected.csv where that is the folder of --out.
                """)
        @OptionGroup var files: Files
        @Option(name: .customLong("corrected"), help: ArgumentHelp("Where to write the corrected series.", valueName: "out"))
        var corrected: String

        func run() async throws { try files.program.artifacts(corrected: corrected) }
    }

    struct Anomalies: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "anomalies", abstract: "Any series: which values are unusual for it?",
            discussion: """
                Reads timestamp and value, writes timestamp,value,anomaly_score: 0 to 1, and from 0.5 on an event begins. No look-ahead; the
                first day and the first 100 values are learnt from.
                """)
        @OptionGroup var files: Files

        func run() async throws { try files.program.anomalies() }
    }
}
