#!/usr/bin/env bash
# Tries the project on a bare Debian 12: a minimal system in a folder, a clean clone, one command.
#
#   bare_debian.sh DIR [COMMAND…]      COMMAND is run in the clone; default: ./dev build
#
# Needs root and debootstrap. The mirror, apt settings, proxies, certificates and npm settings are
# those of this machine. DIR is made when it does not exist, and kept; the clone in it is renewed.
set -euo pipefail

[[ $# -ge 1 ]] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[[ $EUID -eq 0 ]] || { echo "bare_debian: must be root" >&2; exit 2; }
mkdir -p "$1"
system=$(readlink -f "$1")
readonly system
shift
project=$(git -C "$(dirname "$(readlink -f "$0")")" rev-parse --show-toplevel)
readonly project
readonly suite=bookworm

mirror() {
  # shellcheck disable=SC2016  # the places are apt's
  apt-get indextargets --format '$(REPO_URI) $(CODENAME)' "Created-By: Packages" |
    awk -v suite="$suite" '$2 == suite { print $1; exit }'
}

make_system() {
  debootstrap --variant=minbase "$suite" "$system" "$(mirror)"
  # No service may start in there.
  printf '#!/bin/sh\nexit 101\n' > "$system/usr/sbin/policy-rc.d"
  chmod +x "$system/usr/sbin/policy-rc.d"
  touch "$system/.made"
}

# What lets this machine reach its mirrors.
copy_settings() {
  rm -f "$system"/etc/apt/sources.list "$system"/etc/apt/sources.list.d/*
  local path
  for path in /etc/apt/sources.list /etc/apt/sources.list.d/*.sources \
      /etc/apt/sources.list.d/*.list /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/99* \
      /etc/apt/auth.conf.d/* /etc/resolv.conf /etc/hosts /usr/local/share/ca-certificates \
      /etc/ssl/certs /etc/npmrc /root/.npmrc; do
    [[ -e $path ]] || continue
    mkdir -p "$system$(dirname "$path")"
    rm -rf "${system:?}$path"
    cp -rL "$path" "$system$path"
  done
}

mounted=()
unmount_all() {
  local i
  for ((i = ${#mounted[@]} - 1; i >= 0; i--)); do umount -l "${mounted[i]}"; done
}
mount_one() {
  mkdir -p "$system$3"
  mount -t "$1" ${4:+-o "$4"} "$2" "$system$3"
  mounted+=("$system$3")
}

renew_clone() {
  rm -rf "$system/olive"
  git clone --quiet --no-hardlinks "$project" "$system/olive"
}

[[ -f $system/.made ]] || make_system
copy_settings
renew_clone
trap unmount_all EXIT
mount_one proc proc /proc
mount_one sysfs sysfs /sys
mount_one none /dev /dev bind
mount_one devpts devpts /dev/pts
mount_one tmpfs tmpfs /dev/shm
[[ ! -d $project/../shared ]] || mount_one none "$project/../shared" /shared bind,ro

settings=(HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin)
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY NODE_EXTRA_CA_CERTS CI; do
  [[ -z ${!name:-} ]] || settings+=("$name=${!name}")
done
[[ $# -gt 0 ]] || set -- ./dev build
chroot "$system" env -i "${settings[@]}" bash -c 'cd /olive && exec "$@"' bash "$@"
