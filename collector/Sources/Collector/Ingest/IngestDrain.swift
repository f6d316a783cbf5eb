// What one drain of the broker's queue brought, sorted by what has to happen with it.

import EventLog
import MQTT
import Uplink
import Vitals

struct IngestDrain {
    /// Batches, and what became known of gateways.
    private(set) var events: [ArrivedEvent] = []
    private(set) var refused: [RefusedMessage] = []
    var hellos: [(GatewayID, Hello)] = []

    /// Decodes whole batches, so that everything in the log can be projected.
    mutating func take(
        _ message: Message, _ kind: Topics.GatewayMessage, from gateway: GatewayID, keys: CollectorKeys, at now: Timestamp
    ) {
        guard kind == .batches else { return take(message.payload, of: message, from: gateway, keys: keys, at: now) }
        do {
            for payload in try Bundle(decoding: message.payload).batches {
                take(payload, of: message, from: gateway, keys: keys, at: now)
            }
        } catch {
            refuse(message.payload, of: message, from: gateway, because: error.reason, at: now)
        }
    }

    private mutating func take(_ payload: [UInt8], of message: Message, from gateway: GatewayID, keys: CollectorKeys, at now: Timestamp) {
        do {
            let (body, batch) = try keys.batch(of: payload, from: gateway)
            let key = EventKey(gateway: gateway, epoch: batch.epoch, sequence: batch.sequence)
            events.append(ArrivedEvent(key: key, received: now, body: body, lost: batch.lost))
        } catch {
            refuse(payload, of: message, from: gateway, because: error.reason, at: now)
        }
    }

    mutating func add(_ event: ArrivedEvent) { events.append(event) }

    mutating func refuse(_ message: Message, from gateway: GatewayID, because reason: String, at now: Timestamp) {
        refuse(message.payload, of: message, from: gateway, because: reason, at: now)
    }

    private mutating func refuse(
        _ payload: [UInt8], of message: Message, from gateway: GatewayID, because reason: String, at now: Timestamp
    ) {
        refused.append(RefusedMessage(gateway: gateway, topic: message.topic, received: now, reason: reason, body: payload))
    }
}

extension BundleError {
    var reason: String {
        switch self {
        case .tooLong(let bytes, let max): "the bundle has \(bytes) bytes; \(max) are allowed"
        case .notProtocolBuffers: "the bundle is not Protocol Buffers"
        case .tooMany(let batches, let max): "the bundle has \(batches) batches; \(max) are allowed"
        }
    }
}

extension BatchError {
    /// What is wrong, without the bytes: reasons are logged, and some errors carry an address.
    var reason: String {
        switch self {
        case .tooLong(let bytes, let max): "the batch has \(bytes) bytes; \(max) are allowed"
        case .notProtocolBuffers: "the batch is not Protocol Buffers"
        case .tooManyFrames(let count, let max): "the batch has \(count) frames; \(max) are allowed"
        case .missing(let field): "the batch has no \(field)"
        case .columns(let column): "the column \(column) does not fit its group"
        case .deviceIndex: "a frame names a device that the batch does not list"
        case .deviceAddress: "a device address has more than 49 bits"
        case .characteristic: "a group has no characteristic"
        case .valueLength(let length): "a value has \(length) bytes"
        case .time: "a time is before boot or after the year 9999"
        case .utcOffset(let minutes): "the time zone is \(minutes) minutes from UTC"
        case .tooManyGaps(let count, let max): "the batch has \(count) gaps; \(max) are allowed"
        case .gap(let error): "a gap of the batch is not as documented: \(error)"
        }
    }
}
