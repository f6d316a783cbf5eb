// The names of the collector's own settings; the broker's are `BrokerSettings.Key`.

import Settings

extension CollectorConfiguration {
    /// The variable of `data.directory` is `VITALFLOW_DATA_DIRECTORY`, and so on.
    package enum Key: String, SettingKey {
        case topicRoot = "topic.root"
        case ingestGroup = "ingest.group"
        case dataDirectory = "data.directory"
        case httpHost = "http.host"
        case httpPort = "http.port"
        case httpNames = "http.names"
        case httpTokenFile = "http.token.file"
        case webRoot = "web.root"
        case logKeepDays = "log.keep.days"
        case logSizeMaxMiB = "log.size.max.mib"
        case assignments
        case noDataSeconds = "no.data.seconds"
        case heartRateMax = "heart.rate.max"
        case heartRateMin = "heart.rate.min"
        case carePlansFile = "care.plans.file"
        case notificationsFile = "notifications.file"
        case heartRateDelaySeconds = "heart.rate.delay.seconds"
        case publishLatest = "publish.latest"
        case homeAssistantPrefix = "home.assistant.prefix"
        case logLevel = "log.level"
        case logFormat = "log.format"
    }
}
