// One observation as JSON: of the live stream, of `/v1/people/{person}/latest`, and retained on the broker.

package import Vitals

package struct ObservationMessage: Hashable, Sendable, Codable {
    package let person: String
    package let metric: String
    /// RFC 3339, UTC, milliseconds.
    package let time: String
    package let value: Double
    /// UCUM.
    package let unit: String
    package let quality: String
    package let simulated: Bool
    package let device: String
    package let gateway: String

    package init(_ observation: Observation) {
        person = observation.person.text
        metric = observation.metric.key
        time = observation.time.description
        value = observation.value
        unit = observation.metric.unit
        quality = observation.quality.rawValue
        simulated = observation.isSimulated
        device = observation.device.description
        gateway = observation.gateway.text
    }
}
