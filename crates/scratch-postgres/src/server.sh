# A PostgreSQL that lives as long as somebody holds the standard input: when the owner ends, however it ends, the
# input is closed and nothing is left behind. Prints the folder of its socket when it is ready.
set -eu
bin=$1
trap '' INT TERM HUP
# In memory where there is plenty of it. Each database has 800 files, and those who make and drop one for each test find
# ext4 looking for inodes that were not deleted lately: that took more than all else that the server did.
plenty=4194304
place=${TMPDIR:-/tmp}
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] &&
    [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -ge $plenty ] &&
    [ "$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)" -ge $plenty ]; then
    place=/dev/shm
fi
dir=$(mktemp -d "$place/scratch-postgres.XXXXXX")
cd "$dir"
trap 'rm -rf "$dir"' EXIT
if ! "$bin/initdb" --no-sync --no-locale --encoding=UTF8 --username=postgres --auth=trust --pgdata=data >log 2>&1; then
    cat log >&2
    exit 1
fi
"$bin/postgres" -D data -k "$dir" -c listen_addresses= -c max_connections=300 \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
    -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=1GB >log 2>&1 &
server=$!
until "$bin/pg_isready" --quiet --host="$dir"; do
    if ! kill -0 "$server" 2>/dev/null; then
        cat log >&2
        exit 1
    fi
    sleep 0.05
done
echo "$dir"
cat >/dev/null
kill -QUIT "$server"
wait "$server" || true
