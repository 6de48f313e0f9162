#!/bin/sh
# Creates the namespace and its search attributes, or updates the retention of an existing one. May be repeated.
# The temporal CLI reads TEMPORAL_ADDRESS from the environment. Runs in temporalio/admin-tools (BusyBox).
set -eu

: "${TEMPORAL_ADDRESS:?}"
# Passed as a flag each time: `temporal operator namespace` does not read TEMPORAL_NAMESPACE and would use "default".
namespace=${TEMPORAL_NAMESPACE:?}
# A year, because people ask months later what happened to an episode. Temporal's default is three days.
retention=${RETENTION:-365d}

wait_until() { # what, command...
  what=$1
  shift
  tries=0
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -ge 60 ]; then
      echo "gave up waiting for $what at $TEMPORAL_ADDRESS; the last answer was:" >&2
      "$@" >&2 || exit 1
    fi
    sleep 2
  done
  echo "$what: ready"
}

wait_until 'Temporal' temporal operator cluster health

if temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$namespace" --retention "$retention"
else
  temporal operator namespace create --namespace "$namespace" --retention "$retention" \
    --description 'Showrunner: a YouTube academy kept in git'
fi
wait_until "namespace $namespace" temporal operator search-attribute list --namespace "$namespace"

# Adding an attribute that exists with the same type changes nothing.
temporal operator search-attribute create --namespace "$namespace" \
  --name EpisodeId --type Keyword \
  --name Show --type Keyword \
  --name VideoId --type Keyword \
  --name Phase --type Keyword \
  --name Commit --type Keyword \
  --name Guests --type KeywordList \
  --name NeedsAttention --type Bool \
  --name Reason --type KeywordList \
  --name StartsAt --type Datetime

# The frontend caches attributes: for a worker that starts too early they would not exist.
wait_until 'search attributes' temporal workflow list --namespace "$namespace" --limit 1 \
  --query 'NeedsAttention = true AND Guests = "nobody" AND Reason IS NULL AND StartsAt IS NULL'
