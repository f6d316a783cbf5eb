// Pieces in, whole values out: the one place that knows which values come in pieces.

import GATT
import Vitals

extension DeviceState {
    /// The values that are whole with this frame; none while more has to come.
    ///
    /// Each of the joiners below feeds a fresh assembler the pieces that wait and then the new one, and keeps what waits on.
    mutating func wholeValues(of frame: Frame, as description: CharacteristicDescription, at time: Timestamp) throws -> [WholeValue] {
        let piece = Piece(characteristic: frame.characteristic, bytes: frame.value, time: time)
        // A fragment of a response is no value of its own.
        if frame.characteristic == .viatomNotify { return try responses(piece) }
        let value = try description.decode(frame.value)
        switch value {
        case is CGMMeasurement: return try records(piece)
        case let half as BodyCompositionMeasurement: return try composition(half, piece)
        case let segment as BloodPressureRecord: return try stored(segment, piece)
        default:
            guard let part = value as? any FitnessMachineRecord else { return [piece.whole(value)] }
            return try machine(part, piece)
        }
    }

    private struct Piece {
        let characteristic: BluetoothUUID
        let bytes: [UInt8]
        let time: Timestamp

        func whole(_ value: any CharacteristicValue, _ bytes: [UInt8]? = nil) -> WholeValue {
            WholeValue(characteristic: characteristic, value: value, bytes: bytes ?? self.bytes, arrival: time)
        }
    }

    /// The responses of a Viatom ring, which come in notifications of 20 bytes.
    private mutating func responses(_ piece: Piece) throws -> [WholeValue] {
        let held = fresh(piece).flatMap(\.self)
        var assembler = ViatomAssembler()
        _ = assembler.add(held)
        let responses = assembler.add(piece.bytes)
        // What it holds is the end of what it was fed.
        try keep([Array((held + piece.bytes).suffix(assembler.heldCount))], piece)
        return try responses.map { piece.whole(try ViatomResponse(decoding: $0.span), $0) }
    }

    /// A notification of a glucose sensor holds one record or several; sent again, they may be grouped otherwise.
    private func records(_ piece: Piece) throws -> [WholeValue] {
        var records: [WholeValue] = []
        var rest = piece.bytes[...]
        while let size = rest.first, size > 0 {
            let record = Array(rest.prefix(Int(size)))
            records.append(piece.whole(try CGMMeasurement(decoding: record.span), record))
            rest = rest.dropFirst(Int(size))
        }
        return records
    }

    /// A body composition in two halves. The first is a measurement in itself: should the second never come, it is told with the next one.
    private mutating func composition(_ half: BodyCompositionMeasurement, _ piece: Piece) throws -> [WholeValue] {
        let waiting = take(piece)
        let first = waiting?.values.first ?? []
        // Sent again, since nobody confirmed it.
        guard first != piece.bytes else {
            try keep([first], piece)
            return []
        }
        var halves = BodyCompositionHalves()
        if let waiting = try? BodyCompositionMeasurement(decoding: first.span) { _ = halves.add(waiting) }
        let settled = halves.add(half)
        if halves.end() != nil { try keep([piece.bytes], piece) }
        return settled.map { whole in
            guard whole.isIncomplete else { return piece.whole(whole.measurement, settled.count == 1 ? first + piece.bytes : nil) }
            return WholeValue(
                characteristic: piece.characteristic, value: whole.measurement, bytes: first, arrival: waiting?.time ?? piece.time)
        }
    }

    /// A stored blood pressure, whole or in segments, as the measurement that it is of: one that came live comes no second time.
    private mutating func stored(_ segment: BloodPressureRecord, _ piece: Piece) throws -> [WholeValue] {
        let waiting = fresh(piece)
        guard !segment.isFirst || !segment.isLast else {
            return try measurement(
                StoredBloodPressureValue(sequenceNumber: segment.sequenceNumber, uuid: segment.recordedUUID, bytes: segment.recorded), piece
            )
        }
        let earlier = segment.isFirst ? [] : waiting
        if let hasRecordChecksum { return try segments(earlier, piece, hasChecksum: hasRecordChecksum) }
        // The cuff's features were not read: a checksum that fits is taken for one, as where a record is whole.
        return try (try? segments(earlier, piece, hasChecksum: true)) ?? segments(earlier, piece, hasChecksum: false)
    }

    private mutating func segments(_ earlier: [[UInt8]], _ piece: Piece, hasChecksum: Bool) throws -> [WholeValue] {
        var assembly = BloodPressureRecordAssembly(hasE2ECRC: hasChecksum)
        for segment in earlier { _ = try assembly.add(segment) }
        if let stored = try assembly.add(piece.bytes) { return try measurement(stored, piece) }
        try keep(earlier + [piece.bytes], piece)
        return []
    }

    private func measurement(_ stored: StoredBloodPressureValue, _ piece: Piece) throws -> [WholeValue] {
        // A record of a record is none, and one of a characteristic without a decoder waits in the log for it.
        guard stored.uuid != .bloodPressureRecord, let description = CharacteristicDescription(uuid: stored.uuid) else { return [] }
        return [
            WholeValue(
                characteristic: stored.uuid, value: try description.decode(stored.bytes), bytes: stored.bytes, arrival: piece.time,
                record: stored.sequenceNumber)
        ]
    }

    /// A fitness machine's record; all notifications of one but the last say that more data follow.
    private mutating func machine<Record: FitnessMachineRecord>(_ part: Record, _ piece: Piece) throws -> [WholeValue] {
        let waiting = fresh(piece)
        var joiner = FitnessMachineRecordJoiner()
        for earlier in waiting { _ = joiner.add(try Record(decoding: earlier.span), sentAs: earlier) }
        guard let record = joiner.add(part, sentAs: piece.bytes) else {
            // What waited may have been of a record that lost its end.
            try keep((joiner.droppedRecords == 0 ? waiting : []) + [piece.bytes], piece)
            return []
        }
        return [piece.whole(record)]
    }

    /// Takes out what waits for this piece.
    private mutating func take(_ piece: Piece) -> Pieces? {
        let waiting = pieces?.removeValue(forKey: piece.characteristic.description)
        if pieces?.isEmpty == true { pieces = nil }
        return waiting
    }

    /// Takes out what waits for this piece; nothing if it has waited for too long.
    private mutating func fresh(_ piece: Piece) -> [[UInt8]] {
        take(piece).flatMap { $0.isFresh(at: piece.time) ? $0.values : nil } ?? []
    }

    private mutating func keep(_ values: [[UInt8]], _ piece: Piece) throws {
        let bytes = values.reduce(0) { $0 + $1.count }
        guard bytes <= Pieces.bytesMax else { throw PiecesError.tooLong(bytes: bytes) }
        guard bytes > 0 else { return }
        pieces = (pieces ?? [:]).merging([piece.characteristic.description: Pieces(values: values, time: piece.time)]) { $1 }
    }
}
