# Fetches into a mirror, or pushes from it. What speaks with the repository holds the operator's keys and writes nothing; git,
# which reads what strangers committed, gets what passes between, or what the operator has for this address alone.
#
# A number, that many words that wall in what acts as the operator; a number, that many that make git's user; a number, that
# many that make the owner of a folder that is pushed to; git's own.
# UNDERSTUDY_FOLDER: the folder that is pushed to. Empty for all else.
# UNDERSTUDY_SERVICE: upload-pack, or receive-pack to push.
# UNDERSTUDY_ELSEWHERE: not empty for an address that a stranger named: it may not lead to this machine.
# UNDERSTUDY_URL: where the repository is. UNDERSTUDY_LENT: a folder for copies of files that git's user may read meanwhile.
set -u

# git as the operator: his settings, and none of the mirror's.
ask() {
  "${operator[@]}" env -u UNDERSTUDY_URL -u UNDERSTUDY_CREDENTIAL GIT_ASKPASS= SSH_ASKPASS= git "$@"
}

settings=1
setting() { # setting NAME VALUE
  export "GIT_CONFIG_KEY_$settings=$1" "GIT_CONFIG_VALUE_$settings=$2" GIT_CONFIG_COUNT=$((++settings))
}

address() { # address URL
  export GIT_CONFIG_KEY_0=remote.understudy.url GIT_CONFIG_VALUE_0=$1 GIT_CONFIG_COUNT=$settings
}

# Runs git with pipes to and from a program that has reached the repository.
through() { # through PROGRAM [WORD...]
  # It begins when both ends are open. They are opened anew: of what bash has opened for itself, no program gets anything.
  coproc between { read -r && exec "$@"; }
  exec 7<"/dev/fd/${between[0]}" 8>"/dev/fd/${between[1]}"
  echo >&8
  if [[ $UNDERSTUDY_SERVICE == receive-pack ]]; then
    # A git that finds that it must not push goes without a word, and the other side would wait for one.
    address ssh://other/repository
    GIT_SSH_COMMAND='between() {
      cat <&7 &
      first=$(dd bs=1 count=4 2>/dev/null)
      if [ -n "$first" ]; then { printf %s "$first" && cat; } >&8 && wait; else kill $!; fi
    }; between' GIT_SSH_VARIANT=simple GIT_ALLOW_PROTOCOL=ssh "${own[@]}" "${git[@]}"
    exit
  fi
  address fd::7,8
  GIT_ALLOW_PROTOCOL=fd "${own[@]}" "${git[@]}"
  exit
}

quoted() { # quoted WORD
  printf "'%s'" "${1//\'/\'\\\'\'}"
}

# A push is received by whoever owns the folder, so that all of it stays theirs, and what they have put there is run as them.
received() { # received PATH
  local alone=("${operator[@]}")
  if [[ $1 != "$UNDERSTUDY_FOLDER" ]]; then
    printf 'understudy: another address leads to the folder %s\n' "$1" >&2
    exit 128
  fi
  if ((${#owner[@]})); then
    alone=("${owner[@]}" env HOME=/nonexistent)
  elif ((${#alone[@]})); then
    alone=("${alone[@]:0:${#alone[@]}-1}" --unshare-net --bind "$1" "$1" --)
  fi
  through "${alone[@]}" git -c "safe.directory=$1" -c "safe.directory=$1/.git" receive-pack -- "$1"
}

# Reading a repository that belongs to another user, which git refuses unless told (safe.directory, git-config(1)).
folder() { # folder PATH
  local alone=("${operator[@]}")
  [[ $UNDERSTUDY_SERVICE == upload-pack ]] || received "$1"
  # It needs no network, and sends what it reads to git alone.
  ((${#alone[@]} == 0)) || alone=("${alone[0]}" --unshare-net "${alone[@]:1}")
  through "${alone[@]}" git -c "safe.directory=$1" -c "safe.directory=$1/.git" -c uploadpack.allowAnySHA1InWant=true upload-pack -- "$1"
}

# Finds where a server is that a stranger named. What answers on this machine, or to its neighbours alone (RFC 3927 and 4291),
# trusts whoever comes from there. No name is asked for again: it may mean another place by then.
found=()
look_up() { # look_up HOST
  local address
  [[ -n ${UNDERSTUDY_ELSEWHERE:-} ]] || return 0
  while read -r address _; do
    case ${address,,} in
    0.* | 169.254.* | fe[89ab]?:* | :: | ::ffff:*) here "$1" ;;
    esac
    [[ $(ip route get "$address" 2>/dev/null) != local* ]] || here "$1"
    found+=("$address")
  done < <(getent ahosts "$1" | sort -u -k 1,1)
}

here() { # here HOST
  printf 'understudy: leads to this machine: %s\n' "$1" >&2
  exit 128
}

ssh() { # ssh HOST PORT PATH
  local program
  program=$(ask config core.sshCommand) || program=ssh
  if [[ $1 == -* || $1 == *@-* ]]; then
    echo "understudy: no host: $1" >&2
    exit 128
  fi
  # A name of the operator's ssh configuration stands for another one. Which server answers, its key tells.
  look_up "$("${operator[@]}" env ssh -G -- "$1" 2>/dev/null | sed -n 's/^hostname //p')"
  through "${operator[@]}" sh -c "$program \"\$@\"" ssh ${2:+-p "$2"} "$1" "git-$UNDERSTUDY_SERVICE $(quoted "$3")"
}

# A copy of a file that the operator's settings name. git's user writes it: the folder around the mirrors is his.
lend() { # lend FILE
  "${operator[@]}" cat -- "${1/#\~\//$HOME/}" |
    "${own[@]}" sh -c 'umask 077 && mkdir -p -- "$0" && to=$(mktemp -p "$0") && cat >"$to" && echo "$to"' "$UNDERSTUDY_LENT"
}

# What stands in ~/.netrc for a host, as curl reads it.
netrc() { # netrc HOST
  "${operator[@]}" cat -- "$HOME/.netrc" 2>/dev/null | awk -v host="$1" '
    { for (i = 1; i <= NF; i++) word[++n] = $i }
    END {
      for (i = 1; i <= n; i++) {
        if (word[i] == "machine" || word[i] == "default") {
          if (found) break
          found = word[i] == "default" || word[i + 1] == host
        } else if (found && word[i] == "login") print "username=" word[++i]
        else if (found && word[i] == "password") print "password=" word[++i]
      }
    }'
}

# What the operator has for an address of the web, and for no other.
equip() { # equip SCHEME USER HOST PATH
  local entry value
  while IFS= read -r -d '' entry; do
    value=${entry#*$'\n'}
    case ${entry%%$'\n'*} in
    http.sslcert | http.sslkey | http.sslcainfo | http.cookiefile)
      ((${#own[@]} == 0)) || value=$(lend "$value") || exit
      ;;
    esac
    setting "${entry%%$'\n'*}" "$value"
  done < <(ask config -z --get-urlmatch http "$1://$3$4")
  [[ $2 != *:* ]] || return 0
  UNDERSTUDY_CREDENTIAL=$(printf '%s\n' "protocol=$1" "host=$3" "path=${4#/}" ${2:+"username=$2"} '' |
    ask credential fill 2>/dev/null) || UNDERSTUDY_CREDENTIAL=$(netrc "${3%:*}")
  export UNDERSTUDY_CREDENTIAL
  setting credential.helper ''
  setting "credential.$1://$3.helper" '!f() { [ "$1" != get ] || printf "%s\n" "$UNDERSTUDY_CREDENTIAL"; }; f'
}

web() { # web SCHEME USER HOST PATH
  local scheme=$1 user=${2:+$2@} host=$3 path=$4 said status to port
  equip "$@"
  look_up "${host%:*}"
  if [[ -n ${UNDERSTUDY_ELSEWHERE:-} ]]; then
    # Without a proxy git would ask for the name again.
    ((${#found[@]})) || ask config --get-urlmatch http.proxy "$scheme://$host$path" >/dev/null ||
      [[ -n ${http_proxy:-}${https_proxy:-}${HTTPS_PROXY:-}${all_proxy:-}${ALL_PROXY:-} ]] || {
      printf 'understudy: no such host: %s\n' "$host" >&2
      exit 128
    }
    for port in 80 443; do
      [[ $host != *:* ]] || port=${host##*:}
      ((${#found[@]} == 0)) || setting http.curloptResolve "${host%:*}:$port:$(IFS=, && echo "${found[*]}")"
    done
  fi
  exec 5>&1
  for _ in 1 2 3; do
    address "$scheme://$user$host$path"
    said=$("${own[@]}" "${git[@]}" 2>&1 >&5)
    status=$?
    [[ $status -ne 0 && $said =~ 'returned error: 30'[12378] ]] || break
    to=$(GIT_TRACE_CURL=1 GIT_TRACE_CURL_NO_DATA=1 "${own[@]}" "${git[@]}" 2>&1 |
      sed -n 's/.*Recv header: [Ll]ocation: *//p' | tr -d '\r' | head -n 1)
    to=${to%%/info/refs*}
    [[ $to != /* ]] || to=$scheme://$host$to
    # A server may give a repository another name and ask for more secrecy, and nothing else.
    case ${to,,} in
    "$scheme://${host,,}/"*) ;;
    "https://${host,,}/"*) scheme=https ;;
    *)
      said="understudy: sent on to ${to%%\?*}"
      break
      ;;
    esac
    path=/${to#*://*/}
  done
  [[ -z $said ]] || printf '%s\n' "$said" >&2
  exit $status
}

main() {
  local n url path host
  local web_address='^([Hh][Tt][Tt][Pp][Ss]?)://(([^/]*)@)?([^/@]+)(/.*)?$'
  local ssh_address='^(ssh|git\+ssh|ssh\+git)://([^/]*@)?(\[[^]/]*\]|[^]:/[]*)(:([0-9]*))?(/.*)$'
  local short_address='^([^/:]*@)?(\[[^]/]*\]|[^]:/[]+):(.*)$'
  n=$1 && shift && operator=("${@:1:n}") && shift "$n"
  n=$1 && shift && own=("${@:1:n}") && shift "$n"
  n=$1 && shift && owner=("${@:1:n}") && shift "$n"
  git=("$@")
  cd / || exit
  "${own[@]}" rm -rf -- "$UNDERSTUDY_LENT"
  trap '"${own[@]}" rm -rf -- "$UNDERSTUDY_LENT"' EXIT
  address "$UNDERSTUDY_URL"
  unset UNDERSTUDY_URL
  url=$(ask ls-remote --get-url understudy) || exit
  if [[ $url == /* || $url == file:///* ]]; then
    folder "${url#file://}"
  elif [[ $url =~ $web_address ]]; then
    web "${BASH_REMATCH[1],,}" "${BASH_REMATCH[3]}" "${BASH_REMATCH[4]}" "${BASH_REMATCH[5]}"
  elif [[ $url =~ $ssh_address ]]; then
    path=${BASH_REMATCH[6]}
    [[ $path != /~* ]] || path=${path#/}
    host=${BASH_REMATCH[3]#[}
    ssh "${BASH_REMATCH[2]}${host%]}" "${BASH_REMATCH[5]}" "$path"
  elif [[ $url != *://* && $url =~ $short_address ]]; then
    host=${BASH_REMATCH[2]#[}
    ssh "${BASH_REMATCH[1]}${host%]}" "" "${BASH_REMATCH[3]}"
  else
    host=${url#*://}
    host=${host%%/*}
    look_up "${host%:*}"
    address "$url"
    "${own[@]}" "${git[@]}"
  fi
}

# Nothing that runs here reads the rest of this.
main "$@" </dev/null
exit
