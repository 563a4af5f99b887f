package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** A picture that a form brings along. */
final class Picture {

    private Picture() {}

    /**
     * In Base64; empty for none. What it is, is looked at by who takes it.
     *
     * @throws dev.understudy.model.fault.FaultException {@code server.bad-body} where it did not come whole
     */
    static String of(Context request, String member) {
        UploadedFile file = request.isMultipartFormData() ? request.uploadedFile(member) : null;
        if (file == null || file.size() == 0) {
            return "";
        }
        try (InputStream content = file.content()) {
            return Base64.getEncoder().encodeToString(content.readAllBytes());
        } catch (IOException broken) {
            throw Fault.usage("server.bad-body", String.valueOf(broken.getMessage()))
                    .exception(broken);
        }
    }
}
