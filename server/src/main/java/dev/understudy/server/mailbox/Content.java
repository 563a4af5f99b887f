package dev.understudy.server.mailbox;

/** Bytes as they came; nobody changes them. */
public final class Content {

    private final byte[] bytes;

    Content(byte[] bytes) {
        this.bytes = bytes;
    }

    /** All of them, as they are kept. */
    public byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }
}
