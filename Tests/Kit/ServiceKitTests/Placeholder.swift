enum ServiceKitTestsPlaceholder {}
