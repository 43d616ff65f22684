#!/bin/bash
# Runs once, when the server's folder is new: a database for each service, and a role that may enter this one only.
set -eu

for service in accounts catalog carts reviews orders notifications; do
    # The password travels by standard input: a command line can be read by others.
    service=$service psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --set service="$service" --username postgres --dbname postgres <<'END'
\set password `cat "/run/secrets/${service}_database_password"`
create role :"service" login password :'password';
create database :"service" owner :"service";
revoke all on database :"service" from public;
END
done
