// The simulated disk against SQLite, whose promises are known: it must keep those that hold, and break those that do not.

import Simulation
import Testing

@Suite("What SQLite's modes keep through crashes on the simulated disk")
struct PowerCutTests {
    private static let options: [SimulatedDisk.Options] = SimulatedDisk.SectorBytes.allCases.flatMap { sector in
        [true, false].map {
            var options = SimulatedDisk.Options()
            options.sectorBytes = sector
            options.keepsNeighbours = $0
            return options
        }
    }

    @Test("WAL with FULL keeps every commit through 2,400 power cuts", arguments: options)
    func full(options: SimulatedDisk.Options) throws {
        let history = try CommitHistory(.walFull, seeds: 0..<200, options: options)
        #expect(history.crashes == 600)
        #expect(history.commits > 1000)
        #expect(history.tornWrites > 50)
        #expect((history.losses, history.holes, history.inventions, history.corruptions) == (0, 0, 0, 0))
    }

    @Test("WAL with NORMAL loses the latest commits and no others")
    func normal() throws {
        let history = try CommitHistory(.walNormal, seeds: 0..<200)
        #expect(history.losses > 10)
        #expect((history.holes, history.inventions, history.corruptions) == (0, 0, 0))
    }

    @Test("Without syncs, databases break")
    func off() throws {
        let history = try CommitHistory(.walOff, seeds: 0..<100)
        #expect(history.losses > 10)
        #expect(history.corruptions > 10)
    }

    // Source: sqlite.org/pragma.html#pragma_synchronous, EXTRA.
    @Test("A rollback journal that is deleted without a sync of its folder comes back; EXTRA syncs it", arguments: [true, false])
    func journals(areNamesJournaled: Bool) throws {
        var options = SimulatedDisk.Options()
        options.names = areNamesJournaled ? .journaled : .independent
        let full = try CommitHistory(.deleteFull, seeds: 0..<100, options: options)
        #expect(full.losses > 10)
        let extra = try CommitHistory(.deleteExtra, seeds: 0..<100, options: options)
        #expect(extra.losses == 0)
        for history in [full, extra] { #expect((history.holes, history.inventions, history.corruptions) == (0, 0, 0)) }
    }

    @Test("kill -9 loses nothing, even without syncs", arguments: [CommitHistory.Mode.walOff, .walNormal, .deleteFull])
    func kill(mode: CommitHistory.Mode) throws {
        let history = try CommitHistory(mode, .kill, seeds: 0..<100)
        #expect(history.commits > 500)
        #expect((history.losses, history.holes, history.inventions, history.corruptions) == (0, 0, 0, 0))
    }

    @Test("What survived a kill is still pending: a power cut afterwards takes it")
    func killThenPowerCut() throws {
        var survivors: Set<Int> = []
        for seed in 0..<50 as Range<UInt64> {
            let disk = try SimulatedDisk(name: "kill-then-cut-\(seed)", seed: seed)
            do {
                let connection = try Connection("a.db", on: disk)
                try connection.execute(CommitHistory.Mode.walNormal.rawValue)
                try connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT; PRAGMA wal_checkpoint(TRUNCATE)")
                for number in 1...5 as ClosedRange<Int64> { try connection.run("INSERT INTO t VALUES (?)", number) }
                disk.crash(.kill)
            }
            disk.start()
            disk.crash(.powerCut)
            disk.start()
            survivors.insert(try #require(try Connection("a.db", on: disk).integer("SELECT count(*) FROM t")))
        }
        #expect(survivors.contains(0))
        #expect(survivors.contains(5))
    }

    @Test("The same seed leaves the same bytes, another seed others")
    func determinism() async {
        // In a process of its own, because SQLite's generator is one for the process.
        await #expect(processExitsWith: .success) {
            func digests() throws -> [UInt64] {
                let process = SimulatedProcess(seed: 7, wall: nil)
                defer { withExtendedLifetime(process) {} }
                return try CommitHistory(.walNormal, seeds: 0..<50).digests
            }
            let first = try digests()
            #expect(try digests() == first)
            #expect(Set(first).count == first.count)
        }
    }
}
