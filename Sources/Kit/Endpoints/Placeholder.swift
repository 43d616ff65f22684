enum EndpointsPlaceholder {}
