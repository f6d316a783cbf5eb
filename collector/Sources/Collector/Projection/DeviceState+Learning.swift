// Some values measure nothing and say how others are to be read.

import GATT
import Vitals

extension DeviceState {
    /// Takes what a value says of the device itself: its clock, its session, what it can do.
    mutating func learn(from value: any CharacteristicValue, in context: FrameContext) {
        if let shown = value.clock?.asUTC { Self.learn(&clock, showing: shown, at: context.time) }
        if let shown = value.baseClock?.asUTC { Self.learn(&baseClock, showing: shown, at: context.time) }
        switch value {
        case let feature as BloodPressureFeature: hasRecordChecksum = feature.hasE2ECRC
        case let features as PLXFeatures: storesSpotChecks = features.storesSpotChecks
        case let start as CGMSessionStartTime: learn(start, in: context)
        case let status as CGMStatus where !status.sensorStatus.isSessionStopped:
            // The count of a session that was stopped stands still.
            var session = self.session ?? SensorSession()
            session.lasted(
                minutes: status.timeOffset, read: context.time, context.timeQuality == .estimated ? .estimated : .corrected)
            self.session = session
        default: break
        }
    }

    private static func learn(_ clock: inout DeviceClock?, showing shown: Timestamp, at time: Timestamp) {
        if clock == nil { clock = DeviceClock(showing: shown, at: time) }
        clock?.showed(shown, at: time)
    }

    private mutating func learn(_ start: CGMSessionStartTime, in context: FrameContext) {
        let (time, quality) = start.start.map { ($0, .corrected) } ?? self.time(of: .device(start.time), in: context)
        var session = self.session ?? SensorSession()
        session.started(
            SensorSession.Start(time: time, quality: quality == .estimated ? .estimated : .corrected),
            shown: start.start ?? start.time.asUTC, read: context.time)
        self.session = session
    }
}
