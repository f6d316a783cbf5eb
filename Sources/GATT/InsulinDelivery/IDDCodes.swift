// The codes of insulin pumps differ in several bits from each other, so that one damaged bit makes no other code of them.

/// The names of codes that do not follow each other.
struct IDDCodes: Sendable {
    private let names: [UInt16: String]

    init(_ names: KeyValuePairs<UInt16, String>) {
        self.names = Dictionary(names.map { ($0.key, $0.value) }) { first, _ in first }
    }

    func field(_ name: String, _ code: UInt16) -> Field {
        names[code].map { .text(name, $0) } ?? Field(name, .unknown(UInt64(code)))
    }
}

/// Source of all: Insulin Delivery Service 1.0.2, §3; GATT Specification Supplement, "IDD …".
extension IDDCodes {
    static let therapyControlState = Self([0x0F: "undetermined", 0x33: "stop", 0x3C: "pause", 0x55: "run"])

    static let operationalState = Self([
        0x0F: "undetermined", 0x33: "off", 0x3C: "standby", 0x55: "preparing", 0x5A: "priming", 0x66: "waiting", 0x96: "ready",
    ])

    static let annunciationStatus = Self([0x0F: "undetermined", 0x33: "pending", 0x3C: "snoozed", 0x55: "confirmed"])

    static let annunciationType = Self([
        0x000F: "system issue", 0x0033: "mechanical issue", 0x003C: "occlusion detected", 0x0055: "reservoir issue",
        0x005A: "reservoir empty", 0x0066: "reservoir low", 0x0069: "priming issue", 0x0096: "infusion set incomplete",
        0x0099: "infusion set detached", 0x00A5: "power source insufficient", 0x00AA: "battery empty", 0x00C3: "battery low",
        0x00CC: "battery medium", 0x00F0: "battery full", 0x00FF: "temperature out of range", 0x0303: "air pressure out of range",
        0x030C: "bolus canceled", 0x0330: "tbr over", 0x033F: "tbr canceled", 0x0356: "max delivery", 0x0359: "date time issue",
        0x0365: "temperature",
    ])

    static let bolusType = Self([0x0F: "undetermined", 0x33: "fast", 0x3C: "extended", 0x55: "multiwave"])

    static let bolusActivationType = Self([
        0x0F: "undetermined", 0x33: "manual bolus", 0x3C: "recommended bolus", 0x55: "manually changed recommended bolus",
        0x5A: "commanded bolus",
    ])

    static let tbrType = Self([0x0F: "undetermined", 0x33: "absolute", 0x3C: "relative"])

    /// Of the basal rate, and of a temporary one.
    static let deliveryContext = Self([0x0F: "undetermined", 0x33: "device based", 0x3C: "remote control", 0x55: "ap controller"])

    /// Of a bolus, and of a temporary basal rate.
    static let endReason = Self([0x0F: "undetermined", 0x33: "programmed duration over", 0x3C: "canceled", 0x55: "error abort"])

    static let primingTerminationReason = Self([
        0x0F: "undetermined", 0x33: "aborted by user", 0x3C: "programmed amount reached", 0x55: "error abort",
    ])

    static let recordingReason = Self([
        0x0F: "undetermined", 0x33: "set date time", 0x3C: "periodic recording", 0x55: "date time loss",
    ])

    static let templateType = Self([
        0x0F: "undetermined", 0x33: "basal rate profile template", 0x3C: "tbr template", 0x55: "bolus template",
        0x5A: "isf profile template", 0x66: "i2cho ratio profile template", 0x96: "target glucose range profile template",
    ])

    /// History counts profile templates otherwise than commands do.
    static let profileTemplateType = Self([
        0x0F: "undetermined", 0x33: "basal rate profile template", 0x3C: "isf profile template", 0x55: "i2cho ratio profile template",
        0x5A: "target glucose range profile template",
    ])

    static let responseCode = Self([
        0x0F: "success", 0x70: "op code not supported", 0x71: "invalid operand", 0x72: "procedure not completed",
        0x73: "parameter out of range", 0x74: "procedure not applicable", 0x75: "plausibility check failed",
        0x76: "maximum bolus number reached",
    ])
}
