// A frame of an electrocardiogram is some seventy observations.

import GATT
import Vitals

extension Frame {
    /// The samples of a frame at their places on the sensor's own time line, numbered from 0 on.
    func electrocardiogram(_ frame: PolarDataFrame, _ context: FrameContext, _ state: inout DeviceState) -> [Observation] {
        let last = frame.nanosecondsSince2000
        guard let samples = frame.samples,
            let times = PolarSampleTimes(
                count: samples.count, last: last, after: state.stream?.last,
                samplesPerSecond: UInt32(PolarSamples.electrocardiogramsPerSecond))
        else { return [] }
        var delay = Duration.zero
        // 0 is no time.
        if last > 0 {
            var clock = state.stream ?? StreamClock(last: last, arriving: arrival)
            delay = clock.delay(of: last, arriving: arrival)
            state.stream = clock
        }
        return samples.quantities(ofChannel: 0).enumerated().map { index, value in
            observation(
                .electrocardiogram, value, Int32(index), context,
                at: arrival(at: context.time - (delay + times.beforeLast(index)), context))
        }
    }
}
