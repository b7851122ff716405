# Sourced with lib = the folder of coffer.jar: starts the command on the first JDK 17 or newer that
# JAVA_HOME or PATH offers. With an archive of its loaded classes that takes a third of the time;
# where there is none, one is made in the background for the next start. docs/cli.md, "Start-up".
# The provider for Terraform is started by this too: it sets coffer_program, the jar's name, and
# coffer_rehearsal, the class that loads its classes, and has a fail of its own, since nobody reads
# its standard error. Where it brings a JVM, coffer_archive names the archive made of both.
#
# POSIX sh. Each program that is called on the way costs a millisecond: readlink and stat are.

jar=$lib/${coffer_program:=coffer}.jar
oldest=17
archiving_since_aot=24
colon=:

if [ "$coffer_program" = coffer ]; then
  coffer_rehearsal=dev.coffer.client.cli.rehearsal.Rehearsal
  fail() {
    printf 'coffer: %s\nhint: %s\n' "$1" "$2" >&2
    exit 1
  }
fi

trace() {
  [ -z "${COFFER_LAUNCHER_TRACE-}" ] || printf 'launcher: %s\n' "$*" >&2
}

# describe HOME: sets major and build to what the JDK there says of itself, else to 0 and nothing.
describe() {
  home=$1 major=0 build=
  [ -r "$home/release" ] || return 0
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=\"[0-9]*)
        major=${line#*\"}
        major=${major%%[!0-9]*}
        ;;
      JAVA_RUNTIME_VERSION=\"*)
        build=${line#*\"}
        build=${build%\"*}
        ;;
    esac
  done <"$home/release"
}

# accepts JAVA: whether it is new enough; sets java, home, major and build.
accepts() {
  java=$1
  [ -f "$java" ] && [ -x "$java" ] || return 1
  describe "${java%/bin/java}"
  if [ "$major" -eq 0 ] && real=$(readlink -f "$java" 2>/dev/null); then
    describe "${real%/bin/java}"
    [ "$major" -eq 0 ] || java=$real
  fi
  if [ "$major" -eq 0 ]; then
    said=$("$java" -version 2>&1) || return 1
    said=${said#*version \"}
    major=${said%%[!0-9]*}
  fi
  [ "${major:-0}" -ge "$oldest" ]
}

find_java() {
  if [ -n "${JAVA_HOME-}" ] && accepts "$JAVA_HOME/bin/java"; then
    return
  fi
  fields=${IFS-}
  set -f
  IFS=$colon
  for place in ${PATH-}; do
    if [ -n "$place" ] && accepts "$place/java"; then
      IFS=$fields
      set +f
      return
    fi
  done
  fail "no JDK $oldest or newer was found" 'install one, or set JAVA_HOME to it'
}

# identity FILE…: of each, where it is on disk, size, times; owner; mode.
identity() {
  stat -Lc '%d:%i:%s:%Y:%Z %u %a' "$@" 2>/dev/null || stat -Lf '%d:%i:%z:%m:%c %u %Mp%Lp' "$@" 2>/dev/null
}

# is_private BASE_OWNER BASE_MODE FOLDER_MODE: an archive is code. It is taken only from a folder
# that nobody else can write to, inside a folder in which nobody else can put another in its place.
is_private() {
  [ ! -L "$folder" ] && [ -O "$folder" ] || return 1
  case $3 in 700 | 0700) ;; *) return 1 ;; esac
  [ -O "$base" ] || [ "$1" = 0 ] || return 1
  case $2 in
    [1357]???) ;;
    *[2367]) return 1 ;;
  esac
}

# name_archive: sets base, folder and stem, the archive's name without its ending. It has the jar's
# digest, which the build wrote beside it, the jar's inode (two copies have two archives, since the
# JVM keeps the jar's path in it) and the JDK's build.
name_archive() {
  case $build in '' | *[!A-Za-z0-9.+_-]*) return 1 ;; esac
  case ${XDG_CACHE_HOME-} in
    /*) base=$XDG_CACHE_HOME ;;
    *)
      case ${HOME-} in /*) base=$HOME/.cache ;; *) return 1 ;; esac
      ;;
  esac
  folder=$base/coffer
  case $folder in *"$colon"*) return 1 ;; esac # it would divide two archives on the JVM's command line
  [ -r "$jar.sha256" ] || return 1
  digest=
  IFS= read -r digest <"$jar.sha256" || :
  case $digest in '' | *[!0-9a-f]*) return 1 ;; esac
  if [ "$major" -ge "$archiving_since_aot" ]; then ending=aot; else ending=jsa; fi
}

# find_archive: sets archive to one that was made of this very jar and JDK, or missing to what is
# to be done about it: nothing, or make.
find_archive() {
  archive='' missing=nothing
  [ "${COFFER_CACHE-}" != off ] || return 0
  if [ -s "${coffer_archive-}" ]; then
    archive=$coffer_archive
    return
  fi
  name_archive || return 0
  if [ -d "$folder" ]; then
    facts=$(identity "$jar" "$base" "$folder") || return 0
  else
    facts=$(identity "$jar") || return 0
  fi
  # shellcheck disable=SC2086
  set -- $facts
  facts=$1
  inode=${facts#*:}
  stem=$folder/$digest-${inode%%:*}-$build
  if [ $# -lt 9 ]; then
    missing=make
  elif ! is_private "$5" "$6" "$9"; then
    trace "$folder is not a folder that only you can write to: no archive is used"
  elif is_made; then
    archive=$stem.$ending
  elif [ -w "$folder" ]; then
    missing=make
  fi
}

# is_made: whether the archive was made of the jar and by the JDK that are here now. The JVM itself
# does not look: 25.0.3 runs the archive's classes when the jar has others.
is_made() {
  [ -s "$stem.$ending" ] && [ -r "$stem.for" ] || return 1
  made_of='' made_at='' made_by=''
  { IFS= read -r made_of && IFS= read -r made_at && IFS= read -r made_by; } <"$stem.for" || :
  [ "$made_of" = "$facts" ] && [ "$made_at" = "$jar" ] && [ "$made_by" = "$home" ]
}

# Archives are mapped where they were made for: moving them costs what a JVM without classes costs.
options='-Xlog:disable -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData
  -Djdk.reflect.useNativeAccessorOnly=true -Djdk.console=java.base -Dsun.net.http.retryPost=false'

# rehearse OPTION…: runs what loads the classes of the usual commands; it touches nobody's vaults.
rehearse() {
  # shellcheck disable=SC2086
  nice -n 10 "$java" $options "$@" -cp "$jar" "$coffer_rehearsal" "$room/rehearsal"
}

dump() {
  if [ "$ending" = jsa ]; then
    rehearse "-XX:ArchiveClassesAtExit=$room/archive"
  else
    rehearse -XX:AOTMode=record "-XX:AOTConfiguration=$room/configuration" &&
      # shellcheck disable=SC2086
      nice -n 10 "$java" $options -XX:AOTMode=create "-XX:AOTConfiguration=$room/configuration" \
        "-XX:AOTCache=$room/archive" -cp "$jar"
  fi
}

# enter_room: makes the folder in which one process at a time makes this archive. One that was left
# by a failure stays for an hour, so that what cannot succeed is not tried at every start.
enter_room() {
  mkdir -p "$base" && { [ -d "$folder" ] || mkdir "$folder"; } || return 1
  room=$stem.making
  mkdir "$room" && return
  [ -n "$(find "$room" -prune -mmin +60)" ] && rm -rf "$room" && mkdir "$room"
}

# is_whole: whether the jar is the one that its digest names, and has been so for a second at least:
# a later change then has another time.
is_whole() {
  changed=${facts##*:}
  [ $(($(date +%s) - changed)) -ge 2 ] || sleep 2
  sum=$(sha256sum <"$jar" || shasum -a 256 <"$jar") && [ "${sum%% *}" = "$digest" ]
}

is_unchanged() {
  now=$(identity "$jar") && [ "${now%% *}" = "$facts" ]
}

# forget_others: archives of jars that are no more, or that this one replaced, or of long ago.
forget_others() {
  for record in "$folder"/*.for; do
    other=${record%.for}
    { IFS= read -r made_of && IFS= read -r made_at && IFS= read -r made_by; } <"$record" || continue
    if [ "$other" != "$stem" ] && [ "$made_at/$made_by" = "$jar/$home" ] || [ ! -e "$made_at" ]; then
      rm -f "$record" "$other.jsa" "$other.aot"
    fi
  done
  find "$folder" -type f -mtime +90 -exec rm -f {} +
  find "$folder" -name '*.making' -prune -mmin +60 -exec rm -rf {} +
}

# make_archive: it appears whole, and after its record's removal: who reads in between starts without.
make_archive() {
  umask 077
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
  cd /
  enter_room || return 0
  if is_whole && dump && [ -s "$room/archive" ] && is_unchanged; then
    printf '%s\n' "$facts" "$jar" "$home" >"$room/for"
    rm -f "$stem.for"
    mv -f "$room/archive" "$stem.$ending" && mv -f "$room/for" "$stem.for"
    rm -rf "$room"
    forget_others
  else
    rm -rf "$room"/*
  fi
}

# quietly COMMAND: apart from everything that this process has open.
quietly() {
  "$@" </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
}

# Started by a process that ends at once, so that the command is not its parent.
make_in_background() {
  (
    trap '' HUP
    quietly make_archive &
  )
}

find_java
find_archive
if [ "$missing" = make ]; then
  if [ "${COFFER_CACHE-}" = now ]; then
    (quietly make_archive)
    find_archive
  else
    trace 'an archive is made in the background'
    make_in_background
  fi
fi
trace "$java, ${build:-unknown build}, ${archive:-no archive}"

# What gives every vault of an organisation a new key for every device seals for a minute and not for
# an instant: there the JVM's second compiler pays, which every other command does better without.
case "${1-} ${2-}" in
  'org remove' | 'org role' | 'org grant' | 'org transfer' | 'device revoke')
    options="$options -XX:TieredStopAtLevel=4"
    ;;
esac

# Without UTF-8 the JVM would turn other characters into '?'. What 'run' starts gets its own locale back.
set -- -jar "$jar" "$@"
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX)
    set -- "-Dcoffer.lc_all=${LC_ALL-}" "$@"
    export LC_ALL=C.UTF-8
    ;;
esac

# No word of the JVM on standard output, where values go: it would print there what it thinks of an
# archive. An option that one version lacks would stop it.
case ${archive##*.} in
  jsa) set -- "-XX:SharedArchiveFile=$archive" "$@" ;;
  aot) set -- "-XX:AOTCache=$archive" "$@" ;;
esac
# shellcheck disable=SC2086
exec "$java" $options "$@"
