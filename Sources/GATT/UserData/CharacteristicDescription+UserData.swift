// User Data Service (0x181C). All that belongs to a person is readable after consent only.

package import Vitals

extension GATTService {
    package static let userData = Self(0x181C, "User Data")
}

extension BluetoothUUID {
    package static let databaseChangeIncrement = Self(short: 0x2A99)
    package static let userIndex = Self(short: 0x2A9A)
    package static let userControlPoint = Self(short: 0x2A9F)
    package static let registeredUser = Self(short: 0x2B37)
}

extension CharacteristicDescription {
    static let userData: [Self] =
        userManagement + [
            user(0x2A8A, "First Name", NamedText<UserText.FirstName>.self),
            user(0x2B48, "Middle Name", NamedText<UserText.MiddleName>.self),
            user(0x2A90, "Last Name", NamedText<UserText.LastName>.self),
            user(0x2A87, "Email Address", NamedText<UserText.EmailAddress>.self),
            user(0x2A80, "Age", ScaledQuantity<UserQuantity.Age>.self),
            user(0x2A85, "Date of Birth", UserDate<DateOfBirthKind>.self),
            user(0x2A8C, "Gender", UserCode<GenderKind>.self),
            user(0x2A98, "Weight", UserWeight.self),
            user(0x2A8E, "Height", ScaledQuantity<UserQuantity.Height>.self),
            user(0x2B47, "High Resolution Height", ScaledQuantity<UserQuantity.HighResolutionHeight>.self),
            user(0x2A97, "Waist Circumference", ScaledQuantity<UserQuantity.WaistCircumference>.self),
            user(0x2A8F, "Hip Circumference", ScaledQuantity<UserQuantity.HipCircumference>.self),
            user(0x2B49, "Stride Length", ScaledQuantity<UserQuantity.StrideLength>.self),
            user(0x2A96, "VO2 Max", ScaledQuantity<UserQuantity.VO2Max>.self),
            user(0x2AA2, "Language", NamedText<UserText.Language>.self),
            user(0x2B4A, "Handedness", UserCode<HandednessKind>.self),
            user(0x2B4B, "Device Wearing Position", DeviceWearingPosition.self),
            user(0x2B46, "Preferred Units", PreferredUnits.self),
            user(0x2B50, "Caloric Intake", ScaledQuantity<UserQuantity.CaloricIntake>.self),
            user(0x2B4E, "Activity Goal", ActivityGoal.self),
            user(0x2B4F, "Sedentary Interval Notification", SedentaryIntervalNotification.self),
        ] + userHeartRates

    private static let userManagement: [Self] = [
        Self(.databaseChangeIncrement, "Database Change Increment", in: .userData, .procedure, as: DatabaseChangeIncrement.self),
        Self(.userIndex, "User Index", in: .userData, .read, as: UserIndex.self),
        Self(.registeredUser, "Registered User", in: .userData, .procedure, as: RegisteredUser.self),
        Self(.userControlPoint, "User Control Point", in: .userData, .procedure, as: UserControlPoint.self),
    ]

    private static let userHeartRates: [Self] = [
        user(0x2A8D, "Heart Rate Max", ScaledQuantity<UserQuantity.HeartRateMax>.self),
        user(0x2A92, "Resting Heart Rate", ScaledQuantity<UserQuantity.RestingHeartRate>.self),
        user(0x2A91, "Maximum Recommended Heart Rate", ScaledQuantity<UserQuantity.MaximumRecommendedHeartRate>.self),
        user(0x2A7F, "Aerobic Threshold", ScaledQuantity<UserQuantity.AerobicThreshold>.self),
        user(0x2A83, "Anaerobic Threshold", ScaledQuantity<UserQuantity.AnaerobicThreshold>.self),
        user(0x2A93, "Sport Type for Aerobic and Anaerobic Thresholds", UserCode<SportTypeKind>.self),
        user(0x2A86, "Date of Threshold Assessment", UserDate<DateOfThresholdAssessmentKind>.self),
        user(0x2A88, "Fat Burn Heart Rate Lower Limit", ScaledQuantity<UserQuantity.FatBurnLowerLimit>.self),
        user(0x2A89, "Fat Burn Heart Rate Upper Limit", ScaledQuantity<UserQuantity.FatBurnUpperLimit>.self),
        user(0x2A7E, "Aerobic Heart Rate Lower Limit", ScaledQuantity<UserQuantity.AerobicLowerLimit>.self),
        user(0x2A84, "Aerobic Heart Rate Upper Limit", ScaledQuantity<UserQuantity.AerobicUpperLimit>.self),
        user(0x2A81, "Anaerobic Heart Rate Lower Limit", ScaledQuantity<UserQuantity.AnaerobicLowerLimit>.self),
        user(0x2A82, "Anaerobic Heart Rate Upper Limit", ScaledQuantity<UserQuantity.AnaerobicUpperLimit>.self),
        user(0x2A8B, "Five Zone Heart Rate Limits", UserHeartRateZones<FiveZoneKind>.self),
        user(0x2B4C, "Four Zone Heart Rate Limits", UserHeartRateZones<FourZoneKind>.self),
        user(0x2A94, "Three Zone Heart Rate Limits", UserHeartRateZones<ThreeZoneKind>.self),
        user(0x2A95, "Two Zone Heart Rate Limits", UserHeartRateZones<TwoZoneKind>.self),
        user(0x2B4D, "High Intensity Exercise Threshold", HighIntensityExerciseThreshold.self),
    ]

    private static func user<Value: CharacteristicValue>(_ short: UInt16, _ name: String, _ type: Value.Type) -> Self {
        Self(short, name, in: .userData, .procedure, as: type)
    }
}
