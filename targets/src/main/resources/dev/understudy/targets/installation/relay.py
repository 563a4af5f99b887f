import os, socket, sys, threading
host, port = sys.argv[1], sys.argv[2]
try:
    if host.startswith("/"):
        there = socket.socket(socket.AF_UNIX)
        there.connect("%s/.s.PGSQL.%s" % (host, port))
    else:
        there = socket.create_connection((host, int(port)), 60)
        there.settimeout(None)
except (OSError, socket.error):
    os.write(1, b"-")
    sys.exit(1)
os.write(1, b"+")
def out():
    while True:
        some = os.read(0, 65536)
        if not some:
            break
        there.sendall(some)
    os._exit(0)
thread = threading.Thread(target=out)
thread.daemon = True
thread.start()
while True:
    some = there.recv(65536)
    if not some:
        break
    while some:
        some = some[os.write(1, some):]
