// Viatom: a notification holds 20 bytes of a response, mostly.

/// Joins notifications to whole responses, which `ViatomResponse` then decodes.
///
/// A lost notification shows as a wrong checksum at the latest: the bytes after a bad packet are searched for the next opening.
/// Call `reset` on a new connection and when a response did not come in time. The bytes that it holds can be stored from one notification to
/// the next.
package struct ViatomAssembler: Codable, Hashable, Sendable {
    private var held: [UInt8] = []

    /// A ring's information is some 300 bytes long, a block of a file at most 512.
    package static let payloadMax = 2048

    package init() {}

    /// The bytes that wait for more.
    package var heldCount: Int { held.count }

    package mutating func reset() { held = [] }

    /// The responses that `notification` completes, as bytes; none while more is to come. Bytes that belong to no response are dropped.
    package mutating func add(_ notification: [UInt8]) -> [[UInt8]] {
        held += notification
        var whole: [[UInt8]] = []
        while let length = packetLength(), held.count >= length {
            let packet = Array(held.prefix(length))
            if (try? ViatomPacket(.response, decoding: packet.span)) == nil {
                // Not a packet after all: only its opening is dropped, and the search goes on behind it.
                held.removeFirst()
            } else {
                whole.append(packet)
                held.removeFirst(length)
            }
        }
        return whole
    }

    /// Drops everything before what may be the beginning of a packet; its length once the header is there.
    private mutating func packetLength() -> Int? {
        while let start = held.firstIndex(of: ViatomPacket.Direction.response.rawValue) {
            held.removeFirst(start)
            guard held.count >= 7 else { return nil }
            let payload = Int(held[5]) | Int(held[6]) << 8
            if held[1] == ~held[2], payload <= Self.payloadMax { return payload + ViatomPacket.overhead }
            held.removeFirst()
        }
        held = []
        return nil
    }
}
