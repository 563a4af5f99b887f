package dev.understudy.server.web;

import io.nayuki.qrcodegen.QrCode;

/**
 * A text as a QR code, for a picture that the page draws.
 *
 * @param size how many squares it is wide and high, with the quiet zone that readers need
 * @param path its dark squares, as the path of an SVG
 */
public record QrPicture(int size, String path) {

    /** ISO/IEC 18004 asks for four squares of white around. */
    private static final int QUIET = 4;

    static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(',')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }
}
