import FoundationEssentials
import Glibc

/// What the kernel says about this process, under the names that Prometheus clients agree on.
public enum ProcessMetrics {
    /// Adds them to a registry; they are read at each scrape.
    public static func register(in registry: MetricsRegistry) {
        registry.observe("process_resident_memory_bytes", help: "Resident memory.", residentMemory)
        registry.observe("process_open_fds", help: "Open file descriptors.", openDescriptors)
        registry.observe(
            "process_cpu_seconds_total", help: "Time spent by user and system.", kind: .counter, processorTime)
        let started = Double(time(nil))
        registry.observe("process_start_time_seconds", help: "When the process started.") { started }
    }

    @Sendable static func residentMemory() -> Double? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Double(fields[1]) else { return nil }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }

    @Sendable static func openDescriptors() -> Double? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // `.`, `..` and the folder's own descriptor.
        return Double(max(0, count - 3))
    }

    @Sendable static func processorTime() -> Double? {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Double(seconds) + Double(microseconds) / 1e6
    }
}
