#!/bin/sh
# Completes the distribution that Maven has put the libraries of: launcher, options, AOT cache, archive.
# Called by the build: make-dist.sh ROOT DIST VERSION JAVA_HOME
set -eu
root="$1" dist="$2" version="$3" java_home="$4"
app="$root/collector/app"

rm -f "$dist/.built" "$dist"/lib/weir.aot*
cp "$app/target/weir-collector-app.jar" "$dist/lib/"
cp "$root/.mvn/find-jdk.sh" "$app"/src/main/dist/*.options "$dist/lib/"
cp "$root/weir" "$root/LICENSE" "$dist/"
cp "$root/README.md" "$dist/" 2>/dev/null || true

# The database driver has the libraries of four platforms in its jar, some 80 MB, and would unpack one into the temporary
# folder at every start. It also looks beside its jar: there the one of this platform is put, and the jar goes without.
strip_driver() {
  jar="$1" work="$app/target/driver"
  "$java_home/bin/jar" tf "$jar" | grep -q '^libduckdb_java' || return 0
  rm -rf "$work" && mkdir -p "$work"
  (cd "$work" && "$java_home/bin/jar" xf "$jar")
  case "$(uname -m)" in x86_64 | amd64) arch=amd64 ;; *) arch=arm64 ;; esac
  case "$(uname -s)" in Darwin) os=macos ;; Linux) os=linux ;; *) os=windows ;; esac
  mv "$work/libduckdb_java.so_${os}_$arch" "$dist/lib/"
  rm -f "$work"/libduckdb_java*
  "$java_home/bin/jar" cfM "$jar" -C "$work" .
  rm -rf "$work"
}
for jar in "$dist"/lib/duckdb_jdbc-*.jar; do
  strip_driver "$jar"
done

# The training run starts a whole collector and sends itself some telemetry, so that the classes and profiles of a
# real start are in the cache. The same options as at run time, or the JVM refuses the cache.
"$java_home/bin/java" "@$dist/lib/jvm-default.options" -XX:AOTCacheOutput="$dist/lib/weir.aot" -Xlog:aot=off -Xlog:cds=off -Xlog:disable -Xlog:all=error:stderr \
  -cp "$dist/lib/weir-collector-app.jar" dev.weir.collector.app.Main train > "$app/target/train.log" 2>&1 || { cat "$app/target/train.log" >&2; exit 1; }
cp "$java_home/release" "$dist/lib/weir.aot.jdk"

# The cache names the modification times of the jars, so the archive keeps them.
name="weir-$version"
rm -rf "$app/target/$name" && cp -pR "$dist" "$app/target/$name"
(cd "$app/target" && tar -czf "$name.tar.gz" "$name")
rm -rf "$app/target/$name"
touch "$dist/.built"
