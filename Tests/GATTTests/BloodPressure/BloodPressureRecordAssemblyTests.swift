import Foundation
import GATT
import Testing
import Vitals

@Suite("Blood Pressure Record in segments")
struct BloodPressureRecordAssemblyTests {
    // One measurement, flags 04, in two segments, and the checksum EBC1 over both with their headers.
    static let first = Vector.bytes("01 (first, 0) 0700 342B 04 7800 50")
    static let last = Vector.bytes("06 (last, 1) 0700 342B 00 5D00 4800")
    static let checked = last + [0xEB, 0xC1]
    static let measurement = Vector.bytes("04 7800 5000 5D00 4800")

    static var stored: StoredBloodPressureValue {
        StoredBloodPressureValue(sequenceNumber: 7, uuid: .enhancedBloodPressureMeasurement, bytes: measurement)
    }

    @Test("Segments are joined, with a checksum and without")
    func joined() throws {
        var plain = BloodPressureRecordAssembly(hasE2ECRC: false)
        #expect(try plain.add(Self.first) == nil)
        #expect(try plain.add(Self.last) == Self.stored)
        var checked = BloodPressureRecordAssembly(hasE2ECRC: true)
        #expect(try checked.add(Self.first) == nil)
        #expect(try checked.add(Self.checked) == Self.stored)
        #expect(try checked.add(Self.first) == nil)
        #expect(throws: RecordAssemblyError.self) { try checked.add(Self.last + [0xEB, 0xC2]) }
    }

    @Test("Segments are joined though what came was stored between")
    func stored() throws {
        var assembly = BloodPressureRecordAssembly(hasE2ECRC: true)
        _ = try assembly.add(Self.first)
        assembly = try JSONDecoder().decode(BloodPressureRecordAssembly.self, from: JSONEncoder().encode(assembly))
        #expect(try assembly.add(Self.checked) == Self.stored)
    }

    @Test("A whole record needs no other")
    func whole() throws {
        var assembly = BloodPressureRecordAssembly(hasE2ECRC: true)
        let record = try assembly.add(Vector.bytes("03 0500 342B 00 7800 5000 5D00 1F67"))
        #expect(record?.bytes == Vector.bytes("00 7800 5000 5D00"))
        #expect(record?.sequenceNumber == 5)
    }

    @Test("A lost segment is a gap, and the next record is whole again")
    func gap() throws {
        var assembly = BloodPressureRecordAssembly(hasE2ECRC: false)
        #expect(throws: RecordAssemblyError.gap(expectedCounter: nil, counter: 1, sequenceNumber: 7)) { try assembly.add(Self.last) }
        _ = try assembly.add(Self.first)
        #expect(throws: RecordAssemblyError.gap(expectedCounter: 1, counter: 2, sequenceNumber: 7)) {
            try assembly.add(Vector.bytes("0A (last, 2) 0700 342B 00"))
        }
        _ = try assembly.add(Self.first)
        #expect(throws: RecordAssemblyError.gap(expectedCounter: 1, counter: 1, sequenceNumber: 8)) {
            try assembly.add(Vector.bytes("06 (last, 1) 0800 (another record) 342B 00"))
        }
        _ = try assembly.add(Self.first)
        #expect(try assembly.add(Self.first) == nil)
        #expect(try assembly.add(Self.last) == Self.stored)
    }

    @Test("The counter goes on from 63 to 0")
    func rolling() throws {
        var assembly = BloodPressureRecordAssembly(hasE2ECRC: false)
        #expect(try assembly.add(Vector.bytes("FD (first, 63) 0100 342B 00")) == nil)
        #expect(try assembly.add(Vector.bytes("02 (last, 0) 0100 342B 01"))?.bytes == [0, 1])
    }

    @Test("Malformed and endless records are refused")
    func refused() throws {
        var assembly = BloodPressureRecordAssembly(hasE2ECRC: true)
        #expect(throws: RecordAssemblyError.malformed(.truncated(at: 3, needs: 2, has: 1))) { try assembly.add([1, 0, 0, 0]) }
        #expect(throws: RecordAssemblyError.self) { try assembly.add(Vector.bytes("03 0000 342B")) }
        var counter: UInt8 = 0
        _ = try assembly.add([1, 0, 0, 0x34, 0x2B, 0])
        for _ in 1..<BloodPressureRecordAssembly.segmentsMax {
            counter = (counter + 1) & 0x3F
            _ = try assembly.add([counter << 2, 0, 0, 0x34, 0x2B, 0])
        }
        #expect(throws: RecordAssemblyError.tooLong) { try assembly.add([((counter + 1) & 0x3F) << 2, 0, 0, 0x34, 0x2B, 0]) }
    }
}
