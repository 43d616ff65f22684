// swift-tools-version: 6.2
import PackageDescription

// Souk has no outside package: it stands on the toolchain's own modules and on C libraries
// that every distribution ships. A floor may depend on floors below it only.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

func kit(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Kit/\(name)", swiftSettings: strict)
}

func service(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: name,
        dependencies: dependencies + [
            "Contracts", "ServiceKit", "Caching", "Endpoints", "EventLoops", "HTTP", "JSON", "Messaging",
            "Observability", "Security", "SQL", "Values",
        ],
        path: "Sources/Services/\(name)",
        swiftSettings: strict)
}

func tests(_ name: String, in folder: String, of dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], path: "Tests/\(folder)",
        swiftSettings: strict)
}

let cLibraries: [Target] = [
    .systemLibrary(name: "CUV", path: "Sources/CLibraries/CUV", pkgConfig: "libuv"),
    .systemLibrary(name: "CMicroHTTPD", path: "Sources/CLibraries/CMicroHTTPD", pkgConfig: "libmicrohttpd"),
    .systemLibrary(name: "CCurl", path: "Sources/CLibraries/CCurl", pkgConfig: "libcurl"),
    .systemLibrary(name: "CSQLite", path: "Sources/CLibraries/CSQLite", pkgConfig: "sqlite3"),
    .systemLibrary(name: "CPostgreSQL", path: "Sources/CLibraries/CPostgreSQL", pkgConfig: "libpq"),
    .systemLibrary(name: "CSodium", path: "Sources/CLibraries/CSodium", pkgConfig: "libsodium"),
    // Its pkg-config file has a flag that SwiftPM refuses with a warning; the module map links it.
    .systemLibrary(name: "CHiredis", path: "Sources/CLibraries/CHiredis"),
    .systemLibrary(name: "CRabbitMQ", path: "Sources/CLibraries/CRabbitMQ", pkgConfig: "librabbitmq"),
    .systemLibrary(name: "COpenSSL", path: "Sources/CLibraries/COpenSSL", pkgConfig: "libcrypto"),
    .target(name: "CWebAssets", path: "Sources/CLibraries/CWebAssets", exclude: ["files"]),
]

let kitLibraries: [Target] = [
    kit("Values"),
    kit("JSON", uses: ["Values"]),
    kit("CSV"),
    kit("EventLoops", uses: ["CUV"]),
    kit("Observability", uses: ["EventLoops", "JSON", "Values"]),
    kit("HTTP", uses: ["EventLoops", "JSON", "Observability", "Values"]),
    kit("HTTPServer", uses: ["CMicroHTTPD", "EventLoops", "HTTP", "Observability", "Values"]),
    kit("HTTPClient", uses: ["CCurl", "EventLoops", "HTTP", "Observability", "Values"]),
    kit("Mail", uses: ["HTTPClient", "Values"]),
    kit("Endpoints", uses: ["EventLoops", "HTTP", "JSON", "Values"]),
    kit("OpenAPI", uses: ["CWebAssets", "Endpoints", "EventLoops", "HTTP", "JSON"]),
    kit("SQL", uses: ["EventLoops", "Observability", "Values"]),
    kit("SQLite", uses: ["CSQLite", "EventLoops", "Observability", "SQL", "Values"]),
    kit("PostgreSQL", uses: ["CPostgreSQL", "EventLoops", "Observability", "SQL", "Values"]),
    kit("Messaging", uses: ["EventLoops", "JSON", "Observability", "SQL", "Values"]),
    kit("RabbitMQ", uses: ["CRabbitMQ", "EventLoops", "JSON", "Messaging", "Observability", "Values"]),
    kit("Caching", uses: ["EventLoops", "Observability", "Values"]),
    kit("Redis", uses: ["Caching", "CHiredis", "EventLoops", "HTTP", "Observability", "Values"]),
    kit("Discovery", uses: ["EventLoops", "HTTP", "HTTPClient", "JSON", "Observability", "Values"]),
    kit("Security", uses: ["COpenSSL", "CSodium", "EventLoops", "JSON", "Values"]),
    kit(
        "ServiceKit",
        uses: [
            "Discovery", "Endpoints", "EventLoops", "HTTP", "HTTPClient", "JSON", "Messaging", "Observability",
            "OpenAPI", "Security", "SQL", "Values",
        ]),
]

let shop: [Target] = [
    .target(
        name: "Contracts", dependencies: ["Endpoints", "HTTP", "JSON", "Messaging", "SQL", "Values"],
        path: "Sources/Contracts", swiftSettings: strict),
    service("Accounts"),
    service("Catalog", uses: ["CSV"]),
    service("Carts"),
    service("Reviews"),
    service("Orders"),
    service("Notifications"),
    .target(name: "DemoShop", dependencies: ["Values"], path: "Sources/DemoShop", swiftSettings: strict),
    .executableTarget(
        name: "souk",
        dependencies: [
            "Accounts", "Catalog", "Carts", "Reviews", "Orders", "Notifications", "DemoShop", "Contracts",
            "Caching", "Discovery", "Endpoints", "EventLoops", "HTTP", "HTTPClient", "HTTPServer", "JSON", "Mail",
            "Messaging", "Observability", "OpenAPI", "PostgreSQL", "RabbitMQ", "Redis", "Security", "ServiceKit", "SQL",
            "SQLite", "Values",
        ],
        path: "Sources/souk", swiftSettings: strict),
    .executableTarget(
        name: "souk-load",
        dependencies: [
            "Contracts", "Endpoints", "EventLoops", "HTTP", "HTTPClient", "JSON", "ServiceKit", "Values",
        ],
        path: "bench/load", swiftSettings: strict),
]

let testTargets: [Target] = [
    .target(
        name: "TestSupport",
        dependencies: [
            "Caching", "EventLoops", "HTTP", "JSON", "Observability", "PostgreSQL", "Redis", "SQL", "SQLite", "Values",
        ],
        path: "Tests/Support", swiftSettings: strict),
    .target(
        name: "ServiceTestSupport",
        dependencies: [
            "Endpoints", "EventLoops", "HTTP", "JSON", "Messaging", "Observability", "ServiceKit", "SQL", "Values",
        ],
        path: "Tests/ServiceSupport", swiftSettings: strict),
    tests("Values", in: "Kit/ValuesTests", of: ["Values"]),
    tests("JSON", in: "Kit/JSONTests", of: ["JSON", "Values"]),
    tests("CSV", in: "Kit/CSVTests", of: ["CSV", "Values"]),
    tests("EventLoops", in: "Kit/EventLoopsTests", of: ["EventLoops"]),
    tests("Observability", in: "Kit/ObservabilityTests", of: ["Observability", "EventLoops", "JSON", "Values"]),
    tests("HTTP", in: "Kit/HTTPTests", of: ["EventLoops", "HTTP", "JSON", "Observability", "Values"]),
    tests(
        "HTTPServer", in: "Kit/HTTPServerTests",
        of: ["HTTPServer", "HTTPClient", "HTTP", "EventLoops", "Observability", "Values"]),
    tests("Mail", in: "Kit/MailTests", of: ["Mail", "HTTP", "HTTPClient", "EventLoops", "JSON", "Values"]),
    tests("Endpoints", in: "Kit/EndpointsTests", of: ["Endpoints", "HTTP", "JSON", "OpenAPI", "Values"]),
    tests("SQL", in: "Kit/SQLTests", of: ["SQL", "SQLite", "EventLoops", "Values"]),
    tests(
        "PostgreSQL", in: "Kit/PostgreSQLTests", of: ["PostgreSQL", "SQL", "EventLoops", "Observability", "Values"]),
    tests("Messaging", in: "Kit/MessagingTests", of: ["Messaging", "SQL", "SQLite", "EventLoops", "JSON", "Values"]),
    tests(
        "RabbitMQ", in: "Kit/RabbitMQTests",
        of: ["RabbitMQ", "Messaging", "SQL", "SQLite", "EventLoops", "JSON", "Observability", "Values"]),
    tests("Caching", in: "Kit/CachingTests", of: ["Caching", "EventLoops", "Values"]),
    tests("Redis", in: "Kit/RedisTests", of: ["Redis", "Caching", "EventLoops", "Observability", "Values"]),
    tests(
        "Security", in: "Kit/SecurityTests", of: ["Security", "COpenSSL", "CSodium", "EventLoops", "JSON", "Values"]),
    tests(
        "Discovery", in: "Kit/DiscoveryTests",
        of: ["Discovery", "EventLoops", "HTTP", "HTTPClient", "HTTPServer", "Observability", "Values"]),
    tests(
        "ServiceKit", in: "Kit/ServiceKitTests",
        of: [
            "ServiceKit", "ServiceTestSupport", "Discovery", "Endpoints", "EventLoops", "HTTP", "HTTPClient",
            "HTTPServer", "JSON", "Messaging", "Observability", "Security", "SQL", "SQLite", "Values",
        ]),
    tests("Load", in: "LoadTests", of: ["souk-load", "Values"]),
    tests("DemoShop", in: "DemoShopTests", of: ["DemoShop", "Values"]),
    tests(
        "Shop", in: "ShopTests",
        of: [
            "souk", "Accounts", "Catalog", "Carts", "Reviews", "Orders", "Notifications", "Contracts",
            "Caching", "Discovery", "Endpoints", "EventLoops", "HTTP", "HTTPClient", "HTTPServer", "JSON", "Messaging",
            "Observability", "OpenAPI", "PostgreSQL", "Redis", "Security", "ServiceKit", "ServiceTestSupport", "SQL",
            "SQLite", "Values",
        ]),
    tests(
        "EndToEnd", in: "EndToEndTests",
        of: [
            "souk", "Contracts", "CSV", "Endpoints", "EventLoops", "HTTP", "HTTPClient", "JSON", "PostgreSQL", "SQL",
            "Values",
        ]),
]

// Built by scripts/fuzz only, which sets the variable and instruments everything.
let fuzzTargets: [Target] =
    Context.environment["SOUK_FUZZ"] == nil
    ? []
    : [
        .executableTarget(
            name: "souk-fuzz",
            dependencies: [
                "Catalog", "CMicroHTTPD", "Contracts", "CSQLite", "CSV", "DemoShop", "Endpoints", "EventLoops", "HTTP",
                "HTTPClient", "HTTPServer", "JSON", "Messaging", "Observability", "Orders", "Security", "ServiceKit",
                "SQL", "SQLite", "Values",
            ],
            path: "Fuzz/Sources", swiftSettings: strict)
    ]

let package = Package(
    name: "souk",
    products: [
        .executable(name: "souk", targets: ["souk"]), .executable(name: "souk-load", targets: ["souk-load"]),
    ],
    targets: cLibraries + kitLibraries + shop + testTargets + fuzzTargets,
    swiftLanguageModes: [.v6]
)
