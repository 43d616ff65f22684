enum OrdersPlaceholder {}
