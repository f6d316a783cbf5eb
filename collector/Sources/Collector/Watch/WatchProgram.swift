// `watch`: the live state in a terminal, from MQTT alone; it needs no collector on this machine.

import Foundation
import Logging
import MQTT
import ServiceLifecycle
import Synchronization
import UnixSignals
import Uplink
import Vitals

/// Subscribes, keeps a board, and draws it twice a second when something changed.
package struct WatchProgram: Service {
    private let options: WatchOptions
    private let clock = WallClock.system
    private let terminal = Terminal()

    private static let drawInterval = Duration.milliseconds(500)
    /// Without a terminal a full view every few seconds is what a log file can bear.
    private static let printInterval = Duration.seconds(5)
    /// Retained messages come at once after subscribing; this long after the last one the picture is whole.
    private static let settleInterval = Duration.milliseconds(500)
    private static let onceMax = Duration.seconds(10)

    package init(_ options: WatchOptions) {
        self.options = options
    }

    /// Until Ctrl-C, or with `once` until the first view.
    package static func run(_ options: WatchOptions) async throws {
        var logger = Logger(label: "vitalflow-watch")
        logger.logLevel = .critical
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: WatchProgram(options), successTerminationBehavior: .gracefullyShutdownGroup)],
                gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
        try await group.run()
    }

    package func run() async throws {
        let client = try Client(options.broker, clientID: "vitalflow-watch-\(UInt32.random(in: 0...UInt32.max))")
        try client.start()
        defer { client.stop() }
        let redraws = terminal.isTTY && !options.json && !options.once
        if redraws { terminal.enter() }
        defer { if redraws { terminal.leave() } }
        let state = WatchState()
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask { await listen(client, state) }
                if !options.json { group.addTask { await draw(state, redraws: redraws) } }
                if options.json, options.once { group.addTask { try? await Task.sleep(for: Self.onceMax) } }
                await group.next()
                group.cancelAll()
            }
        }
    }

    private func listen(_ client: Client, _ state: WatchState) async {
        let topics = options.topics
        while !Task.isCancelled {
            let events = await client.nextEvents()
            guard !events.isEmpty else { return }
            for event in events {
                switch event {
                case .connected:
                    state.connected(true)
                    try? client.subscribe([topics.root + "/person/+/+", topics.everyGateway(.status), topics.root + "/alarm/#"])
                case .disconnected: state.connected(false)
                case .published: break
                case .message(let message):
                    state.take(message, topics: topics)
                    guard options.json, !message.payload.isEmpty else { continue }
                    let payload = String(decoding: message.payload, as: UTF8.self)
                    // What another program published below our topics may be anything; a line stays one JSON object.
                    guard (try? JSONSerialization.jsonObject(with: Data(message.payload), options: .fragmentsAllowed)) != nil else {
                        continue
                    }
                    let line = payload.split(whereSeparator: \.isNewline).joined(separator: " ")
                    terminal.print(["{\"topic\":\(JSON.text(message.topic)),\"message\":\(line)}"])
                    if options.once { return }
                }
            }
        }
    }

    private func draw(_ state: WatchState, redraws: Bool) async {
        let start = ContinuousClock.now
        while !Task.isCancelled {
            let (board, isConnected, changed) = state.snapshot
            let now = ContinuousClock.now
            let lines = WatchView(header: options.header, now: clock.now(), usesColour: terminal.isTTY)
                .lines(board, isConnected: isConnected)
            if options.once {
                let isWhole = !board.isEmpty && changed.map { now - $0 > Self.settleInterval } ?? false
                if isWhole || now - start > Self.onceMax {
                    terminal.print(lines)
                    return
                }
                try? await Task.sleep(for: .milliseconds(100))
            } else {
                if redraws { terminal.redraw(lines) } else if changed != nil { terminal.print(lines + [""]) }
                try? await Task.sleep(for: redraws ? Self.drawInterval : Self.printInterval)
            }
        }
    }
}
