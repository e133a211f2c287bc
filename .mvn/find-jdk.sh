# Sourced by `weir` and `mvnw`: exports JAVA_HOME of a JDK of version 25 or newer, or says what to install and exits with 3.
# Looks at JAVA_HOME, the PATH, then the folders in which packages, SDKMAN, asdf, Homebrew and macOS keep JDKs.

# Prints the feature version of the Java at $1, or nothing.
weir_java_version() {
  [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
  fi
}

# True when $1 holds a Java of version 25 or newer, with a compiler where WEIR_NEEDS_COMPILER is set.
weir_is_jdk() {
  [ -n "$1" ] || return 1
  [ -z "${WEIR_NEEDS_COMPILER-}" ] || [ -x "$1/bin/javac" ] || return 1
  weir_version="$(weir_java_version "$1")"
  [ -n "$weir_version" ] && [ "$weir_version" -ge 25 ] 2>/dev/null
}

# Prints the home of the `java` on the PATH, links followed.
weir_java_on_path() {
  weir_java="$(command -v java 2>/dev/null)" || return 0
  while [ -L "$weir_java" ]; do
    weir_link="$(readlink "$weir_java")"
    case "$weir_link" in
      /*) weir_java="$weir_link" ;;
      *) weir_java="$(dirname "$weir_java")/$weir_link" ;;
    esac
  done
  (cd "$(dirname "$weir_java")/.." 2>/dev/null && pwd -P)
}

weir_find_jdk() {
  if weir_is_jdk "${JAVA_HOME-}"; then
    return 0
  fi
  set +f # mvnw switches globbing off
  for weir_home in \
    "$(weir_java_on_path)" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/local/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.jdks/* "$HOME"/.jabba/jdk/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if weir_is_jdk "$weir_home"; then
      JAVA_HOME="$weir_home"
      export JAVA_HOME
      return 0
    fi
  done
  echo "Weir needs a JDK of version 25 or newer, and none was found in JAVA_HOME, on the PATH or in the usual folders: install one (for example Temurin 25, or your package manager's openjdk-25-jdk) or point JAVA_HOME to it." >&2
  exit 3
}

weir_find_jdk
