// Inside the file middleware, so that an unknown person is an error and not a file that is missing.

import Hummingbird
import Logging

/// Makes an answer of every error of the API's routes.
struct ErrorMiddleware: RouterMiddleware {
    typealias Context = BasicRequestContext
    let logger: Logger

    func handle(
        _ request: Request, context: BasicRequestContext, next: @concurrent (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as APIError {
            return error.response
        } catch let error as any HTTPResponseError {
            throw error
        } catch {
            logger.error("request failed", metadata: ["error": "\(StoreErrorText.of(error))"])
            return APIError(
                status: .internalServerError, code: "internal",
                message: "The collector could not answer. Try again; if it stays so, its log says why."
            ).response
        }
    }
}
