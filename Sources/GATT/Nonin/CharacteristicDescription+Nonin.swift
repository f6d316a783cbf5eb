// Nonin's oximetry service.

package import Vitals

extension GATTService {
    /// `46A970E0-0D5F-11E2-8B5E-0002A5D5C51B`
    package static let noninOximetry = Self(BluetoothUUID(0x46A9_70E0_0D5F_11E2_8B5E_0002_A5D5_C51B), "Nonin Oximetry")
}

extension BluetoothUUID {
    /// `0AAD7EA0-0D60-11E2-8E3C-0002A5D5C51B`
    package static let noninContinuousOximetry = Self(0x0AAD_7EA0_0D60_11E2_8E3C_0002_A5D5_C51B)
    /// `34E27863-76FF-4F8E-96F1-9E3993AA6199`
    package static let noninPulseIntervalTime = Self(0x34E2_7863_76FF_4F8E_96F1_9E39_93AA_6199)
    /// `EC0A9302-4D24-11E7-B114-B2F933D5FE66`
    package static let noninDeviceStatus = Self(0xEC0A_9302_4D24_11E7_B114_B2F9_33D5_FE66)
    /// `EC0A883A-4D24-11E7-B114-B2F933D5FE66`
    package static let noninPPG = Self(0xEC0A_883A_4D24_11E7_B114_B2F9_33D5_FE66)
    /// `1447AF80-0D60-11E2-88B6-0002A5D5C51B`
    package static let noninControlPoint = Self(0x1447_AF80_0D60_11E2_88B6_0002_A5D5_C51B)
}

extension CharacteristicDescription {
    static let nonin: [Self] = [
        Self(.noninContinuousOximetry, "Nonin Continuous Oximetry", in: .noninOximetry, .notify, as: NoninContinuousOximetry.self),
        Self(.noninPulseIntervalTime, "Nonin Pulse Interval Time", in: .noninOximetry, .notify, as: NoninPulseIntervalTime.self),
        Self(.noninDeviceStatus, "Nonin Device Status", in: .noninOximetry, .notify, as: NoninDeviceStatus.self),
        Self(.noninPPG, "Nonin PPG", in: .noninOximetry, .notify, as: NoninPPG.self),
        Self(.noninControlPoint, "Nonin Control Point", in: .noninOximetry, .procedure, as: NoninControlPoint.self),
    ]
}
