// Everything that the projection knows, as of its checkpoint.

import Conditions
import EventLog
import Vitals

struct ProjectionState {
    var place = ProjectionPlace()
    var sources: [EventSource: SourceState] = [:]
    var people: [PersonID: PersonState] = [:]
    var settings = ProjectionSettings()
    /// Views that begin anew tell nobody what happened before this: it was told then.
    var historyBefore: Timestamp?
    /// Boots of which batches still have to move.
    var unsettledBoots: Set<BootKey> = []
    /// Sources that are not saved, those that waited longest first.
    private var unsaved: [EventSource] = []

    /// Gives somebody detectors; `nil` where nobody has room any more.
    mutating func startWatching(_ person: PersonID) -> Dictionary<PersonID, PersonState>.Index? {
        guard people.count < ProjectionLimit.peopleMax else { return nil }
        people[person] = PersonState(person: person, limits: settings.limits(of: person))
        return people.index(forKey: person)
    }

    /// Whether time alone changes something. Mutating, so that fifty thousand states are looked at where they lie, and not copied.
    mutating func isSomebodyDue(at now: Timestamp) -> Bool {
        var index = people.startIndex
        while index != people.endIndex {
            if people.values[index].isDue(at: now) { return true }
            people.formIndex(after: &index)
        }
        return false
    }

    /// Notes that a source took an event.
    mutating func took(_ source: EventSource, _ offset: Int64) {
        if sources[source]?.unsavedSince == nil { unsaved.append(source) }
        sources[source]?.took(offset)
    }

    /// Takes out what is to be written with a round, and counts it as written: whoever fails to write it has to load the state again.
    mutating func write(_ round: ProjectionRound, saving: Saving) -> ProjectionWrite {
        // A decision changes how what came before it would be read: nothing of that may be left to be read again.
        let savesAll = saving == .everything || round.decision != nil
        let due = savesAll ? unsaved : saving == .inTurn ? Array(unsaved.prefix(ProjectionLimit.savedSourcesMax)) : []
        var fed = round.changed
        for source in due { fed.formUnion(sources[source]?.fed ?? []) }
        let from = place
        place.checkpoint = round.offset ?? place.checkpoint
        place.change += 1
        for source in due {
            sources[source]?.savedThrough = place.checkpoint
            sources[source]?.unsavedSince = nil
            sources[source]?.fed = []
        }
        for person in fed { people[person]?.savedThrough = place.checkpoint }
        unsaved.removeFirst(due.count)
        place.redoFrom = unsaved.compactMap { sources[$0]?.unsavedSince }.min().map { $0 - 1 } ?? place.checkpoint
        unsettledBoots = unsettledBoots.union(round.turnedBoots).subtracting(round.forgottenBoots)
        var clocks: [BootKey: BootClock] = [:]
        for boot in unsettledBoots { clocks[boot] = sources[EventSource(boot.gateway)]?.boots[boot.boot] }
        // Of a source that is decoded without a memory nothing can be moved.
        unsettledBoots = Set(clocks.keys)
        return ProjectionWrite(
            round: round, from: from, to: place, historyBefore: historyBefore, settings: settings,
            people: fed.compactMap { name in people[name].map { (name, $0) } },
            sources: due.compactMap { name in sources[name].map { (name, $0) } }, unsettled: clocks)
    }

    /// Which states a transaction saves.
    enum Saving {
        /// Those that waited longest.
        case inTurn
        case everything
        case nothing
    }
}
