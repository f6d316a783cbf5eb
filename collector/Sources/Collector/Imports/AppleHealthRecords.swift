// The export of Apple Health: one XML file of some gigabytes, read an element at a time.

import CXML
import Foundation
import Vitals

enum AppleHealthError: Error, Hashable, CustomStringConvertible {
    case cannotRead(String)
    case notXML(line: Int)

    var description: String {
        switch self {
        case .cannotRead(let file): "\(file) cannot be read."
        case .notXML(let line):
            "line \(line) is no XML. What came before it is imported. Export the file from the Health app again, and import export.xml out of it."
        }
    }
}

/// Reads records in constant memory. Nothing outside the file is loaded, whatever it names, and entities are not expanded.
///
/// The reader is this object's alone, and ends with it.
@safe final class AppleHealthRecords {
    private let reader: xmlTextReaderPtr
    private let person: String
    /// Of all records so far.
    private(set) var number = 0
    /// What has no metric, with how often.
    private(set) var skipped: [String: Int] = [:]

    init(file: String, person: String) throws(AppleHealthError) {
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue)
        guard FileManager.default.isReadableFile(atPath: file), let reader = unsafe xmlReaderForFile(file, nil, options) else {
            throw .cannotRead(file)
        }
        unsafe self.reader = reader
        self.person = person
        // What is wrong is thrown; libxml2 would print it.
        unsafe xmlTextReaderSetErrorHandler(reader, { _, _, _, _ in }, nil)
    }

    deinit {
        unsafe xmlFreeTextReader(reader)
    }

    var bytesRead: Int64 { Int64(unsafe xmlTextReaderByteConsumed(reader)) }

    /// The next record that has a metric; `nil` at the end.
    func next() throws(AppleHealthError) -> SubmittedItem? {
        while true {
            switch unsafe xmlTextReaderRead(reader) {
            case 1: break
            case 0: return nil
            default: throw .notXML(line: Int(unsafe xmlTextReaderGetParserLineNumber(reader)))
            }
            guard unsafe xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT.rawValue,
                let name = unsafe xmlTextReaderConstLocalName(reader), unsafe xmlStrEqual(name, "Record") == 1
            else { continue }
            number += 1
            if let item = item() { return item }
        }
    }

    /// Of the element that the reader stands on.
    private func item() -> SubmittedItem? {
        var attributes: [String: String] = [:]
        while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1 {
            guard let name = unsafe xmlTextReaderConstLocalName(reader), let value = unsafe xmlTextReaderConstValue(reader) else {
                continue
            }
            let key = unsafe String(cString: name)
            if Self.wanted.contains(key) { attributes[key] = unsafe String(cString: value) }
        }
        guard let type = attributes["type"] else { return nil }
        guard let (metric, factor) = Self.metrics[type] else {
            // A file with a million different types is no export.
            if skipped[type] != nil || skipped.count < Self.typesMax { skipped[type, default: 0] += 1 }
            return nil
        }
        return SubmittedItem(
            person: person, metric: metric, time: attributes["startDate"].flatMap(Self.rfc3339),
            value: attributes["value"].flatMap(Double.init).map { $0 * factor }, unit: attributes["unit"], device: attributes["sourceName"])
    }

    private static let wanted: Set<String> = ["type", "startDate", "value", "unit", "sourceName"]
    private static let typesMax = 1000

    /// `2023-01-05 08:12:33 +0100`, as Apple writes times.
    private static func rfc3339(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 25 else { return nil }
        let zone = bytes[20..<23] + [UInt8(ascii: ":")] + bytes[23..<25]
        return String(decoding: bytes[0..<10] + [UInt8(ascii: "T")] + bytes[11..<19] + zone, as: UTF8.self)
    }

    /// Types of HealthKit (HKQuantityTypeIdentifier) and ours. Apple writes shares of one with the unit `%`: they are percent afterwards.
    private static let metrics: [String: (metric: String, factor: Double)] = Dictionary(
        uniqueKeysWithValues: [
            ("HeartRate", "heart_rate", 1), ("RestingHeartRate", "resting_heart_rate", 1), ("OxygenSaturation", "oxygen_saturation", 100),
            ("BodyMass", "body_weight", 1), ("Height", "body_height", 1), ("BodyFatPercentage", "body_fat_percentage", 100),
            ("LeanBodyMass", "fat_free_mass", 1), ("WaistCircumference", "waist_circumference", 1),
            ("BodyTemperature", "body_temperature", 1),
            ("BloodPressureSystolic", "systolic_pressure", 1), ("BloodPressureDiastolic", "diastolic_pressure", 1),
            ("BloodGlucose", "blood_glucose", 1), ("RespiratoryRate", "respiratory_rate", 1), ("VO2Max", "vo2_max", 1),
            ("PeakExpiratoryFlowRate", "peak_expiratory_flow", 1), ("PeripheralPerfusionIndex", "perfusion_index", 100),
            ("DietaryCarbohydrates", "carbohydrate_intake", 1),
        ].map { ("HKQuantityTypeIdentifier" + $0.0, (metric: $0.1, factor: $0.2)) })
}
