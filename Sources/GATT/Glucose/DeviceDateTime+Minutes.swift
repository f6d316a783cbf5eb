// Records of glucose meters and insulin pumps hold a base time and an offset; what the device showed is their sum.

extension DeviceDateTime {
    /// The date and time so many minutes later, by the Gregorian calendar; `nil` when part of the date is unknown or no such time exists.
    package func adding(minutes: Int16) -> DeviceDateTime? {
        guard asUTC != nil else { return nil }
        let total = Int(hour) * 60 + Int(minute) + Int(minutes)
        let (quotient, remainder) = total.quotientAndRemainder(dividingBy: 1440)
        let minuteOfDay = remainder < 0 ? remainder + 1440 : remainder
        var days = remainder < 0 ? quotient - 1 : quotient
        var (year, month, day) = (Int(year), Int(month), Int(day))
        // At most 23 days either way: 32 768 minutes.
        while days > 0 {
            (day, days) = (day + 1, days - 1)
            if day > Self.days(inMonth: month, of: year) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        while days < 0 {
            (day, days) = (day - 1, days + 1)
            if day < 1 {
                month -= 1
                if month < 1 { (year, month) = (year - 1, 12) }
                day = Self.days(inMonth: month, of: year)
            }
        }
        return DeviceDateTime(
            year: UInt16(clamping: year), month: UInt8(clamping: month), day: UInt8(clamping: day), hour: UInt8(minuteOfDay / 60),
            minute: UInt8(minuteOfDay % 60), second: second)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
