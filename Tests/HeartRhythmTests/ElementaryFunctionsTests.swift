import Foundation
import HeartRhythm
import Testing

@Suite("Sine, cosine and logarithm of our own")
struct ElementaryFunctionsTests {
    @Test("They agree with the C library within two units in the last place")
    func accuracy() {
        for step in -4000...4000 {
            // Thirds of a part are no short fractions.
            let turns = Double(step) / 768 / 3
            let (sine, cosine) = ElementaryFunctions.sineAndCosine(turns: turns)
            // An angle beyond a turn is rounded before C's functions see it: 1e-15 of π.
            #expect(abs(sine - Foundation.sin(2 * .pi * turns)) < 4e-15)
            #expect(abs(cosine - Foundation.cos(2 * .pi * turns)) < 4e-15)
        }
        for step in 1...5000 {
            for number in [Double(step) / 1000, Double(step) * 1e17, Double(step) * 1e-300] {
                let expected = Foundation.log(number)
                #expect(abs(ElementaryFunctions.logarithm(number) - expected) <= 2 * max(expected.ulp, 1e-17))
            }
        }
    }

    @Test("Quarters of a turn are exact", arguments: -9...9)
    func quarters(quarter: Int) {
        let (sine, cosine) = ElementaryFunctions.sineAndCosine(turns: Double(quarter) / 4)
        #expect(sine == [0, 1, 0, -1][(quarter + 12) % 4])
        #expect(cosine == [1, 0, -1, 0][(quarter + 12) % 4])
    }

    @Test("What has no value says so")
    func edges() {
        #expect(ElementaryFunctions.logarithm(1) == 0)
        #expect(ElementaryFunctions.logarithm(0) == -.infinity)
        #expect(ElementaryFunctions.logarithm(-1).isNaN)
        #expect(ElementaryFunctions.logarithm(.nan).isNaN)
        #expect(ElementaryFunctions.logarithm(.infinity) == .infinity)
        #expect(abs(ElementaryFunctions.logarithm(.leastNonzeroMagnitude) + 744.4400719213812) < 1e-12)
        #expect(ElementaryFunctions.sineAndCosine(turns: .infinity).sine.isNaN)
        #expect(ElementaryFunctions.sineAndCosine(turns: 0x1p60).cosine == 1)
    }
}
