// The catalog's reads in Go, as one would write them for production: net/http, database/sql with a pool of read-only
// connections, statements prepared once, and the very SQL that Souk runs.
//
//	go-peer ADDRESS CATALOG.sqlite
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	_ "github.com/mattn/go-sqlite3"
)

const columns = `p.id, p.sku, p.name, p.slug, p.description, p.price, c.id, c.name, s.on_hand - s.reserved, p.is_active,
p.seller_id, p.barcode, p.rating_total, p.review_count, p.sales_count, p.created_at, p.updated_at,
p.image_numbers`

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
	var price, ratingTotal, createdAt, updatedAt int64
	var numbers *string
	err := r.Scan(&p.ID, &p.SKU, &p.Name, &p.Slug, &p.Description, &price, &p.Category.ID, &p.Category.Name,
		&p.StockQuantity, &p.IsActive, &p.SellerID, &p.Barcode, &ratingTotal, &p.ReviewCount, &p.SalesCount,
		&createdAt, &updatedAt, &numbers)
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

type catalog struct {
	one, list, count *sql.Stmt

	mutex     sync.Mutex
	length    int64
	countedAt time.Time
}

func open(path string) (*catalog, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&_query_only=1&_busy_timeout=2000&_mutex=no")
	if err != nil {
		return nil, err
	}
	// Connections that stay: opening one, with its statements, costs more than a read.
	db.SetMaxOpenConns(2 * runtime.GOMAXPROCS(0))
	db.SetMaxIdleConns(2 * runtime.GOMAXPROCS(0))

	c := &catalog{}
	joins := `join categories c on c.id = p.category_id join stock s on s.product_id = p.id`
	if c.one, err = db.Prepare(`select ` + columns + ` from products p ` + joins +
		` where p.id = ? and p.is_active`); err != nil {
		return nil, err
	}
	if c.list, err = db.Prepare(`select ` + columns + ` from products p cross join categories c cross join stock s
		where c.id = p.category_id and s.product_id = p.id and p.is_active and p.id <=
			(select o.id from products o where o.is_active order by o.id desc limit 1 offset ?)
		order by p.id desc limit ?`); err != nil {
		return nil, err
	}
	if c.count, err = db.Prepare(`select count(*) from
		(select 1 from products p where p.is_active limit ?)`); err != nil {
		return nil, err
	}
	return c, nil
}

// Counting is the dearest part of a list; as in Souk it is not done anew for each page.
func (c *catalog) total(ctx context.Context) (int64, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if time.Since(c.countedAt) > time.Second {
		if err := c.count.QueryRowContext(ctx, countedAtMost+1).Scan(&c.length); err != nil {
			return 0, err
		}
		c.countedAt = time.Now()
	}
	return c.length, nil
}

func (c *catalog) serveOne(w http.ResponseWriter, r *http.Request, id int64) {
	p, err := scan(c.one.QueryRowContext(r.Context(), id))
	if errors.Is(err, sql.ErrNoRows) {
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
	rows, err := c.list.QueryContext(r.Context(), offset, limit)
	if err != nil {
		answer(w, nil, err)
		return
	}
	defer rows.Close()
	result := page{Results: make([]*product, 0, limit)}
	for rows.Next() {
		p, err := scan(rows)
		if err != nil {
			answer(w, nil, err)
			return
		}
		result.Results = append(result.Results, p)
	}
	if err = rows.Err(); err == nil {
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
		log.Fatal("go-peer ADDRESS CATALOG.sqlite")
	}
	c, err := open(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
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
