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
        var refused = drain.refused
        var delay = RetryDelay()
        while !Task.isCancelled {
            do {
                let start = ContinuousClock.now
                let outcomes = try await log.append(drain.batches)
                if !drain.batches.isEmpty {
                    metrics.commitSeconds.record((ContinuousClock.now - start).inSeconds)
                    projectionSignal.raise()
                }
                for (batch, outcome) in zip(drain.batches, outcomes) {
                    took(batch, outcome, in: &session, &refused)
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
                        "error": "\(StoreErrorText.of(error))", "batches": "\(drain.batches.count)", "retry.seconds": "\(pause.inSeconds)",
                    ])
                try? await Task.sleep(for: pause)
            }
        }
        guard !Task.isCancelled else { return }
        send(session.receiver.flush())
        for (gateway, hello) in drain.hellos { send(session.receiver.hello(hello, from: gateway)) }
        await quarantine(refused)
        if !drain.batches.isEmpty || !refused.isEmpty, let statistics = try? await log.statistics() { record(statistics) }
    }

    private func took(
        _ batch: ArrivedBatch, _ outcome: AppendOutcome, in session: inout IngestSession, _ refused: inout [RefusedMessage]
    ) {
        switch outcome {
        case .stored:
            metrics.stored.increment()
            metrics.bytes.increment(by: batch.body.count)
            session.receiver.stored(gateway: batch.key.gateway, epoch: batch.key.epoch, sequence: batch.key.sequence)
        case .repeated:
            metrics.repeated.increment()
            session.receiver.stored(gateway: batch.key.gateway, epoch: batch.key.epoch, sequence: batch.key.sequence)
        case .conflicting:
            metrics.conflicting.increment()
            refused.append(
                RefusedMessage(
                    gateway: batch.key.gateway, topic: topics.gateway(batch.key.gateway, .batch), received: batch.received,
                    reason: "sequence \(batch.key.sequence) of this epoch is in the log with other bytes", body: batch.body))
        }
    }

    /// Refused messages are kept, and not acknowledged: the gateway keeps what it has until a person has looked.
    private func quarantine(_ refused: [RefusedMessage]) async {
        guard !refused.isEmpty else { return }
        for message in refused {
            metrics.malformed.increment()
            logger.warning(
                "message refused and put into quarantine",
                metadata: ["gateway.id": "\(message.gateway)", "reason": "\(message.reason)", "bytes": "\(message.body.count)"])
        }
        do {
            try await log.quarantine(refused)
        } catch {
            metrics.commitFailures.increment()
            logger.error("cannot write the quarantine", metadata: ["error": "\(StoreErrorText.of(error))", "messages": "\(refused.count)"])
        }
    }

    private func send(_ actions: [Receiver.Action]) {
        for action in actions {
            let (gateway, kind, ranges): (GatewayID, Topics.GatewayMessage, EpochRanges) =
                switch action {
                case .acknowledge(let gateway, let ranges): (gateway, .ack, ranges)
                case .want(let gateway, let ranges): (gateway, .want, ranges)
                }
            do {
                for payload in ranges.encoded() { try client.publish(payload, to: topics.gateway(gateway, kind)) }
                if kind == .ack { metrics.acknowledgements.increment() }
            } catch {
                // The gateway sends again what nobody acknowledged.
                logger.debug("cannot publish", metadata: ["gateway.id": "\(gateway)", "error": "\(error)"])
            }
        }
    }
}
