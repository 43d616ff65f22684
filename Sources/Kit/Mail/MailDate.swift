import Values

/// A moment as mails write it: `Fri, 20 Nov 2026 10:00:00 +0000` (RFC 5322, 3.3).
enum MailDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// - Parameter moment: since 1970.
    static func text(_ moment: Timestamp) -> String {
        // `2026-11-20T10:00:00…Z`
        let parts = moment.rfc3339.split { "-T:.Z".contains($0) }
        let day = Int(moment.microseconds / 86_400_000_000)
        guard parts.count >= 6, let month = Int(parts[1]), months.indices.contains(month - 1), day >= 0
        else { return "" }
        // 1970 began on a Thursday.
        return
            "\(days[day % 7]), \(parts[2]) \(months[month - 1]) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) +0000"
    }
}
