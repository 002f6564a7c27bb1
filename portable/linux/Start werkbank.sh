#!/bin/sh
# Dubbelklik: opent de werkbank in de browser. Alles wat nodig is staat in deze map; er wordt niets geïnstalleerd.
# De graaf komt in Documenten/Regiograaf; een andere map: zet REGIOGRAAF_MAP, of geef haar als eerste woord mee.
set -eu
hier=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
documenten=$(xdg-user-dir DOCUMENTS 2>/dev/null || true)
[ -n "$documenten" ] && [ "$documenten" != "$HOME" ] || documenten="$HOME/Documents"
map=${1:-${REGIOGRAAF_MAP:-$documenten/Regiograaf}}
mkdir -p -- "$map"
echo "De werkbank start. Dit venster open laten; sluiten stopt de werkbank."

# Alleen Python zelf krijgt de meegeleverde bibliotheken, de browser niet.
LD_LIBRARY_PATH="$hier/python/lib" "$hier/python/bin/python3" -I -u -m regiograaf werkbank --graaf "$map" --geen-browser |
  while IFS= read -r regel; do
    printf '%s\n' "$regel"
    case $regel in
      "Werkbank: "*) [ -n "${REGIOGRAAF_GEEN_BROWSER:-}" ] || xdg-open "${regel#Werkbank: }" >/dev/null 2>&1 || true ;;
    esac
  done
