#!/bin/sh
# layers.sh TOP: every #include of the sources against tests/lint/layers.txt, and what stands at the top.
set -eu
cd "${1:?usage: layers.sh TOP}"
# The top of the house: what is kept by git there and named nowhere is a mistake.
top="CHANGELOG.md CMakeLists.txt CMakePresets.json LICENSE README.md analytics bootstrap reports sample-data schemas tests"
for name in $(git ls-files 2>/dev/null | sed 's|/.*||' | sort -u); do
  case " $top " in *" ${name#\"} "*) ;; *) case $name in .*) ;; *) echo "$name: stands at the top and has no place there"; exit 1 ;; esac ;; esac
done
awk '
function fail(text) { print text; failed = 1 }
FILENAME == rules {
  sub(/#.*/, ""); if (!NF) next
  if ($1 == "library") {
    name = $2; sub(/:$/, "", name); libraries[name] = 1
    for (i = 3; i <= NF; i++) library_in[name, $i] = 1
    next
  }
  folder = $1; sub(/:$/, "", folder); known[folder] = 1
  short = folder; sub(/^.*\//, "", short); path_of[short] = folder
  for (i = 2; i <= NF; i++) {
    stage = $i; headers = ""
    if (match(stage, /\(.*\)/)) { headers = substr(stage, RSTART + 1, RLENGTH - 2); stage = substr(stage, 1, RSTART - 1) }
    allowed[folder, stage] = 1; only[folder, stage] = headers
  }
  next
}
/^[ \t]*#[ \t]*include/ {
  split(FILENAME, part, "/"); folder = part[1] "/" part[2]
  if (!(folder in known)) { if (!(folder in told)) fail(FILENAME ": " folder " has no line in " rules); told[folder] = 1; next }
  if (match($0, /<[^>]*>/)) {
    header = substr($0, RSTART + 1, RLENGTH - 2)
    for (name in libraries)
      if (header == name || (name ~ /\/$/ && index(header, name) == 1)) {
        checked++
        if (!((name, folder) in library_in)) fail(FILENAME ":" FNR ": <" header "> does not belong in " folder)
      }
    next
  }
  match($0, /"[^"]*"/); header = substr($0, RSTART + 1, RLENGTH - 2)
  stage = header; if (!sub(/\/.*/, "", stage)) next
  if (!(stage in path_of) || path_of[stage] == folder) next
  checked++
  if ((folder, "*") in allowed) next
  if (!((folder, stage) in allowed)) { fail(FILENAME ":" FNR ": " folder " may not include \"" header "\""); next }
  if (only[folder, stage] != "") {
    file = header; sub(/^[^\/]*\//, "", file)
    if (index("," only[folder, stage] ",", "," file ",") == 0)
      fail(FILENAME ":" FNR ": " folder " may include of " stage " only " only[folder, stage] ", not " file)
  }
}
END {
  if (!checked) { print "layers: nothing was checked"; exit 1 }
  if (!failed) printf "layers: %d includes in order\n", checked
  exit failed
}' rules=tests/lint/layers.txt tests/lint/layers.txt $(find analytics reports -name '*.[ch]' | LC_ALL=C sort)
