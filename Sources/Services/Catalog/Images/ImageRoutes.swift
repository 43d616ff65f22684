import Contracts
import Endpoints
import HTTP
import SQL
import ServiceKit

struct ImageRoutes: RouteCollection {
    let images: ImageStore
    let database: any Database
    let keys: IdempotencyStore

    var routes: Routes {
        Route(CatalogAPI.addImage, idempotent: keys, in: database, add)
        Route(CatalogAPI.image, read)
        Route(CatalogAPI.deleteImage, delete)
    }

    func add(
        _ request: Request<SellerOrStaff, ByProduct, Nothing, ImageUpload>, in transaction: any Transaction
    ) async throws -> ProductImageView {
        let upload = request.body
        guard upload.bytes.count <= ImageUpload.sizeLimit else {
            throw Problem.tooLarge(limit: ImageUpload.sizeLimit)
        }
        guard ImageSignature.matches(upload.bytes, mediaType: upload.mediaType) else {
            throw Problem(.unsupportedMediaType, "The content is no picture of the type \(upload.mediaType).")
        }
        return try await images.add(upload, to: request.path.id, by: request.caller, in: transaction)
    }

    func read(_ request: Request<Anyone, ByProductImage, Nothing, Nothing>) async throws -> HTTPResponse {
        let path = request.path
        guard let image = try await images.find(path.number, of: path.id, in: database) else {
            throw Problem.notFound
        }
        var fields: HTTPFields = [
            .contentType: image.mediaType, .etag: image.tag.fieldValue, .cacheControl: "public, max-age=86400",
            .xContentTypeOptions: "nosniff",
        ]
        if image.mediaType == "image/svg+xml" {
            // A drawing may hold scripts: none of them runs, also where it is opened by itself.
            fields[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'"
        }
        if request.preconditions.isNotModified(image.tag) {
            fields[.contentType] = nil
            fields[.contentLength] = "\(image.length)"
            return HTTPResponse(.notModified, fields: fields)
        }
        guard let bytes = try await images.bytes(path.number, of: path.id, in: database) else {
            throw Problem.notFound
        }
        return HTTPResponse(.ok, fields: fields, body: .bytes(bytes))
    }

    func delete(_ request: Request<SellerOrStaff, ByProductImage, Nothing, Nothing>) async throws {
        try await database.transaction { transaction in
            try await images.delete(
                request.path.number, of: request.path.id, by: request.caller, in: transaction)
        }
    }
}
