package dev.switchboard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Requests to one HTTP/1.1 server over many connections, from one thread: it shares its core with the broker, so every
 * request must cost as little as can be. One request at a time per connection.
 */
final class Load implements AutoCloseable {

    /** There is no further request. */
    static final int NONE = 0;

    private static final int REQUEST = 64 << 10;
    private static final int ANSWER = 16 << 10;
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Where requests come from. */
    interface Requests {
        /** Puts the next one in; returns the status that it must be answered with, or {@link #NONE}. */
        int put(ByteBuffer into);
    }

    /** Requests of one kind, and what became of them. */
    static final class Stream {

        private final Requests requests;
        private final int width;
        private final double perSecond;
        private final Deque<Connection> idle = new ArrayDeque<>();
        private final List<Double> millis = new ArrayList<>();
        private int under;
        private long sent;
        private long right;
        private long other;
        private long broken;
        private boolean exhausted;

        private Stream(Requests requests, int width, double perSecond) {
            this.requests = requests;
            this.width = width;
            this.perSecond = perSecond;
        }

        /** As many as the server takes, each connection sending as soon as it is answered. */
        static Stream closed(Requests requests, int connections) {
            return new Stream(requests, connections, 0);
        }

        /** So many a second, whatever the server does; they are late if no connection is free. */
        static Stream paced(Requests requests, int connections, double perSecond) {
            return new Stream(requests, connections, perSecond);
        }

        /** Answered as they must be. */
        long right() {
            return right;
        }

        /** Answered otherwise, or not at all. */
        long wrong() {
            return other + broken;
        }

        /** From when a request was due to its right answer. */
        Percentiles millis() {
            return new Percentiles(millis);
        }

        private long dueNanos(long began) {
            return perSecond == 0 ? began : began + (long) (sent * 1e9 / perSecond);
        }
    }

    private final InetSocketAddress server;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();

    Load(int port) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends for that long, or until one stream has no more requests, and waits for the answers; real seconds of sending. */
    double run(Duration limit, Stream... streams) {
        try {
            for (Stream stream : streams) {
                for (int i = 0; i < stream.width; i++) {
                    connections.add(new Connection(stream));
                }
            }
            long began = System.nanoTime();
            long end = began + limit.toNanos();
            long ended = send(began, end, streams);
            drain(streams);
            return (ended - began) / 1e9;
        } catch (IOException e) {
            throw new UncheckedIOException("load", e);
        } finally {
            connections.forEach(Connection::drop);
            connections.clear();
        }
    }

    private long send(long began, long end, Stream... streams) throws IOException {
        long now = System.nanoTime();
        while (now < end && !List.of(streams).stream().anyMatch(stream -> stream.exhausted)) {
            long next = Long.MAX_VALUE;
            for (Stream stream : streams) {
                next = Math.min(next, dispatch(stream, began, now));
            }
            await(Math.min(next, end) - now);
            now = System.nanoTime();
        }
        return now;
    }

    /** Sends what is due; returns when the next one is, if anybody could send it. */
    private long dispatch(Stream stream, long began, long now) throws IOException {
        while (!stream.idle.isEmpty() && !stream.exhausted) {
            long due = stream.dueNanos(began);
            if (due > now) {
                return due;
            }
            stream.idle.poll().send(stream.perSecond == 0 ? now : due);
        }
        return Long.MAX_VALUE;
    }

    private void drain(Stream... streams) throws IOException {
        long end = System.nanoTime() + DRAIN.toNanos();
        while (System.nanoTime() < end && List.of(streams).stream().anyMatch(stream -> stream.under > 0)) {
            await(NANOS_PER_MILLI);
        }
        for (Stream stream : streams) {
            stream.broken += stream.under;
        }
    }

    private void await(long nanos) throws IOException {
        long millis = Math.min(100, nanos / NANOS_PER_MILLI);
        if (millis > 0) {
            selector.select(millis);
        } else {
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            ((Connection) key.attachment()).ready(key);
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Connection {

        private final Stream stream;
        private final ByteBuffer out = ByteBuffer.allocateDirect(REQUEST);
        private final ByteBuffer in = ByteBuffer.allocate(ANSWER);
        private SocketChannel channel;
        private SelectionKey key;
        private long due;
        private int expected;

        Connection(Stream stream) throws IOException {
            this.stream = stream;
            open();
            stream.idle.add(this);
        }

        private void open() throws IOException {
            channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(long dueNanos) throws IOException {
            out.clear();
            expected = stream.requests.put(out);
            if (expected == NONE) {
                stream.exhausted = true;
                stream.idle.add(this);
                return;
            }
            out.flip();
            in.clear();
            due = dueNanos;
            stream.sent++;
            stream.under++;
            write();
        }

        private void write() throws IOException {
            try {
                channel.write(out);
                key.interestOps(
                        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            } catch (IOException e) {
                broken();
            }
        }

        void ready(SelectionKey ready) throws IOException {
            if (ready.isValid() && ready.isWritable()) {
                write();
            }
            if (ready.isValid() && ready.isReadable()) {
                read();
            }
        }

        private void read() throws IOException {
            int got;
            try {
                got = channel.read(in);
            } catch (IOException e) {
                got = -1;
            }
            if (got < 0) {
                broken();
            } else if (isWhole()) {
                answered();
            }
        }

        private void answered() throws IOException {
            int status = Integer.parseInt(text(9, 12));
            stream.under--;
            if (status == expected) {
                stream.right++;
                stream.millis.add((System.nanoTime() - due) / 1e6);
            } else {
                stream.other++;
            }
            // Of a request that was refused early the rest was never sent.
            if (status == 413 || out.hasRemaining()) {
                drop();
                open();
            }
            stream.idle.add(this);
        }

        /** The server went away; what was under way has no answer. */
        private void broken() throws IOException {
            boolean asked = !stream.idle.contains(this);
            drop();
            open();
            if (asked) {
                stream.under--;
                stream.broken++;
                stream.idle.add(this);
            }
        }

        private boolean isWhole() {
            byte[] bytes = in.array();
            int length = in.position();
            for (int i = 3; i < length; i++) {
                if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                    return length >= i + 1 + bodyLength(i);
                }
            }
            return false;
        }

        private int bodyLength(int end) {
            String head = text(0, end).toLowerCase(Locale.ROOT);
            int at = head.indexOf("content-length:");
            if (at < 0) {
                throw new IllegalStateException("an answer without a length: " + head);
            }
            return Integer.parseInt(
                    head.substring(at + 15, head.indexOf('\r', at)).strip());
        }

        private String text(int from, int to) {
            return new String(in.array(), from, to - from, StandardCharsets.US_ASCII);
        }

        void drop() {
            key.cancel();
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
