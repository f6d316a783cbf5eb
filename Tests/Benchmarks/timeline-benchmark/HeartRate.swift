// A strap's heart rate, a value a second as it comes over Bluetooth: late and early by some milliseconds, a beat a minute up or down.

import TestSupport
import Vitals

struct HeartRate {
    static let start = Timestamp(milliseconds: 1_735_689_600_000)
    static let samplesOfDay = 86_400

    private let person: PersonID
    private let gateway: GatewayID
    private let device: DeviceID
    private var random = SeededGenerator(seed: 1)
    private var second = 0
    private var rate = 70

    init(of person: PersonID) throws {
        self.person = person
        gateway = try GatewayID("ward")
        guard let device = DeviceAddress("C0:00:00:00:00:01") else { preconditionFailure("an address") }
        self.device = .bluetooth(device)
    }

    mutating func nextHour() -> [Observation] {
        (0..<3600).map { _ in
            defer { second += 1 }
            rate = min(max(rate + Int(random.next() % 5) - 2, 45), 180)
            return Observation(
                person: person, device: device, gateway: gateway, metric: .heartRate,
                time: Self.start + .milliseconds(second * 1000 + Int(random.next() % 31)), timeQuality: .synchronized, value: Double(rate),
                quality: .good, isSimulated: false,
                // A batch each second, of some gateways.
                source: FrameReference(offset: Int64(second * 3) + Int64(random.next() % 3), frame: 0, part: 0))
        }
    }
}
