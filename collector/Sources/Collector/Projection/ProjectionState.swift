// Everything that the projection knows, as of its checkpoint.

import Conditions
import EventLog
import Vitals

struct ProjectionState {
    var checkpoint: Int64 = 0
    /// From here on the log is read again at the start: what was not saved comes from there.
    var redoFrom: Int64 = 0
    /// Counts the projection's transactions.
    var change: Int64 = 0
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

    /// Notes that a source took an event.
    mutating func took(_ source: EventSource, _ offset: Int64) {
        if sources[source]?.unsavedSince == nil { unsaved.append(source) }
        sources[source]?.took(offset)
    }

    /// The sources to save with the next commit.
    func due(all: Bool) -> [EventSource] { all ? unsaved : Array(unsaved.prefix(ProjectionLimit.savedSourcesMax)) }

    /// After a commit that saved these, with the people that they fed, as of the checkpoint.
    mutating func saved(_ saved: [EventSource], people: some Sequence<PersonID>) {
        for source in saved {
            sources[source]?.savedThrough = checkpoint
            sources[source]?.unsavedSince = nil
            sources[source]?.fed = []
        }
        for person in people { self.people[person]?.savedThrough = checkpoint }
        unsaved.removeFirst(min(saved.count, unsaved.count))
        redoFrom = redo(at: checkpoint, without: 0)
    }

    /// From where the log has to be read again once the first `count` of those that wait are saved.
    func redo(at checkpoint: Int64, without count: Int) -> Int64 {
        unsaved.dropFirst(count).compactMap { sources[$0]?.unsavedSince }.min().map { $0 - 1 } ?? checkpoint
    }
}
