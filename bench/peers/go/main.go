// The catalog's reads in Go, as one would write them for production: net/http, a pool of connections, statements
// prepared once, and the very SQL that Souk runs.
//
//	go-peer ADDRESS CATALOG.sqlite
//	go-peer ADDRESS postgres://…      with the SQL in the environment: SQL_ONE, SQL_LIST, SQL_COUNT
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

const countedAtMost = 10_000

type category struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

type product struct {
	ID            int64    `json:"id"`
	SKU           string   `json:"sku"`
	Name          string   `json:"name"`
	Slug          string   `json:"slug"`
	Description   string   `json:"description"`
	Price         string   `json:"price"`
	Currency      string   `json:"currency"`
	Category      category `json:"category"`
	StockQuantity int64    `json:"stock_quantity"`
	IsActive      bool     `json:"is_active"`
	SellerID      *string  `json:"seller_id"`
	Image         *string  `json:"image"`
	Images        []string `json:"images"`
	Rating        *float64 `json:"rating"`
	ReviewCount   int64    `json:"review_count"`
	SalesCount    int64    `json:"sales_count"`
	Barcode       *string  `json:"barcode"`
	CreatedAt     string   `json:"created_at"`
	UpdatedAt     string   `json:"updated_at"`
}

type page struct {
	Count      int64      `json:"count"`
	CountExact *bool      `json:"count_exact,omitempty"`
	Next       *string    `json:"next"`
	Previous   *string    `json:"previous"`
	Results    []*product `json:"results"`
}

type row interface{ Scan(...any) error }

func scan(r row) (*product, error) {
	p := &product{Currency: "USD", Images: []string{}}
	var price, ratingTotal, createdAt, updatedAt, version int64
	var numbers *string
	err := r.Scan(&p.ID, &p.SKU, &p.Name, &p.Slug, &p.Description, &price, &p.Category.ID, &p.Category.Name,
		&p.StockQuantity, &p.IsActive, &p.SellerID, &p.Barcode, &ratingTotal, &p.ReviewCount, &p.SalesCount,
		&createdAt, &updatedAt, &version, &numbers)
	if err != nil {
		return nil, err
	}
	p.Price = fmt.Sprintf("%d.%02d", price/100, price%100)
	p.CreatedAt, p.UpdatedAt = timestamp(createdAt), timestamp(updatedAt)
	if p.ReviewCount > 0 {
		rating := math.Floor(float64(ratingTotal)*100/float64(p.ReviewCount)+0.5) / 100
		p.Rating = &rating
	}
	if numbers != nil {
		for _, number := range strings.Split(*numbers, ",") {
			p.Images = append(p.Images, fmt.Sprintf("/api/v1/products/%d/images/%s/", p.ID, number))
		}
		p.Image = &p.Images[0]
	}
	return p, nil
}

func timestamp(microseconds int64) string {
	return time.UnixMicro(microseconds).UTC().Format("2006-01-02T15:04:05.000000Z")
}

var errNotFound = errors.New("there is no such product")

// Where products are read.
type store interface {
	one(ctx context.Context, id int64) (*product, error)
	list(ctx context.Context, limit, offset int64) ([]*product, error)
	count(ctx context.Context, atMost int64) (int64, error)
}

type catalog struct {
	store store

	mutex     sync.Mutex
	length    int64
	countedAt time.Time
}

// Counting is the dearest part of a list; as in Souk it is not done anew for each page.
func (c *catalog) total(ctx context.Context) (int64, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if time.Since(c.countedAt) > time.Second {
		length, err := c.store.count(ctx, countedAtMost+1)
		if err != nil {
			return 0, err
		}
		c.length, c.countedAt = length, time.Now()
	}
	return c.length, nil
}

func (c *catalog) serveOne(w http.ResponseWriter, r *http.Request, id int64) {
	p, err := c.store.one(r.Context(), id)
	if errors.Is(err, errNotFound) || err == nil && !p.IsActive {
		http.NotFound(w, r)
		return
	}
	answer(w, p, err)
}

func (c *catalog) serveList(w http.ResponseWriter, r *http.Request) {
	limit, offset := number(r, "limit", 10), number(r, "offset", 0)
	if limit < 1 || limit > 100 || offset < 0 {
		http.Error(w, "limit or offset is out of range", http.StatusUnprocessableEntity)
		return
	}
	result := page{}
	var err error
	if result.Results, err = c.store.list(r.Context(), limit, offset); err == nil {
		result.Count, err = c.total(r.Context())
	}
	if result.Count > countedAtMost {
		exact := false
		result.Count, result.CountExact = countedAtMost, &exact
	}
	if end := offset + int64(len(result.Results)); end < result.Count || result.CountExact != nil {
		next := fmt.Sprintf("/api/v1/products/?limit=%d&offset=%d", limit, end)
		result.Next = &next
	}
	if offset > 0 {
		back := offset - limit
		if back < 0 {
			back = 0
		}
		previous := fmt.Sprintf("/api/v1/products/?limit=%d&offset=%d", limit, back)
		result.Previous = &previous
	}
	answer(w, result, err)
}

func number(r *http.Request, name string, fallback int64) int64 {
	text := r.URL.Query().Get(name)
	if text == "" {
		return fallback
	}
	value, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return -1
	}
	return value
}

func answer(w http.ResponseWriter, value any, err error) {
	var body []byte
	if err == nil {
		body, err = json.Marshal(value)
	}
	if err != nil {
		log.Print(err)
		http.Error(w, "something went wrong", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body)
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("go-peer ADDRESS CATALOG.sqlite|postgres://…")
	}
	open := openSQLite
	if strings.HasPrefix(os.Args[2], "postgres://") {
		open = openPostgreSQL
	}
	products, err := open(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	c := &catalog{store: products}
	mux := http.NewServeMux()
	mux.HandleFunc("/api/v1/products/", func(w http.ResponseWriter, r *http.Request) {
		rest := strings.Trim(strings.TrimPrefix(r.URL.Path, "/api/v1/products/"), "/")
		if rest == "" {
			c.serveList(w, r)
		} else if id, err := strconv.ParseInt(rest, 10, 64); err == nil {
			c.serveOne(w, r, id)
		} else {
			http.NotFound(w, r)
		}
	})
	server := &http.Server{Addr: os.Args[1], Handler: mux, ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout: 60 * time.Second}
	go func() {
		stop := make(chan os.Signal, 1)
		signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
		<-stop
		_ = server.Shutdown(context.Background())
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}
