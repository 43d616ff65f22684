/// What a person wants to know once the shop is up: where it is, and how to get in.
struct Announcement {
    let sockets: [Listener]
    let opened: OpenedShop

    func show() {
        Console.line("\nThe shop is open.\n")
        for socket in sockets.reversed() {
            let padding = String(repeating: " ", count: max(1, 16 - socket.name.count))
            Console.line("  \(socket.name)\(padding)http://localhost:\(socket.boundPort)/docs")
        }
        Console.line()
        if (try? Shop.showsInsides(opened.configuration)) == true, let gateway = sockets.last {
            Console.line("  http://localhost:\(gateway.boundPort)/debug lists the last requests with their queries.")
        }
        if let path = try? opened.credentialsPath, FileCopy.exists(path) {
            Console.line("  The generated credentials lie in \(path).")
        }
        Console.line("  Ctrl-C closes the shop.\n")
    }
}
