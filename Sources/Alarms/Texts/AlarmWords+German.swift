// German.

import Conditions
import Vitals

extension AlarmWords {
    static let german = AlarmWords(
        above: "über", below: "unter", backBelow: "wieder unter", backAbove: "wieder über", from: "zuvor", decimalMark: ",",
        span: " seit %", burden: "Unregelmäßiger Rhythmus%: bitte EKG schreiben lassen", expected: "Glukose % in 30 min erwartet",
        desaturations: "Sauerstoff fiel nachts %", unusual: "% ungewöhnlich", score: "Frühwarnwert %",
        discreet: "Alarm, Priorität %", over: "%: vorbei", rising: "steigend", falling: "fallend", steady: "gleichbleibend",
        title: { condition in
            switch condition {
            case .heartRateHigh: "Herzfrequenz hoch"
            case .heartRateLow: "Herzfrequenz niedrig"
            case .irregularRhythm: "Unregelmäßiger Herzrhythmus"
            case .irregularRhythmBurden: "Herzrhythmus lange unregelmäßig"
            case .pause: "Pause des Herzschlags"
            case .oxygenVeryLow: "Sauerstoff sehr niedrig"
            case .oxygenLow: "Sauerstoff niedrig"
            case .sleepDesaturation: "Sauerstoff fiel nachts oft"
            case .respiratoryRateHigh: "Atmung schnell"
            case .respiratoryRateLow: "Atmung langsam"
            case .temperatureHigh: "Fieber"
            case .temperatureLow: "Temperatur niedrig"
            case .systolicHigh, .diastolicHigh: "Blutdruck hoch"
            case .systolicLow: "Blutdruck niedrig"
            case .pressureDrop: "Blutdruck gefallen"
            case .glucoseVeryLow: "Glukose sehr niedrig"
            case .glucoseLow: "Glukose niedrig"
            case .glucoseLowExpected: "Glukose wird niedrig"
            case .glucoseHigh: "Glukose hoch"
            case .weightGainDay: "Gewicht gestiegen an einem Tag"
            case .weightGainThreeDays: "Gewicht gestiegen in drei Tagen"
            case .earlyWarning: "Frühwarnwert hoch"
            case .illness: "Ruhepuls erhöht wie bei Krankheit"
            case .variabilityLow: "Herzfrequenzvariabilität seit Nächten niedrig"
            case .unusual: "Herzfrequenz ungewöhnlich für diese Stunde"
            case .unusualSeries: "Ungewöhnliche Werte"
            case .noData: "Keine Daten"
            case .noSkinContact: "Kein Hautkontakt"
            case .batteryLow: "Batterie schwach"
            case .implausibleValues: "Unglaubwürdige Werte"
            case .frozenValues: "Werte ändern sich nicht"
            case .poorSignal: "Signal zu schlecht für den Rhythmus"
            case .clockFault: "Uhr des Gateways geht vor"
            case .gatewayOffline: "Gateway nicht erreichbar"
            case .backlogGrowing: "Gateway im Rückstand: Werte kommen spät"
            case .channelFailing: "Ein Kanal der Benachrichtigungen versagt"
            }
        },
        end: { condition in
            switch condition {
            case .heartRateHigh, .heartRateLow: "Herzfrequenz wieder in den Grenzen"
            case .irregularRhythm: "Herzrhythmus wieder regelmäßig"
            case .irregularRhythmBurden: "Seit einem Tag kaum unregelmäßiger Rhythmus"
            case .noData: "Daten kommen wieder"
            case .noSkinContact: "Hautkontakt besteht wieder"
            case .gatewayOffline: "Gateway ist wieder da"
            case .backlogGrowing: "Gateway hat aufgeholt"
            case .glucoseLowExpected: "Glukose nicht mehr auf dem Weg nach unten"
            case .channelFailing: "Der Kanal der Benachrichtigungen geht wieder"
            default: nil
            }
        },
        advice: { condition in
            switch condition {
            case .heartRateHigh, .heartRateLow: "Jetzt nach der Person sehen; bei Unwohlsein Hilfe rufen."
            case .irregularRhythm, .irregularRhythmBurden: "Nach dem Befinden fragen; bald ein EKG schreiben lassen."
            case .pause: "Die Schläge ansehen; nach Schwindel oder Ohnmacht fragen."
            case .oxygenVeryLow: "Jetzt nach der Person sehen; prüfen, ob der Sensor gut sitzt."
            case .oxygenLow, .respiratoryRateHigh, .respiratoryRateLow, .earlyWarning: "Nach der Person sehen; den Sensor prüfen."
            case .glucoseVeryLow: "Jetzt schnellen Zucker geben, wenn Schlucken geht; sonst Hilfe rufen."
            case .glucoseLow, .glucoseLowExpected: "Noch einmal messen; etwas Süßes bereithalten."
            case .glucoseHigh: "Noch einmal messen; nach dem Behandlungsplan handeln."
            case .temperatureHigh, .temperatureLow, .illness: "Nach dem Befinden fragen; noch einmal messen."
            case .systolicHigh, .systolicLow, .diastolicHigh, .pressureDrop:
                "In Ruhe noch einmal messen; nach dem Behandlungsplan handeln."
            case .weightGainDay, .weightGainThreeDays: "Noch einmal wiegen; die behandelnde Praxis anrufen."
            case .sleepDesaturation, .variabilityLow, .unusual, .unusualSeries: "Bei Gelegenheit ansehen."
            case .noData: "Ist das Gerät angelegt, geladen und in der Nähe des Gateways?"
            case .noSkinContact, .poorSignal, .implausibleValues, .frozenValues: "Nachsehen, ob der Sensor gut sitzt."
            case .batteryLow: "Gerät laden oder Batterie wechseln."
            case .clockFault: "Uhr des Gateways prüfen."
            case .gatewayOffline, .backlogGrowing: "Strom und Netz des Gateways prüfen."
            case .channelFailing: "Einstellungen des Kanals und seinen Server prüfen."
            }
        },
        priority: { priority in
            switch priority {
            case .high: "hoch"
            case .medium: "mittel"
            case .low: "niedrig"
            case .info: "Hinweis"
            }
        },
        phrase: { phrase in
            switch phrase {
            case .simulated: "SIMULIERT"
            case .reminder: "Immer noch"
            case .escalated: "Niemand hat geantwortet"
            case .unattended: "UNBEACHTET"
            case .acknowledged: "% kümmert sich"
            case .over: "Vorbei"
            case .trial: "Probe der Alarme von VitalFlow: alles in Ordnung"
            case .acknowledge: "Ich kümmere mich"
            }
        },
        name: { metric in
            switch metric {
            case .heartRate: "Herzfrequenz"
            case .respiratoryRate: "Atemfrequenz"
            case .oxygenSaturation: "Sauerstoffsättigung"
            case .bodyTemperature: "Körpertemperatur"
            case .bloodGlucose: "Glukose"
            case .bodyWeight: "Gewicht"
            case .batteryLevel: "Batterie"
            case .systolicPressure: "Systolischer Blutdruck"
            case .diastolicPressure: "Diastolischer Blutdruck"
            default: metric.name
            }
        })
}
