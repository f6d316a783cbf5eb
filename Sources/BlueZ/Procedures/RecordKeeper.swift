// What procedures need to know of the program around them: how far records are stored, and what time it is.

package import GATT
package import Vitals

/// By which a device knows the gateway as one of its users.
package struct KeptConsent: Hashable, Sendable {
    package let index: UInt8
    package let code: ConsentCode

    package init(index: UInt8, code: ConsentCode) {
        self.index = index
        self.code = code
    }
}

/// Where a gateway remembers how far it has fetched a device's records.
package protocol RecordKeeper: Sendable {
    /// The sequence number up to which every record of a characteristic is stored for good; `nil`: none. Numbers of one session of the
    /// device have nothing to do with those of another.
    func watermark(of device: DeviceAddress, _ characteristic: BluetoothUUID, session: Int64) async throws -> UInt16?

    func set(_ watermark: UInt16?, of device: DeviceAddress, _ characteristic: BluetoothUUID, session: Int64) async throws

    /// From now on `handler` is told of each value of a device once it is stored, in order of arrival; `nil` ends it. A device has one
    /// handler for each kind of records.
    func onCommit(of device: DeviceAddress, _ records: BluetoothUUID, _ handler: (@Sendable (BluetoothUUID, [UInt8]) -> Void)?)

    /// The user that the gateway is to a device; `nil`: none yet.
    func consent(of device: DeviceAddress) async throws -> KeptConsent?

    func keep(_ consent: KeptConsent, of device: DeviceAddress) async throws

    /// The monotonic clock.
    var now: Instant { get }

    /// The wall clock where the gateway stands, and whether it is right: a device's clock is set by no clock that is not.
    var localTime: LocalTime { get }
    var isClockTrusted: Bool { get }
}
