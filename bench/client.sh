# Sourced by run: how long a command takes, from its start to its end, beside an empty JVM and beside
# dotenvx. Everything is started in turns, so that all stand under the same load.

starts=${BENCH_STARTS:-30}

# jdk_homes: those to measure, one to a line
jdk_homes() {
  if [ -n "${BENCH_JDKS:-}" ]; then
    tr ' ' '\n' <<<"$BENCH_JDKS"
    return
  fi
  local home version
  for home in "$(dirname "$java_home")"/*; do
    [ -x "$home/bin/javac" ] && [ ! -L "$home" ] || continue
    version=$(major_of "$home")
    case $version in 17 | 25) echo "$home" ;; esac
  done
}

major_of() {
  "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p'
}

# timed LABEL LIMIT FOLDER COMMAND...: a line for Starts
timed() {
  local IFS=$'\t'
  echo "$*" >>"$work/starts"
}

# start_tls: a TLS port before the server; sets tls_port and COFFER_CA
start_tls() {
  local store=$work/tls.p12
  "$java_home/bin/keytool" -genkeypair -keyalg EC -dname CN=bench -ext SAN=ip:127.0.0.1 -alias bench \
    -keystore "$store" -storetype PKCS12 -storepass bench-password
  "$java_home/bin/keytool" -exportcert -rfc -alias bench -keystore "$store" \
    -storepass bench-password -file "$work/tls.pem" 2>/dev/null
  "$java" -cp "$classes" TlsProxy "http://127.0.0.1:$port" "$store" bench-password "$work/tls.port" &
  pids+=($!)
  until [ -f "$work/tls.port" ]; do sleep 0.1; done
  tls_port=$(cat "$work/tls.port")
  export COFFER_CA=$work/tls.pem
}

# make_project FOLDER SERVER ACCOUNT FIRST_SECRET PROFILE
make_project() {
  mkdir "$1"
  cd "$1"
  export COFFER_SERVER=$2 COFFER_PROFILE=$5
  printf '%s\nbench-password\n' "$4" | "$coffer" login --server "$2" --account "$3" --password-stdin
  printf 'KEY=value\nOTHER=two\n' >.env
  "$coffer" init
  "$coffer" push
}

time_dotenvx() {
  if ! command -v npm >/dev/null; then
    echo 'dotenvx: not measured, there is no npm here'
    return
  fi
  cp "$here/dotenvx/package.json" "$work/"
  if ! (cd "$work" && npm install --no-audit --no-fund --loglevel=error >"$work/npm.log" 2>&1); then
    echo 'dotenvx: not measured, npm could not install it:'
    tail -3 "$work/npm.log"
    return
  fi
  local dotenvx=$work/node_modules/.bin/dotenvx
  mkdir "$work/dotenvx"
  printf 'KEY=value\nOTHER=two\n' >"$work/dotenvx/.env"
  (cd "$work/dotenvx" && "$dotenvx" encrypt >/dev/null)
  timed 'dotenvx get, encrypted .env' - "$work/dotenvx" "$dotenvx" get KEY
  timed 'dotenvx run -- true' - "$work/dotenvx" "$dotenvx" run -- true
}

# start_platform: a CI platform that the server to be started trusts; sets platform
start_platform() {
  platform=$(free_port)
  "$java" -cp "$classes" Platform "$platform" &
  pids+=($!)
  export COFFER_OIDC_PRIVATE_ADDRESSES=true COFFER_OIDC_GITHUB_ISSUERS=http://127.0.0.1:$platform/github
}

# allow_runs FOLDER: lets the platform's runs read the project there, whose checkout is put beside it
allow_runs() {
  mkdir "$1-checkout"
  cd "$1"
  "$coffer" oidc allow --repo acme/shop --repository-id 777001 --owner-id 4242 --branch main --event push \
    --workflow .github/workflows/deploy.yml --env default --issuer "$COFFER_OIDC_GITHUB_ISSUERS" --yes >/dev/null
  cp coffer.json "$1-checkout/"
}

# time_coffer HOME
time_coffer() {
  local version local_limit http_limit=- https_limit=- job_limit=-
  version=$(major_of "$1")
  case $version in
    17) local_limit=160 ;;
    *) local_limit=120 http_limit=200 https_limit=280 job_limit=400 ;;
  esac
  local as=(env "JAVA_HOME=$1" "$coffer")
  # The first start makes what the next ones use.
  COFFER_PROFILE=plain COFFER_CACHE=now "${as[@]}" --version >/dev/null
  timed "$version: a JVM that starts and ends" - "$work" "$1/bin/java" -XX:TieredStopAtLevel=1 \
    -XX:+UseSerialGC -XX:-UsePerfData -cp "$classes" Empty
  as=(env "JAVA_HOME=$1" COFFER_PROFILE=plain "COFFER_SERVER=http://127.0.0.1:$port" "$coffer")
  timed "$version: coffer get KEY" "$local_limit" "$work/plain" "${as[@]}" get KEY
  if (cd "$work/plain" && "${as[@]}" run -- true >/dev/null 2>&1); then
    timed "$version: coffer run -- true" "$local_limit" "$work/plain" "${as[@]}" run -- true
  fi
  timed "$version: coffer pull, http" "$http_limit" "$work/plain" "${as[@]}" pull
  as=(env "JAVA_HOME=$1" COFFER_PROFILE=secure "COFFER_SERVER=https://127.0.0.1:$tls_port" "$coffer")
  timed "$version: coffer pull, https" "$https_limit" "$work/secure" "${as[@]}" pull
  local job=(env "JAVA_HOME=$1" GITHUB_ACTIONS=true ACTIONS_ID_TOKEN_REQUEST_TOKEN=bench
    "ACTIONS_ID_TOKEN_REQUEST_URL=http://127.0.0.1:$platform/token?for=bench")
  local pull=("$coffer" pull --oidc --env=default --output=.env)
  timed "$version: coffer pull --oidc, http" "$job_limit" "$work/plain-checkout" "${job[@]}" \
    "COFFER_SERVER=http://127.0.0.1:$port" "${pull[@]}"
  timed "$version: coffer pull --oidc, https" "$job_limit" "$work/secure-checkout" "${job[@]}" \
    "COFFER_SERVER=https://127.0.0.1:$tls_port" "${pull[@]}"
}

bench_client() {
  start_platform
  start_server client-server \
    "jdbc:h2:file:$work/client-h2/coffer;WRITE_DELAY=0;DB_CLOSE_DELAY=-1"
  unset COFFER_TOKEN
  export COFFER_HOME=$work/coffer-home COFFER_KEYCHAIN=file XDG_CACHE_HOME=$work/cache
  mkdir -m 700 "$XDG_CACHE_HOME" "$work/distribution"
  tar xzf "$root"/vault-client/target/coffer-*.tar.gz -C "$work/distribution" --strip-components=1
  coffer=$work/distribution/bin/coffer
  start_tls
  make_project "$work/plain" "http://127.0.0.1:$port" admin "$(cat "$data/first-sign-in")" plain
  local secret
  secret=$("$coffer" account create ada --json | sed -n 's/.*"signInSecret": "\(.*\)".*/\1/p')
  make_project "$work/secure" "https://127.0.0.1:$tls_port" ada "$secret" secure
  COFFER_SERVER=http://127.0.0.1:$port COFFER_PROFILE=plain allow_runs "$work/plain"
  COFFER_SERVER=https://127.0.0.1:$tls_port COFFER_PROFILE=secure allow_runs "$work/secure"
  time_dotenvx
  local home
  while read -r home; do
    time_coffer "$home"
  done < <(jdk_homes)
  echo
  "$java" -cp "$classes" Starts "$starts" "$work/starts"
}
