// What tells one event from every other, so that a repeat changes nothing.

package import Vitals

package enum App {}

/// The name of an app or a file that brings decoded observations.
package typealias AppID = Identifier<App>

/// Who an event comes from.
package struct EventSource: Hashable, Sendable, CustomStringConvertible {
    /// As the log keeps it: a gateway by its name; others begin with `/`, which no name of a gateway may hold.
    package let text: String

    package init(_ gateway: GatewayID) { text = gateway.text }

    package init(_ app: AppID) { text = Self.appPrefix + app.text }

    /// As the log gave it back.
    package init?(text: String) {
        let isKnown =
            text == Self.collector.text || (try? GatewayID(text)) != nil
            || text.hasPrefix(Self.appPrefix) && (try? AppID(text.dropFirst(Self.appPrefix.count))) != nil
        guard isKnown else { return nil }
        self.text = text
    }

    private init(own text: String) { self.text = text }

    /// The collector itself: time, settings, and what people decide.
    package static let collector = EventSource(own: "/collector")
    /// In place of a name that no source may have.
    static let unknown = EventSource(own: "/unknown")
    private static let appPrefix = "/app/"

    package var gateway: GatewayID? { text.hasPrefix("/") ? nil : try? GatewayID(text) }
    package var app: AppID? { text.hasPrefix(Self.appPrefix) ? try? AppID(text.dropFirst(Self.appPrefix.count)) : nil }
    package var description: String { text }
}

/// A source never uses a sequence of an epoch twice. Sources that number nothing make both of the bytes that tell their events apart.
package struct EventKey: Hashable, Sendable {
    package let source: EventSource
    package let epoch: UInt64
    package let sequence: UInt64

    package init(_ source: EventSource, epoch: UInt64, sequence: UInt64) {
        self.source = source
        self.epoch = epoch
        self.sequence = sequence
    }

    package init(gateway: GatewayID, epoch: UInt64, sequence: UInt64) {
        self.init(EventSource(gateway), epoch: epoch, sequence: sequence)
    }
}
