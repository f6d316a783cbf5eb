// Something for each person and metric, found without hashing a name for each value.

import Vitals

/// Values by person and metric. What comes is mostly of the person before: then a name is compared, and none is hashed.
struct SeriesTable<Value> {
    /// Where a value stands; it stays there.
    struct Place: Hashable {
        fileprivate let person: Int
        fileprivate let row: Int
        /// From 0 on, in the order in which they came.
        let number: Int
    }

    private struct Row {
        let metric: Metric
        let number: Int
        var value: Value
    }

    private var numbers: [PersonID: Int] = [:]
    private var people: [(person: PersonID, rows: [Row])] = []
    private var last = 0
    private(set) var count = 0
    private let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    /// `nil` where there is none and no room for one more.
    mutating func place(of person: PersonID, _ metric: Metric, else fresh: @autoclosure () -> Value) -> Place? {
        if last >= people.count || people[last].person != person {
            if let known = numbers[person] {
                last = known
            } else {
                guard count < countMax else { return nil }
                last = people.count
                numbers[person] = last
                people.append((person, []))
            }
        }
        if let row = people[last].rows.firstIndex(where: { $0.metric == metric }) {
            return Place(person: last, row: row, number: people[last].rows[row].number)
        }
        guard count < countMax else { return nil }
        defer { count += 1 }
        people[last].rows.append(Row(metric: metric, number: count, value: fresh()))
        return Place(person: last, row: people[last].rows.count - 1, number: count)
    }

    subscript(place: Place) -> Value {
        get { people[place.person].rows[place.row].value }
        set { people[place.person].rows[place.row].value = newValue }
    }

    /// Of everybody, or of one person.
    func values(of person: PersonID?) -> [Value] {
        guard let person else { return people.flatMap { $0.rows.map(\.value) } }
        return numbers[person].map { people[$0].rows.map(\.value) } ?? []
    }
}
