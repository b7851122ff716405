# Sourced by run: how long the provider takes from its launch to the handshake, beside an empty JVM,
# and terraform for a plan over many resources of which none has changed.

plans=${BENCH_PLANS:-10}
resources=${BENCH_RESOURCES:-200}

# unpack_provider: sets provider, the launcher as Terraform unpacks it
unpack_provider() {
  mkdir "$work/provider"
  (cd "$work/provider" && "$java_home/bin/jar" xf "$root"/terraform-bridge/target/terraform-provider-coffer_*[0-9].zip)
  provider=$(ls "$work"/provider/terraform-provider-coffer_*)
  chmod 755 "$provider"
}

# be_a_host: what Terraform sets for a provider, with a certificate of the kind that it makes
be_a_host() {
  local store=$work/host.p12
  "$java_home/bin/keytool" -genkeypair -keyalg EC -groupname secp521r1 -dname CN=localhost -alias host \
    -validity 1 -keystore "$store" -storetype PKCS12 -storepass bench-password 2>/dev/null
  PLUGIN_CLIENT_CERT=$("$java_home/bin/keytool" -exportcert -rfc -alias host -keystore "$store" \
    -storepass bench-password 2>/dev/null)
  export PLUGIN_CLIENT_CERT PLUGIN_PROTOCOL_VERSIONS=5,6
  export TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2
}

# handshakes: in a process of its own, since it is a host
handshakes() (
  be_a_host
  local home version as
  while read -r home; do
    version=$(major_of "$home")
    as=(env "JAVA_HOME=$home")
    # The first start makes what the next ones use; without the cookie it ends at once.
    env -u TF_PLUGIN_MAGIC_COOKIE "JAVA_HOME=$home" COFFER_CACHE=now "$provider" 2>/dev/null || true
    timed "$version: a JVM that starts and ends" - "$work" "$home/bin/java" \
      -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -cp "$classes" Empty
    timed "$version: launch to handshake, no archive" - "$work" --first-line "${as[@]}" COFFER_CACHE=off "$provider"
    timed "$version: launch to handshake" cpu:300 "$work" --first-line "${as[@]}" "$provider"
  done < <(jdk_homes)
  "$java" -cp "$classes" Starts "$starts" "$work/starts"
  rm "$work/starts"
)

# declare_resources FOLDER
declare_resources() {
  mkdir "$1"
  cat >"$1/cli.tfrc" <<END
disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path = "$root/terraform-bridge/target/mirror"
  }
}
END
  export TF_CLI_CONFIG_FILE=$1/cli.tfrc
  cd "$1"
  cat >main.tf <<END
terraform {
  required_providers {
    coffer = { source = "coffer/coffer" }
  }
}
provider "coffer" {}
locals {
  names = toset([for i in range($resources) : format("bench%03d", i)])
}
END
  terraform init -input=false >init.log
  cat >>main.tf <<'END'
resource "coffer_vault" "web" {
  vault = "web"
}
resource "coffer_oidc_policy" "each" {
  for_each     = local.names
  vault        = coffer_vault.web.vault
  name         = each.key
  platform     = "github"
  repository   = "acme/${each.key}"
  branches     = ["main"]
  workflows    = [".github/workflows/deploy.yml"]
  events       = ["push"]
  environments = ["default"]
}
END
}

bench_plans() {
  start_server terraform-server \
    "jdbc:h2:file:$work/terraform-h2/coffer;WRITE_DELAY=0;DB_CLOSE_DELAY=-1"
  unset COFFER_TOKEN
  printf '%s\nbench-password\n' "$(cat "$data/first-sign-in")" | "$java" -jar "$root/vault-client/target/coffer.jar" \
    login --server "http://127.0.0.1:$port" --account admin --password-stdin
  declare_resources "$work/declared"
  local home version
  terraform apply -input=false -auto-approve >apply.log || { tail -40 apply.log >&2; exit 1; }
  while read -r home; do
    version=$(major_of "$home")
    JAVA_HOME=$home COFFER_CACHE=now terraform plan -input=false >plan.log
    timed "$version: terraform plan, $resources policies" 4000 "$work/declared" \
      env "JAVA_HOME=$home" terraform plan -input=false -detailed-exitcode
  done < <(jdk_homes)
  "$java" -cp "$classes" Starts "$plans" "$work/starts"
}

bench_terraform() {
  unset COFFER_SERVER COFFER_PROFILE COFFER_CA
  rm -f "$work/starts"
  export COFFER_HOME=$work/provider-home COFFER_KEYCHAIN=file XDG_CACHE_HOME=$work/provider-cache
  mkdir -m 700 "$XDG_CACHE_HOME"
  unpack_provider
  handshakes
  if ! command -v terraform >/dev/null; then
    echo 'terraform plan: not measured, there is no terraform on the path'
    return
  fi
  echo
  bench_plans
}
