package main

import (
	"context"
	"errors"
	"os"

	"github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v4/pgxpool"
)

// pgx itself, whose connections prepare each statement once and speak the binary protocol. How many there are says the
// URL (pool_max_conns).
type postgres struct {
	pool                *pgxpool.Pool
	byID, page, counted string
}

func openPostgreSQL(url string) (store, error) {
	pool, err := pgxpool.Connect(context.Background(), url)
	if err != nil {
		return nil, err
	}
	return &postgres{pool, os.Getenv("SQL_ONE"), os.Getenv("SQL_LIST"), os.Getenv("SQL_COUNT")}, nil
}

func (s *postgres) one(ctx context.Context, id int64) (*product, error) {
	p, err := scan(s.pool.QueryRow(ctx, s.byID, id))
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, errNotFound
	}
	return p, err
}

func (s *postgres) list(ctx context.Context, limit, offset int64) ([]*product, error) {
	rows, err := s.pool.Query(ctx, s.page, offset, limit)
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

func (s *postgres) count(ctx context.Context, atMost int64) (length int64, err error) {
	err = s.pool.QueryRow(ctx, s.counted, atMost).Scan(&length)
	return
}
