// The topics of the contract, in one place for both programs.

package import Vitals

/// Collectors that write to one log and share the gateways' batches.
package enum IngestGroup {}

/// Builds and reads topics below a root such as `vitalflow/v1`.
package struct Topics: Hashable, Sendable {
    package let root: String

    package static let rootDefault = "vitalflow/v1"

    /// Fails when the root is empty, has an empty level or a wildcard.
    package init?(root: String) {
        let levels = root.split(separator: "/", omittingEmptySubsequences: false)
        guard levels.allSatisfy({ !$0.isEmpty && !$0.contains { "+#$\0".contains($0) } }) else { return nil }
        self.root = root
    }

    package static let standard = Topics(known: rootDefault)
    private init(known root: String) { self.root = root }

    /// What is said under a gateway's topic.
    package enum GatewayMessage: String, Hashable, Sendable, CaseIterable {
        case batch, batches, hello, ack, want, refused, status, command, reply
    }

    package func gateway(_ gateway: GatewayID, _ message: GatewayMessage) -> String {
        "\(root)/gateway/\(gateway)/\(message.rawValue)"
    }

    /// The subscription that gets one kind of message of all gateways.
    package func everyGateway(_ message: GatewayMessage) -> String {
        "\(root)/gateway/+/\(message.rawValue)"
    }

    /// The same, each message to one member of the group only (MQTT 5.0, §4.8.2: shared subscriptions).
    package func everyGateway(_ message: GatewayMessage, sharedBy group: Identifier<IngestGroup>) -> String {
        "$share/\(group)/\(everyGateway(message))"
    }

    /// The gateway and the kind of message of a topic; `nil` for any other topic.
    package func gatewayMessage(of topic: String) -> (gateway: GatewayID, message: GatewayMessage)? {
        guard topic.hasPrefix(root + "/gateway/") else { return nil }
        let levels = topic.dropFirst(root.count + 9).split(separator: "/", omittingEmptySubsequences: false)
        guard levels.count == 2, let gateway = try? GatewayID(levels[0]), let message = GatewayMessage(rawValue: String(levels[1])) else {
            return nil
        }
        return (gateway, message)
    }

    /// Retained: the latest observation of one metric of a person.
    package func latest(_ person: PersonID, _ metric: Metric) -> String { "\(root)/person/\(person)/\(metric.key)" }

    /// Every change of an alarm.
    package func alarm(_ person: PersonID, priority: String) -> String { "\(root)/alarm/\(person)/\(priority)" }

    /// Retained: the alarms of a person that are on now.
    package func activeAlarms(_ person: PersonID) -> String { "\(root)/alarm/\(person)/active" }
}
