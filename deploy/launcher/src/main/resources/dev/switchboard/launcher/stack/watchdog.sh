# Stops what a launcher left running, however it ended, and clears away.
# $1 the stack's mark, $2 the database's folder, $3 the pulse file, $4 the folder to delete
trap '' INT TERM HUP QUIT
cat >/dev/null # until the launcher is gone

# Processes of the stack, by the mark in their environment: a process id that was used again does not have it.
marked() {
  grep -lasF -e "SWITCHBOARD_STACK=$1" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3
}

# The database's server, or what is about to start it. It overwrites its own environment, but is started with its folder.
servers() {
  for found in $(grep -lasF -e "$1" /proc/[0-9]*/cmdline 2>/dev/null | cut -d/ -f3); do
    case $(cat "/proc/$found/comm" 2>/dev/null) in
      postgres | pg_ctl | initdb | unshare) echo "$found" ;;
    esac
  done
}

# until_gone LIST SIGNALS… : half a second of patience after each signal of the list, until no such process is left
until_gone() {
  list=$1
  subject=$2
  shift 2
  for signal in "$@"; do
    found=$($list "$subject")
    [ -n "$found" ] || return 0
    [ "$signal" = - ] || kill "-$signal" $found 2>/dev/null
    for _ in 1 2 3 4 5; do
      [ -n "$($list "$subject")" ] || return 0
      sleep 0.1
    done
  done
}

until_gone marked "$1" TERM - - - - KILL - KILL -
[ ! -e "$3" ] || touch "$3"
until_gone servers "$2" INT - - INT QUIT - - - KILL -
until_gone marked "$1" KILL -
rm -rf "$4"
