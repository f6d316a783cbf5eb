// HTTP requests and mails over libcurl: redirects are not followed, certificates are verified, and everything has an end.

import CCurl
import Dispatch
import Settings

/// Carries out exchanges, each on a thread of its own queue while it lasts.
package struct Transfer: Sendable {
    /// libcurl's blocking calls must not take the threads of the others.
    private static let queue = DispatchQueue(label: "vitalflow.transfer", attributes: .concurrent)
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    package init() {}

    /// Sends, and waits for the answer. Also a cancelled task waits, at most as long as the request's `timeout`.
    package func perform(_ request: TransferRequest) async throws(TransferError) -> TransferAnswer {
        let result: Result<TransferAnswer, TransferError> = await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: Self.exchange(request)) }
        }
        return try result.get()
    }

    private static func exchange(_ request: TransferRequest) -> Result<TransferAnswer, TransferError> {
        guard isReady, var handle = TransferHandle() else { return .failure(.failed("libcurl cannot be used")) }
        do {
            return .success(try handle.exchange(request))
        } catch {
            return .failure(error)
        }
    }
}
