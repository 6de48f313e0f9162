#!/bin/sh
# Creates Temporal's two databases and brings their schemas up to date. Every step can be repeated: run it before each
# start and after each upgrade of the server. temporal-sql-tool reads SQL_HOST, SQL_PORT, SQL_USER, SQL_PASSWORD and
# SQL_PLUGIN from the environment. Runs in temporalio/admin-tools (BusyBox).
set -eu

schemas=${SCHEMA_FOLDER:-/etc/temporal/schema/postgresql/v12}

set_up() { # database, folder of its schema
  echo "database $1: create if missing, then update its schema"
  temporal-sql-tool --database "$1" create-database
  temporal-sql-tool --database "$1" setup-schema --version 0.0
  temporal-sql-tool --database "$1" update-schema --schema-dir "$schemas/$2/versioned"
}

set_up temporal temporal
set_up temporal_visibility visibility
echo 'schemas are up to date'
