// A Polar sensor sends raw ECG, acceleration and the like once it is told to, and forgets it with the link. Decides only.

package import Vitals

/// Starts one measurement of a Polar sensor with the best settings up to a sample rate, keeps it going, and stops it.
///
/// Through the control point of the vendor's "Polar Measurement Data" service: ask for the settings, start, stop. The sensor may end a
/// measurement by itself (it is put into its charger), which it then says; a stream is started again after a pause, a few times. Source:
/// the vendor's published SDK (polar-ble-sdk).
package struct PolarStream: ~Copyable {
    package enum Action: Hashable, Sendable {
        /// To the control point, with response.
        case write([UInt8])
        /// Call `timer` then, if nothing else happens before.
        case waitUntil(Instant)
        /// Data flow. `sampleRate` in Hz and the factor's bits (a 32-bit float) where the sensor tells them.
        case streaming(sampleRate: Int?, factorBits: UInt32?)
        case finished(Outcome)
    }

    package enum Outcome: Hashable, Sendable {
        /// As asked; `isConfirmed`: the sensor said so.
        case stopped(isConfirmed: Bool)
        /// The sensor does not have this measurement.
        case notSupported
        /// The sensor stayed in its charger.
        case charging
        /// The sensor was not ready, or ended the measurement, again and again.
        case notReady
        /// A code of the control point that does not pass by itself.
        case failed(UInt8)
        case refused(ATTError)
        case silence
    }

    package enum Limit {
        package static let silenceMax = Duration.seconds(10)
        /// 2, 4, 8, 16, 32 s.
        package static let backOffFirst = Duration.seconds(2)
        /// Nobody takes a sensor out of the charger within seconds.
        package static let chargingPause = Duration.seconds(60)
        package static let setbacksMax = 5
        /// A stream that lasted this long counts as well again.
        package static let wellAfter = Duration.seconds(60)
        /// Settings of 20 to 40 bytes are usual.
        package static let settingsBytesMax = 512
    }

    private enum OpCode {
        static let getSettings: UInt8 = 0x01
        static let start: UInt8 = 0x02
        static let stop: UInt8 = 0x03
        /// From the sensor: measurements that it stopped.
        static let stopped: UInt8 = 0x01
        static let response: UInt8 = 0xF0
    }

    private enum Code {
        static let success: UInt8 = 0
        static let invalidOpCode: UInt8 = 1
        static let invalidMeasurementType: UInt8 = 2
        static let notSupported: UInt8 = 3
        static let alreadyInState: UInt8 = 6
        static let invalidState: UInt8 = 12
        static let inCharger: UInt8 = 13
    }

    /// Peak-to-peak intervals have no settings.
    private static let peakToPeak: UInt8 = 3
    private static let typeMask: UInt8 = 0x3F

    private enum State {
        case idle
        case asking
        case starting
        /// It was already running, with settings that nobody knows: stop, then start.
        case restarting
        case streaming(since: Instant)
        case pausing
        case stopping
        case over(Outcome)
    }

    private let type: UInt8
    private let sampleRateMax: Int
    private var state = State.idle
    private var deadline: Instant?
    private var settingsBytes: [UInt8] = []
    private var settings: PolarSettings?
    private var setbacks = 0
    private var hasRestarted = false

    /// `type` as the vendor numbers them: 0 ECG, 1 PPG, 2 acceleration, 3 peak-to-peak intervals, 5 gyroscope, 6 magnetometer.
    package init(type: UInt8, sampleRateMax: Int) {
        self.type = type & Self.typeMask
        self.sampleRateMax = sampleRateMax
    }

    /// Connected, and subscribed to the control point and the data.
    package mutating func started(at now: Instant) -> [Action] {
        setbacks = 0
        hasRestarted = false
        return begin(at: now)
    }

    /// The next `connected` starts again, unless the stream was stopped or cannot be had.
    package mutating func linkLost() {
        deadline = nil
        switch state {
        case .stopping: state = .over(.stopped(isConfirmed: false))
        case .over(.stopped), .over(.notSupported), .over(.failed), .over(.refused): break
        case .over, .idle, .asking, .starting, .restarting, .streaming, .pausing: state = .idle
        }
    }

    package mutating func connected(at now: Instant) -> [Action] {
        guard case .idle = state else { return [] }
        return started(at: now)
    }

    /// The stream is no longer wanted.
    package mutating func stop(at now: Instant) -> [Action] {
        switch state {
        case .starting, .restarting, .streaming:
            state = .stopping
            return write([OpCode.stop, type], at: now)
        case .idle, .asking, .pausing: return finish(.stopped(isConfirmed: true))
        case .stopping, .over: return []
        }
    }

    /// The control point indicated this.
    package mutating func response(_ value: [UInt8], at now: Instant) -> [Action] {
        if value.first == OpCode.stopped { return stopped(value.dropFirst(), at: now) }
        guard value.count >= 4, value[0] == OpCode.response, value[2] & Self.typeMask == type else { return [] }
        let code = value[3]
        let parameters = value.dropFirst(5)
        switch (state, value[1]) {
        case (.asking, OpCode.getSettings):
            guard code == Code.success else { return failed(code, at: now) }
            guard settingsBytes.count + parameters.count <= Limit.settingsBytesMax else { return finish(.failed(code)) }
            settingsBytes += parameters
            // More settings follow in another indication.
            if value.count > 4, value[4] != 0 {
                deadline = now + Limit.silenceMax
                return [.waitUntil(now + Limit.silenceMax)]
            }
            settings = try? PolarSettings(decoding: settingsBytes.span)
            return start(at: now)
        case (.starting, OpCode.start):
            if code == Code.success {
                let told = Array(parameters)
                return run((try? PolarSettings(decoding: told.span))?.values(.factor).first, at: now)
            }
            guard code == Code.alreadyInState else { return failed(code, at: now) }
            // Data flow; the second time round they may flow as they like.
            guard !hasRestarted else { return run(nil, at: now) }
            hasRestarted = true
            state = .restarting
            return write([OpCode.stop, type], at: now)
        case (.restarting, OpCode.stop): return start(at: now)
        case (.stopping, OpCode.stop): return finish(.stopped(isConfirmed: code == Code.success || code == Code.alreadyInState))
        default: return []
        }
    }

    /// The control point refused what was written to it.
    package mutating func refused(_ error: ATTError, at now: Instant) -> [Action] {
        switch state {
        case .asking, .starting, .restarting: error == .procedureAlreadyInProgress ? pause(at: now) : finish(.refused(error))
        case .stopping: finish(.stopped(isConfirmed: false))
        case .idle, .streaming, .pausing, .over: []
        }
    }

    package mutating func timer(at now: Instant) -> [Action] {
        guard let deadline else { return [] }
        guard deadline <= now else { return [.waitUntil(deadline)] }
        switch state {
        case .pausing: return begin(at: now)
        case .asking, .starting, .restarting: return retry(after: backOff, else: .silence, at: now)
        case .stopping: return finish(.stopped(isConfirmed: false))
        case .idle, .streaming, .over: return []
        }
    }

    private mutating func begin(at now: Instant) -> [Action] {
        settingsBytes = []
        settings = nil
        guard type != Self.peakToPeak else { return start(at: now) }
        state = .asking
        return write([OpCode.getSettings, type], at: now)
    }

    private var chosen: PolarSettings? { settings?.best(samplesPerSecondMax: UInt32(clamping: sampleRateMax)) }

    private mutating func start(at now: Instant) -> [Action] {
        state = .starting
        return write([OpCode.start, type] + (chosen?.bytes ?? []), at: now)
    }

    private mutating func run(_ factorBits: UInt32?, at now: Instant) -> [Action] {
        state = .streaming(since: now)
        deadline = nil
        return [.streaming(sampleRate: chosen?.samplesPerSecond.map { Int($0) }, factorBits: factorBits)]
    }

    private mutating func stopped(_ types: ArraySlice<UInt8>, at now: Instant) -> [Action] {
        guard types.contains(where: { $0 & Self.typeMask == type }) else { return [] }
        switch state {
        case .streaming(let since):
            if now - since >= Limit.wellAfter { setbacks = 0 }
            return pause(at: now)
        case .stopping: return finish(.stopped(isConfirmed: true))
        case .idle, .asking, .starting, .restarting, .pausing, .over: return []
        }
    }

    private mutating func failed(_ code: UInt8, at now: Instant) -> [Action] {
        switch code {
        case Code.invalidOpCode, Code.invalidMeasurementType, Code.notSupported: finish(.notSupported)
        case Code.invalidState, Code.alreadyInState: pause(at: now)
        case Code.inCharger: retry(after: Limit.chargingPause, else: .charging, at: now)
        default: finish(.failed(code))
        }
    }

    private mutating func pause(at now: Instant) -> [Action] { retry(after: backOff, else: .notReady, at: now) }

    private var backOff: Duration { Limit.backOffFirst * (1 << min(setbacks, 8)) }

    private mutating func retry(after pause: Duration, else outcome: Outcome, at now: Instant) -> [Action] {
        setbacks += 1
        guard setbacks <= Limit.setbacksMax else { return finish(outcome) }
        state = .pausing
        deadline = now + pause
        return [.waitUntil(now + pause)]
    }

    private mutating func write(_ bytes: [UInt8], at now: Instant) -> [Action] {
        deadline = now + Limit.silenceMax
        return [.write(bytes), .waitUntil(now + Limit.silenceMax)]
    }

    private mutating func finish(_ outcome: Outcome) -> [Action] {
        state = .over(outcome)
        deadline = nil
        return [.finished(outcome)]
    }
}
