enum EndpointsTestsPlaceholder {}
