// What somebody does about alarms, said over the broker: for buttons on a wall and for home automation.

import Alarms
import Conditions
import EventLog
import GRDB
import Uplink
import Vitals

/// Reads commands below `alarm/{person}/command` and carries them out. The broker does not say who published: the token does.
struct AlarmCommands: Sendable {
    let topics: Topics
    let log: any DurableLog
    let views: ViewsDatabase
    /// What a command has to bring; `nil`: none is obeyed.
    let access: WriteAccess
    let clock: WallClock

    static let bytesMax = 4096

    /// The subscription.
    var subscription: String { "\(topics.root)/alarm/+/command" }

    private struct Command: Decodable {
        let action: String
        let by: String?
        let reason: String?
        let alarm: String?
        let condition: String?
        let seconds: Int64?
        let token: String?
    }

    struct Answer: Encodable, Hashable {
        let ok: Bool
        let message: String
    }

    /// Whom a topic is about; `nil`: it is no command's.
    func person(of topic: String) -> PersonID? {
        let levels = topic.dropFirst(topics.root.count).split(separator: "/")
        guard topic.hasPrefix(topics.root + "/"), levels.count == 3, levels[0] == "alarm", levels[2] == "command" else { return nil }
        return try? PersonID(levels[1])
    }

    func replyTopic(_ person: PersonID) -> String { "\(topics.root)/alarm/\(person)/reply" }

    /// Says what came of it.
    func obey(_ payload: [UInt8], about person: PersonID) async -> Answer {
        guard payload.count <= Self.bytesMax, let command = try? JSON.value(Command.self, from: payload) else {
            return Answer(
                ok: false,
                message:
                    #"A command is {"action":"acknowledge","alarm":"…","by":"eva","reason":"…","token":"…"}; also snooze, silence, resume."#
            )
        }
        guard access.allowsCommand(command.token) else {
            return Answer(
                ok: false, message: "The token has to be what is in VITALFLOW_HTTP_TOKEN_FILE; without that setting no command is obeyed.")
        }
        guard let kind = AlarmAction.Kind(rawValue: command.action == "ack" ? "acknowledge" : command.action) else {
            return Answer(ok: false, message: "action is acknowledge, snooze, silence or resume.")
        }
        let condition = command.condition.flatMap { ConditionKind(rawValue: $0) }
        if command.condition != nil, condition == nil { return Answer(ok: false, message: "condition is none of the catalogue.") }
        let action = AlarmAction(
            kind, of: person, alarm: command.alarm, condition: condition, by: command.by ?? "", because: command.reason ?? "",
            for: command.seconds.map { .seconds($0) })
        if let fault = action.fault { return Answer(ok: false, message: "\(fault.rawValue) is missing or too long.") }
        do {
            if let alarm = command.alarm, try await views.pool.read({ db in try AlarmStore(db).history(of: alarm) }).isEmpty {
                return Answer(ok: false, message: "There is no alarm of this id.")
            }
            _ = try await log.append([.own(.alarmAction, JSON.bytes(action), at: clock.now())])
            return Answer(ok: true, message: "Noted.")
        } catch {
            return Answer(ok: false, message: "It was not stored. Try again.")
        }
    }
}
