// The order in which things happen: by time, and at the same time in the order in which they were planned.

/// Events of the future. Taking one moves the time on to it.
package struct EventQueue<Event> {
    private struct Entry {
        let due: Duration
        let number: UInt64
        let event: Event

        func precedes(_ other: Self) -> Bool { (due, number) < (other.due, other.number) }
    }

    /// A binary heap: no entry precedes its parent.
    private var heap: [Entry] = []
    private var lastNumber: UInt64 = 0
    /// Since the simulation began.
    package private(set) var now = Duration.zero

    package init() {}

    package var count: Int { heap.count }
    package var nextDue: Duration? { heap.first?.due }

    /// Plans an event for `due`, or for now when that is over. The number identifies it.
    @discardableResult
    package mutating func schedule(_ event: Event, at due: Duration) -> UInt64 {
        lastNumber += 1
        heap.append(Entry(due: max(due, now), number: lastNumber, event: event))
        rise(heap.count - 1)
        return lastNumber
    }

    package mutating func next() -> (number: UInt64, event: Event)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink(0)
        }
        now = first.due
        return (first.number, first.event)
    }

    /// Lets time pass in which nothing happens. Not beyond the next event.
    package mutating func advance(to time: Duration) { now = max(now, min(time, nextDue ?? time)) }

    /// Returns how many were removed.
    @discardableResult
    package mutating func removeAll(where isUnwanted: (UInt64, Event) -> Bool) -> Int {
        let before = heap.count
        heap.removeAll { isUnwanted($0.number, $0.event) }
        guard heap.count < before else { return 0 }
        for index in heap.indices.prefix(heap.count / 2).reversed() { sink(index) }
        return before - heap.count
    }

    private mutating func rise(_ start: Int) {
        var index = start
        while index > 0, heap[index].precedes(heap[(index - 1) / 2]) {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func sink(_ start: Int) {
        var index = start
        while true {
            var least = index
            for child in (2 * index + 1)..<(2 * index + 3) where child < heap.count && heap[child].precedes(heap[least]) { least = child }
            guard least != index else { return }
            heap.swapAt(index, least)
            index = least
        }
    }
}
