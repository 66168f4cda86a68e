# Sourced: the virtual machine of the launcher and of what is started like it, as the array "java". Needs $here.
mkdir -p "$here/launcher/target/tmp" "$here/launcher/target/archives"
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx192m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData
  -Xlog:cds=off -Xlog:cds+dynamic=off
  -Djava.util.logging.manager=org.jboss.logmanager.LogManager
  -Djava.io.tmpdir="$here/launcher/target/tmp" -Dswitchboard.home="$(dirname "$here")")
