import CWebAssets
import HTTP

/// A script, style or picture of the documentation pages: one of the fetched files, or a few lines of our own.
struct PageAsset: Sendable {
    let bytes: StaticBytes
    let mediaType: String
    let tag: ETag

    /// The asset with this name; nil if there is none, or if it was not fetched before the build.
    static func named(_ name: String) -> PageAsset? { all[name] }

    /// Made, and tagged, when the first page is asked for.
    private static let all: [String: PageAsset] = {
        var assets: [String: PageAsset] = [:]
        for name in fetchedNames {
            guard let found = web_asset_named(name) else { continue }
            assets[name] = PageAsset(
                name: name,
                bytes: StaticBytes(UnsafeRawBufferPointer(start: found.pointee.bytes, count: Int(found.pointee.size))))
        }
        for (name, text) in OwnAssets.all { assets[name] = PageAsset(name: name, bytes: StaticBytes(text)) }
        return assets
    }()

    private static let fetchedNames = [
        "swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-favicon.png", "swagger-ui-LICENSE.txt",
        "redoc.standalone.js", "redoc-LICENSE.txt",
    ]

    private init(name: String, bytes: StaticBytes) {
        self.bytes = bytes
        tag = ETag(of: bytes.buffer)
        mediaType =
            switch name.split(separator: ".").last {
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            case "png": "image/png"
            default: "text/plain; charset=utf-8"
            }
    }

    var response: HTTPResponse {
        HTTPResponse(
            .ok, fields: [.contentType: mediaType, .cacheControl: "public, max-age=3600", .etag: tag.fieldValue],
            body: .static(bytes))
    }
}
