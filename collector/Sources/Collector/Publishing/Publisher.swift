// What is to be told, what is on its way, and what the broker has.

import GRDB
import Logging
import MQTT
import Telemetry
import Uplink
import Vitals

/// The state of publishing, shared by the task that hears the broker and the task that follows the views.
actor Publisher {
    let client: Client
    let topics: Topics
    let views: ViewsDatabase
    /// Has the latest values.
    let hub: LiveHub
    let publishesLatest: Bool
    let metrics: PublishingMetrics
    let clock: WallClock
    /// `nil`: Home Assistant is told nothing.
    let homeAssistant: HomeAssistant?
    private var isConnected = false
    /// What Home Assistant knows of, and whom it has to be told of.
    private var announced: [PersonID: Set<Metric>] = [:]
    private var unannounced: Set<PersonID> = []
    /// Alarms that the broker has not acknowledged, by the identifier of their publication; at most `inFlightMax`.
    private var inFlight: [Int32: UndeliveredAlarm] = [:]
    private var lastSent: Int64 = 0
    private var delivered: [UndeliveredAlarm] = []
    private var needsAllActive = true
    /// Whose revisions are numbered as `lastSent` and `inFlight` have them.
    private var file = ""

    /// Alarms on their way to the broker; further ones wait in the database.
    static let inFlightMax = 100
    /// People whom Home Assistant is told of; a household or a ward.
    static let announcedMax = 1000
    private static let announcedAtOnce = 50
    /// Alarms in one retained list.
    static let activeMax = 100

    init(
        client: Client, topics: Topics, views: ViewsDatabase, hub: LiveHub, homeAssistant: HomeAssistant? = nil,
        publishesLatest: Bool, metrics: PublishingMetrics, clock: WallClock
    ) {
        self.client = client
        self.topics = topics
        self.views = views
        self.hub = hub
        self.homeAssistant = homeAssistant
        self.publishesLatest = publishesLatest
        self.metrics = metrics
        self.clock = clock
    }

    func connected() {
        isConnected = true
        forgetInFlight()
        needsAllActive = true
    }

    func disconnected() {
        isConnected = false
        forgetInFlight()
    }

    /// What has no acknowledgement is sent again on the next connection.
    private func forgetInFlight() {
        inFlight = [:]
        lastSent = 0
    }

    func published(_ id: Int32) {
        guard let alarm = inFlight.removeValue(forKey: id), views.file == file else { return }
        delivered.append(alarm)
        metrics.alarmsDelivered.increment()
        metrics.latency.record(max(0, (clock.now() - alarm.changed).inSeconds))
    }

    /// Writes down what the broker has taken over.
    func settle() async throws {
        guard !delivered.isEmpty, views.file == file else { return }
        let ids = delivered.map(\.id)
        let now = clock.now()
        delivered = []
        do {
            try await views.pool.write { db in try AlarmStore(db).markDelivered(ids, at: now) }
        } catch {
            // They are sent again: twice is harmless, never is not.
            lastSent = 0
            throw error
        }
    }

    /// Publishes alarms that wait, and latest values. Returns when to come again at the latest.
    func pump() async throws -> Duration {
        try await countActive()
        guard isConnected else { return ProjectionService.interval }
        if views.file != file {
            // Other views number their revisions anew; what is on its way may come twice.
            file = views.file
            forgetInFlight()
            delivered = []
            needsAllActive = true
        }
        try await sendAlarms()
        if publishesLatest { try sendLatest() }
        try announce()
        return min(hub.latestPause(at: .now) ?? ProjectionService.interval, ProjectionService.interval)
    }

    private func countActive() async throws {
        let (active, waiting) = try await views.pool.read { db in
            let store = AlarmStore(db)
            return (try store.activeCounts(), try store.undelivered(after: 0, limit: Self.inFlightMax).count)
        }
        metrics.record(activeAlarms: active)
        metrics.outbox.set(Double(waiting))
    }

    private func sendAlarms() async throws {
        let room = Self.inFlightMax - inFlight.count
        guard room > 0 else { return }
        let (from, everybody) = (lastSent, needsAllActive)
        let (alarms, lists) = try await views.pool.read { db in
            let store = AlarmStore(db)
            let alarms = try store.undelivered(after: from, limit: room)
            let people = everybody ? try store.people(limit: ProjectionLimit.peopleMax) : Array(Set(alarms.map(\.person)))
            return (alarms, try people.map { ($0, try store.active(of: $0, limit: Self.activeMax)) })
        }
        // The connection may have changed while the database answered; then the next round begins anew.
        guard isConnected, from == lastSent else { return }
        // Until all of this has been handed over, every list counts as not sent.
        needsAllActive = true
        for alarm in alarms {
            let id = try client.publish(Array(alarm.body.utf8), to: topics.alarm(alarm.person, priority: alarm.priority))
            inFlight[id] = alarm
            lastSent = alarm.id
        }
        for (person, active) in lists {
            let list = "[" + active.joined(separator: ",") + "]"
            try client.publish(Array(list.utf8), to: topics.activeAlarms(person), retain: true)
        }
        needsAllActive = false
    }

    /// Home Assistant has started and has forgotten everything.
    func homeAssistantStarted() { unannounced = Set(announced.keys) }

    /// Tells Home Assistant of people with values that it does not know of.
    private func announce() throws {
        guard let homeAssistant else { return }
        for person in unannounced.prefix(Self.announcedAtOnce) {
            try client.publish(
                homeAssistant.discovery(of: person, announced[person] ?? []), to: homeAssistant.topic(person), retain: true)
            unannounced.remove(person)
        }
    }

    private func note(_ person: PersonID, _ metric: Metric) {
        guard homeAssistant != nil, announced[person] != nil || announced.count < Self.announcedMax else { return }
        if announced[person, default: []].insert(metric).inserted { unannounced.insert(person) }
    }

    private func sendLatest() throws {
        let due = hub.takeLatest(at: .now)
        for (index, value) in due.enumerated() {
            do {
                try client.publish(value.payload, to: value.topic(topics), retain: true)
            } catch {
                hub.putBack(due[index...])
                throw error
            }
            if let (person, metric) = value.series { note(person, metric) }
            metrics.latest.increment()
        }
    }
}
