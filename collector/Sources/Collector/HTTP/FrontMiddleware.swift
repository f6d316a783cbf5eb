// What holds for every answer, of the API and of the web page alike.

import Hummingbird

/// Refuses foreign host names, sets the headers that confine the page, counts, and words what nobody else worded.
struct FrontMiddleware: RouterMiddleware {
    typealias Context = BasicRequestContext
    let names: HostNames
    let metrics: APIMetrics

    func handle(
        _ request: Request, context: BasicRequestContext, next: @concurrent (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        if names.contain(request.head.authority) {
            do {
                response = try await next(request, context)
            } catch let error as any HTTPResponseError {
                response = Self.error(error.status).response
            }
        } else {
            response =
                APIError(
                    status: .misdirectedRequest, code: "wrong_host",
                    message: "This collector does not go by that name. Use localhost, or add the name to VITALFLOW_HTTP_NAMES."
                ).response
        }
        // The page brings all it needs; nothing else may run in it, frame it or learn where it is.
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = Self.referrerPolicy { response.headers[name] = "no-referrer" }
        if let name = Self.resourcePolicy { response.headers[name] = "same-origin" }
        metrics.responded(response.status.code)
        return response
    }

    private static let referrerPolicy = HTTPFields.Element.Name("Referrer-Policy")
    private static let resourcePolicy = HTTPFields.Element.Name("Cross-Origin-Resource-Policy")

    private static func error(_ status: HTTPResponse.Status) -> APIError {
        switch status {
        case .notFound: .notFound("There is nothing at this path. collector/README.md lists all routes.")
        case .methodNotAllowed: APIError(status: status, code: "method_not_allowed", message: "This path can only be read: use GET.")
        default: APIError(status: status, code: "refused", message: "The request cannot be answered: \(status.reasonPhrase).")
        }
    }
}
