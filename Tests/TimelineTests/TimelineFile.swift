// A timeline in a database of its own.

import GRDB
import Timeline
import Vitals

enum TimelineFile {
    static func open() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        var migrator = DatabaseMigrator()
        TimelineSchema.register(in: &migrator)
        try migrator.migrate(queue)
        return queue
    }
}

extension Timestamp {
    static let start = Timestamp(milliseconds: 1_764_000_000_000)
}

extension Observation {
    static func sample(
        _ person: String = "anna", _ metric: Metric = .heartRate, at milliseconds: Int64, value: Double = 72, offset: Int64 = 1,
        frame: Int32 = 0, part: Int32 = 0, quality: ObservationQuality = .noContact, isSimulated: Bool = true, basis: TimeBasis = .gateway
    ) throws -> Observation {
        Observation(
            person: try PersonID(person), device: .bluetooth(DeviceAddress(rawValue: 0x1_C000_0000_0001)!), gateway: try GatewayID("ward"),
            metric: metric, time: Timestamp(milliseconds: milliseconds), timeQuality: .estimated, value: value, quality: quality,
            isSimulated: isSimulated, source: FrameReference(offset: offset, frame: frame, part: part), timeBasis: basis)
    }
}
