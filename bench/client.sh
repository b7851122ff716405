# Sourced by run: how long a command takes, from the start of its JVM to its end.

starts=${BENCH_STARTS:-20}

# jdk_homes: those to measure, one to a line
jdk_homes() {
  if [ -n "${BENCH_JDKS:-}" ]; then
    tr ' ' '\n' <<<"$BENCH_JDKS"
    return
  fi
  local home version
  for home in "$(dirname "$java_home")"/*; do
    [ -x "$home/bin/javac" ] && [ ! -L "$home" ] || continue
    version=$("$home/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
    case $version in 17 | 25) echo "$home" ;; esac
  done
}

# median_ms COMMAND...: runs it $starts times
median_ms() {
  local i begin
  "$@" >/dev/null 2>"$work/client.err" || { cat "$work/client.err" >&2; return 1; }
  for ((i = 0; i < starts; i++)); do
    begin=$(date +%s%N)
    "$@" >/dev/null 2>"$work/client.err" || { cat "$work/client.err" >&2; return 1; }
    echo $((($(date +%s%N) - begin) / 1000000))
  done | sort -n | sed -n "$(((starts + 1) / 2))p"
}

bench_client() {
  start_server client-server \
    "jdbc:h2:file:$work/client-h2/coffer;WRITE_DELAY=0;DB_CLOSE_DELAY=-1"
  export COFFER_HOME=$work/coffer-home COFFER_KEYCHAIN=file COFFER_SERVER=http://127.0.0.1:$port
  mkdir "$work/project"
  cd "$work/project"
  printf '%s\nbench-password\n' "$(cat "$data/first-sign-in")" |
    "$root/coffer" login --server "$COFFER_SERVER" --account admin --password-stdin
  printf 'KEY=value\nOTHER=two\n' >.env
  "$root/coffer" init
  "$root/coffer" import .env
  "$root/coffer" push
  printf '%-40s %10s\n' "median of $starts" "ms"
  local home
  while read -r home; do
    export JAVA_HOME=$home
    local jdk
    jdk="JDK $("$home/bin/java" -version 2>&1 | sed -n '1s/.*version "\([^"]*\).*/\1/p')"
    printf '%-40s %10s\n' "$jdk: a JVM that starts and ends" \
      "$(median_ms "$home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp "$classes" Empty)"
    printf '%-40s %10s\n' "$jdk: coffer get" "$(median_ms "$root/coffer" get KEY)"
    printf '%-40s %10s\n' "$jdk: coffer pull, nothing new" "$(median_ms "$root/coffer" pull)"
  done < <(jdk_homes)
}
