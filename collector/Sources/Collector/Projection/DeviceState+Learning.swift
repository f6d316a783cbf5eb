// Some values measure nothing and say how others are to be read.

import GATT
import Vitals

extension DeviceState {
    /// Takes what a value says of the device itself: its clock, its session, what it can do.
    mutating func learn(from value: any CharacteristicValue, in context: FrameContext) {
        if let shown = value.clock?.asUTC { Self.learn(&clock, showing: shown, in: context) }
        if let shown = value.baseClock?.asUTC { Self.learn(&baseClock, showing: shown, in: context) }
        switch value {
        case let feature as BloodPressureFeature: hasRecordChecksum = feature.hasE2ECRC
        case let features as PLXFeatures: storesSpotChecks = features.storesSpotChecks
        case let start as CGMSessionStartTime: learn(start, in: context)
        case let status as CGMStatus where !status.sensorStatus.isSessionStopped && (context.timeQuality != .estimated || mayGuessSession):
            // The count of a session that was stopped stands still.
            var session = self.session ?? SensorSession()
            session.lasted(
                minutes: status.timeOffset, read: context.time, context.timeQuality == .estimated ? .estimated : .corrected)
            if context.timeQuality == .estimated { session.isEstimate = true }
            self.session = session
        default: break
        }
    }

    private static func learn(_ clock: inout DeviceClock?, showing shown: Timestamp, in context: FrameContext) {
        let isEstimate = context.timeQuality == .estimated
        // What is known is not given for what is guessed.
        if let clock, isEstimate, clock.isEstimate != true { return }
        if clock == nil { clock = DeviceClock(showing: shown, at: context.time, isEstimate: isEstimate) }
        clock?.showed(shown, at: context.time)
    }

    /// What a session is known to be is not given for what is guessed by a clock that may be wrong.
    private var mayGuessSession: Bool { session.map { $0.isEstimate == true } ?? true }

    private mutating func learn(_ start: CGMSessionStartTime, in context: FrameContext) {
        guard context.timeQuality != .estimated || mayGuessSession else { return }
        let measured =
            start.start.map { MeasuredTime(time: $0, quality: .corrected, basis: .device) }
            ?? self.time(of: .device(start.time), in: context)
        var session = self.session ?? SensorSession()
        session.started(
            SensorSession.Start(
                time: measured.time, quality: measured.quality == .estimated ? .estimated : .corrected,
                basis: measured.basis), shown: start.start ?? start.time.asUTC, read: context.time)
        if context.timeQuality == .estimated { session.isEstimate = true }
        self.session = session
    }
}
