// Viatom: what a ring answers.

import Vitals

/// A whole response; notifications carry it in pieces, which `ViatomAssembler` joins.
///
/// A response does not name the request it answers: sensor values are told by their length of 13 bytes, information by being a JSON text.
/// Source: as of `ViatomPacket`.
package struct ViatomResponse: CharacteristicValue {
    package enum Content: Hashable, Sendable {
        case sensorValues(ViatomSensorValues)
        /// A JSON text.
        case information(String)
        case other([UInt8])
    }

    /// 0 for success.
    package let status: UInt8
    package let block: UInt16
    package let content: Content

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        let packet = try ViatomPacket(.response, decoding: value)
        status = packet.command
        block = packet.block
        let payload = packet.payload
        if status == 0, payload.count == ViatomSensorValues.byteCount {
            content = .sensorValues(try ViatomSensorValues(decoding: payload.span))
        } else if payload.first == UInt8(ascii: "{"),
            let text = String(validating: payload.prefix { $0 != 0 }, as: UTF8.self)
        {
            content = .information(text)
        } else {
            content = .other(payload)
        }
    }

    package var fields: [Field] {
        [.code("status", status, ["success"]), .integer("block", block)]
            + {
                switch content {
                case .sensorValues(let values): values.fields
                case .information(let text): [.text("information", text)]
                case .other(let bytes): [Field("payload", .raw(bytes))]
                }
            }()
    }

    package var readings: [Reading] {
        guard case .sensorValues(let values) = content else { return [] }
        return values.readings
    }
}
