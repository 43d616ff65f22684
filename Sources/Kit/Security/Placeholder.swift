enum SecurityPlaceholder {}
