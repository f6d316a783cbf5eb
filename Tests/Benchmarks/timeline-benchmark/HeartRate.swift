// A strap's heart rate, a value a second as it comes over Bluetooth: late and early by some milliseconds, a beat a minute up or down.

import Vitals

struct HeartRate {
    static let start = Timestamp(milliseconds: 1_735_689_600_000)
    static let samplesOfDay = 86_400

    private let person: PersonID
    private let gateway: GatewayID
    private let device: DeviceID
    private var state: UInt64 = 1
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
            rate = min(max(rate + Int(random() % 5) - 2, 45), 180)
            return Observation(
                person: person, device: device, gateway: gateway, metric: .heartRate,
                time: Self.start + .milliseconds(second * 1000 + Int(random() % 31)), timeQuality: .synchronized, value: Double(rate),
                quality: .good, isSimulated: false,
                // A batch each second, of some gateways.
                source: FrameReference(offset: Int64(second * 3) + Int64(random() % 3), frame: 0, part: 0))
        }
    }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    private mutating func random() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
