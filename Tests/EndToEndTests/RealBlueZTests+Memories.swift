// What devices measured while nobody was there, and what they only advertise, through the real BlueZ.

import Foundation
import TestSupport
import Testing

extension RealBlueZTests.HealthDevices {
    /// An hour east of UTC, for which the machine needs no files.
    private static let zone = "export TZ=CET-1\n"

    private static func age(_ item: Page.Item?) throws -> TimeInterval {
        let item = try #require(item)
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return -(try #require(formatter.date(from: item.time)).timeIntervalSinceNow)
    }

    @Test("What a cuff, an oximeter and a glucose sensor stored comes once and at the right time, though links end within records")
    func memories() async throws {
        let site = try await Site(assignments: [3, 7, 8].map { Self.address($0) + "=anna" })
        try site.startCollector()
        let radio = try await VirtualRadio(
            ["archive-cuff", "oximeter", "cgm"].flatMap { ["--device", $0] } + [
                "--session", "60", "--records", "12", "--clock-offset", "-7200", "--checksums",
            ])
        // A record of the cuff takes two or three notifications.
        try await radio.command("drop archive-cuff 4")
        try await radio.command("drop oximeter 5")
        try await radio.command("drop cgm 3")
        let machine = try radio.machine(
            running: Self.zone + Self.gateway(site, devices: [3, 7, 8]), sharing: site.folder.path, limit: 400)
        try await Eventually.holds("everything is fetched", within: 240) {
            try #require(machine.isRunning, "the machine ended: \(machine.printed.suffix(3000))")
            return machine.printed.matches(of: #/records fetched .*outcome="complete/#).count >= 3
        }
        try await Eventually.holds("the records are stored", within: 60) {
            let counts = [
                try await Self.values(site, "systolic_pressure").count, try await Self.values(site, "oxygen_saturation").count,
                try await Self.values(site, "interstitial_glucose").count,
            ]
            return counts.allSatisfy { $0 >= 12 }
        }
        let numbers = Array(1...12)
        #expect(try await Self.values(site, "systolic_pressure") == numbers.map { Double(118 + $0 % 20) })
        #expect(try await Self.values(site, "oxygen_saturation") == numbers.map { Double(94 + $0 % 6) })
        let minutes = numbers.map { 5 * ($0 - 1) }
        #expect(try await Self.values(site, "interstitial_glucose") == minutes.map { Double(80 + $0 * 7 / 10 % 120) })
        // Half a day, an hour and five minutes lie between records; by their clocks the cuff and the oximeter took them two hours earlier.
        #expect(abs(try await Self.age(Self.observations(site, "systolic_pressure").last) - 12 * 3600) < 600)
        #expect(abs(try await Self.age(Self.observations(site, "systolic_pressure").dropLast().last) - 24 * 3600) < 600)
        #expect(abs(try await Self.age(Self.observations(site, "oxygen_saturation").last) - 3600) < 600)
        #expect(abs(try await Self.age(Self.observations(site, "interstitial_glucose").last) - 5 * 60) < 600)

        // Measured while everybody is away, and at once where a clock is right by now; the sensor's session begins anew.
        for device in ["archive-cuff", "oximeter", "cgm"] { try await radio.command("vanish \(device)") }
        try await radio.command("measure archive-cuff 160 95 70")
        try await radio.command("measure oximeter 91 77")
        try await radio.command("start cgm")
        try await radio.command("measure cgm 111 0")
        for device in ["archive-cuff", "oximeter", "cgm"] { try await radio.command("return \(device)") }
        try await Eventually.holds("what was measured meanwhile is stored", within: 120) {
            let last = [
                try await Self.values(site, "systolic_pressure").last, try await Self.values(site, "oxygen_saturation").last,
                try await Self.values(site, "interstitial_glucose").last,
            ]
            return last == [160, 91, 111]
        }
        for metric in ["systolic_pressure", "oxygen_saturation", "interstitial_glucose"] {
            let stored = try await Self.observations(site, metric)
            #expect(stored.count == 13, "\(metric)")
            #expect(abs(try Self.age(stored.last)) < 600, "\(metric)")
        }
        _ = try await machine.terminate()
        try await radio.end()
        try await site.end()
    }

    @Test("A ring is asked, a fresh glucose sensor started, advertisements are heard, and a strap's energy is reset")
    func ringAndAdvertisers() async throws {
        let site = try await Site(assignments: [8, 9, 10, 11].map { Self.address($0) + "=anna" })
        try site.startCollector()
        let radio = try await VirtualRadio(
            ["cgm", "ring", "bthome", "miscale"].flatMap { ["--device", $0] } + ["-n", "1"])
        try await radio.command("advertise bthome 21.5 40")
        let reset = "\(RepositoryPath.program("vitalflow-edge")) reset-energy C0:00:00:00:01:00 || exit 12\n"
        let machine = try radio.machine(
            running: reset + Self.gateway(site, devices: [8, 9, 10, 11]), sharing: site.folder.path, limit: 300)
        try await Eventually.holds("the sensor is started and the ring tells", within: 120) {
            try #require(machine.isRunning, "the machine ended: \(machine.printed.suffix(3000))")
            let saturations = try await Self.values(site, "oxygen_saturation")
            return machine.printed.contains("timed(isNew: true)") && saturations.count >= 3
        }
        #expect(machine.printed.contains("reset; the device counts from 0 on"))
        try await radio.command("measure cgm 112")
        try await radio.command("measure ring 91 88")
        try await radio.command("measure miscale 71.5 500")
        try await radio.command("advertise bthome 22.5 41")
        try await Eventually.holds("all of it is stored", within: 90) {
            let last = [
                try await Self.values(site, "oxygen_saturation").last, try await Self.values(site, "interstitial_glucose").last,
                try await Self.values(site, "body_weight").last, try await Self.values(site, "ambient_temperature").last,
            ]
            return last == [91, 112, 71.5, 22.5]
        }
        #expect(try await Self.values(site, "body_weight") == [71.5], "one weighing, advertised many times")
        #expect(try await Self.values(site, "ambient_temperature") == [21.5, 22.5])
        #expect(try await Self.values(site, "humidity") == [40, 41])
        #expect(try await Self.values(site, "pulse_rate").contains(88))
        _ = try await machine.terminate()
        try await radio.end()
        try await site.end()
    }
}
