"""A heart that beats by a formula: its beats and its ECG at any moment."""
import bisect
import math

# Waves of one beat: seconds after its R peak, microvolts, width in seconds
WAVES = ((-0.17, 120, 0.025), (-0.03, -120, 0.010), (0.0, 1100, 0.012), (0.03, -250, 0.012), (0.25, 300, 0.050))
REACH_SECONDS = 0.5  # of a beat's waves
WANDER_MICROVOLTS, WANDER_HZ = 40, 0.3


class Heart:
    def __init__(self):
        self.times = [0.0]  # of beats, seconds from the start

    def beat_until(self, seconds):
        while self.times[-1] <= seconds:
            n = len(self.times)
            milliseconds = round(800 + 60 * math.sin(0.7 * n) + 20 * math.sin(2.3 * n))
            self.times.append(round(self.times[-1] + milliseconds / 1000, 3))

    def intervals(self, after, until):
        """Milliseconds between beats, of those intervals that ended in this time."""
        self.beat_until(until)
        first, last = bisect.bisect_right(self.times, after), bisect.bisect_right(self.times, until)
        return [round((self.times[i] - self.times[i - 1]) * 1000) for i in range(max(first, 1), last)]

    def microvolts(self, seconds):
        self.beat_until(seconds + REACH_SECONDS)
        first = bisect.bisect_left(self.times, seconds - REACH_SECONDS)
        value = WANDER_MICROVOLTS * math.sin(2 * math.pi * WANDER_HZ * seconds)
        for time in self.times[first:]:
            if time > seconds + REACH_SECONDS:
                break
            for offset, height, width in WAVES:
                value += height * math.exp(-((seconds - time - offset) / width) ** 2 / 2)
        return round(value)
