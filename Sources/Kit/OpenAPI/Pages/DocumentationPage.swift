import HTTP

/// A page that shows the document. It holds no script of its own: the policy of the page allows none, so what starts
/// the viewer is an asset like the viewer itself.
struct DocumentationPage: Sendable {
    let title: String
    let paths: DocumentationPaths
    let viewer: DocumentationViewer

    var html: String {
        guard viewer.isComplete else { return page(body: apology) }
        let styles = viewer.styles.map { #"<link rel="stylesheet" href="\#(paths.assets)\#($0)">"# }
        let scripts = viewer.scripts.map { #"<script src="\#(paths.assets)\#($0)" defer></script>"# }
        return page(
            head: styles + scripts,
            body: """
                <div id="documentation" data-schema="\(paths.schema)"></div>
                <noscript><p>This page needs JavaScript. The <a href="\(paths.schema)">document itself</a> does not.</p></noscript>
                """)
    }

    private var apology: String {
        """
        <main class="apology">
        <h1>\(HTMLText.escape(title))</h1>
        <p>The <a href="\(paths.schema)">OpenAPI document</a> is here, but this build has no viewer for it:
        its files were not there when it was made.</p>
        <p>Fetch them with <code>scripts/fetch-web-assets</code>, which takes them from the Python package index
        and checks them, then build again.</p>
        </main>
        """
    }

    private func page(head: [String] = [], body: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(HTMLText.escape(title))</title>
        <link rel="icon" href="\(paths.assets)swagger-ui-favicon.png">
        <link rel="stylesheet" href="\(paths.assets)documentation.css">
        \(head.joined(separator: "\n"))
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }
}
