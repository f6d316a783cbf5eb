// Pairing from afar: whoever sent the command is asked what stands on the device's display.

import BlueZ
import Synchronization
import Uplink
import Vitals

/// Asks by replies; answers are commands.
final class RemotePrompt: PairingPrompt {
    private let onReply: @Sendable (CommandReply) -> Void
    private let waiting = Mutex<CheckedContinuation<UInt32?, Never>?>(nil)

    /// BlueZ gives up pairing after a minute without an answer.
    private static let patience = Duration.seconds(60)

    init(onReply: @escaping @Sendable (CommandReply) -> Void) {
        self.onReply = onReply
    }

    func passkey() async -> UInt32? {
        await ask(CommandReply(.running, "which passkey does the device show?", question: .passkey))
    }

    func confirm(passkey: UInt32) async -> Bool {
        await ask(
            CommandReply(.running, "does the device show \(passkey.padded(6))?", question: .confirmation, passkey: passkey)) == passkey
    }

    func show(passkey: UInt32) async {
        onReply(CommandReply(.running, "type \(passkey.padded(6)) on the device", passkey: passkey))
    }

    /// False when nothing was asked.
    @discardableResult
    func answer(_ passkey: UInt32?) -> Bool {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(returning: passkey)
        return continuation != nil
    }

    private func ask(_ question: CommandReply) async -> UInt32? {
        await withTaskGroup(of: UInt32?.self) { group in
            group.addTask { await self.answer(to: question) }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func answer(to question: CommandReply) async -> UInt32? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting.withLock { $0 = continuation }
                onReply(question)
                if Task.isCancelled { answer(nil) }
            }
        } onCancel: {
            answer(nil)
        }
    }
}
