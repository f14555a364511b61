#!/bin/sh
# A throw-away PostgreSQL cluster for tests, reachable through a socket in its own folder.
#
#   postgres_for_tests.sh supervise   prints its URL, runs until standard input ends, leaves nothing
#   postgres_for_tests.sh start       prints its URL and leaves the cluster running
#   postgres_for_tests.sh stop URL    ends such a cluster and removes its folder
#
# Nothing is synced to disk unless OLIVE_TEST_POSTGRESQL_DURABLE is set, for benchmarks, which also
# gives it the memory of a server. PostgreSQL refuses to run as root, so root hands over to the user
# postgres. OLIVE_POSTGRESQL_BIN names another installation.
set -eu

bin=${OLIVE_POSTGRESQL_BIN:-/usr/lib/postgresql/15/bin}

as_owner() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"
  else
    "$@"
  fi
}

make_cluster() {
  folder=$(mktemp -d "${TMPDIR:-/tmp}/olive-postgresql-XXXXXX")
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
  cd "$folder"
  as_owner "$bin/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --no-sync \
    --encoding=UTF8 --locale=C >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; exit 1; }
  {
    echo "listen_addresses = ''"
    echo "unix_socket_directories = '$folder'"
    echo "max_connections = 300"
    if [ -z "${OLIVE_TEST_POSTGRESQL_DURABLE:-}" ]; then
      echo "shared_buffers = 64MB"
      echo "fsync = off"
      echo "full_page_writes = off"
      echo "synchronous_commit = off"
    else
      echo "shared_buffers = 1GB"
      echo "max_wal_size = 8GB"
    fi
  } >>"$folder/data/postgresql.conf"
  # A session of its own: Ctrl-C in the terminal ends the test first, and then us.
  as_owner setsid --fork "$bin/pg_ctl" start --wait --silent --pgdata="$folder/data" \
    --log="$folder/server.log" >/dev/null 2>&1 </dev/null
  tries=0
  until as_owner "$bin/pg_isready" --quiet --host="$folder"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ]; then cat "$folder/server.log" >&2; exit 1; fi
    sleep 0.1
  done
}

remove_cluster() {
  cd /
  as_owner "$bin/pg_ctl" stop --silent --mode=immediate --pgdata="$1/data" >/dev/null 2>&1 || true
  rm -rf "$1"
}

url_of() { echo "postgresql://postgres@/postgres?host=$1"; }

case "${1:-}" in
  supervise)
    trap '' INT TERM HUP
    make_cluster
    url_of "$folder"
    cat >/dev/null
    remove_cluster "$folder"
    ;;
  start)
    make_cluster
    url_of "$folder"
    ;;
  stop)
    folder=${2#*host=}
    case "$folder" in
      */olive-postgresql-*) remove_cluster "$folder" ;;
      *) echo "not a cluster of ours: $2" >&2; exit 2 ;;
    esac
    ;;
  *)
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
