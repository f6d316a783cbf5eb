// The broker of a test, as a program's settings name it.

import MQTT
import TestSupport

extension Broker {
    var settings: BrokerSettings { BrokerSettings(host: "127.0.0.1", port: port) }
}
