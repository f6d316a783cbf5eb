// What an app says of one observation, checked field by field: whoever wrote it learns which field is wrong and what it has to be.

import Vitals

/// An item of a submission as it came; whatever is missing or of another type is `nil`.
struct SubmittedItem: Sendable {
    var person: String?
    var metric: String?
    var time: String?
    var value: Double?
    var unit: String?
    var device: String?
    var simulated: Bool?
}

/// Why an item is refused.
struct SubmissionFault: Error, Hashable, Encodable {
    let field: String
    let message: String
}

extension SubmittedItem {
    /// The observation that it is, or the first thing that is wrong with it.
    func checked(now: Timestamp) throws(SubmissionFault) -> SubmittedObservation {
        guard let person, let person = try? PersonID(person) else {
            throw SubmissionFault(field: "person", message: "person has to be a name of up to 64 letters, digits, - _ and .")
        }
        guard let key = metric, let metric = Metric(key: key) else {
            throw SubmissionFault(
                field: "metric",
                message: "metric has to be a key of the catalogue, such as heart_rate; Sources/Vitals/README.md lists them.")
        }
        guard let text = time, let time = Timestamp(text) else {
            throw SubmissionFault(field: "time", message: "time has to be RFC 3339 with a time zone, such as 2026-11-23T08:45:00+01:00.")
        }
        guard time >= .first else { throw SubmissionFault(field: "time", message: "time lies before the year 1.") }
        guard time <= now + Self.aheadMax else {
            throw SubmissionFault(field: "time", message: "time lies more than a day ahead of the collector's clock.")
        }
        guard let value, value.isFinite else { throw SubmissionFault(field: "value", message: "value has to be a number.") }
        guard let converted = UnitConversion.convert(value, from: unit ?? metric.unit, to: metric) else {
            throw SubmissionFault(
                field: "unit",
                message: "\(metric.key) is measured in \(metric.unit); \(unit?.prefix(32) ?? "") cannot be converted to that.")
        }
        guard converted.isFinite else {
            throw SubmissionFault(field: "value", message: "value is too large.")
        }
        guard let device = try? DeviceName(device ?? "unknown") else {
            throw SubmissionFault(
                field: "device", message: "device has to be a name of 1 to \(DeviceName.lengthMax) bytes without control characters.")
        }
        return SubmittedObservation(
            person: person, metric: metric, time: time, utcOffsetMinutes: Self.utcOffset(of: text), value: converted, device: device,
            isSimulated: simulated ?? false)
    }

    private static let aheadMax = Duration.seconds(86_400)

    /// The time zone at the end of an RFC 3339 text; `Z` says that nobody knows it (§4.3).
    private static func utcOffset(of text: String) -> Int? {
        let end = Array(text.utf8.suffix(6))
        guard end.count == 6, end[0] == UInt8(ascii: "+") || end[0] == UInt8(ascii: "-"), end[3] == UInt8(ascii: ":") else { return nil }
        let digits = [end[1], end[2], end[4], end[5]].map { Int($0) - 48 }
        let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
        return end[0] == UInt8(ascii: "-") ? -minutes : minutes
    }
}

extension SubmittedItem: Codable {
    private enum CodingKeys: String, CodingKey {
        case person, metric, time, value, unit, device, simulated
    }

    /// JSON has no word for what is no number.
    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encodeIfPresent(person, forKey: .person)
        try fields.encodeIfPresent(metric, forKey: .metric)
        try fields.encodeIfPresent(time, forKey: .time)
        if let value, value.isFinite { try fields.encode(value, forKey: .value) }
        try fields.encodeIfPresent(unit, forKey: .unit)
        try fields.encodeIfPresent(device, forKey: .device)
        try fields.encodeIfPresent(simulated, forKey: .simulated)
    }

    /// Takes whatever is an object: one field of a wrong type does not cost the others of the submission.
    init(from decoder: any Decoder) throws {
        guard let fields = try? decoder.container(keyedBy: CodingKeys.self) else { return }
        person = try? fields.decode(String.self, forKey: .person)
        metric = try? fields.decode(String.self, forKey: .metric)
        time = try? fields.decode(String.self, forKey: .time)
        value = try? fields.decode(Double.self, forKey: .value)
        unit = try? fields.decodeIfPresent(String.self, forKey: .unit)
        device = try? fields.decodeIfPresent(String.self, forKey: .device)
        simulated = try? fields.decodeIfPresent(Bool.self, forKey: .simulated)
    }
}
