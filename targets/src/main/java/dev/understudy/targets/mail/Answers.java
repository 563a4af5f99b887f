package dev.understudy.targets.mail;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** What a mail server answered. */
final class Answers {

    private static final int FOR_GOOD = 500;

    private Answers() {}

    /** The innermost cause in one line. */
    static String said(Throwable failure) {
        Throwable cause = failure;
        for (Throwable next = next(cause); next != null; next = next(cause)) {
            cause = next;
        }
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }

    static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable one = failure; one != null; one = next(one)) {
            if (type.isInstance(one)) {
                return true;
            }
        }
        return false;
    }

    /** Whether asking again is of no use (RFC 5321, 4.2.1). */
    static boolean forGood(Throwable failure) {
        for (Throwable one = failure; one != null; one = next(one)) {
            int code = switch (one) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSendFailedException sending -> sending.getReturnCode();
                default -> 0;
            };
            if (code >= FOR_GOOD) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : failure.getCause();
    }
}
