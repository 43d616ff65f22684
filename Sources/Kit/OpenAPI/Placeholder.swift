enum OpenAPIPlaceholder {}
