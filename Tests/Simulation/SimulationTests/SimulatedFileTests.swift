// Plain files: what pwrite, fsync and rename promise, and what they do not.

import Glibc
import Simulation
import Testing

@Suite("Plain files on the simulated disk")
struct SimulatedFileTests {
    private static let old: [UInt8] = [1, 1, 1, 1, 1, 1, 1, 1]
    private static let new: [UInt8] = [2, 2, 2, 2, 2, 2, 2, 2]

    /// What is left of a file after a power cut, over many seeds; `body` has written to it.
    private func left(
        seeds: Range<UInt64> = 0..<100, options: SimulatedDisk.Options = .init(), _ body: (SimulatedDisk) throws -> Void
    ) throws -> Set<[UInt8]?> {
        var found: Set<[UInt8]?> = []
        for seed in seeds {
            let disk = try SimulatedDisk(name: "file-\(UInt64.random(in: 0 ... .max))", seed: seed, options: options)
            try body(disk)
            disk.crash(.powerCut)
            disk.start()
            found.insert(disk.contents(of: "mark"))
        }
        return found
    }

    @Test("What was synced is there, what was not is there or is not")
    func sync() throws {
        let synced = try left {
            let file = try $0.open("mark")
            try file.write(Self.old, at: 0)
            try file.sync()
        }
        #expect(synced == [Self.old])
        var options = SimulatedDisk.Options()
        options.leavesGarbage = false
        let pending = try left(options: options) {
            let file = try $0.open("mark")
            try file.write(Self.old, at: 0)
            try file.sync()
            try file.write(Self.new, at: 0)
        }
        #expect(pending == [Self.old, Self.new])
    }

    @Test("Long writes are torn between sectors")
    func torn() throws {
        var options = SimulatedDisk.Options()
        options.leavesGarbage = false
        let found = try left(options: options) {
            let file = try $0.open("mark")
            try file.write([UInt8](repeating: 1, count: 2048), at: 0)
            try file.sync()
            try file.write([UInt8](repeating: 2, count: 2048), at: 0)
        }
        let boundaries = Set(found.compactMap { $0?.firstIndex(of: 1) ?? 2048 })
        #expect(boundaries == [0, 512, 1024, 1536, 2048])
        #expect(found.count == 5)
    }

    @Test("A disk that does not keep neighbours may harm synced bytes beside a torn write")
    func neighbours() throws {
        var options = SimulatedDisk.Options()
        for keepsNeighbours in [true, false] {
            options.keepsNeighbours = keepsNeighbours
            let found = try left(seeds: 0..<200, options: options) {
                let file = try $0.open("mark")
                try file.write(Self.old + Self.old, at: 0)
                try file.sync()
                try file.write(Self.new, at: 8)
            }
            #expect(found.allSatisfy { $0?.starts(with: Self.old) == true } == keepsNeighbours)
        }
    }

    @Test("A new name needs a sync of its file where names are journaled, of its folder where they are not")
    func names() throws {
        let create = { (disk: SimulatedDisk) in
            let file = try disk.open("mark")
            try file.write(Self.old, at: 0)
            try file.sync()
        }
        var independent = SimulatedDisk.Options()
        independent.names = .independent
        #expect(try left(create) == [Self.old])
        #expect(try left(options: independent, create) == [nil, Self.old])
        #expect(
            try left(options: independent) {
                try create($0)
                try $0.syncFolder(of: "mark")
            } == [Self.old])
    }

    @Test("A renaming shows the old file or the new one, never a mixture")
    func rename() throws {
        let found = try left {
            $0.setContents(of: "mark", to: Self.old)
            let file = try $0.open("mark.new")
            try file.write(Self.new, at: 0)
            try file.sync()
            try $0.rename("mark.new", to: "mark")
        }
        #expect(found == [Self.old, Self.new])
    }

    @Test("A deletion may be undone until it is synced")
    func delete() throws {
        let delete = { (disk: SimulatedDisk) in
            disk.setContents(of: "mark", to: Self.old)
            try disk.delete("mark")
        }
        #expect(try left(delete) == [nil, Self.old])
        #expect(
            try left {
                try delete($0)
                try $0.syncFolder(of: "mark")
            } == [nil])
        #expect(
            try left {
                try delete($0)
                $0.settle()
            } == [nil])
    }

    @Test("Changes of names reach the disk in order where they are journaled, in any order where they are not", arguments: [true, false])
    func order(areNamesJournaled: Bool) throws {
        var options = SimulatedDisk.Options()
        options.names = areNamesJournaled ? .journaled : .independent
        var found: Set<[String]> = []
        for seed in 0..<200 as Range<UInt64> {
            let disk = try SimulatedDisk(name: "order-\(areNamesJournaled)-\(seed)", seed: seed, options: options)
            for name in ["a", "b"] { disk.setContents(of: name, to: Self.old) }
            for name in ["a", "b"] { try disk.delete(name) }
            disk.crash(.powerCut)
            found.insert(disk.files.map { String($0.dropFirst(disk.root.count)) })
        }
        #expect(found == (areNamesJournaled ? [["a", "b"], ["b"], []] : [["a", "b"], ["a"], ["b"], []]))
    }

    @Test("A write that does not fit is short, the next one has ENOSPC")
    func full() throws {
        let disk = try SimulatedDisk(name: "short-write", seed: 1)
        disk.setCapacity(bytes: 10)
        let file = try disk.open("mark")
        try file.write(Self.old, at: 0)
        #expect(try file.write(Self.new, at: 8) == 2)
        #expect(throws: SimulatedFileError(errno: ENOSPC)) { try file.write(Self.new, at: 10) }
        try file.write(Self.new, at: 0)
        try file.truncate(toBytes: 4)
        #expect(try (file.sizeBytes(), disk.usedBytes) == (4, 4))
        #expect(try file.read(count: 8, at: 0) == [2, 2, 2, 2])
        #expect(throws: SimulatedFileError(errno: ENOENT)) { _ = try disk.open("other", .existing) }
    }
}
