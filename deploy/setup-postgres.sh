#!/bin/sh
# Creates Temporal's two databases and updates their schemas. Every step may be repeated: run it before each start and
# after each upgrade of the server. temporal-sql-tool reads SQL_HOST, SQL_PORT, SQL_USER, SQL_PASSWORD and
# SQL_PLUGIN from the environment. Runs in temporalio/admin-tools (BusyBox).
set -eu

# Temporal puts the password into an address, encoded as in a form, so that a space becomes a plus sign; and between quotes in
# its configuration. The server would only say that the password is wrong.
case ${SQL_PASSWORD:-} in
  *[[:space:][:cntrl:]\"\\]*)
    echo 'POSTGRES_PASSWORD has a space, a quotation mark or a backslash, with which Temporal cannot log in: set another one' \
      'in .env, for example from "openssl rand -hex 24"; docs/hosting.md says what to do with a database that has it' >&2
    exit 1
    ;;
esac

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
