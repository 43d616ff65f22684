import Endpoints
import HTTP
import JSON

/// Which calls can follow the one that created something: those whose path can be filled in from its answer.
///
/// Nobody declares this. The answer to a creation begins with the identifier of what was created, and an identifier
/// says by its type what it identifies: so does each parameter of a path.
struct ResourceLinks {
    private let items: [PathItem]

    init(to items: [PathItem]) {
        self.items = items
    }

    /// The links of an answer, by the name of the operation that each leads to.
    /// - Parameter parameterNames: what the parameters of the creating call are called in the document.
    func links(behind operation: ProbedOperation, parameterNames: [String]) -> JSONObject {
        guard operation.description.status == .created,
            let identity = operation.answer?.fields.first(where: { $0.shape.entity != nil })
        else { return [:] }
        var links = JSONObject()
        for item in items {
            for (method, targets) in item.methods {
                guard
                    let values = targets.lazy.compactMap({ target in
                        values(for: target, named: item.parameterNames, identity, operation, parameterNames)
                    }).first
                else { continue }
                let name = item.operationID(of: method)
                links[name] = ["operationId": .string(name), "parameters": .object(values)]
            }
        }
        return links
    }

    /// Where each parameter of the path comes from; nil if one comes from nowhere, or none from the answer.
    private func values(
        for target: ProbedOperation, named names: [String], _ identity: ShapeField, _ operation: ProbedOperation,
        _ parameterNames: [String]
    ) -> JSONObject? {
        var values = JSONObject()
        var isAbout = false
        for (parameter, name) in zip(target.parameters, names) {
            if parameter.shape.entity == identity.shape.entity {
                values[name] = .string("$response.body#/\(identity.name)")
                isAbout = true
            } else if let index = operation.parameters.firstIndex(where: {
                $0.shape.entity != nil && $0.shape.entity == parameter.shape.entity
            }) {
                values[name] = .string("$request.path.\(parameterNames[index])")
            } else {
                return nil
            }
        }
        return isAbout ? values : nil
    }
}

extension ProbedOperation {
    /// The parameters of the path in the order in which they stand there.
    fileprivate var parameters: [ShapeField] {
        template.parameterNames.map { name in
            pathParameters.first { $0.name == name } ?? ShapeField(name, Shape(.string))
        }
    }
}
