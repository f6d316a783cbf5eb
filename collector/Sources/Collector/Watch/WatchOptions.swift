// What `watch` was asked for.

import MQTT
import Settings
import Uplink

package struct WatchOptions: Sendable {
    let broker: BrokerSettings
    let topics: Topics
    /// One JSON object a line for each message, for programs.
    package var json = false
    /// End after the first view that shows something.
    package var once = false
    /// Printed above each view.
    package var header: String?

    package static let topicRootDefault = Topics.rootDefault

    /// `broker` is `HOST:PORT`; throws a sentence that says what to correct.
    package init(broker: String, topicRoot: String = topicRootDefault) throws {
        let address = try HostPort(argument: broker, flag: "--broker", portDefault: 1883)
        guard let topics = Topics(root: topicRoot) else {
            throw SettingsError.invalid(
                variable: "--topic-root", value: topicRoot, expected: "levels with / between them, without + # $")
        }
        self.topics = topics
        self.broker = BrokerSettings(host: address.host, port: address.port)
    }
}
