import Endpoints

/// An operation with the shapes of its types found out, once for all that is written from them.
struct ProbedOperation {
    let description: OperationDescription
    let template: PathTemplate
    let pathParameters: [ShapeField]
    let queryParameters: [ShapeField]
    let body: Shape?
    let answer: Shape?

    init(_ description: OperationDescription) throws {
        self.description = description
        template = PathTemplate(description.path)
        pathParameters = try description.pathParameters()
        queryParameters = try description.queryParameters()
        body = try description.body()
        answer = try description.answer()
    }
}
