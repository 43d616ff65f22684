# Souk's front door. `make run` starts the shop, `make test` checks everything.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run cluster test format lint routes openapi gateway schema bench soak clean

help: ## Show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what is missing: C libraries, files of the API pages
	@scripts/setup

run: setup ## Build the shop, fill it with goods once, start it
	@scripts/run

cluster: ## The same shop grown up: a process for each service, on real servers, behind HAProxy
	@scripts/setup --cluster
	@scripts/cluster

test: ## Set up, lint, build, run all tests
	@scripts/test-all

format: ## Format all Swift files
	@scripts/format

lint: ## Check formatting and the rules of the house
	@scripts/lint

routes: setup ## List every route with who may call it
	@scripts/souk routes

openapi: setup ## Write the contract of each service to docs/openapi
	@scripts/openapi

gateway: setup ## Write the files of HAProxy and Caddy, made from the routes, to deploy
	@scripts/gateway

schema: setup ## Draw the database of each service into docs/schema
	@scripts/schema

bench: ## Measure the shop beside others; the result goes to bench/RESULTS.md
	@scripts/setup --bench
	@bench/run

soak: ## Fuzz, hold to contracts, test under sanitizers, kill, serve for half an hour; the result goes to bench/SOAK.md
	@scripts/setup --tests
	@scripts/soak

clean: ## Remove what was built; the shop's data stays
	@rm -rf .build
