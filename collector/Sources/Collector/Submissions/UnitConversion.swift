// Apps measure in what their country measures in; the catalogue has one unit for each metric.

import Vitals

enum UnitConversion {
    private struct Linear {
        let factor: Double
        var offset = 0.0
    }

    /// The value in the metric's own unit; `nil` when nobody knows how. Units are UCUM, and what Apple Health writes for them.
    ///
    /// Sources: UCUM 2.2; NIST SP 811, appendix B (pound, inch, stone, calorie, degree Fahrenheit); glucose by its molar mass of
    /// 180.156 g/mol.
    static func convert(_ value: Double, from unit: String, to metric: Metric) -> Double? {
        if unit == metric.unit || names[unit] == metric.unit { return value }
        if metric.unit == "mg/dL", unit.hasPrefix("mmol"), metric.key.contains("glucose") { return value * 18.0156 }
        guard let linear = conversions[names[unit] ?? unit]?[metric.unit] else { return nil }
        return value * linear.factor + linear.offset
    }

    /// Other names for units of the catalogue.
    private static let names = [
        "count/min": "/min", "bpm": "/min", "degC": "Cel", "°C": "Cel", "degF": "[degF]", "°F": "[degF]", "mmHg": "mm[Hg]", "lb": "[lb_av]",
        "st": "[stone_av]", "in": "[in_i]", "ft": "[ft_i]", "count": "1", "mL/min·kg": "mL/kg/min", "mL/(kg.min)": "mL/kg/min",
        "kcal": "kcal",
        "Cal": "kcal", "IU": "[iU]",
    ]

    private static let conversions: [String: [String: Linear]] = [
        "[degF]": ["Cel": Linear(factor: 5 / 9, offset: -160 / 9)],
        "K": ["Cel": Linear(factor: 1, offset: -273.15)],
        "[lb_av]": ["kg": Linear(factor: 0.453_592_37)],
        "[stone_av]": ["kg": Linear(factor: 6.350_293_18)],
        "g": ["kg": Linear(factor: 0.001)],
        "cm": ["m": Linear(factor: 0.01)],
        "[in_i]": ["m": Linear(factor: 0.0254)],
        "[ft_i]": ["m": Linear(factor: 0.3048)],
        "kPa": ["mm[Hg]": Linear(factor: 7.500_616_827)],
        "kcal": ["kJ": Linear(factor: 4.184)],
        "s": ["ms": Linear(factor: 1000), "min": Linear(factor: 1.0 / 60)],
        "min": ["s": Linear(factor: 60)],
        "h": ["s": Linear(factor: 3600)],
        "1": ["%": Linear(factor: 100)],
        "/s": ["/min": Linear(factor: 60)],
    ]
}
