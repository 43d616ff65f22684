enum CachingTestsPlaceholder {}
