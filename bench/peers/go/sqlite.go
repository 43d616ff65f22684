package main

import (
	"context"
	"database/sql"
	"errors"
	"runtime"

	_ "github.com/mattn/go-sqlite3"
)

const columns = `p.id, p.sku, p.name, p.slug, p.description, p.price, c.id, c.name, s.on_hand - s.reserved, p.is_active,
p.seller_id, p.barcode, p.rating_total, p.review_count, p.sales_count, p.created_at, p.updated_at, p.version,
p.image_numbers`

// database/sql, read-only.
type sqlite struct{ byID, page, counted *sql.Stmt }

func openSQLite(path string) (store, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&_query_only=1&_busy_timeout=2000&_mutex=no")
	if err != nil {
		return nil, err
	}
	// Connections that stay: opening one, with its statements, costs more than a read.
	db.SetMaxOpenConns(2 * runtime.GOMAXPROCS(0))
	db.SetMaxIdleConns(2 * runtime.GOMAXPROCS(0))

	s := &sqlite{}
	joins := `join categories c on c.id = p.category_id join stock s on s.product_id = p.id`
	if s.byID, err = db.Prepare(`select ` + columns + ` from products p ` + joins + ` where p.id = ?`); err != nil {
		return nil, err
	}
	if s.page, err = db.Prepare(`select ` + columns + ` from products p cross join categories c cross join stock s
		where c.id = p.category_id and s.product_id = p.id and p.is_active and p.id <=
			(select o.id from products o where o.is_active order by o.id desc limit 1 offset ?)
		order by p.id desc limit ?`); err != nil {
		return nil, err
	}
	if s.counted, err = db.Prepare(`select count(*) from
		(select 1 from products p where p.is_active limit ?)`); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *sqlite) one(ctx context.Context, id int64) (*product, error) {
	p, err := scan(s.byID.QueryRowContext(ctx, id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errNotFound
	}
	return p, err
}

func (s *sqlite) list(ctx context.Context, limit, offset int64) ([]*product, error) {
	rows, err := s.page.QueryContext(ctx, offset, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := make([]*product, 0, limit)
	for rows.Next() {
		p, err := scan(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
	return found, rows.Err()
}

func (s *sqlite) count(ctx context.Context, atMost int64) (length int64, err error) {
	err = s.counted.QueryRowContext(ctx, atMost).Scan(&length)
	return
}
