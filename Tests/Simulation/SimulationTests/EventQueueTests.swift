import Simulation
import TestSupport
import Testing

@Suite("The queue of events")
struct EventQueueTests {
    @Test("Events come by time, and at the same time in the order in which they were planned")
    func order() {
        var queue = EventQueue<Int>()
        var random = SeededGenerator(seed: 3)
        let times = (0..<500).map { _ in Int.random(in: 0..<50, using: &random) }
        for (index, time) in times.enumerated() { queue.schedule(index, at: .seconds(time)) }
        let removed = queue.removeAll { _, index in index % 3 == 0 }
        #expect(removed == 167)
        var taken: [Int] = []
        while let next = queue.next() {
            taken.append(next.event)
            #expect(queue.now == .seconds(times[next.event]))
        }
        let expected = times.indices.filter { $0 % 3 != 0 }.sorted { (times[$0], $0) < (times[$1], $1) }
        #expect(taken == expected)
    }

    @Test("Time never goes back and never past an event")
    func time() {
        var queue = EventQueue<Int>()
        queue.schedule(1, at: .seconds(5))
        queue.advance(to: .seconds(3))
        #expect(queue.now == .seconds(3))
        queue.advance(to: .seconds(9))
        #expect(queue.now == .seconds(5))
        queue.schedule(2, at: .seconds(1))
        let order = [queue.next()?.event, queue.next()?.event, queue.next()?.event]
        #expect(order == [1, 2, nil])
        #expect(queue.now == .seconds(5))
    }
}
