// The commit, and what may be said after it.

import EventLog
import Logging
import MQTT
import Telemetry
import Uplink
import Vitals

extension IngestService {
    /// Stores a drain, again and again until the log takes it, and only then acknowledges.
    func store(_ drain: IngestDrain, in session: inout IngestSession) async {
        var conflicting: [RefusedMessage] = []
        var delay = RetryDelay()
        while !Task.isCancelled {
            do {
                let start = ContinuousClock.now
                let outcomes = try await log.append(drain.events)
                if !drain.events.isEmpty {
                    metrics.commitSeconds.record((ContinuousClock.now - start).inSeconds)
                    projectionSignal.raise()
                }
                for (batch, outcome) in zip(drain.events, outcomes) {
                    took(batch, outcome, in: &session, &conflicting)
                }
                health.log(failure: nil)
                break
            } catch  where Task.isCancelled {
                return
            } catch {
                let pause = delay.failed()
                metrics.commitFailures.increment()
                health.log(failure: StoreErrorText.of(error))
                logger.error(
                    "cannot write the event log, nothing is acknowledged until it works",
                    metadata: [
                        "error": "\(StoreErrorText.of(error))", "events": "\(drain.events.count)", "retry.seconds": "\(pause.inSeconds)",
                    ])
                try? await Task.sleep(for: pause)
            }
        }
        guard !Task.isCancelled else { return }
        send(session.receiver.flush())
        for (gateway, hello) in drain.hellos { send(session.receiver.hello(hello, from: gateway, at: instant)) }
        tellRefusals(in: &session)
        tell(drain.refused)
        await quarantine(drain.refused + conflicting)
        if !drain.events.isEmpty || !drain.refused.isEmpty { await tellStatistics(after: drain, in: &session) }
    }

    /// At most once a second, unless something is refused: counting costs as much as a small commit.
    private func tellStatistics(after drain: IngestDrain, in session: inout IngestSession) async {
        let now = instant
        if drain.refused.isEmpty, let told = session.statisticsTold, now - told < .seconds(1) { return }
        session.statisticsTold = now
        if let statistics = try? await log.statistics() { record(statistics) }
    }

    private func took(
        _ batch: ArrivedEvent, _ outcome: AppendOutcome, in session: inout IngestSession, _ conflicting: inout [RefusedMessage]
    ) {
        guard let gateway = batch.key.source.gateway else { return }
        switch outcome {
        case .stored(let offset):
            metrics.logOffset.set(Double(offset))
            metrics.stored.increment()
            metrics.bytes.increment(by: batch.body.count)
            isDurable(batch, of: gateway, in: &session)
        case .repeated:
            metrics.repeated.increment()
            isDurable(batch, of: gateway, in: &session)
        case .conflicting:
            metrics.conflicting.increment()
            if session.conflicts.isNew(batch.key) {
                metrics.conflicts.increment()
                logger.error(
                    "batch repeats a sequence of the log with other bytes, it is never acknowledged",
                    metadata: [
                        "gateway.id": "\(gateway)", "batch.epoch": "\(String(batch.key.epoch, radix: 16))",
                        "batch.sequence": "\(batch.key.sequence)",
                    ])
            }
            conflicting.append(
                RefusedMessage(
                    gateway: gateway, topic: topics.gateway(gateway, .batch), received: batch.received,
                    reason: "sequence \(batch.key.sequence) of this epoch is in the log with other bytes", body: batch.body))
        }
    }

    private func isDurable(_ batch: ArrivedEvent, of gateway: GatewayID, in session: inout IngestSession) {
        session.receiver.stored(gateway: gateway, epoch: batch.key.epoch, sequence: batch.key.sequence)
        for lost in batch.lost { session.receiver.lost(lost, of: gateway) }
    }

    /// Refused messages are kept, and not acknowledged: the gateway keeps what it has until a person has looked.
    private func quarantine(_ refused: [RefusedMessage]) async {
        guard !refused.isEmpty else { return }
        metrics.malformed.increment(by: refused.count)
        do {
            try await log.quarantine(refused)
        } catch {
            metrics.commitFailures.increment()
            logger.error("cannot write the quarantine", metadata: ["error": "\(StoreErrorText.of(error))", "messages": "\(refused.count)"])
        }
    }

    private func tell(_ refused: [RefusedMessage]) {
        for message in refused {
            logger.warning(
                "message refused and put into quarantine",
                metadata: ["gateway.id": "\(message.gateway)", "reason": "\(message.reason)", "bytes": "\(message.body.count)"])
        }
    }

    private func send(_ actions: [Receiver.Action]) {
        for action in actions {
            let (gateway, kind, payloads): (GatewayID, Topics.GatewayMessage, [[UInt8]]) =
                switch action {
                case .acknowledge(let gateway, let ranges): (gateway, .ack, ranges.encoded())
                case .want(let gateway, let ranges): (gateway, .want, ranges.encoded())
                case .refuse(let gateway, let instance):
                    (gateway, .refused, [Refusal(instance: instance, reason: .idInUse).encoded()])
                }
            do {
                for payload in payloads { try client.publish(payload, to: topics.gateway(gateway, kind)) }
                if kind == .ack { metrics.acknowledgements.increment() }
            } catch {
                // The gateway sends again what nobody acknowledged, and says hello again.
                logger.debug("cannot publish", metadata: ["gateway.id": "\(gateway)", "error": "\(error)"])
            }
        }
    }

    /// Two gateways under one id lose nothing, but somebody has to part them: said once when it begins, and once when it ends.
    private func tellRefusals(in session: inout IngestSession) {
        let refused = session.receiver.refusedGateways(at: instant)
        guard refused != session.refusedGateways else { return }
        for gateway in refused.subtracting(session.refusedGateways) {
            logger.error("two gateways use one id, the later one is refused", metadata: ["gateway.id": "\(gateway)"])
        }
        for gateway in session.refusedGateways.subtracting(refused) {
            logger.info("no gateway of this id is refused any more", metadata: ["gateway.id": "\(gateway)"])
        }
        session.refusedGateways = refused
        metrics.gatewaysRefused.set(Double(refused.count))
    }
}
