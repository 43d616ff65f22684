/// What goes with the fetched files: the lines that start a viewer, and the style of the page around it. They are files
/// of their own because the page may hold no inline script.
enum OwnAssets {
    static let all: [String: StaticString] = [
        "swagger-ui-start.js": startSwaggerUI,
        "redoc-start.js": startRedoc,
        "documentation.css": style,
    ]

    private static let startSwaggerUI: StaticString = """
        "use strict";
        const place = document.getElementById("documentation");
        window.documentation = SwaggerUIBundle({
          url: place.dataset.schema,
          domNode: place,
          deepLinking: true,
          displayRequestDuration: true,
          docExpansion: "list",
          defaultModelsExpandDepth: 0,
          filter: true,
          tryItOutEnabled: true,
          validatorUrl: null,
        });

        """

    private static let startRedoc: StaticString = """
        "use strict";
        const place = document.getElementById("documentation");
        Redoc.init(place.dataset.schema, { jsonSamplesExpandLevel: 3, nativeScrollbars: true }, place);

        """

    /// The picture that Redoc would load from its makers is refused by the page's policy: no broken one in its place.
    private static let style: StaticString = """
        body { margin: 0; background: #fff; color: #1c2733 }
        .apology, noscript p { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
        code { font-family: ui-monospace, monospace }
        img[src^="https://cdn."] { display: none }

        """
}
