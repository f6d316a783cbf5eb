// Which of several sources speaks.

import Testing
import Vitals

@testable import Timeline

@Suite("The resolved view")
struct ResolvedViewTests {
    private let names = [
        1: ResolvedView.Name(device: "A", gateway: "x"), 2: ResolvedView.Name(device: "A", gateway: "y"),
        3: ResolvedView.Name(device: "B", gateway: "x"),
    ]

    private func sample(
        _ seconds: Int64, _ value: Double, origin: Int64, basis: TimeBasis = .gateway, offset: Int64 = 0,
        quality: ObservationQuality = .good
    ) -> Sample {
        Sample(
            time: Timestamp(milliseconds: seconds * 1000), value: value,
            attributes: SampleAttributes(origin: origin, quality: quality, timeQuality: .synchronized, timeBasis: basis),
            source: FrameReference(offset: offset, frame: 0, part: 0))
    }

    private func shown(_ samples: [Sample]) -> [Double] {
        ResolvedView.of(samples.sorted()) { names[Int($0)] ?? ResolvedView.Name(device: "", gateway: "") }.map(\.value)
    }

    @Test("One device speaks in each minute, the one with more good values")
    func devices() {
        let two = [sample(1, 60, origin: 1), sample(2, 90, origin: 3), sample(3, 91, origin: 3), sample(61, 61, origin: 1)]
        #expect(shown(two) == [90, 91, 61])
        let doubtful = [
            sample(1, 60, origin: 1), sample(2, 90, origin: 3, quality: .noContact), sample(3, 91, origin: 3, quality: .noContact),
        ]
        #expect(shown(doubtful) == [60])
    }

    @Test("Of equals the first by name speaks, whoever came first")
    func equals() {
        #expect(shown([sample(1, 90, origin: 3, offset: 1), sample(2, 60, origin: 1, offset: 2)]) == [60])
    }

    @Test("Of one device over two gateways one is shown, the one that heard more")
    func gateways() {
        let heard = [sample(1, 60, origin: 1), sample(1, 60, origin: 2), sample(2, 61, origin: 2)]
        #expect(shown(heard) == [60, 61])
    }

    @Test("Records that a device timed itself come from both gateways, each once")
    func records() {
        let records = [
            sample(1, 120, origin: 1, basis: .device), sample(1, 120, origin: 2, basis: .device), sample(2, 125, origin: 2, basis: .device),
            sample(3, 130, origin: 1, basis: .device),
        ]
        #expect(shown(records) == [120, 125, 130])
    }

    @Test("The same time and value twice from one source is one measurement, another value is another")
    func repeats() {
        #expect(
            shown([sample(1, 60, origin: 1, offset: 1), sample(1, 60, origin: 1, offset: 2), sample(1, 61, origin: 1, offset: 3)]) == [
                60, 61,
            ])
    }
}
