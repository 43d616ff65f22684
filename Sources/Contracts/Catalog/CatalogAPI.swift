public import Endpoints
import HTTP

/// What the catalog offers: categories, products, pictures, stock units, and the stock itself to other services.
public enum CatalogAPI {
    // MARK: Categories

    public static let listCategories = Endpoint(
        .get, "categories/", "List categories", query: PageQuery.self, returns: Page<CategoryView>.self,
        caller: Anyone.self)

    public static let category = Endpoint(
        .get, "categories/{id}/", "One category", path: ByCategory.self, returns: CategoryView.self,
        caller: Anyone.self, conditional: true, refuses: .notFound)

    public static let subcategories = Endpoint(
        .get, "categories/{id}/subcategories/", "A category with the categories right below it",
        path: ByCategory.self, returns: SubcategoriesView.self, caller: Anyone.self, refuses: .notFound)

    public static let createCategory = Endpoint(
        .post, "categories/", "Create a category", body: NewCategory.self, returns: CategoryView.self,
        status: .created, caller: Staff.self, idempotencyKey: true, refuses: .duplicate)

    public static let replaceCategory = Endpoint(
        .put, "categories/{id}/", "Replace a category", path: ByCategory.self, body: NewCategory.self,
        returns: CategoryView.self, caller: Staff.self, conditional: true, refuses: .notFound, .duplicate)

    public static let changeCategory = Endpoint(
        .patch, "categories/{id}/", "Change some of a category", path: ByCategory.self, body: CategoryChange.self,
        returns: CategoryView.self, caller: Staff.self, conditional: true, refuses: .notFound, .duplicate)

    public static let deleteCategory = Endpoint(
        .delete, "categories/{id}/", "Delete a category that has neither products nor subcategories",
        path: ByCategory.self, status: .noContent, caller: Staff.self, conditional: true,
        refuses: .notFound, .inUse)

    // MARK: Products

    public static let listProducts = Endpoint(
        .get, "products/", "Browse, filter and search what is on sale", query: ProductQuery.self,
        returns: Page<ProductView>.self, caller: Anyone.self)

    public static let product = Endpoint(
        .get, "products/{id}/", "One product; a disabled one only for its seller and staff", path: ByProduct.self,
        returns: ProductView.self, caller: Visitor.self, conditional: true, refuses: .notFound)

    public static let listOwnProducts = Endpoint(
        .get, "products/mine/", "The seller's own products, disabled ones too", query: PageQuery.self,
        returns: Page<ProductView>.self, caller: Seller.self)

    public static let createProduct = Endpoint(
        .post, "products/", "Offer a product", body: NewProduct.self, returns: ProductView.self, status: .created,
        caller: SellerOrStaff.self, idempotencyKey: true, refuses: .duplicate)

    public static let replaceProduct = Endpoint(
        .put, "products/{id}/", "Replace a product", path: ByProduct.self, body: NewProduct.self,
        returns: ProductView.self, caller: SellerOrStaff.self, conditional: true,
        refuses: .notFound, .forbidden, .duplicate, .countedByUnits)

    public static let changeProduct = Endpoint(
        .patch, "products/{id}/", "Change some of a product", path: ByProduct.self, body: ProductChange.self,
        returns: ProductView.self, caller: SellerOrStaff.self, conditional: true,
        refuses: .notFound, .forbidden, .duplicate, .countedByUnits)

    public static let disableProduct = Endpoint(
        .delete, "products/{id}/", "Take a product off sale", path: ByProduct.self, status: .noContent,
        caller: SellerOrStaff.self, conditional: true, refuses: .notFound, .forbidden)

    // MARK: Pictures

    public static let addImage = Endpoint(
        .post, "products/{id}/images/", "Add a picture: png, jpeg or webp of at most 2 MB", path: ByProduct.self,
        body: ImageUpload.self, returns: ProductImageView.self, status: .created, caller: SellerOrStaff.self,
        idempotencyKey: true, refuses: .notFound, .forbidden, .conflict)

    public static let image = Endpoint(
        .get, "products/{id}/images/{number}/", "A picture", path: ByProductImage.self, returns: ImageFile.self,
        caller: Anyone.self, conditional: true, refuses: .notFound)

    public static let deleteImage = Endpoint(
        .delete, "products/{id}/images/{number}/", "Remove a picture", path: ByProductImage.self,
        status: .noContent, caller: SellerOrStaff.self, refuses: .notFound, .forbidden)

    // MARK: Stock units

    public static let listUnits = Endpoint(
        .get, "products/{id}/units/", "The single copies of a product", path: ByProduct.self, query: PageQuery.self,
        returns: Page<StockUnitView>.self, caller: Staff.self, refuses: .notFound)

    public static let addUnit = Endpoint(
        .post, "products/{id}/units/", "Put a copy on a shelf; the stock grows by one", path: ByProduct.self,
        body: NewStockUnit.self, returns: StockUnitView.self, status: .created, caller: Staff.self,
        idempotencyKey: true, refuses: .notFound, .inUse)

    public static let moveUnit = Endpoint(
        .patch, "units/{id}/", "Move a copy to another place", path: ByStockUnit.self, body: StockUnitChange.self,
        returns: StockUnitView.self, caller: Staff.self, conditional: true, refuses: .notFound)

    public static let deleteUnit = Endpoint(
        .delete, "units/{id}/", "Take a copy out of the stock", path: ByStockUnit.self, status: .noContent,
        caller: Staff.self, conditional: true, refuses: .notFound, .inUse)

    // MARK: For other services

    public static let peerProduct = Endpoint(
        .get, "/api/product/{id}/", "A product on sale", path: ByProduct.self, returns: ProductView.self,
        caller: PeerService.self, refuses: .notFound)

    public static let peerProducts = Endpoint(
        .get, "/api/products/", "Up to 100 products by id, disabled ones too; unknown ids are left out",
        query: ProductIDsQuery.self, returns: ProductList.self, caller: PeerService.self)

    public static let checkStock = Endpoint(
        .post, "/api/check-stock/", "Whether so many can be sold now", body: StockCheck.self,
        returns: StockVerdict.self, caller: PeerService.self, refuses: .notFound, .insufficientStock)

    public static let updateStock = Endpoint(
        .post, "/api/update-stock/", "Take from the stock or add to it", body: StockUpdate.self,
        returns: StockUpdateResult.self, caller: PeerService.self,
        refuses: .notFound, .insufficientStock, .countedByUnits)

    public static let reserve = Endpoint(
        .put, "/api/reservations/{order_id}/", "Reserve all lines of an order or none", path: ByOrder.self,
        body: ReservationRequest.self, returns: ReservationView.self, caller: PeerService.self,
        refuses: .insufficientStock, .priceChanged, .reservationDiffers, .reservationReleased)

    public static let release = Endpoint(
        .delete, "/api/reservations/{order_id}/", "Release an order's stock, also that of an order not seen yet",
        path: ByOrder.self, status: .noContent, caller: PeerService.self, refuses: .illegalTransition)

    public static let pack = Endpoint(
        .post, "/api/reservations/{order_id}/pack/", "Assign units to the lines of a reserved order",
        path: ByOrder.self, body: PackRequest.self, returns: ReservationView.self, caller: PeerService.self,
        refuses: .notFound, .reservationReleased, .unitUnavailable)

    public static let fulfil = Endpoint(
        .post, "/api/reservations/{order_id}/fulfil/", "Consume what is reserved: the goods have left",
        path: ByOrder.self, returns: ReservationView.self, caller: PeerService.self,
        refuses: .notFound, .reservationReleased, .illegalTransition)
}
