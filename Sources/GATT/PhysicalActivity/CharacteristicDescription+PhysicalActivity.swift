// Physical Activity Monitor Service.

package import Vitals

extension GATTService {
    package static let physicalActivity = Self(0x183E, "Physical Activity Monitor")
}

extension BluetoothUUID {
    package static let physicalActivityControlPoint = Self(short: 0x2B43)
}

extension CharacteristicDescription {
    static let physicalActivity: [Self] = [
        Self(0x2B3B, "Physical Activity Monitor Features", in: .physicalActivity, .read, as: PhysicalActivityMonitorFeatures.self),
        record(0x2B3C, "General Activity Instantaneous Data", Activity.GeneralInstantaneous.self),
        record(0x2B3D, "General Activity Summary Data", Activity.GeneralSummary.self),
        record(0x2B3E, "CardioRespiratory Activity Instantaneous Data", Activity.CardioRespiratoryInstantaneous.self),
        record(0x2B3F, "CardioRespiratory Activity Summary Data", Activity.CardioRespiratorySummary.self),
        record(0x2B40, "Step Counter Activity Summary Data", Activity.StepCounterSummary.self),
        record(0x2B41, "Sleep Activity Instantaneous Data", Activity.SleepInstantaneous.self),
        record(0x2B42, "Sleep Activity Summary Data", Activity.SleepSummary.self),
        Self(
            .physicalActivityControlPoint, "Physical Activity Monitor Control Point", in: .physicalActivity, .procedure,
            as: PhysicalActivityControlPoint.self),
        Self(0x2B44, "Physical Activity Current Session", in: .physicalActivity, .readAndNotify, as: PhysicalActivityCurrentSession.self),
        Self(0x2B45, "Physical Activity Session Descriptor", in: .physicalActivity, .notify, as: PhysicalActivitySessionDescriptor.self),
    ]

    private static func record<Layout: ActivityLayout>(_ short: UInt16, _ name: String, _ layout: Layout.Type) -> Self {
        Self(short, name, in: .physicalActivity, .notify, as: ActivityData<Layout>.self)
    }
}
