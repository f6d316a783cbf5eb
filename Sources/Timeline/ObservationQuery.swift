// What can be asked of the timeline, and what it answers.

package import Vitals

/// Whether every value is wanted, or one of those that say the same.
package enum SourceView: String, Hashable, Sendable, CaseIterable {
    /// In each minute one device over one gateway: what rollups are made of.
    case resolved
    /// Whatever came, of every device and over every gateway.
    case all
}

/// One person's values of one metric in a stretch of time.
package struct ObservationQuery: Hashable, Sendable {
    package let person: PersonID
    package let metric: Metric
    /// Included.
    package let from: Timestamp
    /// Not included.
    package let to: Timestamp
    /// At most `limitMax`.
    package let limit: Int
    /// The place after which a page begins; it comes from the page before.
    package let after: ObservationCursor?
    package let view: SourceView

    /// 10,000 values of about 120 bytes of JSON are 1.2 MB: more belongs into an export.
    package static let limitMax = 10_000

    package init(
        person: PersonID, metric: Metric, from: Timestamp, to: Timestamp, limit: Int, after: ObservationCursor? = nil,
        view: SourceView = .resolved
    ) {
        self.person = person
        self.metric = metric
        self.from = from
        self.to = to
        self.limit = min(max(limit, 1), Self.limitMax)
        self.after = after
        self.view = view
    }
}

/// Observations, oldest first, and where to go on; `next` is `nil` at the end.
package struct ObservationPage: Hashable, Sendable {
    package let observations: [Observation]
    package let next: ObservationCursor?

    package init(observations: [Observation], next: ObservationCursor?) {
        self.observations = observations
        self.next = next
    }
}
