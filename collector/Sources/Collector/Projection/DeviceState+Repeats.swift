// A value may come again: fetched once more, sent once more, advertised for as long as it holds. It is one measurement all the same.

import GATT
import Vitals

extension DeviceState {
    /// What an advertisement repeats within this time is heard twice, not measured twice.
    private static let advertisementPeriod = Duration.seconds(10)

    /// An oximeter hands over all that it stores on every connection, without a number and, where nobody set its clock, without a date.
    /// Counted each time, one measurement of last week would become one of every connection. Counted by its bytes alone, somebody who has
    /// 98 % and 72 /min at all times would have been measured once. So the same bytes are the same measurement until they have not come
    /// for a day, its time is `estimated`, and of an oximeter that says that it stores nothing every value counts.
    private static let undatedPeriod = Duration.seconds(86_400)

    /// Whether a value that has readings came before.
    mutating func isRepeat(_ whole: WholeValue, _ readings: [Reading]) -> Bool {
        switch whole.value {
        case let data as BTHomeServiceData:
            defer { packet = data.packetID }
            return isRecent(whole, within: Self.advertisementPeriod, renewing: false) || packet != nil && packet == data.packetID
        case let scale as MiScaleServiceData: return isKnown(whole, as: Self.weighing(scale.time, scale.weight))
        case let scale as MiBodyCompositionScaleServiceData: return isKnown(whole, as: Self.weighing(scale.time, scale.weight))
        case is CGMMeasurement: return isKnown(whole, as: Array("\(session?.number ?? 0) ".utf8) + whole.bytes)
        case is GlucoseMeasurementContext: return isKnown(whole, as: whole.bytes)
        default:
            if readings.contains(where: \.isDated) { return isKnown(whole, as: whole.bytes) }
            if let record = whole.record { return isKnown(whole, as: Array("\(record) ".utf8) + whole.bytes) }
            return mayBeStored(whole) && isRecent(whole, within: Self.undatedPeriod, renewing: true)
        }
    }

    /// Whether a value may have been measured long before it came.
    func mayBeStored(_ whole: WholeValue) -> Bool {
        whole.record != nil || whole.value is PLXSpotCheckMeasurement && storesSpotChecks != false
    }

    /// The flags change while the person stands on the scale, the weighing does not.
    private static func weighing(_ time: DeviceDateTime, _ weight: MiWeight) -> [UInt8] { Array("\(time) \(weight.ticks)".utf8) }

    private mutating func isKnown(_ whole: WholeValue, as bytes: [UInt8]) -> Bool {
        var records = self.records ?? RecordMemory()
        defer { self.records = records }
        return !records.isNew(whole.characteristic, bytes)
    }

    private mutating func isRecent(_ whole: WholeValue, within period: Duration, renewing: Bool) -> Bool {
        var recent = self.recent ?? RecentValues()
        defer { self.recent = recent }
        return recent.isRepeat(whole.characteristic, whole.bytes, at: whole.arrival, within: period, renewing: renewing)
    }
}

extension Reading {
    /// Whether it says itself when it was measured.
    fileprivate var isDated: Bool {
        switch time {
        case .device(let stamp), .deviceBase(let stamp): stamp.asUTC != nil
        case .arrival, .beforeArrival, .sinceSessionStart: false
        }
    }
}
