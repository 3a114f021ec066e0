#!/bin/sh
# Pictures of the frame with invented answers, both themes and both sizes, into ui/shots. Needs chromium.
set -eu
cd "$(dirname "$0")/.."
mkdir -p shots
node node_modules/vite/bin/vite.js --port 5199 >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null' EXIT
sleep 3
shot() { # name, size, path
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --font-render-hinting=none --window-size="$2" --virtual-time-budget=4000 \
    --screenshot="shots/$1.png" "http://localhost:5199/dev.html$3" >/dev/null 2>&1
}
for theme in light dark; do
  shot "parts-$theme" 1440,900 "#/calendar?theme=$theme"
  shot "rows-$theme" 1440,900 "#/log?theme=$theme"
  shot "palette-$theme" 1440,900 "?do=press:Ctrl+k,type:ro-2#/calendar?theme=$theme"
  shot "publish-$theme" 1440,900 "?work&do=click:.draft,click:[role=menuitem]#/calendar?theme=$theme"
  shot "offline-$theme" 1440,900 "?shared=offline&do=click:.status+.popover+button#/log?theme=$theme"
  shot "stopped-$theme" 1440,900 "?shared=stopped&do=click:.status+.popover+button#/log?theme=$theme"
  shot "settling-$theme" 1440,900 "?shared=away&do=click:.status+button.cell#/log?theme=$theme"
  shot "away-$theme" 1440,900 "?shared=away&do=click:.away+.actions+button:nth-of-type(2)#/log?theme=$theme"
  shot "welcome-$theme" 1440,900 "#/welcome?theme=$theme"
done
shot rest-light 1440,900 "?do=press:w,press:m#/calendar?theme=light"
shot keys-light 1440,900 "?do=press:?#/calendar?theme=light"
shot menu-light 1440,900 "?do=click:.plan#/calendar?theme=light"
shot rows-1024 1024,700 "#/log?theme=dark"
shot parts-1024 1024,700 "?work#/calendar?theme=light"
shot welcome-1024 1024,700 "#/welcome?theme=light"
