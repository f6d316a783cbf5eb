// Everything that whoever runs a collector can decide, as one value.

package import Conditions
package import EventLog
package import Logging
package import MQTT
package import Telemetry
package import Uplink
package import Vitals

/// The collector's settings. Each comes from a flag, else from the environment, else from the settings file, else from its default.
///
/// | variable | type | default | meaning |
/// |---|---|---|---|
/// | `VITALFLOW_BROKER_HOST` | host name | `localhost` | the MQTT broker |
/// | `VITALFLOW_BROKER_PORT` | 1…65535 | 1883; 8883 with a CA file | |
/// | `VITALFLOW_BROKER_USERNAME` | text | none | |
/// | `VITALFLOW_BROKER_PASSWORD_FILE` | path | none | a file that holds the password (secret) and nothing else |
/// | `VITALFLOW_BROKER_CA_FILE` | path | none | PEM certificates to trust; switches TLS on |
/// | `VITALFLOW_BROKER_CERTIFICATE_FILE` | path | none | PEM certificate of the collector; needs the key file |
/// | `VITALFLOW_BROKER_KEY_FILE` | path | none | PEM key (secret) of that certificate |
/// | `VITALFLOW_TOPIC_ROOT` | topic | `vitalflow/v1` | what all topics begin with |
/// | `VITALFLOW_INGEST_GROUP` | letters, digits, - _ . | none | collectors of one group share the batches: for several on one log |
/// | `VITALFLOW_DATA_DIRECTORY` | path | `/var/lib/vitalflow/collector` | the databases; made if it is not there |
/// | `VITALFLOW_HTTP_HOST` | address | `127.0.0.1` | where the HTTP server listens |
/// | `VITALFLOW_HTTP_PORT` | 0…65535 | 8085 | 0: any free port, written to `http.address` in the data directory |
/// | `VITALFLOW_HTTP_NAMES` | names, `,` between | none | further host names that browsers may use |
/// | `VITALFLOW_HTTP_TOKEN_FILE` | path | none | a file that holds the token (secret) with which apps may write over HTTP |
/// | `VITALFLOW_WEB_ROOT` | path | `../share/vitalflow/web` beside the program | the web page |
/// | `VITALFLOW_LOG_KEEP_DAYS` | 1…36500 | all | events older than this are dropped from the log, once the views have them |
/// | `VITALFLOW_LOG_SIZE_MAX_MIB` | 16…1073741824 | none | the oldest events are dropped when the log is larger |
/// | `VITALFLOW_ASSIGNMENTS` | `ADDRESS=PERSON`, `,` between | none | who wears which device |
/// | `VITALFLOW_NO_DATA_SECONDS` | 5…86400 | 30 | silence after which data counts as missing |
/// | `VITALFLOW_HEART_RATE_MAX` | 30…300 | 120 | beats a minute at rest above which the heart rate is high |
/// | `VITALFLOW_HEART_RATE_MIN` | 20…200 | 40 | beats a minute below which it is low; less than the maximum |
/// | `VITALFLOW_HEART_RATE_DELAY_SECONDS` | 1…3600 | 60 | how long it must stay there |
/// | `VITALFLOW_CARE_PLANS_FILE` | path | none | JSON: ages and limits of single people, see `CarePlans` |
/// | `VITALFLOW_NOTIFICATIONS_FILE` | path | none | YAML: who is told of what and how, see `NotificationFile`; read again when it changes |
/// | `VITALFLOW_PUBLISH_LATEST` | yes, no | yes | publish each person's latest values as retained messages |
/// | `VITALFLOW_HOME_ASSISTANT_PREFIX` | topic | none | announces people to Home Assistant below this, usually `homeassistant` |
/// | `VITALFLOW_LOG_LEVEL` | trace, debug, info, notice, warning, error, critical | info | |
/// | `VITALFLOW_LOG_FORMAT` | text, json | text | |
package struct CollectorConfiguration: Sendable {
    package var broker: BrokerSettings
    package var topics: Topics
    package var ingestGroup: Identifier<IngestGroup>?
    package var dataDirectory: String
    package var http: HTTPSettings
    package var assignments: Assignments
    package var limits: MonitorLimits
    /// By person.
    package var carePlans: [String: CarePlan]
    /// Who is told of what; `nil`: nobody, but for MQTT.
    package var notificationsFile: String?
    package var retention: RetentionPolicy
    package var publishesLatest: Bool
    /// What the topics of Home Assistant begin with; `nil`: it is told nothing.
    package var homeAssistantPrefix: String?
    package var logLevel: Logger.Level
    package var logFormat: LogFormat

    package init(
        broker: BrokerSettings, topics: Topics = .standard, ingestGroup: Identifier<IngestGroup>? = nil, dataDirectory: String,
        http: HTTPSettings, assignments: Assignments = .init(),
        limits: MonitorLimits = .standard, carePlans: [String: CarePlan] = [:], notificationsFile: String? = nil,
        retention: RetentionPolicy = RetentionPolicy(),
        publishesLatest: Bool = true, homeAssistantPrefix: String? = nil,
        logLevel: Logger.Level = .info, logFormat: LogFormat = .text
    ) {
        self.broker = broker
        self.topics = topics
        self.ingestGroup = ingestGroup
        self.dataDirectory = dataDirectory
        self.http = http
        self.assignments = assignments
        self.limits = limits
        self.carePlans = carePlans
        self.notificationsFile = notificationsFile
        self.retention = retention
        self.publishesLatest = publishesLatest
        self.homeAssistantPrefix = homeAssistantPrefix
        self.logLevel = logLevel
        self.logFormat = logFormat
    }
}
